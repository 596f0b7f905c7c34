// What pulls cost once there is nothing new: a sheet asks all day long.
import type { Firestore } from '@google-cloud/firestore';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { firestoreOf } from '../../../functions/src/adapters/firestore/documents.ts';
import { FirestoreStore } from '../../../functions/src/adapters/firestore/store.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { recordOf } from './desk-book.ts';
import { commit } from './store.ts';

const PAGE = { records: 3, bytes: 1_000_000 };
let now = 0;
let server: FirestoreServer;
let db: Firestore;
let store: FirestoreStore;
beforeEach(async () => {
  now = Date.parse('2026-11-20T07:00:00Z');
  server = await startFirestore({ file: ':memory:', now: () => now });
  db = firestoreOf('pull-cursor', server.address);
  store = new FirestoreStore(() => db);
});
afterEach(async () => {
  await db.terminate();
  await server.close();
});

const save = (...keys: string[]) =>
  commit(store, 'desk-1', { records: keys.map(key => ({ after: recordOf(key) })) });

async function pull(cursor: string): Promise<{ keys: string[]; cursor: string }> {
  const keys: string[] = [];
  for (let at = cursor; ; ) {
    const page = await store.changedSince('desk-1', at, PAGE);
    keys.push(...page.records.map(({ key }) => key));
    at = page.cursor;
    if (!page.more) return { keys, cursor: at };
  }
}

test('what has been pulled is sent again only as long as something may still come before it', async () => {
  await save('a', 'b');
  now += 1;
  await save('c');
  const first = await pull('');
  now += 3_000;
  const second = await pull(first.cursor);
  now += 3_000;
  const third = await pull(second.cursor);
  const fourth = await pull(third.cursor);
  expect([first, second, third, fourth].map(({ keys }) => keys)).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
    [],
  ]);
  // Nothing moves any more until something changes.
  expect((await pull(fourth.cursor)).cursor).toBe(fourth.cursor);
});

test('records of one commit are parted by no page, and none of them comes twice', async () => {
  await save('a', 'b', 'c', 'd', 'e');
  now += 6_000;
  const all = await pull('');
  expect(all.keys).toEqual(['a', 'b', 'c', 'd', 'e']);
  await save('b');
  expect((await pull(all.cursor)).keys).toEqual(['b']);
});

test('a cursor that an earlier program gave out goes on from there', async () => {
  await save('a');
  const millis = now;
  now += 6_000;
  await save('b');
  expect((await pull(String(millis))).keys).toEqual(['a', 'b']);
  expect((await pull(`${millis}/a`)).keys).toEqual(['b']);
});
