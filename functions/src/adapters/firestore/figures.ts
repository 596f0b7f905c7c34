// The figures in Firestore: documents of sums, changes that wait to be taken in, and what periods came to when they
// ended. Knows nothing of what is counted.

import {
  type CollectionReference,
  type DocumentData,
  type DocumentReference,
  type DocumentSnapshot,
  FieldPath,
  FieldValue,
  type Firestore,
  type Transaction,
} from '@google-cloud/firestore';
import { type ClosedPeriod, documentsKept } from '../../core/figures/closed-periods.ts';
import { addFigures, addInto, type Figures } from '../../core/figures/figures.ts';
import { baseOfSeen } from '../../core/figures/periods.ts';
import { applied, type Changed, type Totals, touchedBy } from '../../core/figures/totals.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { ActivityLog } from '../../core/reports/activity-log.ts';
import type { Counted } from '../../ports/figures.ts';
import { deskRef, recordOf } from './documents.ts';
import { FORM, formNow, fromStore, isOlder, readStored, toStore } from './forms.ts';
import type { KeptDocuments } from './kept-documents.ts';
import type { Stored } from './kinds.ts';

/** Paths that a read may name; more than these, and whole documents are read. */
const MAX_PATHS = 500;

/** Records that wait in one document to be compared: they are compared in one transaction. */
const MAX_COMPARED = 50;

/** Records that are read at a time when all are counted. */
const PAGE_SIZE = 500;

const rollups = (db: Firestore, deskId: string) => deskRef(db, deskId).collection('rollups');
const changes = (db: Firestore, deskId: string) => deskRef(db, deskId).collection('changes');

/** Figures of these documents, of which a process keeps what it has read; those that there are not are empty. */
export async function keptFigures(
  db: Firestore,
  deskId: string,
  documents: readonly string[],
  kept: KeptDocuments,
): Promise<Figures> {
  const found = await kept.read(rollups(db, deskId), documents);
  return Object.fromEntries(
    documents.map(each => {
      const data = found.get(each);
      return [each, data ? fromStore('rollup', data).figures : {}];
    }),
  );
}

/** The same as a transaction finds them. */
export async function figuresInTransaction(
  db: Firestore,
  deskId: string,
  documents: readonly string[],
  transaction: Transaction,
): Promise<Figures> {
  if (documents.length === 0) return {};
  const refs = documents.map(document => rollups(db, deskId).doc(document));
  const found = await transaction.getAll(...refs);
  return Object.fromEntries(found.map(each => [each.id, readStored('rollup', each)?.figures ?? {}]));
}

/** Takes changes into the figures, of those made before a time where one is given, and answers how many there were. */
export async function applyChanges(
  db: Firestore,
  deskId: string,
  transaction: Transaction,
  limit: number,
  before: Instant | undefined,
): Promise<number> {
  const pending = await transaction.get(pendingBefore(changes(db, deskId), before).limit(limit));
  const taken = pending.docs.map(each => fromStore('change', each.data()));
  const sum = addFigures(...taken.map(({ figures }) => figures));
  const { standing, older } = await readStanding(db, deskId, transaction, touchedBy(sum));
  for (const [document, changed] of applied(standing, sum)) {
    const [ref, whole] = [rollups(db, deskId).doc(document), older.get(document)];
    const stamp = stampOf(document);
    if (whole) transaction.set(ref, { ...toStore('rollup', wholeWithChange(whole, changed)), ...stamp });
    else transaction.set(ref, { ...amounts(changed), ...formNow('rollup'), ...stamp }, { merge: true });
  }
  const keys = taken.flatMap(({ compare = [] }) => compare);
  for (let start = 0; start < keys.length; start += MAX_COMPARED) {
    const some = { keys: keys.slice(start, start + MAX_COMPARED) };
    transaction.create(deskRef(db, deskId).collection('comparisons').doc(), toStore('comparison', some));
  }
  for (const each of pending.docs) transaction.delete(each.ref);
  return pending.size;
}

/**
 * When a document is written, by the server's time, so that processes which keep what they have read see it. Who knows
 * customers is kept by none.
 */
const stampOf = (document: string): DocumentData =>
  baseOfSeen(document) === undefined ? { syncedAt: FieldValue.serverTimestamp() } : {};

/** Whether changes made before a time have not been taken in yet. */
export async function hasChanges(
  db: Firestore,
  deskId: string,
  transaction: Transaction,
  before: Instant,
): Promise<boolean> {
  const [first] = (await transaction.get(pendingBefore(changes(db, deskId), before).limit(1))).docs;
  return first !== undefined;
}

/**
 * Keeps what a period came to. A document for each part, as the figures have: together they might be too large for one.
 */
export function keepPeriod(
  db: Firestore,
  deskId: string,
  transaction: Transaction,
  { figures, ...period }: ClosedPeriod,
): void {
  for (const part of documentsKept(period))
    transaction.set(partRef(db, deskId, period.document, part), {
      ...toStore('period', { ...period, figures: figures[part] ?? {} }),
      ...stampOf(part),
    });
}

/** Which of these periods are kept. */
export async function keptPeriods(
  db: Firestore,
  deskId: string,
  documents: readonly string[],
  transaction: Transaction,
): Promise<Set<string>> {
  if (documents.length === 0) return new Set();
  const refs = documents.map(document => partRef(db, deskId, document, document));
  const found = await transaction.getAll(...refs, { fieldMask: ['document'] });
  return new Set(documents.filter((_, at) => found[at]?.exists));
}

