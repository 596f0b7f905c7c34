// Times and dates as people type them and as spreadsheets hold them, turned into instants and local dates.

import {
  DAY,
  type Instant,
  instantOf,
  instantOfWall,
  isLocalDate,
  type LocalDate,
  localParts,
  MINUTE,
} from './time.ts';

/** Why a text is not a time: the problem's code. */
export type MomentFault = 'time_vague' | 'time_not_precise' | 'time_without_year' | 'time_invalid';

/** A spreadsheet counts days from here: serial number 0. */
const SERIAL_ZERO_DAY = -25_569;
/** Serial numbers of 1900-01-01 and of 2100-01-01: a phone number in a date cell is no date, and past what Date can hold. */
const FIRST_SERIAL = 2;
const END_SERIAL = 73_051;
/** Longer than any way of writing a time; also keeps the patterns from searching whole essays. */
const MOST_CHARACTERS = 60;
const ISO = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const VAGUE = /近日|近期|尽快|最近|刚才|刚刚|日前|稍后|改天|不久|大概|左右|前后/;
const DATE_PART = /^(?:(\d{4}) ?[-/.年] ?)?(\d{1,2}) ?[-/.月] ?(\d{1,2})( ?[日号])?/;
// Without 日 something has to stand between day and hour: 2023-10-114:30 could be the 1st or the 11th.
const TIME_PART =
  /^[T ,]{0,3}(上午|下午|晚上|凌晨|中午|早上)? ?(\d{1,2}) ?[:点时] ?(?:(\d{1,2}|半|整) ?(?:分 ?(?:[0-5]?\d ?秒)?|: ?[0-5]?\d(?:\.\d+)?)?)?$/;

const WORDS: Record<string, number> = { 整: 0, 半: 30 };

/**
 * Reads a time to the minute. Understands ISO 8601 with a zone (what a date cell sends), serial numbers, and the forms people type in
 * Chinese offices (`2023年10月1日14:30`, `2023-10-01 14:30`, `2023/10/1 下午2点半`), local to `zone`.
 */
export function readTime(value: string | number, zone: string): Instant | MomentFault {
  if (typeof value === 'number') return timeOfSerial(value, zone);
  const text = plain(value);
  if (text.length > MOST_CHARACTERS) return VAGUE.test(text) ? 'time_vague' : 'time_invalid';
  const iso = ISO.exec(text)?.[1];
  if (iso) return isLocalDate(iso) ? preciseOrFault(Date.parse(text), zone) : 'time_invalid';
  if (/^\d+(\.\d+)?$/.test(text)) return timeOfSerial(Number(text), zone);
  const date = DATE_PART.exec(text);
  if (!date) return VAGUE.test(text) ? 'time_vague' : 'time_invalid';
  const rest = text.slice(date[0].length);
  if (rest.trim() === '') return 'time_not_precise';
  const time = timeAfter(date, rest);
  if (!time) return VAGUE.test(rest) ? 'time_vague' : 'time_invalid';
  if (!date[1]) return 'time_without_year';
  const [, half, hourText, minuteText] = time;
  // "14点" names an hour and no minute.
  if (minuteText === undefined) return 'time_not_precise';
  const hour = hourOfDay(Number(hourText), half);
  const minute = WORDS[minuteText] ?? Number(minuteText);
  const localDate = dateText(date[1], date[2] ?? '', date[3] ?? '');
  if (hour === undefined || minute > 59 || !isLocalDate(localDate)) return 'time_invalid';
  const [year = 0, month = 0, day = 0] = localDate.split('-').map(Number);
  return inRange(instantOf({ year, month, day, hour, minute, second: 0, millisecond: 0 }, zone));
}

/** Reads a date of 1900 to 2099 without a time of day; a time that comes with it is dropped. `undefined` when it is none. */
export function readDate(value: string | number, zone: string): LocalDate | undefined {
  if (typeof value === 'number') return dateOfSerial(value, zone);
  const text = plain(value);
  if (text.length > MOST_CHARACTERS) return undefined;
  const iso = ISO.exec(text)?.[1];
  if (iso) {
    const instant = isLocalDate(iso) ? Date.parse(text) : Number.NaN;
    return Number.isFinite(instant) ? dateInRange(dateOfInstant(instant, zone)) : undefined;
  }
  const date = DATE_PART.exec(text);
  if (!date?.[1]) return undefined;
  const rest = text.slice(date[0].length);
  if (rest.trim() !== '' && !timeAfter(date, rest)) return undefined;
  return dateInRange(dateText(date[1], date[2] ?? '', date[3] ?? ''));
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

function timeAfter(date: RegExpExecArray, rest: string): RegExpExecArray | null {
  const joined = date[4] === undefined && /^\d/.test(rest);
  return joined ? null : TIME_PART.exec(rest);
}

/** `2026-11-22 14:30` in a zone: how times are shown in sentences. */
export function showTime(instant: Instant, zone: string): string {
  const { hour, minute } = localParts(instant, zone);
  return `${dateOfInstant(instant, zone)} ${two(hour)}:${two(minute)}`;
}

function dateOfInstant(instant: Instant, zone: string): LocalDate {
  const { year, month, day } = localParts(instant, zone);
  return dateText(String(year), String(month), String(day));
}

function timeOfSerial(serial: number, zone: string): Instant | MomentFault {
  return isSerial(serial) ? preciseOrFault(instantOfSerial(serial, zone), zone) : 'time_invalid';
}

function dateOfSerial(serial: number, zone: string): LocalDate | undefined {
  return isSerial(serial) ? dateOfInstant(instantOfSerial(Math.floor(serial), zone), zone) : undefined;
}

function isSerial(serial: number): boolean {
  return serial >= FIRST_SERIAL && serial < END_SERIAL;
}

function instantOfSerial(serial: number, zone: string): Instant {
  return instantOfWall(Math.round(((serial + SERIAL_ZERO_DAY) * DAY) / 1000) * 1000, zone);
}

/** A cell that holds a date alone arrives as its midnight; nobody answers calls at 00:00 sharp often enough to guess otherwise. */
function preciseOrFault(instant: Instant, zone: string): Instant | MomentFault {
  if (!Number.isFinite(instant)) return 'time_invalid';
  const { hour, minute, second } = localParts(instant, zone);
  if (hour === 0 && minute === 0 && second === 0) return 'time_not_precise';
  return inRange(Math.floor(instant / MINUTE) * MINUTE);
}

function inRange(instant: Instant): Instant | MomentFault {
  const year = new Date(instant).getUTCFullYear();
  return year >= 2000 && year < 2100 ? instant : 'time_invalid';
}

function dateInRange(date: LocalDate): LocalDate | undefined {
  return isLocalDate(date) && date >= '1900-01-01' && date < '2100-01-01' ? date : undefined;
}

/** The hour on a 24-hour clock; `undefined` when there is none, or when it could be noon as well as midnight (晚上12:30). */
function hourOfDay(hour: number, half: string | undefined): number | undefined {
  if (hour > 23) return undefined;
  switch (half) {
    case '下午':
      return hour < 12 ? hour + 12 : hour;
    case '晚上':
      if (hour === 12) return undefined;
      return hour < 12 ? hour + 12 : hour;
    case '中午':
      if (hour > 14) return undefined;
      return hour < 3 ? hour + 12 : hour;
    case '凌晨':
    case '上午':
    case '早上':
      if (hour > 12) return undefined;
      return hour === 12 ? 0 : hour;
    default:
      return hour;
  }
}

const two = (value: number) => String(value).padStart(2, '0');
const dateText = (year: string, month: string, day: string) =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
