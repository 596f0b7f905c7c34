// What programs of form 9 stored: records that show when they were closed, in sheets that may not have heard of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renewStored } from '../../../functions/src/actions/reports/renew-stored.ts';
import { storedRecord } from '../../../functions/src/adapters/firestore/documents.ts';
import { fromStore } from '../../../functions/src/adapters/firestore/forms.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { load, storedDump } from '../../fixtures/stored-desk/dump.ts';

let firestore: FirestoreServer;
let stage: SummaryStage;

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  const db = clientOf('summaries', firestore);
  await load(db, storedDump(9));
  await db.terminate();
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

test('a record that was stored with what it shows is gone through and told of no more', async () => {
  const { store } = stage.ports;
  const most = { records: 1_000, bytes: 10_000_000 };
  const known = await store.changedSince(stage.desk, '', most);
  const closed = known.records.filter(({ cells }) => 'closedAt' in cells);
  expect(closed.length).toBeGreaterThan(2);
  const renewal = async () => (await store.state(stage.desk, 'upkeep'))?.renewal;
  expect(await renewal()).toEqual({ what: 'persons', after: '' });
  for (let turns = 0; turns < 10 && (await renewal()) !== 'done'; turns += 1)
    await renewStored(stage.ports, stage.desk);
  expect(await renewal()).toBe('done');
  expect((await store.changedSince(stage.desk, known.cursor, most)).records).toEqual([]);
});

test('a survey of three points is read as the figures count it', async () => {
  const { store } = stage.ports;
  const all = await store.changedSince(stage.desk, '', { records: 1_000, bytes: 10_000_000 });
  const survey = all.records.find(({ table, state }) => table === 'surveys' && state === '已满意');
  if (!survey) throw new Error('no survey');
  const stored = { ...survey, cells: { ...survey.cells, score: 3 } };
  const asBefore = fromStore('record', { ...storedRecord(stored), form: 9 });
  expect([asBefore.state, asBefore.cells.state]).toEqual(['一般', '一般']);
  const other = fromStore('record', { ...storedRecord(survey), form: 9 });
  expect([other.state, other.cells.state]).toEqual(['已满意', '已满意']);
});

test('a name beside the number of a contact is hidden, and every other contact shows what it showed', async () => {
  const { store } = stage.ports;
  const all = await store.changedSince(stage.desk, '', { records: 1_000, bytes: 10_000_000 });
  const asRead = (cells: DeskRecord['cells'], record: DeskRecord) =>
    fromStore('record', { ...storedRecord({ ...record, cells }), form: 9 }).cells;
  const reached = all.records.filter(({ cells }) => typeof cells.contact === 'string');
  expect(reached.length).toBeGreaterThan(5);
  for (const record of reached) {
    expect(asRead(record.cells, record).contact).toBe(record.cells.contact);
    const named = { ...record.cells, contact: '王芳 135****0003' };
    expect(asRead(named, record)).toEqual({ ...named, contact: '王* 135****0003' });
  }
});
