// Sheet and RangeList: a tab, named by its id, so that renaming and moving it is harmless.
import type { Dimension, SheetView } from '../calls.ts';
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
  deleteRow(rowPosition: number): Surface.Sheet {
    this.deleteRows(rowPosition, 1);
    return this;
  }
  deleteRows(rowPosition: number, howMany: number): void {
    call('deleteDimension', this.#sheetId, 'ROWS', rowPosition - 1, howMany);
  }
  getActiveRange(): Surface.Range | null {
    const selected = call('readSelection');
    return selected.sheetId === this.#sheetId ? this.#book.range(selected) : null;
  }
  getDataRange(): Surface.Range {
    const { rows, columns } = call('measureContent', this.#sheetId);
    return this.getRange(1, 1, Math.max(rows, 1), Math.max(columns, 1));
  }
  getIndex(): number {
    return this.#view().index + 1;
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
  getParent(): Surface.Spreadsheet {
    return this.#book.spreadsheet();
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
  getRangeList(a1Notations: string[]): Surface.RangeList {
    return rangeListOf(a1Notations.map(it => this.#book.rangeAt(it, this.#sheetId)));
  }
  getSheetId(): number {
    return this.#sheetId;
  }
  hideColumns(columnIndex: number, numColumns: number = 1): void {
    call('setColumnsHidden', this.#sheetId, columnIndex - 1, numColumns, true);
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
  showColumns(columnIndex: number, numColumns: number = 1): void {
    call('setColumnsHidden', this.#sheetId, columnIndex - 1, numColumns, false);
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

  clearContent(): Surface.RangeList {
    return this.#each(range => range.clearContent());
  }
  getRanges(): Surface.Range[] {
    return [...this.#ranges];
  }
  setBackground(color: string | null): Surface.RangeList {
    return this.#each(range => range.setBackground(color));
  }
  setNote(note: string | null): Surface.RangeList {
    return this.#each(range => range.setNote(note));
  }
  setValue(value: unknown): Surface.RangeList {
    return this.#each(range => range.setValue(value));
  }

  #each(act: (range: Surface.Range) => void): this {
    for (const range of this.#ranges) act(range);
    return this;
  }
}

export const rangeListOf = (ranges: Surface.Range[]): Surface.RangeList =>
  guard('RangeList', new RangeListService(ranges));

export function sheetOf(book: Book, sheetId: number): Surface.Sheet {
  return guard('Sheet', new SheetService(book, sheetId));
}
