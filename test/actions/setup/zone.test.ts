// A spreadsheet of another zone gets the desk's when it is laid out: what is entered as the present time goes by it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layOutWorkbook } from '../../../functions/src/actions/setup/lay-out-workbook.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { ZONE } from '../../fixtures/core/desk-fixture.ts';

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

// Case B.6
test('the zone of the spreadsheet is set at set-up, and again after somebody has changed it', async () => {
  for (const timeZone of ['America/New_York', 'Europe/Berlin']) {
    stage.workbook.apply([{ type: 'workbook', properties: { timeZone } }], { by: 'api' });
    await layOutWorkbook(stage.ports, account('owner'), stage.desk);
    expect(stage.workbook.data.timeZone).toBe(ZONE);
  }
});
