// What came of the turns of a limit that repeats: a clock shows the present one only, the figures count them all.

import type { DeskContext } from '../desk/desk.ts';
import type { Instant } from '../lib/time.ts';
import type { Clock, DeskRecord, Turn } from '../record/record.ts';
import type { Table } from '../schema/table.ts';
import type { ClockContext } from './clock-context.ts';
import { isRunning } from './clock-state.ts';
import { courseOf } from './recurrence.ts';
import { dueOfOccurrence, isInstant } from './schedule.ts';

/** Turns that a record keeps: what goes on for longer is counted no further. */
const MAX_TURNS = 200;

/** The record before a change, and what its clocks have become. */
type Before = Pick<DeskRecord, 'cells' | 'clocks' | 'pauses' | 'turns'>;

/**
 * The turns that are over once the clocks have become these. A turn is kept when what it asks for was done before it
 * was due; one that was still running when there was nothing left to tell is neither kept nor missed.
 */
export function turnsAfter(
  table: Table,
  before: Before | undefined,
  clocks: DeskRecord['clocks'],
  desk: DeskContext,
): Turn[] {
  if (!before) return [];
  return table.clocks
    .filter(rule => rule.repeats)
    .reduce(
      (turns, rule) => withTurnsOf({ table, rule, desk }, turns, before, clocks[rule.id]),
      before.turns,
    );
}

function withTurnsOf(context: ClockContext, turns: Turn[], before: Before, after: Clock | undefined): Turn[] {
  const { rule } = context;
  const was = before.clocks[rule.id];
  if (!was?.turn || !after?.turn || !isRunning(was) || after.cycle !== was.cycle) return turns;
  const turn = (at: Instant, kept: boolean): Turn => ({ clock: rule.id, cycle: was.cycle, at, kept });
  const dues = (first: number, isOver: (due: Instant, number: number) => boolean) =>
    duesOf(context, was, before, { first, isOver }).map(due => turn(due, false));
  if (after.startedAt > was.startedAt) {
    // Told later than the desk looked, it may have been told in time: what rang meanwhile is judged anew.
    const others = turns.filter(each => each.clock !== rule.id || each.at <= was.startedAt);
    const missed = dues(1, due => due < after.startedAt);
    return bounded(others, missed.length > 0 ? missed : [turn(after.startedAt, true)]);
  }
  const { number } = after.turn;
  if (after.startedAt < was.startedAt || number <= was.turn.number) return turns;
  return bounded(
    turns,
    dues(was.turn.number, (_, each) => each < number),
  );
}

/** When turns were due, from the first one on, as long as they are over. */
function duesOf(
  context: ClockContext,
  was: Clock,
  before: Before,
  { first, isOver }: { first: number; isOver: (due: Instant, number: number) => boolean },
): Instant[] {
  const course = courseOf(context, was, before);
  const dues: Instant[] = [];
  if (!course) return dues;
  for (let number = first; dues.length < MAX_TURNS; number += 1) {
    const due = dueOfOccurrence(number, course, context.desk);
    if (!isInstant(due) || !isOver(due, number)) break;
    dues.push(due);
  }
  return dues;
}

function bounded(turns: readonly Turn[], more: readonly Turn[]): Turn[] {
  return [...turns, ...more].slice(0, MAX_TURNS);
}
