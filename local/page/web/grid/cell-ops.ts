// Gathers patches of single cells into few blocks. Pure.
import type { CellPatch, CellsOp } from '../../../workbook/model.ts';

export interface PlacedPatch {
  row: number;
  column: number;
  patch: CellPatch;
}

/** Blocks of touching columns, and of touching rows where they are alike; holes are not touched. */
export function cellOps(sheetId: number, patches: PlacedPatch[]): CellsOp[] {
  const sorted = patches.toSorted((a, b) => a.row - b.row || a.column - b.column);
  const runs: CellsOp[] = [];
  for (const { row, column, patch } of sorted) {
    const last = runs.at(-1);
    const line = last?.cells[0];
    if (last && line && last.row === row && last.column + line.length === column) line.push(patch);
    else runs.push({ type: 'cells', sheetId, row, column, cells: [[patch]] });
  }
  const blocks: CellsOp[] = [];
  for (const run of runs) {
    const above = blocks.find(
      block =>
        block.column === run.column &&
        block.row + block.cells.length === run.row &&
        block.cells[0]?.length === run.cells[0]?.length,
    );
    if (above) above.cells.push(...run.cells);
    else blocks.unshift(run);
  }
  return blocks.toReversed();
}
