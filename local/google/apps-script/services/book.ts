// How spreadsheet, sheets and ranges reach each other without knowing each other's files. Types only.
import type { Area } from '../calls.ts';
import type { Range, Sheet, Spreadsheet } from '../surface/spreadsheet.ts';

export interface Book {
  spreadsheet(): Spreadsheet;
  sheet(sheetId: number): Sheet;
  /** Throws Google's messages for a range that lies outside its sheet. */
  range(area: Area): Range;
  /** The range of A1 notation on this sheet, or on the one that the notation names. */
  rangeAt(notation: string, sheetId: number): Range;
}
