// Records that are set aside, and where those are that another program or configuration may be able to decide.

import type { CollectionReference, Firestore } from '@google-cloud/firestore';
import type { DeskRecord } from '../../core/record/record.ts';
import { desksOf } from './desks-with-work.ts';
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

/** Desks of those that were set aside by another release than this, however many one of them has. */
export function desksToTryAgain(
  db: Firestore,
  release: string,
  limit: number,
  except: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const others = db.collectionGroup('records').where('aside.release', '!=', release);
  return desksOf(others.orderBy('aside.release').select('aside.release'), limit, except);
}
