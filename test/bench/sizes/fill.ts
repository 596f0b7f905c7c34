// Makes a desk large: copies of a record with all that stands beside it, put straight into the store.

import { type DocumentData, type Firestore, Timestamp } from '@google-cloud/firestore';
import { deskRef, firestoreOf } from '../../../functions/src/adapters/firestore/documents.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { eventId } from '../../../functions/src/core/record/record.ts';
import type { SummaryStage } from '../../fixtures/actions/summary-stage.ts';

/** Writes in one batch, and batches under way. */
const AT_ONCE = 500;
const BATCHES = 4;

/** Each copy's last change lies this much before the next one's, as if the desk had taken its time over them. */
const APART_MS = 60_000;

export interface Filling {
  /** The record of which copies are made; its change has to be in the figures. */
  key: string;
  count: number;
  /** Records that the figures count before. */
  counted: number;
  /** What a copy has of its own; without it all are the same customer's. */
  vary?: (at: number) => DocumentData;
}

/** Adds copies of a record, due in a month and counted in the figures, to the desk of a stage. */
export async function grow(stage: SummaryStage, address: string, filling: Filling): Promise<void> {
  const db = firestoreOf('summaries', address);
  try {
    await fill(db, stage, filling);
  } finally {
    await db.terminate();
  }
}

async function fill(
  db: Firestore,
  stage: SummaryStage,
  { key, count, counted, vary }: Filling,
): Promise<void> {
  while ((await stage.ports.store.applyChanges(stage.desk, AT_ONCE)) === AT_ONCE);
  const desk = deskRef(db, stage.desk);
  const read = async (collection: string, id: string) =>
    (await desk.collection(collection).doc(id).get()).data() ?? {};
  const [record, event, privateCells, fingerprint] = await Promise.all([
    read('records', key),
    read('events', eventId(key, 1)),
    read('private', key),
    read('fingerprints', key),
  ]);
  const later = stage.now + 30 * DAY;
  const copy = (at: number): Written[] => {
    const [id, number] = [`row-fill-${at}`, `F${at}`];
    const syncedAt = Timestamp.fromMillis(Date.now() - (count - at) * APART_MS);
    const written: Written[] = [
      [
        'records',
        id,
        { ...record, key: id, number, nextActionAt: later, dueAt: later, syncedAt, ...vary?.(at) },
      ],
      ['events', eventId(id, 1), { ...event, key: id, number }],
      ['private', id, privateCells],
      ['fingerprints', id, { ...fingerprint, blocks: [id], at: stage.now - (count - at) * APART_MS }],
    ];
    return written;
  };
  let next = 0;
  const write = async () => {
    while (next < count) {
      const [from, to] = [next, Math.min(count, next + Math.floor(AT_ONCE / 4))];
      next = to;
      const batch = db.batch();
      for (let at = from; at < to; at += 1)
        for (const [collection, id, data] of copy(at)) batch.set(desk.collection(collection).doc(id), data);
      await batch.commit();
    }
  };
  await Promise.all(Array.from({ length: BATCHES }, write));
  await multiplyFigures(db, stage.desk, (count + counted) / counted);
}

type Written = [collection: string, id: string, data: DocumentData];

/** The copies count as the records did that they were made from. */
async function multiplyFigures(db: Firestore, desk: string, factor: number): Promise<void> {
  for (const rollup of (await deskRef(db, desk).collection('rollups').get()).docs) {
    const figures = Object.entries((rollup.get('figures') ?? {}) as Record<string, number>);
    const multiplied = figures.map(([name, amount]) => [name, Math.round(amount * factor)] as const);
    const all: Record<string, number> = Object.fromEntries(multiplied);
    await rollup.ref.set({ figures: all }, { merge: true });
  }
}
