// Finds what A1 notation names in a workbook, and reads blocks of its cells.
import { parseA1 } from './a1.ts';
import type { Cell, GridRange, Sheet, WorkbookData } from './model.ts';

/**
 * The range that A1 notation names, open ends closed at the sheet's edge; `undefined` when its tab is missing or it is
 * no A1 notation. Without a tab it is of `home`, by default the first one. It may reach past the grid.
 */
export function locate(data: Readonly<WorkbookData>, a1: string, home?: Sheet): GridRange | undefined {
  const parsed = parseA1(a1);
  if (!parsed) return undefined;
  const byTitle = (title: string) =>
    data.sheets.find(each => each.properties.title.toLowerCase() === title.toLowerCase());
  const { title, startRow = 0, startColumn = 0 } = parsed;
  // A title that looks like a cell ("A1") is only a title where a tab has it.
  const sheet = title === undefined ? (home ?? data.sheets[0]) : byTitle(title);
  if (!sheet) return undefined;
  const { sheetId, rowCount, columnCount } = sheet.properties;
  const { endRow = Math.max(rowCount, startRow + 1), endColumn = Math.max(columnCount, startColumn + 1) } =
    parsed;
  return { sheetId, startRow, endRow, startColumn, endColumn };
}

/** All cells of a range that hold something, row by row, left to right. */
export function* cellsIn(
  sheet: Sheet,
  range: Omit<GridRange, 'sheetId'>,
): Generator<{ row: number; column: number; cell: Cell }> {
  for (const [row, columns] of Object.entries(sheet.cells)) {
    if (Number(row) < range.startRow) continue;
    if (Number(row) >= range.endRow) return;
    for (const [column, cell] of Object.entries(columns)) {
      if (Number(column) < range.startColumn) continue;
      if (Number(column) >= range.endColumn) break;
      yield { row: Number(row), column: Number(column), cell };
    }
  }
}

/** Rows down to the last that holds a value or formula; formats and notes do not count. */
export function usedRows(sheet: Sheet): number {
  const last = Object.entries(sheet.cells).findLast(([, columns]) => Object.values(columns).some(isFilled));
  return last ? Number(last[0]) + 1 : 0;
}

export function isFilled(cell: Cell | undefined): boolean {
  return cell !== undefined && (cell.value !== undefined || cell.formula !== undefined);
}
