// What has come of a case by its edits, told plainly for each table: in which round it is, which limits run, since
// when, and for whom.

import { HOUR_MS, MINUTE_MS } from './plain-limits.ts';

export type Value = string | number | null;

/** One accepted edit of a row: of the case itself, or of a plan or survey that belongs to it. */
export interface Edit {
  at: number;
  of: string;
  /** Which row of the simulation it is. */
  row: string;
  cells: Readonly<Record<string, Value>>;
  /** Who types it where that takes a right which the author of the case lacks. */
  by?: string;
}

/** A limit as it stands after an edit. */
export interface Running {
  clock: string;
  priority?: string;
  startedAt: number;
  stopped: boolean;
  /** Whom the warning and the limit mean. */
  to: readonly string[];
  /** Comes again and again, without a warning after the first time. */
  repeats?: true;
  /** Time that does not count. */
  pauses?: readonly { from: number; to: number }[];
  /** The first word comes this long before it starts. */
  warnsBefore?: number;
}

export interface Standing {
  round: number;
  limits: Running[];
}

/** Cells that a new round begins without. */
const BLANKED: Readonly<Record<string, readonly string[]>> = {
  hotline: ['respondedAt', 'resolution', 'resolvedAt', 'satisfaction', 'cause'],
  serviceOrders: [
    'appointedAt',
    'inspection',
    'solution',
    'process',
    'finishedAt',
    'solved',
    'calledBackAt',
    'score',
  ],
  complaints: ['plan', 'accepted', 'result', 'finishedAt', 'calledBackAt', 'score'],
  followUps: [
    'analysis',
    'solution',
    'opinion',
    'execution',
    'executedAt',
    'calledBackAt',
    'score',
    'closing',
  ],
  feedback: ['syncedAt', 'synced', 'consulted', 'answeredAt'],
};

/** Plays the edits of one case, and tells how it stands after each of them. */
export class PlainCase {
  readonly #table: string;
  readonly #author: string;
  readonly #heads: Readonly<Record<string, string>>;
  readonly #cells: Record<string, Value> = {};
  /** When these were filled in, in this round. */
  readonly #since: Record<string, number> = {};
  /** When the case was taken in. */
  #received: number | undefined;
  #round = 1;
  #began = 0;
  #plan: { owner: string; state: string; finishedAt?: number } | undefined;
  readonly #plans: Record<string, Record<string, Value>> = {};
  #pauses: { from: number; to: number; lasts: boolean }[] = [];
  #surveyed = false;

  constructor(table: string, author: string, heads: Readonly<Record<string, string>>) {
    this.#table = table;
    this.#author = author;
    this.#heads = heads;
  }

  /** Takes an edit in. */
  take({ at, of, row, cells }: Edit): void {
    if (of === 'plans') this.#takePlan(row, cells, at);
    else if (of === 'surveys') this.#takeSurvey(cells, at);
    else this.#takeCells(cells, at);
    const executed = this.#cells.startedAt !== undefined && this.#plan?.state === '执行完成';
    if (executed) this.#since.executed = this.#plan?.finishedAt ?? at;
    else delete this.#since.executed;
  }

  #takeCells(cells: Edit['cells'], at: number): void {
    this.#received ??= at - (at % MINUTE_MS);
    for (const [key, value] of Object.entries(cells)) {
      if (value === null) {
        delete this.#cells[key];
        delete this.#since[key];
      } else {
        this.#cells[key] = value;
        this.#since[key] ??= at;
      }
    }
    if (this.#isRefused()) this.#anotherRound(at, this.#cells.calledBackAt);
  }