/** What these periods came to when they ended; those that have not ended are left out. */
export async function closedPeriods(
  db: Firestore,
  deskId: string,
  documents: readonly string[],
  kept: KeptDocuments,
): Promise<ClosedPeriod[]> {
  const all = deskRef(db, deskId).collection('periods');
  // What a process has seen of periods that began before the desk is that there are none.
  const ended = await kept.read(all, documents);
  const there = documents.filter(document => ended.has(document));
  const wanted = there.flatMap(document =>
    documentsKept({ document }).map(part => ({ document, part, id: partId(document, part) })),
  );
  const found = await kept.read(
    all,
    wanted.map(({ id }) => id),
  );
  return there.flatMap(document => {
    const parts = wanted.flatMap(({ part, id, ...each }) => {
      const data = each.document === document ? found.get(id) : undefined;
      return data ? [{ part, data: fromStore('period', data) }] : [];
    });
    const [first] = parts;
    if (!first) return [];
    const figures = Object.fromEntries(parts.map(({ part, data }) => [part, data.figures]));
    const { syncedAt: _, ...period } = first.data;
    return [{ ...period, figures }];
  });
}

function partRef(db: Firestore, deskId: string, document: string, part: string): DocumentReference {
  return deskRef(db, deskId).collection('periods').doc(partId(document, part));
}

const partId = (document: string, part: string): string =>
  part === document ? document : `${document}.${part}`;

/**
 * Counts all records as they stand at one moment, and gives the figures as they stand at the same moment with what
 * waits to be taken in. Read page by page in a transaction that writes nothing: it holds nobody up and keeps no record
 * in memory.
 */
export function countAll(
  db: Firestore,
  deskId: string,
  count: (record: DeskRecord) => Figures,
): Promise<Counted> {
  const desk = deskRef(db, deskId);
  return db.runTransaction(
    async transaction => {
      const sums: Figures = {};
      let records = 0;
      const ordered = desk.collection('records').orderBy(FieldPath.documentId()).limit(PAGE_SIZE);
      for (let page = await transaction.get(ordered); !page.empty; ) {
        for (const each of page.docs) addInto(sums, count(recordOf(each.data())));
        records += page.size;
        const last = page.docs.at(-1);
        if (!last || page.size < PAGE_SIZE) break;
        page = await transaction.get(ordered.startAfter(last.id));
      }
      const standing = await transaction.get(rollups(db, deskId));
      const waiting = await transaction.get(changes(db, deskId));
      const pending: Figures = {};
      for (const each of waiting.docs) addInto(pending, fromStore('change', each.data()).figures);
      const figures = Object.fromEntries(
        standing.docs.map(each => [each.id, fromStore('rollup', each.data()).figures]),
      );
      return { records, sums, figures, pending };
    },
    { readOnly: true },
  );
}

function pendingBefore(all: CollectionReference, before: Instant | undefined): FirebaseFirestore.Query {
  return before === undefined ? all : all.where('at', '<', before).orderBy('at');
}

/** The figures that a change is about; and, whole, those documents that an older program wrote. */
async function readStanding(
  db: Firestore,
  deskId: string,
  transaction: Transaction,
  touched: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<{ standing: Map<string, Totals>; older: Map<string, Totals> }> {
  const [standing, older] = [new Map<string, Totals>(), new Map<string, Totals>()];
  if (touched.size === 0) return { standing, older };
  const refs = [...touched.keys()].map(document => rollups(db, deskId).doc(document));
  const keys = new Set([...touched.values()].flatMap(each => [...each]));
  const fieldMask = [FORM, 'bytes', ...[...keys].map(key => new FieldPath('figures', key))];
  const found = await transaction.getAll(...refs, keys.size > MAX_PATHS ? {} : { fieldMask });
  const unlike = found.filter(each => isOlder('rollup', each.data() ?? formNow('rollup')));
  for (const each of found.filter(document => !unlike.includes(document)))
    standing.set(each.id, standingIn(each));
  if (unlike.length === 0) return { standing, older };
  // Steps are for whole documents.
  for (const each of await transaction.getAll(...unlike.map(({ ref }) => ref))) {
    standing.set(each.id, standingIn(each));
    older.set(each.id, standingIn(each));
  }
  return { standing, older };
}

function standingIn(document: DocumentSnapshot): Totals {
  const { figures = {}, bytes = 0 } = readStored('rollup', document) ?? {};
  return { entries: figures, bytes };
}

/** A change of a document's figures as a merge: what has come to 0 goes. */
function amounts({ entries, bytes }: Changed): DocumentData {
  const figures = Object.fromEntries(
    Object.entries(entries).map(([key, amount]) => [key, amount === 0 ? FieldValue.delete() : amount]),
  );
  return { figures, bytes };
}

/** The same of a whole document. */
function wholeWithChange({ entries }: Totals, changed: Changed): Stored['rollup'] {
  const all = Object.entries({ ...entries, ...changed.entries });
  return { figures: Object.fromEntries(all.filter(([, amount]) => amount !== 0)), bytes: changed.bytes };
}

/** The list of latest changes, as it was kept last. */
export async function storedActivityLog(db: Firestore, deskId: string): Promise<ActivityLog | undefined> {
  return readStored('activityLog', await activityLogRef(db, deskId).get());
}

export async function keepActivityLog(db: Firestore, deskId: string, log: ActivityLog): Promise<void> {
  await activityLogRef(db, deskId).set(toStore('activityLog', log));
}

const activityLogRef = (db: Firestore, deskId: string) =>
  deskRef(db, deskId).collection('journal').doc('latest');
