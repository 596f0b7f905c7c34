// Ours alone: what was acknowledged is there after a SIGKILL, whole commits only, and the file is a file like any
// other.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FieldPath, type Firestore } from '@google-cloud/firestore';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lineOf } from './emulator.ts';
import { connectTo } from './implementations.ts';

const MAIN = join(import.meta.dirname, '../../../local/google/firestore/main.ts');

let folder: string;
let address: string;
let child: ChildProcess | undefined;
let clients: Firestore[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'durability-'));
  clients = [];
});

afterEach(async () => {
  await kill();
  await Promise.all(clients.map(client => client.terminate()));
  rmSync(folder, { recursive: true });
});

/** @param port that of the server before, so that its clients find this one */
async function start(port = '0'): Promise<Firestore> {
  child = spawn(process.execPath, [MAIN, '--port', port, '--file', join(folder, 'firestore.sqlite')]);
  address = await lineOf(child, /^[\d.]+:\d+$/);
  const db = connectTo(address, 'durable');
  clients.push(db);
  return db;
}

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child?.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

test('acknowledged commits survive a kill, each of them whole', async () => {
  const db = await start();
  const acknowledged: number[] = [];
  const enough = Promise.withResolvers<void>();
  const life = new AbortController();
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let round = 0; !life.signal.aborted; round++) {
      const commit = writer + round * 4;
      const batch = db.batch();
      for (const part of ['a', 'b', 'c']) batch.set(db.doc(`c/${commit}-${part}`), { commit, part });
      batch.set(db.doc('last/commit'), { commit });
      await batch.commit();
      acknowledged.push(commit);
      if (acknowledged.length === 40) enough.resolve();
    }
  });
  await enough.promise;
  const known = [...acknowledged];
  await kill();
  life.abort();
  const again = await start(address.split(':')[1]);
  const found = await again.collection('c').get();
  const parts = Map.groupBy(found.docs, one => one.get('commit') as number);
  for (const commit of known) expect(parts.has(commit)).toBe(true);
  // What was on its way at the kill is repeated by the client, and is whole as well.
  await Promise.all(writers);
  for (const of of parts.values())
    expect(of.map(one => String(one.get('part'))).sort()).toEqual(['a', 'b', 'c']);
});

test('after a restart documents, times and indexes are as before', async () => {
  const db = await start();
  const batch = db.batch();
  for (let n = 0; n < 100; n++)
    batch.set(db.doc(`c/${String(n).padStart(3, '0')}`), { n: n % 10, open: n < 50 });
  const [first] = await batch.commit();
  const query = (of: Firestore) =>
    of.collection('c').where('open', '==', true).where('n', '>', 7).orderBy('n', 'desc');
  const before = await query(db).get();
  await kill();

  const again = await start();
  const updated = await again.doc('c/000').update({ n: 8 });
  const after = await query(again).get();
  expect(after.docs.map(({ id }) => id)).toEqual(
    [...before.docs.map(({ id }) => id), '000'].sort(byNumberThenId),
  );
  const untouched = await again.collection('c').orderBy(FieldPath.documentId()).startAt('001').limit(1).get();
  expect(untouched.docs[0]?.updateTime).toEqual(first?.writeTime);
  expect(updated.writeTime.valueOf() > (first?.writeTime.valueOf() ?? '')).toBe(true);

  function byNumberThenId(a: string, b: string): number {
    const n = (id: string): number => (id === '000' ? 8 : Number(id) % 10);
    return n(b) - n(a) || (a < b ? 1 : -1);
  }
});

test('it ends when it is told to', async () => {
  await start();
  const ended = new Promise(resolve => child?.once('exit', resolve));
  child?.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('the write-ahead log stays bounded, also beside transactions that only read and are never ended', async () => {
  const db = await start();
  const size = () => statSync(join(folder, 'firestore.sqlite-wal')).size;
  await db.doc('large/first').set({ text: 'x' });
  await db.runTransaction(transaction => transaction.get(db.doc('large/first')), { readOnly: true });
  // Another text each time: sqlite writes only those pages of a document that are different.
  const textOf = (round: number) => String.fromCharCode(97 + (round % 26)).repeat(900_000);
  let [largest, shrunk] = [0, false];
  for (let round = 0; round < 500 && !shrunk; round++) {
    await db.doc(`large/document-${round % 10}`).set({ text: textOf(round) });
    shrunk = size() < largest / 2 && largest > 32 * 1_024 * 1_024;
    largest = Math.max(largest, size());
  }
  expect(shrunk).toBe(true);
  for (let round = 0; round < 20; round++) await db.doc('large/again').set({ text: textOf(round) });
  expect(size()).toBeLessThan(80 * 1_024 * 1_024);
});
