// Counting in whole working days. Knows nothing of why a day is one.
import { DAY, type Instant, instantOfWall, steadyWallTime } from '../lib/time.ts';
import { isMissing, type MissingYear } from './days.ts';
import type { Direction, OpenTime } from './open-time.ts';
import { at, countBelow, type OpenYear } from './open-year.ts';

/** Moves an instant by working days; the rule is told at `Calendar.addWorkingDays` and its mirror image. */
export function moveWorkingDays(
  openTime: OpenTime,
  instant: Instant,
  days: number,
  direction: Direction,
): Instant | MissingYear {
  const place = openTime.find(instant, direction);
  if (isMissing(place)) return place;
  const { table, index } = place;
  const anchor =
    direction === 'forwards'
      ? Math.max(instant, at(table.from, index))
      : Math.min(instant, at(table.to, index));
  if (days === 0) return anchor;
  const startDay = at(table.day, index);
  // The end of a window at 24:00 belongs to the day that it ends, as hour 24.
  const timeOfDay = steadyWallTime(anchor, openTime.zone) - startDay * DAY;
  const target = dayAway(openTime, table, startDay, direction === 'forwards' ? days : -days);
  if (isMissing(target)) return target;
  const wanted = instantOfWall(target.day * DAY + timeOfDay, openTime.zone);
  return clampInto(target.table, target.day, wanted, direction);
}

/** The working day that lies `days` working days from another one. */
function dayAway(
  openTime: OpenTime,
  start: OpenYear,
  day: number,
  days: number,
): { table: OpenYear; day: number } | MissingYear {
  let table = start;
  let index = countBelow(table.workingDays, day, false) + days;
  while (index < 0 || index >= table.workingDays.length) {
    const forwards = index >= 0;
    if (forwards) index -= table.workingDays.length;
    const next = openTime.year(table.year + (forwards ? 1 : -1));
    if (isMissing(next)) return next;
    table = next;
    if (!forwards) index += table.workingDays.length;
  }
  return { table, day: at(table.workingDays, index) };
}

/** The open moment of a day nearest to the one that is wanted: in a break it rolls on in the direction. */
function clampInto(table: OpenYear, day: number, wanted: Instant, direction: Direction): Instant {
  const first = countBelow(table.day, day, false);
  const last = countBelow(table.day, day, true) - 1;
  if (direction === 'forwards') {
    const index = Math.max(countBelow(table.to, wanted, false), first);
    return index > last ? at(table.to, last) : Math.max(wanted, at(table.from, index));
  }
  const index = Math.min(countBelow(table.from, wanted, true) - 1, last);
  return index < first ? at(table.from, first) : Math.min(wanted, at(table.to, index));
}
