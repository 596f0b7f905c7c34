// Tries to reach somebody: what came to nothing moves from its cells to a list, and the next try is proposed. Knows no
// table.

import { isMissing } from '../calendar/calendar.ts';
import type { DeskContext } from '../desk/desk.ts';
import { showTime } from '../lib/parse-time.ts';
import { DAY, floorToMinute, HOUR, type Instant, MINUTE, wallTime } from '../lib/time.ts';
import type { Attempt } from '../record/attempt.ts';
import type { Cell, Cells } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import type { Attempts } from '../schema/record-rules.ts';
import { columnOf, type Table } from '../schema/table.ts';

/** What the cells of a row come to, once a try that failed has left them. */
export interface Tried {
  values: Cells;
  attempts: Attempt[];
  /** What the system put into a cell by itself. */
  proposed: Cells;
  problems: Problem[];
}

export interface TriedBy {
  before: readonly Attempt[];
  /** Masked columns that were given another full value. */
  corrected: ReadonlySet<string>;
  now: Instant;
  desk: DeskContext;
}

/**
 * Moves a try that came to nothing from the row's cells to the list and proposes the next one. A try at the minute of
 * one that is in the list corrects it. What lacks its time, or the time agreed on, waits in its cells.
 */
export function takeAttempt(table: Table, values: Cells, by: TriedBy): Tried {
  const { attempts: rule } = table;
  if (!rule) return { values, attempts: [], proposed: {}, problems: [] };
  const { outcome, at } = tryIn(rule, values);
  const earlier = outcome === undefined ? by.before : by.before.filter(each => each.at !== at);
  const unchanged = { values, attempts: [...earlier], proposed: {}, problems: [] };
  if (outcome === undefined || !isOver(rule, outcome, by.corrected)) return unchanged;
  const lacking = [
    ...(at === undefined ? [rule.at] : []),
    ...(outcome === rule.appointed.outcome && typeof values[rule.appointed.at] !== 'number'
      ? [rule.appointed.at]
      : []),
  ];
  if (lacking.length > 0) return { ...unchanged, problems: [waits(table, rule, outcome, lacking)] };
  return moveToList(rule, values, { at: at ?? by.now, outcome }, earlier, by);
}

function moveToList(
  rule: Attempts,
  values: Cells,
  { at, outcome }: Pick<Attempt, 'at' | 'outcome'>,
  earlier: readonly Attempt[],
  { now, desk }: TriedBy,
): Tried {
  const agreed = values[rule.appointed.at];
  const inVain = outcome === rule.inVain;
  const isLast = inVain && vainTries(rule, earlier) + 1 >= desk.parameter('回访尝试次数');
  const proposed = inVain
    ? anotherHour([...earlier, { at }], at, now, desk)
    : afterWork(Math.ceil(now / MINUTE) * MINUTE, 0, desk);
  const isAgreed = typeof agreed === 'number';
  const next = isLast ? null : isAgreed ? agreed : proposed;
  const cleared = { [rule.at]: null, [rule.outcome]: null, [rule.appointed.at]: null };
  const attempts = [...earlier, { at, outcome, next }];
  if (next === null) return { values: { ...values, ...cleared }, attempts, proposed: {}, problems: [] };
  const reason = `第 ${attempts.length} 次${outcome}，下次定于 ${showTime(next, desk.zone)}。`;
  return {
    values: { ...values, ...cleared, [rule.next]: next },
    attempts,
    proposed: isAgreed ? {} : { [rule.next]: next },
    problems: [problem(rule.next, 'proposed', { reason })],
  };
}

/** What is wrong with a try as it was typed: an appointment has to lie ahead. */
export function attemptProblems(table: Table, values: Cells, now: Instant, zone: string): Problem[] {
  const { attempts: rule } = table;
  if (!rule || values[rule.outcome] !== rule.appointed.outcome) return [];
  const agreed = values[rule.appointed.at];
  if (typeof agreed !== 'number' || agreed > now) return [];
  return [problem(rule.appointed.at, 'time_not_ahead', { now: showTime(now, zone) })];
}

