// Records and their events, as they are read outside of transactions.

import type { Instant } from '../core/lib/time.ts';
import type { DeskRecord, RecordEvent } from '../core/record/record.ts';

/** How much of the records one reading brings, in records and in bytes of what they hold. */
export interface PageSize {
  records: number;
  bytes: number;
}

/** Records, by what is asked of them. */
export interface RecordStore {
  /** Records by key; keys without a record are left out. */
  records(deskId: string, keys: readonly string[]): Promise<Map<string, DeskRecord>>;
  /** Records whose next action is due, the earliest first. */
  dueKeys(deskId: string, now: Instant, limit: number): Promise<string[]>;
  /** When something has to be said next. */
  nextActionAt(deskId: string): Promise<Instant | undefined>;
  /** Records with a running limit before `until`, the nearest first. */
  dueRecords(deskId: string, until: Instant, limit: number): Promise<DeskRecord[]>;
  /**
   * Records changed since a cursor (`''`: from the beginning), oldest first, the cursor after them, and whether there
   * may be more. One record that is larger than the page comes alone.
   */
  changedSince(
    deskId: string,
    cursor: string,
    most: PageSize,
  ): Promise<{ records: DeskRecord[]; cursor: string; more: boolean }>;
  /** Keys of records that are not closed, in order, after this one. */
  openKeys(deskId: string, after: string, limit: number): Promise<string[]>;
  /**
   * Records that count in a table's part of a document (see `countName`), in the order of their keys, after this one.
   */
  recordsCountedIn(deskId: string, name: string, after: string, limit: number): Promise<DeskRecord[]>;
  /** Records that are in one of these states now (30 at most), the latest change first. */
  recordsInStates(deskId: string, states: readonly string[], limit: number): Promise<DeskRecord[]>;
  /**
   * Records that were closed before a time and are so still, in the order in which they were, after this place; those
   * of one time in the order of their keys.
   */
  closedBefore(
    deskId: string,
    after: { closedAt: Instant; key: string } | undefined,
    before: Instant,
    limit: number,
  ): Promise<DeskRecord[]>;
  /** Records whose customer has one of these digests (30 at most); fewer than `limit` where they are very long. */
  ofCustomers(deskId: string, digests: readonly string[], limit: number): Promise<DeskRecord[]>;
  /** Records of which a text has a word (see `searchWords`), the latest first, before this one. */
  recordsTelling(
    deskId: string,
    word: string,
    before: Pick<DeskRecord, 'createdAt' | 'key'> | undefined,
    limit: number,
  ): Promise<DeskRecord[]>;
  /** Events since a time, the newest first. */
  eventsSince(deskId: string, since: Instant, limit: number): Promise<RecordEvent[]>;
}
