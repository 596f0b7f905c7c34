// Makes a desk large: copies of a record with all that stands beside it, put straight into the file of our Firestore,
// beside its server. Through Google's client the same takes four times as long.

import { deskRef, firestoreOf } from '../../../functions/src/adapters/firestore/documents.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { eventId } from '../../../functions/src/core/record/record.ts';
import { Store } from '../../../local/google/firestore/database/store.ts';
import { type Fields, timestampOf, type Value } from '../../../local/google/firestore/database/value.ts';
import type { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import type { OurStarted } from '../place.ts';

/** Project of a stage, and the database that it has. */
const PROJECT = 'summaries';
const DATABASE = `projects/${PROJECT}/databases/(default)`;
/** Records that are put there in one commit, and changes that are taken into the figures in one. */
const AT_ONCE = 500;

/** Each copy's last change lies this much before the next one's, as if the desk had taken its time over them. */
const APART_MS = 60_000;

export interface Filling {
  /** The record of which copies are made; its change has to be in the figures. */
  key: string;
  count: number;
  /** Records that the figures count before. */
  counted: number;
  /** What a copy has of its own; without it all are the same customer's. */
  vary?: (at: number) => Record<string, unknown>;
}

/** Adds copies of a record, due in a month and counted in the figures, to the desk of a stage on our Firestore. */
export async function grow(
  stage: SummaryStage,
  { address, file }: Pick<OurStarted, 'address' | 'file'>,
  filling: Filling,
): Promise<void> {
  const { count, counted } = filling;
  while ((await stage.ports.store.applyChanges(stage.desk, AT_ONCE)) === AT_ONCE);
  // The server keeps nothing of documents in its memory; what it knows of collections is there since the first record.
  const store = new Store(file, 'write');
  try {
    putCopies(store, stage, filling);
  } finally {
    store.close();
  }
  await multiplyFigures(stage.desk, address, (count + counted) / counted);
}

function putCopies(store: Store, stage: SummaryStage, { key, count, vary }: Filling): void {
  const pathOf = (collection: string, id: string) => ['desks', stage.desk, collection, id].join('/');
  const read = (collection: string, id: string): Fields =>
    store.get(DATABASE, pathOf(collection, id))?.fields ?? {};
  const record = read('records', key);
  const event = read('events', eventId(key, 1));
  const privateCells = read('private', key);
  const fingerprint = read('fingerprints', key);
  const later = valueOf(stage.now + 30 * DAY);
  const now = Date.now();
  const copy = (at: number): [collection: string, id: string, fields: Fields][] => {
    const [id, before] = [`row-fill-${at}`, (count - at) * APART_MS];
    const own = { key: valueOf(id), number: valueOf(`F${at}`) };
    const syncedAt = { timestampValue: timestampOf((now - before) * 1_000) };
    const varied = fieldsOf(vary?.(at) ?? {});
    return [
      ['records', id, { ...record, ...own, nextActionAt: later, dueAt: later, syncedAt, ...varied }],
      ['events', eventId(id, 1), { ...event, ...own, at: valueOf(stage.now - before) }],
      ['private', id, privateCells],
      ['fingerprints', id, { ...fingerprint, ...fieldsOf({ blocks: [id], at: stage.now - before }) }],
    ];
  };
  for (let from = 0; from < count; from += AT_ONCE) {
    const time = Math.max(store.lastCommit() + 1, Date.now() * 1_000);
    store.commit(time, () => {
      for (let at = from; at < Math.min(count, from + AT_ONCE); at += 1) {
        for (const [collection, id, fields] of copy(at)) {
          const path = pathOf(collection, id);
          store.put(DATABASE, path, undefined, { path, fields, createTime: time, updateTime: time });
        }
      }
    });
  }
}

/** The copies count as the records did that they were made from. */
async function multiplyFigures(desk: string, address: string, factor: number): Promise<void> {
  const db = firestoreOf(PROJECT, address);
  try {
    for (const rollup of (await deskRef(db, desk).collection('rollups').get()).docs) {
      const figures = Object.entries((rollup.get('figures') ?? {}) as Record<string, number>);
      const multiplied = figures.map(([name, amount]) => [name, Math.round(amount * factor)] as const);
      const all: Record<string, number> = Object.fromEntries(multiplied);
      await rollup.ref.set({ figures: all }, { merge: true });
    }
  } finally {
    await db.terminate();
  }
}

const fieldsOf = (all: Record<string, unknown>): Fields =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, valueOf(value)]])),
  );

/** A value as Google's client writes it. @throws TypeError for what none of our documents holds */
function valueOf(value: unknown): Value {
  if (value === null) return { nullValue: 'NULL_VALUE' };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { integerValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueOf) } };
  if (value instanceof Object) return { mapValue: { fields: fieldsOf({ ...value }) } };
  throw new TypeError(`A copy cannot hold ${typeof value}`);
}
