// Times and dates as people type them and as spreadsheets hold them, turned into instants and local dates.

import { inDigits, plainSigns } from './numeral.ts';
import {
  DAY,
  dayNumber,
  HOUR,
  type Instant,
  instantOfWall,
  isLocalDate,
  type LocalDate,
  localDate,
  localParts,
  MINUTE,
  two,
  wallTime,
} from './time.ts';
import { nextDay, readDay, type Towards } from './written-day.ts';
import { isWithoutHour, readHour, type WrittenHour } from './written-hour.ts';

/** Why a text is not a time: the problem's code. */
export type MomentFault = 'time_vague' | 'time_not_precise' | 'time_unclear' | 'time_invalid';

/** What the words of a time are relative to. */
export interface TimeReading {
  zone: string;
  now: Instant;
  /** Which of several days is meant where a text leaves out the year, the month or the day. */
  towards: Towards;
}

/** A spreadsheet counts days from here: serial number 0. */
const SERIAL_ZERO_DAY = -25_569;
/** The dates that a spreadsheet shows for a time of day without a date, and for 24:00. */
const SERIAL_ZERO = '1899-12-30';
const SERIAL_ONE = '1899-12-31';
/**
 * Serial numbers of 2000-01-01 and of 2100-01-01: 1430 in a cell of times is half past two, 1128 in one of dates is the
 * 28th of November, and a phone number is past what Date can hold. Older days come as dates or as texts.
 */
const FIRST_SERIAL = 36_526;
const END_SERIAL = 73_051;
/** A number of four digits in a cell of dates comes as a day before this: 1128 is 1903-02-01 there, which is no day. */
const FIRST_DATE = '1930-01-01';
/** Longer than any way of writing a time; also keeps the patterns from searching whole essays. */
const MAX_CHARACTERS = 60;
/** The same as it is typed, with brackets and points that say nothing: a cell may hold 50,000 of them. */
const MAX_TYPED = 200;
const ISO = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:Z|[+-]\d{2}:?\d{2})$/;
/** Minutes and hours ago count from when a cell was typed; its row may come long after, as after an outage. */
const VAGUE =
  /近日|近期|尽快|最近|刚才|刚刚|现在|日前|稍后|改天|不久|大概|大约|左右|前后|约 ?\d|(?:分钟?|小时|刻钟)[之以]?[前后]|\d ?[点时分]?[多许]$/;
/** Words that are the present by themselves, where it is known when they were written. */
export const NOW_WORDS = ['现在', '刚刚', '此刻', 'now'] as const;
const NUMBER = /^\d+(\.\d+)?$/;
/** 20261128, 202611281430 and 20261128143059, also where a cell holds them as numbers. */
const COMPACT_TIME = /^(\d{8})(\d{4}|\d{6})?$/;

/**
 * Reads a time to the minute. Understands ISO 8601 with a zone (what a date cell sends), serial numbers, and the forms
 * people type in Chinese offices (`2023年10月1日14:30`, `11月28日下午2点半`, `昨天9点`, `14:30`), local to the reading's zone. What
 * is left out follows from the present: a time alone is today's.
 */
export function readTime(value: string | number, reading: TimeReading): Instant | MomentFault {
  const text = plain(String(value));
  if (text.length > MAX_CHARACTERS) return VAGUE.test(text) ? 'time_vague' : 'time_invalid';
  if (ISO.test(text)) return timeOfCell(text, reading);
  if (NUMBER.test(text) && !COMPACT_TIME.test(text)) return timeOfSerial(Number(text), reading);
  return timeOfText(text, reading);
}

/**
 * Reads a date of 1930 to 2099 without a time of day; a time that comes with it is dropped. `undefined` when it is
 * none.
 */
export function readDate(value: string | number, { zone, now, towards }: TimeReading): LocalDate | undefined {
  const text = plain(String(value));
  if (text.length > MAX_CHARACTERS) return undefined;
  const iso = ISO.exec(text)?.[1];
  if (iso) {
    const instant = isLocalDate(iso) ? Date.parse(text) : Number.NaN;
    return Number.isFinite(instant) ? dateInRange(localDate(instant, zone)) : undefined;
  }
  if (NUMBER.test(text) && !COMPACT_TIME.test(text)) return dateOfSerial(Number(text), zone);
  const day = readDay(text, localDate(now, zone), towards);
  if (!day || !(isWithoutHour(day.rest) || readHour(day.rest, true))) return undefined;
  return dateInRange(day.date);
}

/** Whether a text says that something happens as it is written, and nothing else. */
export function isNow(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > MAX_CHARACTERS) return false;
  const text = plain(value).toLowerCase();
  return NOW_WORDS.some(word => word === text);
}

/** Whether a value is an instant as a date cell sends it: such a cell cannot tell a date alone from its midnight. */
export function isFromCell(value: unknown): boolean {
  return typeof value === 'string' && ISO.test(value);
}

/** Whether the clocks of a zone show 00:00. */
export function isMidnight(instant: Instant, zone: string): boolean {
  return wallTime(instant, zone) % DAY === 0;
}

