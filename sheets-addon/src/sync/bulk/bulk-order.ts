// Which rows are changed at once, and what is remembered of it. Types only: its page runs in the browser.
import type { BulkInput } from '../../../../functions/src/contract/bulk.ts';

/** A record of the selection, and where its row stood. */
export interface ChosenRow {
  /** Nothing of a row that nobody has selected. */
  row?: number;
  /** The title of its table, where they are of several. */
  title?: string;
  key: string;
  base: string;
  number: string;
}

/** What a look at some rows of the selection came to; rows that are no records, by their numbers. */
export interface ChosenRows {
  rows: ChosenRow[];
  drafts: number[];
  held: number[];
  /** Rows that share their record with one above them. */
  twice: number[];
  /** The row from which on to look next; nothing where all has been looked at. */
  next: number | null;
  /** The last row of the selection with anything in it. */
  last: number;
}

/** What was done to which table, in words. */
export interface BulkName {
  /** Its id. */
  bulk: string;
  table: string;
  what: string;
}

/** A row that is put back, and the table that it is of. */
export interface KeptRow extends BulkInput {
  table: string;
}

export interface KeptBulk extends Pick<BulkName, 'bulk' | 'what'> {
  rows: KeptRow[];
}
