// The record in Firestore (Native mode). Owns the shape of the documents; knows nothing of what they mean.

import {
  type CollectionReference,
  type DocumentReference,
  FieldPath,
  type Firestore,
  Timestamp,
} from '@google-cloud/firestore';
import type { Desk } from '../core/desk.ts';
import type { Figures } from '../core/figures/figures.ts';
import { type FrozenPeriod, GRACE } from '../core/figures/frozen.ts';
import type { DeskRecord, RecordEvent } from '../core/record.ts';
import type { Journal } from '../core/summary/journal.ts';
import type { Instant } from '../core/time.ts';
import type { Counted, DeskStore, DeskTransaction, PendingNotice } from '../ports.ts';
import { deskRef, recordOf, type StoredRecord } from './firestore-documents.ts';
import { applyChanges, countAll, frozenPeriods, readFigures } from './firestore-figures.ts';
import { claimNotices, settleNotice } from './firestore-notices.ts';
import { FirestoreTransaction } from './firestore-transaction.ts';

/**
 * Commits may become visible slightly out of the order of their server times; asking again for what is a little older costs
 * repeats, which sheets recognise, and misses nothing.
 */
const CURSOR_OVERLAP_MS = 5_000;

/** Tries of a transaction that conflicts, each waiting longer than the one before. */
const MAX_ATTEMPTS = 20;

export class FirestoreStore implements DeskStore {
  private readonly client: () => Firestore;

  constructor(client: () => Firestore) {
    this.client = client;
  }

  private get db(): Firestore {
    return this.client();
  }

  transaction<T>(deskId: string, work: (transaction: DeskTransaction) => Promise<T>): Promise<T> {
    return this.db.runTransaction(
      async transaction => {
        const begun = new FirestoreTransaction(this.db, deskId, transaction);
        const result = await work(begun);
        await begun.flush();
        return result;
      },
      { maxAttempts: MAX_ATTEMPTS },
    );
  }

  async desk(deskId: string): Promise<Desk | undefined> {
    return (await deskRef(this.db, deskId).get()).data() as Desk | undefined;
  }

  async dueKeys(deskId: string, now: Instant, limit: number): Promise<string[]> {
    const due = await this.records(deskId)
      .where('nextActionAt', '<=', now)
      .orderBy('nextActionAt')
      .limit(limit)
      .select()
      .get();
    return due.docs.map(each => each.id);
  }

  async nextActionAt(deskId: string): Promise<Instant | undefined> {
    const next = await this.records(deskId)
      .where('nextActionAt', '>', 0)
      .orderBy('nextActionAt')
      .limit(1)
      .select('nextActionAt')
      .get();
    return next.docs[0]?.get('nextActionAt') as Instant | undefined;
  }

  async dueRecords(deskId: string, until: Instant, limit: number): Promise<DeskRecord[]> {
    const due = await this.records(deskId).where('dueAt', '<', until).orderBy('dueAt').limit(limit).get();
    return due.docs.map(each => recordOf(each.data()));
  }

  async changedSince(
    deskId: string,
    cursor: string,
    limit: number,
  ): Promise<{ records: DeskRecord[]; cursor: string }> {
    const [since = '0', after = ''] = cursor.split('/');
    const ordered = this.records(deskId).orderBy('syncedAt').orderBy(FieldPath.documentId()).limit(limit);
    const from = Timestamp.fromMillis(Number(since) || 0);
    const page = await (after ? ordered.startAfter(from, after) : ordered.startAt(from)).get();
    const last = page.docs.at(-1);
    const records = page.docs.map(each => recordOf(each.data()));
    if (!last) return { records, cursor };
    const seen = (last.data() as StoredRecord).syncedAt.toMillis();
    // A full page goes on exactly where it ended; a page that reached the end starts a little earlier next time.
    const next =
      page.size === limit
        ? `${seen}/${last.id}`
        : String(Math.max(seen - CURSOR_OVERLAP_MS, Number(since) || 0));
    return { records, cursor: next };
  }

  async openKeys(deskId: string, after: string, limit: number): Promise<string[]> {
    const ordered = this.records(deskId)
      .where('closedAt', '==', null)
      .orderBy(FieldPath.documentId())
      .limit(limit);
    const page = await (after ? ordered.startAfter(after) : ordered).select().get();
    return page.docs.map(each => each.id);
  }

