// Days as people write them: 2026年11月28日, 11/28, 28日, 20261128, 昨天, 上周五. Knows nothing of times of day.

import { addDays, addMonths, dateOfDay, dayNumber, isLocalDate, type LocalDate, weekday } from './time.ts';

/** On which side of the present the times of a column lie: things that happened, or things that are planned. */
export type Towards = 'past' | 'ahead';

/** A day at the beginning of a text. */
export interface WrittenDay {
  date: LocalDate;
  /** What follows it. */
  rest: string;
}

const YEAR = String.raw`(?:(\d{4}) ?[-/.年] ?|(\d{2}) ?年 ?|([今去前明])年 ?)`;
const FULL = new RegExp(String.raw`^${YEAR}?(\d{1,2}) ?[-/.月] ?(\d{1,2})( ?[日号])?`);
/** 26/11/28: the first is a year where it is one of those that people write about in rows of today. */
const SHORT_YEAR = /^(\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
/** The year last, as in other countries: which of the others is the month tells only where one is more than twelve. */
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;
const MONTHS_IN_A_YEAR = 12;
const MONTHS_AWAY = /^(上上|上|本|这|下) ?个? ?月 ?(\d{1,2}) ?[日号]/;
const DAYS_AGO = /^(\d{1,3}) ?(天|日|周|个?星期|个?礼拜)(?:之|以)?(前|后)(?: ?的)?/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=\d{4}(?:\d{2})?$|\d{2}:|\D|$)/;
const DAY_OF_MONTH = /^(\d{1,2}) ?[日号]/;
const NEAR =
  /^(大前天|[今昨明]儿(?:个)?|前天|前日|昨天|昨日|今天|今日|明天|明日|大后天|后天|后日|[今昨明前](?=[早晨晚夜]))/;
const WEEKDAY = /^(上上|上|本|这|下下|下)? ?个? ?(?:周|星期|礼拜) ?([一二三四五六日天])/;
/** The weekday that people write behind a date says nothing that the date does not. */
const WEEKDAY_BESIDE = /^ ?(?:[(（]? ?(?:周|星期|礼拜)[一二三四五六日天] ?[)）]?|[(（][一二三四五六日][)）])/;

const DAYS_AWAY: Record<string, number> = {
  大前天: -3,
  前天: -2,
  前日: -2,
  前: -2,
  昨天: -1,
  昨日: -1,
  昨儿: -1,
  昨儿个: -1,
  昨: -1,
  今天: 0,
  今日: 0,
  今儿: 0,
  今儿个: 0,
  今: 0,
  明天: 1,
  明日: 1,
  明儿: 1,
  明儿个: 1,
  明: 1,
  后天: 2,
  后日: 2,
  大后天: 3,
};
const YEARS_AWAY: Record<string, number> = { 前: -2, 去: -1, 今: 0, 明: 1 };
const WEEKS_AWAY: Record<string, number> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 };
const MONTHS_BACK: Record<string, number> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1 };
const WEEKDAYS = '一二三四五六日';
/** A planned day without a year that is further back than this is next year's. */
const HALF_A_YEAR_DAYS = 183;

/**
 * The day that a text begins with; `undefined` when it begins with none, or with one that the calendar lacks. What it
 * leaves out is that of `today`, or the last one before, where things that happened would lie in the future; planned
 * things take the nearest year.
 */
export function readDay(text: string, today: LocalDate, towards: Towards): WrittenDay | undefined {
  const found =
    nearDay(text, today) ??
    daysAway(text, today) ??
    weekdayIn(text, today, towards) ??
    monthsAway(text, today) ??
    dateIn(text, today, towards);
  if (!found || !isLocalDate(found.date)) return undefined;
  const beside = WEEKDAY_BESIDE.exec(found.rest)?.[0] ?? '';
  return { date: found.date, rest: found.rest.slice(beside.length) };
}

function nearDay(text: string, today: LocalDate): WrittenDay | undefined {
  const [, word = ''] = NEAR.exec(text) ?? [];
  const days = DAYS_AWAY[word];
  if (days === undefined) return undefined;
  return { date: addDays(today, days), rest: text.slice(word.length) };
}

/** 3天前, 两周后. */
function daysAway(text: string, today: LocalDate): WrittenDay | undefined {
  const [all, count, unit, side] = DAYS_AGO.exec(text) ?? [];
  if (all === undefined) return undefined;
  const days = Number(count) * (unit === '天' || unit === '日' ? 1 : 7);
  return { date: addDays(today, side === '前' ? -days : days), rest: text.slice(all.length) };
}

