// The served part of Google's `Spreadsheet` namespace.
import type { Ui } from './base.ts';
import type { Untyped } from './untyped.ts';

export interface DeveloperMetadata {
  getId(): number;
  getKey(): string;
  getValue(): string | null;
  remove(): void;
}

/** Who can read a piece of metadata; of Google's two, every project that can open the document is served. */
export interface DeveloperMetadataVisibility {
  toString(): string;
}

/** What of the cells is copied; of Google's eight kinds these are served. */
export interface CopyPasteType {
  toString(): string;
}

/** Positions are counted from 1, as in the sheet's own row numbers. */
export interface Range {
  activate(): Range;
  clearContent(): Range;
  clearNote(): Range;
  copyTo(destination: Range, copyPasteType: CopyPasteType, transposed: boolean): void;
  getA1Notation(): string;
  getBackground(): string;
  getBackgrounds(): string[][];
  getCell(row: number, column: number): Range;
  getColumn(): number;
  getDisplayValue(): string;
  getDisplayValues(): string[][];
  getFormula(): string;
  getFormulas(): string[][];
  getGridId(): number;
  getHeight(): number;
  getLastColumn(): number;
  getLastRow(): number;
  getNote(): string;
  getNotes(): string[][];
  getNumColumns(): number;
  getNumRows(): number;
  getNumberFormat(): string;
  getNumberFormats(): string[][];
  getRow(): number;
  getRowIndex(): number;
  getSheet(): Sheet;
  getValue(): Untyped;
  getValues(): Untyped[][];
  getWidth(): number;
  isBlank(): boolean;
  offset(rowOffset: number, columnOffset: number): Range;
  offset(rowOffset: number, columnOffset: number, numRows: number): Range;
  offset(rowOffset: number, columnOffset: number, numRows: number, numColumns: number): Range;
  setBackground(color: string | null): Range;
  setBackgrounds(color: (string | null)[][]): Range;
  setFontColor(color: string | null): Range;
  setFontColors(colors: Untyped[][]): Range;
  setFormula(formula: string): Range;
  setFormulas(formulas: string[][]): Range;
  setNote(note: string | null): Range;
  setNotes(notes: (string | null)[][]): Range;
  setNumberFormat(numberFormat: string): Range;
  setNumberFormats(numberFormats: string[][]): Range;
  setValue(value: Untyped): Range;
  setValues(values: Untyped[][]): Range;
}

export interface RangeList {
  clearContent(): RangeList;
  clearNote(): RangeList;
  getRanges(): Range[];
  setBackground(color: string | null): RangeList;
  setFontColor(color: string | null): RangeList;
  setNote(note: string | null): RangeList;
  setNumberFormat(numberFormat: string): RangeList;
  setValue(value: Untyped): RangeList;
}

export interface Sheet {
  activate(): Sheet;
  appendRow(rowContents: Untyped[]): Sheet;
  deleteRow(rowPosition: number): Sheet;
  deleteRows(rowPosition: number, howMany: number): void;
  getActiveRange(): Range | null;
  getDataRange(): Range;
  getIndex(): number;
  getLastColumn(): number;
  getLastRow(): number;
  getMaxColumns(): number;
  getMaxRows(): number;
  getName(): string;
  getParent(): Spreadsheet;
  getRange(row: number, column: number): Range;
  getRange(row: number, column: number, numRows: number): Range;
  getRange(row: number, column: number, numRows: number, numColumns: number): Range;
  getRange(a1Notation: string): Range;
  getRangeList(a1Notations: string[]): RangeList;
  getSheetId(): number;
  getSheetName(): string;
  hideColumns(columnIndex: number): void;
  hideColumns(columnIndex: number, numColumns: number): void;
  insertColumnsAfter(afterPosition: number, howMany: number): Sheet;
  insertRowAfter(afterPosition: number): Sheet;
  insertRowBefore(beforePosition: number): Sheet;
  insertRowsAfter(afterPosition: number, howMany: number): Sheet;
  insertRowsBefore(beforePosition: number, howMany: number): Sheet;
  isColumnHiddenByUser(columnPosition: number): boolean;
  isRowHiddenByFilter(rowPosition: number): boolean;
  isSheetHidden(): boolean;
  setActiveRange(range: Range): Range;
  setActiveSelection(range: Range): Range;
  setActiveSelection(a1Notation: string): Range;
  showColumns(columnIndex: number): void;
  showColumns(columnIndex: number, numColumns: number): void;
}

export interface Spreadsheet {
  addDeveloperMetadata(key: string, value: string, visibility: DeveloperMetadataVisibility): Spreadsheet;
  getActiveCell(): Range;
  getActiveRange(): Range | null;
  getActiveRangeList(): RangeList | null;
  getActiveSheet(): Sheet;
  getCurrentCell(): Range | null;
  getDeveloperMetadata(): DeveloperMetadata[];
  getId(): string;
  getName(): string;
  getNumSheets(): number;
  getRange(a1Notation: string): Range;
  getSheetById(id: number): Sheet | null;
  getSheetByName(name: string): Sheet | null;
  getSheets(): Sheet[];
  getSpreadsheetLocale(): string;
  getSpreadsheetTimeZone(): string;
  getUrl(): string;
  insertSheet(sheetName: string): Sheet;
  setActiveRange(range: Range): Range;
  setActiveSelection(range: Range): Range;
  setActiveSelection(a1Notation: string): Range;
  setActiveSheet(sheet: Sheet): Sheet;
  setCurrentCell(cell: Range): Range;
  toast(msg: string): void;
  toast(msg: string, title: string): void;
  toast(msg: string, title: string, timeoutSeconds: number | null): void;
}

export interface SpreadsheetApp {
  DeveloperMetadataVisibility: { DOCUMENT: DeveloperMetadataVisibility };
  CopyPasteType: { PASTE_FORMAT: CopyPasteType; PASTE_DATA_VALIDATION: CopyPasteType };
  flush(): void;
  getActive(): Spreadsheet;
  getActiveRange(): Range;
  getActiveSheet(): Sheet;
  getActiveSpreadsheet(): Spreadsheet;
  getCurrentCell(): Range;
  getUi(): Ui;
  setActiveRange(range: Range): Range;
  setActiveSheet(sheet: Sheet): Sheet;
}