  async recordsCountedIn(deskId: string, name: string, after: string, limit: number): Promise<DeskRecord[]> {
    const ordered = this.records(deskId)
      .where('countsIn', 'array-contains', name)
      .orderBy(FieldPath.documentId())
      .limit(limit);
    const page = await (after ? ordered.startAfter(after) : ordered).get();
    return page.docs.map(each => recordOf(each.data()));
  }

  async recordsInStates(deskId: string, states: readonly string[], limit: number): Promise<DeskRecord[]> {
    if (states.length === 0) return [];
    const found = this.records(deskId).where('state', 'in', states).orderBy('updatedAt', 'desc').limit(limit);
    return (await found.get()).docs.map(each => recordOf(each.data()));
  }

  async eventsSince(deskId: string, since: Instant, limit: number): Promise<RecordEvent[]> {
    const events = deskRef(this.db, deskId).collection('events');
    const page = await events.where('at', '>=', since).orderBy('at', 'desc').limit(limit).get();
    return page.docs.map(each => each.data() as RecordEvent);
  }

  async journal(deskId: string): Promise<Journal | undefined> {
    return (await this.journalRef(deskId).get()).data() as Journal | undefined;
  }

  async keepJournal(deskId: string, journal: Journal): Promise<void> {
    await this.journalRef(deskId).set(journal);
  }

  figures(deskId: string, documents: readonly string[]): Promise<Figures> {
    return readFigures(this.db, deskId, documents);
  }

  frozenPeriods(deskId: string, documents: readonly string[]): Promise<FrozenPeriod[]> {
    return frozenPeriods(this.db, deskId, documents);
  }

  applyChanges(deskId: string, limit: number, before?: Instant): Promise<number> {
    return this.db.runTransaction(transaction => applyChanges(this.db, deskId, transaction, limit, before), {
      maxAttempts: MAX_ATTEMPTS,
    });
  }

  countAll(deskId: string, count: (record: DeskRecord) => Figures): Promise<Counted> {
    return countAll(this.db, deskId, count);
  }

  async desksWithWork(now: Instant, limit: number): Promise<string[]> {
    const [due, unsent, unsummed, ended] = await Promise.all([
      this.db
        .collectionGroup('records')
        .where('nextActionAt', '<=', now)
        .orderBy('nextActionAt')
        .limit(limit)
        .select()
        .get(),
      this.db
        .collectionGroup('notices')
        .where('nextTryAt', '<=', now)
        .orderBy('nextTryAt')
        .limit(limit)
        .select()
        .get(),
      this.db.collectionGroup('changes').limit(limit).select().get(),
      this.db
        .collection('desks')
        .where('periodEndsAt', '<=', now - GRACE)
        .orderBy('periodEndsAt')
        .limit(limit)
        .select()
        .get(),
    ]);
    const desks = [...due.docs, ...unsent.docs, ...unsummed.docs].map(each => each.ref.parent.parent?.id);
    return [...new Set([...desks, ...ended.docs.map(each => each.id)])].filter(id => id !== undefined);
  }

  claimNotices(deskId: string, now: Instant, leaseMs: number, limit: number): Promise<PendingNotice[]> {
    return claimNotices(this.db, deskId, now, leaseMs, limit);
  }

  settleNotice(
    deskId: string,
    id: string,
    result: { sentAt: Instant } | { retryAt: Instant | null },
  ): Promise<void> {
    return settleNotice(this.db, deskId, id, result);
  }

  async keepNonce(deskId: string, account: string, nonce: string): Promise<void> {
    await this.joining(deskId, account).set({ nonce });
  }

  async nonce(deskId: string, account: string): Promise<string | undefined> {
    return (await this.joining(deskId, account).get()).get('nonce') as string | undefined;
  }

  private records(deskId: string): CollectionReference {
    return deskRef(this.db, deskId).collection('records');
  }

  private journalRef(deskId: string): DocumentReference {
    return deskRef(this.db, deskId).collection('journal').doc('latest');
  }

  private joining(deskId: string, account: string): DocumentReference {
    return deskRef(this.db, deskId).collection('joining').doc(account);
  }
}
