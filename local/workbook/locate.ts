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
export function usedRows({ cells, properties }: Sheet): number {
  for (let row = properties.rowCount - 1; row >= 0; row -= 1) {
    const columns = cells[row];
    // Without lists of its cells: scripts ask for this all the time, and most rows of a tab hold formats only.
    for (const column in columns) if (isFilled(columns[Number(column)])) return row + 1;
  }
  return 0;
}

/** Columns up to the last that holds a value or formula; formats and notes do not count. */
export function usedColumns({ cells, properties }: Sheet): number {
  let used = 0;
  for (const row in cells) {
    for (let column = properties.columnCount - 1; column >= used; column -= 1) {
      if (isFilled(cells[Number(row)]?.[column])) used = column + 1;
    }
  }
  return used;
}

export function isFilled(cell: Cell | undefined): boolean {
  return cell !== undefined && (cell.value !== undefined || cell.formula !== undefined);
}