/** `2026-11-22 14:30` in a zone: how times are shown in sentences. */
export function showTime(instant: Instant, zone: string): string {
  const { hour, minute } = localParts(instant, zone);
  return `${localDate(instant, zone)} ${two(hour)}:${two(minute)}`;
}

/** Marks around a time that say nothing of it. */
const WRAPPED = /^["'“‘「『【([]+(.*?)["'”’」』】)\]]+$/;

/** What is too long to be a time stays as it is. */
function plain(typed: string): string {
  const text = typed.replace(/\s+/g, ' ').trim();
  if (text.length > MAX_TYPED) return text;
  return inDigits(
    plainSigns(text)
      .replace(/^(\d{8})[-_](?=\d{4}(?:\d{2})?$|\d{1,2}:)/, '$1 ')
      .replace(/(?<=\d);(?=[0-5]\d(?![\d:]))/g, ':')
      .replace(
        /[([]?北京时间[)\]]?[::]?|[。.,，;；]+$|(?<=\d分?) ?\((?:周|星期|礼拜)?[一二三四五六日天]\)$/g,
        '',
      )
      .replace(/\s+/g, ' ')
      .trim()
      .replace(WRAPPED, '$1')
      .trim(),
  );
}

function timeOfText(text: string, reading: TimeReading): Instant | MomentFault {
  const fault = VAGUE.test(text) ? 'time_vague' : 'time_invalid';
  if (fault === 'time_vague') return fault;
  const today = localDate(reading.now, reading.zone);
  const day = readDay(text, today, reading.towards);
  if (day && isWithoutHour(day.rest)) return 'time_not_precise';
  const hour = readHour(day?.rest ?? text, day !== undefined);
  return hour ? timeOn(day?.date ?? today, hour, reading) : fault;
}

/** How far clocks may differ before a time counts as lying in the future. */
const TOLERANCE_MS = 2 * MINUTE;

/**
 * A time of day on a date. Small hours that are told as part of a night lie on the day after, unless that has not come
 * yet.
 */
function timeOn(
  date: LocalDate,
  hour: WrittenHour,
  { zone, now, towards }: TimeReading,
): Instant | MomentFault {
  const own = instantOn(date, hour, zone);
  if (!hour.night) return inRange(own);
  const after = instantOn(nextDay(date), hour, zone);
  const fits = (instant: Instant) => (towards === 'past' ? instant <= now + TOLERANCE_MS : instant >= now);
  if (hour.night === 'either' && fits(own) && fits(after)) return 'time_unclear';
  return inRange(fits(after) || !fits(own) ? after : own);
}

function instantOn(date: LocalDate, { hour, minute }: WrittenHour, zone: string): Instant {
  return instantOfWall(dayNumber(date) * DAY + hour * HOUR + minute * MINUTE, zone);
}

/**
 * An instant as a date cell sends it; one of the first days of a spreadsheet's calendar is a time of day without a
 * date.
 */
function timeOfCell(text: string, reading: TimeReading): Instant | MomentFault {
  const instant = isLocalDate(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  if (!Number.isFinite(instant)) return 'time_invalid';
  const { hour, minute } = localParts(instant, reading.zone);
  const date = localDate(instant, reading.zone);
  const today = localDate(reading.now, reading.zone);
  if (date === SERIAL_ZERO) return timeOn(today, { hour, minute }, reading);
  if (date === SERIAL_ONE && hour + minute === 0) return timeOn(nextDay(today), { hour, minute }, reading);
  return inRange(Math.floor(instant / MINUTE) * MINUTE);
}

function timeOfSerial(serial: number, reading: TimeReading): Instant | MomentFault {
  if (serial > 0 && serial < 1) {
    const minutes = Math.floor(Math.round(serial * (DAY / 1000)) / 60);
    return timeOn(localDate(reading.now, reading.zone), { hour: 0, minute: minutes }, reading);
  }
  if (!isSerial(serial)) return 'time_invalid';
  const instant = instantOfSerial(serial, reading.zone);
  // A serial number without a fraction is a date alone.
  return Number.isInteger(serial) ? 'time_not_precise' : inRange(Math.floor(instant / MINUTE) * MINUTE);
}

function dateOfSerial(serial: number, zone: string): LocalDate | undefined {
  return isSerial(serial) ? localDate(instantOfSerial(Math.floor(serial), zone), zone) : undefined;
}

function isSerial(serial: number): boolean {
  return serial >= FIRST_SERIAL && serial < END_SERIAL;
}

function instantOfSerial(serial: number, zone: string): Instant {
  return instantOfWall(Math.round(((serial + SERIAL_ZERO_DAY) * DAY) / 1000) * 1000, zone);
}

function inRange(instant: Instant): Instant | MomentFault {
  const year = new Date(instant).getUTCFullYear();
  return year >= 2000 && year < 2100 ? instant : 'time_invalid';
}

function dateInRange(date: LocalDate): LocalDate | undefined {
  return isLocalDate(date) && date >= FIRST_DATE && date < '2100-01-01' ? date : undefined;
}
