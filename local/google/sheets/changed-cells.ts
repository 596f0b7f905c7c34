// Leaves out of a block of cells what would change nothing: summary tabs are written whole and differ in a few cells.
import { isDeepStrictEqual } from 'node:util';
import type { Cell, CellPatch, CellsOp, Sheet } from '../../workbook/model.ts';
import { once } from '../../workbook/once.ts';
import { checkBounds, patcher } from '../../workbook/write-cells.ts';

/** The same change with only the rows and cells that differ; none when nothing does. INVALID past the grid, as ever. */
export function changedCells(sheet: Sheet, op: CellsOp): CellsOp[] {
  checkBounds(sheet, op);
  const differs = comparer();
  const changed = once((row: Sheet['cells'][number] | undefined, patches: CellsOp['cells'][number]) => {
    const effective = patches.map((patch, column) =>
      differs(row?.[op.column + column], patch) ? patch : NOTHING,
    );
    return effective.slice(0, effective.findLastIndex(isChange) + 1);
  });
  const cells = op.cells.map((patches, offset) => changed(sheet.cells[op.row + offset], patches));
  const first = cells.findIndex(row => row.length > 0);
  if (first < 0) return [];
  const last = cells.findLastIndex(row => row.length > 0);
  return [{ ...op, row: op.row + first, cells: cells.slice(first, last + 1) }];
}

const NOTHING: CellPatch = {};

/** Whether a patch makes another cell; worked out once for cells and patches that are one and the same. */
function comparer(): (before: Cell | undefined, patch: CellPatch | null) => boolean {
  const patched = patcher();
  return once((before, patch) => !isDeepStrictEqual(patched(before, patch), before));
}

const isChange = (patch: CellPatch | null): boolean => patch === null || Object.keys(patch).length > 0;
