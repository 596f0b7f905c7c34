// The record in Firestore (Native mode). Owns the shape of the documents; knows nothing of what they mean.

import type { CollectionReference, Firestore } from '@google-cloud/firestore';
import type { Desk } from '../../core/desk/desk.ts';
import type { DeskState, StatePart } from '../../core/desk/desk-state.ts';
import type { ClosedPeriod } from '../../core/figures/closed-periods.ts';
import type { Figures } from '../../core/figures/figures.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { PendingNotice } from '../../core/notices/delivery.ts';
import type { DeadLetter } from '../../core/notices/notice.ts';
import type { DeskRecord, RecordEvent } from '../../core/record/record.ts';
import type { ActivityLog } from '../../core/reports/activity-log.ts';
import type { Filed } from '../../core/similarity/fingerprint-text.ts';
import type { DeskOverview, FailingDesk } from '../../ports/desks.ts';
import type { Counted } from '../../ports/figures.ts';
import type { DeliveryResult, LeaseTerms } from '../../ports/notices.ts';
import type { PageSize } from '../../ports/records.ts';
import type { DeskStore } from '../../ports/store.ts';
import { type DeskTransaction, RecordExists } from '../../ports/transaction.ts';
import { isTaken } from '../taken.ts';
import { changedSince } from './changed-since.ts';
import { delivering } from './delivery-lease.ts';
import { DeskCache } from './desk-cache.ts';
import type { FirestoreDeskKeys } from './desk-keys.ts';
import { readDesk, readOverview, readPart, versionOf, versionRef } from './desks.ts';
import { desksWithWork, failingDesks, noteFailing } from './desks-with-work.ts';
import { deskRef, eventOf, recordOf } from './documents.ts';
import {
  applyChanges,
  closedPeriods,
  countAll,
  keepActivityLog,
  keptFigures,
  storedActivityLog,
} from './figures.ts';
import { refileBuckets } from './fingerprints.ts';
import { dropNonce, keepNonce, nonceOf } from './joining.ts';
import { KeptDocuments } from './kept-documents.ts';
import { dueRecords, KeptRecords, recordsInStates } from './kept-records.ts';
import { deadLetters, leaseNotices, recordDelivery, requeueNotices } from './notices.ts';
import * as scans from './record-scans.ts';
import { keysWithPlainDigests, renewFingerprints, renewMarks, renewSealed } from './renewal.ts';
import { FirestoreTransaction } from './transaction.ts';

/** Tries of a transaction that conflicts, each waiting longer than the one before. */
const MAX_ATTEMPTS = 20;

export class FirestoreStore implements DeskStore {
  private readonly client: () => Firestore;
  private readonly given: FirestoreDeskKeys | undefined;
  private readonly desks = new DeskCache();
  private readonly lists = new KeptRecords();
  private readonly documents = new KeptDocuments();
  /** Desks of which nothing is in buckets any more. */
  private readonly refiled = new Set<string>();

  /** `keys` may be left out by who asks for no full value and decides nothing. */
  constructor(client: () => Firestore, keys?: FirestoreDeskKeys) {
    this.client = client;
    this.given = keys;
  }

  private get keys(): FirestoreDeskKeys {
    if (!this.given) throw new Error('the store was opened without the keys of desks');
    return this.given;
  }

  private get db(): Firestore {
    return this.client();
  }

  async transaction<T>(deskId: string, work: (transaction: DeskTransaction) => Promise<T>): Promise<T> {
    let tells = false;
    const attempt = (asking: boolean) =>
      this.db.runTransaction(
        async transaction => {
          const begun = new FirestoreTransaction(this.db, deskId, transaction, {
            cache: this.desks,
            keys: this.given,
            asking,
          });
          const result = await work(begun);
          tells = begun.tells;
          await begun.flush();
          return result;
        },
        { maxAttempts: MAX_ATTEMPTS },
      );
    try {
      return await attempt(false).catch((cause: unknown) => {
        // Hardly ever has a notice been said before: which one it is, is asked only then.
        if (isTaken(cause) && tells) return attempt(true);
        throw cause;
      });
    } catch (cause) {
      if (isTaken(cause)) throw new RecordExists('a record that was to be new exists', { cause });
      throw cause;
    }
  }

