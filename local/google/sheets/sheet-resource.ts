// The Sheet part of a spreadsheet's answer.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets
import type {
  DimensionProperties,
  GridRange,
  Sheet,
  SheetProperties,
  WorkbookData,
} from '../../workbook/model.ts';
import { cellBodyOf } from './cell-data.ts';
import { present } from './cell-format.ts';
import { colorOf } from './color.ts';
import { rangeBodyOf } from './grid-range.ts';
import { ruleBodyOf } from './requests/conditional-formats.ts';
import { filterViewBodyOf } from './requests/filters.ts';
import { protectedRangeBodyOf } from './requests/protected-ranges.ts';

export function propertiesBodyOf(properties: SheetProperties): object {
  const { sheetId, title, index, hidden, tabColor, rowCount, columnCount } = properties;
  return present({
    sheetId,
    title,
    index,
    sheetType: 'GRID',
    gridProperties: present({
      rowCount,
      columnCount,
      frozenRowCount: properties.frozenRowCount || undefined,
      frozenColumnCount: properties.frozenColumnCount || undefined,
      hideGridlines: properties.hideGridlines || undefined,
    }),
    hidden: hidden || undefined,
    ...(tabColor && { tabColor: colorOf(tabColor), tabColorStyle: { rgbColor: colorOf(tabColor) } }),
  });
}

/** A sheet with the cells of these ranges as `data`; without ranges it has none. */
export function sheetBodyOf(
  data: Readonly<WorkbookData>,
  sheet: Sheet,
  ranges: GridRange[] | undefined,
): object {
  const list = (items: object[]) => (items.length > 0 ? items : undefined);
  return present({
    properties: propertiesBodyOf(sheet.properties),
    data: ranges?.map(range => gridDataOf(sheet, range)),
    conditionalFormats: list(sheet.conditionalFormats.map(rule => ruleBodyOf(data, rule))),
    filterViews: list(sheet.filterViews.map(view => filterViewBodyOf(data, view))),
    protectedRanges: list(sheet.protectedRanges.map(range => protectedRangeBodyOf(data, range))),
    basicFilter: sheet.basicFilter && { range: rangeBodyOf(data, sheet.basicFilter) },
    charts: list(sheet.charts),
  });
}

/** Rows end with the last that holds anything, each row with its last such cell. */
function gridDataOf(sheet: Sheet, range: GridRange): object {
  const lastRow = Object.keys(sheet.cells).findLast(row => Number(row) < range.endRow);
  const endRow = lastRow === undefined ? range.startRow : Number(lastRow) + 1;
  const rowData = Array.from({ length: Math.max(0, endRow - range.startRow) }, (_, offset) => {
    const row = sheet.cells[range.startRow + offset] ?? {};
    const lastColumn = Object.keys(row).findLast(column => Number(column) < range.endColumn);
    const width = lastColumn === undefined ? 0 : Number(lastColumn) + 1 - range.startColumn;
    if (width <= 0) return {};
    return {
      values: Array.from({ length: width }, (_, column) => cellBodyOf(row[range.startColumn + column])),
    };
  });
  return present({
    startRow: range.startRow || undefined,
    startColumn: range.startColumn || undefined,
    rowData: rowData.length > 0 ? rowData : undefined,
    rowMetadata: dimensionsOf(sheet.rows, range.startRow, range.endRow, DEFAULT_ROW_HEIGHT),
    columnMetadata: dimensionsOf(sheet.columns, range.startColumn, range.endColumn, DEFAULT_COLUMN_WIDTH),
  });
}

/** In pixels, as Google answers for what nobody has set. */
const DEFAULT_ROW_HEIGHT = 21;
const DEFAULT_COLUMN_WIDTH = 100;

function dimensionsOf(
  kept: Record<number, DimensionProperties>,
  start: number,
  end: number,
  size: number,
): object[] {
  return Array.from({ length: end - start }, (_, offset) => {
    const { pixelSize = size, hidden } = kept[start + offset] ?? {};
    return present({ hiddenByUser: hidden || undefined, pixelSize });
  });
}
