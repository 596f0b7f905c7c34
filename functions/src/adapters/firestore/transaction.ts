// One transaction on a desk's documents: its reads, then all that it writes at once. Knows nothing of what they mean.

import {
  type DocumentReference,
  FieldValue,
  type Firestore,
  type Transaction,
} from '@google-cloud/firestore';
import type { Desk } from '../../core/desk/desk.ts';
import type { DeskState, StatePart } from '../../core/desk/desk-state.ts';
import type { Figures } from '../../core/figures/figures.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Notice } from '../../core/notices/notice.ts';
import { type DeskRecord, eventId, type PrivateCells, type RecordEvent } from '../../core/record/record.ts';
import type { Probe } from '../../core/similarity/blocking.ts';
import {
  type Also,
  CommitTooLarge,
  type DeskTransaction,
  type Snapshot,
  type ToCompare,
  type Writes,
} from '../../ports/transaction.ts';
import type { DeskCache } from './desk-cache.ts';
import type { FirestoreDeskKeys } from './desk-keys.ts';
import { deskStanding, isOfDesk, readDesk, readPart, versionOf, versionRef, writeDesk } from './desks.ts';
import {
  deskRef,
  eventOf,
  noticeRef,
  noticeToSend,
  recordOf,
  storedEvent,
  storedRecord,
} from './documents.ts';
import { figuresInTransaction, hasChanges, keepPeriod, keptPeriods } from './figures.ts';
import { fingerprintsOf, readFingerprints } from './fingerprints.ts';
import { fromStore, readStored, toStore } from './forms.ts';
import { ofCustomers } from './record-scans.ts';
import { MAX_IN, recordsUsing } from './records-using.ts';
import { fullValues, SealedCells } from './sealed-cells.ts';

/** Most bytes of a commit. Firestore takes 10 MiB a request, and counts names and types as well. */
const MAX_COMMIT_BYTES = 8_000_000;

/** What is written is handed over by `flush`, after the last read. */
export class FirestoreTransaction implements DeskTransaction {
  private readonly db: Firestore;
  private readonly desk: DocumentReference;
  private readonly transaction: Transaction;
  private readonly sealed: SealedCells;
  private readonly keys: FirestoreDeskKeys | undefined;
  private readonly written: Writes[] = [];
  private readonly cache: DeskCache;
  /** The configuration that this transaction goes by, once it is read. */
  private found: { desk: Desk | undefined; isVersioned: boolean } | undefined;

  /** Whether it looks for notices that exist before it creates them. */
  private readonly asking: boolean;

  constructor(
    db: Firestore,
    deskId: string,
    transaction: Transaction,
    { cache, keys, asking }: { cache: DeskCache; keys: FirestoreDeskKeys | undefined; asking: boolean },
  ) {
    this.cache = cache;
    this.asking = asking;
    this.db = db;
    this.desk = deskRef(db, deskId);
    this.transaction = transaction;
    this.sealed = new SealedCells(this.desk, transaction, keys);
    this.keys = keys;
  }

  async read(
    keys: readonly string[],
    counters: readonly string[],
    { names = [] }: Also = {},
  ): Promise<Snapshot> {
    const refs = (collection: string, ids: readonly string[]) =>
      ids.map(id => this.desk.collection(collection).doc(id));
    const known = this.found;
    const version = known ? [] : [versionRef(this.db, this.desk.id)];
    const wanted = [
      ...version,
      ...refs('records', keys),
      ...refs('counters', counters),
      ...refs('names', names),
    ];
    const found = wanted.length > 0 ? await this.transaction.getAll(...wanted) : [];
    const next = (all: readonly unknown[]) => found.splice(0, all.length);
    const [versions, records, serials, named] = [next(version), next(keys), next(counters), next(names)];
    return {
      desk: (known ?? (await this.configuration(versionOf(versions[0])))).desk,
      records: new Map(
        records.flatMap(each => {
          const data = each.data();
          // The key is where it is, whatever is in it.
          return data ? [[each.id, { ...recordOf(data), key: each.id }] as const] : [];
        }),
      ),
      serials: new Map(serials.map(each => [each.id, readStored('counter', each)?.serial ?? 0] as const)),
      names: new Map(
        named.flatMap(each => {
          const name = readStored('name', each);
          return name ? [[each.id, name.key] as const] : [];
        }),
      ),
    };
  }

