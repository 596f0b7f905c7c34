// The plain reference: from the accepted edits and their times to everything that is said, worked out case by case with
// loops.

import { PlainCalendar, written } from './plain-calendar.ts';
import { type Edit, PlainCase, type Running } from './plain-cases.ts';
import {
  ABOVE,
  atWork,
  COLLEAGUES,
  GRACE_MS,
  HEADS,
  HOUR_MS,
  LADDER,
  LENGTHS,
  type Length,
  MINUTE_MS,
} from './plain-limits.ts';

/** A case: its first row, what became of it and by whom it was written. */
export interface Case {
  table: string;
  number: string;
  author: string;
  edits: Edit[];
}

/** A change of what the desk goes by. */
export interface Change {
  at: number;
  away?: { name: string; is: boolean };
  length?: { clock: string; is: Length };
  closed?: string;
}

/** Something said: which step of which limit, due when, to whom. */
export interface Saying {
  number: string;
  clock: string;
  step: string;
  due: string;
  name: string;
  at: number;
  /** Whether the next step to the same person may have spoken for it: the alarm may be as late as that. */
  swallowed: boolean;
}

/** The latest that an alarm rings: two sweeps of every five minutes fail at most, and what a ring waits for. */
export const LATEST_RING_MS = 20 * MINUTE_MS;

/** Limits that begin when something happened, which somebody may come to type long after. */
const HAPPENED: ReadonlySet<string> = new Set([
  'hotline.respond',
  'hotline.resolve',
  'hotline.callback',
  'serviceOrder.callback',
  'complaint.contact',
  'complaint.resolve',
  'complaint.callback',
  'followUp.resolve',
  'followUp.callback',
  'feedback.start',
  'feedback.resolve',
  'feedback.progress',
  'feedback.callback',
]);

/** How the desk stands at a time. */
interface Desk {
  away: ReadonlySet<string>;
  lengths: Readonly<Record<string, Length>>;
  calendar: PlainCalendar;
}

/** What is remembered of a limit from one moment to the next. */
interface Memory {
  round: number;
  startedAt: number;
  planned: number;
  knownAt: number;
  /** Typed when it was over: nobody hears of what was past. */
  late: boolean;
  said: Set<string>;
}

interface PlannedStep {
  step: string;
  /** Of a limit that repeats: its turn. */
  turn: number;
  at: number;
  due: number;
}

export class Reference {
  readonly #desks: { at: number; desk: Desk }[] = [];

  constructor(changes: readonly Change[]) {
    const closed: string[] = [];
    let desk: Desk = { away: new Set(), lengths: {}, calendar: new PlainCalendar([]) };
    this.#desks.push({ at: 0, desk });
    for (const change of changes) {
      if (change.away) {
        const away = new Set(desk.away);
        if (change.away.is) away.add(change.away.name);
        else away.delete(change.away.name);
        desk = { ...desk, away };
      }
      if (change.length)
        desk = { ...desk, lengths: { ...desk.lengths, [change.length.clock]: change.length.is } };
      if (change.closed) {
        closed.push(change.closed);
        desk = { ...desk, calendar: new PlainCalendar(closed) };
      }
      this.#desks.push({ at: change.at, desk });
    }
  }

