// Public holidays and make-up working days of China, from the data of the package `chinese-days`; for a year that was
// not announced, the days that the law fixes, marked as provisional. Knows no calendar arithmetic.
import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { HolidayYear } from '../core/calendar/calendar.ts';
import { once } from '../core/lib/keep-latest.ts';
import { LAST_YEAR, statutoryDays } from './statutory-days.ts';

/** First year that the tables' times may lie in. */
const FIRST_YEAR = 2000;

/**
 * The holidays of all years from 2000 to 2100. A limit may be ten years long; what it would reach beyond them has no
 * due time.
 */
export const allHolidays: () => readonly HolidayYear[] = once(() =>
  Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => chineseHolidays(FIRST_YEAR + index)),
);

/**
 * The holidays of a year: as announced where the package has them (1.5.7 has 2004 to 2026; each November the State
 * Council announces the next year), else provisional. The package's own functions do not tell an unannounced year from
 * one without holidays, so National Day does: every year that was announced has it. A year's last days may yet be
 * changed by the next year's announcement, as those of 2018 were.
 */
export function chineseHolidays(year: number): HolidayYear {
  const holidays: Record<string, string> = announced.holidays;
  const workdays: Record<string, string> = announced.workdays;
  if (!(`${year}-10-01` in holidays)) {
    const days = statutoryDays(year);
    return { year, closed: [...days.keys()], open: [], names: Object.fromEntries(days), provisional: true };
  }
  const inYear = (dates: object) => Object.keys(dates).filter(date => date.startsWith(`${year}-`));
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
