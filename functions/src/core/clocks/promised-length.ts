// How long a text promises that something takes: `预计1个工作日内完成`, `7-15天内`, or until when: `5月12日前`. What only tells of
// a length or a day is no promise.

import { NUMERAL } from '../lib/numeral.ts';
import { readDate, readTime } from '../lib/parse-time.ts';
import {
  addDays,
  addMonths,
  DAY,
  dayNumber,
  HOUR,
  type Instant,
  instantOfWall,
  localDate,
} from '../lib/time.ts';
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

/** Longest way of writing a day and an hour. */
const MAX_SIGNS = 16;
/** Before a day or an hour; what was bought or made before one is no promise. */
const BEFORE =
  /[之以]?前(?!后|台|往|面|端|盖|轮|期|提|次|天|年|日|[已曾]|[^，,。；;]{0,4}(?:购|买|下单|生产|出厂|签收|付款|注册|安装的))/g;
/** On the day itself. */
const SAME_DAY =
  /(?:当[天日]|今[天日]|本日)(?:[之以]?内|(?:可|能|即可|就|就能)?(?:完成|修好|解决|处理完|上门|寄出|发出|退款|更换))|(?:今[天日]|当[天日])?下班[之以]?前/;
/** The end of a month: of this one, of the next, or of one by its number; or of a year. */
const PERIOD_END = /(?:(?:(\d{4})年)?(?<!\d)(1[0-2]|0?[1-9])|(下个?|次))?月(?:底|末)$|(明)?年(?:底|末)$/;
const HALF_A_MONTH = /半个?月[之以]?内/;

/** What a text promises: a length, or the time that is left until an hour or the end of a day. */
export interface PromisedTime {
  limit: Limit;
  /** Whether it names when, and not how long. */
  isTime: boolean;
}

/** What a text that was written then promises, the latest of several; `undefined` where it promises nothing. */
export function promisedIn(text: string, from: Instant, zone: string): PromisedTime | undefined {
  const plain = text.normalize('NFKC');
  const length = promisedLength(plain);
  const times = timesPromised(plain, from, zone).filter(time => time > from);
  const found: PromisedTime[] = [
    ...(length ? [{ limit: length, isTime: false }] : []),
    ...(HALF_A_MONTH.test(plain) ? [{ limit: { ms: 15 * DAY }, isTime: false }] : []),
    ...times.map(time => ({ limit: { ms: time - from }, isTime: true })),
  ];
  return found.toSorted((a, b) => roughly(b.limit) - roughly(a.limit))[0];
}

function timesPromised(text: string, from: Instant, zone: string): Instant[] {
  const today = localDate(from, zone);
  const endOf = (day: string) => instantOfWall((dayNumber(day) + 1) * DAY, zone);
  const named = [...text.matchAll(BEFORE)].flatMap(({ index }) => {
    const clause = text.slice(Math.max(0, index - MAX_SIGNS), index);
    const period = PERIOD_END.exec(clause);
    if (period) return [endOf(lastDayOf(period, today))];
    // The longest that is a time: of 检测(5月12日 the last five signs, of 5月12日 all.
    for (let at = 0; at < clause.length; at += 1) {
      const words = clause.slice(at);
      const reading = { zone, now: from, towards: 'ahead' } as const;
      const time = readTime(words, reading);
      if (typeof time === 'number') return [time];
      const day = time === 'time_not_precise' ? readDate(words, reading) : undefined;
      if (day !== undefined) return [endOf(day)];
    }
    return [];
  });
  return SAME_DAY.test(text) ? [...named, endOf(today)] : named;
}

/** The last day of a period that was named; a month by its number alone is the next one of that number. */
function lastDayOf([words, year, month, next, nextYear]: RegExpExecArray, today: string): string {
  const [thisYear, thisMonth] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (!words?.includes('月')) return `${thisYear + (nextYear ? 1 : 0)}-12-31`;
  const named = Number(month ?? thisMonth);
  const ofYear = year ?? thisYear + (named < thisMonth ? 1 : 0);
  const first = addMonths(`${ofYear}-01-01`, named - 1 + (next ? 1 : 0));
  return addDays(addMonths(first, 1), -1);
}

/** Units of speech, each as a limit is written. */
const WRITTEN: Readonly<Record<string, string>> = { 钟头: '小时', 礼拜: '周', 月: '个月' };

const lengthOf = (amount: string, unit: string) => readLimit(`${amount}${WRITTEN[unit] ?? unit}`);

/** Hours that a length takes at most, to compare lengths of different kinds. */
function roughly(limit: Limit): number {
  if ('workingDays' in limit) return limit.workingDays * 34;
  return 'ms' in limit ? limit.ms / HOUR : limit.months * 720;
}
