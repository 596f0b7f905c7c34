// What inserted rows or columns take over from their neighbour: sizes, formats and validations, never content.
import type { CellPatch, Op, Sheet } from './model.ts';

/**
 * Operations that give rows or columns that were just inserted the looks of the neighbour `before` or `after` them
 * (Apps Script's insertRowsAfter: before). None when that neighbour is outside the sheet or plain.
 */
export function inheritedCells(
  sheet: Sheet,
  span: { dimension: 'ROWS' | 'COLUMNS'; index: number; count: number },
  from: 'before' | 'after',
): Op[] {
  const { sheetId } = sheet.properties;
  const { dimension, index, count } = span;
  const neighbour = from === 'before' ? index - 1 : index + count;
  const ops: Op[] = [];
  const size = (dimension === 'ROWS' ? sheet.rows : sheet.columns)[neighbour]?.pixelSize;
  if (size !== undefined) {
    ops.push({ type: 'dimension', sheetId, dimension, index, count, properties: { pixelSize: size } });
  }
  const looks = looksOf(sheet, dimension, neighbour);
  if (looks.every(patch => Object.keys(patch).length === 0)) return ops;
  const cells =
    dimension === 'ROWS'
      ? Array.from({ length: count }, () => looks)
      : looks.map(look => Array.from({ length: count }, () => look));
  const [row, column] = dimension === 'ROWS' ? [index, 0] : [0, index];
  return [...ops, { type: 'cells', sheetId, row, column, cells }];
}

function looksOf(sheet: Sheet, dimension: 'ROWS' | 'COLUMNS', neighbour: number): CellPatch[] {
  const { rowCount, columnCount } = sheet.properties;
  const length = dimension === 'ROWS' ? columnCount : rowCount;
  return Array.from({ length }, (_, at) => {
    const cell = dimension === 'ROWS' ? sheet.cells[neighbour]?.[at] : sheet.cells[at]?.[neighbour];
    return {
      ...(cell?.format && { format: cell.format }),
      ...(cell?.validation && { validation: cell.validation }),
    };
  });
}
