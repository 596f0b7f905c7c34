// Rows that the system opens by itself in another table, once, whatever is repeated.

import { isMissing } from '../calendar/calendar.ts';
import { toWire } from '../cells/cell-codec.ts';
import { showsFull } from '../cells/mask.ts';
import { withinLimit } from '../clocks/open-days.ts';
import type { DeskContext } from '../desk/desk.ts';
import { digestOf } from '../lib/digest.ts';
import type { Instant } from '../lib/time.ts';
import { recipientsOf } from '../notices/recipients.ts';
import type { Clock, DeskRecord, PrivateCells } from '../record/record.ts';
import { hasReached, isMet } from '../record/states.ts';
import type { ClockRule } from '../schema/clock-rule.ts';
import type { Cell, Cells, Column } from '../schema/column.ts';
import type { NewRow, Opening } from '../schema/record-rules.ts';
import { columnOf, stateOf, type Table } from '../schema/table.ts';

/** A row to open: its key follows from the record (and the cycle), so opening it twice is opening it once. */
export interface Opened {
  opening: NewRow;
  key: string;
  /** What it holds beside what the declaration says, as it goes over the wire. */
  cells: Cells;
  /** The column by which it joins a like row for the same customer. */
  joins?: string;
  /** Time column whose day no other open row for the record shares. */
  apart?: string;
}

/**
 * The rows that a record asks for since it came to be as it is; `before` is as it was. Of one that tells of the past,
 * at `pastAt`, only those that are still to be done.
 */
export function openingsOf(
  table: Table,
  record: DeskRecord,
  before: DeskRecord | undefined,
  desk: DeskContext,
  pastAt?: Instant,
): Opened[] {
  return (table.opens ?? [])
    .filter(opening => pastAt === undefined || isStillAhead(opening, record, pastAt))
    .filter(opening => asks(table, opening, record))
    .filter(opening => !(before && before.cycle === record.cycle && asks(table, opening, before)))
    .map(opening => ({
      opening,
      key: keyOf(opening, record),
      cells: cellsWithin(opening, table, record, desk),
      ...(opening.joins !== undefined && { joins: opening.joins }),
    }));
}

/**
 * Whether a row that a record of the past asks for is still to be done: a limit says until when, and it is not over.
 */
function isStillAhead({ within }: Opening, record: DeskRecord, now: Instant): boolean {
  const dueAt = within && record.clocks[within.clock]?.dueAt;
  return typeof dueAt === 'number' && dueAt > now;
}

/** When it is to be done and by whom, where a limit of the record asks for it. */
function cellsWithin(
  { within, table: name }: Opening,
  table: Table,
  record: DeskRecord,
  desk: DeskContext,
): Cells {
  const target = desk.tableOf(name);
  const clock = within && record.clocks[within.clock];
  if (!target || !clock) return {};
  const { startedAt, dueAt } = clock;
  const rule = table.clocks.find(({ id }) => id === within.clock);
  const [to] = rule?.steps.find(({ id }) => id === 'due')?.to ?? [];
  // Who is away for a while is represented when the time comes; who is not in the people tab cannot be named there.
  const [told] = to ? recipientsOf(to, record, table, desk) : [];
  const isBack = desk.people.some(({ name, left }) => name === told?.for && !left);
  const who = isBack ? told?.for : told?.key && told.name;
  const at = dueAt === null ? undefined : withinLimit({ startedAt, dueAt }, record.updatedAt, desk);
  return {
    ...(at !== undefined && { [within.dueIn]: toWire(columnOf(target, within.dueIn), at) }),
    ...(who !== undefined && { [within.who]: who }),
  };
}

/** The row that a clock opens when it is due: one for each time that it started, and each occurrence of it. */
export function dueRowOf(
  rule: ClockRule,
  clock: Pick<Clock, 'startedAt' | 'dueAt' | 'turn'>,
  record: Pick<DeskRecord, 'key'>,
  desk: DeskContext,
): Opened | undefined {
  const { opens } = rule;
  const target = opens && desk.tableOf(opens.table);
  if (!opens || !target || clock.dueAt === null) return undefined;
  const opening = desk.calendar.addWorking(clock.dueAt, 0);
  const at = isMissing(opening) ? clock.dueAt : opening;
  return {
    opening: opens,
    key: digestOf([record.key, rule.id, clock.startedAt, clock.turn?.number ?? 1].join('|')),
    cells: { [opens.dueIn]: toWire(columnOf(target, opens.dueIn), at) },
    apart: opens.dueIn,
  };
}

/** The cells that a row is opened with, as a person would write them; full contacts are taken where they are kept. */
export function openedCells(
  { copies, sets }: NewRow,
  from: { table: Table; record: DeskRecord; privateCells: PrivateCells },
  to: Table,
): Cells {
  const { table, record, privateCells } = from;
  const copied = Object.entries(copies).map(([key, source]): [string, Cells[string]] => {
    const column = columnOf(to, key);
    const cell = fullCell(columnOf(table, source), privateCells[source], record.cells[source] ?? null);
    // Where the number alone could mean a record of another table, the title says which.
    const named = column.owner === 'staff' && column.kind.type === 'reference' && column.kind.to.length > 1;
    return [key, named && cell !== null ? `${table.title} ${cell}` : cell];
  });
  return { ...sets, ...Object.fromEntries(copied) };
}

/** A cell as a person would write it: in full, where what is kept is what it shows. */
function fullCell(column: Column, full: string | null | undefined, shown: Cell): Cell {
  const isPresent =
    typeof full === 'string' && column.owner === 'staff' && showsFull(column.kind, full, shown);
  return isPresent ? full : toWire(column, shown);
}

function asks(table: Table, { when }: Opening, record: DeskRecord): boolean {
  if (typeof when === 'string' || !('reached' in when)) return isMet(when, record.cells, {});
  const closed = stateOf(table, record.state).category === 'closed';
  return !closed && hasReached(table, record.state, when.reached);
}

function keyOf({ table, once }: Opening, record: DeskRecord): string {
  return digestOf([record.key, table, once === 'cycle' ? record.cycle : 1].join('|'));
}
