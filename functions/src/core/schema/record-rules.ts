// The words in which it is declared what becomes of a row beside its states: set aside, tried again, and rows that it
// opens.

import type { Need } from './condition.ts';
import type { Parameter } from './parameters.ts';
import type { Placeholder } from './script-text.ts';

/**
 * States that stand above the others while a column holds one of these values: a record set aside, whatever else is
 * filled in.
 */
export interface Override {
  is: string;
  states: Readonly<Record<string, string>>;
}

/** Tries to reach somebody. One that came to nothing moves from its cells to a list, and the next one is proposed. */
export interface Attempts {
  /** When it was tried. */
  at: string;
  /** What came of it. */
  outcome: string;
  /** The outcome of a try in vain; so many of them, as settings say, are the end. */
  inVain: string;
  /** The outcome of one that was put off, and the column with the time agreed on. */
  appointed: { outcome: string; at: string };
  /** The outcome of one that went astray: tried again once this masked column was corrected. */
  misdirected: { outcome: string; corrects: string };
  /** Takes the time of the next try. */
  next: string;
  /**
   * The outcome by which a customer wants none of these, why the others that wait for the same customer end with it,
   * and for how many days there will be no new ones; and why one ends as his file says that he wants none, see
   * `NoCalls`.
   */
  refusal: { outcome: string; others: string; days: Parameter; filed: string };
  /** Column that says what has become of what a call brought. */
  concluded: string;
  /** Why there will be no more, by the outcome that says so. */
  ends: Readonly<Record<string, string>>;
  /** Why there will be no more after too many in vain. */
  exhausted: string;
  /**
   * Why there will be none, when the record that this one refers to came to an end of its own before anybody was
   * reached.
   */
  settled: string;
  /** Why there will be none where the customer was taken out of what is kept: before he was reached, and after. */
  erased: { awaited: string; called: string };
}

/** When the file of a customer says that he wants no calls, and the column with the numbers of his. */
export interface NoCalls {
  when: Need;
  contact: string;
}

/** What a row that the system opens in another table is opened with. */
export interface NewRow {
  table: string;
  /**
   * Columns of the new row and where in this record their values come from; one is a reference and takes the `number`.
   */
  copies: Readonly<Record<string, string>>;
  /** Columns of the new row that hold the same in each. */
  sets?: Readonly<Record<string, string>>;
  /** Not while an open record that refers to this one holds the same in this column, which `sets` names. */
  unlessOpen?: string;
}

/** A row that is opened when a clock is due. */
export interface DueRow extends NewRow {
  /**
   * Time column of the new row that takes the time at which the clock was due, or the beginning of work after that; on
   * the next day where another open row that refers to the record has its time on this one.
   */
  dueIn: string;
}

/** What is to be done within a limit of the record that a row is opened for. */
export interface Within {
  clock: string;
  /** Time column of the new row: the morning in which the limit warns, or sooner where that would be too late. */
  dueIn: string;
  /** Person column of the new row that takes whom the limit reminds. */
  who: string;
}

/** A row that is opened when a record comes to meet a need. */
export interface Opening extends NewRow {
  /** `reached` is met by a record that has come as far as that state and is not closed. */
  when: Need | { reached: string };
  /** Whether each cycle of the record opens one, or the record only one. */
  once: 'cycle' | 'record';
  within?: Within;
  /**
   * A column of the new row that takes several references: where a like row waits for the same customer, the record is
   * written there instead.
   */
  joins?: string;
}

/** Applies when a need is met, or when a score is at most what a parameter says, or at least a number. */
export type OutcomeCase = { says: string } & (
  | { when: Need }
  | { score: string; atMost: Parameter }
  | { score: string; atLeast: number }
);

/** What to say to a customer about a record; the texts are settings, by their names. */
export interface Script {
  /** Column whose value says which outline it is: `回访类型·提纲`, `回访类型·消息`. */
  by: string;
  /** Staff column at which the message is shown as a note, as long as the record is in its first state. */
  noteOn: string;
  /** Name of the text that one begins with. */
  opening: string;
  /** What each outline is for. */
  goals: Readonly<Record<string, string>>;
  /** Columns that say what the words in braces stand for. */
  from: Readonly<Partial<Record<Placeholder, string>>>;
}

/** Where a record tells those who call its customer what it was about. */
export interface Brief {
  problem: string;
  solution?: string;
  handler?: string;
}

/** Fits where the warranty is in this state and the cause is among these, as far as they are named. */
export interface CostCase {
  warranty?: Warranty;
  causes?: readonly string[];
  value: string;
}

/** Whether a purchase is under warranty. */
export type Warranty = '保修期内' | '已过保' | '未知';
