// Requests that write cells.
import { z } from 'zod';
import { usedRows } from '../../../workbook/locate.ts';
import type { Cell, CellPatch, GridRange } from '../../../workbook/model.ts';
import { once } from '../../../workbook/once.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { invalidArgument } from '../api-error.ts';
import {
  CELL_FIELDS,
  type CellDataBody,
  type CellField,
  cellData,
  dataValidation,
  patchOf,
  rowData,
  validationOf,
} from '../cell-data.ts';
import { changedCells } from '../changed-cells.ts';
import { gridRange, rangeOf, sheetId } from '../grid-range.ts';
import { namedFields } from '../mask.ts';
import { type RequestContext, type RequestKind, request } from './request.ts';
import { sortedRows, sortSpecs } from './sort.ts';

const index = z.int().min(0).default(0);
const fields = z.string().default('');

const updateCells = request(
  z.strictObject({
    rows: z.array(rowData).default([]),
    fields,
    start: z.strictObject({ sheetId, rowIndex: index, columnIndex: index }).optional(),
    range: gridRange.optional(),
  }),
  (body, context) => {
    if (!body.start === !body.range) throw invalidArgument('Either start or range must be given');
    const named = namedFields(body.fields, CELL_FIELDS);
    if (body.range) {
      const range = rangeOf(context.data, body.range);
      const width = Math.max(0, ...body.rows.map(row => row.values.length));
      if (body.rows.length > range.endRow - range.startRow || width > range.endColumn - range.startColumn) {
        throw invalidArgument('rows reach past the range');
      }
      const at = (row: number, column: number) => body.rows[row]?.values[column] ?? NOTHING;
      return place(context, cornerOf(range), named, matrix(range, at));
    }
    const { sheetId: id = 0, rowIndex = 0, columnIndex = 0 } = body.start ?? {};
    return place(context, { sheetId: id, row: rowIndex, column: columnIndex }, named, linesOf(body.rows));
  },
);

const repeatCell = request(
  z.strictObject({ range: gridRange, cell: cellData.default({}), fields }),
  (body, context) => {
    const named = namedFields(body.fields, CELL_FIELDS);
    const range = rangeOf(context.data, body.range);
    const several = range.endRow - range.startRow > 1 || range.endColumn - range.startColumn > 1;
    if (several && body.cell.userEnteredValue?.formulaValue !== undefined) {
      throw invalidArgument('cell.userEnteredValue.formulaValue over several cells is not served here');
    }
    return place(context, cornerOf(range), named, uniform(range, body.cell));
  },
);

const setDataValidation = request(
  z.strictObject({
    range: gridRange,
    rule: dataValidation.optional(),
    filteredRowsIncluded: z.boolean().optional(),
  }),
  (body, { data, write }) => {
    const range = rangeOf(data, body.range);
    const validation = body.rule ? validationOf(body.rule) : null;
    put({ data, write }, cornerOf(range), uniform<CellPatch>(range, { validation }));
  },
);

const appendCells = request(
  z.strictObject({ sheetId, rows: z.array(rowData).min(1), fields }),
  (body, context) => {
    const sheet = sheetOf(context.data, body.sheetId);
    const row = usedRows(sheet);
    const missing = row + body.rows.length - sheet.properties.rowCount;
    if (missing > 0) {
      const at = sheet.properties.rowCount;
      context.write({ type: 'insert', sheetId: body.sheetId, dimension: 'ROWS', index: at, count: missing });
    }
    place(
      context,
      { sheetId: body.sheetId, row, column: 0 },
      namedFields(body.fields, CELL_FIELDS),
      linesOf(body.rows),
    );
  },
);

const sortRange = request(z.strictObject({ range: gridRange, sortSpecs }), (body, { data, write }) => {
  const range = rangeOf(data, body.range);
  const cells = sortedRows(sheetOf(data, range.sheetId), range, body.sortSpecs);
  put({ data, write }, cornerOf(range), cells);
});

/** Gives cells the named fields of what stands for them, line by line. */
function place(
  { data, write }: RequestContext,
  at: Corner,
  named: readonly CellField[],
  lines: readonly CellDataBody[][],
): void {
  const { cells: kept } = sheetOf(data, at.sheetId);
  const patchFor = once((before: Cell | undefined, body: CellDataBody) => patchOf(body, named, before));
  const patchesFor = once((before: Record<number, Cell> | undefined, bodies: CellDataBody[]) =>
    bodies.map((body, column) => patchFor(before?.[at.column + column], body)),
  );
  put(
    { data, write },
    at,
    lines.map((bodies, row) => patchesFor(kept[at.row + row], bodies)),
  );
}

const NOTHING: CellDataBody = {};

const linesOf = (rows: readonly z.infer<typeof rowData>[]): CellDataBody[][] =>
  rows.map(({ values }) => values);

interface Corner {
  sheetId: number;
  row: number;
  column: number;
}

function put({ data, write }: RequestContext, at: Corner, cells: (CellPatch | null)[][]): void {
  write(...changedCells(sheetOf(data, at.sheetId), { type: 'cells', ...at, cells }));
}

const cornerOf = ({ sheetId, startRow, startColumn }: GridRange): Corner => ({
  sheetId,
  row: startRow,
  column: startColumn,
});

function matrix<T>(range: GridRange, at: (row: number, column: number) => T): T[][] {
  return Array.from({ length: range.endRow - range.startRow }, (_, row) =>
    Array.from({ length: range.endColumn - range.startColumn }, (_, column) => at(row, column)),
  );
}

/** The same in all cells: one line, which stands for every row. */
function uniform<T>(range: GridRange, item: T): T[][] {
  const line = Array.from({ length: range.endColumn - range.startColumn }, () => item);
  return Array.from({ length: range.endRow - range.startRow }, () => line);
}

export const CELL_REQUESTS: Record<string, RequestKind> = {
  updateCells,
  repeatCell,
  setDataValidation,
  appendCells,
  sortRange,
};
