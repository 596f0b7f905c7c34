// What a row tells of edits beside its cells, held against its record: texts that were written over in the sheet before
// they were sent, and edits that were stored before anybody knew whose they were.

import type { RowInput } from '../../contract/contract.ts';
import { saysTheSame, toldCell } from '../../core/cells/mask.ts';
import { check } from '../../core/cells/validate-row.ts';
import { plannedOnOpenDays } from '../../core/clocks/open-days.ts';
import { type LateNames, lateNames } from '../../core/decide/late/late-names.ts';
import { type Overwritten, overwrittenTexts } from '../../core/decide/overwritten.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Author, DeskRecord, RecordEvent } from '../../core/record/record.ts';
import type { Cell, Cells } from '../../core/schema/column.ts';
import { staffColumns, type Table } from '../../core/schema/table.ts';

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
  { cells, overwritten = {}, ofOthers = [] }: RowInput,
  values: Cells,
  events: readonly RecordEvent[],
): Overwritten {
  const read = readerOf({ table, desk, now }, cells);
  const isHis = (column: string) => column in cells && !ofOthers.includes(column);
  const told = { before, values, by, zone: desk.zone, now, isHis };
  return overwrittenTexts(table, overwritten, told, events, read);
}

/** What a text of a cell comes to, beside the other cells of its row: a time may be moved off a closed day. */
function readerOf(
  { table, desk, now }: Pick<Sending, 'table' | 'desk' | 'now'>,
  cells: RowInput['cells'],
): (column: string, text: Cell) => Cell {
  return (column, text) => {
    const { values } = check(table, { ...cells, [column]: text }, now, desk);
    const typed = { [column]: values[column] ?? null };
    return plannedOnOpenDays(table, typed, { before: undefined, now }, desk).values[column] ?? null;
  };
}

/**
 * What a row tells of changes that were nobody's; nothing where it tells of none. `values` are its own, and `events`
 * the record's latest.
 */
export function namedByRow(
  sending: Sending & { values: Cells },
  { cells, edited, ofOthers = [], overwritten = {} }: RowInput,
  events: readonly RecordEvent[],
): LateNames | undefined {
  const { table, desk, before, by, now, values } = sending;
  if (!before?.unnamed) return undefined;
  const read = readerOf(sending, cells);
  const columns = staffColumns(table);
  const standing = columns.filter(({ key, kind }) => {
    const is = toldCell(kind, before.cells[key] ?? null);
    const isHis = edited.includes(key) && !ofOthers.includes(key);
    return isHis && saysTheSame(toldCell(kind, values[key] ?? null), is);
  });
  // What stands there is sent by whoever wrote it over, with that: his own text comes without it.
  const own = Object.keys(overwritten).filter(key => !(key in cells) && !ofOthers.includes(key));
  const texts = Object.fromEntries(
    own.map(key => [key, (overwritten[key] ?? []).map(text => read(key, text))] as const),
  );
  const isVouched = desk.sends(by.account);
  const told = { by, isVouched, standing: standing.map(({ key }) => key), texts, zone: desk.zone };
  const late = lateNames(table, before, told, events, now);
  return late.record === before ? undefined : late;
}
