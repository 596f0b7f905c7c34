// The spreadsheets.values methods but append.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values
import { z } from 'zod';
import { parseInput } from '../../workbook/input.ts';
import { cellsIn, isFilled } from '../../workbook/locate.ts';
import type { CellPatch, GridRange, Op, Sheet, WorkbookData } from '../../workbook/model.ts';
import { sheetOf } from '../../workbook/tabs.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { invalidArgument } from './api-error.ts';
import { type Caller, originOf } from './caller.ts';
import { changedCells } from './changed-cells.ts';
import { a1Of, rangeOfA1 } from './grid-range.ts';
import { majorDimension, type Rendering, renderOptions, renderRange } from './render.ts';
import { check, type RequestContext } from './requests/request.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const valueRange = z.strictObject({
  range: z.string().optional(),
  majorDimension,
  values: z.array(z.array(scalar)).default([]),
});

export const valueInputOption = z.enum(['RAW', 'USER_ENTERED'], {
  error: "'valueInputOption' is required but not specified",
});

/** How an update answers what it wrote. */
export const responseOptions = {
  includeValuesInResponse: z.boolean().default(false),
  responseValueRenderOption: renderOptions.valueRenderOption,
  responseDateTimeRenderOption: renderOptions.dateTimeRenderOption,
};

export type Scalars = z.infer<typeof scalar>[][];

/** How texts become cells; the year of `now` (milliseconds) completes typed dates that have none. */
export interface Entering {
  valueInputOption: z.infer<typeof valueInputOption>;
  now: number | undefined;
}

export function getValues(data: Readonly<WorkbookData>, range: string, query: unknown): object {
  const rendering = check(z.strictObject({ majorDimension, ...renderOptions }), query);
  return valueRangeOf(data, rangeOfA1(data, range), rendering);
}

export function batchGetValues(data: Readonly<WorkbookData>, query: unknown): object {
  const { ranges, ...rendering } = check(
    z.strictObject({ ranges: z.array(z.string()).default([]), majorDimension, ...renderOptions }),
    query,
  );
  return {
    spreadsheetId: data.spreadsheetId,
    valueRanges: ranges.map(range => valueRangeOf(data, rangeOfA1(data, range), rendering)),
  };
}

function valueRangeOf(data: Readonly<WorkbookData>, range: GridRange, rendering: Rendering): object {
  const values = renderRange(sheetOf(data, range.sheetId), range, rendering);
  return {
    range: a1Of(data, range),
    majorDimension: rendering.majorDimension,
    ...(values.length > 0 && { values }),
  };
}

export function updateValues(
  workbook: Workbook,
  range: string,
  query: unknown,
  body: unknown,
  caller: Caller = {},
): object {
  const wish = check(z.strictObject({ valueInputOption, ...responseOptions }), query);
  const given = check(valueRange, body);
  if (given.range !== undefined && !sameRange(workbook.data, given.range, range)) {
    throw invalidArgument(`Requested range (${range}) does not match value range (${given.range})`);
  }
  return workbook.transact(originOf(caller), write => {
    const entering = { valueInputOption: wish.valueInputOption, now: caller.now };
    const written = writeValues({ data: workbook.data, write }, range, given, entering);
    return updateBodyOf(workbook.data, written, given.majorDimension, wish);
  }).result;
}

const sameRange = (data: Readonly<WorkbookData>, a: string, b: string): boolean =>
  a1Of(data, rangeOfA1(data, a)) === a1Of(data, rangeOfA1(data, b));

export function batchUpdateValues(workbook: Workbook, body: unknown, caller: Caller = {}): object {
  const { now } = caller;
  const given = check(
    z.strictObject({ valueInputOption, data: z.array(valueRange).min(1), ...responseOptions }),
    body,
  );
  const { result: responses } = workbook.transact(originOf(caller), write =>
    given.data.map(each => {
      if (each.range === undefined) throw invalidArgument('data.range must be specified');
      const entering = { valueInputOption: given.valueInputOption, now };
      const written = writeValues({ data: workbook.data, write }, each.range, each, entering);
      return updateBodyOf(workbook.data, written, each.majorDimension, given);
    }),
  );
  const total = (key: 'updatedRows' | 'updatedColumns' | 'updatedCells') =>
    responses.reduce((sum, response) => sum + response[key], 0);
  return {
    spreadsheetId: workbook.data.spreadsheetId,
    totalUpdatedRows: total('updatedRows'),
    totalUpdatedColumns: total('updatedColumns'),
    totalUpdatedCells: total('updatedCells'),
    totalUpdatedSheets: new Set(given.data.map(each => rangeOfA1(workbook.data, each.range ?? '').sheetId))
      .size,
    responses,
  };
}

