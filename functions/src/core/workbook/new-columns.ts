// What a staff tab gets with columns that are new to it: header, width and format. Which ones are new, and where, is
// not known here.

import type { Column } from '../schema/column.ts';
import { isAskedFor, type TabColumn } from '../schema/tab-columns.ts';
import { cellFormat, MUTED } from './cell-format.ts';
import { rgb, type SheetRequest } from './sheet-request.ts';

const COLOURS = {
  header: '#e8f0fe',
  requiredHeader: '#c6dafc',
  computedHeader: '#eceff1',
  text: '#202124',
};
/** In pixels. */
const HEADER_HEIGHT = 36;

/** Header, widths and formats of columns that are new to a tab, from `start` on. */
export function newColumns(
  sheetId: number,
  start: number,
  columns: readonly TabColumn[],
  rowCount: number,
): SheetRequest[] {
  const header = columns.map(({ label, note, computed, column }) => ({
    userEnteredValue: { stringValue: label },
    note,
    userEnteredFormat: {
      backgroundColorStyle: { rgbColor: rgb(headerFill(column)) },
      textFormat: {
        bold: true,
        foregroundColorStyle: { rgbColor: rgb(computed ? MUTED : COLOURS.text) },
      },
      verticalAlignment: 'MIDDLE',
      wrapStrategy: 'WRAP',
    },
  }));
  return [
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: start },
        rows: [{ values: header }],
        fields: 'userEnteredValue,note,userEnteredFormat',
      },
    },
    {
      updateDimensionProperties: {
        range: { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 1 },
        properties: { pixelSize: HEADER_HEIGHT },
        fields: 'pixelSize',
      },
    },
    ...columns.flatMap((each, index) => columnRequests(sheetId, start + index, each, rowCount)),
  ];
}

/** What has to be filled in is seen at a glance; what the system fills in is grey. */
function headerFill(column: Column | undefined): string {
  if (column?.owner !== 'staff') return COLOURS.computedHeader;
  return isAskedFor(column) ? COLOURS.requiredHeader : COLOURS.header;
}

function columnRequests(sheetId: number, index: number, each: TabColumn, rowCount: number): SheetRequest[] {
  const format = cellFormat(each);
  return [
    {
      repeatCell: {
        range: {
          sheetId,
          startRowIndex: 1,
          endRowIndex: rowCount,
          startColumnIndex: index,
          endColumnIndex: index + 1,
        },
        cell: { userEnteredFormat: format },
        fields: Object.keys(format)
          .map(field => `userEnteredFormat.${field}`)
          .join(','),
      },
    },
    {
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: index, endIndex: index + 1 },
        properties: { pixelSize: each.width, hiddenByUser: each.hidden },
        fields: 'pixelSize,hiddenByUser',
      },
    },
  ];
}