  async desk(deskId: string): Promise<Desk | undefined> {
    const version = versionOf(await versionRef(this.db, deskId).get());
    const desk = await readDesk(this.db, deskId, version, this.desks);
    // Whoever judges by the desk needs its keys.
    if (desk) await this.given?.ring(deskId);
    return desk;
  }

  state<Part extends StatePart>(deskId: string, part: Part): Promise<DeskState[Part] | undefined> {
    return readPart(this.db, deskId, part);
  }

  async overview(deskId: string): Promise<DeskOverview | undefined> {
    const found = await readOverview(this.db, deskId, this.desks);
    if (found) await this.given?.ring(deskId);
    return found;
  }

  async records(deskId: string, keys: readonly string[]): Promise<Map<string, DeskRecord>> {
    if (keys.length === 0) return new Map();
    const found = await this.db.getAll(...keys.map(key => this.recordsOf(deskId).doc(key)));
    return new Map(
      found.flatMap(each => {
        const data = each.data();
        return data ? [[each.id, recordOf(data)] as const] : [];
      }),
    );
  }

  dueKeys(deskId: string, now: Instant, limit: number): Promise<string[]> {
    return scans.dueKeys(this.recordsOf(deskId), now, limit);
  }

  nextActionAt(deskId: string): Promise<Instant | undefined> {
    return scans.soonestAction(this.recordsOf(deskId));
  }

  dueRecords(deskId: string, until: Instant, limit: number): Promise<DeskRecord[]> {
    return dueRecords(this.lists, this.recordsOf(deskId), until, limit);
  }

  changedSince(
    deskId: string,
    cursor: string,
    most: PageSize,
  ): Promise<{ records: DeskRecord[]; cursor: string; more: boolean }> {
    return changedSince(this.recordsOf(deskId), cursor, most);
  }

  openKeys(deskId: string, after: string, limit: number): Promise<string[]> {
    return scans.openKeys(this.recordsOf(deskId), after, limit);
  }

  recordsCountedIn(deskId: string, name: string, after: string, limit: number): Promise<DeskRecord[]> {
    return scans.recordsCountedIn(this.recordsOf(deskId), name, after, limit);
  }

  recordsInStates(deskId: string, states: readonly string[], limit: number): Promise<DeskRecord[]> {
    return recordsInStates(this.lists, this.recordsOf(deskId), states, limit);
  }

  closedBefore(deskId: string, ...page: scans.ClosedPage): Promise<DeskRecord[]> {
    return scans.closedBefore(this.recordsOf(deskId), ...page);
  }

  ofCustomers(deskId: string, digests: readonly string[], limit: number): Promise<DeskRecord[]> {
    return scans.ofCustomers(this.recordsOf(deskId), digests, limit);
  }

  recordsTelling(deskId: string, ...page: scans.TellingPage): Promise<DeskRecord[]> {
    return scans.recordsTelling(this.recordsOf(deskId), ...page);
  }

  recordsAside(deskId: string, limit: number): Promise<DeskRecord[]> {
    return scans.recordsAside(this.recordsOf(deskId), limit);
  }

  keysToTryAgain(deskId: string, judgedBy: string, limit: number): Promise<string[]> {
    return scans.keysToTryAgain(this.recordsOf(deskId), judgedBy, limit);
  }

  desksToTryAgain(release: string, limit: number, except?: ReadonlySet<string>): Promise<string[]> {
    return scans.desksToTryAgain(this.db, release, limit, except);
  }

