// Instants, local dates and wall clocks as plain numbers and texts.
// Knows no clock: the present moment is always an argument.
import { DAY, firstWithOffset, type Instant, MINUTE, offsetAt } from './zone.ts';

export { DAY, HOUR, type Instant, isZone, MINUTE, SECOND } from './zone.ts';

/** A day of the calendar without a zone: `YYYY-MM-DD`, years 0001 to 9999. */
export type LocalDate = string;

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What a wall clock and a wall calendar show. `month` counts from 1. */
export interface LocalParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

// 1970-01-01 was a Thursday.
const FROM_THURSDAY: readonly Weekday[] = [4, 5, 6, 7, 1, 2, 3];

/** A number in two digits at least. */
export const two = (value: number) => String(value).padStart(2, '0');

/** Days since 1970-01-01 of a date; `NaN` when the text is no date of the calendar (`2026-02-30`). */
export function dayNumber(date: LocalDate): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return Number.NaN;
  const days = Date.parse(`${date}T00:00:00Z`) / DAY;
  // Some engines roll 30 February over into March instead of refusing it.
  return dateOfDay(days) === date ? days : Number.NaN;
}

/** The date that lies `days` after 1970-01-01; `''` when that is no number. */
export function dateOfDay(days: number): LocalDate {
  if (!Number.isFinite(days)) return '';
  const date = new Date(days * DAY);
  return `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** Whether the text is a date of the calendar, in the one form that is used here. */
export function isLocalDate(text: string): boolean {
  return !Number.isNaN(dayNumber(text));
}

/** The date `days` later, or earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

/** The same day some months later, or the month's last day where it has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const last = addDays(firstOfMonth(total + 1), -1);
  return addDays(firstOfMonth(total), Math.min(Number(date.slice(8)), Number(last.slice(8))) - 1);
}

/** The first day of the month that lies so many months after January of the year 0. */
function firstOfMonth(months: number): LocalDate {
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${two((months % 12) + 1)}-01`;
}

/** Weekday of a date. Throws RangeError for what is no date. */
export function weekday(date: LocalDate): Weekday {
  return weekdayOfDay(dayNumber(date));
}

/** Weekday of the day that lies `days` after 1970-01-01. Throws RangeError when that is no day. */
function weekdayOfDay(days: number): Weekday {
  const found = FROM_THURSDAY[((days % 7) + 7) % 7];
  if (found === undefined) throw new RangeError(`No day of the calendar: ${days}.`);
  return found;
}

/** The start of the minute that an instant lies in. */
export function floorToMinute(instant: Instant): Instant {
  return Math.floor(instant / MINUTE) * MINUTE;
}

/** What the clocks of a zone (IANA name) show at an instant. Throws RangeError for an unknown zone. */
export function localParts(instant: Instant, zone: string): LocalParts {
  const wall = new Date(wallTime(instant, zone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    millisecond: wall.getUTCMilliseconds(),
  };
}

/** The date on the calendars of a zone at an instant. */
export function localDate(instant: Instant, zone: string): LocalDate {
  return dateOfDay(Math.floor(wallTime(instant, zone) / DAY));
}

/**
 * The instant at which the clocks of a zone show these parts. Of a time shown twice (clocks put back) it is the first;
 * a time never shown (clocks put forward) is the moment of the jump, so that a later wall time is never an earlier
 * instant.
 */
export function instantOf(parts: LocalParts, zone: string): Instant {
  const { year, month, day, hour, minute, second, millisecond } = parts;
  const wall = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  wall.setUTCFullYear(year, month - 1, day);
  wall.setUTCHours(hour, minute, second, millisecond);
  return instantOfWall(wall.getTime(), zone);
}

/** The ISO 8601 week that an instant lies in, in a zone: `2026-W47`. The year is that of the week's Thursday. */
export function isoWeek(instant: Instant, zone: string): string {
  const day = Math.floor(wallTime(instant, zone) / DAY);
  const thursday = day - weekdayOfDay(day) + 4;
  const year = dateOfDay(thursday).slice(0, 4);
  return `${year}-W${two(Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1)}`;
}

/** The month that an instant lies in, in a zone: `2026-11`. */
export function monthOf(instant: Instant, zone: string): string {
  return localDate(instant, zone).slice(0, 7);
}

/** Wall time: the milliseconds since 1970-01-01T00:00 that the clocks of a zone have shown at an instant. */
export function wallTime(instant: Instant, zone: string): number {
  return instant + offsetAt(instant, zone);
}

/**
 * Wall time that never runs back: while clocks show times for the second time, after they were put back, it stays at
 * the last one they had shown. So of two instants the later one never has the earlier time.
 */
export function steadyWallTime(instant: Instant, zone: string): number {
  const wall = wallTime(instant, zone);
  const first = instantOfWall(wall, zone);
  if (first === instant) return wall;
  const putBack = firstWithOffset(offsetAt(instant, zone), first, instant, zone);
  return putBack + offsetAt(first, zone);
}

/** The instant of a wall time; see `instantOf` for times shown twice or never. */
export function instantOfWall(wall: number, zone: string): Instant {
  const before = offsetAt(wall - DAY, zone);
  const after = offsetAt(wall + DAY, zone);
  const early = wall - Math.max(before, after);
  if (offsetAt(early, zone) === Math.max(before, after)) return early;
  const late = wall - Math.min(before, after);
  if (offsetAt(late, zone) === Math.min(before, after)) return late;
  return firstWithOffset(offsetAt(late, zone), early, late, zone);
}
