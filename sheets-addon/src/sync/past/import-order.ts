// What an import is, and how far it is. Types only: its page runs in the browser.
import type { ImportedRow, ImportMapping } from '../../../../functions/src/contract/exchange.ts';

/** A tab of the spreadsheet by its id. */
export interface SourceTab {
  sheetId: number;
  name: string;
}

/** What is imported, and how. */
export interface ImportOrder {
  sheetId: number;
  table: string;
  /** Number of the row of titles. */
  header: number;
  mapping: ImportMapping;
}

/** What has become of the rows so far. */
export interface ImportCounts {
  taken: number;
  known: number;
  refused: number;
  skipped: number;
}

/** How far an import is. */
export interface ImportProgress extends ImportCounts {
  /** Names of the tab that it comes from and of the table that it goes to. */
  from: string;
  to: string;
  /** The row that comes next, and the last. */
  next: number;
  last: number;
  done: boolean;
  /** Numbers of the first rows that were refused. */
  refusedRows: number[];
}

/** The same with what was just answered. */
export interface ImportStep extends ImportProgress {
  rows: ImportedRow[];
}
