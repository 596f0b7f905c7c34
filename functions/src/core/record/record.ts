// What the desk keeps of a row: the record, its clocks, and the events that made it what it is.

import type { Instant } from '../lib/time.ts';
import type { StepId } from '../schema/clock-rule.ts';
import type { Cells } from '../schema/column.ts';
import type { Problem } from '../schema/problem.ts';
import type { WorkspaceKey } from '../schema/table.ts';
import type { Aside } from './aside.ts';
import type { Attempt } from './attempt.ts';
import type { Milestones } from './milestones.ts';
import type { Link } from './states.ts';

/**
 * A limit of one record, as it stands. Everything but `said`, `knownAt` and `revision` follows from cells, policy and
 * calendar.
 */
export interface Clock {
  cycle: number;
  startedAt: Instant;
  /** When it would be due without pauses. */
  plannedAt: Instant | null;
  /** Null as long as it pauses before it was due, and when the calendar has no data for the year it would lie in. */
  dueAt: Instant | null;
  /** When the desk heard of it, or of what it was planned for last. */
  knownAt: Instant;
  stoppedAt: Instant | null;
  /** Since when no time counts. */
  pausedAt: Instant | null;
  steps: { id: StepId; at: Instant }[];
  /** Steps that have been acted on since it was planned. */
  said: StepId[];
  /** By name who was told by each step that has been acted on; nothing is known of what an older program said. */
  told?: Partial<Record<StepId, string[]>>;
  /** When somebody above took note that it has passed: nothing more is said. */
  acknowledgedAt: Instant | null;
  /**
   * Of a limit that repeats: which occurrence this is, counted from 1, the time up to which occurrences are over, and
   * when the next one takes its place; null: as soon as all of this one has been said.
   */
  turn: { number: number; over: Instant; next: Instant | null } | null;
  /** Counts up when the due time moves, so that a notice for the old one is not taken for the new. */
  revision: number;
}

/** An occurrence of a limit that comes again, once it is over: what came of it stays, whatever the clock goes on to. */
export interface Occurrence {
  clock: string;
  cycle: number;
  /** When it was kept, or when it was due and was not. */
  at: Instant;
  kept: boolean;
}

/** When a pause of the table lasted; null: it still does. */
export interface Pause {
  pause: string;
  from: Instant;
  to: Instant | null;
}

