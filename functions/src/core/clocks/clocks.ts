// The clocks of a record: a pure function of its cells, the policy and the calendar. Nothing is counted up in a field.

import { isMissing } from '../calendar/calendar.ts';
import type { DeskContext } from '../desk/desk.ts';
import { isFilled } from '../lib/placeholder.ts';
import { floorToMinute, type Instant, isLocalDate, localDate } from '../lib/time.ts';
import { type Clock, type Cycle, type DeskRecord, nextBegan } from '../record/record.ts';
import { hasReached, isMet } from '../record/states.ts';
import { type ClockRule, lapse, type StepId } from '../schema/clock-rule.ts';
import type { Cell, Cells } from '../schema/column.ts';
import { columnOf, knownState, type Table } from '../schema/table.ts';
import type { ClockContext } from './clock-context.ts';
import { lengthsOf } from './lengths.ts';
import { pausesOf, presentOccurrence, tellsWhatHappened, wentOn } from './recurrence.ts';
import { morningOf } from './relative-date.ts';
import { addLimit, withGrace, withoutPast } from './schedule.ts';

/** What the clocks of a record follow from. */
export interface ClockInput {
  cells: Cells;
  state: string;
  cycle: number;
  /** The cycles that are over: the present one began when the last of them ended. */
  cycles: readonly Pick<Cycle, 'endedAt' | 'happenedAt'>[];
  /** When which pause lasted, in this cycle. */
  pauses: DeskRecord['pauses'];
  now: Instant;
}

/**
 * The clocks of a record as they stand, by rule id. A clock whose due time did not move keeps its revision; one that
 * moved starts a new one, and unless it was a pause that moved it, its steps will be said again.
 */
export function deriveClocks(
  table: Table,
  input: ClockInput,
  before: DeskRecord['clocks'],
  desk: DeskContext,
): DeskRecord['clocks'] {
  const clocks: DeskRecord['clocks'] = {};
  for (const rule of table.clocks) {
    const clock = deriveClock({ table, rule, desk }, { ...input, clocks }, before[rule.id]);
    if (clock) clocks[rule.id] = clock;
  }
  return clocks;
}

function deriveClock(
  context: ClockContext,
  input: ClockInput & Pick<DeskRecord, 'clocks'>,
  old: Clock | undefined,
): Clock | undefined {
  const { table, rule, desk } = context;
  const { cycle, now } = input;
  if (rule.given && !isMet(rule.given, input.cells, {})) return undefined;
  const startedAt = startOf(context, input);
  const lengths = startedAt === undefined ? undefined : lengthsOf(context, startedAt, input);
  if (startedAt === undefined || lengths === undefined) return undefined;
  const same = old?.cycle === cycle && old.startedAt === startedAt ? old : undefined;
  if (!same && hasLapsed(context, startedAt, input)) return undefined;
  const stoppedAt = stopOf(context, input, old);
  const pauses = endedBy(stoppedAt, pausesOf(context, input.pauses));
  const settled = same && isSettled(table, input, same);
  const plan = settled
    ? same
    : presentOccurrence(context, { start: startedAt, lengths, pauses }, { over: same?.turn?.over, now });
  const replanned = old?.cycle !== cycle || old.plannedAt !== plan.plannedAt;
  const knownAt = replanned ? now : old.knownAt;
  const late = replanned ? !same && tellsWhatHappened(context) : isQuiet(rule, old);
  const steps = settled
    ? same.steps
    : late
      ? withoutPast(plan, knownAt, desk)
      : withGrace(plan, knownAt, desk);
  const said = replanned ? [] : old.said;
  const told = replanned ? undefined : old.told;
  const clock: Clock = {
    cycle,
    startedAt,
    plannedAt: plan.plannedAt,
    dueAt: plan.dueAt,
    knownAt,
    stoppedAt,
    pausedAt: pauses.find(({ to }) => to === null)?.from ?? null,
    steps,
    turn: plan.turn,
    said,
    ...(told && { told }),
    acknowledgedAt: acknowledgedAt(table, input.cells, steps, said),
    revision: (old?.revision ?? 0) + (replanned || old.dueAt !== plan.dueAt ? 1 : 0),
  };
  return clock.acknowledgedAt === null ? clock : wentOn(context, clock, input);
}

/** Whether a limit was over before the desk heard of it, so that nobody is told of what was past by then. */
function isQuiet({ steps }: ClockRule, { dueAt, knownAt, steps: left }: Clock): boolean {
  const reminds = steps.some(({ id }) => id === 'due');
  return reminds && dueAt !== null && dueAt <= knownAt && left.every(({ id }) => id !== 'due');
}

