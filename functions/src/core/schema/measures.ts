// The words in which a table says what is measured of its records, and the list of what there is to measure.

import type { Need } from './condition.ts';

/** A text that names one of these words and does not deny it; without words, any text that is no denial. */
export interface Mention {
  column: string;
  words?: readonly string[];
}

/** Where it stands what a customer answered: the table, the columns of score and time, and who is satisfied. */
export interface AskedBy {
  table: string;
  score: string;
  at: string;
  satisfied: readonly string[];
  /** States of records that tell nothing any more. */
  unless: readonly string[];
}

/**
 * What the figures go by. A cell that is filled in anew in each cycle counts in each, a lasting one once for the
 * record.
 */
export interface Measures {
  /** Time column of when the matter came in; when it was saved first otherwise. */
  received?: string;
  /** Columns that say who the customer is: the first that is filled in. */
  customer?: readonly string[];
  /** Time column of the first answer to the customer. */
  responded?: string;
  /**
   * Records are problems to be solved, at the time in this column; where there is none, when they came to be solved.
   */
  solved?: { at?: string };
  /** Of those the ones that ask for nothing to be solved: praise, a suggestion, a question. */
  noProblem?: Mention;
  /**
   * Columns that refer to the record with which the matter began. A record in which one of them is filled goes on with
   * that matter, and counts as no new one.
   */
  goesOn?: readonly string[];
  /**
   * Which records are complaints; one that a record of another table has taken over, in whatever state but these,
   * counts there.
   */
  complaint?: { when?: Mention; takenOver?: { by: string; unless: readonly string[] } };
  /** Where it stands what the customer got for it. */
  compensated?: Mention;
  /** What the customer thought of it, the values that are "satisfied or better", and the time column of asking. */
  rated?: { column: string; satisfied: readonly string[]; at?: string };
  /**
   * Tables whose records tell what the customer answered when asked about this one, the most direct first. An answer
   * that stands in several of them, or in this record as well, is one.
   */
  askedBy?: readonly AskedBy[];
  /**
   * Calls that reached the customer, at the time in a column, and which of them showed that there is business in it.
   */
  called?: { when: Need; at: string; intended: Need };
  /**
   * Whose fault it was once that is decided: the department where it was `own`, the judgement itself where it was not.
   */
  judged?: { column: string; own: string; department: string; undecided: readonly string[]; cause?: string };
  /**
   * Columns that say what was wrong, for the ranking of problems; a `list` holds several, each counted; of `values`
   * only these are problems.
   */
  problems?: readonly { column: string; list?: true; values?: readonly string[] }[];
  /** Column of the product that a problem was with. */
  product?: string;
}

/**
 * What is counted. `event`: attributed to when it happened. `cohort`: to when that came in which it is about, so it may
 * grow later.
 */
export interface Measure {
  label: string;
  /** In a sentence, for whoever signs the figure. */
  definition: string;
  counts: 'stock' | 'event' | 'cohort';
}

export const MEASURES = {
  open: { label: '未关闭', definition: '此刻尚未关闭的记录数。', counts: 'stock' },
  created: {
    label: '新增',
    definition: '本期收到的件数；由其他记录转来的是同一件事，不另计；没有接收时间的，按首次保存的时间。',
    counts: 'event',
  },
  continued: {
    label: '转来',
    definition: '本期由热线、反馈、投诉等记录转来的件数：事情已在原记录计过，这里只计工作。',
    counts: 'event',
  },
  raised: {
    label: '新增问题',
    definition: '本期收到的事项中要解决的问题；表扬、建议、咨询不算。',
    counts: 'event',
  },
  complaint: {
    label: '投诉',
    definition: '本期收到的投诉：投诉记录、投诉类反馈和投诉类热线；同一件只计一次。',
    counts: 'event',
  },
  compensated: { label: '补偿', definition: '本期收到的记录中，方案写明给客户补偿的。', counts: 'cohort' },
  customers: {
    label: '客户',
    definition: '本期提出事项的客户数，按联系方式或客户编号识别，一个客户只计一次；转来的记录不另计。',
    counts: 'event',
  },
  createdSolved: { label: '新增问题中已解决', definition: '本期收到、现已解决的问题数。', counts: 'cohort' },
  createdAtOnce: {
    label: '一次解决',
    definition: '本期收到、现已解决、从未退回重办的问题数。',
    counts: 'cohort',
  },
  solved: { label: '解决', definition: '本期解决的轮次数；重开后再解决另计一轮。', counts: 'event' },
  solvedFirst: {
    label: '解决记录',
    definition: '本期首次解决的件数；重开后再解决不再计。',
    counts: 'event',
  },
  solvedReopened: { label: '解决后重开', definition: '本期解决、其后重开的轮次数。', counts: 'cohort' },
  closed: { label: '关闭', definition: '本期关闭的轮次数。', counts: 'event' },
  closedFirst: {
    label: '关闭记录',
    definition: '本期首次关闭的件数；重开后再关闭不再计。',
    counts: 'event',
  },
  reopened: { label: '重开', definition: '本期由已解决退回重办的次数。', counts: 'event' },
  returned: { label: '退回', definition: '本期尚未解决就退回重办的次数。', counts: 'event' },
  responded: { label: '响应', definition: '本期首次响应的轮次数。', counts: 'event' },
  respondMinutes: {
    label: '响应用时',
    definition: '从收到（或重开）到首次响应的分钟数之和。',
    counts: 'event',
  },
  solveMinutes: { label: '解决用时', definition: '从收到（或重开）到解决的分钟数之和。', counts: 'event' },
  kept: { label: '时限内', definition: '本期在时限内完成的时限数；后来不必做的不算。', counts: 'event' },
  missed: { label: '超时', definition: '时限在本期到时而未完成的时限数，后来完成的也算。', counts: 'event' },
  rated: { label: '已评价', definition: '本期得到的客户评价数；没有评价的不算。', counts: 'event' },
  satisfied: {
    label: '满意',
    definition: '评价中满意及以上的：5 分制 4 分起，10 分制 8 分起，或“满意”。',
    counts: 'event',
  },
  answered: {
    label: '客户答复',
    definition:
      '本期得到的客户答复数：同一次回访写在回访、原记录或满意度回访里的，一次回访问几件事的，都只计一次。',
    counts: 'event',
  },
  answeredWell: {
    label: '满意的答复',
    definition: '客户答复中满意及以上的：5 分制 4 分起，10 分制 8 分起，或“满意”。',
    counts: 'event',
  },
  called: { label: '回访接通', definition: '本期接通的回访数。', counts: 'event' },
  intended: { label: '有明确意向', definition: '本期接通的回访中客户有明确意向的。', counts: 'event' },
  judged: { label: '已判责', definition: '本期判定责任的记录数，按判定的责任方。', counts: 'event' },
  problem: {
    label: '问题',
    definition: '本期收到的记录中出现的问题，一条记录可有多个；表扬、建议、咨询不算。',
    counts: 'event',
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;

/** Breakdowns beside the table's dimensions: each belongs to certain measures only. */
export type Breakdown =
  | 'state'
  /** Of `kept` and `missed`: the rule's id. */
  | 'clock'
  /** Of `responded` and `solved`: lower bound of the histogram's bucket in minutes. */
  | 'minutes'
  /** Of `rated`: the value given. */
  | 'score'
  /** Of `judged`: the department, or the judgement where it was none of ours. */
  | 'responsible'
  /** Of `judged`: the cause that was found, in the words of whoever found it. */
  | 'cause'
  /** Of `problem`: its name. */
  | 'problem'
  /** Of `problem`: its name and the product that it was with, see `productValue`. */
  | 'product';
