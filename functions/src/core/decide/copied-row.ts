// A row that was copied from another one in the sheet: what it takes along from its original, and what stays there.

import { toWire } from '../cells/cell-codec.ts';
import { hasPrivatePart, hidesItself, mayHide, showsFull } from '../cells/mask.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Cell, StaffColumn } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';

/** The base token of a row that was copied and not saved yet: it names the row that it was copied from. */
const COPY = /^copy:([A-Za-z0-9][A-Za-z0-9-]{7,63})$/;

/** The key of the row that a row was copied from, as its base token tells it. */
export function originalOf(base: string): string | undefined {
  return COPY.exec(base)?.[1];
}

/** The base token of a row that was copied from the row with this key. */
export const copyOf = (key: string): string => `copy:${key}`;

/**
 * Whether a row shows something that a record hides just as that one shows it, which nobody types by himself, and no
 * contact or name that another one hides.
 */
export function showsHiddenOf(
  table: Table,
  sent: Readonly<Record<string, unknown>>,
  { cells }: DeskRecord,
): boolean {
  const hiding = staffColumns(table).filter(({ key, kind }) => {
    const cell = sent[key];
    return typeof cell === 'string' && (hidesItself(kind, cell) || mayHide(kind, cell));
  });
  const isSame = (column: StaffColumn) => sent[column.key] === toWire(column, cells[column.key] ?? null);
  return hiding.some(isSame) && hiding.every(each => isSame(each) || !isMasked(each));
}

export interface Copied {
  cells: Record<string, unknown>;
  /** Labels of the columns that were left with the original. */
  left: string[];
  /**
   * Columns that were blanked since the system had filled them in for the original: it may propose something else now.
   */
  anew: string[];
}

/**
 * The cells of a copied row, going by what nobody has changed since it was copied: a masked value becomes the full one
 * behind it, what tells of the course of the original stays there, and what the system had proposed for the original it
 * proposes anew; of its course also what a finished cycle of it had. `full` gives a cell of the original in full.
 */
export function copiedCells(
  table: Table,
  sent: Readonly<Record<string, unknown>>,
  original: DeskRecord,
  full: (column: string) => Cell,
): Copied {
  const cells = { ...sent };
  const left: string[] = [];
  const anew: string[] = [];
  for (const column of staffColumns(table)) {
    const { key, kind, label } = column;
    const held = original.cells[key] ?? null;
    const isShown = (cell: Cell) => cell !== null && sent[key] === toWire(column, cell);
    if (isOfCourse(table, column)) {
      // The original may have been opened anew since it was copied.
      const put = original.cycles.map(cycle => cycle.cells[key] ?? null);
      if ([held, ...put].some(isShown)) {
        cells[key] = null;
        left.push(label);
      }
      continue;
    }
    if (held === null || !isShown(held)) continue;
    if (isMasked(column)) cells[key] = full(key);
    else if (column.propose && original.proposed[key] === held) {
      cells[key] = null;
      anew.push(key);
    } else if (hasPrivatePart(kind) && showsFull(kind, full(key), held)) cells[key] = full(key);
  }
  return { cells, left, anew };
}

/** Whether a column tells of the course of one record: it is filled anew in each cycle, or withdraws the record. */
const isOfCourse = ({ withdrawal }: Table, { key, perCycle }: StaffColumn): boolean =>
  perCycle === true || withdrawal?.is === key;

/** Whether a column is shown masked as a whole. */
const isMasked = ({ kind: { type } }: StaffColumn): boolean => type === 'contact' || type === 'customer';
