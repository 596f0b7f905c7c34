// Cells that are read as numbers, and numbers of things that a spreadsheet has taken for amounts.

import { NUMERAL, readAmountInWords, readNumeral } from '../lib/numeral.ts';
import type { Kind } from '../schema/column.ts';

/**
 * Largest number either way: what is larger is an instant to whoever shows a cell, and no amount that a desk deals
 * with.
 */
const MAX_NUMBER = 100_000_000_000;

/** What stands around an amount of money, and says no more than that it is one. */
const MONEY = /^(?:[¥￥]|RMB|CNY|人民币)|(?:元整?|块钱?|圆整?|RMB|CNY|人民币)$/gi;
const MYRIADS: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/**
 * A decimal number as people write it: full-width digits, with commas between thousands, as money (`￥1,200元`), in 万 or
 * 亿, in words (`两百五十元`). `undefined` when it is none.
 */
export function readNumber(value: string | number): number | undefined {
  // What a formula came to is a number, however many digits it has.
  if (typeof value === 'number') return Math.abs(value) <= MAX_NUMBER ? value : undefined;
  const bare = withMinus(value).replace(MONEY, '');
  const inWords = readAmountInWords(bare);
  if (inWords !== undefined) return inWords;
  const [, plain = '', myriads = ''] = /^(.*?)([万亿])?$/.exec(bare) ?? [];
  if (
    !/^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{0,15}(?=\.\d)|\d{1,15})(?:\.\d{1,15})?(?:e[+-]?\d{1,2})?$/i.test(plain)
  )
    return undefined;
  // To the digits that a spreadsheet shows: 1.2 times 10,000 is not 12,000 in binary.
  const number = Number(
    (Number(plain.replaceAll(',', '')) * (MYRIADS[myriads] ?? 1)).toPrecision(KEPT_DIGITS),
  );
  return Math.abs(number) <= MAX_NUMBER ? number : undefined;
}

/** A text without blanks, with the minus of a keyboard in the place of whatever stroke leads. */
function withMinus(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^[−–—‒‐‑]/, '-');
}

/**
 * A score of at most `most` as people write it: `8`, `8 分`, `八分`, `5星好评`, `8/10`, `满分`, `★★★★☆`. `undefined` when it is
 * none, or one out of another number of points.
 */
export function readScore(text: string, most: number): number | undefined {
  const plain = text.normalize('NFKC').replace(/\ufe0f|(?<!\d)\s+|\s+(?!\d)/g, '');
  if (plain === '满分') return most;
  const drawn = DRAWN.exec(plain);
  if (drawn) return starsOf(drawn, most);
  const [, digits, numeral = '', of] = SCORE.exec(plain) ?? [];
  if (of !== undefined && Number(of) !== most) return undefined;
  const score = digits === undefined ? readNumeral(numeral) : Number(digits);
  return score !== undefined && score >= 1 && score <= most ? score : undefined;
}

const SCORE = new RegExp(
  String.raw`^[打给评]?了?★?(?:(\d{1,2})(?:\.0+)?|(${NUMERAL}))(?:分?(?:\/|\(?满分)(\d{1,2})分?\)?|分|颗?星|★|stars?)?(?:好评)?$`,
);
/** Stars that are drawn: full ones, and empty ones up to the best. */
const DRAWN = /^((?:★|⭐|🌟|✭|✮|✯|✰)+)((?:☆|✩)*)$/u;
/** As many as are drawn where it is not said otherwise. */
const USUAL_STARS = 5;

/** The full stars; of ten points only where ten are drawn, or more than five. */
function starsOf([, full = '', empty = '']: RegExpExecArray, most: number): number | undefined {
  const score = [...full].length;
  const of = empty === '' && score <= USUAL_STARS ? USUAL_STARS : score + [...empty].length;
  return score <= most && (of === most || (empty === '' && of > USUAL_STARS)) ? score : undefined;
}

/** `-50%` as a text, `-50`, or the part of 1 that a cell in percent format holds. */
export function readPercent(value: string | number | boolean): string | undefined {
  if (typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Math.abs(value) < MAX_PERCENT ? `${hundredths(value)}%` : undefined;
  const [, amount] =
    /^([+-]?(?:\d{1,5}|(?=\.\d))(?:\.\d{1,10})?)%?$/.exec(withDirection(withMinus(value))) ?? [];
  return amount === undefined ? undefined : `${inDigits(Number(amount))}%`;
}

/** 下降50%, ↓50% and 百分之五十 by their signs. */
function withDirection(text: string): string {
  return text
    .replace(/^(?:(?:环比|同比)?(?:下降|下跌|下滑|减少|降低|降|减|跌|少)了?|↓|负)(?=[\d.百])/, '-')
    .replace(/^(?:(?:环比|同比)?(?:上升|增长|增加|上涨|升|涨|增)了?|↑|正)(?=[\d.百])/, '+')
    .replace(/百分之(.{1,8})$/, (all, part: string) => {
      const number = /^[\d.]+$/.test(part) ? part : readNumeral(part);
      return number === undefined ? all : `${number}%`;
    });
}

/** From so many percent on it is no share. */
const MAX_PERCENT = 100_000;
/** Digits that a spreadsheet keeps of a number; those behind them come of counting in binary. */
const KEPT_DIGITS = 15;
/** Digits behind the point of a percentage. */
const KEPT_DECIMALS = 10;

/** As it is: rounded it might come to a line that it has not reached. */
function hundredths(part: number): string {
  return inDigits(Number((Math.abs(part) <= 1 ? part * 100 : part).toPrecision(KEPT_DIGITS - 1)));
}

/** Without an exponent, which nobody would read again. */
const inDigits = (whole: number): string =>
  Number(whole.toFixed(KEPT_DECIMALS)) === 0 ? '0' : whole.toFixed(KEPT_DECIMALS).replace(/\.?0+$/, '');

/** Kinds that are read as numbers: a long one has not been taken for one by mistake. */
const NUMBERS: ReadonlySet<Kind['type']> = new Set(['time', 'date', 'score', 'number', 'percent', 'count']);
/** From here on a spreadsheet has put zeros in the place of digits. */
const MIN_CUT = 10 ** KEPT_DIGITS;

/** Whether a number of a thing was typed into a cell that took it for an amount, and dropped its last digits. */
export function hasLostDigits({ type }: Kind, value: string | number | boolean): boolean {
  if (NUMBERS.has(type) || type === 'long') return false;
  return typeof value === 'number'
    ? Math.abs(value) >= MIN_CUT
    : typeof value === 'string' && /^\d(?:\.\d+)?E\+\d{2}$/i.test(value.trim());
}
