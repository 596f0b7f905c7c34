// Rows that hold what other records hold: a sort over some of the columns, a block that was cut and pasted over another
// row, the undo of either. Judged by what is sent and what the sheet was last told, never by how it came about. Pure.

import { blankAsNull, toWire } from '../cells/cell-codec.ts';
import type { DeskRecord, RecordEvent } from '../record/record.ts';
import type { Cell, StaffColumn } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { type Base, cellAt } from './merge.ts';

/** What becomes of a row that holds another record's cells: it is not taken in. */
export interface Held {
  outcome: 'held';
  problems: Problem[];
}

/** A row of a request beside its record. */
export interface ShownRow {
  key: string;
  /** What stands in the number's cell; absent where that was not sent. */
  number?: string | undefined;
  cells: Record<string, unknown>;
  record: DeskRecord | undefined;
  base: Base;
  events: readonly RecordEvent[];
}

/** From so many rows with another record's cells on, one distinctive cell in each is enough. */
const MANY_ROWS = 3;
/** In fewer rows, so many distinctive cells of one other record. */
const MANY_CELLS = 2;

/** Kinds of few values, in which two rows are alike by chance. */
const COMMON: ReadonlySet<string> = new Set(['option', 'person', 'score', 'number']);
/** Kinds that say whose a row is: one of them is enough. */
const OWN: ReadonlySet<string> = new Set(['contact', 'customer']);

interface Row extends ShownRow {
  /** What the sheet was last told of each column, on the wire. */
  told: Record<string, Cell>;
  /** Columns that now hold something else. */
  changed: StaffColumn[];
}

/** What a row has of another one's cells. */
interface HeldShare {
  row: Row;
  other: Row;
  /** Its distinctive columns: they hold what the other alone held, and no longer holds. */
  columns: StaffColumn[];
}

/**
 * The rows that are not to be taken in, by key, each with the reason. `owners` are records of the table by their
 * number: those whose numbers stand in other records' rows.
 */
export function displacedRows(
  table: Table,
  rows: readonly ShownRow[],
  owners: ReadonlyMap<string, DeskRecord>,
): Map<string, Problem> {
  const all = rows.map(row => readRow(table, row));
  const found = new Map<string, Problem>();
  for (const row of movedRows(all)) found.set(row.key, problem(null, 'rows_displaced', ownNumber(row)));
  for (const row of all) {
    if (found.has(row.key) || !row.record || row.changed.length === 0) continue;
    const { number = '' } = row;
    const other = number === row.record.number ? undefined : owners.get(number);
    if (other && other.key !== row.key && holdsCellsOf(row, other))
      found.set(row.key, problem(null, 'number_displaced', { number, own: row.record.number }));
  }
  return found;
}

/**
 * Whether something distinctive that a row holds by now is what another record holds. A row that shows another's number
 * alone, or options beside it that two rows have alike by chance, is whose key it bears: so is a copy whose answer was
 * painted while its columns were sorted, and went with them.
 */
const holdsCellsOf = ({ changed, cells }: Row, other: DeskRecord): boolean =>
  changed
    .filter(({ kind }) => !COMMON.has(kind.type))
    .some(column => {
      const cell = blankAsNull(cells[column.key]);
      return cell !== null && cell === toWire(column, other.cells[column.key] ?? null);
    });

const ownNumber = ({ record }: Row) => ({ own: record?.number ?? '' });

function readRow(table: Table, row: ShownRow): Row {
  const { record, base, events, cells } = row;
  const told: Record<string, Cell> = {};
  const changed: StaffColumn[] = [];
  for (const column of staffColumns(table)) {
    const { key } = column;
    told[key] = record ? toWire(column, cellAt(key, base, record, events)) : null;
    if (key in cells && blankAsNull(cells[key]) !== told[key]) changed.push(column);
  }
  return { ...row, told, changed };
}

/** The rows among which cells have moved, as far as they hold another's. */
function movedRows(rows: readonly Row[]): Row[] {
  const changed = rows.filter(row => row.changed.length > 0);
  const known = changed.filter(row => row.record);
  if (known.length < 2) return [];
  const holders = holdersOf(known);
  const alike = known.flatMap(row => largestShare(row, holders) ?? []);
  if (!isEvident(alike) && !isPermuted(known)) return [];
  // What somebody typed beside the moved cells makes the row no other's.
  const sure = new Set(alike.map(({ row }) => row));
  return changed.filter(row => sure.has(row) || isPartOf(row, changed, holders));
}

/** Which rows were told a value of a column. */
type Holders = ReadonlyMap<string, Row[]>;

const placeOf = (column: string, value: unknown): string => JSON.stringify([column, value]);

function holdersOf(rows: readonly Row[]): Holders {
  const holders = new Map<string, Row[]>();
  for (const row of rows)
    for (const [column, value] of Object.entries(row.told)) {
      if (value === null) continue;
      const place = placeOf(column, value);
      const known = holders.get(place);
      if (known) known.push(row);
      else holders.set(place, [row]);
    }
  return holders;
}

/** The row whose cells this one has most of, where there is one that alone held them. */
function largestShare(row: Row, holders: Holders): HeldShare | undefined {
  const byOther = new Map<Row, StaffColumn[]>();
  for (const column of row.changed) {
    if (COMMON.has(column.kind.type)) continue;
    const [other, ...others] = holders.get(placeOf(column.key, row.cells[column.key])) ?? [];
    if (!other || others.length > 0 || !other.changed.includes(column)) continue;
    byOther.set(other, [...(byOther.get(other) ?? []), column]);
  }
  const [most] = [...byOther].toSorted(([, one], [, two]) => two.length - one.length);
  return most && { row, other: most[0], columns: most[1] };
}

function isEvident(alike: readonly HeldShare[]): boolean {
  if (alike.length >= MANY_ROWS) return true;
  return alike.some(
    ({ columns }) => columns.length >= MANY_CELLS || columns.some(({ kind }) => OWN.has(kind.type)),
  );
}

/** Whether what changed in each column are the very values that the changed cells held, in another order. */
function isPermuted(rows: readonly Row[]): boolean {
  const columns = new Set(rows.flatMap(row => row.changed));
  if (rows.length < MANY_ROWS && columns.size < MANY_CELLS) return false;
  return [...columns].every(({ key }) => {
    const cells = rows.filter(row => row.changed.some(column => column.key === key));
    const valuesOf = (read: (row: Row) => unknown) =>
      JSON.stringify(cells.map(row => JSON.stringify(read(row))).toSorted());
    return valuesOf(row => blankAsNull(row.cells[key])) === valuesOf(row => row.told[key]);
  });
}

/** Whether every change of a row is a cell that another one held, or one that it gave away. */
function isPartOf(row: Row, changed: readonly Row[], holders: Holders): boolean {
  return row.changed.every(({ key }) => {
    const is = blankAsNull(row.cells[key]);
    if (is !== null) return (holders.get(placeOf(key, is)) ?? []).some(other => other !== row);
    return changed.some(other => other !== row && other.cells[key] === row.told[key]);
  });
}
