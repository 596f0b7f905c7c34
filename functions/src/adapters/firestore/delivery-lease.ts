// One delivery at a time for each desk, over all processes. It goes by the database's own clock: the desk's may leap
// over any lease.

import { setTimeout as sleep } from 'node:timers/promises';
import { FieldValue, type Firestore, type Timestamp } from '@google-cloud/firestore';
import { deskRef } from './documents.ts';
import { readStored, toStore } from './forms.ts';

/** Who has not been heard of for so long has died. */
const LEASE_MS = 15_000;
const HEARTBEAT_MS = 4_000;

/** How often and how long it is asked whether the one before has ended. */
const ASK_MS = 250;
const PATIENCE_MS = 25_000;

const MAX_ATTEMPTS = 20;

/**
 * Does the work when nobody else is at it for this desk, and answers whether it was done: it is not when others take
 * too long. `holder` is another one for each call.
 */
export async function delivering(
  db: Firestore,
  deskId: string,
  holder: string,
  work: () => Promise<void>,
): Promise<boolean> {
  for (let waited = 0; !(await take(db, deskId, holder)); waited += ASK_MS) {
    if (waited >= PATIENCE_MS) return false;
    await sleep(ASK_MS);
  }
  // A heartbeat that fails costs the lease at worst, and what is sent twice then is recognisable by its id.
  const beat = setInterval(() => void renew(db, deskId, holder).catch(() => undefined), HEARTBEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(beat);
    await release(db, deskId, holder);
  }
  return true;
}

function take(db: Firestore, deskId: string, holder: string): Promise<boolean> {
  return db.runTransaction(
    async transaction => {
      const ref = leaseRef(db, deskId);
      const found = await transaction.get(ref);
      const lease = readStored('deliveryLease', found);
      if (lease && lease.holder !== null) {
        const silentMs = found.readTime.toMillis() - lease.heardAt.toMillis();
        if (silentMs < LEASE_MS) return false;
      }
      transaction.set(ref, leaseOf(holder));
      return true;
    },
    { maxAttempts: MAX_ATTEMPTS },
  );
}

const renew = (db: Firestore, deskId: string, holder: string) => change(db, deskId, holder, holder);
const release = (db: Firestore, deskId: string, holder: string) => change(db, deskId, holder, null);

/** Changes a lease that is still this holder's. */
function change(db: Firestore, deskId: string, holder: string, next: string | null): Promise<void> {
  return db.runTransaction(async transaction => {
    const ref = leaseRef(db, deskId);
    if (readStored('deliveryLease', await transaction.get(ref))?.holder !== holder) return;
    transaction.set(ref, leaseOf(next));
  });
}

/** Firestore puts the time of the commit where it says when somebody was heard of. */
const leaseOf = (holder: string | null) =>
  toStore('deliveryLease', { holder, heardAt: FieldValue.serverTimestamp() as unknown as Timestamp });

const leaseRef = (db: Firestore, deskId: string) => deskRef(db, deskId).collection('leases').doc('delivery');
