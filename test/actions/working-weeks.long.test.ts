// A desk from its first minute on: weeks end while people change who works and how, and nothing gets stuck.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { summariseDesk } from '../../functions/src/actions/reports/summarise-desk.ts';
import { joinDesk, openDesk } from '../../functions/src/actions/setup/join-desk.ts';
import { submitRows } from '../../functions/src/actions/submit/submit-rows.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import { type FirestoreServer, startFirestore } from '../../local/google/firestore/server.ts';
import { account } from '../fixtures/actions/action-place.ts';
import { SummaryStage } from '../fixtures/actions/summary-stage.ts';
import { at } from '../fixtures/core/desk-fixture.ts';

const OWNER = account('owner');

let firestore: FirestoreServer;
let stage: SummaryStage;

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore, 'none');
  await join();
  // The first layout of a workbook takes its time.
  await summariseAt('2026-11-20 15:01');
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

/** Proves access by writing the service's word into the spreadsheet, as the add-on does. */
async function join(by = OWNER): Promise<void> {
  const opened = await openDesk(stage.ports, by, stage.desk);
  const { status, metadataKey: key, nonce = '' } = opened;
  if (status === 'ready') return;
  const { metadata } = stage.workbook.data;
  const word = { metadataId: metadata.length + 1, key, value: nonce };
  stage.workbook.apply([{ type: 'workbook', properties: { metadata: [...metadata, word] } }], {
    by: 'api',
  });
  await joinDesk(stage.ports, by, stage.desk, nonce);
}

/** Saves a row of 人员 as the owner. */
async function person(name: string, onDuty: '是' | '否', base = ''): Promise<string> {
  const people = tableOf('people');
  if (!people) throw new Error('no 人员');
  const cells = { name, mail: `${name}@example.com`, department: '客服部', role: '客服人员', onDuty };
  const rows = [{ key: `person-of-${name}`, base, edited: [], cells }];
  const { rows: answers } = await submitRows(stage.ports, OWNER, stage.desk, people, { rows });
  expect(answers).toMatchObject([{ outcome: 'saved' }]);
  return answers[0]?.base ?? '';
}

async function summariseAt(time: string): Promise<void> {
  stage.now = at(time);
  await summariseDesk(stage.ports, stage.desk);
}

const closed = async (...documents: string[]) =>
  (await stage.ports.store.closedPeriods(stage.desk, documents)).map(({ document }) => document);

// Case A.1
test('somebody goes off duty after each Monday: every week and month is closed, and what was laid out is left alone', async () => {
  let base = await person('lina', '是');
  for (const [monday, week] of [
    ['2026-11-23', 'week-2026-W47'],
    ['2026-11-30', 'week-2026-W48'],
    ['2026-12-07', 'week-2026-W49'],
  ] as const) {
    await summariseAt(`${monday} 00:02`);
    stage.now = at(`${monday} 09:00`);
    base = await person('lina', week.endsWith('8') ? '是' : '否', base);
    await summariseAt(`${monday} 09:01`);
    expect(await closed(week)).toEqual([week]);
    stage.takeCalls();
    // Nothing has changed since: the layout least of all.
    await summariseAt(`${monday} 09:02`);
    expect(stage.takeCalls().length).toBeLessThanOrEqual(1);
  }
  expect(await closed('month-2026-11')).toEqual(['month-2026-11']);
});
