// What the desk keeps of a row: the record, its clocks, and the events that made it what it is.

import type { Attempt } from './attempts.ts';
import type { Step } from './clock-rule.ts';
import type { Milestones } from './figures/milestones.ts';
import type { Problem } from './problem.ts';
import type { Link } from './states.ts';
import type { Cells, WorkspaceKey } from './table.ts';
import type { Instant } from './time.ts';

export type StepId = Step['id'];

/** A limit of one record, as it stands. Everything but `said` and `revision` follows from cells, policy and calendar. */
export interface Clock {
  cycle: number;
  startedAt: Instant;
  /** Null when the calendar has no data for the year it would lie in. */
  dueAt: Instant | null;
  stoppedAt: Instant | null;
  steps: { id: StepId; at: Instant }[];
  /** Steps of this revision that have been acted on. */
  said: StepId[];
  /** Of a limit that repeats: which turn this is, counted from 1, and the time up to which turns are over. */
  turn: { number: number; over: Instant } | null;
  /** Counts up when the due time moves, so that a notice for the old one is not taken for the new. */
  revision: number;
}

/** What a finished cycle came to: it stays when the record reopens. */
export interface Cycle {
  cycle: number;
  endedAt: Instant;
  state: string;
  /** Cells that were blanked for the next cycle. */
  cells: Cells;
  /** Other cells that the figures go by, as they stood. */
  standing: Cells;
  clocks: Record<string, Clock>;
  milestones: Milestones;
  /** When it had been closed, if it ever was. */
  closedAt: Instant | null;
}

export interface Author {
  /** Mail of the verified account. */
  account: string;
  /** Mail of the person at the keyboard, as the spreadsheet tells it. */
  editor: string | null;
}

/** Where a row that the system opened comes from. */
export interface Origin {
  table: string;
  key: string;
  number: string;
}

export interface DeskRecord {
  key: string;
  table: string;
  number: string;
  /** Counts up with every accepted change. */
  version: number;
  /** Staff and system cells; contacts and customers' names in their masked form. */
  cells: Cells;
  /** What the system proposed, where it did. */
  proposed: Cells;
  state: string;
  /** Columns of the workspace's own that the summaries count this record by, where there are any. */
  counted?: WorkspaceKey[];
  /** What was found beside the record and holds until it is compared again: it is shown with its notes. */
  findings: Problem[];
  /** Records of other tables that refer to this one, by table. */
  links: Record<string, Link[]>;
  /** The record for which the system opened this one. */
  origin: Origin | null;
  cycle: number;
  cycles: Cycle[];
  /** Tries that came to nothing, in the order in which they were noted. */
  attempts: Attempt[];
  clocks: Record<string, Clock>;
  /** When it came to be solved, rated and so on, in the present cycle. */
  milestones: Milestones;
  /** When something has to be said next; null when nothing is pending. The only field that the scan asks for. */
  nextActionAt: Instant | null;
  /** The nearest limit that still runs; null when none does. */
  dueAt: Instant | null;
  createdAt: Instant;
  updatedAt: Instant;
  /** When it was closed, in the present cycle. */
  closedAt: Instant | null;
  createdBy: Author;
  updatedBy: Author;
}

/** One accepted change. */
export interface RecordEvent {
  key: string;
  table: string;
  number: string;
  version: number;
  at: Instant;
  by: Author;
  cycle: number;
  state: { before: string | null; after: string };
  /** With the column's label at that time, so that history stays readable when columns are renamed. */
  changes: { column: string; label: string; before: Cells[string]; after: Cells[string] }[];
  /** Why the system changed it, where no person did. */
  why?: string;
  /** Columns whose full values `by` has been shown; such an event changes nothing and is of the version that it found. */
  revealed?: { column: string; label: string }[];
}

/** Full values of masked cells, kept apart from the record; null takes one away. */
export type PrivateCells = Record<string, string | null>;

/** The document id of an event: known without a query, so a conflict can fetch just what it needs. */
export function eventId(key: string, version: number): string {
  return `${key}-${version}`;
}
