// Finds out what the person's action changed in cells, by comparing the grid with the mirror. Sends nothing.
import type { IRange } from '@univerjs/core';
import type { Cell, CellPatch, Op } from '../../../workbook/model.ts';
import { gridFormula, readContent } from './cell.ts';
import { cellOps, type PlacedPatch } from './cell-ops.ts';
import type { Grid } from './grid.ts';
import type { Mirror } from './mirror.ts';

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

/** A patch that leaves nothing of what the cell was. */
export function wholePatch(cell: Cell | undefined): CellPatch {
  return {
    value: cell?.value ?? null,
    formula: cell?.formula ?? null,
    note: cell?.note ?? null,
    format: cell?.format ?? null,
    validation: cell?.validation ?? null,
  };
}

/** Equal as data, whatever the order of keys. */
export function sameJson(one: unknown, other: unknown): boolean {
  return one === other || canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    item && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
