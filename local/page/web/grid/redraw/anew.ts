// Which changes of the workbook are drawn by loading it anew.
import type { Op } from '../../../../workbook/model.ts';
import type { Mirror } from '../mirror.ts';

/** More touched cells than this are drawn faster by loading the workbook anew. */
export const MAX_CELLS = 10_000;

interface Size {
  rowCount: number;
  columnCount: number;
}

/**
 * Whether these operations are drawn by loading the workbook anew: Univer starts anew for another set of tabs, and
 * it fails when the last rows or columns of a tab go, for its event names a range that is there no more.
 * @param mirror the workbook before the operations
 * @param active the tab that is shown: cells of others are painted when they are looked at
 */
export function drawnAnew(mirror: Mirror, ops: readonly Op[], active: number): boolean {
  const sizes = new Map<number, Size>();
  let [touched, seen] = [0, false];
  for (const op of ops) {
    if (op.type === 'addSheet' || op.type === 'deleteSheet') return true;
    if (!('sheetId' in op)) continue;
    const size = sizes.get(op.sheetId) ?? {
      ...(mirror.sheet(op.sheetId)?.properties ?? { rowCount: 0, columnCount: 0 }),
    };
    sizes.set(op.sheetId, size);
    if (op.type === 'cells') {
      const count = op.cells.flat().filter(patch => patch === null || Object.keys(patch).length > 0).length;
      touched += count;
      seen ||= count > 0 && op.sheetId === active;
    } else if (op.type === 'insert' || op.type === 'delete') {
      const side = op.dimension === 'ROWS' ? 'rowCount' : 'columnCount';
      if (op.type === 'delete' && op.index + op.count === size[side]) return true;
      size[side] += op.type === 'insert' ? op.count : -op.count;
    } else if (op.type === 'sheet') {
      const { rowCount = size.rowCount, columnCount = size.columnCount } = op.properties;
      if (rowCount < size.rowCount || columnCount < size.columnCount) return true;
      Object.assign(size, { rowCount, columnCount });
    }
  }
  return seen && touched > MAX_CELLS;
}

/** Cells of a tab that operations write to, at most. */
export function cellsWritten(ops: readonly Op[], sheetId: number): number {
  return ops.reduce(
    (sum, op) =>
      op.type === 'cells' && op.sheetId === sheetId
        ? sum + op.cells.length * (op.cells[0]?.length ?? 0)
        : sum,
    0,
  );
}