  private async configuration(version: number | undefined) {
    const desk = await readDesk(this.db, this.desk.id, version, this.cache, this.transaction);
    // Whoever judges by the desk needs its keys.
    if (desk) await this.keys?.ring(this.desk.id);
    return (this.found ??= { desk, isVersioned: version !== undefined });
  }

  state<Part extends StatePart>(part: Part): Promise<DeskState[Part] | undefined> {
    return readPart(this.db, this.desk.id, part, this.transaction);
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
      const data = each.data();
      const event = data && eventOf(data);
      if (event) found.get(event.key)?.push(event);
    }
    return found;
  }

  async history(key: string, limit: number): Promise<RecordEvent[]> {
    const events = this.desk.collection('events').where('key', '==', key);
    const page = await this.transaction.get(events.orderBy('at', 'desc').limit(limit));
    return page.docs.map(each => eventOf(each.data()));
  }

  async byNumber(numbers: readonly string[]): Promise<DeskRecord[]> {
    const found: DeskRecord[] = [];
    for (let start = 0; start < numbers.length; start += MAX_IN) {
      const some = numbers.slice(start, start + MAX_IN);
      const page = await this.transaction.get(this.desk.collection('records').where('number', 'in', some));
      found.push(...page.docs.map(each => recordOf(each.data())));
    }
    return found;
  }

  using(entries: readonly string[], limit: number): ReturnType<DeskTransaction['using']> {
    return recordsUsing(this.desk.collection('records'), this.transaction, entries, limit);
  }

  ofCustomers(digests: readonly string[], limit: number): Promise<DeskRecord[]> {
    return ofCustomers(this.desk.collection('records'), digests, limit, this.transaction);
  }

  privateCells(keys: readonly string[]): Promise<Map<string, PrivateCells>> {
    return this.sealed.read(keys);
  }

  figures(documents: readonly string[]): Promise<Figures> {
    return figuresInTransaction(this.db, this.desk.id, documents, this.transaction);
  }

  async toCompare(limit: number): Promise<ToCompare[]> {
    const page = await this.transaction.get(this.desk.collection('comparisons').limit(limit));
    return page.docs.map(each => ({ id: each.id, keys: fromStore('comparison', each.data()).keys }));
  }

  fingerprints(probe: Probe): Promise<string[]> {
    return readFingerprints(this.db, this.desk.id, this.transaction, probe);
  }

  keptPeriods(documents: readonly string[]): Promise<Set<string>> {
    return keptPeriods(this.db, this.desk.id, documents, this.transaction);
  }

  hasChanges(before: Instant): Promise<boolean> {
    return hasChanges(this.db, this.desk.id, this.transaction, before);
  }

  write(writes: Writes): void {
    this.written.push(writes);
  }

  /** Whether it has been written that notices are to be created. */
  get tells(): boolean {
    return this.written.some(({ notices = [] }) => notices.length > 0);
  }

  /**
   * Hands over what was written, but for periods that exist, and for notices that do when it is asked: one that was
   * said or kept would otherwise refuse all that comes with it. What is looked for here is looked for in the
   * transaction, so it cannot come into being meanwhile.
   * @throws CommitTooLarge
   */
  async flush(): Promise<void> {
    const { db, transaction, written } = this;
    refuseTooLarge(written);
    const deskId = this.desk.id;
    const notices = distinct(written.flatMap(writes => writes.notices ?? []));
    const refs = notices.map(notice => noticeRef(db, deskId, notice.id));
    const isAsked = this.asking && refs.length > 0;
    const said = isAsked ? await transaction.getAll(...refs, { fieldMask: ['attempt'] }) : [];
    const periods = written.flatMap(writes => writes.closedPeriods ?? []);
    const kept = await this.keptPeriods(periods.map(({ document }) => document));
    const full = written.flatMap(fullValues);
    const ring = await this.sealed.look(full);
    const ofDesk = written.filter(isOfDesk);
    // A desk that an earlier program stored gets its version by whoever writes of it first.
    const isOlder = written.length > 0 && this.found?.desk !== undefined && !this.found.isVersioned;
    if (ofDesk.length > 0 || isOlder)
      writeDesk(db, deskId, transaction, await deskStanding(db, deskId, transaction), ofDesk);
    for (const writes of written) this.hand(writes);
    for (const change of full) if (ring) this.sealed.write(change, ring);
    notices.forEach((notice, at) => {
      const ref = refs[at];
      if (ref && !said[at]?.exists) transaction.create(ref, toStore('notice', noticeToSend(notice)));
    });
    for (const period of periods) if (!kept.has(period.document)) keepPeriod(db, deskId, transaction, period);
  }

  private hand(writes: Writes): void {
    const { records = [], events = [], change, compare = [] } = writes;
    const eventRef = (key: string, version: number) =>
      this.desk.collection('events').doc(eventId(key, version));
    for (const [key, record] of standing(records))
      this.transaction.set(this.desk.collection('records').doc(key), storedRecord(record));
    for (const { event } of records)
      if (event) this.transaction.create(eventRef(event.key, event.version), storedEvent(event));
    for (const { key, version, by } of writes.named ?? [])
      this.transaction.update(eventRef(key, version), { by });
    for (const [key, mark] of writes.aside ?? []) {
      const changes = { aside: mark, nextActionAt: null, syncedAt: FieldValue.serverTimestamp() };
      this.transaction.update(this.desk.collection('records').doc(key), changes);
    }
    for (const event of events)
      this.transaction.create(this.desk.collection('events').doc(), storedEvent(event));
    for (const [counter, serial] of writes.serials ?? []) {
      this.transaction.set(this.desk.collection('counters').doc(counter), toStore('counter', { serial }));
    }
    for (const [name, key] of writes.names ?? []) {
      const ref = this.desk.collection('names').doc(name);
      if (key === null) this.transaction.delete(ref);
      else this.transaction.set(ref, toStore('name', { key }));
    }
    for (const [key, filed] of writes.fingerprints ?? []) {
      const ref = fingerprintsOf(this.db, this.desk.id).doc(key);
      if (filed === null) this.transaction.delete(ref);
      else this.transaction.set(ref, toStore('fingerprint', filed));
    }
    for (const [id, keys] of writes.compared ?? []) {
      const ref = this.desk.collection('comparisons').doc(id);
      if (keys.length === 0) this.transaction.delete(ref);
      else this.transaction.set(ref, toStore('comparison', { keys: [...keys] }));
    }
    if (change && (Object.keys(change.figures).length > 0 || compare.length > 0)) {
      const stored = { ...change, ...(compare.length > 0 && { compare: [...compare] }) };
      this.transaction.create(this.desk.collection('changes').doc(), toStore('change', stored));
    }
  }
}

