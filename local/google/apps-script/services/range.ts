// Range: a rectangle of one sheet; every batch of cells is one call.
import { formatA1 } from '../../../workbook/a1.ts';
import type { Area, TextField, WritableField } from '../calls.ts';
import type * as Surface from '../surface/spreadsheet.ts';
import type { Book } from './book.ts';
import { call, Exception } from './call.ts';
import { checkSize, flatten, unflatten, unflattenTexts } from './grid.ts';
import { enumeration, guard } from './guard.ts';

/** https://developers.google.com/apps-script/reference/spreadsheet/copy-paste-type */
export const CopyPasteType = enumeration('CopyPasteType', ['PASTE_FORMAT', 'PASTE_DATA_VALIDATION']);

class RangeService implements Surface.Range {
  readonly #book: Book;
  readonly #area: Area;

  constructor(book: Book, area: Area) {
    this.#book = book;
    this.#area = area;
  }

  activate(): Surface.Range {
    call('select', this.#area);
    return this;
  }
  copyTo(destination: Surface.Range, copyPasteType: Surface.CopyPasteType, transposed: boolean): void {
    if (transposed) throw new Exception('[local] Range.copyTo transposed is not implemented');
    const to = areaOf(destination);
    // Google repeats the source over a larger destination that it fits, and else copies it once, which no add-on can
    // want.
    if (to.rows % this.#area.rows !== 0 || to.columns % this.#area.columns !== 0)
      throw new Exception('[local] Range.copyTo to an area that the source does not fill is not implemented');
    const part = copyPasteType === CopyPasteType.PASTE_FORMAT ? 'format' : 'validation';
    call('copyPart', this.#area, to, part);
  }
  getA1Notation(): string {
    const { row, column, rows, columns } = this.#area;
    return formatA1({
      startRow: row,
      endRow: row + rows,
      startColumn: column,
      endColumn: column + columns,
    });
  }
  getBackgrounds(): string[][] {
    return this.#texts('background');
  }
  getColumn(): number {
    return this.#area.column + 1;
  }
  getDisplayValues(): string[][] {
    return this.#texts('display');
  }
  getFormulas(): string[][] {
    return this.#texts('formula');
  }
  getLastColumn(): number {
    return this.#area.column + this.#area.columns;
  }
  getLastRow(): number {
    return this.#area.row + this.#area.rows;
  }
  getNote(): string {
    return this.#first('note');
  }
  getNotes(): string[][] {
    return this.#texts('note');
  }
  getNumColumns(): number {
    return this.#area.columns;
  }
  getNumRows(): number {
    return this.#area.rows;
  }
  getNumberFormats(): string[][] {
    return this.#texts('numberFormat');
  }
  getRow(): number {
    return this.#area.row + 1;
  }
  getSheet(): Surface.Sheet {
    return this.#book.sheet(this.#area.sheetId);
  }
  getValues(): unknown[][] {
    return unflatten(call('readValues', this.#area), this.#area.columns);
  }
  setBackgrounds(colors: (string | null)[][]): Surface.Range {
    return this.#write('background', colors);
  }
  setNote(note: string | null): Surface.Range {
    return this.#fill('note', note);
  }
  setNotes(notes: (string | null)[][]): Surface.Range {
    return this.#write('note', notes);
  }
  setValues(values: unknown[][]): Surface.Range {
    checkSize(values, this.#area);
    call('writeValues', this.#area, flatten(values));
    return this;
  }

  #corner(): Area {
    return { ...this.#area, rows: 1, columns: 1 };
  }
  #first(field: TextField): string {
    return call('readTexts', this.#corner(), field)[0] ?? '';
  }
  #texts(field: TextField): string[][] {
    return unflattenTexts(call('readTexts', this.#area, field), this.#area.columns);
  }
  #fill(field: WritableField, text: string | null): this {
    const { rows, columns } = this.#area;
    call('writeTexts', this.#area, field, filled(rows, columns, text).flat());
    return this;
  }
  #write(field: WritableField, texts: (string | null)[][]): this {
    checkSize(texts, this.#area);
    call('writeTexts', this.#area, field, texts.flat());
    return this;
  }
}

/** A range within its sheet. Throws Google's messages for one that lies outside. */
export function rangeOf(book: Book, area: Area): Surface.Range {
  const sheet = call('sheetBounds', area.sheetId);
  for (const [name, at, count, most] of [
    ['row', area.row, area.rows, sheet.rows],
    ['column', area.column, area.columns, sheet.columns],
  ] as const) {
    if (at < 0) throw new Exception(`The starting ${name} of the range is too small.`);
    if (count < 1) throw new Exception(`The number of ${name}s in the range must be at least 1.`);
    if (at + count > most)
      throw new Exception('The coordinates of the range are outside the dimensions of the sheet.');
  }
  return guard('Range', new RangeService(book, area));
}

/** The area of any range that a script hands in. */
function areaOf(range: Surface.Range): Area {
  return {
    sheetId: range.getSheet().getSheetId(),
    row: range.getRow() - 1,
    column: range.getColumn() - 1,
    rows: range.getNumRows(),
    columns: range.getNumColumns(),
  };
}

function filled<T>(rows: number, columns: number, value: T): T[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => value));
}
