// Days that a workspace opens or closes by itself, as people write them in settings: a day or a range of days, 休 or 班.
import { inDigits, plainSigns } from '../lib/numeral.ts';
import { addDays, dayNumber, isLocalDate, type LocalDate } from '../lib/time.ts';
import type { CalendarException } from './spec.ts';

/** Days in a row, both ends included, that are closed or worked. */
export interface DaySetting {
  from: LocalDate;
  to: LocalDate;
  kind: CalendarException['kind'];
}

/**
 * Why a text means no days: it is none, it runs backwards, it is too long, too far from today, or it says both 休 and
 * 班.
 */
export type DayFault = 'days_invalid' | 'days_reversed' | 'days_too_long' | 'days_far' | 'days_both';

/** A longer range is a slip of a year, and would close the desk for good. */
export const MAX_DAYS = 366;

/** Days that times of records may lie on; the day after 9999-12-31 is no date at all. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2099-12-31';

/** Most days that a workspace opens or closes in all, about ten years: every decision goes by a calendar of them. */
export const MAX_ALL_DAYS = 3_660;

/** Words for a day that is closed or open; 调休 alone says neither. */
const CLOSED = '不上班|休息日?|休假|放假|停工|停业|关闭|closed|休';
const OPEN = '(?:调休)?上班日?|补班|加班|调班|工作日|营业|开工|open|班';
const DATE = String.raw`(\d{4}|\d{2}(?=年))[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?`;
/** The end may leave out what it shares with the beginning: 2027年2月5日至11日. */
const END = String.raw`(?:(?:(\d{4}|\d{2}(?=年))[-/.年])?(\d{1,2})[-/.月])?(\d{1,2})[日号]?`;
const DAYS = new RegExp(
  `^[从自]?${DATE}(?:起?(?:直?至|直?到|to|~+|-+>?|=>|>|⇒|∼|〜|–|—+|―|ー|→|\\.{2,3}|起)(?:次年)?${END}(?:为?止)?)?$`,
  'i',
);
const COMPACT = /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/g;
const WORD_LAST = new RegExp(`[,:;]?(?:(${CLOSED})|(${OPEN}))$`, 'i');
const WORD_FIRST = new RegExp(`^(?:(${CLOSED})|(${OPEN}))[,:;]?(?=\\d{4}|从|自)`, 'i');
/** Why, beside the days: 春节：2027-02-05 至 2027-02-11, 2027-02-05 至 2027-02-11 春节放假. */
const REASON =
  /^[\u4e00-\u9fff]{2,8}[:,;]?(?=\d{4}[-/.年])|(?<=\d[日号]?)(?:元旦|春节|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?|团建|年会|盘点)$/g;
/** What says no more than the dates do: the weekday beside one, and how many days they are. */
const BESIDE =
  /\((?:周|星期)?[一二三四五六日天]\)|(?:周|星期)[一二三四五六日天]|\(?共\d{1,3}天\)?|\(\d{1,3}天\)|\(含\)|全天|(?<=放假|休息?)[\d一二三四五六七八九十]{1,3}天$/g;
/** Characters in which days are written: what is longer says something else. */
const MAX_CHARACTERS = 60;

/**
 * Reads the days of a row of settings. The days stand under its name, or with 休 or 班 under its value, where the name
 * says why: `2027-02-05 至 2027-02-11` and `休`; `2027-02-05 至 2027-02-11 休`. Where nobody says which, the days are
 * closed.
 */
export function readDays(name: string, value: string): DaySetting | DayFault {
  const [first, second] = [split(name), split(value)];
  if (first.kind && second.kind && first.kind !== second.kind) return 'days_both';
  const kind = second.kind ?? first.kind ?? 'closed';
  const range = rangeIn(second.days) ?? rangeIn(first.days);
  if (!range || !isLocalDate(range.from) || !isLocalDate(range.to)) return 'days_invalid';
  if (range.to < range.from) return 'days_reversed';
  if (range.from < FIRST_DAY || range.to > LAST_DAY) return 'days_far';
  return lengthOf(range) > MAX_DAYS ? 'days_too_long' : { ...range, kind };
}

/** How many days a row of settings opens or closes; 0 where it means none. */
export function daysSet(name: string, value: string): number {
  const days = readDays(name, value);
  return typeof days === 'string' ? 0 : lengthOf(days);
}

/** Whether a text may stand under the value of such a row: 休, 班, or days with one of them. */
export function isDayValue(value: string): boolean {
  const { days, kind } = split(value);
  return days === '' ? kind !== undefined : rangeIn(days) !== undefined;
}

/**
 * The days as exceptions, each date once: where rows overlap the shorter range is meant, and of two as long the later
 * row.
 */
export function exceptionsOf(rows: Iterable<{ name: string; value: string; note?: string | undefined }>) {
  const read = [...rows].flatMap(({ name, value, note }) => {
    const days = readDays(name, value);
    return typeof days === 'string' ? [] : [{ ...days, reason: note ?? labelOf(name) }];
  });
  const dates = new Map<LocalDate, CalendarException>();
  for (const { from, to, kind, reason } of read.toSorted((a, b) => lengthOf(b) - lengthOf(a)))
    for (let date = from; date <= to; date = addDays(date, 1)) dates.set(date, { date, kind, reason });
  return [...dates.values()];
}

/** A name that is no date says why. */
function labelOf(name: string): string | undefined {
  return rangeIn(split(name).days) || name === '' ? undefined : name;
}

function split(text: string): { days: string; kind: DaySetting['kind'] | undefined } {
  if (text.length > MAX_CHARACTERS) return { days: text, kind: undefined };
  const plain = inDigits(plainSigns(text))
    .replace(/\s/g, '')
    .replace(BESIDE, '')
    .replace(COMPACT, '$1-$2-$3');
  const [, closed, open] = WORD_LAST.exec(plain) ?? WORD_FIRST.exec(plain) ?? [];
  const kind = closed !== undefined ? 'closed' : open === undefined ? undefined : 'open';
  const days = plain.replace(WORD_LAST, '').replace(WORD_FIRST, '');
  return { days: rangeIn(days) ? days : days.replace(REASON, ''), kind };
}

function rangeIn(days: string): { from: LocalDate; to: LocalDate } | undefined {
  if (days.length > MAX_CHARACTERS) return undefined;
  const written = DAYS.exec(days) ?? [];
  const [, year = '', month = '', day = '', endYear = year, endMonth = month, endDay = day] = written;
  if (year === '') return undefined;
  const from = dateText(year, month, day);
  const to = dateText(endYear, endMonth, endDay);
  // 2026年12月31日至1月3日: an end without its year lies after the beginning, in the next year if need be.
  const isNextYear = written[4] === undefined && written[5] !== undefined && to < from;
  return { from, to: isNextYear ? dateText(String(Number(year) + 1), endMonth, endDay) : to };
}

const lengthOf = ({ from, to }: Pick<DaySetting, 'from' | 'to'>) => dayNumber(to) - dayNumber(from) + 1;

/** 27年 is 2027. */
const dateText = (year: string, month: string, day: string) =>
  `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
