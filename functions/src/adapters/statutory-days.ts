// The days that are holidays by law in China (全国年节及纪念日放假办法, as in force since 2025), for years that nobody has
// announced yet. Knows nothing of announced days, of days in lieu and of make-up working days.
import chineseDays from 'chinese-days';
import { once } from '../core/lib/keep-latest.ts';
import { dateOfDay, dayNumber, type LocalDate } from '../core/lib/time.ts';

// oxlint-disable-next-line no-named-as-default-member -- Node finds what a CommonJS package exports on the default only
const { getYearLeapMonth, monthDays } = chineseDays;

/** The lunar tables of the package reach so far. */
const FIRST_YEAR = 1901;
export const LAST_YEAR = 2100;

/**
 * The lunar year 1900 began on this day. What the package converts by itself, dates of the lunar calendar and solar
 * terms, is a day off on machines west of Greenwich; its tables are not.
 */
const FIRST_NEW_YEAR = dayNumber('1900-01-31');
const FIRST_LUNAR_YEAR = 1900;

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/**
 * The days off by law of a year, by date, with the name of the holiday: new year, the eve and the first three days of
 * Spring Festival, Qingming, 1 and 2 May, Dragon Boat, Mid-Autumn, 1 to 3 October. None for a year outside the lunar
 * tables.
 */
export function statutoryDays(year: number): Map<LocalDate, string> {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return new Map();
  const spring = lunarDay(year, 1, 1);
  return new Map([
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map(day => [dateOfDay(spring + day), '春节'] as const),
    [`${year}-04-0${qingming(year)}`, '清明'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [dateOfDay(lunarDay(year, 5, 5)), '端午'],
    // Mid-Autumn may be one of the first days of October: then it is National Day as well.
    [dateOfDay(lunarDay(year, 8, 15)), '中秋'],
    [`${year}-10-01`, '国庆节'],
    [`${year}-10-02`, '国庆节'],
    [`${year}-10-03`, '国庆节'],
  ]);
}

/** The day of April on which Qingming lies, by the formula that the package has as well: 4, 5 or 6. */
function qingming(year: number): number {
  const inCentury = year % 100;
  return Math.floor(inCentury * 0.2422 + (year < 2000 ? 5.59 : 4.81)) - Math.floor(inCentury / 4);
}

/** Day number of a day of the lunar calendar; a leap month is never meant. */
function lunarDay(year: number, month: number, day: number): number {
  const { leapMonth, days } = getYearLeapMonth(year);
  const before = MONTHS.slice(0, month - 1).reduce((sum, each) => sum + monthDays(year, each), 0);
  const leap = leapMonth !== undefined && leapMonth < month ? days : 0;
  return newYear(year) + before + leap + day - 1;
}

/** Day number on which a lunar year begins. */
const newYear = (year: number): number => newYears()[year - FIRST_LUNAR_YEAR] ?? Number.NaN;

/** Those of all years, from 1900 on: each begins where the one before ends. */
const newYears = once(() => {
  const begin = [FIRST_NEW_YEAR];
  for (let year = FIRST_LUNAR_YEAR; year < LAST_YEAR; year += 1) {
    const days = MONTHS.reduce((sum, month) => sum + monthDays(year, month), getYearLeapMonth(year).days);
    begin.push((begin.at(-1) ?? Number.NaN) + days);
  }
  return begin;
});
