// When the steps of a limit come: arithmetic over a length, the calendar and the shares in settings. Knows no record.

import { isMissing, type MissingYear } from './calendar/calendar.ts';
import type { ClockRule, Step } from './clock-rule.ts';
import type { DeskContext } from './desk.ts';
import type { Limit } from './limit.ts';
import type { Clock } from './record.ts';
import { addMonths, DAY, dayNumber, type Instant, instantOfWall, localDate, wallTime } from './time.ts';

/** When a limit is due, and when each step of its ladder comes. */
export type Schedule = Pick<Clock, 'dueAt' | 'steps'>;

/** Lengths of the first turn of a limit and of those after it. */
export interface Lengths {
  first: Limit;
  later: Limit;
}

/** A step can name the year that it would take and that has no holiday data. */
type Found = Instant | MissingYear;

/**
 * The schedule of one turn, counted from 1: each turn begins where the one before was due. The ladder of a turn ends where the next
 * one is due, if the limit repeats. Without a due time when the calendar has no data for the year.
 */
export function scheduleTurn(
  rule: ClockRule,
  turn: number,
  start: Instant,
  lengths: Lengths,
  desk: DeskContext,
): Schedule {
  const from = turn === 1 ? start : dueOfTurn(turn - 1, start, lengths, desk);
  const due = dueOfTurn(turn, start, lengths, desk);
  if (isMissing(from) || isMissing(due)) return { dueAt: null, steps: [] };
  const next = rule.repeats ? dueOfTurn(turn + 1, start, lengths, desk) : Number.POSITIVE_INFINITY;
  const limit = turn === 1 ? lengths.first : lengths.later;
  const steps = rule.steps.flatMap(({ id }) => {
    const at = shareOf(limit, from, due, shares(desk)[id], desk);
    return isMissing(at) || (!isMissing(next) && at >= next) ? [] : [{ id, at }];
  });
  return { dueAt: due, steps: steps.sort((a, b) => a.at - b.at) };
}

function shares(desk: DeskContext): Record<Step['id'], number> {
  return { warning: desk.parameter('预警比例'), due: 1, escalation: desk.parameter('升级比例') };
}

/** When a turn is due. Turns of months are counted from the start, so that the 31st comes back after a shorter month. */
export function dueOfTurn(turn: number, start: Instant, { first, later }: Lengths, desk: DeskContext): Found {
  const more = turn - 1;
  if (more === 0) return addLimit(start, first, desk);
  if ('months' in first && 'months' in later)
    return addLimit(start, { months: first.months + later.months * more }, desk);
  const due = addLimit(start, first, desk);
  return isMissing(due) ? due : addLimit(due, times(later, more), desk);
}

/** The first turn that is due after an instant; one that the calendar cannot tell counts as later than any. */
export function turnAfter(after: Instant, start: Instant, lengths: Lengths, desk: DeskContext): number {
  const isLater = (turn: number) => {
    const due = dueOfTurn(turn, start, lengths, desk);
    return isMissing(due) || due > after;
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

/** When a limit is over that starts at an instant. A month later is the same time of that day, or of the month's last. */
export function addLimit(start: Instant, limit: Limit, desk: DeskContext): Found {
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

/** When a share of a limit has passed, counted the way the limit itself is: round the clock, or in open time. */
function shareOf(limit: Limit, start: Instant, due: Instant, share: number, desk: DeskContext): Found {
  if (share === 1) return due;
  if (!('workingDays' in limit)) return start + Math.round((due - start) * share);
  const length = desk.calendar.elapsed(start, due);
  return isMissing(length) ? length : desk.calendar.addWorking(start, Math.round(length * share));
}
