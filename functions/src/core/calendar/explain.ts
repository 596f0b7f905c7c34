// Why a stretch of time counts as it does, as facts for a sentence elsewhere to be made of.
import { dateOfDay, dayNumber, type Instant, type LocalDate, localDate } from '../lib/time.ts';
import { type Day, type DayKind, type Days, isMissing, type MissingYear, windowInstants } from './days.ts';

/** Open time that was counted: one window, as far as it lies in the stretch. */
export interface CountedWindow {
  fact: 'counted';
  date: LocalDate;
  why: DayKind;
  name?: string;
  from: Instant;
  to: Instant;
  ms: number;
}

/** Days in a row that did not count, for one reason; `to` is the last of them. */
export interface Skipped {
  fact: 'skipped';
  from: LocalDate;
  to: LocalDate;
  days: number;
  why: DayKind;
  name?: string;
}

export type CalendarFact = CountedWindow | Skipped;

/** The facts of a stretch in order of time; none when it ends before it starts. */
export function explainStretch(
  days: Days,
  zone: string,
  from: Instant,
  to: Instant,
): CalendarFact[] | MissingYear {
  const facts: CalendarFact[] = [];
  if (to <= from) return facts;
  const last = dayNumber(localDate(to - 1, zone));
  for (let number = dayNumber(localDate(from, zone)); number <= last; number += 1) {
    const day = days.of(dateOfDay(number));
    if (isMissing(day)) return day;
    if (day.windows.length === 0) skip(facts, day, number);
    for (const { opens, closes } of windowInstants(day, zone)) {
      const counted = { from: Math.max(opens, from), to: Math.min(closes, to) };
      const ms = counted.to - counted.from;
      if (ms > 0) facts.push({ fact: 'counted', ...reasonOf(day), date: day.date, ...counted, ms });
    }
  }
  return facts;
}

/** Adds a closed day to the run it continues, or starts a new one. */
function skip(facts: CalendarFact[], day: Day, number: number): void {
  const run = facts.at(-1);
  const goesOn =
    run?.fact === 'skipped' &&
    dayNumber(run.to) === number - 1 &&
    run.why === day.kind &&
    run.name === day.name;
  if (goesOn) {
    facts[facts.length - 1] = { ...run, to: day.date, days: run.days + 1 };
  } else {
    facts.push({ fact: 'skipped', ...reasonOf(day), from: day.date, to: day.date, days: 1 });
  }
}

function reasonOf(day: Day): { why: DayKind; name?: string } {
  return day.name === undefined ? { why: day.kind } : { why: day.kind, name: day.name };
}
