// Turns at writing summary tabs, and what stands in them, in Firestore. Knows nothing of how turns are given.

import type { DocumentReference, Firestore } from '@google-cloud/firestore';
import type { Instant } from '../../core/lib/time.ts';
import type { PageMarks } from '../../core/workbook/page-requests.ts';
import { endTurn, owedSince, type Turn, type TurnAnswer, takeTurn } from '../../core/workbook/write-lease.ts';
import type { SummaryTurns } from '../../ports/summary-turns.ts';
import { desksOf } from './desks-with-work.ts';
import { deskRef } from './documents.ts';
import { fromStore, readStored, toStore } from './forms.ts';

const MAX_ATTEMPTS = 20;

export class FirestoreTurns implements SummaryTurns {
  private readonly client: () => Firestore;

  constructor(client: () => Firestore) {
    this.client = client;
  }

  private get db(): Firestore {
    return this.client();
  }

  take(deskId: string, now: Instant, urgent: boolean): Promise<TurnAnswer> {
    return this.db.runTransaction(
      async transaction => {
        const kept = turnOf((await transaction.get(this.turn(deskId))).data());
        let taken = takeTurn(kept, undefined, now, urgent);
        if (taken.pace) {
          // Every desk's turns meet in this one document, so it is read only by those who need a place.
          const pace = readStored('pace', await transaction.get(this.pace()));
          taken = takeTurn(kept, pace, now, urgent);
          if (taken.pace) transaction.set(this.pace(), toStore('pace', taken.pace));
        }
        if (!same(taken.turn, kept)) transaction.set(this.turn(deskId), stored(taken.turn));
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
        const kept = turnOf((await transaction.get(this.turn(deskId))).data());
        if (!kept) return null;
        const { turn, again } = endTurn(kept, number, now, wrote && (wrote.whole ? 'whole' : 'changes'));
        transaction.set(this.turn(deskId), stored(turn));
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

  private turn(deskId: string): DocumentReference {
    return deskRef(this.db, deskId).collection('summaries').doc('turn');
  }

  private marks(deskId: string): DocumentReference {
    return deskRef(this.db, deskId).collection('summaries').doc('written');
  }

  private pace(): DocumentReference {
    return this.db.collection('paces').doc('sheets');
  }
}

const stored = (turn: Turn) => toStore('turn', { ...turn, owedSince: owedSince(turn) });

function turnOf(data: FirebaseFirestore.DocumentData | undefined): Turn | undefined {
  if (!data) return undefined;
  const { owedSince: _, ...turn } = fromStore('turn', data);
  return turn;
}

const same = (a: Turn, b: Turn | undefined) =>
  b !== undefined && (Object.keys(a) as (keyof Turn)[]).every(key => a[key] === b[key]);
