// Many rows changed at once, and what is somebody's in all tables. Types only, as the rest of the contract.

import type { Problem } from './contract.ts';

/** What is done to many rows; `handOver` gives each to whoever takes over from the person who has it. */
export type BulkAction = 'assign' | 'handOver' | 'urgency' | 'close' | 'withdraw';

/** A column that can be set in many rows, and what to. */
export interface BulkChoice {
  action: BulkAction;
  column: string;
  label: string;
  options: string[];
}

/** POST /v1/desks/{deskId}/tables/{table}/bulk-form */
export interface BulkForm {
  choices: BulkChoice[];
}

/** A row by its key, and the token of what the sheet knows of it. */
export interface BulkInput {
  key: string;
  base: string;
}

/** POST /v1/desks/{deskId}/tables/{table}/bulk — sets one column in many rows; a dry run tells what would become. */
export interface BulkRequest {
  dry: boolean;
  /** Of the caller's making; the rows that are changed under it are put back under it. */
  bulk: string;
  column: string;
  value: string;
  rows: readonly BulkInput[];
}

/** `same`: nothing would change; `refused`: the problems say why. */
export type BulkOutcome = 'changed' | 'same' | 'refused';

export interface BulkRow {
  key: string;
  number: string;
  outcome: BulkOutcome;
  /** What changes, as the history says it. */
  changes: string[];
  problems: Problem[];
  /** The token by which a changed row is put back. */
  base: string;
}

export interface BulkAnswer {
  rows: BulkRow[];
}

/** POST /v1/desks/{deskId}/tables/{table}/bulk-undo — puts rows back, each as long as nobody has changed it since. */
export interface BulkUndoRequest {
  bulk: string;
  rows: readonly BulkInput[];
}

/** POST /v1/desks/{deskId}/hand-over — what is a person's in all tables; without a name whom there is. */
export interface HandOverRequest {
  name?: string | undefined;
}

/** A record that is the person's by one of its columns. */
export interface HandOverRow extends BulkInput {
  table: string;
  title: string;
  column: string;
  label: string;
  number: string;
}

export interface HandOverAnswer {
  /** Those who are away first. */
  people: { name: string; away: boolean }[];
  /** The value by which a change of many rows gives each row to whoever takes over. */
  value: string;
  rows: HandOverRow[];
  /** Whether there are more: once these are handed over they are listed. */
  more: boolean;
}
