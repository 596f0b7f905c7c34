// The calendar as people write it down, and what can be wrong with it. Knows nothing of how time is counted.
import * as z from 'zod';
import { isLocalDate, isZone, type LocalDate, type Weekday } from '../lib/time.ts';

/**
 * Open time of a day by the wall clock, `HH:MM` to `HH:MM`; the end of the day is `24:00`. `from` counts, `to` does
 * not.
 */
export interface Window {
  from: string;
  to: string;
}

/** What the State Council (or whoever it is elsewhere) announced for one year. */
export interface HolidayYear {
  year: number;
  /** Public holidays, days in lieu and weekends between them included. */
  closed: LocalDate[];
  /** Make-up working days: weekend days that are worked. */
  open: LocalDate[];
  /** Why, by date: the name of the holiday that a day belongs to. */
  names?: Record<LocalDate, string> | undefined;
  /**
   * Nobody has announced the year yet: these are the days that the law fixes, without days in lieu and make-up working
   * days.
   */
  provisional?: boolean | undefined;
}

/** A workspace's own word on one day; it outdoes holidays and weekdays. */
export interface CalendarException {
  date: LocalDate;
  kind: 'open' | 'closed';
  /** Only of an open day; left out, it has its weekday's windows, or those of a make-up day when there are none. */
  windows?: Window[] | undefined;
  reason?: string | undefined;
}

/** Everything that decides when time counts. */
export interface CalendarSpec {
  /** IANA name of the zone that all wall-clock times here are in. */
  zone: string;
  /** Windows by weekday, 1 is Monday; an empty list is a day of rest. */
  week: Record<Weekday, Window[]>;
  /** The years for which holidays are known; others are not guessed at. */
  years: HolidayYear[];
  exceptions: CalendarException[];
}

/** Something wrong with a calendar: where, what, and the values that a sentence about it needs. */
export interface CalendarProblem {
  path: (string | number)[];
  code:
    | 'malformed'
    | 'unknown_zone'
    | 'no_open_time'
    | 'empty_window'
    | 'overlapping_windows'
    | 'unknown_date'
    | 'date_outside_year'
    | 'date_twice'
    | 'year_twice'
    | 'closed_with_windows'
    | 'open_without_windows';
  facts: Record<string, string | number>;
}

const windowShape = z.strictObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
});
const windowsShape = z.array(windowShape);

const specShape = z.strictObject({
  zone: z.string(),
  week: z.strictObject({
    1: windowsShape,
    2: windowsShape,
    3: windowsShape,
    4: windowsShape,
    5: windowsShape,
    6: windowsShape,
    7: windowsShape,
  }),
  years: z.array(
    z.strictObject({
      year: z.int().min(1).max(9999),
      closed: z.array(z.string()),
      open: z.array(z.string()),
      names: z.record(z.string(), z.string()).optional(),
      provisional: z.boolean().optional(),
    }),
  ),
  exceptions: z.array(
    z.strictObject({
      date: z.string(),
      kind: z.enum(['open', 'closed']),
      windows: windowsShape.optional(),
      reason: z.string().optional(),
    }),
  ),
});

/** Reads what may be a calendar: the spec when nothing is wrong with it, else every problem that was found. */
export function parseSpec(value: unknown): { spec: CalendarSpec } | { problems: CalendarProblem[] } {
  const shape = specShape.safeParse(value);
  if (!shape.success) {
    return {
      problems: shape.error.issues.map(issue => ({
        path: issue.path.map(step => (typeof step === 'symbol' ? String(step) : step)),
        code: 'malformed',
        facts: { message: issue.message },
      })),
    };
  }
  const problems = [...problemsOf(shape.data)];
  return problems.length > 0 ? { problems } : { spec: shape.data };
}

function* problemsOf(spec: CalendarSpec): Generator<CalendarProblem> {
  if (!isZone(spec.zone)) yield { path: ['zone'], code: 'unknown_zone', facts: { zone: spec.zone } };
  const week = Object.entries(spec.week);
  if (week.every(([, windows]) => windows.length === 0)) {
    yield { path: ['week'], code: 'no_open_time', facts: {} };
  }
  for (const [day, windows] of week) yield* problemsOfWindows(windows, ['week', day]);
  yield* problemsOfYears(spec.years);
  yield* problemsOfExceptions(spec.exceptions);
}

function* problemsOfWindows(windows: Window[], path: (string | number)[]): Generator<CalendarProblem> {
  for (const [index, { from, to }] of windows.entries()) {
    // Times of one form compare as texts.
    if (from >= to) yield { path: [...path, index], code: 'empty_window', facts: { from, to } };
    const other = windows.slice(0, index).find(earlier => earlier.from < to && from < earlier.to);
    if (other) {
      const facts = { from, to, otherFrom: other.from, otherTo: other.to };
      yield { path: [...path, index], code: 'overlapping_windows', facts };
    }
  }
}

function* problemsOfYears(years: HolidayYear[]): Generator<CalendarProblem> {
  const seen = new Set<number>();
  for (const [index, { year, closed, open }] of years.entries()) {
    if (seen.has(year)) yield { path: ['years', index], code: 'year_twice', facts: { year } };
    seen.add(year);
    const dates = new Set<LocalDate>();
    for (const [list, all] of Object.entries({ closed, open })) {
      for (const [place, date] of all.entries()) {
        const path = ['years', index, list, place];
        if (!isLocalDate(date)) yield { path, code: 'unknown_date', facts: { date } };
        else if (Number(date.slice(0, 4)) !== year)
          yield { path, code: 'date_outside_year', facts: { date, year } };
        if (dates.has(date)) yield { path, code: 'date_twice', facts: { date } };
        dates.add(date);
      }
    }
  }
}

function* problemsOfExceptions(exceptions: CalendarException[]): Generator<CalendarProblem> {
  const dates = new Set<LocalDate>();
  for (const [index, { date, kind, windows }] of exceptions.entries()) {
    const path = ['exceptions', index];
    if (!isLocalDate(date)) yield { path: [...path, 'date'], code: 'unknown_date', facts: { date } };
    if (dates.has(date)) yield { path: [...path, 'date'], code: 'date_twice', facts: { date } };
    dates.add(date);
    if (kind === 'closed' && windows) yield { path, code: 'closed_with_windows', facts: { date } };
    if (kind === 'open' && windows?.length === 0)
      yield { path, code: 'open_without_windows', facts: { date } };
    yield* problemsOfWindows(windows ?? [], [...path, 'windows']);
  }
}
