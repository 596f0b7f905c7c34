// Leases at writing summary tabs, and what stands in them, in Firestore. Knows nothing of how leases are given.

import type { DocumentReference, Firestore } from '@google-cloud/firestore';
import type { Instant } from '../../core/lib/time.ts';
import type { PageMarks } from '../../core/workbook/page-requests.ts';
import {
  endLease,
  type LeaseAnswer,
  owedSince,
  takeLease,
  type WriteLease,
} from '../../core/workbook/write-lease.ts';
import type { WriteLeases } from '../../ports/write-leases.ts';
import { desksOf } from './desks-with-work.ts';
import { deskRef } from './documents.ts';
import { fromStore, readStored, toStore } from './forms.ts';

const MAX_ATTEMPTS = 20;

export class FirestoreWriteLeases implements WriteLeases {
  private readonly client: () => Firestore;

  constructor(client: () => Firestore) {
    this.client = client;
  }

  private get db(): Firestore {
    return this.client();
  }

  take(deskId: string, now: Instant, urgent: boolean): Promise<LeaseAnswer> {
    return this.db.runTransaction(
      async transaction => {
        const kept = leaseOf((await transaction.get(this.lease(deskId))).data());
        let taken = takeLease(kept, undefined, now, urgent);
        if (taken.rateLimit) {
          // Every desk's leases meet in this one document, so it is read only by those who need a place.
          const rateLimit = readStored('rateLimit', await transaction.get(this.rateLimit()));
          taken = takeLease(kept, rateLimit, now, urgent);
          if (taken.rateLimit) transaction.set(this.rateLimit(), toStore('rateLimit', taken.rateLimit));
        }
        if (!same(taken.lease, kept)) transaction.set(this.lease(deskId), stored(taken.lease));
        return taken.answer;
      },
      { maxAttempts: MAX_ATTEMPTS },
    );
  }

  async written(deskId: string): Promise<PageMarks> {
    return readStored('marks', await this.marks(deskId).get())?.tabs ?? {};
  }

  end(
    deskId: string,
    number: number,
    now: Instant,
    wrote?: { whole: boolean; marks: PageMarks },
  ): Promise<Instant | null> {
    return this.db.runTransaction(
      async transaction => {
        const kept = leaseOf((await transaction.get(this.lease(deskId))).data());
        if (!kept) return null;
        const { lease, again } = endLease(kept, number, now, wrote && (wrote.whole ? 'whole' : 'changes'));
        transaction.set(this.lease(deskId), stored(lease));
        if (wrote && kept.number === number)
          transaction.set(this.marks(deskId), toStore('marks', { tabs: wrote.marks }));
        return again;
      },
      { maxAttempts: MAX_ATTEMPTS },
    );
  }

  owing(before: Instant, limit: number, except: ReadonlySet<string> = new Set()): Promise<string[]> {
    const owed = this.db.collectionGroup('summaries').where('owedSince', '<=', before);
    return desksOf(owed.orderBy('owedSince').select('owedSince'), limit, except);
  }

  private lease(deskId: string): DocumentReference {
    return deskRef(this.db, deskId).collection('summaries').doc('turn');
  }

  private marks(deskId: string): DocumentReference {
    return deskRef(this.db, deskId).collection('summaries').doc('written');
  }

  private rateLimit(): DocumentReference {
    return this.db.collection('paces').doc('sheets');
  }
}

const stored = (lease: WriteLease) => toStore('writeLease', { ...lease, owedSince: owedSince(lease) });

function leaseOf(data: FirebaseFirestore.DocumentData | undefined): WriteLease | undefined {
  if (!data) return undefined;
  const { owedSince: _, ...lease } = fromStore('writeLease', data);
  return lease;
}

const same = (a: WriteLease, b: WriteLease | undefined) =>
  b !== undefined && (Object.keys(a) as (keyof WriteLease)[]).every(key => a[key] === b[key]);
