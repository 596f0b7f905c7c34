// spreadsheets.get, and the spreadsheet in other answers.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets
import type { GridRange, WorkbookData } from '../../workbook/model.ts';
import { invalidArgument } from './api-error.ts';
import { rangeOfA1 } from './grid-range.ts';
import { type Mask, parseMask, reaches } from './mask.ts';
import { metadataBodyOf } from './metadata.ts';
import { namedRangeBodyOf } from './requests/named-ranges.ts';
import { sheetBodyOf } from './sheet-resource.ts';

/** What to answer of a spreadsheet; a field mask, where there is one, decides about the cells alone. */
export interface SpreadsheetView {
  ranges: string[];
  includeGridData: boolean;
  fields: string | undefined;
}

/** Fields that Google would fill and this stand-in does not know: asking for them by name is refused. */
const NOT_SERVED = [
  'dataSources',
  'properties.defaultFormat',
  'properties.spreadsheetTheme',
  'sheets.merges',
  'sheets.bandedRanges',
  'sheets.slicers',
  'sheets.tables',
  'sheets.rowGroups',
  'sheets.columnGroups',
  'sheets.developerMetadata',
  'sheets.data.rowData.values.effectiveFormat',
  'sheets.data.rowData.values.textFormatRuns',
  'sheets.data.rowData.values.pivotTable',
];

export function spreadsheetBodyOf(data: Readonly<WorkbookData>, view: SpreadsheetView): object {
  const mask = view.fields === undefined ? undefined : parseMask(view.fields);
  if (mask) refuseUnserved(mask);
  const withCells = mask ? reaches(mask, 'sheets.data') : view.includeGridData;
  const ranges = view.ranges.map(a1 => rangeOfA1(data, a1));
  const shown = data.sheets.filter(
    ({ properties: p }) => ranges.length === 0 || ranges.some(range => range.sheetId === p.sheetId),
  );
  const names = data.sheets.flatMap(sheet => sheet.namedRanges ?? []);
  return {
    spreadsheetId: data.spreadsheetId,
    properties: { title: data.title, locale: data.locale, autoRecalc: 'ON_CHANGE', timeZone: data.timeZone },
    sheets: shown.map(sheet => {
      const own = ranges.filter(range => range.sheetId === sheet.properties.sheetId);
      return sheetBodyOf(
        data,
        sheet,
        withCells ? (own.length > 0 ? own : [wholeOf(sheet.properties)]) : undefined,
      );
    }),
    ...(names.length > 0 && { namedRanges: names.map(each => namedRangeBodyOf(data, each)) }),
    ...(data.metadata.length > 0 && { developerMetadata: data.metadata.map(metadataBodyOf) }),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${data.spreadsheetId}/edit`,
  };
}

function refuseUnserved(mask: Mask): void {
  for (const path of NOT_SERVED) {
    const named = path.split('.').reduce<Mask | undefined>((here, field) => here?.[field], mask);
    if (named) throw invalidArgument(`fields: "${path}" is not served by the local Sheets stand-in`);
  }
}

function wholeOf(sheet: { sheetId: number; rowCount: number; columnCount: number }): GridRange {
  const { sheetId, rowCount: endRow, columnCount: endColumn } = sheet;
  return { sheetId, startRow: 0, endRow, startColumn: 0, endColumn };
}
