// What comes in from other books and goes out to them. Types only, as the rest of the contract.

import type { Problem, WireCell } from './contract.ts';

/** POST /v1/desks/{deskId}/tables/{table}/import-plan — which columns of a source are which of the table. */
export interface ImportPlanRequest {
  /** The first rows of the source, as texts. */
  rows: string[][];
}

/** A column of the source: its title, and what it is proposed to be. */
export interface SourceColumn {
  title: string;
  column: string | null;
  /** Why: by the column's very label, another word for it, or a part of it. */
  how: 'exact' | 'synonym' | 'contained' | null;
}

/** A column of the table that can be taken in. */
export interface TargetColumn {
  key: string;
  label: string;
  required: boolean;
  /** What may stand in it, where that is a list. */
  options?: readonly string[];
}

export interface ImportPlan {
  /** Index of the row of titles; -1 where there is none. */
  header: number;
  columns: SourceColumn[];
  targets: TargetColumn[];
  problems: Problem[];
}

/** How the rows of a source are read. */
export interface ImportMapping {
  /** The titles of the source's columns, from the left: a line that repeats them is no record. */
  titles: readonly string[];
  /** The column that each of them is; null: left out. */
  columns: readonly (string | null)[];
  /** What stands in a column wherever the source says nothing. */
  fixed: Readonly<Record<string, string>>;
  /** What a text of the source means, by column. */
  values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** POST /v1/desks/{deskId}/tables/{table}/import — takes past records in; a dry run only tells what would become. */
export interface ImportRequest extends ImportMapping {
  dry: boolean;
  rows: readonly { row: number; cells: readonly WireCell[] }[];
}

/** `known`: taken in before, or the same as another row; `skipped`: no record, as a line of sums. */
export type ImportOutcome = 'taken' | 'known' | 'refused' | 'skipped';

export interface ImportedRow {
  /** Row of the source. */
  row: number;
  outcome: ImportOutcome;
  /** Blank in a dry run. */
  number: string;
  /** The state that the record is in with what it brings. */
  state: string;
  problems: Problem[];
  /** Texts of the source that are none of a column's choices: what is meant can be said in `values`. */
  unknown: { column: string; text: string }[];
}

export interface ImportAnswer {
  rows: ImportedRow[];
}

/** POST /v1/desks/{deskId}/table-export — records as they stand, page by page. */
export interface TableExportRequest {
  /** One table; all of them where none is named. */
  table?: string | undefined;
  /** Only what came in in this month, `2026-11`. */
  month?: string | undefined;
  /** Contacts in full: for supervisors, and written into the history of each record. */
  full: boolean;
  /** The `next` of the page before. */
  after?: string | undefined;
}

export interface ExportedTable {
  table: string;
  title: string;
  /** Labels of the columns, in their order. */
  titles: string[];
  /** Records by their row keys: a later page may tell of one again, as it stands then. */
  rows: { key: string; number: string; cells: string[] }[];
}

export interface TableExportAnswer {
  tables: ExportedTable[];
  next: string | null;
}