export function clearValues(workbook: Workbook, range: string, caller: Caller = {}): object {
  const [clearedRange] = clearRanges(workbook, [range], caller);
  return { spreadsheetId: workbook.data.spreadsheetId, clearedRange };
}

export function batchClearValues(workbook: Workbook, body: unknown, caller: Caller = {}): object {
  const { ranges } = check(z.strictObject({ ranges: z.array(z.string()).min(1) }), body);
  return { spreadsheetId: workbook.data.spreadsheetId, clearedRanges: clearRanges(workbook, ranges, caller) };
}

/** Empties values and formulas; notes, formats and validations stay. */
function clearRanges(workbook: Workbook, ranges: string[], caller: Caller): string[] {
  const { data } = workbook;
  return workbook.transact(originOf(caller), write =>
    ranges.map(a1 => {
      const range = rangeOfA1(data, a1);
      write(...clearOps(sheetOf(data, range.sheetId), range));
      return a1Of(data, range);
    }),
  ).result;
}

function clearOps(sheet: Sheet, range: GridRange): Op[] {
  const patches = new Map<number, CellPatch[]>();
  for (const { row, column, cell } of cellsIn(sheet, range)) {
    if (!isFilled(cell)) continue;
    const line = patches.get(row) ?? [];
    while (line.length < column - range.startColumn) line.push({});
    line.push({ value: null, formula: null });
    patches.set(row, line);
  }
  return [...patches].map(([row, line]) => {
    return { type: 'cells', sheetId: range.sheetId, row, column: range.startColumn, cells: [line] };
  });
}

/** Where values were written: the block they cover, and how many of them were not null. */
export interface Written {
  range: GridRange;
  rows: number;
  columns: number;
  cells: number;
}

function writeValues(
  context: RequestContext,
  a1: string,
  given: z.infer<typeof valueRange>,
  entering: Entering,
): Written {
  const range = rangeOfA1(context.data, a1);
  const rows = given.majorDimension === 'ROWS' ? given.values : transposed(given.values);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const isOneCell = range.endRow - range.startRow === 1 && range.endColumn - range.startColumn === 1;
  const rowsFit = rows.length <= range.endRow - range.startRow;
  if (!isOneCell && !(rowsFit && width <= range.endColumn - range.startColumn)) {
    const place = rowsFit ? 'column' : 'row';
    throw invalidArgument(
      `Requested writing within range [${a1Of(context.data, range)}], but tried writing past its last ${place}`,
    );
  }
  return enterRows(
    context,
    { sheetId: range.sheetId, row: range.startRow, column: range.startColumn },
    rows,
    entering,
  );
}

/** Writes rows of values from a cell on; `null` leaves a cell as it is, `''` empties it. */
export function enterRows(
  { data, write }: RequestContext,
  at: { sheetId: number; row: number; column: number },
  rows: Scalars,
  { valueInputOption: option, now }: Entering,
): Written {
  const kept = sheetOf(data, at.sheetId).cells;
  const patch = (value: Scalars[number][number], row: number, column: number): CellPatch => {
    if (value === null) return {};
    if (option === 'RAW' || typeof value !== 'string') return { value, formula: null };
    return parseInput(value, kept[at.row + row]?.[at.column + column]?.format, data.timeZone, now);
  };
  const cells = rows.map((line, row) => line.map((value, column) => patch(value, row, column)));
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (columns > 0) write(...changedCells(sheetOf(data, at.sheetId), { type: 'cells', ...at, cells }));
  const [endRow, endColumn] = [at.row + Math.max(1, rows.length), at.column + Math.max(1, columns)];
  return {
    range: { sheetId: at.sheetId, startRow: at.row, endRow, startColumn: at.column, endColumn },
    rows: rows.length,
    columns,
    cells: rows.flat().filter(value => value !== null).length,
  };
}

/** UpdateValuesResponse. */
export function updateBodyOf(
  data: Readonly<WorkbookData>,
  { range, rows, columns, cells }: Written,
  major: 'ROWS' | 'COLUMNS',
  wish: z.infer<z.ZodObject<typeof responseOptions>>,
) {
  const rendering = {
    majorDimension: major,
    valueRenderOption: wish.responseValueRenderOption,
    dateTimeRenderOption: wish.responseDateTimeRenderOption,
  };
  return {
    spreadsheetId: data.spreadsheetId,
    updatedRange: a1Of(data, range),
    updatedRows: rows,
    updatedColumns: columns,
    updatedCells: cells,
    ...(wish.includeValuesInResponse && { updatedData: valueRangeOf(data, range, rendering) }),
  };
}

function transposed(columns: Scalars): Scalars {
  const height = columns.reduce((most, column) => Math.max(most, column.length), 0);
  return Array.from({ length: height }, (_, row) => columns.map(column => column[row] ?? null));
}
