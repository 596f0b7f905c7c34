// When the steps of a limit come: arithmetic over a length, pauses, the calendar and the shares in settings. Knows no
// record.

import { isMissing, type MissingYear } from '../calendar/calendar.ts';
import type { DeskContext } from '../desk/desk.ts';
import {
  addMonths,
  DAY,
  dayNumber,
  type Instant,
  instantOfWall,
  localDate,
  MINUTE,
  wallTime,
} from '../lib/time.ts';
import type { Clock } from '../record/record.ts';
import type { ClockRule, StepId } from '../schema/clock-rule.ts';
import { hoursOrDays, type Limit } from '../schema/duration.ts';
import type { Parameter } from '../schema/parameters.ts';

/** When a limit is due, and when each step of its ladder comes. */
export type Schedule = Pick<Clock, 'plannedAt' | 'dueAt' | 'steps'>;

/** Lengths of the first occurrence of a limit and of those after it. */
export interface Lengths {
  first: Limit;
  later: Limit;
}

/** Time that does not count; one without an end lasts. */
export interface Stretch {
  from: Instant;
  to: Instant | null;
}

/** What a limit is counted by. */
export interface Course {
  start: Instant;
  lengths: Lengths;
  /** In order of time. */
  pauses: readonly Stretch[];
}

/** An instant; the year that it would take and that has no holiday data; or null: not as long as the pause lasts. */
type DueTime = Instant | MissingYear | null;

/** Which setting holds the share of a limit at which a step comes. */
const STEP_SHARES: Readonly<Record<StepId, Parameter | null>> = {
  warning: '预警比例',
  due: null,
  escalation: '升级比例',
  escalation2: '二级升级比例',
  escalation3: '三级升级比例',
};

/** Settings whose values have to grow from one to the next: the steps of a ladder come in its order. */
const GROWING = Object.values(STEP_SHARES).filter(parameter => parameter !== null);

/** The neighbours between whose values the share of this name does not lie, if it is one and does not. */
export function outOfOrder(name: string, desk: DeskContext): OutOfOrder | undefined {
  const index = GROWING.findIndex(each => each === name);
  const [own, below, above] = [GROWING[index], GROWING[index - 1], GROWING[index + 1]];
  if (!own) return undefined;
  const least = below ? desk.parameter(below) : 0;
  const most = above ? desk.parameter(above) : Number.POSITIVE_INFINITY;
  const value = desk.parameter(own);
  return least < value && value < most ? undefined : { name, below, above };
}

/** A share of the ladder and those that have to be smaller and larger; the first and the last have but one. */
export interface OutOfOrder {
  name: string;
  below: Parameter | undefined;
  above: Parameter | undefined;
}

/**
 * The schedule of one occurrence, counted from 1: each occurrence begins where the one before was due. The ladder of an
 * occurrence ends where the next one is due, if the limit repeats. Without a due time when the calendar has no data for
 * the year, or as long as a pause lasts.
 */
export function scheduleOccurrence(
  rule: ClockRule,
  occurrence: number,
  course: Course,
  desk: DeskContext,
): Schedule {
  const from = occurrence === 1 ? course.start : plannedDue(occurrence - 1, course, desk);
  const due = plannedDue(occurrence, course, desk);
  if (isMissing(from) || isMissing(due)) return { plannedAt: null, dueAt: null, steps: [] };
  const next = rule.repeats ? dueOfOccurrence(occurrence + 1, course, desk) : null;
  const limit = occurrence === 1 ? course.lengths.first : course.lengths.later;
  const steps = rule.steps.flatMap(({ id }) => {
    // What was let pass once needs no warning that it will pass again.
    if (id === 'warning' && occurrence > 1 && rule.repeats?.restarts) return [];
    if (id === 'warning' && rule.warnsBefore)
      return [{ id, at: course.start - hoursOrDays(rule.warnsBefore) }];
    const parameter = STEP_SHARES[id];
    const planned = shareOf(limit, from, due, parameter ? desk.parameter(parameter) : 1, desk);
    const at = isMissing(planned) ? planned : delayed(planned, course, desk);
    return isInstant(at) && !(isInstant(next) && at >= next) ? [{ id, at }] : [];
  });
  const dueAt = delayed(due, course, desk);
  return {
    plannedAt: due,
    dueAt: isInstant(dueAt) ? dueAt : null,
    steps: steps.sort((a, b) => a.at - b.at),
  };
}

/**
 * The steps of a limit that the desk heard of only then. What had passed by that time, or passes while the row is still
 * being typed, is said once it may be finished: the limit to whoever acts; those above hear as much later as they would
 * have otherwise.
 */
export function withGrace({ dueAt, steps }: Schedule, knownAt: Instant, desk: DeskContext): Clock['steps'] {
  const earliest = knownAt + desk.parameter('补录宽限分钟') * MINUTE;
  const lag = dueAt === null ? 0 : Math.max(0, earliest - dueAt);
  return steps.flatMap(({ id, at }): Clock['steps'] => {
    if (id !== 'warning') return [{ id, at: at + lag }];
    const warned = Math.max(at, earliest);
    return dueAt !== null && warned >= dueAt ? [] : [{ id, at: warned }];
  });
}

