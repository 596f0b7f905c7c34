// The open time of one year as a table that answers by binary search. Knows nothing of why a day is open.
import { DAY, dateOfDay, dayNumber, type Instant, instantOfWall } from '../lib/time.ts';
import { type Day, windowInstants } from './days.ts';

/** All windows of a year, in order of time; `from`, `to`, `before` and `day` have one entry for each. */
export interface OpenYear {
  year: number;
  /** First instant of the year, and of the next one. */
  start: Instant;
  end: Instant;
  from: Float64Array;
  to: Float64Array;
  /** Open milliseconds of the year that lie before the window. */
  before: Float64Array;
  /** Day number of the date that the window belongs to. */
  day: Float64Array;
  /** Open milliseconds of the whole year. */
  total: number;
  /** Day numbers of the days with open time: the working days. */
  workingDays: Float64Array;
}

/** Lays out a year from what each of its days is; `dayOf` has to know the whole year. */
export function layOutYear(year: number, zone: string, dayOf: (date: string) => Day): OpenYear {
  const name = String(year).padStart(4, '0');
  const first = dayNumber(`${name}-01-01`);
  const last = dayNumber(`${name}-12-31`);
  const from: number[] = [];
  const to: number[] = [];
  const before: number[] = [];
  const day: number[] = [];
  let total = 0;
  for (let number = first; number <= last; number += 1) {
    for (const { opens, closes } of windowInstants(dayOf(dateOfDay(number)), zone)) {
      from.push(opens);
      to.push(closes);
      before.push(total);
      day.push(number);
      total += closes - opens;
    }
  }
  return {
    year,
    start: instantOfWall(first * DAY, zone),
    end: instantOfWall((last + 1) * DAY, zone),
    from: Float64Array.from(from),
    to: Float64Array.from(to),
    before: Float64Array.from(before),
    day: Float64Array.from(day),
    total,
    workingDays: Float64Array.from(new Set(day)),
  };
}

/** How many entries of an ascending list are smaller than the value, or not greater when `inclusive`. */
export function countBelow(list: Float64Array, value: number, inclusive: boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = list[middle] ?? Number.NaN;
    if (entry < value || (inclusive && entry === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Open milliseconds of the year before an instant. */
export function openBefore(table: OpenYear, instant: Instant): number {
  const index = countBelow(table.from, instant, true) - 1;
  if (index < 0) return 0;
  return at(table.before, index) + Math.min(instant, at(table.to, index)) - at(table.from, index);
}

/** The first instant before which `ms` of the year are open: an end of a window rather than the start of the next. */
export function firstAfter(table: OpenYear, ms: number): Instant {
  const index = Math.max(countBelow(table.before, ms, false) - 1, 0);
  return at(table.from, index) + ms - at(table.before, index);
}

/**
 * The last instant before which `ms` of the year are open: the start of a window rather than the end of the one before.
 */
export function lastAfter(table: OpenYear, ms: number): Instant {
  const index = Math.max(countBelow(table.before, ms, true) - 1, 0);
  return at(table.from, index) + ms - at(table.before, index);
}

/** An entry that has to be there. */
export function at(list: Float64Array, index: number): number {
  const value = list[index];
  if (value === undefined) throw new RangeError(`No entry ${index} in a table of ${list.length}.`);
  return value;
}