/** The first of each id: what is said twice in one commit is said once. */
const distinct = (notices: readonly Notice[]): Notice[] => [
  ...new Map(notices.toReversed().map(notice => [notice.id, notice])).values(),
];

/** How each record comes to stand, of one that is written several times: only that is stored. */
const standing = (records: NonNullable<Writes['records']>) =>
  new Map(records.map(({ after }) => [after.key, after]));

/** A character takes three bytes at most. */
const MAX_CHARACTER_BYTES = 3;

/** @throws CommitTooLarge when all of this is more than one commit may hold. */
function refuseTooLarge(written: readonly Writes[]): void {
  const texts = written.flatMap(
    ({ opened, configured, records = [], events = [], notices = [], change, fingerprints }) => {
      const along = records.map(({ event, privateCells }) => ({ event, privateCells }));
      const stored = [...standing(records).values(), ...along, ...(fingerprints?.values() ?? [])];
      return [opened, configured, change, ...stored, ...events, ...notices].flatMap(part =>
        part === undefined ? [] : [JSON.stringify(part)],
      );
    },
  );
  const characters = texts.reduce((sum, { length }) => sum + length, 0);
  if (characters * MAX_CHARACTER_BYTES <= MAX_COMMIT_BYTES) return;
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > MAX_COMMIT_BYTES) throw new CommitTooLarge(`a commit of ${bytes} bytes`);
}
