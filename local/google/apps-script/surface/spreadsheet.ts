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
  copyTo(destination: Range, copyPasteType: CopyPasteType, transposed: boolean): void;
  getA1Notation(): string;
  getBackgrounds(): string[][];
  getColumn(): number;
  getDisplayValues(): string[][];
  getFormulas(): string[][];
  getLastColumn(): number;
  getLastRow(): number;
  getNote(): string;
  getNotes(): string[][];
  getNumColumns(): number;
  getNumRows(): number;
  getNumberFormats(): string[][];
  getRow(): number;
  getSheet(): Sheet;
  getValues(): Untyped[][];
  setBackgrounds(color: (string | null)[][]): Range;
  setNote(note: string | null): Range;
  setNotes(notes: (string | null)[][]): Range;
  setValues(values: Untyped[][]): Range;
}

export interface RangeList {
  getRanges(): Range[];
}

export interface Sheet {
  activate(): Sheet;
  appendRow(rowContents: Untyped[]): Sheet;
  deleteRows(rowPosition: number, howMany: number): void;
  getLastColumn(): number;
  getLastRow(): number;
  getMaxColumns(): number;
  getMaxRows(): number;
  getName(): string;
  getRange(row: number, column: number): Range;
  getRange(row: number, column: number, numRows: number): Range;
  getRange(row: number, column: number, numRows: number, numColumns: number): Range;
  getRange(a1Notation: string): Range;
  getSheetId(): number;
  insertColumnsAfter(afterPosition: number, howMany: number): Sheet;
  insertRowsAfter(afterPosition: number, howMany: number): Sheet;
  insertRowsBefore(beforePosition: number, howMany: number): Sheet;
  isColumnHiddenByUser(columnPosition: number): boolean;
  isRowHiddenByFilter(rowPosition: number): boolean;
}

export interface Spreadsheet {
  addDeveloperMetadata(key: string, value: string, visibility: DeveloperMetadataVisibility): Spreadsheet;
  getActiveRangeList(): RangeList | null;
  getActiveSheet(): Sheet;
  getCurrentCell(): Range | null;
  getDeveloperMetadata(): DeveloperMetadata[];
  getId(): string;
  getName(): string;
  getRange(a1Notation: string): Range;
  getSheetById(id: number): Sheet | null;
  getSheetByName(name: string): Sheet | null;
  getSheets(): Sheet[];
  getSpreadsheetTimeZone(): string;
  insertSheet(sheetName: string): Sheet;
  toast(msg: string): void;
  toast(msg: string, title: string): void;
  toast(msg: string, title: string, timeoutSeconds: number | null): void;
}

export interface SpreadsheetApp {
  DeveloperMetadataVisibility: { DOCUMENT: DeveloperMetadataVisibility };
  CopyPasteType: { PASTE_FORMAT: CopyPasteType; PASTE_DATA_VALIDATION: CopyPasteType };
  flush(): void;
  getActiveSheet(): Sheet;
  getActiveSpreadsheet(): Spreadsheet;
  getCurrentCell(): Range;
  getUi(): Ui;
}
