// Notices on their way: taken under a lease, so that two senders at once do not send the same one.

import type { Firestore } from '@google-cloud/firestore';
import type { Instant } from '../core/time.ts';
import type { PendingNotice } from '../ports.ts';
import { deskRef, type StoredNotice } from './firestore-documents.ts';

/** Takes notices whose time to try has come. A sender that dies gives them back when the lease ends. */
export function claimNotices(
  db: Firestore,
  deskId: string,
  now: Instant,
  leaseMs: number,
  limit: number,
): Promise<PendingNotice[]> {
  return db.runTransaction(async transaction => {
    const waiting = deskRef(db, deskId).collection('notices').where('nextTryAt', '<=', now);
    const found = await transaction.get(waiting.orderBy('nextTryAt').limit(limit));
    return found.docs.map(each => {
      const { notice, attempt } = each.data() as StoredNotice;
      transaction.update(each.ref, { attempt: attempt + 1, nextTryAt: now + leaseMs });
      return { id: each.id, notice, attempt: attempt + 1 };
    });
  });
}

/** Notes what became of a notice. */
export async function settleNotice(
  db: Firestore,
  deskId: string,
  id: string,
  result: { sentAt: Instant } | { retryAt: Instant | null },
): Promise<void> {
  const change =
    'sentAt' in result ? { sentAt: result.sentAt, nextTryAt: null } : { nextTryAt: result.retryAt };
  await deskRef(db, deskId).collection('notices').doc(id).update(change);
}
