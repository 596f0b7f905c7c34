// Ours alone: what is not served is refused by its name, at once, and never answered with a silent success.
import { FieldValue, type Firestore, Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { connectTo } from './implementations.ts';

let server: FirestoreServer;
let db: Firestore;
let now = Date.UTC(2023, 9, 1);

beforeAll(async () => {
  server = await startFirestore({ file: ':memory:', now: () => now });
  db = connectTo(server.address, 'refusals');
});

afterAll(async () => {
  await db.terminate();
  await server.close();
});

test('a listener', async () => {
  const refused = Promise.withResolvers<never>();
  const stop = db.collection('c').onSnapshot(() => {}, refused.reject);
  await expect(refused.promise).rejects.toThrow(/Listen is not served/);
  stop();
});

test('a pipeline', async () => {
  await expect(db.pipeline().collection('c').execute()).rejects.toThrow(/ExecutePipeline/);
});

test('vector search', async () => {
  await db.doc('c/x').set({ v: FieldValue.vector([1, 2]) });
  const nearest = db
    .collection('c')
    .findNearest({ vectorField: 'v', queryVector: [1, 1], limit: 1, distanceMeasure: 'EUCLIDEAN' });
  await expect(nearest.get()).rejects.toThrow(/UNIMPLEMENTED.*findNearest/);
});

test('an explanation of a query', async () => {
  await expect(db.collection('c').explain()).rejects.toThrow(/explainOptions/);
});

test('partitions of a collection group', async () => {
  const partitions = async (): Promise<void> => {
    for await (const _ of db.collectionGroup('c').getPartitions(3)) throw new Error('A partition was given');
  };
  await expect(partitions()).rejects.toThrow(/PartitionQuery/);
});

test('the past', async () => {
  const past = Timestamp.fromMillis(now - 60_000);
  await db.doc('c/x').set({ n: 1 });
  const read = db.runTransaction(transaction => transaction.get(db.doc('c/x')), {
    readOnly: true,
    readTime: past,
  });
  await expect(read).rejects.toThrow(/FAILED_PRECONDITION.*no past states/);
});

test('times come from the clock that is given, and never go back', async () => {
  const { writeTime } = await db.doc('c/clock').set({ at: FieldValue.serverTimestamp() });
  expect(Math.floor(writeTime.toMillis())).toBe(now);
  now += 86_400_000;
  const later = await db.doc('c/clock').set({ at: FieldValue.serverTimestamp() });
  expect(later.writeTime.toMillis()).toBe(now);
  now -= 86_400_000;
  const evenLater = await db.doc('c/clock').set({ at: FieldValue.serverTimestamp() });
  expect(evenLater.writeTime.valueOf() > later.writeTime.valueOf()).toBe(true);
});
