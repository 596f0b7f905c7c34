// What the actions need of the world, in the desk's own words. Adapters implement these; nothing here names a vendor.

import type { HolidayYear } from './core/calendar/calendar.ts';
import type { Desk, ReferenceChange } from './core/desk/desk.ts';
import type { DeskState, StateChange, StatePart } from './core/desk/desk-state.ts';
import type { ClosedPeriod } from './core/figures/closed-periods.ts';
import type { Figures } from './core/figures/figures.ts';
import type { Instant } from './core/lib/time.ts';
import type { DropReason, PendingNotice } from './core/notices/delivery.ts';
import type { Message } from './core/notices/message.ts';
import type { DeadLetter, Notice } from './core/notices/notice.ts';
import type { Link } from './core/notices/signed-link.ts';
import type { Aside } from './core/record/aside.ts';
import type { DeskRecord, EventsWanted, PrivateCells, RecordEvent } from './core/record/record.ts';
import type { ActivityLog } from './core/reports/activity-log.ts';
import type { ExistingName, ExistingTab, SheetRequest } from './core/workbook/sheet-request.ts';
import type { AsideRecords } from './ports/aside-records.ts';
import type { WriteLeases } from './ports/write-leases.ts';

/** What a transaction starts from. Counters that were never used stand at 0. */
export interface Snapshot {
  desk: Desk | undefined;
  records: Map<string, DeskRecord>;
  serials: Map<string, number>;
  buckets: Map<string, IndexBucket>;
  /** Keys of the records that have names; a name that nobody has is not there. */
  names: Map<string, string>;
}

/** What else a transaction reads along with records and counters. */
export interface Also {
  buckets?: readonly string[];
  names?: readonly string[];
}

/** Texts kept together, by key, to be read together. A bucket that nothing was put on is empty. */
export type IndexBucket = ReadonlyMap<string, string>;

