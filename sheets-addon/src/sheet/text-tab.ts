// A tab of its own for texts that leave the desk: nothing in it is reckoned, and no row of it is the desk's.
import type { Sheet, Spreadsheet } from '../platform/platform.ts';
import { asText } from './cells.ts';
import type { TextPiece, TextPlace } from './text-piece.ts';

/** Writes lines of one width below those that are there, and makes a tab for the first. */
export function writeLines(spreadsheet: Spreadsheet, { sheetId, name, lines }: TextPiece): TextPlace {
  const known = sheetId === null ? null : spreadsheet.getSheetById(sheetId);
  const sheet = known ?? spreadsheet.insertSheet(freeName(spreadsheet, name));
  const width = lines[0]?.length ?? 0;
  if (width > 0) {
    const first = sheet.getLastRow() + 1;
    makeRoom(sheet, first + lines.length - 1, width);
    sheet
      .getRange(first, 1, lines.length, width)
      .setValues(lines.map(line => line.map(text => asText(text, ''))));
  }
  return { sheetId: sheet.getSheetId(), name: sheet.getName() };
}

function makeRoom(sheet: Sheet, rows: number, columns: number): void {
  const [height, width] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (rows > height) sheet.insertRowsAfter(height, rows - height);
  if (columns > width) sheet.insertColumnsAfter(width, columns - width);
}

function freeName(spreadsheet: Spreadsheet, name: string): string {
  let free = name;
  for (let count = 2; spreadsheet.getSheetByName(free); count += 1) free = `${name}（${count}）`;
  return free;
}