  async eventsSince(deskId: string, since: Instant, limit: number): Promise<RecordEvent[]> {
    const events = deskRef(this.db, deskId).collection('events');
    const page = await events.where('at', '>=', since).orderBy('at', 'desc').limit(limit).get();
    return page.docs.map(each => eventOf(each.data()));
  }

  activityLog(deskId: string): Promise<ActivityLog | undefined> {
    return storedActivityLog(this.db, deskId);
  }

  keepActivityLog(deskId: string, log: ActivityLog): Promise<void> {
    return keepActivityLog(this.db, deskId, log);
  }

  figures(deskId: string, documents: readonly string[]): Promise<Figures> {
    return keptFigures(this.db, deskId, documents, this.documents);
  }

  closedPeriods(deskId: string, documents: readonly string[]): Promise<ClosedPeriod[]> {
    return closedPeriods(this.db, deskId, documents, this.documents);
  }

  applyChanges(deskId: string, limit: number, before?: Instant): Promise<number> {
    return this.db.runTransaction(transaction => applyChanges(this.db, deskId, transaction, limit, before), {
      maxAttempts: MAX_ATTEMPTS,
    });
  }

  async refileBuckets(
    deskId: string,
    refiled: (text: string) => { key: string; filed: Filed },
  ): Promise<void> {
    if (this.refiled.has(deskId)) return;
    await refileBuckets(this.db, deskId, refiled);
    this.refiled.add(deskId);
  }

  countAll(deskId: string, count: (record: DeskRecord) => Figures): Promise<Counted> {
    return countAll(this.db, deskId, count);
  }

  desksWithWork(now: Instant, limit: number, except?: ReadonlySet<string>): Promise<string[]> {
    return desksWithWork(this.db, now, limit, except);
  }

  failingDesks(): Promise<Map<string, FailingDesk>> {
    return failingDesks(this.db);
  }

  noteFailing(deskId: string, as: FailingDesk | null): Promise<void> {
    return noteFailing(this.db, deskId, as);
  }

  delivering(deskId: string, holder: string, work: () => Promise<void>): Promise<boolean> {
    return delivering(this.db, deskId, holder, work);
  }

  leaseNotices(deskId: string, claim: string, terms: LeaseTerms): Promise<PendingNotice[]> {
    return leaseNotices(this.db, deskId, claim, terms);
  }

  recordDelivery(deskId: string, ids: readonly string[], fate: DeliveryResult): Promise<void> {
    return recordDelivery(this.db, deskId, ids, fate);
  }

  deadLetters(deskId: string, limit: number): Promise<DeadLetter[]> {
    return deadLetters(this.db, deskId, limit);
  }

  requeueNotices(deskId: string, limit: number): Promise<number> {
    return requeueNotices(this.db, deskId, limit);
  }

  rotateKeys(deskId: string): Promise<boolean> {
    return this.keys.rotate(deskId);
  }

  renewSealed(deskId: string, after: string): Promise<string | undefined> {
    return renewSealed(this.db, this.keys, deskId, after);
  }

  renewFingerprints(...page: Parameters<DeskStore['renewFingerprints']>): Promise<string | undefined> {
    return renewFingerprints(this.db, ...page);
  }

  renewMarks(...page: Parameters<DeskStore['renewMarks']>): Promise<string | undefined> {
    return renewMarks(this.db, this.keys, ...page);
  }

  keysWithPlainDigests(deskId: string, limit: number): Promise<string[]> {
    return keysWithPlainDigests(this.db, deskId, limit);
  }

  keepNonce(deskId: string, account: string, nonce: string): Promise<string> {
    return keepNonce(this.db, deskId, account, nonce);
  }

  nonce(deskId: string, account: string): Promise<string | undefined> {
    return nonceOf(this.db, deskId, account);
  }

  dropNonce(deskId: string, account: string): Promise<void> {
    return dropNonce(this.db, deskId, account);
  }

  private recordsOf(deskId: string): CollectionReference {
    return deskRef(this.db, deskId).collection('records');
  }
}
