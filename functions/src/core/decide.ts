// What becomes of a row: from the record before, the cells that arrived and the time, to the record after and all that follows
// from it. Pure: the same input decides the same, so a repeated request changes nothing.

import { type Checked, missing } from './check.ts';
import { deriveClocks, nearestDue, nextActionAt } from './clocks.ts';
import { complete } from './complete.ts';
import type { DeskContext } from './desk.ts';
import { maskContact, maskCustomer } from './mask.ts';
import type { Merged } from './merge.ts';
import { hasErrors, type Problem, problem } from './problem.ts';
import type { Author, DeskRecord, PrivateCells, RecordEvent } from './record.ts';
import { changeOf, type Figures } from './rollup.ts';
import { deriveState, reopens, waitingProblems } from './states.ts';
import { type Cell, type Cells, staffColumns, stateOf, type Table } from './table.ts';
import { floorToMinute, type Instant } from './time.ts';
import { showCell } from './wire.ts';

/** A row on its way in. */
export interface Incoming {
  table: Table;
  key: string;
  /** The record as it stands, if the row has ever been saved. */
  before: DeskRecord | undefined;
  /** Judged cells, merged with the record where there is one. */
  row: Checked | Merged;
  by: Author;
  now: Instant;
}

/** What is committed together when a row is accepted. */
export interface Accepted {
  outcome: 'saved';
  /** Without its number when it is new: the number is drawn when it is certain that it is needed. */
  after: DeskRecord;
  event: RecordEvent;
  privateCells: PrivateCells;
  change: Figures;
  problems: Problem[];
}

export type Decision =
  | Accepted
  | { outcome: 'unchanged'; problems: Problem[] }
  | { outcome: 'draft' | 'refused'; problems: Problem[] };

/** Decides on a row. */
export function decide(incoming: Incoming, desk: DeskContext): Decision {
  const { table, before, row } = incoming;
  const cleared = before ? clearedProblems(table, row.values, before, desk) : [];
  const refusing = [...row.problems.filter(each => each.code !== 'conflict'), ...cleared];
  if (hasErrors(refusing)) return { outcome: 'refused', problems: [...row.problems, ...cleared] };

  const completed = complete(table, row.values, desk);
  const problems = [...row.problems, ...completed.problems];
  const blank = missing(table, completed.values);
  if (blank.length > 0) {
    const labels = blank.map(column => column.label).join('、');
    return { outcome: 'draft', problems: [...problems, problem(null, 'required_missing', { labels })] };
  }
  const { shown, privateCells } = maskCells(table, completed.values, before);
  const after = recordAfter(incoming, { ...completed, values: shown }, desk);
  const changes = changesOf(table, before, after.record);
  const changedPrivately = Object.keys(privateCells).length > 0;
  if (before && changes.length === 0 && !changedPrivately) return { outcome: 'unchanged', problems };
  return {
    outcome: 'saved',
    after: after.record,
    event: eventOf(incoming, after.record, changes),
    privateCells,
    change: changeOf(table, before, after.record, desk.zone),
    problems: [...problems, ...after.problems],
  };
}

/**
 * A record decided again without a new row: after its clocks were acted on, or when policy, calendar or a linked record changed.
 * `undefined` when that changes nothing.
 */
export function redecide(
  table: Table,
  before: DeskRecord,
  now: Instant,
  desk: DeskContext,
): DeskRecord | undefined {
  const clocks = deriveClocks(table, { ...before, now }, before.clocks, desk);
  if (JSON.stringify(clocks) === JSON.stringify(before.clocks)) return undefined;
  return withClocks(table, { ...before, clocks });
}

/** A record with the fields that follow from its clocks: the scan's field, the nearest limit and the due columns. */
export function withClocks(table: Table, record: DeskRecord): DeskRecord {
  const cells = { ...record.cells };
  for (const column of table.columns) {
    if (column.owner === 'system' && column.source.from === 'due') {
      cells[column.key] = record.clocks[column.source.clock]?.dueAt ?? null;
    }
  }
  return { ...record, cells, nextActionAt: nextActionAt(record.clocks), dueAt: nearestDue(record.clocks) };
}

function clearedProblems(table: Table, values: Cells, before: DeskRecord, desk: DeskContext): Problem[] {
  return missing(table, values)
    .filter(column => !column.propose)
    .map(column =>
      problem(column.key, 'required_cleared', {
        label: column.label,
        was: showCell(before.cells[column.key] ?? null, desk.zone),
      }),
    );
}

