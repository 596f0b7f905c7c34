// What an older program stored in the clear, and what an older key sealed, written anew: page by page, by id, so that
// it ends.

import {
  type DocumentData,
  FieldPath,
  FieldValue,
  type Firestore,
  type Query,
} from '@google-cloud/firestore';
import { KEYED } from '../../core/lib/digest.ts';
import { withNames } from '../../core/record/known-names.ts';
import type { DeskRecord, PrivateCells, RenewedMarks } from '../../core/record/record.ts';
import type { Cells } from '../../core/schema/column.ts';
import type { FirestoreDeskKeys } from './desk-keys.ts';
import { deskRef, recordOf } from './documents.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { filled, fromStore, isOlder, readStored, toStore } from './forms.ts';
import { isCurrent, sealedCells, unsealedCells } from './sealed-cells.ts';

/** Documents of one page, all written in one transaction. */
const PAGE_SIZE = 200;

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
    const { docs } = await transaction.get(pageOf(deskRef(db, deskId).collection('private'), after));
    const stale = docs.filter(each => {
      const stored = readStored('private', each);
      return stored !== undefined && (isOlder('private', each.data()) || !isCurrent(ring, stored));
    });
    const records = deskRef(db, deskId).collection('records');
    const [first, ...others] = docs.map(each => records.doc(each.id));
    const known = first ? await transaction.getAll(first, ...others) : [];
    const opened = await Promise.all(stale.map(each => unsealedCells(keys, deskId, each)));
    for (const each of known) {
      const data = each.data();
      if (data && isOlder('record', data))
        transaction.set(each.ref, toStore('record', fromStore('record', data)));
    }
    stale.forEach((each, at) => {
      transaction.set(each.ref, toStore('private', sealedCells(ring, deskId, each.id, opened[at] ?? {})));
    });
    return docs.length < PAGE_SIZE ? undefined : docs.at(-1)?.id;
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
    const { docs } = await transaction.get(pageOf(fingerprintsOf(db, deskId), after));
    for (const each of docs) {
      const filed = fromStore('fingerprint', each.data());
      const text = renewed(filed.text);
      if (text !== filed.text) transaction.set(each.ref, toStore('fingerprint', { ...filed, text }));
    }
    return docs.length < PAGE_SIZE ? undefined : docs.at(-1)?.id;
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
    const { docs } = await transaction.get(pageOf(desk.collection('records'), after));
    const [first, ...others] = docs.map(each => desk.collection('private').doc(each.id));
    const sealed = first ? await transaction.getAll(first, ...others) : [];
    const full = await Promise.all(sealed.map(each => unsealedCells(keys, deskId, each)));
    docs.forEach((each, at) => {
      const { persons, personsIn: _, namesIn, words, ...rest } = fromStore('record', each.data());
      const marks = renewed({ ...recordOf(each.data()), key: each.id }, full[at] ?? {});
      if (!marks) return;
      const isSame = String(marks.persons) === String(persons) && String(marks.words) === String(words);
      const isOther = !isSame || marks.toHide;
      const names = withNames(marks.namesIn, namesIn);
      const isShown = showsMore(each.data());
      if (isOther || isShown || JSON.stringify(names.namesIn) !== JSON.stringify(namesIn))
        transaction.set(each.ref, {
          ...toStore('record', { ...rest, ...marks, ...names }),
          ...(isShown && { syncedAt: FieldValue.serverTimestamp() }),
        });
    });
    return docs.length < PAGE_SIZE ? undefined : docs.at(-1)?.id;
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

function pageOf(all: Query, after: string): Query {
  const page = all.orderBy(FieldPath.documentId()).limit(PAGE_SIZE);
  return after === '' ? page : page.startAfter(after);
}
