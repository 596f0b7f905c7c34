// Cells of summary tabs as CellData of the Sheets API, and the marks by which a cell that changed is told from one that
// did not. https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/cells#CellData

import { digestOf } from '../lib/digest.ts';
import { DAY, HOUR, wallTime } from '../lib/time.ts';
import {
  type CellTarget,
  LOOKS,
  type Look,
  NUMBER_FORMATS,
  type SummaryCell,
  type SummaryFormat,
} from '../reports/page.ts';
import { rowsName } from '../schema/tab-columns.ts';
import { rgb } from './sheet-request.ts';

/** What the system writes of a cell; a person's note is none of it. */
export interface CellBody {
  userEnteredValue?: object;
  userEnteredFormat?: object;
  note?: string;
}

const FORMAT_FIELDS = [
  'backgroundColorStyle',
  'textFormat',
  'numberFormat',
  'horizontalAlignment',
  'verticalAlignment',
  'wrapStrategy',
];

/** The field mask of what the system writes, without notes. */
export const CELL_FIELDS = [
  'userEnteredValue',
  ...FORMAT_FIELDS.map(each => `userEnteredFormat.${each}`),
].join(',');

const LINK_COLOUR = '#1155cc';

/** Days from 1899-12-30, where the serial numbers of spreadsheets start, to 1970-01-01. */
const SERIAL_OF_1970 = 25_569;

/**
 * The cells of a row as they are written. Texts are written as texts, never parsed; the only formulas are links of
 * texts, and those are made here. A number stays a number, which charts and sums need, and is a link by its format.
 */
export function rowBodies(row: readonly SummaryCell[], zone: string): CellBody[] {
  // Beside a text of several lines the others begin where it begins.
  const atTop = row.some(({ wrap }) => wrap);
  return row.map(cell => cellBody(cell, zone, atTop));
}

function cellBody(cell: SummaryCell, zone: string, atTop: boolean): CellBody {
  if (cell.text === '' && !cell.style && !cell.note) return {};
  const look: Look = cell.style ? LOOKS[cell.style] : {};
  const foreground = look.foreground ?? (cell.to && LINK_COLOUR);
  const textFormat = {
    ...(look.bold && { bold: true }),
    ...(look.size && { fontSize: look.size }),
    ...(cell.to && { underline: true }),
    ...(cell.to && typeof cell.text === 'number' && { link: { uri: addressOf(cell.to) } }),
    ...(foreground && { foregroundColorStyle: { rgbColor: rgb(foreground) } }),
  };
  const format = {
    ...(look.background && { backgroundColorStyle: { rgbColor: rgb(look.background) } }),
    ...(cell.format && { numberFormat: NUMBER_FORMATS[cell.format] }),
    ...(cell.align && { horizontalAlignment: cell.align.toUpperCase() }),
    ...(atTop && { verticalAlignment: 'TOP' }),
    ...(cell.wrap && { wrapStrategy: 'WRAP' }),
    ...(Object.keys(textFormat).length > 0 && { textFormat }),
  };
  return {
    ...(cell.text !== '' && { userEnteredValue: sheetValue(cell, zone) }),
    ...(Object.keys(format).length > 0 && { userEnteredFormat: format }),
    ...(cell.note && { note: cell.note }),
  };
}

/**
 * A short word that differs when the cell does; `''` for a blank one, and it ends in `n` where the cell has a note of
 * the system's.
 */
export function markOf(body: CellBody): string {
  if (Object.keys(body).length === 0) return '';
  return digestOf(JSON.stringify(body)).slice(0, 12) + (body.note ? 'n' : '');
}

export const hasNote = (mark: string | undefined): boolean => mark?.endsWith('n') ?? false;

function sheetValue({ text, format, to }: SummaryCell, zone: string): object {
  if (to && typeof text === 'string') return { formulaValue: linkFormula(to, text) };
  return typeof text === 'number' ? { numberValue: sheetNumber(text, format, zone) } : { stringValue: text };
}

/**
 * A link to a filter view, or one that finds its row by the hidden key whenever it is followed, so that it holds when
 * rows are sorted or moved, and nobody has to read where they are. Without the row or the view it leads to the tab.
 */
function linkFormula(to: CellTarget, label: string): string {
  if (to.key === undefined) return `=HYPERLINK(${quoted(addressOf(to))},${quoted(label)})`;
  const row = `MATCH(${quoted(to.key)},${rowsName(to.table)},0)`;
  return `=HYPERLINK(${quoted(addressOf(to))}&IFERROR("&range=A"&${row},""),${quoted(label)})`;
}

/** Where a link leads that nobody has to look for: of a record to its tab. */
function addressOf(to: CellTarget): string {
  if (to.table === undefined) return `#gid=${to.sheetId}&range=A${to.row}`;
  return `#gid=${to.table.sheetId}${to.view === undefined ? '' : `&fvid=${to.view}`}`;
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** A number in the unit in which the spreadsheet counts: hours, and days of the desk's wall clock. */
function sheetNumber(value: number, format: SummaryFormat | undefined, zone: string): number {
  switch (format) {
    case 'duration':
    case 'durationChange':
      return value / HOUR;
    case 'shareChange':
      return 100 * value;
    case 'time':
      return wallTime(value, zone) / DAY + SERIAL_OF_1970;
    case 'date':
      return Math.floor(wallTime(value, zone) / DAY) + SERIAL_OF_1970;
    default:
      return value;
  }
}
