// What programs of form 7 stored: figures in which complaints and follow-ups counted by when they were saved, and a
// customer's answer wherever it stood.
import { type Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { type Dump, load, storedDump } from '../../fixtures/stored-desk/dump.ts';

const FORM_7 = storedDump(7);
const LATE = ['complaints', 'followUps'];

/** The same desk, where all of these records were taken in forty days before they were saved. */
const ENTERED_LATE: Dump = Object.fromEntries(
  Object.entries(FORM_7).map(([path, data]) => {
    const { table, cells, createdAt } = data as { table: string; cells: object; createdAt: number };
    const isLate = path.includes('/records/') && LATE.includes(table);
    return [path, isLate ? { ...data, cells: { ...cells, receivedAt: createdAt - 40 * DAY } } : data];
  }),
);

let firestore: FirestoreServer;
let db: Firestore;
let stage: SummaryStage;

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  db = clientOf('summaries', firestore);
  stage.now = at('2026-09-26 09:30');
  await load(db, ENTERED_LATE);
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

async function differences() {
  const { ports } = stage;
  const desk = await ports.store.desk(stage.desk);
  if (!desk) throw new Error('no desk');
  const context = contextOf(desk, ports.holidays, TABLES, ports.keys.keyed(desk.id));
  return (await checkFigures(ports, context)).differences;
}

test('figures count by when they were taken in, once the desk has been summarised', async () => {
  const keys = (await differences()).map(({ key }) => key.split('/'));
  expect(LATE.filter(key => !keys.some(([table]) => table === key))).toEqual([]);
  expect(keys.map(([, measure]) => measure)).toContain('answered');
  await summariseDesk(stage.ports, stage.desk);
  expect(await differences()).toEqual([]);
});
