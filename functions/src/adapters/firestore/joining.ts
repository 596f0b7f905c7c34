// The words by which accounts prove that they can read a spreadsheet: each is good for a day, and for one joining.

import {
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  Timestamp,
} from '@google-cloud/firestore';
import { DAY } from '../../core/lib/time.ts';
import { deskRef } from './documents.ts';
import { readStored, toStore } from './forms.ts';

/** How long somebody has to read a nonce out of his spreadsheet. */
const NONCE_MS = DAY;

/** Tries of a transaction that conflicts, each waiting longer than the one before. */
const MAX_ATTEMPTS = 20;

/** Keeps a nonce unless there is one that is still good; answers the one that holds. */
export function keepNonce(db: Firestore, deskId: string, account: string, nonce: string): Promise<string> {
  const ref = joiningRef(db, deskId, account);
  return db.runTransaction(
    async transaction => {
      const found = await transaction.get(ref);
      const kept = nonceIn(found);
      const expireAt = Timestamp.fromMillis(found.readTime.toMillis() + NONCE_MS);
      if (kept === undefined) transaction.set(ref, toStore('joining', { nonce, expireAt }));
      return kept ?? nonce;
    },
    { maxAttempts: MAX_ATTEMPTS },
  );
}

/** The nonce of an account that is still good. */
export async function nonceOf(db: Firestore, deskId: string, account: string): Promise<string | undefined> {
  return nonceIn(await joiningRef(db, deskId, account).get());
}

export async function dropNonce(db: Firestore, deskId: string, account: string): Promise<void> {
  await joiningRef(db, deskId, account).delete();
}

function joiningRef(db: Firestore, deskId: string, account: string): DocumentReference {
  return deskRef(db, deskId).collection('joining').doc(account);
}

/** The nonce that is kept; none where its time is over, whether or not the database has deleted it yet. */
function nonceIn(found: DocumentSnapshot): string | undefined {
  const { nonce, expireAt } = readStored('joining', found) ?? {};
  return expireAt && expireAt.toMillis() <= found.readTime.toMillis() ? undefined : nonce;
}
