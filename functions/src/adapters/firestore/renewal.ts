// What an older program stored in the clear, and what an older key sealed, written anew: page by page, by id, so that
// it ends.

import {
  type DocumentData,
  type DocumentReference,
  type DocumentSnapshot,
  FieldPath,
  FieldValue,
  type Firestore,
  type Query,
  type Transaction,
} from '@google-cloud/firestore';
import { KEYED } from '../../core/lib/digest.ts';
import { withNames } from '../../core/record/known-names.ts';
import type { DeskRecord, PrivateCells, RenewedMarks } from '../../core/record/record.ts';
import type { Cells } from '../../core/schema/column.ts';
import type { FirestoreDeskKeys } from './desk-keys.ts';
import { deskRef, recordOf } from './documents.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { filled, fromStore, isOlder, toStore } from './forms.ts';
import { readPage } from './read-page.ts';
import { isCurrent, sealedCells, unsealedCells } from './sealed-cells.ts';

/** Most of one page, all of which one transaction writes, and has to read other documents for. */
const PAGE = { records: 200, bytes: 2_000_000 };

/** Documents that are read at a time to see how long they are. */
const AT_ONCE = 50;

/**
 * Seals a page of full values anew after a key, and writes the records that they are of in their present form: older
 * ones hold some of it in the clear. Answers the last key of the page, or nothing where it was the last one.
 */
export async function renewSealed(
  db: Firestore,
  keys: FirestoreDeskKeys,
  deskId: string,
  after: string,
): Promise<string | undefined> {
  const ring = await keys.ring(deskId);
  return db.runTransaction(async transaction => {
    const desk = deskRef(db, deskId);
    const page = await pageOf(desk.collection('private'), after, transaction);
    const records = page.docs.map(each => desk.collection('records').doc(each.id));
    const known = await firstOf(records, transaction);
    const docs = page.docs.slice(0, known.length);
    const stale = docs.filter(({ data }) => {
      return isOlder('private', data) || !isCurrent(ring, fromStore('private', data));
    });
    const opened = await Promise.all(stale.map(({ id, data }) => unsealedCells(keys, deskId, id, data)));
    for (const each of known) {
      const data = each.data();
      if (data && isOlder('record', data))
        transaction.set(each.ref, toStore('record', fromStore('record', data)));
    }
    stale.forEach((each, at) => {
      const sealed = sealedCells(ring, deskId, each.id, opened[at] ?? {});
      transaction.set(desk.collection('private').doc(each.id), toStore('private', sealed));
    });
    return page.full || docs.length < page.docs.length ? docs.at(-1)?.id : undefined;
  });
}

/** Writes a page of fingerprints anew whose text becomes another one; answers as above. */
export async function renewFingerprints(
  db: Firestore,
  deskId: string,
  after: string,
  renewed: (text: string) => string,
): Promise<string | undefined> {
  return db.runTransaction(async transaction => {
    const all = fingerprintsOf(db, deskId);
    const { docs, full } = await pageOf(all, after, transaction);
    for (const { id, data } of docs) {
      const filed = fromStore('fingerprint', data);
      const text = renewed(filed.text);
      if (text !== filed.text) transaction.set(all.doc(id), toStore('fingerprint', { ...filed, text }));
    }
    return full ? docs.at(-1)?.id : undefined;
  });
}

/**
 * Writes the marks of a page of records anew, where they become others; answers as above. Sheets hear only of those
 * that show something else in their present form than they were stored with.
 */
export async function renewMarks(
  db: Firestore,
  keys: FirestoreDeskKeys,
  deskId: string,
  after: string,
  renewed: (record: DeskRecord, full: PrivateCells) => RenewedMarks | undefined,
): Promise<string | undefined> {
  const desk = deskRef(db, deskId);
  return db.runTransaction(async transaction => {
    const { docs, full: more } = await pageOf(desk.collection('records'), after, transaction);
    const [first, ...others] = docs.map(each => desk.collection('private').doc(each.id));
    const sealed = first ? await transaction.getAll(first, ...others) : [];
    const full = await Promise.all(sealed.map(each => unsealedCells(keys, deskId, each.id, each.data())));
    docs.forEach(({ id, data }, at) => {
      const { persons, personsIn: _, namesIn, words, ...rest } = fromStore('record', data);
      const marks = renewed({ ...recordOf(data), key: id }, full[at] ?? {});
      if (!marks) return;
      const isSame = String(marks.persons) === String(persons) && String(marks.words) === String(words);
      const isOther = !isSame || marks.toHide;
      const names = withNames(marks.namesIn, namesIn);
      const isShown = showsMore(data);
      if (isOther || isShown || JSON.stringify(names.namesIn) !== JSON.stringify(namesIn))
        transaction.set(desk.collection('records').doc(id), {
          ...toStore('record', { ...rest, ...marks, ...names }),
          ...(isShown && { syncedAt: FieldValue.serverTimestamp() }),
        });
    });
    return more ? docs.at(-1)?.id : undefined;
  });
}

/** Whether a record has other cells in its present form than it was stored with. */
function showsMore(data: DocumentData): boolean {
  if (!isOlder('record', data)) return false;
  const cells = (each: DocumentData) => JSON.stringify(filled(each['cells'] as Cells));
  return cells(fromStore('record', data)) !== cells(data);
}

/** Keys of records whose customer is named by a digest without the desk's key. */
export async function keysWithPlainDigests(db: Firestore, deskId: string, limit: number): Promise<string[]> {
  // Letters of keyed ones come after the digits of plain ones.
  const plain = deskRef(db, deskId).collection('records').where('customer.digest', '<', KEYED).limit(limit);
  return (await plain.select().get()).docs.map(each => each.id);
}

/** A page of documents behind this one. */
function pageOf(all: Query, after: string, transaction: Transaction): ReturnType<typeof readPage> {
  const ordered = all.orderBy(FieldPath.documentId());
  return readPage(after === '' ? ordered : ordered.startAfter(after), PAGE, transaction);
}

/** The first of these documents, as many as one transaction may write; one at least. */
async function firstOf(
  wanted: readonly DocumentReference[],
  transaction: Transaction,
): Promise<DocumentSnapshot[]> {
  const found: DocumentSnapshot[] = [];
  let bytes = 0;
  while (found.length < wanted.length) {
    const some = await transaction.getAll(...wanted.slice(found.length, found.length + AT_ONCE));
    for (const each of some) {
      bytes += Buffer.byteLength(JSON.stringify(each.data() ?? null));
      if (bytes > PAGE.bytes && found.length > 0) return found;
      found.push(each);
    }
  }
  return found;
}
