// spreadsheets.values.append: finds the table in the range and writes after it.
// https://developers.google.com/workspace/sheets/api/guides/values#append_values
import { z } from 'zod';
import { cellsIn, isFilled } from '../../workbook/locate.ts';
import type { GridRange, Sheet } from '../../workbook/model.ts';
import { sheetOf } from '../../workbook/tabs.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { invalidArgument } from './api-error.ts';
import { type Caller, originOf } from './caller.ts';
import { a1Of, rangeOfA1 } from './grid-range.ts';
import { check, type RequestContext } from './requests/request.ts';
import { enterRows, responseOptions, updateBodyOf, valueInputOption, valueRange } from './values.ts';

const options = z.strictObject({
  valueInputOption,
  insertDataOption: z.enum(['OVERWRITE', 'INSERT_ROWS']).default('OVERWRITE'),
  ...responseOptions,
});

export function appendValues(
  workbook: Workbook,
  a1: string,
  query: unknown,
  body: unknown,
  caller: Caller = {},
): object {
  const wish = check(options, query);
  const given = check(valueRange, body);
  if (given.majorDimension === 'COLUMNS') throw invalidArgument('appending by COLUMNS is not served here');
  const { data } = workbook;
  return workbook.transact(originOf(caller), write => {
    const range = rangeOfA1(data, a1);
    const sheet = sheetOf(data, range.sheetId);
    const table = lastTable(sheet, range);
    const at = {
      sheetId: range.sheetId,
      row: table?.endRow ?? range.startRow,
      column: table?.startColumn ?? range.startColumn,
    };
    const tableRange = table && a1Of(data, table);
    if (wish.insertDataOption === 'INSERT_ROWS' && table && given.values.length > 0) {
      const count = given.values.length;
      write({ type: 'insert', sheetId: range.sheetId, dimension: 'ROWS', index: at.row, count });
    }
    const width = given.values.reduce((most, row) => Math.max(most, row.length), 0);
    growTo({ data, write }, sheet, at.row + given.values.length, at.column + width);
    const written = enterRows({ data, write }, at, given.values, { ...wish, now: caller.now });
    return {
      spreadsheetId: data.spreadsheetId,
      ...(tableRange && { tableRange }),
      updates: updateBodyOf(data, written, 'ROWS', wish),
    };
  }).result;
}

/** Append alone adds rows and columns that are missing. */
function growTo({ write }: RequestContext, sheet: Sheet, rows: number, columns: number): void {
  const { sheetId, rowCount, columnCount } = sheet.properties;
  if (rows > rowCount) {
    write({ type: 'insert', sheetId, dimension: 'ROWS', index: rowCount, count: rows - rowCount });
  }
  if (columns > columnCount) {
    write({
      type: 'insert',
      sheetId,
      dimension: 'COLUMNS',
      index: columnCount,
      count: columns - columnCount,
    });
  }
}

/**
 * The lowest block of touching filled cells that starts in the range, grown beyond the range; none in a blank range.
 */
function lastTable(sheet: Sheet, range: GridRange): GridRange | undefined {
  let seed: { row: number; column: number } | undefined;
  for (const { row, column, cell } of cellsIn(sheet, range)) if (isFilled(cell)) seed = { row, column };
  if (!seed) return undefined;
  const box: GridRange = {
    sheetId: range.sheetId,
    startRow: seed.row,
    endRow: seed.row + 1,
    startColumn: seed.column,
    endColumn: seed.column + 1,
  };
  while (grow(sheet, box));
  return box;
}

function grow(sheet: Sheet, box: GridRange): boolean {
  const filled = (startRow: number, endRow: number, startColumn: number, endColumn: number) => {
    for (let row = startRow; row < endRow; row += 1) {
      for (let column = startColumn; column < endColumn; column += 1) {
        if (isFilled(sheet.cells[row]?.[column])) return true;
      }
    }
    return false;
  };
  const { startRow, endRow, startColumn, endColumn } = box;
  if (filled(startRow - 1, startRow, startColumn - 1, endColumn + 1)) box.startRow -= 1;
  if (filled(endRow, endRow + 1, startColumn - 1, endColumn + 1)) box.endRow += 1;
  if (filled(startRow - 1, endRow + 1, startColumn - 1, startColumn)) box.startColumn -= 1;
  if (filled(startRow - 1, endRow + 1, endColumn, endColumn + 1)) box.endColumn += 1;
  return (
    box.startRow < startRow ||
    box.endRow > endRow ||
    box.startColumn < startColumn ||
    box.endColumn > endColumn
  );
}
