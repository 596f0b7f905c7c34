// Public holidays and make-up working days of China, from the data of the package `chinese-days`.
// Knows no calendar arithmetic, and no year that was not announced.
import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { HolidayYear } from '../core/calendar/calendar.ts';

/**
 * The holidays of a year, or `undefined` when the package has none for it (1.5.7 has 2004 to 2026; each November the State
 * Council announces the next year). The package's own functions do not tell an unannounced year from one without
 * holidays, so National Day does: every year that was announced has it. A year's last days may yet be changed by the
 * next year's announcement, as those of 2018 were.
 */
export function chineseHolidays(year: number): HolidayYear | undefined {
  const holidays: Record<string, string> = announced.holidays;
  const workdays: Record<string, string> = announced.workdays;
  const inYear = (dates: object) => Object.keys(dates).filter(date => date.startsWith(`${year}-`));
  if (!(`${year}-10-01` in holidays)) return undefined;
  const closed = inYear(holidays);
  const open = inYear(workdays);
  const names = Object.fromEntries(
    [...closed, ...open].map(date => [date, chineseName(holidays[date] ?? workdays[date] ?? '')]),
  );
  return { year, closed, open, names };
}

/** The data names a day as `National Day,国庆节,3`: English, Chinese, days off by law. */
function chineseName(entry: string): string {
  return entry.split(',')[1] ?? entry;
}
