// The clocks of a record: a pure function of its cells, the policy and the calendar. Nothing is counted up in a field.

import { isMissing } from './calendar/calendar.ts';
import { type ClockRule, laterTurns } from './clock-rule.ts';
import type { DeskContext } from './desk.ts';
import type { Limit } from './limit.ts';
import { morningOf } from './offset.ts';
import type { Clock, Cycle, DeskRecord, StepId } from './record.ts';
import { dueOfTurn, type Lengths, scheduleTurn, turnAfter } from './schedule.ts';
import { hasReached } from './states.ts';
import { type Cell, type Cells, columnOf, type Table } from './table.ts';
import { type Instant, isLocalDate } from './time.ts';

/** What the clocks of a record follow from. */
export interface ClockInput {
  cells: Cells;
  state: string;
  cycle: number;
  /** The cycles that are over: the present one began when the last of them ended. */
  cycles: readonly Pick<Cycle, 'endedAt'>[];
  now: Instant;
}

/**
 * The clocks of a record as they stand, by rule id. A clock whose due time did not move keeps its revision and what was
 * said; one that moved starts a new revision, so its steps will be said again.
 */
export function deriveClocks(
  table: Table,
  input: ClockInput,
  before: DeskRecord['clocks'],
  desk: DeskContext,
): DeskRecord['clocks'] {
  const clocks: DeskRecord['clocks'] = {};
  for (const rule of table.clocks) {
    const startedAt = startOf(table, rule, input, desk);
    if (startedAt === undefined) continue;
    const lengths = lengthsOf(table, rule, startedAt, { cells: input.cells, clocks }, desk);
    if (lengths === undefined) continue;
    const old = before[rule.id];
    const same = old?.cycle === input.cycle && old.startedAt === startedAt ? old : undefined;
    const stoppedAt = stopOf(table, rule, input, old);
    const { dueAt, steps, turn } =
      same && isSettled(table, input, same)
        ? same
        : presentTurn(rule, { startedAt, lengths, same, now: input.now }, desk);
    const moved = !old || old.cycle !== input.cycle || old.dueAt !== dueAt;
    clocks[rule.id] = {
      cycle: input.cycle,
      startedAt,
      dueAt,
      stoppedAt,
      steps,
      turn,
      said: moved ? [] : old.said,
      revision: moved ? (old?.revision ?? 0) + 1 : old.revision,
    };
  }
  return clocks;
}

/** When something has to be said next: the earliest step, of clocks that run, that has not been said. */
export function nextActionAt(clocks: DeskRecord['clocks']): Instant | null {
  const times = Object.values(clocks).flatMap(clock => pendingSteps(clock).map(step => step.at));
  return times.length > 0 ? Math.min(...times) : null;
}

/** The nearest limit of the clocks that run. */
export function nearestDue(clocks: DeskRecord['clocks']): Instant | null {
  const times = Object.values(clocks).flatMap(clock =>
    isRunning(clock) && clock.dueAt !== null ? [clock.dueAt] : [],
  );
  return times.length > 0 ? Math.min(...times) : null;
}

export function isRunning(clock: Clock): boolean {
  return clock.stoppedAt === null;
}

/** Steps of a clock that still have to be said, in order of time; none when it has stopped. */
export function pendingSteps(clock: Clock): Clock['steps'] {
  return isRunning(clock) ? clock.steps.filter(step => !clock.said.includes(step.id)) : [];
}

/** Steps that are due now: all that are pending and whose time has come. */
export function dueSteps(clock: Clock, now: Instant): StepId[] {
  return pendingSteps(clock)
    .filter(step => step.at <= now)
    .map(step => step.id);
}

/**
 * A running clock as it is at `now`: one that repeats has come to the latest turn that is due. `missed` is the number of turns passed
 * over on the way that nobody heard of.
 */
export function caughtUp(
  table: Table,
  rule: ClockRule,
  clock: Clock,
  record: Pick<DeskRecord, 'cells' | 'clocks'>,
  now: Instant,
  desk: DeskContext,
): { clock: Clock; missed: number } {
  const lengths = rule.repeats && lengthsOf(table, rule, clock.startedAt, record, desk);
  if (!lengths || !clock.turn || !isRunning(clock)) return { clock, missed: 0 };
  const { number } = clock.turn;
  const latest = turnAfter(now, clock.startedAt, lengths, desk) - 1;
  if (latest <= number) return { clock, missed: 0 };
  const heard = clock.said.includes('due') ? 1 : 0;
  return { clock: atTurn(rule, clock, latest, lengths, desk), missed: latest - number - heard };
}

/** A repeating clock whose turn has said all that it had to say goes on with the next one; any other stays as it is. */
export function wentOn(
  table: Table,
  rule: ClockRule,
  clock: Clock,
  record: Pick<DeskRecord, 'cells' | 'clocks'>,
  desk: DeskContext,
): Clock {
  if (!clock.turn || clock.dueAt === null || pendingSteps(clock).length > 0) return clock;
  const lengths = lengthsOf(table, rule, clock.startedAt, record, desk);
  return lengths ? atTurn(rule, clock, clock.turn.number + 1, lengths, desk) : clock;
}

