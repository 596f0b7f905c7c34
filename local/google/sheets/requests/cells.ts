// Requests that write cells.
import { z } from 'zod';
import { usedRows } from '../../../workbook/locate.ts';
import type { Cell, CellPatch, GridRange } from '../../../workbook/model.ts';
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
      return fill(context, range, named, (row, column) => body.rows[row]?.values[column] ?? {});
    }
    const { sheetId: id = 0, rowIndex = 0, columnIndex = 0 } = body.start ?? {};
    return place(context, { sheetId: id, row: rowIndex, column: columnIndex }, named, body.rows);
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
    return fill(context, range, named, () => body.cell);
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
    const patch: CellPatch = { validation };
    const cells = matrix(range, () => patch);
    put({ data, write }, { sheetId: range.sheetId, row: range.startRow, column: range.startColumn }, cells);
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
      body.rows,
    );
  },
);

const sortRange = request(z.strictObject({ range: gridRange, sortSpecs }), (body, { data, write }) => {
  const range = rangeOf(data, body.range);
  const cells = sortedRows(sheetOf(data, range.sheetId), range, body.sortSpecs);
  put({ data, write }, { sheetId: range.sheetId, row: range.startRow, column: range.startColumn }, cells);
});

function fill(
  { data, write }: RequestContext,
  range: GridRange,
  named: readonly CellField[],
  bodyAt: (row: number, column: number) => CellDataBody,
): void {
  const { cells: kept } = sheetOf(data, range.sheetId);
  // Cells that are one and the same get one and the same patch.
  const made = new Map<CellDataBody, Map<Cell | undefined, CellPatch>>();
  const cells = matrix(range, (row, column) => {
    const body = bodyAt(row, column);
    const before = kept[range.startRow + row]?.[range.startColumn + column];
    const patches = made.get(body) ?? new Map<Cell | undefined, CellPatch>();
    const patch = patches.get(before) ?? patchOf(body, named, before);
    made.set(body, patches.set(before, patch));
    return patch;
  });
  put({ data, write }, { sheetId: range.sheetId, row: range.startRow, column: range.startColumn }, cells);
}

function place(
  { data, write }: RequestContext,
  at: Corner,
  named: readonly CellField[],
  rows: z.infer<typeof rowData>[],
): void {
  const { cells: kept } = sheetOf(data, at.sheetId);
  const cells = rows.map(({ values }, row) =>
    values.map((body, column) => patchOf(body, named, kept[at.row + row]?.[at.column + column])),
  );
  put({ data, write }, at, cells);
}

interface Corner {
  sheetId: number;
  row: number;
  column: number;
}

function put({ data, write }: RequestContext, at: Corner, cells: (CellPatch | null)[][]): void {
  write(...changedCells(sheetOf(data, at.sheetId), { type: 'cells', ...at, cells }));
}

function matrix<T>(range: GridRange, at: (row: number, column: number) => T): T[][] {
  return Array.from({ length: range.endRow - range.startRow }, (_, row) =>
    Array.from({ length: range.endColumn - range.startColumn }, (_, column) => at(row, column)),
  );
}

export const CELL_REQUESTS: Record<string, RequestKind> = {
  updateCells,
  repeatCell,
  setDataValidation,
  appendCells,
  sortRange,
};