/** 上个月15号. */
function monthsAway(text: string, today: LocalDate): WrittenDay | undefined {
  const [all = '', month = '', day = ''] = MONTHS_AWAY.exec(text) ?? [];
  const away = MONTHS_BACK[month];
  if (away === undefined) return undefined;
  return { date: dayIn(addMonths(`${today.slice(0, 7)}-01`, away), day), rest: text.slice(all.length) };
}

function weekdayIn(text: string, today: LocalDate, towards: Towards): WrittenDay | undefined {
  const [all, week, name = ''] = WEEKDAY.exec(text) ?? [];
  if (all === undefined) return undefined;
  const wanted = name === '天' ? 7 : WEEKDAYS.indexOf(name) + 1;
  const away = wanted - weekday(today);
  const weeks = week === undefined ? undefined : WEEKS_AWAY[week];
  const days =
    weeks !== undefined
      ? away + weeks * 7
      : towards === 'past'
        ? away > 0
          ? away - 7
          : away
        : away < 0
          ? away + 7
          : away;
  return { date: addDays(today, days), rest: text.slice(all.length) };
}

function dateIn(text: string, today: LocalDate, towards: Towards): WrittenDay | undefined {
  const compact = COMPACT.exec(text);
  if (compact) {
    const [all, year = '', month = '', day = ''] = compact;
    return { date: dateText(year, month, day), rest: text.slice(all.length) };
  }
  const found = shortYear(text, today) ?? yearLast(text);
  if (found) return found;
  const full = FULL.exec(text);
  if (!full) return dayOfMonth(text, today, towards);
  const [all, long, ofCentury, word, month = '', day = '', suffix] = full;
  const rest = text.slice(all.length);
  // Without 日 something has to stand between day and hour: 2023-10-114:30 could be the 1st or the 11th.
  if (suffix === undefined && /^\d/.test(rest)) return undefined;
  const thisYear = Number(today.slice(0, 4));
  const year =
    long ?? (ofCentury && `20${ofCentury}`) ?? (word && String(thisYear + (YEARS_AWAY[word] ?? 0)));
  const date = year ? dateText(year, month, day) : nearestYear(month, day, today, towards);
  return date === undefined ? undefined : { date, rest };
}

/** A year of two digits with signs: no other than the last, this and the next, or it may be a month or a day. */
function shortYear(text: string, today: LocalDate): WrittenDay | undefined {
  const [all, short, , month = '', day = ''] = SHORT_YEAR.exec(text) ?? [];
  if (all === undefined) return undefined;
  const year = Number(`20${short}`);
  if (Math.abs(year - Number(today.slice(0, 4))) > 1) return undefined;
  return { date: dateText(String(year), month, day), rest: text.slice(all.length) };
}

/** 11/28/2026 and 28/11/2026; 05/06/2026 may be either, so it is none. */
function yearLast(text: string): WrittenDay | undefined {
  const [all, one = '', , other = '', year = ''] = YEAR_LAST.exec(text) ?? [];
  if (all === undefined) return undefined;
  const isTold = Number(one) > MONTHS_IN_A_YEAR || Number(other) > MONTHS_IN_A_YEAR || one === other;
  const [month, day] = Number(one) > MONTHS_IN_A_YEAR ? [other, one] : [one, other];
  return { date: isTold ? dateText(year, month, day) : '', rest: text.slice(all.length) };
}

function nearestYear(month: string, day: string, today: LocalDate, towards: Towards): LocalDate | undefined {
  const year = Number(today.slice(0, 4));
  const [last, own, next] = [year - 1, year, year + 1].map(each => dateText(String(each), month, day));
  const fits = (date: LocalDate) =>
    isLocalDate(date) &&
    (towards === 'past' ? date <= today : dayNumber(today) - dayNumber(date) <= HALF_A_YEAR_DAYS);
  const order = towards === 'past' ? [own, last] : [own, next];
  return order.find(date => date !== undefined && fits(date));
}

function dayOfMonth(text: string, today: LocalDate, towards: Towards): WrittenDay | undefined {
  const [all, day = ''] = DAY_OF_MONTH.exec(text) ?? [];
  if (all === undefined) return undefined;
  const months = towards === 'past' ? [0, -1] : [0, 1];
  const dates = months.map(each => dayIn(addMonths(`${today.slice(0, 7)}-01`, each), day));
  const date = dates.find(each => isLocalDate(each) && (towards === 'past' ? each <= today : each >= today));
  return date === undefined ? undefined : { date, rest: text.slice(all.length) };
}

const dayIn = (first: LocalDate, day: string) => `${first.slice(0, 8)}${day.padStart(2, '0')}`;

/** A date from its parts as they are written; no date where they make none. */
function dateText(year: string, month: string, day: string): LocalDate {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The day after. */
export const nextDay = (date: LocalDate) => dateOfDay(dayNumber(date) + 1);