function maskCells(
  table: Table,
  values: Cells,
  before: DeskRecord | undefined,
): { shown: Cells; privateCells: PrivateCells } {
  const shown = { ...values };
  const privateCells: PrivateCells = {};
  for (const { key, kind } of staffColumns(table)) {
    const value = values[key];
    if (typeof value !== 'string' || (kind.type !== 'contact' && kind.type !== 'customer')) continue;
    shown[key] = kind.type === 'contact' ? maskContact(value) : maskCustomer(value);
    // The masked form that the sheet shows is no new contact.
    if (value !== shown[key] || before?.cells[key] !== value) privateCells[key] = value;
  }
  return { shown, privateCells };
}

function recordAfter(
  { table, key, before, by, now }: Incoming,
  { values, proposed }: { values: Cells; proposed: Cells },
  desk: DeskContext,
): { record: DeskRecord; problems: Problem[] } {
  const minute = floorToMinute(now);
  const opened = reopened(table, values, before, now);
  const cells: Cells = { ...opened.values };
  for (const column of table.columns) {
    if (column.owner !== 'system') continue;
    const { source } = column;
    const old = opened.cycle === before?.cycle ? (before.cells[column.key] ?? null) : null;
    if (source.from === 'since')
      cells[column.key] = (cells[source.column] ?? null) === null ? null : (old ?? minute);
    if (source.from === 'updated') cells[column.key] = minute;
    if (source.from === 'author')
      cells[column.key] = before ? (before.cells[column.key] ?? null) : (by.editor ?? by.account);
    if (source.from === 'cycle') cells[column.key] = opened.cycle;
    if (source.from === 'number') cells[column.key] = before?.number ?? null;
  }
  const state = deriveState(table, cells);
  for (const column of table.columns) {
    if (column.owner === 'system' && column.source.from === 'state') cells[column.key] = state.name;
  }
  const closed = stateOf(table, state.name).category === 'closed';
  const record = withClocks(table, {
    key,
    table: table.key,
    number: before?.number ?? '',
    version: (before?.version ?? 0) + 1,
    cells,
    proposed: { ...before?.proposed, ...proposed },
    state: state.name,
    cycle: opened.cycle,
    cycles: opened.cycles,
    clocks: deriveClocks(
      table,
      { cells, state: state.name, cycle: opened.cycle, now },
      before?.clocks ?? {},
      desk,
    ),
    nextActionAt: null,
    dueAt: null,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
    closedAt: closed ? (before?.closedAt ?? now) : null,
    createdBy: before?.createdBy ?? by,
    updatedBy: by,
  });
  return { record, problems: waitingProblems(table, cells, state) };
}

/** Opens the next cycle where the cells ask for it: what belongs to the finished one moves to the history. */
function reopened(
  table: Table,
  values: Cells,
  before: DeskRecord | undefined,
  now: Instant,
): Pick<DeskRecord, 'cycle' | 'cycles'> & { values: Cells } {
  const cycle = before?.cycle ?? 1;
  const cycles = before?.cycles ?? [];
  const reached = deriveState(table, values);
  if (!reopens(table, values, reached)) return { cycle, cycles, values };
  const perCycle = staffColumns(table).filter(column => column.perCycle);
  const cells = Object.fromEntries(perCycle.map(({ key }) => [key, values[key] ?? null]));
  const blanked = Object.fromEntries(perCycle.map(({ key }) => [key, null]));
  return {
    cycle: cycle + 1,
    cycles: [...cycles, { cycle, endedAt: now, state: reached.name, cells }],
    values: { ...values, ...blanked },
  };
}

function changesOf(table: Table, before: DeskRecord | undefined, after: DeskRecord): RecordEvent['changes'] {
  return table.columns.flatMap(column => {
    const was: Cell = before?.cells[column.key] ?? null;
    const is: Cell = after.cells[column.key] ?? null;
    const stamp =
      column.owner === 'system' && (column.source.from === 'updated' || column.source.from === 'number');
    return was === is || stamp ? [] : [{ column: column.key, label: column.label, before: was, after: is }];
  });
}

function eventOf(
  { before, by, now }: Incoming,
  after: DeskRecord,
  changes: RecordEvent['changes'],
): RecordEvent {
  return {
    key: after.key,
    table: after.table,
    version: after.version,
    at: now,
    by,
    cycle: after.cycle,
    state: { before: before?.state ?? null, after: after.state },
    changes,
  };
}
