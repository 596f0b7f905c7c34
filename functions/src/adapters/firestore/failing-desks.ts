// Desks that failed when the sweep looked after them: kept, because each sweep is a process of its own.

import type { Firestore } from '@google-cloud/firestore';
import type { FailingDesk } from '../../ports/desks.ts';
import { fromStore, isKnown, toStore } from './forms.ts';

/** All of them, by id. */
export async function failingDesks(db: Firestore): Promise<Map<string, FailingDesk>> {
  const found = await failing(db).get();
  // What a newer program has noted of one desk must not end the sweep of all.
  const known = found.docs.filter(each => isKnown('failing', each.data()));
  return new Map(known.map(each => [each.id, fromStore('failing', each.data())]));
}

/** Notes how a desk fails, or (`null`) that it does not any more. */
export async function noteFailing(db: Firestore, deskId: string, as: FailingDesk | null): Promise<void> {
  const ref = failing(db).doc(deskId);
  await (as ? ref.set(toStore('failing', as)) : ref.delete());
}

const failing = (db: Firestore) => db.collection('failing');
