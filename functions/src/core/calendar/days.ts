// What kind of day a date is and when it is open: exception before holiday before weekday.
// Knows one day at a time, and nothing of durations.
import {
  DAY,
  dayNumber,
  type Instant,
  instantOfWall,
  type LocalDate,
  MINUTE,
  type Weekday,
  weekday,
} from '../lib/time.ts';
import type { CalendarSpec, HolidayYear, Window } from './spec.ts';

/** The answer where holidays would have to be guessed: the year for which nothing is known. */
export interface MissingYear {
  missingYear: number;
}

/** Tells a missing year from an answer. */
export function isMissing(answer: unknown): answer is MissingYear {
  return typeof answer === 'object' && answer !== null && 'missingYear' in answer;
}

/** Why a day is open or closed. `rest` is a weekday without windows, `makeUp` a make-up working day. */
export type DayKind = 'weekday' | 'rest' | 'holiday' | 'makeUp' | 'exception';

/** One date as the calendar sees it; closed when it has no windows. */
export interface Day {
  date: LocalDate;
  kind: DayKind;
  /** In order of time. */
  windows: readonly Window[];
  /** The holiday's name, or the reason given for the exception. */
  name?: string;
}

/** Dates looked up in a calendar's rules. */
export class Days {
  readonly #week: Record<Weekday, readonly Window[]>;
  readonly #makeUp: readonly Window[];
  readonly #years: Map<number, { closed: Set<LocalDate>; open: Set<LocalDate>; source: HolidayYear }>;
  readonly #exceptions: Map<LocalDate, Day>;

  /** Takes a spec that was checked (`parseSpec`). */
  constructor(spec: CalendarSpec) {
    const { week } = spec;
    this.#week = {
      1: inOrder(week[1]),
      2: inOrder(week[2]),
      3: inOrder(week[3]),
      4: inOrder(week[4]),
      5: inOrder(week[5]),
      6: inOrder(week[6]),
      7: inOrder(week[7]),
    };
    // A make-up day is worked like an ordinary day: Monday, or the first day of the week that is open at all.
    this.#makeUp = Object.values(this.#week).find(windows => windows.length > 0) ?? [];
    this.#years = new Map(
      spec.years.map(source => [
        source.year,
        { closed: new Set(source.closed), open: new Set(source.open), source },
      ]),
    );
    this.#exceptions = new Map(
      spec.exceptions.map(({ date, kind, windows, reason }) => {
        const open = windows ? inOrder(windows) : this.#windowsWhenOpen(date);
        const day: Day = { date, kind: 'exception', windows: kind === 'open' ? open : [] };
        return [date, named(day, reason)];
      }),
    );
  }

  /** Whether holidays are known for the year. */
  knows(year: number): boolean {
    return this.#years.has(year);
  }

  /** Whether what is known of the year is not announced yet. */
  isProvisional(year: number): boolean {
    return this.#years.get(year)?.source.provisional === true;
  }

  /** The day of a date; says which year is missing unless an exception settles the date by itself. */
  of(date: LocalDate): Day | MissingYear {
    const exception = this.#exceptions.get(date);
    if (exception) return exception;
    const missingYear = Number(date.slice(0, 4));
    const year = this.#years.get(missingYear);
    if (!year) return { missingYear };
    const name = year.source.names?.[date];
    if (year.closed.has(date)) return named({ date, kind: 'holiday', windows: [] }, name);
    if (year.open.has(date)) return named({ date, kind: 'makeUp', windows: this.#makeUp }, name);
    const windows = this.#week[weekday(date)];
    return { date, kind: windows.length > 0 ? 'weekday' : 'rest', windows };
  }

  #windowsWhenOpen(date: LocalDate): readonly Window[] {
    const windows = this.#week[weekday(date)];
    return windows.length > 0 ? windows : this.#makeUp;
  }
}

/** The windows of a day in a zone as instants, without those that clocks put forward swallow whole. */
export function windowInstants(day: Day, zone: string): { opens: Instant; closes: Instant }[] {
  const midnight = dayNumber(day.date) * DAY;
  return day.windows
    .map(({ from, to }) => ({
      opens: instantOfWall(midnight + sinceMidnight(from), zone),
      closes: instantOfWall(midnight + sinceMidnight(to), zone),
    }))
    .filter(({ opens, closes }) => opens < closes);
}

/** Milliseconds from midnight to a wall-clock time, `24:00` being the whole day. */
function sinceMidnight(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE;
}

function inOrder(windows: Window[]): readonly Window[] {
  return windows.toSorted((a, b) => sinceMidnight(a.from) - sinceMidnight(b.from));
}

function named(day: Day, name: string | undefined): Day {
  return name === undefined ? day : { ...day, name };
}
