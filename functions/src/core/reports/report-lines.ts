// The main figures of a report, line by line: what each counts, of what it is a share, and how it is defined.

import { MEASURES, type MeasureName } from '../schema/measures.ts';

export interface ReportLine {
  label: string;
  /** What it adds up; how many customers there were is no sum. */
  counted: readonly MeasureName[] | 'customers';
  /** Of what it is a share; a plain count has none. */
  of?: readonly MeasureName[];
  /** Whether the work that follows from matters takes part as well. */
  among?: 'all';
  /** Whether more is better, worse, or neither. */
  better?: 'more' | 'less';
  definition: string;
}

export const REPORT_LINES: readonly ReportLine[] = [
  {
    label: '新增',
    counted: ['created'],
    definition: `客户事项（热线、反馈、跟进、服务单、投诉）：${MEASURES.created.definition}`,
  },
  { label: '客户数', counted: 'customers', definition: MEASURES.customers.definition },
  { label: '投诉', counted: ['complaint'], better: 'less', definition: MEASURES.complaint.definition },
  { label: '解决', counted: ['solvedFirst'], better: 'more', definition: MEASURES.solvedFirst.definition },
  { label: '解决轮次', counted: ['solved'], definition: MEASURES.solved.definition },
  { label: '关闭', counted: ['closedFirst'], better: 'more', definition: MEASURES.closedFirst.definition },
  { label: '重开', counted: ['reopened'], better: 'less', definition: MEASURES.reopened.definition },
  {
    label: '问题解决率',
    counted: ['createdSolved'],
    of: ['raised'],
    better: 'more',
    definition: '本期收到的问题中，现已解决的占比；表扬、建议、咨询不算问题。',
  },
  {
    label: '一次解决率',
    counted: ['createdAtOnce'],
    of: ['createdSolved'],
    better: 'more',
    definition: '本期收到、现已解决的问题中，从未退回重办的占比。',
  },
  {
    label: '重开率',
    counted: ['solvedReopened'],
    of: ['solved'],
    better: 'less',
    definition: '本期解决的轮次中，其后重开的占比。',
  },
  {
    label: '时限内占比',
    counted: ['kept'],
    of: ['kept', 'missed'],
    among: 'all',
    better: 'more',
    definition:
      '本期有结果的时限中按时完成的占比，事项和工作的都算；超时后才完成的算超时，后来不必做的不算。',
  },
  {
    label: '客户满意度',
    counted: ['answeredWell'],
    of: ['answered'],
    among: 'all',
    better: 'more',
    definition:
      '客户答复中满意及以上的占比：5 分制 4 分起，10 分制 8 分起，或“满意”；没有评价的不算，同一次答复记在几处、问了几件事都只计一次。',
  },
  {
    label: '潜在需求转化率',
    counted: ['intended'],
    of: ['called'],
    among: 'all',
    better: 'more',
    definition: '接通的回访中客户有明确意向的占比。',
  },
];

export interface TimeLine {
  label: string;
  counted: MeasureName;
  minutes: MeasureName;
  definition: string;
}

export const TIME_LINES: readonly TimeLine[] = [
  {
    label: '响应用时',
    counted: 'responded',
    minutes: 'respondMinutes',
    definition: '从收到（或重开）到首次响应，按日历时间计。',
  },
  {
    label: '解决用时',
    counted: 'solved',
    minutes: 'solveMinutes',
    definition: '从收到（或重开）到解决，按日历时间计。',
  },
];
