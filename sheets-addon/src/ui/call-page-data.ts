// What the page for calls and the script behind it tell each other. Types only: the page runs in the browser.
import type { CallerAnswer, CallForm } from '../../../functions/src/contract/call-form.ts';
import type { TEXTS } from '../texts.ts';

export type { CallerRecord, CallField } from '../../../functions/src/contract/call-form.ts';

/** What the page is opened with. */
export interface CallPageData {
  form: CallForm;
  texts: CallTexts;
  /** The script's time when the page was made, ms: the page counts on from it. */
  openedAt: number;
}

/** What is typed, by column; times as ISO 8601. */
export type CallCells = { [column: string]: string };

/** A call to be written into the sheet. */
export interface CallRow {
  table: string;
  /** Of a row that was written before, as a draft is; `''` for a new one. */
  key: string;
  cells: CallCells;
}

/** What became of it. */
export interface SavedCall {
  key: string;
  row: number;
  /** `waiting` is in the sheet and goes to the service by itself. */
  outcome: 'saved' | 'waiting' | 'lacking';
  number: string;
  /** What the row says is wrong or remarkable, as sentences. */
  remarks: string[];
}

/** The functions of the script that the page calls. */
export interface CallScript {
  findCaller(text: string): CallerAnswer;
  saveCall(call: CallRow): SavedCall;
  goToRecord(number: string): string;
  /** `isLast` when the sidebar is about to go. */
  sendMine(isLast?: boolean): void;
}

/** Sentences of the page. */
export type CallTexts = { [name in keyof (typeof TEXTS)['call']]: string };