/** What the system's cells tell of the tries: how many, a list of them, or why there will be no more. */
export function tellAttempts(
  rule: Attempts,
  shows: 'count' | 'log' | 'end',
  values: Cells,
  { attempts, ended }: { attempts: readonly Attempt[]; ended: Cell },
  zone: string,
): Cell {
  const { outcome, at } = tryIn(rule, values);
  const standing = outcome !== undefined && at !== undefined ? [{ at, outcome, next: null }] : [];
  const all = [...attempts, ...standing];
  switch (shows) {
    case 'count':
      return all.length > 0 ? all.length : null;
    case 'log':
      return all.length > 0 ? all.map((each, index) => lineOf(index, each, zone)).join('\n') : null;
    case 'end': {
      const last = attempts.at(-1);
      const { awaited, called } = rule.erased;
      const isErased = ended === awaited || ended === called;
      if (outcome !== undefined) return rule.ends[outcome] ?? (isErased ? ended : null);
      if (ended !== null) return ended;
      return last && last.next === null ? rule.exhausted : null;
    }
  }
}

function lineOf(index: number, { at, outcome, next }: Attempt, zone: string): string {
  const onwards = next === null ? '' : `，下次 ${showTime(next, zone)}`;
  return `${index + 1}. ${showTime(at, zone)} ${outcome}${onwards}`;
}

/** The try that stands in a row's cells. */
function tryIn(rule: Attempts, values: Cells): { outcome: string | undefined; at: Instant | undefined } {
  const outcome = values[rule.outcome];
  const at = values[rule.at];
  return {
    outcome: typeof outcome === 'string' ? outcome : undefined,
    at: typeof at === 'number' ? at : undefined,
  };
}

/** Whether there is to be another try after this one. */
function isOver(rule: Attempts, outcome: string, corrected: ReadonlySet<string>): boolean {
  if (outcome === rule.inVain || outcome === rule.appointed.outcome) return true;
  return outcome === rule.misdirected.outcome && corrected.has(rule.misdirected.corrects);
}

/** Tries in vain since somebody was last reached. */
function vainTries(rule: Attempts, attempts: readonly Attempt[]): number {
  const reached = attempts.findLastIndex(({ outcome }) => outcome !== rule.inVain);
  return attempts.length - 1 - reached;
}

function waits(table: Table, rule: Attempts, outcome: string, lacking: readonly string[]): Problem {
  const labels = lacking.map(key => columnOf(table, key).label).join('、');
  return problem(rule.outcome, 'attempt_waits', { outcome, labels });
}

/** Somebody who could not be reached at an hour is tried at another, this far from it at least. */
const ANOTHER_HOUR_MS = 2 * HOUR;
const STEP_MS = 30 * MINUTE;
/** How far the next try is moved, in working time, to find another hour. */
const SEARCHED_MS = 8 * HOUR;

/** After a try in vain: the spacing later in working time, at an hour that has not been tried where there is one. */
function anotherHour(
  tried: readonly { at: Instant }[],
  at: Instant,
  now: Instant,
  desk: DeskContext,
): Instant {
  const spacing = desk.parameter('回访尝试间隔') * HOUR;
  const earliest = Math.max(floorToMinute(at), Math.ceil(now / MINUTE) * MINUTE - spacing);
  let best: { time: Instant; distance: number } | undefined;
  for (let later = 0; later <= SEARCHED_MS; later += STEP_MS) {
    const time = afterWork(earliest, spacing + later, desk);
    const distance = Math.min(...tried.map(each => hoursApart(each.at, time, desk.zone)));
    if (distance >= ANOTHER_HOUR_MS) return time;
    if (!best || distance > best.distance) best = { time, distance };
  }
  return best?.time ?? earliest + spacing;
}

/** So much working time later, at a minute in which work goes on; round the clock where holidays are not known. */
function afterWork(start: Instant, ms: number, desk: DeskContext): Instant {
  const end = desk.calendar.addWorking(start, ms + MINUTE);
  return isMissing(end) ? start + ms : end - MINUTE;
}

/** How far apart two times are on the face of a clock of 24 hours. */
function hoursApart(one: Instant, other: Instant, zone: string): number {
  const apart = Math.abs((wallTime(one, zone) % DAY) - (wallTime(other, zone) % DAY));
  return Math.min(apart, DAY - apart);
}
