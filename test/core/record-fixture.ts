// Records as they stand in the desk, with only what a test is about.

import type { Clock, DeskRecord } from '../../functions/src/core/record.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import { at, by } from './desk-fixture.ts';

/** A record of a table in its first state, or as given. */
export function recordOf(of: string, given: Partial<DeskRecord> = {}): DeskRecord {
  const table = tableOf(of);
  if (!table) throw new Error(`no table ${of}`);
  return {
    key: `${table.key}-1`,
    table: table.key,
    number: `${table.key}-001`,
    version: 1,
    cells: {},
    proposed: {},
    state: table.states[0]?.name ?? '',
    findings: [],
    links: {},
    origin: null,
    cycle: 1,
    cycles: [],
    attempts: [],
    pauses: [],
    clocks: {},
    milestones: {},
    customer: null,
    nextActionAt: null,
    dueAt: null,
    escalatedAt: null,
    countsIn: [],
    createdAt: at('2026-11-20 09:00'),
    updatedAt: at('2026-11-20 09:00'),
    closedAt: null,
    createdBy: by('limin'),
    updatedBy: by('limin'),
    ...given,
  };
}

/** A clock that runs and has nothing to say, or as given. */
export function clockOf(given: Partial<Clock> = {}): Clock {
  return {
    cycle: 1,
    startedAt: 0,
    plannedAt: given.dueAt ?? null,
    dueAt: null,
    knownAt: 0,
    stoppedAt: null,
    pausedAt: null,
    acknowledgedAt: null,
    steps: [],
    said: [],
    turn: null,
    revision: 1,
    ...given,
  };
}