/** What a finished cycle came to: it stays when the record reopens. */
export interface Cycle {
  cycle: number;
  endedAt: Instant;
  /** When what ended it happened, where that was typed later: the next cycle began then. */
  happenedAt?: Instant;
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

/** When the cycle after this one began. */
export const nextBegan = (cycle: Pick<Cycle, 'endedAt' | 'happenedAt'>): Instant =>
  cycle.happenedAt ?? cycle.endedAt;

export interface Author {
  /** Mail of the verified account. */
  account: string;
  /**
   * Mail of the person at the keyboard, whom the account vouches for; null: it is the account itself; `''`: nobody
   * knows who.
   */
  editor: string | null;
}

/** Who does what nobody typed: the desk itself, when a clock is due. */
export const SYSTEM: Author = { account: '系统', editor: null };

/** Where a row that the system opened comes from. */
export interface Origin {
  table: string;
  key: string;
  number: string;
}

/** Keyed digests by which a record is found of whom it is about or who is named in it, see persons.ts. */
export interface Marks {
  persons?: string[];
  /** The same by column. */
  personsIn?: Record<string, string[]>;
  /** How people in its columns of names are called, by column, see known-names.ts. Nobody is looked up by it. */
  namesIn?: Record<string, string[]>;
}

/** Marks as they are found anew, and whether the texts of their record have to be gone through. */
export type RenewedMarks = Marks & Pick<DeskRecord, 'toHide' | 'words'>;

export interface DeskRecord extends Marks {
  key: string;
  table: string;
  number: string;
  /** Counts up with every accepted change. */
  version: number;
  /**
   * Staff and system cells; contacts and customers' names in their masked form. Of a record that was kept, blank ones
   * are not there.
   */
  cells: Cells;
  /** Version of the configuration that the names in its cells are of; none: from before any renaming. */
  namesAt?: number;
  /**
   * Rows of people and settings that its cells name, by their keys, as long as it is not closed; names by which it
   * refers to records that are not there yet; and the customer's digest, as long as this one waits for him to be
   * reached, or when he wanted no calls.
   */
  uses?: string[];
  /** Of a closed record: cells as entries are called that have been renamed since, which the figures go by. */
  countsAs?: Cells;
  /** What the system proposed, where it did. */
  proposed: Cells;
  state: string;
  /** Set aside: it cannot be decided by this program and configuration. Whoever decides it takes this away. */
  aside?: Aside;
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
  /**
   * The pauses of the present cycle, in the order in which they began: each follows from the change that began or ended
   * it.
   */
  pauses: Pause[];
  clocks: Record<string, Clock>;
  /** Occurrences of its repeating limits that are over, through all cycles. */
  turns: Occurrence[];
  /** When it came to be solved, rated and so on, in the present cycle. */
  milestones: Milestones;
  /** Who the customer is, and the column that says so: the same for the same customer, and not the contact itself. */
  customer: { column: string; digest: string } | null;
  /** Words of its texts by which it is found, see told-words.ts. */
  words?: string[];
  /** Its texts hide names by now that what has been told of it does not: the upkeep goes through that. */
  toHide?: true;
  /** When the person whom it was about was erased from it, as long as it is about nobody else. */
  erasedAt?: Instant;
  /** When it is looked at again whatever its clocks say, where it is. */
  reviewAt?: Instant;
  /** When something has to be said next; null when nothing is pending. The only field that the scan asks for. */
  nextActionAt: Instant | null;
  /** The nearest limit that still runs; null when none does. */
  dueAt: Instant | null;
  /**
   * Since when those above have been told of a limit, without any of them having taken note; null: nothing of that
   * kind.
   */
  escalatedAt: Instant | null;
  /**
   * Documents of figures that it counts in, each with its table before it: by these a figure is traced to its records.
   */
  countsIn: string[];
  createdAt: Instant;
  updatedAt: Instant;
  /** When it was closed, in the present cycle. */
  closedAt: Instant | null;
  createdBy: Author;
  updatedBy: Author;
  /** Its latest changes that are nobody's so far, the oldest first, where there are any: see late-names.ts. */
  unnamed?: Unnamed[];
}

/** A change of which nobody knows who made it: it may still be told, for some minutes. */
export interface Unnamed {
  version: number;
  at: Instant;
  /**
   * Columns that somebody has edited: whether their edit has still to be told of, is told of, or was written over
   * since.
   */
  columns: Record<string, 'open' | 'over' | 'told'>;
  /** Mail of whoever is known to have made what is told of. */
  by?: string;
  /** Changes of other records that followed from it. */
  followed?: Followed[];
}

/** A change of another record that followed from one. */
export interface Followed {
  key: string;
  version: number;
}

/** A change of many rows at once, by its id. */
export interface Bulk {
  id: string;
  /** Its rows are put back. */
  undone?: true;
  /** What was done, where it was not that many rows were set alike. */
  told?: string;
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
  /** The number of the record that its row was copied from, in the event that began it. */
  copiedFrom?: string;
  /** The change of many rows at once that it was a part of, or by which such a one was put back. */
  bulk?: Bulk;
  /**
   * Columns whose full values `by` has been shown; such an event changes nothing and is of the version that it found.
   */
  revealed?: { column: string; label: string }[];
}

/** Events of a record that are asked for by its versions. */
export interface EventsWanted {
  key: string;
  versions: readonly number[];
}

/** Up to so many of the latest versions of a record, the newest last. */
export const latestVersions = ({ version }: Pick<DeskRecord, 'version'>, count: number): number[] =>
  Array.from({ length: count }, (_, index) => version - count + 1 + index).filter(each => each > 0);

/** Full values of masked cells, kept apart from the record; null takes one away. */
export type PrivateCells = Record<string, string | null>;

/** The document id of an event: known without a query, so a conflict can fetch just what it needs. */
export function eventId(key: string, version: number): string {
  return `${key}-${version}`;
}
