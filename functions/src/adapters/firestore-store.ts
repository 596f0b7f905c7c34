// The record in Firestore (Native mode). Owns the shape of the documents; knows nothing of what they mean.

import {
  type CollectionReference,
  type DocumentReference,
  FieldPath,
  FieldValue,
  type Firestore,
  Timestamp,
  type Transaction,
} from '@google-cloud/firestore';
import type { Desk } from '../core/desk.ts';
import { type DeskRecord, eventId, type RecordEvent } from '../core/record.ts';
import { addFigures, type Figures } from '../core/rollup.ts';
import type { Instant } from '../core/time.ts';
import type { DeskStore, DeskTransaction, PendingNotice, Snapshot, Writes } from '../ports.ts';
import { deskRef, noticeRef, noticeToSend } from './firestore-documents.ts';
import { claimNotices, settleNotice } from './firestore-notices.ts';

/** A record as stored: with the server's time of the write, by which sheets ask for what is new. */
type StoredRecord = DeskRecord & { syncedAt: Timestamp };

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

  async figures(deskId: string, documents: readonly string[]): Promise<Figures> {
    const rollups = deskRef(this.db, deskId).collection('rollups');
    const found = await this.db.getAll(...documents.map(document => rollups.doc(document)));
    return Object.fromEntries(
      found.map(each => [each.id, (each.get('figures') ?? {}) as Record<string, number>]),
    );
  }

  applyChanges(deskId: string, limit: number): Promise<number> {
    const changes = deskRef(this.db, deskId).collection('changes');
    return this.db.runTransaction(
      async transaction => {
        const pending = await transaction.get(changes.limit(limit));
        const sum = addFigures(...pending.docs.map(each => each.get('figures') as Figures));
        for (const [document, entries] of Object.entries(sum)) {
          const increments = Object.fromEntries(
            Object.entries(entries).map(([key, amount]) => [key, FieldValue.increment(amount)]),
          );
          transaction.set(this.rollup(deskId, document), { figures: increments }, { merge: true });
        }
        for (const each of pending.docs) transaction.delete(each.ref);
        return pending.size;
      },
      { maxAttempts: MAX_ATTEMPTS },
    );
  }

  recount(deskId: string, count: (record: DeskRecord) => Figures): Promise<void> {
    return this.db.runTransaction(
      async transaction => {
        const desk = deskRef(this.db, deskId);
        const [records, rollups, changes] = await Promise.all([
          transaction.get(this.records(deskId)),
          transaction.get(desk.collection('rollups')),
          transaction.get(desk.collection('changes')),
        ]);
        // One by one: the figures of all records at once would be as many objects as there are records.
        let sum: Figures = {};
        for (const each of records.docs) sum = addFigures(sum, count(recordOf(each.data())));
        for (const each of rollups.docs) transaction.delete(each.ref);
        for (const [document, figures] of Object.entries(sum)) {
          transaction.set(this.rollup(deskId, document), { figures });
        }
        for (const each of changes.docs) transaction.delete(each.ref);
      },
      { maxAttempts: MAX_ATTEMPTS },
    );
  }

  async desksWithWork(now: Instant, limit: number): Promise<string[]> {
    const [due, unsent, unsummed] = await Promise.all([
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
    ]);
    const desks = [...due.docs, ...unsent.docs, ...unsummed.docs].map(each => each.ref.parent.parent?.id);
    return [...new Set(desks)].filter(id => id !== undefined);
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

  private rollup(deskId: string, document: string): DocumentReference {
    return deskRef(this.db, deskId).collection('rollups').doc(document);
  }

  private joining(deskId: string, account: string): DocumentReference {
    return deskRef(this.db, deskId).collection('joining').doc(account);
  }
}

class FirestoreTransaction implements DeskTransaction {
  private readonly db: Firestore;
  private readonly desk: DocumentReference;
  private readonly transaction: Transaction;
  private readonly written: Writes[] = [];

  constructor(db: Firestore, deskId: string, transaction: Transaction) {
    this.db = db;
    this.desk = deskRef(db, deskId);
    this.transaction = transaction;
  }

  async read(keys: readonly string[], counters: readonly string[]): Promise<Snapshot> {
    const records = keys.map(key => this.desk.collection('records').doc(key));
    const serials = counters.map(counter => this.desk.collection('counters').doc(counter));
    const found = await this.transaction.getAll(this.desk, ...records, ...serials);
    const [desk, ...rest] = found;
    return {
      desk: desk?.data() as Desk | undefined,
      records: new Map(
        rest.slice(0, keys.length).flatMap(each => {
          const data = each.data();
          return data ? [[each.id, recordOf(data)] as const] : [];
        }),
      ),
      serials: new Map(
        rest
          .slice(keys.length)
          .map(each => [each.id, (each.get('serial') as number | undefined) ?? 0] as const),
      ),
    };
  }

  async events(
    wanted: readonly { key: string; versions: readonly number[] }[],
  ): Promise<Map<string, RecordEvent[]>> {
    const events = this.desk.collection('events');
    const refs = wanted.flatMap(({ key, versions }) =>
      versions.map(version => events.doc(eventId(key, version))),
    );
    const found = new Map<string, RecordEvent[]>(wanted.map(({ key }) => [key, []]));
    if (refs.length === 0) return found;
    for (const each of await this.transaction.getAll(...refs)) {
      if (!each.exists) continue;
      const event = each.data() as RecordEvent;
      found.get(event.key)?.push(event);
    }
    return found;
  }

  write(writes: Writes): void {
    this.written.push(writes);
  }

  /** Hands over what was written, but for notices that exist: one that was said would otherwise refuse all that comes with it. */
  async flush(): Promise<void> {
    const notices = this.written.flatMap(writes => writes.notices ?? []);
    const refs = notices.map(notice => noticeRef(this.db, this.desk.id, notice.id));
    const found = refs.length > 0 ? await this.transaction.getAll(...refs, { fieldMask: ['attempt'] }) : [];
    for (const writes of this.written) this.hand(writes);
    notices.forEach((notice, at) => {
      const ref = refs[at];
      if (ref && !found[at]?.exists) this.transaction.create(ref, noticeToSend(notice));
    });
  }

  private hand({ desk, records = [], serials = new Map(), change = {} }: Writes): void {
    if (desk) this.transaction.set(this.desk, desk);
    for (const { after, event, privateCells = {} } of records) {
      const stored = { ...after, syncedAt: FieldValue.serverTimestamp() };
      this.transaction.set(this.desk.collection('records').doc(after.key), stored);
      if (event)
        this.transaction.create(this.desk.collection('events').doc(eventId(event.key, event.version)), event);
      if (Object.keys(privateCells).length > 0) {
        const full = Object.entries(privateCells).map(
          ([key, value]) => [key, value ?? FieldValue.delete()] as const,
        );
        this.transaction.set(this.desk.collection('private').doc(after.key), Object.fromEntries(full), {
          merge: true,
        });
      }
    }
    for (const [counter, serial] of serials) {
      this.transaction.set(this.desk.collection('counters').doc(counter), { serial });
    }
    if (Object.keys(change).length > 0)
      this.transaction.create(this.desk.collection('changes').doc(), { figures: change });
  }
}

function recordOf(data: FirebaseFirestore.DocumentData): DeskRecord {
  const { syncedAt: _, ...record } = data as StoredRecord;
  return record;
}
