// GridRange, DimensionRange and A1 of the wire, and the workbook's closed ranges.
import { z } from 'zod';
import { formatA1, quoteTitle } from '../../workbook/a1.ts';
import { locate } from '../../workbook/locate.ts';
import type { GridRange, WorkbookData } from '../../workbook/model.ts';
import { sheetOf } from '../../workbook/tabs.ts';
import { invalidArgument } from './api-error.ts';

const index = z.int().min(0);
export const sheetId = z.int().min(0).default(0);

export const gridRange = z.strictObject({
  sheetId,
  startRowIndex: index.optional(),
  endRowIndex: index.optional(),
  startColumnIndex: index.optional(),
  endColumnIndex: index.optional(),
});

export type GridRangeBody = z.infer<typeof gridRange>;

/** Closes the open ends at the sheet's edge. INVALID_ARGUMENT when it is empty or reaches past the grid. */
export function rangeOf(data: Readonly<WorkbookData>, body: GridRangeBody): GridRange {
  const { rowCount, columnCount } = sheetOf(data, body.sheetId).properties;
  const { startRowIndex: startRow = 0, startColumnIndex: startColumn = 0 } = body;
  const { endRowIndex: endRow = rowCount, endColumnIndex: endColumn = columnCount } = body;
  const range = { sheetId: body.sheetId, startRow, endRow, startColumn, endColumn };
  if (startRow >= endRow || startColumn >= endColumn) {
    throw invalidArgument(`range is empty: ${JSON.stringify(body)}`);
  }
  return withinGrid(data, range);
}

function withinGrid(data: Readonly<WorkbookData>, range: GridRange): GridRange {
  const { rowCount, columnCount } = sheetOf(data, range.sheetId).properties;
  if (range.endRow <= rowCount && range.endColumn <= columnCount) return range;
  throw invalidArgument(
    `Range (${a1Of(data, range)}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`,
  );
}

/** The wire's form; a side that spans the whole sheet is left open. */
export function rangeBodyOf(data: Readonly<WorkbookData>, range: GridRange): object {
  const { rowCount, columnCount } = sheetOf(data, range.sheetId).properties;
  const { startRow, endRow, startColumn, endColumn } = range;
  return {
    sheetId: range.sheetId,
    ...((startRow > 0 || endRow < rowCount) && { startRowIndex: startRow, endRowIndex: endRow }),
    ...((startColumn > 0 || endColumn < columnCount) && {
      startColumnIndex: startColumn,
      endColumnIndex: endColumn,
    }),
  };
}

/** The range that A1 notation names. INVALID_ARGUMENT when it names none or reaches past the grid. */
export function rangeOfA1(data: Readonly<WorkbookData>, a1: string): GridRange {
  const range = locate(data, a1);
  if (!range) throw invalidArgument(`Unable to parse range: ${a1}`);
  return withinGrid(data, range);
}

export function a1Of(data: Readonly<WorkbookData>, range: GridRange): string {
  return `${quoteTitle(sheetOf(data, range.sheetId).properties.title)}!${formatA1(range)}`;
}

export const dimension = z.enum(['ROWS', 'COLUMNS']);

export const dimensionRange = z.strictObject({
  sheetId,
  dimension,
  startIndex: index.optional(),
  endIndex: index.optional(),
});

/** A span of rows or columns as operations name it; open ends are the sheet's edge. */
export function spanOf(data: Readonly<WorkbookData>, body: z.infer<typeof dimensionRange>) {
  const { rowCount, columnCount } = sheetOf(data, body.sheetId).properties;
  const { startIndex = 0, endIndex = body.dimension === 'ROWS' ? rowCount : columnCount } = body;
  if (startIndex >= endIndex) throw invalidArgument(`range is empty: ${JSON.stringify(body)}`);
  return {
    sheetId: body.sheetId,
    dimension: body.dimension,
    index: startIndex,
    count: endIndex - startIndex,
  };
}
