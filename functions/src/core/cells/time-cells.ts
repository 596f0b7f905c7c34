// Cells that are read as times, and what there is to say of how they were read.

import { excerpt } from '../lib/excerpt.ts';
import { isFromCell, isMidnight, readTime, showTime, type TimeReading } from '../lib/parse-time.ts';
import { HOUR, type Instant } from '../lib/time.ts';
import type { Facts, ProblemCode } from '../schema/problem-sentences.ts';

/** A time of day alone in the first hour, as a spreadsheet makes it of 上午12:30, which people write for noon. */
const AFTER_MIDNIGHT = /^0?0:(?!00)\d{2}(?::\d{2})?$/;

/** A time with what there is to remark, or why it is none. */
export type TimeCell =
  | { value: Instant; code?: ProblemCode; facts?: Facts }
  | { value: null; code: ProblemCode; facts: Facts };

/** Reads a cell as a time. What is refused is quoted as the cell shows it, by the clocks of the desk. */
export function readTimeCell(cell: string | number | boolean, reading: TimeReading): TimeCell {
  const { zone } = reading;
  const time = typeof cell === 'boolean' ? 'time_invalid' : readTime(cell, reading);
  if (typeof time !== 'number') {
    const instant = isFromCell(cell) ? Date.parse(String(cell)) : Number.NaN;
    const shown = Number.isFinite(instant) ? showTime(instant, zone) : cell;
    return { value: null, code: time, facts: { value: excerpt(shown) } };
  }
  if (isFromCell(cell) && isMidnight(time, zone)) return { value: time, code: 'time_midnight' };
  if (typeof cell !== 'string' || !AFTER_MIDNIGHT.test(cell.trim())) return { value: time };
  const noon = showTime(time + 12 * HOUR, zone).slice(-'12:30'.length);
  return { value: time, code: 'time_after_midnight', facts: { time: showTime(time, zone), noon } };
}
