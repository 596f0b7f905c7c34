// The working calendar: durations and days counted in open time. Pure; a year without holiday data is named, not
// guessed. Knows nothing of policies, clocks that pause, or records.
import { type Instant, type LocalDate, localDate } from '../lib/time.ts';
import { type Day, Days, isMissing, type MissingYear, windowInstants } from './days.ts';
import { type CalendarFact, explainStretch } from './explain.ts';
import { OpenTime } from './open-time.ts';
import { firstAfter, lastAfter, openBefore } from './open-year.ts';
import { type CalendarProblem, type CalendarSpec, parseSpec, type Window } from './spec.ts';
import { moveWorkingDays } from './working-days.ts';

export { type Day, isMissing, type MissingYear } from './days.ts';
export type { CalendarFact } from './explain.ts';
export type { CalendarException, CalendarProblem, CalendarSpec, HolidayYear, Window } from './spec.ts';

/** An answer, or the first year that it would have taken and for which no holidays are known (`isMissing` tells). */
export type Result<T = number> = T | MissingYear;

/** Reads a calendar; everything that is wrong with it is told at once. */
export function parseCalendar(value: unknown): { calendar: Calendar } | { problems: CalendarProblem[] } {
  const parsed = parseSpec(value);
  return 'problems' in parsed ? parsed : { calendar: new Calendar(parsed.spec) };
}

/**
 * When time counts. A window counts from `from` up to, not including, `to`. Moving forwards ends at the end of a window
 * rather than the start of the next, moving backwards at the start of a window: so `elapsed(start, addWorking(start,
 * ms))` is `ms`, `addWorking(addWorking(start, a), b)` is `addWorking(start, a + b)`, and the same backwards.
 */
export class Calendar {
  readonly zone: string;
  readonly #days: Days;
  readonly #openTime: OpenTime;

  /** Takes a spec without problems: get one through `parseCalendar`. */
  constructor(spec: CalendarSpec) {
    this.zone = spec.zone;
    this.#days = new Days(spec);
    this.#openTime = new OpenTime(this.#days, spec.zone);
  }

  /**
   * The instant by which `ms` of open time have passed. From a closed moment the count begins at the next opening, also
   * for 0 ms. Throws RangeError for a negative number: `subtractWorking` goes back.
   */
  addWorking(start: Instant, ms: number): Result {
    checkAmount(ms, 'milliseconds');
    if (ms === 0) return moveWorkingDays(this.#openTime, start, 0, 'forwards');
    let table = this.#openTime.year(this.#openTime.yearOf(start));
    if (isMissing(table)) return table;
    let due = openBefore(table, start) + ms;
    while (due > table.total) {
      due -= table.total;
      table = this.#openTime.year(table.year + 1);
      if (isMissing(table)) return table;
    }
    return firstAfter(table, due);
  }

  /**
   * The instant from which `ms` of open time pass until `end`; from a closed moment it counts back from the last
   * closing.
   */
  subtractWorking(end: Instant, ms: number): Result {
    checkAmount(ms, 'milliseconds');
    if (ms === 0) return moveWorkingDays(this.#openTime, end, 0, 'backwards');
    let table = this.#openTime.year(this.#openTime.yearOf(end - 1));
    if (isMissing(table)) return table;
    let left = openBefore(table, end) - ms;
    while (left < 0) {
      table = this.#openTime.year(table.year - 1);
      if (isMissing(table)) return table;
      left += table.total;
    }
    return lastAfter(table, left);
  }

  /**
   * The same time of day, `days` working days later. A working day is a date with open time. A start outside open time
   * counts from the next opening (18:00 sharp, when a window ends then, is still that day). A day that opens later
   * than that time answers with its opening, one that closes earlier with its closing; a break rolls on to its end.
   * Thursday 10:00 + 1 is Friday 10:00; Saturday + 1 is Tuesday's opening, for Monday's opening is its start.
   */
  addWorkingDays(start: Instant, days: number): Result {
    checkDays(days);
    return moveWorkingDays(this.#openTime, start, days, 'forwards');
  }

  /** The mirror image: an end outside open time counts from the last closing, and a break rolls back to its start. */
  subtractWorkingDays(end: Instant, days: number): Result {
    checkDays(days);
    return moveWorkingDays(this.#openTime, end, days, 'backwards');
  }

  /** Open milliseconds between two instants, negative when the second is the earlier one. */
  elapsed(from: Instant, to: Instant): Result {
    if (to === from) return 0;
    if (to < from) {
      const backwards = this.elapsed(to, from);
      // Not `-backwards`, which makes a minus zero of closed time.
      return isMissing(backwards) ? backwards : 0 - backwards;
    }
    let table = this.#openTime.year(this.#openTime.yearOf(from));
    if (isMissing(table)) return table;
    const last = this.#openTime.yearOf(to - 1);
    let ms = -openBefore(table, from);
    while (table.year < last) {
      ms += table.total;
      table = this.#openTime.year(table.year + 1);
      if (isMissing(table)) return table;
    }
    return ms + openBefore(table, to);
  }

  /** Whether time counts at the instant. Compare with `=== true`: a missing year is an object, and those are truthy. */
  isOpen(instant: Instant): Result<boolean> {
    const day = this.day(localDate(instant, this.zone));
    if (isMissing(day)) return day;
    return windowInstants(day, this.zone).some(({ opens, closes }) => opens <= instant && instant < closes);
  }

  /** The windows of a date by the wall clock, in order of time; none when it is closed. */
  openWindows(date: LocalDate): Result<readonly Window[]> {
    const day = this.day(date);
    return isMissing(day) ? day : day.windows;
  }

  /** What kind of day a date is, and why. An exception settles its date also in a year without holiday data. */
  day(date: LocalDate): Result<Day> {
    return this.#days.of(date);
  }

  /** The years of a stretch, its ends included, whose holidays are not announced yet and follow from the law alone. */
  provisionalYears(from: Instant, to: Instant): number[] {
    const years: number[] = [];
    for (let year = this.#openTime.yearOf(from); year <= this.#openTime.yearOf(to); year += 1)
      if (this.#days.isProvisional(year)) years.push(year);
    return years;
  }

  /** Each window that `elapsed(from, to)` counts, and each run of days it skips, with the reason. */
  explain(from: Instant, to: Instant): Result<CalendarFact[]> {
    return explainStretch(this.#days, this.zone, from, to);
  }
}

function checkAmount(amount: number, unit: string): void {
  if (!(amount >= 0 && Number.isFinite(amount))) {
    throw new RangeError(`A number of ${unit} from 0 on is needed, not ${amount}.`);
  }
}

function checkDays(days: number): void {
  checkAmount(days, 'days');
  if (!Number.isInteger(days)) throw new RangeError(`Working days are counted whole, not ${days}.`);
}
