// The Apps Script objects that the add-on meets, named by where they come from, and what a cell can hold.

/** Set by the bundler: where the service is, without a slash at the end. */
declare const SERVICE_URL: string;

export const serviceUrl = (): string => SERVICE_URL;

export type Spreadsheet = ReturnType<typeof SpreadsheetApp.getActiveSpreadsheet>;
export type Sheet = ReturnType<Spreadsheet['getSheets']>[number];
export type Range = ReturnType<Sheet['getRange']>;

/** What `getValues` gives for one cell; `''` is a blank one. */
export type CellContent = string | number | boolean | Date;

/**
 * The served part of the edit event. `value` and `oldValue` are there only when one cell was edited by typing, and
 * held, or holds, something; they are texts, and of a time its serial number.
 * https://developers.google.com/apps-script/guides/triggers/events
 */
export interface EditEvent {
  range: Range;
  user?: { getEmail(): string };
  value?: string;
  oldValue?: string;
}

/** The spreadsheet that this execution is about; nothing for a clock that Google rings without one. */
export function openSpreadsheet(): Spreadsheet | null {
  return SpreadsheetApp.getActiveSpreadsheet();
}

export interface ChangeEvent {
  changeType: string;
}

function contentOf(value: unknown): CellContent {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value : '';
}

/** The values of a block in one call; rows and columns are counted from 1. */
export function readValues(
  sheet: Sheet,
  row: number,
  column: number,
  rows: number,
  columns: number,
): CellContent[][] {
  const values: unknown[][] = sheet.getRange(row, column, rows, columns).getValues();
  return values.map(line => line.map(contentOf));
}
