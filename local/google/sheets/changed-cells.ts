// Leaves out of a block of cells what would change nothing: summary tabs are written whole and differ in a few cells.
import { isDeepStrictEqual } from 'node:util';
import type { Cell, CellPatch, Op, Sheet } from '../../workbook/model.ts';
import { checkBounds, patchedCell } from '../../workbook/write-cells.ts';

type CellsOp = Extract<Op, { type: 'cells' }>;

/** The same change with only the rows and cells that differ; none when nothing does. INVALID past the grid, as ever. */
export function changedCells(sheet: Sheet, op: CellsOp): CellsOp[] {
  checkBounds(sheet, op);
  const cells = op.cells.map((patches, offset) => {
    const row = sheet.cells[op.row + offset];
    const effective = patches.map((patch, column) => {
      const before = row?.[op.column + column];
      return isDeepStrictEqual(after(before, patch), before) ? {} : patch;
    });
    return effective.slice(0, effective.findLastIndex(isChange) + 1);
  });
  const first = cells.findIndex(row => row.length > 0);
  if (first < 0) return [];
  const last = cells.findLastIndex(row => row.length > 0);
  return [{ ...op, row: op.row + first, cells: cells.slice(first, last + 1) }];
}

const after = (before: Cell | undefined, patch: CellPatch | null): Cell | undefined =>
  patch === null ? undefined : patchedCell(before, patch);

const isChange = (patch: CellPatch | null): boolean => patch === null || Object.keys(patch).length > 0;
