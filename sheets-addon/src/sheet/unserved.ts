// A spreadsheet that was copied and is no desk yet: its rows came along as they were and say that they are saved, while
// no trigger and no service hears of it.
import type { Sheet, Spreadsheet } from '../platform/platform.ts';
import { readValues } from '../platform/platform.ts';
import { TEXTS } from '../texts.ts';
import { noteWith, PROBLEM_COLOURS } from './notes.ts';
import { FIRST_ROW } from './tab.ts';

/** Where a desk's tab has the column that says what became of a row, by the columns that no other tab has. */
function syncColumn(sheet: Sheet): number | undefined {
  const width = Math.max(1, sheet.getLastColumn());
  const headers = (readValues(sheet, 1, 1, 1, width)[0] ?? []).map(content => String(content).trim());
  const { key, base, sync } = TEXTS.tie;
  if (!headers.includes(key) || !headers.includes(base)) return undefined;
  return headers.findIndex(header => sync.includes(header)) + 1 || undefined;
}

/**
 * Says at every row of every tab, blank ones as well, that nothing is saved here, and at the header how that comes; so
 * that it stands beside whatever is typed. Answers whether there are such tabs.
 */
export function markUnserved(spreadsheet: Spreadsheet): boolean {
  const tabs = spreadsheet.getSheets().flatMap(sheet => {
    const at = syncColumn(sheet);
    return at === undefined ? [] : [{ sheet, at }];
  });
  for (const { sheet, at } of tabs) {
    const rows = sheet.getMaxRows() - FIRST_ROW + 1;
    if (rows < 1) continue;
    const filled = sheet.getLastRow() - FIRST_ROW + 1;
    const range = sheet.getRange(FIRST_ROW, at, rows, 1);
    range.setValues(Array.from({ length: rows }, () => [TEXTS.unserved]));
    if (filled > 0) {
      const saved = sheet.getRange(FIRST_ROW, at, filled, 1);
      saved.setBackgrounds(Array.from({ length: filled }, () => [PROBLEM_COLOURS.error]));
    }
    const header = sheet.getRange(1, at);
    const told = { column: null, code: 'unserved', severity: 'error', message: TEXTS.unservedSheet } as const;
    const note = noteWith(header.getNote(), [told]);
    if (note !== header.getNote()) header.setNote(note);
  }
  return tabs.length > 0;
}

/** Takes away what was said, where a spreadsheet becomes a desk. */
export function clearUnserved(spreadsheet: Spreadsheet): void {
  for (const sheet of spreadsheet.getSheets()) {
    const at = syncColumn(sheet);
    const rows = sheet.getLastRow() - FIRST_ROW + 1;
    if (at === undefined || rows < 1) continue;
    const range = sheet.getRange(FIRST_ROW, at, rows, 1);
    const said = readValues(sheet, FIRST_ROW, at, rows, 1).map(([content]) => content === TEXTS.unserved);
    if (!said.includes(true)) continue;
    const values = range.getValues();
    const fills = range.getBackgrounds();
    range.setValues(said.map((is, row) => (is ? [''] : (values[row] ?? ['']))));
    range.setBackgrounds(said.map((is, row) => (is ? [null] : (fills[row] ?? [null]))));
    const header = sheet.getRange(1, at);
    header.setNote(noteWith(header.getNote(), []));
  }
}
