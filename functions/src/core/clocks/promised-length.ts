// How long a text promises that something takes: `预计1个工作日内完成`. What only tells of a length is no promise.

import { type Limit, readLimit } from '../schema/duration.ts';

const DIGITS = '一二三四五六七八九';
const NUMBER = String.raw`(?<!\d)(\d{1,3}|[一二两三四五六七八九十]|半)`;
const UNIT = '个?(工作日|小时|天|日|周|星期)';
/** `1个工作日内`, `三天之内`; or `预计 48 小时完成`. */
const PROMISES = [
  new RegExp(`${NUMBER}\\s*${UNIT}(?:之|以)?内`, 'g'),
  new RegExp(`(?:预计|最迟|最晚|最多|不超过|约需)\\s*${NUMBER}\\s*${UNIT}`, 'g'),
];

/** The longest time that a text promises; `undefined` where it promises none. */
export function promisedLength(text: string): Limit | undefined {
  const plain = text.normalize('NFKC');
  const found = PROMISES.flatMap(promise => [...plain.matchAll(promise)]).flatMap(
    ([, amount = '', unit = '']) => {
      const limit = lengthOf(amount, unit);
      return limit ? [limit] : [];
    },
  );
  return found.toSorted((a, b) => roughly(b) - roughly(a))[0];
}

function lengthOf(amount: string, unit: string): Limit | undefined {
  const count = countOf(amount);
  if (unit === '周' || unit === '星期') return readLimit(`${count * 7}天`);
  return readLimit(`${count}${unit}`);
}

function countOf(amount: string): number {
  if (amount === '半') return 0.5;
  if (amount === '两') return 2;
  if (amount === '十') return 10;
  const digit = DIGITS.indexOf(amount);
  return digit < 0 ? Number(amount) : digit + 1;
}

/** Hours that a length takes at most, to compare lengths of different kinds. */
function roughly(limit: Limit): number {
  if ('workingDays' in limit) return limit.workingDays * 34;
  return 'ms' in limit ? limit.ms / 3_600_000 : limit.months * 720;
}
