// What the page that changes many rows and the script behind it tell each other. Types only: the page runs in the
// browser.
import type {
  BulkAnswer,
  BulkChoice,
  BulkInput,
  BulkRow,
  HandOverAnswer,
} from '../../../functions/src/contract/bulk.ts';
import type { BulkName, ChosenRow, ChosenRows, KeptBulk, KeptRow } from '../sync/bulk/bulk-order.ts';
import type { BULK_TEXTS } from '../texts-of-bulk.ts';

export type { BulkChoice, BulkInput, BulkRow, ChosenRow, HandOverAnswer, KeptBulk, KeptRow };

/** What the page is opened with. */
export interface BulkPageData {
  /** The id of the change that is made here, if one is. */
  bulk: string;
  table: string;
  title: string;
  /** What can be done, each with how it is said. */
  choices: (BulkChoice & { text: string })[];
  /** The last change of many rows that can be put back. */
  last?: KeptBulk;
  /** Whose records are handed over, where that is what the page is for: all tables, whatever is selected. */
  people?: HandOverAnswer['people'];
  /** Most records at a time. */
  most: number;
  texts: BulkTexts;
}

/** What is to be done to some rows. */
export interface BulkOrder extends BulkName {
  column: string;
  value: string;
  rows: BulkInput[];
}

/** Rows of one table that are put back. */
export interface UndoOrder {
  bulk: string;
  table: string;
  rows: KeptRow[];
}

/** The functions of the script that the page calls. */
export interface BulkScript {
  chooseRows(asked: { table: string; from: number }): ChosenRows;
  tryBulk(order: BulkOrder): BulkAnswer;
  changeBulk(order: BulkOrder): BulkAnswer;
  undoBulk(asked: UndoOrder): BulkAnswer;
  listHandOver(asked: { name: string }): HandOverAnswer;
}

/** Sentences of the page. */
export type BulkTexts = { [name in keyof typeof BULK_TEXTS]: string };
