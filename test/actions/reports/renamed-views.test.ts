// Filter views whose titles pass from one person to another: the layout that brings them about is done in one go.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { layOutWorkbook } from '../../../functions/src/actions/setup/lay-out-workbook.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { MIN_INTERVAL_MS } from '../../../functions/src/core/workbook/write-lease.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { clerkOf, hotline } from '../../fixtures/core/desk-fixture.ts';

let firestore: FirestoreServer;
let stage: SummaryStage;

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  await layOutWorkbook(stage.ports, account('owner'), stage.desk);
});
afterAll(async () => {
  await stage.close();
  await firestore.close();
});

/** Saves rows of 人员 in one request, and has the summary follow. */
async function saved(rows: Record<string, ReturnType<typeof clerkOf>>): Promise<void> {
  const stored = await stage.ports.store.records(stage.desk, Object.keys(rows));
  const sent = Object.entries(rows).map(([key, cells]) => ({
    key,
    base: String(stored.get(key)?.version ?? ''),
    edited: Object.keys(cells),
    cells,
  }));
  const { rows: answers } = await submitRows(stage.ports, account('owner'), stage.desk, people, {
    rows: sent,
  });
  expect(answers.map(({ outcome }) => outcome)).toEqual(sent.map(() => 'saved'));
  stage.now += 2 * MIN_INTERVAL_MS;
  await summariseDesk(stage.ports, stage.desk);
}

/** The ids of the views of these people in 热线记录. */
function views(...names: string[]): (number | undefined)[] {
  const { filterViews = [] } =
    stage.workbook.data.sheets.find(({ properties }) => properties.sheetId === hotline.sheetId) ?? {};
  return names.map(name => filterViews.find(({ title }) => title === `待办：${name}`)?.filterViewId);
}

test('two people who change names, and one who takes the name that another gave up', async () => {
  const [one, two] = ['person-here-1', 'person-here-2'];
  await saved({ [one]: clerkOf('王一', 'one'), [two]: clerkOf('王二', 'two') });
  const [first, second] = views('王一', '王二');
  expect([typeof first, typeof second]).toEqual(['number', 'number']);
  await saved({ [one]: clerkOf('王二', 'one'), [two]: clerkOf('王一', 'two') });
  expect(views('王一', '王二')).toEqual([second, first]);
  await saved({ [one]: clerkOf('王三', 'one'), [two]: clerkOf('王二', 'two') });
  expect(views('王一', '王二', '王三')).toEqual([undefined, second, first]);
});
