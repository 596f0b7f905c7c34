// Times that lie some days or months after another: at nine in the morning, or when work begins after that.

import { isMissing } from '../calendar/calendar.ts';
import type { DeskContext } from '../desk/desk.ts';
import {
  addDays,
  addMonths,
  DAY,
  dayNumber,
  HOUR,
  type Instant,
  instantOfWall,
  type LocalDate,
  localDate,
  MINUTE,
} from '../lib/time.ts';
import type { Cells, Offset } from '../schema/column.ts';

/** The hour of the morning at which a day's call-backs begin. */
const MORNING_MS = 9 * HOUR;

/** Nine in the morning of a date, by the clocks of a zone. */
export function morningOf(date: LocalDate, zone: string): Instant {
  return instantOfWall(dayNumber(date) * DAY + MORNING_MS, zone);
}

/**
 * The time that an offset means for these cells. What has passed already is now; a day without work moves on to the
 * next opening, as far as holidays are known. `undefined` when the date that it counts from is blank.
 */
export function offsetTime(
  offset: Offset,
  cells: Cells,
  now: Instant,
  desk: DeskContext,
): Instant | undefined {
  const from = offset.from === 'now' ? now : cells[offset.from];
  const date = typeof from === 'number' ? localDate(from, desk.zone) : from;
  if (typeof date !== 'string') return undefined;
  const day = 'days' in offset ? addDays(date, offset.days) : addMonths(date, offset.months);
  const earliest = Math.max(morningOf(day, desk.zone), Math.ceil(now / MINUTE) * MINUTE);
  const opening = desk.calendar.addWorking(earliest, 0);
  return isMissing(opening) ? earliest : opening;
}
