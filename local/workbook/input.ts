// What typed text becomes in a cell, as Google Sheets reads it in the zh_CN locale (also `USER_ENTERED` and setValue).
import type { CellFormat, CellPatch, CellValue, NumberFormat } from './model.ts';
import { serialOf, serialOfWallMs, wallMsOf } from './serial.ts';

/**
 * The change that typing `text` makes in a cell of this format; it sets or clears value and formula, never the note.
 * A format that the text suggests (a date, a percentage) is given only to a cell without a number format.
 * Dates without a year belong to the year of `now` (milliseconds since the epoch); without `now` they stay text.
 * Served dates: year-month-day with `-`, `/` or 年月日. Not served, they stay text: two-digit years, month first.
 */
export function parseInput(
  text: string,
  format: CellFormat | undefined,
  timeZone: string,
  now?: number,
): CellPatch {
  if (text === '') return { value: null, formula: null };
  if (format?.numberFormat?.type === 'TEXT') return { value: text, formula: null };
  if (text.startsWith("'")) return { value: text.slice(1), formula: null };
  if (text.startsWith('=') && text.length > 1) return { value: null, formula: text };
  const typed = readTyped(text.trim(), now === undefined ? undefined : () => yearOf(now, timeZone));
  if (!typed) {
    // A leading plus starts a formula too: that is how "+86 138…" becomes an error in Google Sheets.
    if (/^\+./.test(text)) return { value: null, formula: `=${text}` };
    return { value: text, formula: null };
  }
  const patch: CellPatch = { value: typed.value, formula: null };
  if (typed.format && !format?.numberFormat) patch.format = { ...format, numberFormat: typed.format };
  return patch;
}

interface Typed {
  value: CellValue;
  format?: NumberFormat;
}

function readTyped(text: string, year: (() => number) | undefined): Typed | undefined {
  if (/^true$/i.test(text)) return { value: true };
  if (/^false$/i.test(text)) return { value: false };
  return readNumber(text) ?? readDateTime(text, year);
}

const NUMBER = /^([+-]?)([¥￥]?)([+-]?)((?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(e[+-]?\d+)?(%?)$/i;

function readNumber(text: string): Typed | undefined {
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const [, sign = '', currency = '', innerSign = '', digits = '', exponent = '', percent = ''] = match;
  if ((sign && innerSign) || (innerSign && !currency) || (exponent && (percent || currency)))
    return undefined;
  const size = Number(digits.replaceAll(',', '') + exponent);
  if (!Number.isFinite(size)) return undefined;
  const value = (sign === '-' || innerSign === '-' ? -1 : 1) * (percent ? size / 100 : size);
  const decimals = digits.includes('.') ? '.00' : '';
  if (percent) return { value, format: { type: 'PERCENT', pattern: `0${decimals}%` } };
  if (currency) return { value, format: { type: 'NUMBER', pattern: `"¥"#,##0${decimals}` } };
  if (digits.includes(',')) return { value, format: { type: 'NUMBER', pattern: `#,##0${decimals}` } };
  return { value };
}

const DATE =
  /^(?:(\d{4})([-/])(\d{1,2})\2(\d{1,2})|(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日|(\d{1,2})([-/])(\d{1,2}))/;
const TIME = /^(上午|下午)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?$/i;

function readDateTime(text: string, year: (() => number) | undefined): Typed | undefined {
  const date = DATE.exec(text);
  if (!date) {
    const time = readTime(text);
    return time && { value: time.seconds / 86_400, format: { type: 'TIME', pattern: time.pattern } };
  }
  const day = readDate(date, year);
  if (!day) return undefined;
  const rest = text.slice(date[0].length);
  if (rest === '')
    return { value: serialOfWallMs(day.wallMs), format: { type: 'DATE', pattern: day.pattern } };
  // Only after 日 may the time follow without a space.
  const time = /^\s/.test(rest) || date[0].endsWith('日') ? readTime(rest.trim()) : undefined;
  if (!time) return undefined;
  return {
    value: serialOfWallMs(day.wallMs + time.seconds * 1000),
    format: { type: 'DATE_TIME', pattern: `${day.pattern} ${time.pattern}` },
  };
}

function readDate(match: RegExpExecArray, year: (() => number) | undefined) {
  const [
    ,
    isoYear,
    separator,
    isoMonth,
    isoDay,
    hanYear,
    hanMonth,
    hanDay,
    bareMonth,
    bareSeparator,
    bareDay,
  ] = match;
  const given = isoYear ?? hanYear;
  if (given === undefined && !year) return undefined;
  const y = given === undefined ? (year?.() ?? 0) : Number(given);
  const month = Number(isoMonth ?? hanMonth ?? bareMonth);
  const day = Number(isoDay ?? hanDay ?? bareDay);
  const wall = new Date(Date.UTC(y, month - 1, day));
  if (y < 1900 || wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day) return undefined;
  const padded = `${isoMonth}${isoDay}`.length === 4;
  return { wallMs: wall.getTime(), pattern: datePattern(separator ?? bareSeparator, padded) };
}

function datePattern(separator: string | undefined, padded: boolean): string {
  if (separator === undefined) return 'yyyy"年"m"月"d"日"';
  return separator === '-' ? 'yyyy-mm-dd' : padded ? 'yyyy/mm/dd' : 'yyyy/m/d';
}

function readTime(text: string): { seconds: number; pattern: string } | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [, before, hours, minutes, seconds, after] = match;
  const half = before ?? after?.toLowerCase();
  let hour = Number(hours);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  if (half !== undefined) hour = (hour % 12) + (half === '下午' || half === 'pm' ? 12 : 0);
  return {
    seconds: hour * 3600 + Number(minutes) * 60 + Number(seconds ?? 0),
    pattern: `hh:mm${seconds === undefined ? '' : ':ss'}`,
  };
}

function yearOf(now: number, timeZone: string): number {
  return new Date(wallMsOf(serialOf(now, timeZone))).getUTCFullYear();
}
