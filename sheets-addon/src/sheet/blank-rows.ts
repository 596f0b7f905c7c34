// Keeps blank rows below the records of every tab: a sheet that ends at its last record leaves nobody a row to type
// into.
import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import { noteWrite, withLock } from '../platform/lock.ts';
import type { Range, Sheet, Spreadsheet } from '../platform/platform.ts';
import { withoutMarks } from './marks.ts';

/** With fewer blank rows than this a tab grows. */
const MIN_ROWS = 50;
/** Blank rows that it has then: growing seldom costs fewer calls. */
const WANTED_ROWS = 200;

/**
 * Lets a tab grow where too few blank rows lie below row `last`. New rows take formats and drop-downs from the last
 * one, but none of our marks. Called under the lock.
 */
export function keepBlankRows(sheet: Sheet, last: number): void {
  const rows = sheet.getMaxRows();
  if (rows - last >= MIN_ROWS) return;
  const added = last + WANTED_ROWS - rows;
  const full = sheet.getLastRow() === rows;
  const width = sheet.getMaxColumns();
  const fills = full ? (sheet.getRange(rows, 1, 1, width).getBackgrounds()[0] ?? []) : [];
  noteWrite();
  sheet.insertRowsAfter(rows, added);
  const blank = sheet.getRange(rows + 1, 1, added, width);
  takeAfter(sheet.getRange(rows, 1, 1, width), blank);
  const clean = fills.map(withoutMarks);
  if (clean.some((fill, index) => fill !== fills[index] && fills[index]?.toLowerCase() !== '#ffffff'))
    blank.setBackgrounds(Array.from({ length: added }, () => clean));
}

/** The same for all tabs of the desk, whether anything changed in them or not. Throws `LockBusy`. */
export function keepBlankRowsEverywhere(spreadsheet: Spreadsheet, desk: DeskDescription): void {
  withLock(() => {
    for (const { sheetId } of desk.tables) {
      const sheet = spreadsheet.getSheetById(sheetId);
      if (sheet) keepBlankRows(sheet, sheet.getLastRow());
    }
  });
}

/**
 * Inserts rows before the first blank one, this row, with its formats and drop-downs. An editor that somebody has open
 * there goes down with its row, and so does whatever is being typed. Called under the lock.
 */
export function insertBlankRows(sheet: Sheet, first: number, count: number): void {
  const width = sheet.getMaxColumns();
  noteWrite();
  sheet.insertRowsBefore(first, count);
  takeAfter(sheet.getRange(first + count, 1, 1, width), sheet.getRange(first, 1, count, width));
}

/** Whether inserted rows take after their neighbour is Google's to say; these shall. */
function takeAfter(model: Range, blank: Range): void {
  for (const part of ['PASTE_FORMAT', 'PASTE_DATA_VALIDATION'] as const)
    model.copyTo(blank, SpreadsheetApp.CopyPasteType[part], false);
}
