// Texts of a row that were written over in the sheet before they were sent, held against its record.

import type { RowInput } from '../../contract/contract.ts';
import { check } from '../../core/cells/validate-row.ts';
import { type Overwritten, overwrittenTexts } from '../../core/decide/overwritten.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Author, DeskRecord, RecordEvent } from '../../core/record/record.ts';
import type { Cell, Cells } from '../../core/schema/column.ts';
import type { Table } from '../../core/schema/table.ts';

/** The row's record, and who sends the row when. */
interface Sending {
  table: Table;
  desk: DeskContext;
  before: DeskRecord | undefined;
  by: Author;
  now: Instant;
}

/** What became of them; `values` are the row's as they are to be, `events` the record's latest. */
export function overwrittenIn(
  { table, desk, before, by, now }: Sending,
  { cells, overwritten = {} }: RowInput,
  values: Cells,
  events: readonly RecordEvent[],
): Overwritten {
  const read = (column: string, text: Cell) =>
    check(table, { ...cells, [column]: text }, now, desk).values[column] ?? null;
  return overwrittenTexts(table, overwritten, { before, values, by, zone: desk.zone }, events, read);
}
