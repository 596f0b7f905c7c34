// Desks that failed when the sweep looked after them: kept, because each sweep is a process of its own.

import type { Firestore } from '@google-cloud/firestore';
import type { FailingDesk } from '../../ports.ts';

/** All of them, by id. */
export async function failingDesks(db: Firestore): Promise<Map<string, FailingDesk>> {
  const found = await failing(db).get();
  return new Map(found.docs.map(each => [each.id, each.data() as FailingDesk]));
}

/** Notes how a desk fails, or (`null`) that it does not any more. */
export async function noteFailing(db: Firestore, deskId: string, as: FailingDesk | null): Promise<void> {
  const ref = failing(db).doc(deskId);
  await (as ? ref.set(as) : ref.delete());
}

const failing = (db: Firestore) => db.collection('failing');
