// What stands in the database of a running desk, read past the desk by Google's own client.
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import { vi } from 'vitest';
import type { Desk } from '../../functions/src/core/desk.ts';
import type { Figures } from '../../functions/src/core/figures/figures.ts';
import type { DeskDoors } from './desk-doors.ts';

/** Every collection under a desk. */
const COLLECTIONS = [
  'records',
  'events',
  'private',
  'counters',
  'changes',
  'rollups',
  'notices',
  'joining',
] as const;
export type CollectionName = (typeof COLLECTIONS)[number];

/** All documents of a collection of this desk. */
export async function documentsOf(
  { firestore, endpoints }: DeskDoors,
  collection: CollectionName,
): Promise<QueryDocumentSnapshot[]> {
  return (await firestore.collection(`desks/${endpoints.spreadsheetId}/${collection}`).get()).docs;
}

/** The figures of the summaries; entries that came to nothing count as absent. */
export async function figuresOf(doors: DeskDoors): Promise<Figures> {
  const figures = (await documentsOf(doors, 'rollups')).map(each => {
    const entries = Object.entries((each.get('figures') ?? {}) as Record<string, number>);
    return [each.id, Object.fromEntries(entries.filter(([, amount]) => amount !== 0))] as const;
  });
  return Object.fromEntries(figures.filter(([, entries]) => Object.keys(entries).length > 0));
}

/** Every document of the database with what it holds, by path: two of these are equal when nothing was written between. */
export async function everything({ firestore }: DeskDoors): Promise<Record<string, unknown>> {
  const found = await Promise.all([
    firestore.collection('desks').get(),
    ...COLLECTIONS.map(collection => firestore.collectionGroup(collection).get()),
  ]);
  const documents = found.flatMap(each => each.docs);
  return Object.fromEntries(
    documents.map(each => [each.ref.path, [each.updateTime.toMillis(), each.data()]]),
  );
}

/** Waits until the desk has summed up all changes and laid out what it knows: from then on nothing is written unasked. */
export async function settled(doors: DeskDoors, timeout = 30_000): Promise<void> {
  const { firestore, endpoints } = doors;
  const isSettled = async () => {
    const desk = (await firestore.doc(`desks/${endpoints.spreadsheetId}`).get()).data() as Desk | undefined;
    return desk?.laidOut === desk?.version && (await documentsOf(doors, 'changes')).length === 0;
  };
  await vi.waitUntil(isSettled, { timeout });
}
