// What the clocks of a record have come to, read from the clocks alone: what runs, what is still to be said, and when.

import type { Instant } from '../lib/time.ts';
import type { Clock, DeskRecord } from '../record/record.ts';
import { type ClockRule, ESCALATIONS, type StepId } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';

/**
 * When something has to be said next: the earliest step, of clocks that run, that has not been said, or the next
 * occurrence of one that repeats.
 */
export function nextActionAt(clocks: DeskRecord['clocks']): Instant | null {
  const times = Object.values(clocks).flatMap(clock => {
    const next = isRunning(clock) && clock.pausedAt === null ? (clock.turn?.next ?? null) : null;
    return [...pendingSteps(clock).map(step => step.at), ...(next === null ? [] : [next])];
  });
  return times.length > 0 ? Math.min(...times) : null;
}

/** Whether those above have been told of this limit, and none of them has taken note. */
export function isEscalated(clock: Clock): boolean {
  return (
    isRunning(clock) && clock.acknowledgedAt === null && ESCALATIONS.some(step => clock.said.includes(step))
  );
}

/** Since when those above have been told of a limit of this record, without any of them having taken note. */
export function escalatedAt(clocks: DeskRecord['clocks']): Instant | null {
  const times = Object.values(clocks).flatMap(clock =>
    isRunning(clock) && clock.acknowledgedAt === null
      ? clock.steps.filter(({ id }) => ESCALATIONS.includes(id) && clock.said.includes(id))
      : [],
  );
  return times.length > 0 ? Math.min(...times.map(step => step.at)) : null;
}

/** The nearest limit of the clocks that run. */
export function nearestDue(table: Table, clocks: DeskRecord['clocks']): Instant | null {
  const times = limitsOf(table).flatMap(({ id }) => {
    const clock = clocks[id];
    return clock && isRunning(clock) && clock.dueAt !== null ? [clock.dueAt] : [];
  });
  return times.length > 0 ? Math.min(...times) : null;
}

/** Clocks of which nobody has been told yet that they have passed, and that had not when the desk heard of them. */
export function clocksAhead(clocks: DeskRecord['clocks']): DeskRecord['clocks'] {
  return Object.fromEntries(
    Object.entries(clocks).filter(
      ([, { dueAt, knownAt, said }]) => dueAt !== null && dueAt > knownAt && !said.includes('due'),
    ),
  );
}

/** The clocks of a table that somebody has to keep to: those that open a row are kept by the row. */
export function limitsOf(table: Table): ClockRule[] {
  return table.clocks.filter(rule => !rule.opens);
}

export function isRunning(clock: Clock): boolean {
  return clock.stoppedAt === null;
}

/**
 * Steps of a clock that still have to be said, in order of time; none when it has stopped, pauses, or somebody took
 * note.
 */
export function pendingSteps(clock: Clock): Clock['steps'] {
  const speaks = isRunning(clock) && clock.pausedAt === null && clock.acknowledgedAt === null;
  return speaks ? clock.steps.filter(step => !clock.said.includes(step.id)) : [];
}

/** Steps that are due now: all that are pending and whose time has come. */
export function dueSteps(clock: Clock, now: Instant): StepId[] {
  return pendingSteps(clock)
    .filter(step => step.at <= now)
    .map(step => step.id);
}

/** The earlier of two times, of which there may be none. */
export function soonest(one: Instant | null, other: Instant | undefined): Instant | null {
  return one === null ? (other ?? null) : Math.min(one, other ?? one);
}