  /** Whether the customer is not content, so that it begins again. */
  #isRefused(): boolean {
    const { satisfaction, resolvedAt, solved, score, accepted } = this.#cells;
    if (this.#table === 'hotline') return satisfaction === '不满意' && resolvedAt !== undefined;
    if (this.#table === 'serviceOrders') return solved === '否';
    if (this.#table === 'complaints') return accepted === '不接受' || score === '2';
    return this.#table === 'followUps' && score === '2';
  }

  /** Begins the next round, with the call that asked for it where there was one: `at` is when that came to be typed. */
  #anotherRound(at: number, called?: Value): void {
    this.#round += 1;
    this.#began = happened(called, this.#from(this.#cells.receivedAt ?? this.#received) ?? at, at);
    this.#plan = undefined;
    this.#pauses = [];
    for (const key of BLANKED[this.#table] ?? []) {
      delete this.#cells[key];
      delete this.#since[key];
    }
    delete this.#since.executed;
  }

  #takePlan(row: string, cells: Edit['cells'], at: number): void {
    const plan = { ...this.#plans[row], ...cells };
    this.#plans[row] = plan;
    const confirmed = plan.confirmed === '已确认';
    const accepted = confirmed && plan.opinion === '接受';
    const done = accepted && (plan.finishedAt ?? null) !== null;
    const asked = confirmed && (plan.askedAt ?? plan.opinion ?? null) !== null;
    const state = done
      ? '执行完成'
      : accepted
        ? '客户已接受'
        : asked
          ? '待客户意见'
          : confirmed
            ? '已确认'
            : '待确认';
    const { finishedAt } = plan;
    this.#plan = {
      owner: String(plan.owner),
      state,
      ...(typeof finishedAt === 'number' && { finishedAt }),
    };
    const pause = this.#pauses.find(({ lasts }) => lasts);
    if (state === '待客户意见' && !pause) {
      // He is waited for since he was asked, not since that was typed: here typing may wait for the desk, for an hour.
      const free = Math.max(this.#began, ...this.#pauses.map(({ to }) => to));
      const from = happened(plan.askedAt, free, at);
      this.#pauses.push({ from, to: from + 72 * HOUR_MS, lasts: true });
    }
    if (state !== '待客户意见' && pause) {
      pause.to = Math.min(at, pause.to);
      pause.lasts = false;
    }
  }

  #takeSurvey({ solved, score, calledAt }: Edit['cells'], at: number): void {
    if (solved === '是' && Number(score) > 2) this.#surveyed = true;
    else this.#anotherRound(at, calledAt);
  }

  /** Since when, or at which time: what stood there before this round counts from its beginning. */
  #from(time: Value | undefined): number | undefined {
    return typeof time === 'number' ? Math.max(time, this.#began) : undefined;
  }

  standing(): Standing {
    return { round: this.#round, limits: this.#limits() };
  }

  #limits(): Running[] {
    const {
      handler,
      technician,
      respondedAt,
      resolvedAt,
      finishedAt,
      executedAt,
      calledBackAt,
      satisfaction,
      cause,
    } = this.#cells;
    const author = [this.#author];
    if (this.#table === 'hotline') {
      const closed = satisfaction !== undefined && cause !== undefined;
      const to = [String(handler)];
      const called = this.#from(this.#cells.calledAt);
      return [
        ...limit('hotline.respond', called, closed || respondedAt !== undefined, to),
        ...limit('hotline.resolve', called, closed || resolvedAt !== undefined, to),
        ...limit('hotline.callback', this.#own(resolvedAt), satisfaction !== undefined, author),
      ];
    }
    const calledBack = calledBackAt !== undefined;
    if (this.#table === 'serviceOrders')
      return [
        ...this.#promises([String(technician)]),
        ...limit('serviceOrder.callback', this.#own(finishedAt), calledBack, [String(technician)]),
      ];
    if (this.#table === 'complaints')
      return [
        ...this.#complaintLimits(),
        ...limit('complaint.callback', this.#own(finishedAt), calledBack, author),
      ];
    if (this.#table === 'followUps') {
      const to = [String(handler)];
      const priority = String(this.#cells.priority);
      return [
        ...limit('followUp.resolve', this.#from(this.#received), executedAt !== undefined, to, { priority }),
        ...limit('followUp.callback', this.#own(executedAt), calledBack, to),
      ];
    }
    return this.#feedbackLimits();
  }

  /** What was agreed on with the customer of a service order. */
  #promises(to: readonly string[]): Running[] {
    const { appointedAt, solution, process, finishedAt } = this.#cells;
    const done = finishedAt !== undefined;
    const come = done || process !== undefined;
    const began = this.#since.solution;
    const promised = String(solution ?? '').includes('1个工作日内') && began !== undefined;
    return [
      ...limit('serviceOrder.appointment', this.#own(appointedAt), come, to, { warnsBefore: 24 * HOUR_MS }),
      ...(promised ? limit('serviceOrder.promise', began - (began % MINUTE_MS), done, to) : []),
    ];
  }

  #complaintLimits(): Running[] {
    const { contactedAt, accepted, finishedAt, result, department } = this.#cells;
    const received = this.#from(this.#received);
    const contacted = [contactedAt, accepted, finishedAt].some(cell => cell !== undefined);
    const solved = accepted === '接受' && result !== undefined && finishedAt !== undefined;
    const head = this.#heads[String(department)];
    const to = [this.#author, ...(head === undefined ? [] : [head])];
    const priority = String(this.#cells.priority);
    return [
      ...limit('complaint.contact', received, contacted, [this.#author]),
      ...limit('complaint.resolve', received, solved, to, { priority }),
    ];
  }

  /** A time that belongs to this round alone. */
  #own(time: Value | undefined): number | undefined {
    return typeof time === 'number' ? time : undefined;
  }

  #feedbackLimits(): Running[] {
    const { receivedAt, startedAt, syncedAt, answeredAt, department, type } = this.#cells;
    const priority = String(this.#cells.priority);
    const author = [this.#author];
    const head = this.#heads[String(department)] ?? '';
    const received = this.#from(receivedAt);
    const executed = this.#since.executed;
    const solved = executed !== undefined || this.#surveyed;
    const started = this.#from(startedAt);
    const told = started === undefined ? undefined : Math.max(started, this.#own(syncedAt) ?? started);
    const owner = this.#plan ? [this.#plan.owner] : [];
    return [
      ...limit('feedback.start', received, startedAt !== undefined, [head], { priority }),
      ...limit('feedback.resolve', received, solved, [...owner, head], { priority, pauses: this.#pauses }),
      ...(type === '咨询'
        ? limit('feedback.consult', this.#since.consulted, answeredAt !== undefined, author)
        : []),
      ...(type === '投诉'
        ? limit('feedback.progress', told, solved, author, { priority, repeats: true })
        : []),
      ...limit('feedback.callback', executed, this.#surveyed, author),
    ];
  }
}

/** When something happened that is typed at `at`: when the row says, unless that cannot be, being before `earliest`. */
function happened(told: Value | undefined, earliest: number, at: number): number {
  return typeof told === 'number' && told >= earliest && told <= at ? told : at;
}

function limit(
  clock: string,
  startedAt: number | undefined,
  stopped: boolean,
  to: readonly string[],
  rest: Pick<Running, 'priority' | 'repeats' | 'pauses' | 'warnsBefore'> = {},
): Running[] {
  return startedAt === undefined ? [] : [{ clock, startedAt, stopped, to, ...rest }];
}
