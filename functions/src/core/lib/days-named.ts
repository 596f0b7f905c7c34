// The days that a text names as people speak of what was before: by date, by a feast of shops, by the month that is
// over.

import { addDays, isLocalDate, type LocalDate } from './time.ts';

const WRITTEN_DATE = /(?:(\d{4})[年/.-])?(\d{1,2})(?:月|[/.-](?=\d{1,2}(?!\d)))(\d{1,2})[日号]?(?![\d:：%])/g;
/** Days on which everybody buys, by month and day. */
const FEASTS: readonly (readonly [RegExp, string])[] = [
  [/双十一|双11|双1１/, '11-11'],
  [/双十二|双12/, '12-12'],
  [/(?<!\d)618(?!\d)|六一八/, '06-18'],
  [/国庆/, '10-01'],
  [/元旦/, '01-01'],
  [/五一(?!百)/, '05-01'],
];
const LAST_MONTH = /上个?月(?:(\d{1,2})[日号])?/g;

/** The days up to `today`, `YYYY-MM-DD`, that a text in NFKC names; without a year the latest such day. */
export function daysNamed(text: string, today: LocalDate): LocalDate[] {
  const year = Number(today.slice(0, 4));
  const latest = (monthAndDay: string) =>
    `${year}-${monthAndDay}` <= today ? `${year}-${monthAndDay}` : `${year - 1}-${monthAndDay}`;
  const written = [...text.matchAll(WRITTEN_DATE)].map(([, of, month = '', day = '']) => {
    const monthAndDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return of === undefined ? latest(monthAndDay) : `${of}-${monthAndDay}`;
  });
  const feasts = FEASTS.flatMap(([name, monthAndDay]) => (name.test(text) ? [latest(monthAndDay)] : []));
  const lastMonth = [...text.matchAll(LAST_MONTH)].map(([, day]) => dayOfLastMonth(today, day));
  return [...written, ...feasts, ...lastMonth].filter(day => isLocalDate(day) && day <= today);
}

/** A day of the month before; its last one where none is named: it was then at the latest. */
function dayOfLastMonth(today: LocalDate, day: string | undefined): LocalDate {
  const last = addDays(`${today.slice(0, 7)}-01`, -1);
  return day === undefined ? last : `${last.slice(0, 8)}${day.padStart(2, '0')}`;
}
