// What a record says of a customer, copied from the file that it names: as long as it is open and nobody has written
// something else there, it follows the file.

import type { DeskContext } from '../desk/desk.ts';
import type { DeskRecord, PrivateCells } from '../record/record.ts';
import type { Cell, Cells } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';

/** A record as it was and is, in full. */
export interface Recopied {
  table: Table;
  before: DeskRecord;
  after: DeskRecord;
  fullBefore: PrivateCells | undefined;
  /** The masked values that it was given with this change. */
  given: PrivateCells;
}

/** Columns that say who a customer is and how to reach him. */
const customerColumns = (table: Table): string[] =>
  staffColumns(table).flatMap(({ key, kind }) =>
    kind.type === 'customer' || kind.type === 'contact' ? [key] : [],
  );

/** Keys of the records that may hold copies of what has changed in this one. */
export function copiersOf(
  { table, before, after, given }: Omit<Recopied, 'fullBefore'>,
  desk: Pick<DeskContext, 'tableOf'>,
): string[] {
  const hasChanged = customerColumns(table).some(
    key => key in given || (before.cells[key] ?? null) !== (after.cells[key] ?? null),
  );
  if (!hasChanged) return [];
  return Object.entries(after.links).flatMap(([name, links]) => {
    const of = desk.tableOf(name);
    return of && sources(of, table).length > 0 ? links.map(({ key }) => key) : [];
  });
}

/** The cells of an open record that follow the one it copied them from. */
export function recopied(
  child: DeskRecord,
  full: PrivateCells | undefined,
  of: Table,
  { table, before, after, fullBefore, given }: Recopied,
): Cells {
  if (child.closedAt !== null) return {};
  const changed = sources(of, table).flatMap(([key, source]): [string, Cell][] => {
    const was = fullBefore?.[source] ?? before.cells[source] ?? null;
    const is = given[source] ?? after.cells[source] ?? null;
    const held = full?.[key] ?? child.cells[key] ?? null;
    return is !== null && was !== null && is !== was && held === was ? [[key, is]] : [];
  });
  return Object.fromEntries(changed);
}

/** Which columns of a table take what names a customer from which column of another, and where the other opens it. */
function sources(of: Table, from: Table): [key: string, source: string][] {
  const named = new Set(customerColumns(from));
  const proposed = staffColumns(of).flatMap(({ key, propose }): [string, string][] => {
    const source = propose?.rule === 'fromReference' ? propose.columns[from.key] : undefined;
    return source === undefined ? [] : [[key, source]];
  });
  const opening = [...(from.opens ?? []), ...from.clocks.flatMap(({ opens }) => opens ?? [])];
  const opened = opening.flatMap(({ table, copies }) => (table === of.key ? Object.entries(copies) : []));
  const all = new Map([...proposed, ...opened].filter(([, source]) => named.has(source)));
  return [...all];
}
