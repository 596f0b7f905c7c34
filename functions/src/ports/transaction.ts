// One transaction on one desk: what it reads, and what it commits whole or not at all.

import type { LateName } from '../core/decide/late/late-names.ts';
import type { Desk, ReferenceChange } from '../core/desk/desk.ts';
import type { DeskState, StateChange, StatePart } from '../core/desk/desk-state.ts';
import type { ClosedPeriod } from '../core/figures/closed-periods.ts';
import type { Figures } from '../core/figures/figures.ts';
import type { Instant } from '../core/lib/time.ts';
import type { Notice } from '../core/notices/notice.ts';
import type { Aside } from '../core/record/aside.ts';
import type { DeskRecord, EventsWanted, PrivateCells, RecordEvent } from '../core/record/record.ts';
import type { Probe } from '../core/similarity/blocking.ts';
import type { Filed } from '../core/similarity/fingerprint-text.ts';

/** What a transaction starts from. Counters that were never used stand at 0. */
export interface Snapshot {
  desk: Desk | undefined;
  records: Map<string, DeskRecord>;
  serials: Map<string, number>;
  /** Keys of the records that have names; a name that nobody has is not there. */
  names: Map<string, string>;
}

/** What else a transaction reads along with records and counters. */
export interface Also {
  names?: readonly string[];
}

/** Keys of records that were saved together and wait to be compared. */
export interface ToCompare {
  id: string;
  keys: string[];
}

/** Everything that one transaction commits, whole or not at all. */
export interface Writes {
  /** A desk that begins. Where there is one already, it stays as it is. */
  opened?: { desk: Desk; state: DeskState };
  /** Rows of people and settings as they are from now on: the desk gets another version by them. */
  configured?: ReferenceChange;
  /** Whose the desk is from now on, and whose triggers send for it. */
  appointed?: Partial<Pick<Desk, 'owner' | 'sender'>>;
  /** What moves on of what the desk keeps about itself. */
  state?: StateChange;
  records?: { after: DeskRecord; event?: RecordEvent; privateCells?: PrivateCells }[];
  /** Full values that are kept apart and belong to no record, by key; null takes one away. */
  sealed?: ReadonlyMap<string, PrivateCells>;
  /** Changes of which it is known by now who made them: their events say so. */
  named?: readonly LateName[];
  /** Records that are set aside, by key: nothing else of them changes, and they are not found as due. */
  aside?: ReadonlyMap<string, Aside>;
  /** Events that come with no change of their record. */
  events?: RecordEvent[];
  serials?: Map<string, number>;
  /** What is filed of records so that others can be compared with them, or (`null`) taken out, by record key. */
  fingerprints?: ReadonlyMap<string, Filed | null>;
  /** Keys of records that have to be compared with others, once this is committed. */
  compare?: readonly string[];
  /** What has been compared by this (see `ToCompare`), by id, with the keys of it that go on waiting. */
  compared?: ReadonlyMap<string, readonly string[]>;
  /** Keys of the records that take these names, or (`null`) that the names are given up. */
  names?: ReadonlyMap<string, string | null>;
  /** What the summaries have to take in, and when it came about. */
  change?: { at: Instant; figures: Figures };
  /** Periods that have ended, as they were then: one that is kept already stays as it is. */
  closedPeriods?: ClosedPeriod[];
  /** Created only: a notice that exists has been said. */
  notices?: Notice[];
}

/**
 * One transaction on one desk: serialisable, retried as a whole when it conflicts. All reads come before the writes.
 * What is written of the desk itself is what changes, and is put into what this transaction has read: nobody can write
 * back what he once read elsewhere.
 */
export interface DeskTransaction {
  read(keys: readonly string[], counters: readonly string[], also?: Also): Promise<Snapshot>;
  /** A part of what the desk keeps about itself; nothing where there is no desk. */
  state<Part extends StatePart>(part: Part): Promise<DeskState[Part] | undefined>;
  /**
   * Events by row key, each row's in the order of its versions; versions that never were are left out. One round trip,
   * or none.
   */
  events(wanted: readonly EventsWanted[]): Promise<Map<string, RecordEvent[]>>;
  /** The latest events of a record, the newest first. */
  history(key: string, limit: number): Promise<RecordEvent[]>;
  /** Records with these numbers, of any table. */
  byNumber(numbers: readonly string[]): Promise<DeskRecord[]>;
  /**
   * Open records that name one of these entries of people or settings, records that wait for a name, and those by which
   * a customer is to be reached, or wants not to be; at most `limit`.
   */
  using(entries: readonly string[], limit: number): Promise<Pick<DeskRecord, 'key' | 'table' | 'number'>[]>;
  /** Records whose customer has one of these digests (30 at most); fewer than `limit` where they are very long. */
  ofCustomers(digests: readonly string[], limit: number): Promise<DeskRecord[]>;
  /** Full values of the masked cells of these records, by key. */
  privateCells(keys: readonly string[]): Promise<Map<string, PrivateCells>>;
  /** Figures of these documents as they stand. */
  figures(documents: readonly string[]): Promise<Figures>;
  /** Records that wait to be compared, of so many commits. */
  toCompare(limit: number): Promise<ToCompare[]>;
  /** Texts of the fingerprints that are asked for. */
  fingerprints(probe: Probe): Promise<string[]>;
  /** Which of these periods are kept as they were when they ended. */
  keptPeriods(documents: readonly string[]): Promise<Set<string>>;
  /** Whether changes made before a time have not been taken into the figures yet. */
  hasChanges(before: Instant): Promise<boolean>;
  write(writes: Writes): void;
}

/** A record that was to be new is there already: nothing was written. */
export class RecordExists extends Error {
  override readonly name = 'RecordExists';
}

/** What a transaction would write is more than one commit may hold: nothing was written. */
export class CommitTooLarge extends Error {
  override readonly name = 'CommitTooLarge';
}
