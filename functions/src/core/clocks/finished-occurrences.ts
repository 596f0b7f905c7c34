// What came of the occurrences of a limit that repeats: a clock shows the present one only, the figures count them all.

import type { DeskContext } from '../desk/desk.ts';
import type { Instant } from '../lib/time.ts';
import type { Clock, DeskRecord, Occurrence } from '../record/record.ts';
import type { Table } from '../schema/table.ts';
import type { ClockContext } from './clock-context.ts';
import { isRunning } from './clock-state.ts';
import { courseOf } from './recurrence.ts';
import { dueOfOccurrence, isInstant } from './schedule.ts';

/** Occurrences that a record keeps: what goes on for longer is counted no further. */
const MAX_OCCURRENCES = 200;

/** The record before a change, and what its clocks have become. */
type Before = Pick<DeskRecord, 'cells' | 'clocks' | 'pauses' | 'turns'>;

/**
 * The occurrences that are over once the clocks have become these. One is kept when what it asks for was done before
 * it was due; one that was still running when there was nothing left to tell is neither kept nor missed.
 */
export function occurrencesAfter(
  table: Table,
  before: Before | undefined,
  clocks: DeskRecord['clocks'],
  desk: DeskContext,
): Occurrence[] {
  if (!before) return [];
  return table.clocks
    .filter(rule => rule.repeats)
    .reduce(
      (kept, rule) => withOccurrencesOf({ table, rule, desk }, kept, before, clocks[rule.id]),
      before.turns,
    );
}

function withOccurrencesOf(
  context: ClockContext,
  occurrences: Occurrence[],
  before: Before,
  after: Clock | undefined,
): Occurrence[] {
  const { rule } = context;
  const was = before.clocks[rule.id];
  if (!was?.turn || !after?.turn || !isRunning(was) || after.cycle !== was.cycle) return occurrences;
  const over = (at: Instant, kept: boolean): Occurrence => ({ clock: rule.id, cycle: was.cycle, at, kept });
  const dues = (first: number, isOver: (due: Instant, number: number) => boolean) =>
    duesOf(context, was, before, { first, isOver }).map(due => over(due, false));
  if (after.startedAt > was.startedAt) {
    // Told later than the desk looked, it may have been told in time: what rang meanwhile is judged anew.
    const others = occurrences.filter(each => each.clock !== rule.id || each.at <= was.startedAt);
    const missed = dues(1, due => due < after.startedAt);
    return bounded(others, missed.length > 0 ? missed : [over(after.startedAt, true)]);
  }
  const { number } = after.turn;
  if (after.startedAt < was.startedAt || number <= was.turn.number) return occurrences;
  return bounded(
    occurrences,
    dues(was.turn.number, (_, each) => each < number),
  );
}

/** When occurrences were due, from the first one on, as long as they are over. */
function duesOf(
  context: ClockContext,
  was: Clock,
  before: Before,
  { first, isOver }: { first: number; isOver: (due: Instant, number: number) => boolean },
): Instant[] {
  const course = courseOf(context, was, before);
  const dues: Instant[] = [];
  if (!course) return dues;
  for (let number = first; dues.length < MAX_OCCURRENCES; number += 1) {
    const due = dueOfOccurrence(number, course, context.desk);
    if (!isInstant(due) || !isOver(due, number)) break;
    dues.push(due);
  }
  return dues;
}

function bounded(occurrences: readonly Occurrence[], more: readonly Occurrence[]): Occurrence[] {
  return [...occurrences, ...more].slice(0, MAX_OCCURRENCES);
}
