// Summary tabs as requests of the Sheets API: only values and formats that the system sets, so that people's notes and widths stay.

import { rgb, type SheetRequest } from './layout.ts';
import {
  LOOKS,
  NUMBER_FORMATS,
  type SummaryCell,
  type SummaryFormat,
  type SummaryPage,
} from './summary-page.ts';
import { DAY, HOUR, wallTime } from './time.ts';

/** Finds where a record stands now: the row number (from 1) in its table's tab, if it is there. */
export type RowFinder = (sheetId: number, key: string) => number | undefined;

const FORMAT_FIELDS = [
  'backgroundColorStyle',
  'textFormat',
  'numberFormat',
  'horizontalAlignment',
  'wrapStrategy',
] as const;

/** Days from 1899-12-30, where the serial numbers of spreadsheets start, to 1970-01-01. */
const SERIAL_OF_1970 = 25_569;

/** Writes a grid into its tab and blanks the rest of it, in one request. Texts are written as texts, never parsed. */
export function writeGrid({ tab, grid }: SummaryPage, zone: string, rowOf: RowFinder): SheetRequest {
  return {
    updateCells: {
      range: {
        sheetId: tab.sheetId,
        startRowIndex: 0,
        endRowIndex: tab.rows,
        startColumnIndex: 0,
        endColumnIndex: tab.widths.length,
      },
      rows: grid.slice(0, tab.rows).map(row => ({ values: row.map(cell => cellData(cell, zone, rowOf)) })),
      fields: ['userEnteredValue', ...FORMAT_FIELDS.map(field => `userEnteredFormat.${field}`)].join(','),
    },
  };
}

function cellData(cell: SummaryCell, zone: string, rowOf: RowFinder): object {
  const look: { background?: string; foreground?: string; bold?: true; size?: number } = cell.style
    ? LOOKS[cell.style]
    : {};
  const row = cell.to && rowOf(cell.to.table.sheetId, cell.to.key);
  const link =
    cell.to && row !== undefined ? { uri: `#gid=${cell.to.table.sheetId}&range=A${row}` } : undefined;
  return {
    userEnteredValue: valueOf(cell, zone),
    userEnteredFormat: {
      ...(look.background && { backgroundColorStyle: { rgbColor: rgb(look.background) } }),
      ...(cell.format && { numberFormat: NUMBER_FORMATS[cell.format] }),
      ...(cell.align && { horizontalAlignment: cell.align.toUpperCase() }),
      ...(cell.wrap && { wrapStrategy: 'WRAP' }),
      textFormat: {
        ...(look.bold && { bold: true }),
        ...(look.size && { fontSize: look.size }),
        ...(look.foreground && { foregroundColorStyle: { rgbColor: rgb(look.foreground) } }),
        ...(link && { link }),
      },
    },
  };
}

function valueOf({ text, format }: SummaryCell, zone: string): object {
  return typeof text === 'number' ? { numberValue: numberOf(text, format, zone) } : { stringValue: text };
}

/** A number in the unit in which the spreadsheet counts: hours, and days of the desk's wall clock. */
function numberOf(value: number, format: SummaryFormat | undefined, zone: string): number {
  switch (format) {
    case 'duration':
      return value / HOUR;
    case 'time':
      return wallTime(value, zone) / DAY + SERIAL_OF_1970;
    case 'date':
      return Math.floor(wallTime(value, zone) / DAY) + SERIAL_OF_1970;
    default:
      return value;
  }
}
