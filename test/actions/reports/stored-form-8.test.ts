// What programs of form 8 stored: records that show none of the limits that they are found by.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renewStored } from '../../../functions/src/actions/reports/renew-stored.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { floorToMinute } from '../../../functions/src/core/lib/time.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { load, storedDump } from '../../fixtures/stored-desk/dump.ts';

let firestore: FirestoreServer;
let stage: SummaryStage;

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  stage.now = at('2026-09-26 09:30');
  const db = clientOf('summaries', firestore);
  await load(db, storedDump(8));
  await db.terminate();
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

test('rows show when they were closed and opened anew, as soon as they are read', async () => {
  const { store } = stage.ports;
  const { records } = await store.changedSince(stage.desk, '', { records: 1_000, bytes: 10_000_000 });
  const limited = records.filter(({ table }) =>
    tableOf(table)?.columns.some(({ key }) => key === 'reopenedAt'),
  );
  const closed = limited.filter(({ closedAt, table }) => closedAt !== null && table !== 'complaints');
  expect(closed.length).toBeGreaterThan(2);
  expect(closed.map(({ cells }) => cells['closedAt'])).toEqual(
    closed.map(({ closedAt }) => floorToMinute(closedAt ?? 0)),
  );
  const anew = limited.filter(({ cycles }) => cycles.length > 0);
  expect(anew.length).toBeGreaterThan(0);
  expect(anew.map(({ cells }) => cells['reopenedAt'])).toEqual(
    anew.map(({ cycles }) => floorToMinute(cycles.at(-1)?.endedAt ?? 0)),
  );
});

test('sheets hear of rows that were closed or opened anew before, once, without anybody refreshing', async () => {
  const { store } = stage.ports;
  const most = { records: 1_000, bytes: 10_000_000 };
  const hears = async (cursor: string) => {
    const told = await store.changedSince(stage.desk, cursor, most);
    const ended = told.records.filter(({ cells }) => 'closedAt' in cells || 'reopenedAt' in cells);
    return { cursor: told.cursor, keys: ended.map(({ key }) => key).sort() };
  };
  const known = await hears('');
  expect(known.keys.length).toBeGreaterThan(3);
  expect((await hears(known.cursor)).keys).toEqual([]);
  const isDone = async () => (await store.state(stage.desk, 'upkeep'))?.renewal === 'done';
  expect(await isDone()).toBe(false);
  for (let turns = 0; turns < 10 && !(await isDone()); turns += 1) await renewStored(stage.ports, stage.desk);
  expect(await isDone()).toBe(true);
  expect((await hears(known.cursor)).keys).toEqual(known.keys);
});

test('rows show their nearest limits once the desk has been summarised', async () => {
  const { store } = stage.ports;
  const limited = async () => {
    const keys = await store.openKeys(stage.desk, '', 1_000);
    const records = await store.records(stage.desk, keys);
    return [...records.values()].filter(({ dueAt, table }) => dueAt !== null && table !== 'customers');
  };
  const before = await limited();
  expect(before.length).toBeGreaterThanOrEqual(10);
  expect(before.filter(({ cells }) => 'nearestDueAt' in cells)).toEqual([]);
  for (let summaries = 0; summaries < 5; summaries += 1) await summariseDesk(stage.ports, stage.desk);
  const after = await limited();
  expect(after.map(({ key }) => key).sort()).toEqual(before.map(({ key }) => key).sort());
  expect(after.map(({ cells }) => cells['nearestDueAt'])).toEqual(after.map(({ dueAt }) => dueAt));
  expect(after.some(({ cells }) => typeof cells['nextDueAt'] === 'number')).toBe(true);
});
