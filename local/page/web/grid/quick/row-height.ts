// Measures only cells whose text can make their row higher. Univer composes style, rules and marks of every cell of a
// row for its height, of empty ones too.
import type { ICellData, Nullable, Worksheet } from '@univerjs/core';
import { WrapStrategy } from '@univerjs/core';
import { SpreadsheetSkeleton } from '@univerjs/engine-render';

const HEIGHT = 'calculateAutoHeightForCell';

/** Lets all tabs of this page answer for the height of a cell without looking where nothing is to be seen. */
export function measureFewCells(): void {
  const measure = SpreadsheetSkeleton.prototype[HEIGHT];
  /**
   * Pixels of one line in a style that has an id, which says the same for as long as the styles of its workbook live.
   */
  const lines = new WeakMap<object, Map<string, number | undefined>>();

  SpreadsheetSkeleton.prototype[HEIGHT] = function (this: SpreadsheetSkeleton, row, column) {
    const cell = this.worksheet.getCellRaw(row, column);
    if (!cell?.p && (cell?.v === undefined || cell.v === null || cell.v === '')) return undefined;
    const style = lineStyle(this.worksheet, row, column, cell);
    if (style === undefined) return measure.call(this, row, column);
    const styles = this.getStyles();
    const known = lines.get(styles) ?? new Map<string, number | undefined>();
    lines.set(styles, known);
    // A column's drop-down has an edge of its own.
    const key = `${column} ${style}`;
    if (!known.has(key)) known.set(key, measure.call(this, row, column));
    return known.get(key);
  };
}

/** The style of a cell that stands in one line whatever its text, its row and its column. */
function lineStyle(
  sheet: Worksheet,
  row: number,
  column: number,
  cell: Nullable<ICellData>,
): string | undefined {
  if (typeof cell?.s !== 'string' || cell.p) return undefined;
  if (sheet.getRowStyle(row) || sheet.getColumnStyle(column)) return undefined;
  if (sheet.getDefaultCellStyleInternal()) return undefined;
  const style = sheet.getStyleDataByHash(cell.s);
  return style && style.tb !== WrapStrategy.WRAP && !style.tr ? cell.s : undefined;
}
