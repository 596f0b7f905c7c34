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
const MIDNIGHT_NOTICE = /^(\d{4})-(\d{2})-(\d{2})T/;
const VAGUE = /近日|近期|尽快|最近|刚才|刚刚|日前|稍后|改天|不久|大概|左右|前后/;
const DATE_PART = /^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*(?:日|号)?/;
const TIME_PART =
  /^[T\s,,]*(上午|下午|晚上|凌晨|中午|早上)?\s*(\d{1,2})\s*(?:[::点时])\s*(?:(\d{1,2})\s*分?)?(?:\s*[::]?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?\s*$/;

/**
 * Reads a time to the minute. Understands ISO 8601 with a zone (what a date cell sends), serial numbers, and the forms people type in
 * Chinese offices (`2023年10月1日14:30`, `2023-10-01 14:30`, `2023/10/1 下午2点30分`), local to `zone`.
 */
export function readTime(value: string | number, zone: string): Instant | MomentFault {
  if (typeof value === 'number') return timeOfSerial(value, zone);
  const text = value.normalize('NFKC').trim();
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  if (iso && MIDNIGHT_NOTICE.test(text)) return preciseOrFault(Date.parse(text), zone);
  if (/^\d+(\.\d+)?$/.test(text)) return timeOfSerial(Number(text), zone);
  const date = DATE_PART.exec(text);
  if (!date) return VAGUE.test(text) ? 'time_vague' : 'time_invalid';
  const rest = text.slice(date[0].length);
  if (rest.trim() === '') return 'time_not_precise';
  const time = TIME_PART.exec(rest);
  if (!time) return VAGUE.test(rest) ? 'time_vague' : 'time_invalid';
  if (!date[1]) return 'time_without_year';
  const [, half, hourText, minuteText] = time;
  // "14点" names an hour and no minute; "14点整" is not matched either.
  if (minuteText === undefined) return 'time_not_precise';
  const hour = hourOfDay(Number(hourText), half);
  const minute = Number(minuteText);
  const localDate = dateText(date[1], date[2] ?? '', date[3] ?? '');
  if (hour === undefined || minute > 59 || !isLocalDate(localDate)) return 'time_invalid';
  const [year = 0, month = 0, day = 0] = localDate.split('-').map(Number);
  return inRange(instantOf({ year, month, day, hour, minute, second: 0, millisecond: 0 }, zone));
}

/** Reads a date without a time of day; a time that comes with it is dropped. `undefined` when it is none. */
export function readDate(value: string | number, zone: string): LocalDate | undefined {
  if (typeof value === 'number') return dateOfInstant(instantOfSerial(Math.floor(value), zone), zone);
  const text = value.normalize('NFKC').trim();
  if (/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return dateOfInstant(Date.parse(text), zone);
  const date = DATE_PART.exec(text);
  if (!date?.[1]) return undefined;
  const rest = text.slice(date[0].length);
  if (rest.trim() !== '' && !TIME_PART.test(rest)) return undefined;
  const found = dateText(date[1], date[2] ?? '', date[3] ?? '');
  return isLocalDate(found) ? found : undefined;
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
  if (!Number.isFinite(serial)) return 'time_invalid';
  return preciseOrFault(instantOfSerial(serial, zone), zone);
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

function hourOfDay(hour: number, half: string | undefined): number | undefined {
  if (hour > 24 || (half && hour > 12)) return undefined;
  if ((half === '下午' || half === '晚上') && hour < 12) return hour + 12;
  if (half === '中午' && hour < 3) return hour + 12;
  if ((half === '凌晨' || half === '上午') && hour === 12) return 0;
  return hour === 24 ? undefined : hour;
}

const two = (value: number) => String(value).padStart(2, '0');
const dateText = (year: string, month: string, day: string) =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
