// What the page that takes past records in and the script behind it tell each other. Types only: the page runs in the
// browser.
import type {
  ImportedRow,
  ImportMapping,
  SourceColumn,
  TargetColumn,
} from '../../../functions/src/contract/exchange.ts';
import type { ImportOrder, ImportProgress, ImportStep, SourceTab } from '../sync/past/import-order.ts';
import type { TEXTS } from '../texts.ts';

export type {
  ImportedRow,
  ImportMapping,
  ImportOrder,
  ImportProgress,
  ImportStep,
  SourceColumn,
  TargetColumn,
};

/** What the page is opened with. */
export interface ImportPageData {
  tabs: SourceTab[];
  /** The tables that records can go to, and the one that was open last. */
  tables: { table: string; title: string }[];
  /** An import that was begun and is not done. */
  underWay?: ImportProgress;
  texts: ImportTexts;
}

/** What is chosen first. */
export interface ImportChoice {
  sheetId: number;
  table: string;
}

/** What is proposed for it. */
export interface ProposedImport {
  /** Number of the row of titles. */
  header: number;
  last: number;
  columns: (SourceColumn & { letters: string; samples: string[] })[];
  targets: TargetColumn[];
  /** What there is to say of the source, as sentences. */
  remarks: string[];
  /** Whether it cannot be imported as it is. */
  isUnfit: boolean;
}

/** Rows that are tried. */
export interface TriedRows {
  rows: ImportedRow[];
  next: number;
  last: number;
}

/** The functions of the script that the page calls. */
export interface ImportScript {
  planImport(choice: ImportChoice): ProposedImport;
  tryImport(asked: { order: ImportOrder; first: number }): TriedRows;
  beginImport(order: ImportOrder): ImportProgress;
  importNext(): ImportStep;
  dropImport(): void;
}

/** Sentences of the page. */
export type ImportTexts = { [name in keyof (typeof TEXTS)['past']]: string };
