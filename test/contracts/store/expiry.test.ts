// What the database deletes by itself when its time is over, and what it counts for until then.
import { readFileSync } from 'node:fs';
import { Firestore, Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { FirestoreStore } from '../../../functions/src/adapters/firestore/store.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';

const DAY_MS = 24 * 3600 * 1000;
const fileShape = z.object({
  fieldOverrides: z.array(
    z.object({
      collectionGroup: z.string(),
      fieldPath: z.string(),
      ttl: z.boolean().optional(),
      indexes: z.unknown(),
    }),
  ),
});

let server: FirestoreServer;
let client: Firestore;
let store: FirestoreStore;
beforeAll(async () => {
  server = await startFirestore({ file: ':memory:' });
  client = new Firestore({ projectId: 'expiry', host: server.address, ssl: false });
  store = new FirestoreStore(() => client);
});
afterAll(async () => {
  await client.terminate();
  await server.close();
});

const joining = () => client.doc('desks/desk-1/joining/li');

test('a nonce proves for a day that its reader can open the spreadsheet, and then another one is needed', async () => {
  expect(await store.keepNonce('desk-1', 'li', 'one')).toBe('one');
  const kept = await joining().get();
  const ends = kept.get('expireAt') as Timestamp;
  const lasts = ends.toMillis() - (kept.createTime?.toMillis() ?? 0);
  expect(Math.round(lasts / 60_000)).toBe(DAY_MS / 60_000);

  await joining().update({ expireAt: Timestamp.fromMillis(kept.readTime.toMillis() - 1) });
  expect(await store.nonce('desk-1', 'li')).toBeUndefined();
  expect(await store.keepNonce('desk-1', 'li', 'two')).toBe('two');
  expect(await store.nonce('desk-1', 'li')).toBe('two');
});

test('a nonce of an older program is good until it is used', async () => {
  await joining().set({ nonce: 'old', form: 1 });
  expect(await store.nonce('desk-1', 'li')).toBe('old');
});

test('the database is told what to delete, and keeps no index of it', () => {
  const { fieldOverrides } = fileShape.parse(JSON.parse(readFileSync('firestore.indexes.json', 'utf8')));
  expect(fieldOverrides.filter(({ ttl }) => ttl)).toEqual([
    { collectionGroup: 'joining', fieldPath: 'expireAt', ttl: true, indexes: [] },
  ]);
});
