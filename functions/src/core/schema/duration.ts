// Lengths of time as settings hold them: `30m`, `2h`, `3wd`, `1mo`.

import { remembering } from '../lib/keep-latest.ts';
import { NUMERAL, plainSigns, readNumeral } from '../lib/numeral.ts';
import { DAY, HOUR, MINUTE } from '../lib/time.ts';

/** A limit is round the clock (`ms`), a number of working days, or of months of the calendar. */
export type Limit = { ms: number } | { workingDays: number } | { months: number };

/** `mo`, `y`: of the calendar; `wd`: days on which people work. */
type Unit = keyof typeof UNITS | keyof typeof MONTHS | 'wd';

const UNITS = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY } as const;
const MONTHS = { mo: 1, y: 12 } as const;
const WORDS = new Map<string, Unit>([
  ['m', 'm'],
  ['min', 'm'],
  ['mins', 'm'],
  ['minute', 'm'],
  ['minutes', 'm'],
  ['h', 'h'],
  ['hr', 'h'],
  ['hrs', 'h'],
  ['hour', 'h'],
  ['hours', 'h'],
  ['d', 'd'],
  ['day', 'd'],
  ['days', 'd'],
  ['week', 'w'],
  ['weeks', 'w'],
  ['wd', 'wd'],
  ['working days', 'wd'],
  ['workdays', 'wd'],
  ['business days', 'wd'],
  ['分钟', 'm'],
  ['分', 'm'],
  ['小时', 'h'],
  ['个小时', 'h'],
  ['时', 'h'],
  ['钟头', 'h'],
  ['个钟头', 'h'],
  ['天', 'd'],
  ['日', 'd'],
  ['自然日', 'd'],
  ['个自然日', 'd'],
  ['周', 'w'],
  ['星期', 'w'],
  ['个星期', 'w'],
  ['个工作日', 'wd'],
  ['工作日', 'wd'],
  ['工作天', 'wd'],
  ['个工作天', 'wd'],
  ['mo', 'mo'],
  ['mos', 'mo'],
  ['month', 'mo'],
  ['months', 'mo'],
  ['个月', 'mo'],
  ['月', 'mo'],
  ['年', 'y'],
  ['y', 'y'],
  ['yr', 'y'],
  ['yrs', 'y'],
  ['year', 'y'],
  ['years', 'y'],
]);

const WRITTEN = new RegExp(
  String.raw`^(\d+(?:\.\d+)?|${NUMERAL}{1,3}|半)\s*([a-z]+(?: days)?|[\u4e00-\u9fff]+)$`,
  'i',
);
/** 2小时内 says no more than 2小时. */
const WITHIN = /\s?[之以]?内$/;
/** 一年半, 一个半小时. Half a day or a month is no length that everybody reads alike. */
const AND_A_HALF = /^(?:(年)半|个半(小时|钟头))$/;
const HALVED: ReadonlySet<Unit> = new Set<Unit>(['h', 'y']);

/** Due at its start: for what is planned for a time. Not for settings, where a limit of nothing would be a slip. */
export const AT_ONCE = '0h';

/** Longest that a limit may be: ten years, by whatever it is counted. A year has about 250 working days. */
const MAX_MONTHS = 120;
const MAX_DAYS = 3653;
const MAX_WORKING_DAYS = 2500;

/** The bounds in words, for whoever writes a limit. */
export const LIMIT_BOUNDS = '最短 1 分钟，最长 10 年';

/**
 * Reads a limit as people write it: `2h`, `48 小时`, `2小时内`, `3wd`, `三个工作日`, `1 个月`. `undefined` when it is none,
 * is shorter than a minute or longer than ten years: what repeats after less than a minute would never let go of who
 * counts it.
 */
export const readLimit = remembering((text): Readonly<Limit> | undefined => {
  const { amount = 0, unit } = readLength(text) ?? {};
  if (!unit || amount === 0) return undefined;
  if (unit === 'mo' || unit === 'y') {
    const months = amount * MONTHS[unit];
    return Number.isInteger(months) && months <= MAX_MONTHS ? { months } : undefined;
  }
  if (unit === 'wd')
    return Number.isInteger(amount) && amount <= MAX_WORKING_DAYS ? { workingDays: amount } : undefined;
  const ms = Math.round(amount * UNITS[unit]);
  return ms >= MINUTE && ms <= MAX_DAYS * DAY ? { ms } : undefined;
});

/** How much of which unit a text says, however long that is. */
function readLength(text: string): { amount: number; unit: Unit } | undefined {
  const plain = plainSigns(text).trim().replace(WITHIN, '');
  const [, amountText = '', unitText = ''] = WRITTEN.exec(plain) ?? [];
  const [, year, hour] = AND_A_HALF.exec(unitText) ?? [];
  const more = year ?? hour;
  const unit = WORDS.get(more ?? unitText.toLowerCase());
  if (!unit) return undefined;
  if (amountText === '半') return HALVED.has(unit) && more === undefined ? { amount: 0.5, unit } : undefined;
  const amount = readNumeral(amountText) ?? Number(amountText);
  return { amount: more === undefined ? amount : amount + 0.5, unit };
}

/** Units by which settings count a length: how they are said, and what other units come to in them. */
const COUNTED = {
  minutes: { called: '分钟', of: { m: 1, h: 60, d: 1440 } },
  // Of the hours in which people work: a day is not 24 of them.
  workingHours: { called: '小时', of: { m: 1 / 60, h: 1 } },
  days: { called: '天', of: { d: 1, w: 7 } },
  months: { called: '个月', of: { mo: 1, y: 12 } },
  years: { called: '年', of: { mo: 1 / 12, y: 1 } },
} as const satisfies Record<string, { called: string; of: Partial<Record<Unit, number>> }>;
export type CountedUnit = keyof typeof COUNTED;

/** A number of such units as it is said: 12 个月. */
export const showCount = (count: string, unit: CountedUnit): string => `${count} ${COUNTED[unit].called}`;

/** How many of a unit a length comes to that is written with any, as 1年 to twelve months. */
export function countIn(unit: CountedUnit, text: string): number | undefined {
  const read = readLength(text);
  const of: Partial<Record<Unit, number>> = COUNTED[unit].of;
  const each = read && of[read.unit];
  return read && each ? Number((read.amount * each).toFixed(6)) : undefined;
}

/** A limit from a declaration. @throws when it is not well formed: a broken declaration. */
export function limitOf(text: LimitText): Limit {
  const limit = text === AT_ONCE ? { ms: 0 } : readLimit(text);
  if (!limit) throw new Error(`not a limit: "${text}"`);
  return limit;
}

/** Milliseconds of a declared length in hours or days. */
export function hoursOrDays(text: `${number}${'h' | 'd'}`): number {
  const limit = limitOf(text);
  return 'ms' in limit ? limit.ms : 0;
}

/** `2 小时`, `3 个工作日`: how a limit is shown. */
export function showLimit(limit: Limit): string {
  if ('workingDays' in limit) return `${limit.workingDays} 个工作日`;
  if ('months' in limit) return `${limit.months} 个月`;
  if (limit.ms % DAY === 0 && limit.ms > 3 * DAY) return `${limit.ms / DAY} 天`;
  return limit.ms % HOUR === 0 ? `${limit.ms / HOUR} 小时` : `${Math.round(limit.ms / MINUTE)} 分钟`;
}

/**
 * `2h` runs round the clock, `3wd` is working days, `1mo` months of the calendar; `30m` minutes; `0h` is due at its
 * start, in one step.
 */
export type LimitText = `${number}${'m' | 'h' | 'd' | 'wd' | 'mo'}`;
