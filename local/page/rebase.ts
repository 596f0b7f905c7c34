// Moves an edit to where its cells are now, after rows and columns that others inserted, deleted or moved meanwhile.
import { isStructure, type Op, type StructureOp } from '../workbook/model.ts';
import { deleteShift, insertShift, moveShift, type Shift } from '../workbook/shift.ts';
import { RequestError } from './http.ts';
import type { PageEdit, ReorderedRows } from './wire.ts';

/**
 * The edits as they have to be applied after `others`. Cells that are gone are dropped.
 * @throws RequestError 409 for structure on structure in one tab, which only a person can sort out
 */
export function rebaseEdits(edits: PageEdit[], others: Op[]): PageEdit[] {
  const structures = others.filter(isStructure);
  return structures.reduce((moved, op) => moved.flatMap(edit => moveEdit(edit, op)), edits);
}

function moveEdit(edit: PageEdit, op: StructureOp): PageEdit[] {
  if (!('sheetId' in edit) || edit.sheetId !== op.sheetId) return [edit];
  switch (edit.type) {
    case 'cells':
      return spread(edit.row, edit.column, edit.cells, op).map(part => ({
        ...edit,
        ...part.at,
        cells: [[part.item]],
      }));
    case 'typed':
      return spread(edit.row, edit.column, edit.texts, op).map(part => ({
        ...edit,
        ...part.at,
        texts: [[part.item]],
      }));
    case 'reorder':
      return moveReordered(edit, op);
    case 'sheet':
    case 'deleteSheet':
      return [edit];
    default:
      throw new RequestError(409, `Rows or columns moved while the page made an edit of type ${edit.type}`);
  }
}

/** The rows and columns that are still there, in the same order; columns that came in between take part. */
function moveReordered(edit: ReorderedRows, op: StructureOp): PageEdit[] {
  const shift = shiftOf(op);
  const moved = (all: number[]) => all.flatMap(index => shift.index(index) ?? []);
  if (op.dimension === 'ROWS')
    return [{ ...edit, rows: moved(edit.rows) }].filter(({ rows }) => rows.length > 0);
  const columns = moved(Array.from({ length: edit.columns }, (_, index) => edit.column + index));
  if (columns.length === 0) return [];
  const column = Math.min(...columns);
  return [{ ...edit, column, columns: Math.max(...columns) - column + 1 }];
}

/** One part per cell: a block may be torn apart. */
function spread<Item>(row: number, column: number, block: Item[][], op: StructureOp) {
  return block.flatMap((line, rowOffset) =>
    line.flatMap((item, columnOffset) => {
      const at = placeOf(row + rowOffset, column + columnOffset, op);
      return at ? [{ at, item }] : [];
    }),
  );
}

function placeOf(row: number, column: number, op: StructureOp): { row: number; column: number } | undefined {
  const index = shiftOf(op).index(op.dimension === 'ROWS' ? row : column);
  if (index === undefined) return undefined;
  return op.dimension === 'ROWS' ? { row: index, column } : { row, column: index };
}

function shiftOf(op: StructureOp): Shift {
  // Only spans depend on the size, and cells have none.
  if (op.type === 'insert') return insertShift(op.index, op.count, Number.POSITIVE_INFINITY);
  if (op.type === 'delete') return deleteShift(op.index, op.count);
  return moveShift(op.index, op.count, op.to);
}