/** Everything that one transaction commits, whole or not at all. */
export interface Writes {
  /** A desk that begins. Where there is one already, it stays as it is. */
  opened?: { desk: Desk; state: DeskState };
  /** Rows of people and settings as they are from now on: the desk gets another version by them. */
  configured?: ReferenceChange;
  /** What moves on of what the desk keeps about itself. */
  state?: StateChange;
  records?: { after: DeskRecord; event?: RecordEvent; privateCells?: PrivateCells }[];
  /** Records that are set aside, by key: nothing else of them changes, and they are not found as due. */
  aside?: ReadonlyMap<string, Aside>;
  /** Events that come with no change of their record. */
  events?: RecordEvent[];
  serials?: Map<string, number>;
  /** What is put in buckets, or (`null`) taken off, by bucket and key. */
  buckets?: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
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
 * One transaction on one desk: serialisable, retried as a whole when it conflicts. All reads come before the writes. What is written of
 * the desk itself is what changes, and is put into what this transaction has read: nobody can write back what he once read elsewhere.
 */
export interface DeskTransaction {
  read(keys: readonly string[], counters: readonly string[], also?: Also): Promise<Snapshot>;
  /** A part of what the desk keeps about itself; nothing where there is no desk. */
  state<Part extends StatePart>(part: Part): Promise<DeskState[Part] | undefined>;
  /** Events by row key, each row's in the order of its versions; versions that never were are left out. One round trip, or none. */
  events(wanted: readonly EventsWanted[]): Promise<Map<string, RecordEvent[]>>;
  /** The latest events of a record, the newest first. */
  history(key: string, limit: number): Promise<RecordEvent[]>;
  /** Records with these numbers, of any table. */
  byNumber(numbers: readonly string[]): Promise<DeskRecord[]>;
  /** Open records that name this entry of people or settings, as far as there are not more than `limit`. */
  using(entry: string, limit: number): Promise<Pick<DeskRecord, 'table' | 'number'>[]>;
  /** Full values of the masked cells of these records, by key. */
  privateCells(keys: readonly string[]): Promise<Map<string, PrivateCells>>;
  /** Figures of these documents as they stand. */
  figures(documents: readonly string[]): Promise<Figures>;
  /** Which of these periods are kept as they were when they ended. */
  keptPeriods(documents: readonly string[]): Promise<Set<string>>;
  /** Whether changes made before a time have not been taken into the figures yet. */
  hasChanges(before: Instant): Promise<boolean>;
  write(writes: Writes): void;
}

/** How notices are taken. */
export interface LeaseTerms {
  now: Instant;
  /** Whoever takes them is the only one to send them meanwhile. */
  leaseMs: number;
  limit: number;
}

/** What became of notices that were taken. */
export type DeliveryResult =
  | { sentAt: Instant }
  | { retryAt: Instant; reason: string }
  /** Not tried: it is too late or too early in the day. */
  | { heldUntil: Instant }
  /** No longer true. */
  | { droppedAt: Instant; reason: DropReason }
  /** Given up: a dead letter. */
  | { deadAt: Instant; reason: string };

/** All records of a desk counted anew, beside what the figures say: as of one moment. */
export interface Counted {
  /** How many records there are. */
  records: number;
  /** What they count for together. */
  sums: Figures;
  /** All figures as they stand. */
  figures: Figures;
  /** What has not been taken into them yet. */
  pending: Figures;
}

/** A desk that nothing can be done for at present. */
export interface FailingDesk {
  /** Failures in a row. */
  failures: number;
  /** It is left alone until then. */
  restsUntil: Instant;
}

/** How much of the records one reading brings, in records and in bytes of what they hold. */
export interface PageSize {
  records: number;
  bytes: number;
}

/** What a transaction would write is more than one commit may hold: nothing was written. */
export class CommitTooLarge extends Error {
  override readonly name = 'CommitTooLarge';
}

/** The record: where everything that was acknowledged is. */
export interface DeskStore extends AsideRecords {
  transaction<T>(deskId: string, work: (transaction: DeskTransaction) => Promise<T>): Promise<T>;
  /** What people have set of a desk. */
  desk(deskId: string): Promise<Desk | undefined>;
  /** A part of what a desk keeps about itself; nothing where there is no desk. */
  state<Part extends StatePart>(deskId: string, part: Part): Promise<DeskState[Part] | undefined>;
  /** Records by key; keys without a record are left out. */
  records(deskId: string, keys: readonly string[]): Promise<Map<string, DeskRecord>>;
  /** Records whose next action is due, the earliest first. */
  dueKeys(deskId: string, now: Instant, limit: number): Promise<string[]>;
  /** When something has to be said next. */
  nextActionAt(deskId: string): Promise<Instant | undefined>;
  /** Records with a running limit before `until`, the nearest first. */
  dueRecords(deskId: string, until: Instant, limit: number): Promise<DeskRecord[]>;
  /**
   * Records changed since a cursor (`''`: from the beginning), oldest first, the cursor after them, and whether there may be more. One
   * record that is larger than the page comes alone.
   */
  changedSince(
    deskId: string,
    cursor: string,
    most: PageSize,
  ): Promise<{ records: DeskRecord[]; cursor: string; more: boolean }>;
  /** Keys of records that are not closed, in order, after this one. */
  openKeys(deskId: string, after: string, limit: number): Promise<string[]>;
  /** Records that count in a table's part of a document (see `countName`), in the order of their keys, after this one. */
  recordsCountedIn(deskId: string, name: string, after: string, limit: number): Promise<DeskRecord[]>;
  /** Records that are in one of these states now (30 at most), the latest change first. */
  recordsInStates(deskId: string, states: readonly string[], limit: number): Promise<DeskRecord[]>;
  /** Events since a time, the newest first. */
  eventsSince(deskId: string, since: Instant, limit: number): Promise<RecordEvent[]>;
  /** The list of latest changes as it was kept last. */
  activityLog(deskId: string): Promise<ActivityLog | undefined>;
  keepActivityLog(deskId: string, journal: ActivityLog): Promise<void>;
  figures(deskId: string, documents: readonly string[]): Promise<Figures>;
  /** What these periods came to when they ended; those that have not ended are left out. */
  closedPeriods(deskId: string, documents: readonly string[]): Promise<ClosedPeriod[]>;
  /** Applies pending changes to the figures, each exactly once, made before a time where one is given; answers how many it applied. */
  applyChanges(deskId: string, limit: number, before?: Instant): Promise<number>;
  /** Counts all records as they stand at one moment. Changes nothing, and holds nobody up. */
  countAll(deskId: string, count: (record: DeskRecord) => Figures): Promise<Counted>;
  /** Takes notices that wait to be sent. What nobody took before gets the name of this pass. */
  leaseNotices(deskId: string, claim: string, terms: LeaseTerms): Promise<PendingNotice[]>;
  /** Notes what became of notices, all or none. */
  recordDelivery(deskId: string, ids: readonly string[], fate: DeliveryResult): Promise<void>;
  /** Notices that were given up, the newest first. */
  deadLetters(deskId: string, limit: number): Promise<DeadLetter[]>;
  /** Has notices that were given up sent again, at most `limit`; answers how many. */
  requeueNotices(deskId: string, limit: number): Promise<number>;
  /** Desks with something due, unsent, not yet summed up or carried out, or an ended period, for the sweep; those excepted hide no other. */
  desksWithWork(now: Instant, limit: number, except?: ReadonlySet<string>): Promise<string[]>;
  /** Desks that failed when they were looked after the last time. */
  failingDesks(): Promise<Map<string, FailingDesk>>;
  /** Notes how a desk fails, or (`null`) that it does not any more. */
  noteFailing(deskId: string, as: FailingDesk | null): Promise<void>;
  /**
   * Does the work when nobody else is at it for this desk, in whatever process, and answers whether it was done: it is not when
   * others take too long. A leap of the desk's clock ends nobody's turn.
   */
  delivering(deskId: string, holder: string, work: () => Promise<void>): Promise<boolean>;
  /**
   * Keeps the word by which an account proves that it can read a spreadsheet, unless it has one already; answers the one that holds.
   */
  keepNonce(deskId: string, account: string, nonce: string): Promise<string>;
  nonce(deskId: string, account: string): Promise<string | undefined>;
  /** Forgets the word of an account, which has proved what it had to. */
  dropNonce(deskId: string, account: string): Promise<void>;
}

export { NotSent } from './core/notices/not-sent.ts';

/** The alarm clock: rings are hints, so planting one twice, or one too many, does no harm. */
export interface Alarms {
  /** Has the desk look for what is due, at `at` or within the minute after. */
  plantRing(deskId: string, at: Instant, now: Instant): Promise<void>;
  /** Has the summaries of a desk brought up to date at `at`, or within seconds when that is past. */
  plantSummary(deskId: string, at: Instant, now: Instant): Promise<void>;
}

/** The spreadsheet, as far as the service touches it: layout and summary tabs. */
export interface Workbooks {
  inspect(deskId: string): Promise<{ timeZone: string; tabs: ExistingTab[]; names: ExistingName[] }>;
  /** Applies requests of spreadsheets.batchUpdate, all or none. @throws RequestError `workbook_refused` when one of them cannot be. */
  apply(deskId: string, requests: readonly SheetRequest[]): Promise<void>;
  /** Texts of the column with this header in a tab, from row 1; none when tab or header is not there. */
  column(deskId: string, sheetId: number, header: string): Promise<string[]>;
  /** Sets a piece of metadata that only those can read who can open the spreadsheet. */
  setMetadata(deskId: string, key: string, value: string): Promise<void>;
}

/** Carries a message to a person. Sending the same id again must be recognisable as the same message, where the channel allows. */
export interface Messenger {
  /** @throws NotSent with what may be done about it. */
  send(id: string, message: Message): Promise<void>;
}

/** Addresses that the desk gives out. */
export interface Links {
  /** An address that proves by itself that we gave it out. */
  address(link: Link): string;
  /** What the last part of such an address stands for; `undefined` when it is not ours, or no longer good. */
  read(token: string, now: Instant): Link | undefined;
  /** A tab of a spreadsheet in the browser, or a row of it, counted from 1. */
  sheet(deskId: string, sheetId: number, row?: number): string;
}

/** A verified account. */
export interface Account {
  /** Stable id at the issuer. */
  subject: string;
  mail: string;
}

/** Tells from tokens who calls. */
export interface Identity {
  /** The account of a user's token. @throws RequestError 401 when it is missing, forged, expired or not for us. */
  user(token: string | undefined): Promise<Account>;
  /**
   * Believes what a token claims of the queue or schedule whose `door` this is: behind IAM only, which verified it.
   * @throws RequestError 401 or 403; what opens one door opens no other.
   */
  machine(token: string | undefined, door: MachineDoor): Promise<void>;
}

/** The functions that are called by our own machines alone. */
export type MachineDoor = 'ring' | 'summarise' | 'sweep';

/** Log lines without customer data: names, numbers and contents never go in. */
export interface Log {
  info(event: string, facts?: Record<string, string | number>): void;
  error(event: string, cause: unknown, facts?: Record<string, string | number>): void;
}

/** Everything that an action may reach for. */
export interface Ports {
  store: DeskStore;
  alarms: Alarms;
  workbooks: Workbooks;
  writeLeases: WriteLeases;
  messenger: Messenger;
  identity: Identity;
  log: Log;
  links: Links;
  /** The present moment. */
  now(): Instant;
  /** A random UUID. */
  uuid(): string;
  /** Which release of the program this is. */
  release: string;
  /** Years with known public holidays. */
  holidays: readonly HolidayYear[];
}
