// Finds out what the person's action changed in cells, by comparing the grid with the mirror. Sends nothing.
import type { IRange } from '@univerjs/core';
import type { CellPatch, Op } from '../../../workbook/model.ts';
import type { ReorderedRows } from '../../wire.ts';
import { gridFormula, readContent } from './cell.ts';
import { cellOps, type PlacedPatch } from './cell-ops.ts';
import type { Grid } from './grid.ts';
import type { Mirror } from './mirror.ts';
import { sameJson, wholePatch } from './whole-cell.ts';

/** The patch that makes the mirror's cell what the grid shows; `undefined` when it is so already. */
export function cellDifference(
  grid: Grid,
  mirror: Mirror,
  sheetId: number,
  row: number,
  column: number,
): CellPatch | undefined {
  const before = mirror.cell(sheetId, row, column);
  const { value, formula } = readContent(grid.cell(sheetId, row, column));
  const format = grid.format(sheetId, row, column, before?.format);
  const patch: CellPatch = {};
  if (value !== before?.value) patch.value = value ?? null;
  // A formula that the grid was not given goes with the text that it stands for.
  const kept = gridFormula(before) ?? (patch.value === undefined ? undefined : before?.formula);
  if (formula !== kept) patch.formula = formula ?? null;
  if (!sameJson(format, before?.format)) patch.format = format ?? null;
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** Operations for all cells of some ranges. */
export function readRanges(grid: Grid, mirror: Mirror, sheetId: number, ranges: IRange[]): Op[] {
  const properties = mirror.sheet(sheetId)?.properties;
  if (!properties) return [];
  const patches: PlacedPatch[] = [];
  for (const range of ranges) {
    const endRow = Math.min(range.endRow, properties.rowCount - 1);
    const endColumn = Math.min(range.endColumn, properties.columnCount - 1);
    for (let row = Math.max(0, range.startRow || 0); row <= endRow; row += 1)
      for (let column = Math.max(0, range.startColumn || 0); column <= endColumn; column += 1) {
        const patch = cellDifference(grid, mirror, sheetId, row, column);
        if (patch) patches.push({ row, column, patch });
      }
  }
  return cellOps(sheetId, patches);
}

/** Rows that changed places, as the server is told of it. */
export function reorderOf(sheetId: number, range: IRange, order: Record<number, number>): ReorderedRows[] {
  const moved = Object.entries(order)
    .map(([target, source]) => ({ target: Number(target), source }))
    .filter(({ target, source }) => target !== source)
    .toSorted((a, b) => a.target - b.target);
  if (moved.length === 0) return [];
  const columns = range.endColumn - range.startColumn + 1;
  return [
    { type: 'reorder', sheetId, column: range.startColumn, columns, rows: moved.map(each => each.source) },
  ];
}

/** Rows that changed places take everything along: notes and drop-downs too, as in Google Sheets. */
export function readReordered(
  mirror: Mirror,
  sheetId: number,
  range: IRange,
  order: Record<number, number>,
): Op[] {
  const patches: PlacedPatch[] = [];
  for (const [target, source] of Object.entries(order)) {
    const row = Number(target);
    if (row === source) continue;
    for (let column = range.startColumn; column <= range.endColumn; column += 1) {
      patches.push({ row, column, patch: wholePatch(mirror.cell(sheetId, source, column)) });
    }
  }
  return cellOps(sheetId, patches);
}
