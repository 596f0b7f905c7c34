// Records that are set aside, and where those are that another program or configuration may be able to decide.

import type { CollectionReference, Firestore } from '@google-cloud/firestore';
import type { DeskRecord } from '../../core/record/record.ts';
import { recordOf } from './documents.ts';

/** The latest first. */
export async function recordsAside(records: CollectionReference, limit: number): Promise<DeskRecord[]> {
  const aside = records.where('aside.since', '>', 0).orderBy('aside.since', 'desc').limit(limit);
  return (await aside.get()).docs.map(each => ({ ...recordOf(each.data()), key: each.id }));
}

/** Keys of those that were set aside by another program or configuration than this. */
export async function keysToTryAgain(
  records: CollectionReference,
  judgedBy: string,
  limit: number,
): Promise<string[]> {
  const others = await records.where('aside.by', '!=', judgedBy).limit(limit).select().get();
  return others.docs.map(each => each.id);
}

/** Desks of those that were set aside by another release than this. */
export async function desksToTryAgain(db: Firestore, release: string, limit: number): Promise<string[]> {
  const others = db.collectionGroup('records').where('aside.release', '!=', release).limit(limit);
  const found = await others.select().get();
  return [...new Set(found.docs.flatMap(({ ref }) => ref.parent.parent?.id ?? []))];
}