  /** Everything said of a case until then. */
  sayings({ table, number, author, edits }: Case, until: number): Saying[] {
    const [first] = edits;
    if (!first) return [];
    const moments = [...new Set([...edits.map(({ at }) => at), ...this.#desks.map(({ at }) => at)])]
      .filter(at => at >= first.at && at < until)
      .sort((a, b) => a - b);
    const plain = new PlainCase(table, author, HEADS);
    const memories = new Map<string, Memory>();
    return moments.flatMap((now, index) => {
      for (const edit of edits.filter(({ at }) => at === now)) plain.take(edit);
      const desk = this.#desks.findLast(({ at }) => at <= now)?.desk;
      if (!desk) throw new Error('there is no desk before the first moment');
      const { round, limits } = plain.standing();
      for (const clock of memories.keys())
        if (limits.every(each => each.clock !== clock)) memories.delete(clock);
      const next = moments[index + 1] ?? until;
      const resettled = this.#desks.some(({ at }) => at === now);
      return limits.flatMap(each =>
        say(each, { round, now, next, desk, memories, resettled }).map(said => ({ number, ...said })),
      );
    });
  }
}

function say(
  limit: Running,
  {
    round,
    now,
    next,
    desk,
    memories,
    resettled,
  }: {
    round: number;
    now: number;
    next: number;
    desk: Desk;
    memories: Map<string, Memory>;
    /** What the desk goes by has just changed: it decides again with a sweep, which may be late. */
    resettled: boolean;
  },
): Omit<Saying, 'number'>[] {
  const { clock, stopped } = limit;
  const planned = endOf(limit, desk, 1);
  const old = memories.get(clock);
  const same = old?.round === round && old.planned === planned;
  const { startedAt } = limit;
  const isNew = old?.round !== round || old.startedAt !== startedAt;
  const late = HAPPENED.has(clock) && (isNew || limit.repeats === true);
  const memory = same ? old : { round, startedAt, planned, knownAt: now, late, said: new Set<string>() };
  memories.set(clock, memory);
  if (stopped) return [];
  const due = stepsOf(limit, memory, next, desk).filter(
    ({ step, turn, at }) => at <= next && !memory.said.has(`${turn} ${step}`),
  );
  for (const { step, turn } of due) memory.said.add(`${turn} ${step}`);
  const said = due.flatMap(({ step, at, due: end }) =>
    audience(step, limit, desk.away).map(name => ({
      clock,
      step,
      due: written(end),
      name,
      at: Math.max(at, now),
    })),
  );
  return said.map((each, index) => ({
    ...each,
    swallowed:
      (resettled && next - each.at <= LATEST_RING_MS) ||
      said.some(
        (later, place) => place > index && later.name === each.name && later.at - each.at <= LATEST_RING_MS,
      ),
  }));
}

function audience(step: string, { to }: Running, away: ReadonlySet<string>): string[] {
  const role = ABOVE[step];
  // Each of those who act is represented for himself.
  if (role === undefined) return [...new Set(to.flatMap(name => atWork([name], away)))];
  return atWork(
    COLLEAGUES.filter(each => each.role === role).map(({ name }) => name),
    away,
    role,
  );
}

/** The steps of a limit that come until then; of one that repeats, of all its turns. */
function stepsOf(limit: Running, { knownAt, late }: Memory, until: number, desk: Desk): PlannedStep[] {
  const steps: PlannedStep[] = [];
  for (let turn = 1; turn === 1 || limit.repeats; turn += 1) {
    const [begin, end] = [
      turn === 1 ? limit.startedAt : endOf(limit, desk, turn - 1),
      endOf(limit, desk, turn),
    ];
    const due = shifted(end, limit);
    if (turn > 1 && begin > until) break;
    const lag = Math.max(0, knownAt + GRACE_MS - due);
    for (const [step, share] of LADDER) {
      const early = step === 'warning' ? limit.warnsBefore : undefined;
      const at =
        early === undefined
          ? shifted(shareOf(limit, begin, end, share, desk), limit)
          : limit.startedAt - early;
      if (limit.repeats && step !== 'due' && !(step === 'escalation' && turn === 1)) continue;
      if (late && due <= knownAt) {
        if (at > knownAt && step !== 'warning')
          steps.push({ step, turn, at: Math.max(at, knownAt + GRACE_MS), due });
      } else if (step !== 'warning') steps.push({ step, turn, at: at + lag, due });
      else if (Math.max(at, knownAt + GRACE_MS) < due)
        steps.push({ step, turn, at: Math.max(at, knownAt + GRACE_MS), due });
    }
  }
  return steps;
}

function lengthOf({ clock, priority = '' }: Running, { lengths }: Desk): Length {
  const length = lengths[clock] ?? LENGTHS[clock];
  if (length && ('hours' in length || 'days' in length)) return length as Length;
  const own = length?.[priority];
  if (!own) throw new Error(`no length of ${clock} ${priority}`);
  return own;
}

/** When a turn of a limit is over, pauses left out of account. */
function endOf(limit: Running, desk: Desk, turn: number): number {
  const length = lengthOf(limit, desk);
  if ('hours' in length) return limit.startedAt + turn * length.hours * HOUR_MS;
  return desk.calendar.afterDays(limit.startedAt, length.days);
}

function shareOf(limit: Running, begin: number, end: number, share: number, desk: Desk): number {
  if ('hours' in lengthOf(limit, desk)) return begin + Math.round((end - begin) * share);
  return share === 1 ? end : desk.calendar.shareOf(begin, end, share);
}

/** A time of a limit that runs round the clock, put off by the pauses before it. */
function shifted(at: number, { pauses = [] }: Running): number {
  let later = at;
  for (const { from, to } of pauses) if (from < later) later += to - from;
  return later;
}
