// What programs of form 7 stored: records without the words of their texts. The upkeep finds them, wherever it was.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renewStored } from '../../../functions/src/actions/reports/renew-stored.ts';
import { searchRecords } from '../../../functions/src/actions/submit/search-records.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { OWNER } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { empty, load, recordsIn, storedDump, withoutSealed } from '../../fixtures/stored-desk/dump.ts';

const FORM_7 = withoutSealed(storedDump(7));
const UPKEEP = 'desks/desk-1/state/upkeep';
const owner = { subject: OWNER, mail: OWNER };

let firestore: FirestoreServer;
let stage: SummaryStage;

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

const found = async (said: string) =>
  (await searchRecords(stage.ports, owner, stage.desk, said)).rows.map(({ key }) => key).toSorted();

test.each([
  ['done', 'done'],
  ['among its persons', { what: 'persons', after: 'row-5' }],
  ['among its texts', { what: 'texts', after: 'row-5' }],
  ['at its seals, with texts to follow', { what: 'private', after: '', texts: true }],
])('words are found when the upkeep goes on where it was: %s', async (_, renewal) => {
  const db = clientOf('summaries', firestore);
  await empty(db);
  await load(db, { ...FORM_7, [UPKEEP]: { ...FORM_7[UPKEEP], renewal } });
  const isMeant = ({ cells }: { cells: object }) => JSON.stringify(cells).includes('开机');
  const meant = recordsIn(FORM_7).flatMap(([, record]) => (isMeant(record) ? [record.key] : []));
  expect(meant.length).toBeGreaterThan(3);
  expect(await found('开机')).toEqual([]);
  const isDone = async () => (await stage.ports.store.state(stage.desk, 'upkeep'))?.renewal === 'done';
  for (let turns = 0; turns < 10 && !(await isDone()); turns += 1) await renewStored(stage.ports, stage.desk);
  expect(await isDone()).toBe(true);
  const all = await found('开机');
  expect(all.length).toBeGreaterThan(0);
  expect(meant).toEqual(expect.arrayContaining(all));
  await db.terminate();
});
