// Who the customer of a record is, as far as two records can have the same one.

import { digestOf } from '../lib/digest.ts';
import type { DeskRecord, PrivateCells } from '../record/record.ts';
import type { Cells, Table } from '../schema/table.ts';

/**
 * A name that is the same wherever the same customer is, and tells nothing else: of a full contact the record keeps no more than this.
 * Null when the table knows no customers or none is named.
 */
export function customerOf(
  table: Table,
  cells: Cells,
  privateCells: PrivateCells,
  before: Pick<DeskRecord, 'customer' | 'cells'> | undefined,
): DeskRecord['customer'] {
  const column = (table.measures?.customer ?? []).find(key => (cells[key] ?? null) !== null);
  if (column === undefined) return null;
  const full = privateCells[column];
  // A contact that stays masked as it was is the one that was given in full before.
  if (full === undefined && before?.customer?.column === column && before.cells[column] === cells[column])
    return before.customer;
  return { column, digest: digestOf(`${column}|${full ?? String(cells[column])}`) };
}
