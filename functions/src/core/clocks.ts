// The clocks of a record: a pure function of its cells, the policy and the calendar. Nothing is counted up in a field.

import { isMissing, type MissingYear } from './calendar/calendar.ts';
import type { ClockRule, Step } from './clock-rule.ts';
import type { DeskContext } from './desk.ts';
import type { Limit } from './limit.ts';
import type { Clock, Cycle, DeskRecord, StepId } from './record.ts';
import { hasReached } from './states.ts';
import { type Cells, columnOf, type Table } from './table.ts';
import type { Instant } from './time.ts';

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
    const startedAt = startOf(table, rule, input);
    const limit = desk.limitOf(rule, input.cells);
    if (startedAt === undefined || limit === undefined) continue;
    const old = before[rule.id];
    const stoppedAt = stopOf(table, rule, input, old);
    const { dueAt, steps } = isSettled(table, input, old, startedAt)
      ? old
      : scheduleOf(rule, limit, startedAt, desk);
    const moved = !old || old.cycle !== input.cycle || old.dueAt !== dueAt;
    clocks[rule.id] = {
      cycle: input.cycle,
      startedAt,
      dueAt,
      stoppedAt,
      steps,
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

/** The year without holiday data that keeps a clock from having a due time, if that is why it has none. */
export function missingYearOf(
  rule: ClockRule,
  clock: Clock,
  cells: Cells,
  desk: DeskContext,
): number | undefined {
  if (clock.dueAt !== null) return undefined;
  const limit = desk.limitOf(rule, cells);
  const due = limit && dueOf(limit, clock.startedAt, desk);
  return due !== undefined && isMissing(due) ? due.missingYear : undefined;
}

/** When a clock starts in this cycle: what stood there before the cycle began counts from its beginning. */
function startOf(table: Table, rule: ClockRule, { cells, cycles }: ClockInput): Instant | undefined {
  const at = cells[rule.starts];
  if (typeof at !== 'number') return undefined;
  const column = columnOf(table, rule.starts);
  const own = column.owner === 'staff' && column.perCycle;
  return own ? at : Math.max(at, cycles.at(-1)?.endedAt ?? at);
}

/** Whether a clock belongs to a closed record and has stopped: what is closed keeps the limits that it was closed with. */
function isSettled(
  table: Table,
  { cycle, state }: ClockInput,
  old: Clock | undefined,
  startedAt: Instant,
): old is Clock {
  const closed = table.states.find(each => each.name === state)?.category === 'closed';
  return (
    closed &&
    old !== undefined &&
    old.cycle === cycle &&
    old.startedAt === startedAt &&
    old.stoppedAt !== null
  );
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

function scheduleOf(
  rule: ClockRule,
  limit: Limit,
  startedAt: Instant,
  desk: DeskContext,
): Pick<Clock, 'dueAt' | 'steps'> {
  const dueAt = dueOf(limit, startedAt, desk);
  if (isMissing(dueAt)) return { dueAt: null, steps: [] };
  const shares: Record<Step['id'], number> = {
    warning: desk.parameter('预警比例'),
    due: 1,
    escalation: desk.parameter('升级比例'),
  };
  const steps = rule.steps.flatMap(({ id }) => {
    const at = shareOf(limit, startedAt, dueAt, shares[id], desk);
    return isMissing(at) ? [] : [{ id, at }];
  });
  return { dueAt, steps: steps.sort((a, b) => a.at - b.at) };
}

function dueOf(limit: Limit, startedAt: Instant, desk: DeskContext): Instant | MissingYear {
  return 'ms' in limit ? startedAt + limit.ms : desk.calendar.addWorkingDays(startedAt, limit.workingDays);
}

/** When a share of a limit has passed, counted the way the limit itself is: round the clock, or in open time. */
function shareOf(
  limit: Limit,
  start: Instant,
  due: Instant,
  share: number,
  desk: DeskContext,
): Instant | MissingYear {
  if (share === 1) return due;
  if ('ms' in limit) return start + Math.round(limit.ms * share);
  const length = desk.calendar.elapsed(start, due);
  return isMissing(length) ? length : desk.calendar.addWorking(start, Math.round(length * share));
}
