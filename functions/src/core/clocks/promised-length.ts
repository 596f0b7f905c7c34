// How long a text promises that something takes: `预计1个工作日内完成`, `7-15天内`. What only tells of a length is no promise.

import { NUMERAL } from '../lib/numeral.ts';
import { type Limit, readLimit } from '../schema/duration.ts';

const NUMBER = String.raw`(?<![\d${NUMERAL.slice(1, -1)}])(?:\d{1,3}\s*[-~～至到—]\s*|[一二两三四五六七八](?=[二两三四五六七八九]个?[天日小周]))?(\d{1,3}|${NUMERAL}{1,3}|半)`;
const UNIT = '(?:个\\s*)?(工作日|自然日|小时|钟头|h(?![a-z])|天|日(?!期)|周|星期|礼拜|分钟|(?<=个\\s*)月)';
/** `1个工作日内`, `三天之内`; or `预计 48 小时完成`. */
const PROMISES = [
  new RegExp(`${NUMBER}\\s*${UNIT}\\s*[之以]?内(?!部)`, 'gi'),
  new RegExp(`(?:预计|最迟|最晚|最多|不超过|不晚于|约需)\\s*${NUMBER}\\s*${UNIT}`, 'gi'),
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

/** Units of speech, each as a limit is written. */
const WRITTEN: Readonly<Record<string, string>> = { 钟头: '小时', 礼拜: '周', 月: '个月' };

const lengthOf = (amount: string, unit: string) => readLimit(`${amount}${WRITTEN[unit] ?? unit}`);

/** Hours that a length takes at most, to compare lengths of different kinds. */
function roughly(limit: Limit): number {
  if ('workingDays' in limit) return limit.workingDays * 34;
  return 'ms' in limit ? limit.ms / 3_600_000 : limit.months * 720;
}
