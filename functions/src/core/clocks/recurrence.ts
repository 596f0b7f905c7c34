// The occurrences of a limit that repeats: which one it is in, and when it goes on to the next. Other limits have one
// occurrence and no word of it.

import { isMissing } from '../calendar/calendar.ts';
import type { Instant } from '../lib/time.ts';
import type { Clock, DeskRecord } from '../record/record.ts';
import { hoursOrDays } from '../schema/duration.ts';
import { columnOf, type PauseRule } from '../schema/table.ts';
import type { ClockContext } from './clock-context.ts';
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

/** What the occurrences of a record's clocks follow from. */
export type ClockedRecord = LengthInput & Pick<DeskRecord, 'pauses'>;

/** A schedule and the occurrence that it is of. */
type Planned = Schedule & Pick<Clock, 'turn'>;

/** The occurrence that a limit is in: the first that is due after those that are over. */
export function presentOccurrence(
  context: ClockContext,
  course: Course,
  { over, now }: { over: Instant | undefined; now: Instant },
): Planned {
  const { rule, desk } = context;
  if (!rule.repeats) return { ...scheduleOccurrence(rule, 1, course, desk), turn: null };
  const begins = rule.repeats.skipsPast ? Math.max(course.start, now) : course.start;
  return planned(context, occurrenceAfter(over ?? begins, course, desk), over ?? begins, course);
}

/**
 * A running clock as it is at `now`: one that repeats has come to the latest occurrence that is due. `missed` is the
 * number of occurrences passed over on the way that nobody heard of.
 */
export function caughtUp(
  context: ClockContext,
  clock: Clock,
  record: ClockedRecord,
  now: Instant,
): { clock: Clock; missed: number } {
  const course = clock.turn && clock.pausedAt === null ? courseOf(context, clock, record) : undefined;
  if (!course || !clock.turn || !isRunning(clock)) return { clock, missed: 0 };
  const { number } = clock.turn;
  const latest = occurrenceAfter(now, course, context.desk) - 1;
  if (latest <= number) return { clock, missed: 0 };
  const heard = clock.said.includes('due') ? 1 : 0;
  return { clock: atOccurrence(context, clock, latest, course), missed: latest - number - heard };
}

/**
 * A clock whose occurrence has said all that it had to say goes on with the next one, unless that has a time of its own
 * to begin.
 */
export function wentOn(context: ClockContext, clock: Clock, record: ClockedRecord): Clock {
  const { turn, dueAt } = clock;
  if (!turn || turn.next !== null || dueAt === null || pendingSteps(clock).length > 0) return clock;
  const course = courseOf(context, clock, record);
  return course ? atOccurrence(context, clock, turn.number + 1, course) : clock;
}

/** What a clock of a record is counted by; `undefined` where there is no such limit any more. */
export function courseOf(
  context: ClockContext,
  { startedAt }: Clock,
  record: ClockedRecord,
): Course | undefined {
  const lengths = lengthsOf(context, startedAt, record);
  return lengths && { start: startedAt, lengths, pauses: pausesOf(context, record.pauses) };
}

/** The year without holiday data that keeps a clock from having a due time, if that is why it has none. */
export function missingYearOf(
  context: ClockContext,
  clock: Clock,
  record: ClockedRecord,
): number | undefined {
  const course = clock.dueAt === null ? courseOf(context, clock, record) : undefined;
  const due = course && dueOfOccurrence(clock.turn?.number ?? 1, course, context.desk);
  return due !== undefined && due !== null && isMissing(due) ? due.missingYear : undefined;
}

/** The pauses that a rule goes by, in order of time, none of them longer than its table lets it be. */
export function pausesOf(
  { table: { pauses: rules = [] }, rule }: ClockContext,
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
export function tellsWhatHappened({ table, rule: { starts, opens } }: ClockContext): boolean {
  const column = columnOf(table, starts);
  if (opens) return false;
  if (column.owner === 'system') return 'happened' in column.source || 'told' in column.source;
  return (column.kind.type === 'time' || column.kind.type === 'date') && column.kind.happened === true;
}

function atOccurrence(context: ClockContext, clock: Clock, number: number, course: Course): Clock {
  const over = dueOfOccurrence(number - 1, course, context.desk);
  const plan = planned(context, number, isInstant(over) ? over : clock.startedAt, course);
  return {
    ...clock,
    ...plan,
    steps: (tellsWhatHappened(context) ? withoutPast : withGrace)(plan, clock.knownAt, context.desk),
    said: [],
    told: {},
    acknowledgedAt: null,
    revision: clock.revision + number - (clock.turn?.number ?? number),
  };
}

function planned({ rule, desk }: ClockContext, number: number, over: Instant, course: Course): Planned {
  const next = rule.repeats?.restarts ? dueOfOccurrence(number + 1, course, desk) : null;
  const turn = { number, over, next: isInstant(next) ? next : null };
  return { ...scheduleOccurrence(rule, number, course, desk), turn };
}
