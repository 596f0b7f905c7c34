// When people have to hear of a year that nobody has announced, and by which holidays records were decided.
import { digestOf } from '../lib/digest.ts';
import { type Instant, instantOf, localParts } from '../lib/time.ts';
import type { Calendar } from './calendar.ts';
import type { HolidayYear } from './spec.ts';

/** The next year is told of from the first of this month on: limits of some weeks reach into it by then. */
const TOLD_FROM_MONTH = 12;

const versions = new WeakMap<readonly HolidayYear[], string>();

/** Says which holidays these are: other ones have another version, the same ones the same in every process. */
export function holidaysVersion(years: readonly HolidayYear[]): string {
  const version = versions.get(years) ?? digestOf(JSON.stringify(years));
  versions.set(years, version);
  return version;
}

/** The latest year that has to be told of by now because it is provisional; none where all is announced. */
export function yearToTell(calendar: Calendar, now: Instant): number | undefined {
  const { year, month } = localParts(now, calendar.zone);
  const years = month >= TOLD_FROM_MONTH ? [year + 1, year] : [year];
  return years.find(each => {
    const middle = instantOf(
      { year: each, month: 7, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 },
      calendar.zone,
    );
    return calendar.provisionalYears(middle, middle).length > 0;
  });
}
