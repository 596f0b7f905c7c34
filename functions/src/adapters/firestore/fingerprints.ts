// Fingerprints in Firestore: a document for each record, found by the blocks that it is filed under. Knows nothing of
// what is compared.

import type { CollectionReference, Firestore, Transaction } from '@google-cloud/firestore';
import type { Probe } from '../../core/similarity/blocking.ts';
import type { Filed } from '../../core/similarity/fingerprint-text.ts';
import { deskRef } from './documents.ts';
import { fromStore, toStore } from './forms.ts';

export function fingerprintsOf(db: Firestore, deskId: string): CollectionReference {
  return deskRef(db, deskId).collection('fingerprints');
}

/** Texts of the fingerprints that are asked for. */
export async function readFingerprints(
  db: Firestore,
  deskId: string,
  transaction: Transaction,
  { blocks, from, to, limit }: Probe,
): Promise<string[]> {
  const found = await transaction.get(
    fingerprintsOf(db, deskId)
      .where('blocks', 'array-contains-any', blocks)
      .where('at', '>=', from)
      .where('at', '<', to)
      .orderBy('at', 'desc')
      .limit(limit),
  );
  return found.docs.map(each => fromStore('fingerprint', each.data()).text);
}

/**
 * Files what earlier programs kept in buckets, one bucket in one transaction, where nothing newer is filed of a record.
 */
export async function refileBuckets(
  db: Firestore,
  deskId: string,
  refiled: (text: string) => { key: string; filed: Filed },
): Promise<void> {
  const buckets = deskRef(db, deskId).collection('shelves').limit(1);
  const refileOne = () =>
    db.runTransaction(async transaction => {
      const [bucket] = (await transaction.get(buckets)).docs;
      if (!bucket) return false;
      const all = Object.values(fromStore('bucket', bucket.data()).texts).map(refiled);
      const refs = all.map(({ key }) => fingerprintsOf(db, deskId).doc(key));
      const there = refs.length > 0 ? await transaction.getAll(...refs, { fieldMask: ['at'] }) : [];
      all.forEach(({ filed }, at) => {
        const ref = refs[at];
        if (ref && !there[at]?.exists) transaction.set(ref, toStore('fingerprint', filed));
      });
      transaction.delete(bucket.ref);
      return true;
    });
  while (await refileOne());
}