function atTurn(rule: ClockRule, clock: Clock, turn: number, lengths: Lengths, desk: DeskContext): Clock {
  const over = dueOfTurn(turn - 1, clock.startedAt, lengths, desk);
  return {
    ...clock,
    ...scheduleTurn(rule, turn, clock.startedAt, lengths, desk),
    turn: { number: turn, over: isMissing(over) ? clock.startedAt : over },
    said: [],
    revision: clock.revision + turn - (clock.turn?.number ?? turn),
  };
}

/** The turn that a clock is in: the first that is due after those that are over. */
function presentTurn(
  rule: ClockRule,
  { startedAt, lengths, same, now }: PresentTurn,
  desk: DeskContext,
): Pick<Clock, 'dueAt' | 'steps' | 'turn'> {
  if (!rule.repeats) return { ...scheduleTurn(rule, 1, startedAt, lengths, desk), turn: null };
  const over = same?.turn?.over ?? Math.max(startedAt, rule.repeats.skipsPast ? now : startedAt);
  const number = turnAfter(over, startedAt, lengths, desk);
  return { ...scheduleTurn(rule, number, startedAt, lengths, desk), turn: { number, over } };
}

interface PresentTurn {
  startedAt: Instant;
  lengths: Lengths;
  /** The clock as it was, if it started at the same time in the same cycle. */
  same: Clock | undefined;
  now: Instant;
}

/** The lengths of a clock that started then; `undefined` where there is no such limit. */
export function lengthsOf(
  table: Table,
  rule: ClockRule,
  startedAt: Instant,
  of: Pick<DeskRecord, 'cells' | 'clocks'>,
  desk: DeskContext,
): Lengths | undefined {
  const first = lengthOf(table, rule, startedAt, of, desk);
  const later = rule.repeats?.every ? desk.limitOf(laterTurns(rule), of.cells) : first;
  if (!first || !later) return undefined;
  const restarted = rule.repeats?.restarts && of.cells[rule.repeats.restarts] === startedAt;
  return { first: restarted ? later : first, later };
}

function lengthOf(
  table: Table,
  rule: ClockRule,
  startedAt: Instant,
  { cells, clocks }: Pick<DeskRecord, 'cells' | 'clocks'>,
  desk: DeskContext,
): Limit | undefined {
  if (typeof rule.limit === 'string' || !('until' in rule.limit)) return desk.limitOf(rule, cells);
  const { until, share = 1 } = rule.limit;
  const column = columnOf(table, until);
  const shows = column.owner === 'system' && column.source.from === 'due' ? column.source.clock : undefined;
  const promised = shows ? clocks[shows]?.dueAt : cells[until];
  if (typeof promised !== 'number') return undefined;
  return { ms: Math.max(0, Math.round((promised - startedAt) * share)) };
}

/** The year without holiday data that keeps a clock from having a due time, if that is why it has none. */
export function missingYearOf(
  table: Table,
  rule: ClockRule,
  clock: Clock,
  record: Pick<DeskRecord, 'cells' | 'clocks'>,
  desk: DeskContext,
): number | undefined {
  if (clock.dueAt !== null) return undefined;
  const lengths = lengthsOf(table, rule, clock.startedAt, record, desk);
  const due = lengths && dueOfTurn(clock.turn?.number ?? 1, clock.startedAt, lengths, desk);
  return due !== undefined && isMissing(due) ? due.missingYear : undefined;
}

/**
 * When a clock starts in this cycle: what stood there before the cycle began counts from its beginning. A later time in the column that
 * restarts it counts instead.
 */
function startOf(
  table: Table,
  rule: ClockRule,
  { cells, cycles }: ClockInput,
  desk: DeskContext,
): Instant | undefined {
  const at = instantIn(cells[rule.starts], desk);
  if (at === undefined) return undefined;
  const column = columnOf(table, rule.starts);
  const own = column.owner === 'staff' && column.perCycle;
  const start = own ? at : Math.max(at, cycles.at(-1)?.endedAt ?? at);
  const restarts = rule.repeats?.restarts;
  return Math.max(start, (restarts && instantIn(cells[restarts], desk)) || start);
}

/** The instant that a time or date cell means; a date is its morning. */
function instantIn(cell: Cell | undefined, desk: DeskContext): Instant | undefined {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && isLocalDate(cell) ? morningOf(cell, desk.zone) : undefined;
}

/** Whether a clock belongs to a closed record and has stopped: what is closed keeps the limits that it was closed with. */
function isSettled(table: Table, { state }: ClockInput, old: Clock): boolean {
  const closed = table.states.find(each => each.name === state)?.category === 'closed';
  return closed && old.stoppedAt !== null;
}

function stopOf(table: Table, rule: ClockRule, input: ClockInput, old: Clock | undefined): Instant | null {
  const stopped = typeof rule.stops === 'string' ? input.cells[rule.stops] : null;
  if (typeof stopped === 'number') return stopped;
  const closed = table.states.find(state => state.name === input.state)?.category === 'closed';
  const passed = typeof rule.stops === 'object' && hasReached(table, input.state, rule.stops.state);
  if ((stopped ?? null) === null && !closed && !passed) return null;
  // What is not a time stops the clock when the desk first sees it, and keeps that time.
  return old && old.cycle === input.cycle && old.stoppedAt !== null ? old.stoppedAt : input.now;
}
