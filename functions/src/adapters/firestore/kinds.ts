// Which kinds of documents there are, and what is in each in its present form. A change here is a new form: see
// forms.ts.

import type { Timestamp } from '@google-cloud/firestore';
import type { Desk } from '../../core/desk/desk.ts';
import type { DeskState } from '../../core/desk/desk-state.ts';
import type { ClosedPeriod } from '../../core/figures/closed-periods.ts';
import type { Entries, Figures } from '../../core/figures/figures.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Notice } from '../../core/notices/notice.ts';
import type { PersonTask } from '../../core/record/person-task.ts';
import type { Clock, Cycle, DeskRecord, RecordEvent } from '../../core/record/record.ts';
import type { ActivityLog } from '../../core/reports/activity-log.ts';
import type { StepId } from '../../core/schema/clock-rule.ts';
import type { Cell } from '../../core/schema/column.ts';
import type { Filed } from '../../core/similarity/fingerprint-text.ts';
import type { PageMarks } from '../../core/workbook/page-requests.ts';
import type { RateLimit, WriteLease } from '../../core/workbook/write-lease.ts';
import type { FailingDesk } from '../../ports/desks.ts';

/**
 * A notice as it is stored. `nextTryAt` is null when there is nothing left to try. What has not come of it is blank, or
 * not there.
 */
export interface StoredNotice {
  notice: Notice;
  attempt: number;
  nextTryAt: Instant | null;
  /** The pass that took it first; null while it waits for one. */
  claim?: string | null;
  sentAt: Instant | null;
  /** When it turned out to be no longer true. */
  droppedAt?: Instant | null;
  /** When it was given up. */
  deadAt?: Instant | null;
  /** Why it was not sent, the last time. */
  reason?: string | null;
}

/**
 * A record as stored: with the server's time of the write, by which sheets ask for what is new. Blank cells, those of
 * its cycles included, are there only where a program before form 4 wrote them; what there is nothing of yet, only
 * where one before form 5 did.
 */
export type StoredRecord = Maybe<
  Omit<DeskRecord, 'clocks' | 'cycles'>,
  'findings' | 'links' | 'origin' | 'attempts' | 'pauses' | 'turns' | 'milestones' | 'escalatedAt'
> & {
  clocks: Record<string, StoredClock>;
  cycles?: (Omit<Cycle, 'clocks'> & { clocks: Record<string, StoredClock> })[];
  syncedAt: Timestamp;
};

/** A limit as it is stored: its steps by their ids, or in a list where a program before form 5 wrote them. */
export type StoredClock = Omit<
  Maybe<Clock, 'stoppedAt' | 'pausedAt' | 'turn' | 'said' | 'acknowledgedAt'>,
  'steps'
> & { steps: Clock['steps'] | Partial<Record<StepId, Instant>> };

type Maybe<Whole, Name extends keyof Whole> = Omit<Whole, Name> & Partial<Pick<Whole, Name>>;

/** `lookAt` of a task that is open; of an erasure that is done it is when it was asked for. */
export const OPEN_TASK = Number.MAX_SAFE_INTEGER;

/** An event as it is stored: what was blank before or after a change is not there. */
export type StoredEvent = Omit<RecordEvent, 'changes'> & {
  changes: (Omit<RecordEvent['changes'][number], 'before' | 'after'> & { before?: Cell; after?: Cell })[];
};

/** A change as it waits: what it adds to the figures, and when it was made. */
export interface StoredChange {
  figures: Figures;
  at: Instant;
  /** Keys of records that have to be compared because of it, where there are any. */
  compare?: string[];
}

/** A write lease as it is stored, with the time by which the sweep finds it. */
export type StoredWriteLease = WriteLease & { owedSince: Instant | null };

/** What a desk has to carry out, as it is stored: with that by which the sweep finds it. */
export type StoredUpkeep = DeskState['upkeep'] & { unfinished: boolean };

/** Whose turn it is to deliver, by the database's own clock. */
export interface StoredDeliveryLease {
  /** Null when nobody delivers. */
  holder: string | null;
  heardAt: Timestamp;
}

/** What is in a document of each kind, without the number of its form. */
export interface Stored {
  /** A desk's configuration; in form 0 its state as well. */
  desk: Desk;
  /**
   * The version of a desk's configuration: whoever knows that one need not read it. Stands beside each desk in form 2.
   */
  deskVersion: { version: number };
  deskMembers: DeskState['members'];
  deskPeriods: DeskState['periods'];
  deskUpkeep: StoredUpkeep;
  record: StoredRecord;
  /**
   * Full values of a record's masked cells by column, sealed as one. In the clear, and nothing sealed, where a program
   * before form 2 wrote them.
   */
  private: { sealed: Buffer | null; plain?: Record<string, string> };
  /** The keys of a desk, wrapped as one, and since when the one of them seals that does so now. */
  deskKeys: { wrapped: string; madeAt: Instant };
  event: StoredEvent;
  notice: StoredNotice;
  /** What waits to be taken into the figures. */
  change: StoredChange;
  /** One document of figures. */
  rollup: { figures: Entries; bytes: number; syncedAt?: Timestamp };
  /** One part of a period that has ended. */
  period: Omit<ClosedPeriod, 'figures'> & { figures: Entries; syncedAt?: Timestamp };
  counter: { serial: number };
  /** What earlier programs kept of records that were reported on one day: filed one by one now. */
  bucket: { texts: Record<string, string> };
  /** What records are compared by. */
  fingerprint: Filed;
  /** Keys of records that wait to be compared. */
  comparison: { keys: string[] };
  /** The record that has a name. */
  name: { key: string };
  activityLog: ActivityLog;
  /** Who may write a desk's tabs. */
  writeLease: StoredWriteLease;
  /** What stands in a desk's tabs. */
  marks: { tabs: PageMarks };
  /** How many calls of Sheets all desks have made of late. */
  rateLimit: RateLimit;
  /** Who delivers a desk's notices. */
  deliveryLease: StoredDeliveryLease;
  /** How a desk failed when the sweep looked after it. */
  failing: FailingDesk;
  /** A task about a person, with that by which it is found: as long as it is open, and by when it was to erase him. */
  personTask: PersonTask & { lookAt: Instant };
  /** The word by which an account proves that it can read a spreadsheet. */
  joining: {
    nonce: string;
    /**
     * From when on it proves nothing and is deleted, by the database's own clock; null where an older program wrote it.
     */
    expireAt: Timestamp | null;
  };
}

export type DocumentKind = keyof Stored;
