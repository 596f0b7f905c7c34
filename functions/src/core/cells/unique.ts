// Values that no two records of a table may share, and the names under which they are taken.

import { digestOf } from '../lib/digest.ts';
import { withoutUnseen } from '../lib/unseen.ts';
import type { Cells, StaffColumn } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';

/** A value that a record holds alone. */
export interface Unique {
  column: StaffColumn;
  value: string;
  name: string;
}

/** A value in the form that is the same for every way of writing it (`c2024 05`, `Ｃ202405`). */
export const uniqueForm = (value: string): string =>
  withoutUnseen(value).normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** The name under which a value is taken. */
export const uniqueKeyOf = (table: string, column: string, value: string): string =>
  digestOf([table, column, uniqueForm(value)].join('|'));

/** The values among a row's cells that nobody else of its table may hold. */
export function uniquesOf(table: Table, cells: Readonly<Record<string, unknown>>): Unique[] {
  return staffColumns(table).flatMap(column => {
    const cell = cells[column.key];
    if (!column.unique || (typeof cell !== 'string' && typeof cell !== 'number') || cell === '') return [];
    return [{ column, value: String(cell), name: uniqueKeyOf(table.key, column.key, String(cell)) }];
  });
}

/** The names that a change of a record takes, and those that it gives up. */
export function namesMoved(
  table: Table,
  before: Cells | undefined,
  after: Cells,
): { taken: string[]; given: string[] } {
  const [was, is] = [uniquesOf(table, before ?? {}), uniquesOf(table, after)].map(all =>
    all.map(({ name }) => name),
  );
  return {
    taken: (is ?? []).filter(name => !was?.includes(name)),
    given: (was ?? []).filter(name => !is?.includes(name)),
  };
}
