// Who the customer of a record is, as far as two records can have the same one.

import { contactKey } from '../lib/contact.ts';
import { type Keyed, keyedDigest, rekeyed } from '../lib/digest.ts';
import type { DeskRecord, PrivateCells } from '../record/record.ts';
import type { Cells } from '../schema/column.ts';
import { columnOf, type Table } from '../schema/table.ts';

/**
 * A name that is the same wherever the same customer is, and tells nothing else: of a full contact the record keeps no
 * more than this. Null when the table knows no customers or none is named.
 */
export function customerOf(
  table: Table,
  cells: Cells,
  privateCells: PrivateCells,
  before: Pick<DeskRecord, 'customer' | 'cells'> | undefined,
  keyed: Keyed,
): DeskRecord['customer'] {
  const column = (table.measures?.customer ?? []).find(key => (cells[key] ?? null) !== null);
  if (column === undefined) return null;
  const full = privateCells[column];
  // A contact that stays masked as it was is the one that was given in full before.
  if (full === undefined && before?.customer?.column === column && before.cells[column] === cells[column])
    return { column, digest: rekeyed(before.customer.digest, keyed) };
  const named = full ?? String(cells[column]);
  return { column, digest: digestIn(table, column, named, keyed) };
}

function digestIn(table: Table, column: string, named: string, keyed: Keyed): string {
  const declared = columnOf(table, column);
  const isContact = declared.owner === 'staff' && declared.kind.type === 'contact';
  return keyedDigest(`${column}|${isContact ? contactKey(named) : named}`, keyed);
}

/** The digests by which records of these tables may know the customer whom a text names in full. */
export function digestsOf(tables: readonly Table[], named: string, keyed: Keyed): string[] {
  const known = tables.flatMap(table =>
    (table.measures?.customer ?? []).map(column => digestIn(table, column, named, keyed)),
  );
  return [...new Set(known)];
}
