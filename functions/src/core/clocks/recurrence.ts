// The occurrences of a limit that repeats: which one it is in, and when it goes on to the next. Other limits have one
// occurrence and no word of it.

import { isMissing } from '../calendar/calendar.ts';
import type { DeskContext } from '../desk/desk.ts';
import type { Instant } from '../lib/time.ts';
import type { Clock, DeskRecord } from '../record/record.ts';
import type { ClockRule } from '../schema/clock-rule.ts';
import { hoursOrDays } from '../schema/duration.ts';
import { columnOf, type PauseRule, type Table } from '../schema/table.ts';
import { isRunning, pendingSteps } from './clock-state.ts';
import { type LengthInput, lengthsOf } from './lengths.ts';
import {
  type Course,
  dueOfOccurrence,
  isInstant,
  occurrenceAfter,
  type Schedule,
  scheduleOccurrence,
  withGrace,
  withoutPast,
} from './schedule.ts';

/** A schedule and the occurrence that it is of. */
type Planned = Schedule & Pick<Clock, 'turn'>;

/** The occurrence that a limit is in: the first that is due after those that are over. */
export function presentOccurrence(
  rule: ClockRule,
  course: Course,
  { over, now }: { over: Instant | undefined; now: Instant },
  desk: DeskContext,
): Planned {
  if (!rule.repeats) return { ...scheduleOccurrence(rule, 1, course, desk), turn: null };
  const begins = rule.repeats.skipsPast ? Math.max(course.start, now) : course.start;
  return planned(rule, occurrenceAfter(over ?? begins, course, desk), over ?? begins, course, desk);
}

/**
 * A running clock as it is at `now`: one that repeats has come to the latest occurrence that is due. `missed` is the
 * number of occurrences passed over on the way that nobody heard of.
 */
export function caughtUp(
  table: Table,
  rule: ClockRule,
  clock: Clock,
  record: Pick<DeskRecord, 'cells' | 'clocks' | 'pauses'>,
  now: Instant,
  desk: DeskContext,
): { clock: Clock; missed: number } {
  const course =
    clock.turn && clock.pausedAt === null ? courseOf(table, rule, clock, record, desk) : undefined;
  if (!course || !clock.turn || !isRunning(clock)) return { clock, missed: 0 };
  const { number } = clock.turn;
  const latest = occurrenceAfter(now, course, desk) - 1;
  if (latest <= number) return { clock, missed: 0 };
  const heard = clock.said.includes('due') ? 1 : 0;
  return { clock: atOccurrence(table, rule, clock, latest, course, desk), missed: latest - number - heard };
}

/**
 * A clock whose occurrence has said all that it had to say goes on with the next one, unless that has a time of its own
 * to begin.
 */
export function wentOn(
  table: Table,
  rule: ClockRule,
  clock: Clock,
  record: LengthInput & Pick<DeskRecord, 'pauses'>,
  desk: DeskContext,
): Clock {
  const { turn, dueAt } = clock;
  if (!turn || turn.next !== null || dueAt === null || pendingSteps(clock).length > 0) return clock;
  const course = courseOf(table, rule, clock, record, desk);
  return course ? atOccurrence(table, rule, clock, turn.number + 1, course, desk) : clock;
}

/** What a clock of a record is counted by; `undefined` where there is no such limit any more. */
export function courseOf(
  table: Table,
  rule: ClockRule,
  { startedAt }: Clock,
  record: LengthInput & Pick<DeskRecord, 'pauses'>,
  desk: DeskContext,
): Course | undefined {
  const lengths = lengthsOf(table, rule, startedAt, record, desk);
  return lengths && { start: startedAt, lengths, pauses: pausesOf(table, rule, record.pauses) };
}

/** The year without holiday data that keeps a clock from having a due time, if that is why it has none. */
export function missingYearOf(
  table: Table,
  rule: ClockRule,
  clock: Clock,
  record: LengthInput & Pick<DeskRecord, 'pauses'>,
  desk: DeskContext,
): number | undefined {
  const course = clock.dueAt === null ? courseOf(table, rule, clock, record, desk) : undefined;
  const due = course && dueOfOccurrence(clock.turn?.number ?? 1, course, desk);
  return due !== undefined && due !== null && isMissing(due) ? due.missingYear : undefined;
}

/** The pauses that a rule goes by, in order of time, none of them longer than its table lets it be. */
export function pausesOf(
  { pauses: rules = [] }: Table,
  rule: ClockRule,
  pauses: DeskRecord['pauses'],
): DeskRecord['pauses'] {
  return pauses
    .filter(({ pause }) => rule.pausedBy?.includes(pause))
    .map(each => ({
      ...each,
      to: endOfPause(
        each,
        rules.find(({ id }) => id === each.pause),
      ),
    }))
    .sort((a, b) => a.from - b.from);
}

function endOfPause({ from, to }: DeskRecord['pauses'][number], rule: PauseRule | undefined): Instant | null {
  if (!rule?.most) return to;
  const latest = from + hoursOrDays(rule.most);
  return Math.min(to ?? latest, latest);
}

/** Whether a limit starts when something happened, which may have been long before somebody came to type it. */
export function tellsWhatHappened(table: Table, { starts, opens }: ClockRule): boolean {
  const column = columnOf(table, starts);
  if (opens) return false;
  if (column.owner === 'system') return 'happened' in column.source || 'told' in column.source;
  return (column.kind.type === 'time' || column.kind.type === 'date') && column.kind.happened === true;
}

function atOccurrence(
  table: Table,
  rule: ClockRule,
  clock: Clock,
  number: number,
  course: Course,
  desk: DeskContext,
): Clock {
  const over = dueOfOccurrence(number - 1, course, desk);
  const plan = planned(rule, number, isInstant(over) ? over : clock.startedAt, course, desk);
  return {
    ...clock,
    ...plan,
    steps: (tellsWhatHappened(table, rule) ? withoutPast : withGrace)(plan, clock.knownAt, desk),
    said: [],
    told: {},
    acknowledgedAt: null,
    revision: clock.revision + number - (clock.turn?.number ?? number),
  };
}

function planned(rule: ClockRule, number: number, over: Instant, course: Course, desk: DeskContext): Planned {
  const next = rule.repeats?.restarts ? dueOfOccurrence(number + 1, course, desk) : null;
  const turn = { number, over, next: isInstant(next) ? next : null };
  return { ...scheduleOccurrence(rule, number, course, desk), turn };
}
