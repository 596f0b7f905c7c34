// A record that others name by a unique value of its own, and that gets another such value: they go on meaning it.

import type { DeskContext } from '../desk/desk.ts';
import type { Instant } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import { namedBy } from '../record/references.ts';
import { systemEvent } from '../record/system-event.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import type { Carried } from './carry.ts';

/** A unique value that a record had, and the one that it has instead. */
export interface Renumbered {
  table: string;
  column: string;
  from: string;
  to: string;
}

/** The unique values that a change has replaced. */
export function renumberedIn(table: Table, before: DeskRecord | undefined, after: DeskRecord): Renumbered[] {
  return staffColumns(table).flatMap(({ key, unique }) => {
    const [from, to] = [before?.cells[key] ?? null, after.cells[key] ?? null];
    if (!unique || typeof from !== 'string' || typeof to !== 'string' || from === to) return [];
    return [{ table: table.key, column: key, from, to }];
  });
}

/** Keys of the records that may name one by a unique value: those of its links whose table has such a column. */
export function namersOf({ table, links }: DeskRecord, desk: Pick<DeskContext, 'tableOf'>): string[] {
  return Object.entries(links).flatMap(([name, all]) => {
    const of = desk.tableOf(name);
    return of && namingKeys(of, table).length > 0 ? all.map(({ key }) => key) : [];
  });
}

const namingKeys = (of: Table, table: string, column?: string) =>
  staffColumns(of).filter(
    ({ kind }) =>
      kind.type === 'named' && kind.table === table && (column === undefined || kind.column === column),
  );

/**
 * A record with the new value where it named another by the old one, open or closed: the value is how it is found, so
 * that nothing else may be meant by it. `undefined` where it names somebody else.
 */
export function renumbered(
  before: DeskRecord,
  of: Table,
  { table, column, from, to }: Renumbered,
  { now, why }: { now: Instant; why: string },
): Carried | undefined {
  const nameOf = (value: string) => namedBy({ value, to: [table], by: column });
  const changes = namingKeys(of, table, column).flatMap(({ key, label }) => {
    const cell = before.cells[key];
    const isMeant = typeof cell === 'string' && nameOf(cell) === nameOf(from);
    return isMeant ? [{ column: key, label, before: cell, after: to }] : [];
  });
  if (changes.length === 0) return undefined;
  const cells = Object.fromEntries(changes.map(each => [each.column, to]));
  const after = { ...before, version: before.version + 1, cells: { ...before.cells, ...cells } };
  return { after, event: systemEvent(after, changes, now, why) };
}

/** Records that are named, of those that name this one. */
const MAX_NAMED = 3;

/** Why the unique value of a record cannot be cleared: where it is named. */
export function clearedInUse(
  column: string,
  { table, links, cells }: DeskRecord,
  desk: Pick<DeskContext, 'tableOf'>,
): Problem | undefined {
  const used = Object.entries(links).flatMap(([name, all]) => {
    const of = desk.tableOf(name);
    if (!of || namingKeys(of, table, column).length === 0) return [];
    return all.map(({ number }) => `${of.title} ${number}`);
  });
  if (used.length === 0) return undefined;
  const where = `${used.slice(0, MAX_NAMED).join('、')}（共 ${used.length} 条）`;
  return problem(column, 'entry_in_use', {
    name: String(cells[column] ?? ''),
    where,
    instead: '请先在那里改写别的编号',
  });
}
