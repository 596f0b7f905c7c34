// Notices on their way: taken under a lease, so that two senders at once do not send the same one. Knows nothing of
// what they say.

import {
  type DocumentData,
  type DocumentReference,
  FieldValue,
  type Firestore,
  type Transaction,
  type UpdateData,
} from '@google-cloud/firestore';
import type { PendingNotice } from '../../core/notices/delivery.ts';
import type { DeadLetter } from '../../core/notices/notice.ts';
import type { DeliveryResult, LeaseTerms } from '../../ports/notices.ts';
import { deskRef } from './documents.ts';
import { fromStore, isOlder, toStore } from './forms.ts';
import type { StoredNotice } from './kinds.ts';

/** Takes notices whose time to try has come. A sender that dies gives them back when the lease ends. */
export function leaseNotices(
  db: Firestore,
  deskId: string,
  claim: string,
  { now, leaseMs, limit }: LeaseTerms,
): Promise<PendingNotice[]> {
  return db.runTransaction(async transaction => {
    const waiting = notices(db, deskId).where('nextTryAt', '<=', now);
    const found = await transaction.get(waiting.orderBy('nextTryAt').limit(limit));
    return found.docs.map(each => {
      const data = each.data();
      const stored = fromStore('notice', data);
      const taken = { attempt: stored.attempt + 1, claim: stored.claim ?? claim };
      change(transaction, each.ref, data, { ...taken, nextTryAt: now + leaseMs });
      return { id: each.id, notice: stored.notice, ...taken };
    });
  });
}

/** Notes what became of notices, all or none: what goes in one message stays together. */
export async function recordDelivery(
  db: Firestore,
  deskId: string,
  ids: readonly string[],
  fate: DeliveryResult,
): Promise<void> {
  const batch = db.batch();
  for (const id of ids) batch.update(notices(db, deskId).doc(id), updateOf(fate));
  await batch.commit();
}

function updateOf(fate: DeliveryResult): UpdateData<StoredNotice> {
  if ('retryAt' in fate) return { nextTryAt: fate.retryAt, reason: fate.reason };
  // To be taken was no try, and it goes with what is there when it goes.
  if ('heldUntil' in fate)
    return { nextTryAt: fate.heldUntil, attempt: FieldValue.increment(-1), claim: null };
  return { ...fate, nextTryAt: null };
}

/** Notices that were given up, the newest first. */
export async function deadLetters(db: Firestore, deskId: string, limit: number): Promise<DeadLetter[]> {
  const dead = notices(db, deskId).where('deadAt', '>', 0).orderBy('deadAt', 'desc').limit(limit);
  return (await dead.get()).docs.map(each => {
    const { notice, deadAt, reason } = fromStore('notice', each.data());
    return { id: each.id, notice, at: deadAt ?? 0, reason: reason ?? '' };
  });
}

/** Puts notices that were given up back among those that wait; answers how many, at most `limit`. */
export function requeueNotices(db: Firestore, deskId: string, limit: number): Promise<number> {
  return db.runTransaction(async transaction => {
    const dead = await transaction.get(
      notices(db, deskId).where('deadAt', '>', 0).orderBy('deadAt', 'desc').limit(limit),
    );
    const again: Partial<StoredNotice> = {
      nextTryAt: 0,
      attempt: 0,
      claim: null,
      deadAt: null,
      reason: null,
    };
    for (const each of dead.docs) change(transaction, each.ref, each.data(), again);
    return dead.size;
  });
}

/**
 * Changes a notice that was read: in its present form from here on, so that whoever notes its fate need not read it.
 */
function change(
  transaction: Transaction,
  ref: DocumentReference,
  data: DocumentData,
  changes: Partial<StoredNotice>,
): void {
  if (isOlder('notice', data))
    transaction.set(ref, toStore('notice', { ...fromStore('notice', data), ...changes }));
  else transaction.update(ref, { ...changes });
}

const notices = (db: Firestore, deskId: string) => deskRef(db, deskId).collection('notices');