/** Whether a limit that the desk hears of now started so long ago that it is too late for it. */
function hasLapsed({ rule, desk }: ClockContext, startedAt: Instant, { cells, now }: ClockInput): boolean {
  const latest = lapse(rule);
  const limit = latest && desk.limitOf(latest, cells);
  const end = limit && addLimit(startedAt, limit, desk);
  return end !== undefined && !isMissing(end) && localDate(end, desk.zone) < localDate(now, desk.zone);
}

/**
 * Pauses of a clock that may have stopped: one that lasts ends with it, so that it has a due time to be held against.
 */
function endedBy(stoppedAt: Instant | null, pauses: DeskRecord['pauses']): DeskRecord['pauses'] {
  if (stoppedAt === null) return pauses;
  return pauses.map(pause => ({ ...pause, to: pause.to ?? Math.max(pause.from, stoppedAt) }));
}

/** When somebody above took note of the limit having passed, after that was said; it settles the rest of the ladder. */
function acknowledgedAt(
  table: Table,
  cells: Cells,
  steps: Clock['steps'],
  said: readonly StepId[],
): Instant | null {
  const at = table.acknowledging ? cells[table.acknowledging.at] : null;
  if (typeof at !== 'number') return null;
  const passed = steps.filter(({ id }) => id !== 'warning' && said.includes(id));
  return passed.some(step => floorToMinute(step.at) <= at) ? at : null;
}

/**
 * When a clock starts in this cycle: what stood there before the cycle began counts from its beginning. A later time in
 * the column that restarts it counts instead.
 */
function startOf(context: ClockContext, { cells, cycles }: ClockInput): Instant | undefined {
  const { table, rule, desk } = context;
  const at = instantIn(cells[rule.starts], desk);
  if (at === undefined) return undefined;
  const column = columnOf(table, rule.starts);
  const own = column.owner === 'staff' && column.perCycle;
  const start = own ? at : Math.max(at, beganIn(cycles) ?? at);
  const restarts = rule.repeats?.restarts;
  const counted = Math.max(start, (restarts && instantIn(cells[restarts], desk)) || start);
  return column.owner === 'system' ? beforeItEnded(context, { cells, cycles }, counted) : counted;
}

/**
 * The start of a limit that the desk stamped itself. One that is over before the stamp was typed late: it began when
 * the matter came in, so that it counts as kept or missed by what happened, and not by when somebody came to write it
 * down.
 */
function beforeItEnded(
  { table: { measures }, rule, desk }: ClockContext,
  { cells, cycles }: Pick<ClockInput, 'cells' | 'cycles'>,
  start: Instant,
): Instant {
  const ended = stoppingCell(rule, cells);
  const received = measures?.received ? instantIn(cells[measures.received], desk) : undefined;
  if (typeof ended !== 'number' || ended >= start || received === undefined) return start;
  const began = Math.max(received, beganIn(cycles) ?? received);
  return began <= ended ? began : start;
}

/** When the present cycle began; `undefined` in the first. */
function beganIn(cycles: ClockInput['cycles']): Instant | undefined {
  const last = cycles.at(-1);
  return last && nextBegan(last);
}

/** The instant that a time or date cell means; a date is its morning. */
function instantIn(cell: Cell | undefined, desk: DeskContext): Instant | undefined {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && isLocalDate(cell) ? morningOf(cell, desk.zone) : undefined;
}

/**
 * Whether a clock belongs to a closed record and has stopped: what is closed keeps the limits that it was closed with.
 */
function isSettled(table: Table, { state }: ClockInput, old: Clock): boolean {
  const closed = knownState(table, state)?.category === 'closed';
  return closed && old.stoppedAt !== null;
}

/** What stands in the column that stops a clock, or in the first of several that says something. */
function stoppingCell({ stops }: ClockRule, cells: Cells): Cell {
  if (typeof stops === 'object' && 'state' in stops) return null;
  const columns = typeof stops === 'string' ? [stops] : stops;
  return columns.map(column => cells[column] ?? null).find(cell => isFilled(cell)) ?? null;
}

function stopOf({ table, rule }: ClockContext, input: ClockInput, old: Clock | undefined): Instant | null {
  const stopped = stoppingCell(rule, input.cells);
  if (typeof stopped === 'number') return stopped;
  const closed = knownState(table, input.state)?.category === 'closed';
  const goal = typeof rule.stops === 'object' && 'state' in rule.stops ? rule.stops : undefined;
  const passed = goal !== undefined && hasReached(table, input.state, goal.state);
  const when = passed && goal.at !== undefined ? input.cells[goal.at] : undefined;
  if (typeof when === 'number') return when;
  if (!isFilled(stopped) && !closed && !passed) return null;
  // What is not a time stops the clock when the desk first sees it, and keeps that time.
  return old && old.cycle === input.cycle && old.stoppedAt !== null ? old.stoppedAt : input.now;
}