/**
 * The steps of a limit that somebody typed late: of what was past by then nobody is told, whoever has to act hears that
 * it is late when it is given to him. What is still to come comes at its time, once the row may be finished.
 */
export function withoutPast(plan: Schedule, knownAt: Instant, desk: DeskContext): Clock['steps'] {
  if (plan.dueAt === null || plan.dueAt > knownAt) return withGrace(plan, knownAt, desk);
  const earliest = knownAt + desk.parameter('补录宽限分钟') * MINUTE;
  return plan.steps.flatMap(({ id, at }) => (at > knownAt ? [{ id, at: Math.max(at, earliest) }] : []));
}

/** When an occurrence is due, pauses left out of the count. */
export function dueOfOccurrence(occurrence: number, course: Course, desk: DeskContext): DueTime {
  const due = plannedDue(occurrence, course, desk);
  return isMissing(due) ? due : delayed(due, course, desk);
}

/** The first occurrence that is due after an instant; one that nobody can tell counts as later than any. */
export function occurrenceAfter(after: Instant, course: Course, desk: DeskContext): number {
  const isLater = (occurrence: number) => {
    const due = dueOfOccurrence(occurrence, course, desk);
    return !isInstant(due) || due > after;
  };
  let high = 1;
  while (!isLater(high)) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isLater(middle)) high = middle;
    else low = middle;
  }
  return high;
}

export const isInstant = (found: DueTime): found is Instant => typeof found === 'number';

/**
 * When an occurrence would be due without pauses. Occurrences of months count from the start: the 31st comes back after
 * a shorter month.
 */
function plannedDue(
  occurrence: number,
  { start, lengths }: Course,
  desk: DeskContext,
): Instant | MissingYear {
  const { first, later } = lengths;
  const more = occurrence - 1;
  if (more === 0) return addLimit(start, first, desk);
  if ('months' in first && 'months' in later)
    return addLimit(start, { months: first.months + later.months * more }, desk);
  const due = addLimit(start, first, desk);
  return isMissing(due) ? due : addLimit(due, times(later, more), desk);
}

/**
 * When a limit is over that starts at an instant. A month later is the same time of that day, or of the month's last.
 */
export function addLimit(start: Instant, limit: Limit, desk: DeskContext): Instant | MissingYear {
  if ('ms' in limit) return start + limit.ms;
  if ('workingDays' in limit) return desk.calendar.addWorkingDays(start, limit.workingDays);
  const timeOfDay = ((wallTime(start, desk.zone) % DAY) + DAY) % DAY;
  const day = addMonths(localDate(start, desk.zone), limit.months);
  return instantOfWall(dayNumber(day) * DAY + timeOfDay, desk.zone);
}

function times(limit: Limit, count: number): Limit {
  if ('ms' in limit) return { ms: limit.ms * count };
  if ('workingDays' in limit) return { workingDays: limit.workingDays * count };
  return { months: limit.months * count };
}

/** How time is counted for a limit: round the clock, or in open time. */
interface TimeCount {
  elapsed: (from: Instant, to: Instant) => number | MissingYear;
  add: (start: Instant, ms: number) => Instant | MissingYear;
}

function countingOf(limit: Limit, desk: DeskContext): TimeCount {
  if (!('workingDays' in limit)) return { elapsed: (from, to) => to - from, add: (start, ms) => start + ms };
  return {
    elapsed: (from, to) => desk.calendar.elapsed(from, to),
    add: (start, ms) => desk.calendar.addWorking(start, ms),
  };
}

/** When a share of a limit has passed, counted the way the limit itself is. */
function shareOf(
  limit: Limit,
  start: Instant,
  due: Instant,
  share: number,
  desk: DeskContext,
): Instant | MissingYear {
  if (share === 1) return due;
  const { elapsed, add } = countingOf(limit, desk);
  const length = elapsed(start, due);
  return isMissing(length) ? length : add(start, Math.round(length * share));
}

/** When as much time has counted, pauses left out, as lies between the start and what was planned. */
function delayed(planned: Instant, { start, lengths, pauses }: Course, desk: DeskContext): DueTime {
  const inTheWay = pauses.filter(({ from, to }) => from < planned && (to === null || to > start));
  if (inTheWay.length === 0) return planned;
  const { elapsed, add } = countingOf(lengths.first, desk);
  let left = elapsed(start, planned);
  let from = start;
  for (const pause of pauses) {
    if (isMissing(left)) return left;
    if (pause.to !== null && pause.to <= from) continue;
    const counted = elapsed(from, Math.max(from, pause.from));
    if (isMissing(counted)) return counted;
    if (counted >= left) break;
    if (pause.to === null) return null;
    left -= counted;
    from = pause.to;
  }
  return isMissing(left) ? left : add(from, left);
}
