// Sheet and RangeList: a tab, named by its id, so that renaming and moving it is harmless.
import type { Dimension } from '../../../workbook/model.ts';
import type { SheetView } from '../calls.ts';
import type * as Surface from '../surface/spreadsheet.ts';
import type { Book } from './book.ts';
import { call, Exception } from './call.ts';
import { flatten } from './grid.ts';
import { guard } from './guard.ts';

class SheetService implements Surface.Sheet {
  readonly #book: Book;
  readonly #sheetId: number;

  constructor(book: Book, sheetId: number) {
    this.#book = book;
    this.#sheetId = sheetId;
  }

  activate(): Surface.Sheet {
    call('select', { sheetId: this.#sheetId, row: 0, column: 0, rows: 1, columns: 1 });
    return this;
  }
  appendRow(rowContents: unknown[]): Surface.Sheet {
    call('appendRow', this.#sheetId, flatten([rowContents]));
    return this;
  }
  deleteRows(rowPosition: number, howMany: number): void {
    call('deleteDimension', this.#sheetId, 'ROWS', rowPosition - 1, howMany);
  }
  getLastColumn(): number {
    return call('measureContent', this.#sheetId).columns;
  }
  getLastRow(): number {
    return call('measureContent', this.#sheetId).rows;
  }
  getMaxColumns(): number {
    return this.#view().columns;
  }
  getMaxRows(): number {
    return this.#view().rows;
  }
  getName(): string {
    return this.#view().title;
  }
  getRange(
    position: number | string,
    column?: number,
    numRows: number = 1,
    numColumns: number = 1,
  ): Surface.Range {
    if (typeof position === 'string') return this.#book.rangeAt(position, this.#sheetId);
    if (column === undefined) {
      throw new Exception(
        "The parameters (number) don't match the method signature for SpreadsheetApp.Sheet.getRange.",
      );
    }
    return this.#book.range({
      sheetId: this.#sheetId,
      row: position - 1,
      column: column - 1,
      rows: numRows,
      columns: numColumns,
    });
  }
  getSheetId(): number {
    return this.#sheetId;
  }
  insertColumnsAfter(afterPosition: number, howMany: number): Surface.Sheet {
    return this.#insert('COLUMNS', afterPosition, howMany);
  }
  insertRowsAfter(afterPosition: number, howMany: number): Surface.Sheet {
    return this.#insert('ROWS', afterPosition, howMany);
  }
  insertRowsBefore(beforePosition: number, howMany: number): Surface.Sheet {
    return this.#insert('ROWS', beforePosition - 1, howMany);
  }
  isColumnHiddenByUser(columnPosition: number): boolean {
    return call('isHidden', this.#sheetId, 'COLUMNS', columnPosition - 1);
  }
  isRowHiddenByFilter(rowPosition: number): boolean {
    const { rows } = call('sheetBounds', this.#sheetId);
    if (rowPosition < 1 || rowPosition > rows) throw new Exception('Those rows are out of bounds.');
    return call('isFilteredOut', this.#sheetId, rowPosition - 1);
  }

  #view(): SheetView {
    return call('describeSheet', this.#sheetId);
  }
  #insert(dimension: Dimension, index: number, count: number): this {
    call('insertDimension', this.#sheetId, dimension, index, count);
    return this;
  }
}

class RangeListService implements Surface.RangeList {
  readonly #ranges: Surface.Range[];

  constructor(ranges: Surface.Range[]) {
    this.#ranges = ranges;
  }

  getRanges(): Surface.Range[] {
    return [...this.#ranges];
  }
}

export const rangeListOf = (ranges: Surface.Range[]): Surface.RangeList =>
  guard('RangeList', new RangeListService(ranges));

export function sheetOf(book: Book, sheetId: number): Surface.Sheet {
  return guard('Sheet', new SheetService(book, sheetId));
}
