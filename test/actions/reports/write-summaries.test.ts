// Summary tabs as the functions write them, through the real clients: how often, how much, and what becomes of them
// when something fails.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deskContext } from '../../../functions/src/actions/desk/desk-contexts.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { writeSummaries } from '../../../functions/src/actions/reports/write-summaries.ts';
import { SUMMARY_TABS } from '../../../functions/src/core/reports/summary-tabs.ts';
import { MIN_INTERVAL_MS } from '../../../functions/src/core/workbook/write-lease.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { batchUpdate } from '../../../local/google/sheets/batch-update.ts';
import { displayText } from '../../../local/workbook/display.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';

const tab = (title: string) => SUMMARY_TABS.find(each => each.title === title)?.sheetId ?? -1;
const [TODO, BOARD] = [tab('待办提醒'), tab('看板')];

let firestore: FirestoreServer;
let stage: SummaryStage;
/** What it took to write every cell. */
let wholeBytes: number;

beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  await stage.save(['row-00000001', 'row-00000002']);
  await summariseDesk(stage.ports, stage.desk);
  wholeBytes = stage.takeCalls().at(-1)?.bytes ?? 0;
});
beforeEach(() => {
  stage.now += 2 * MIN_INTERVAL_MS;
  stage.takeCalls();
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

const writes = () => stage.takeCalls().filter(({ method }) => method === 'POST');
const sheet = (sheetId: number) =>
  stage.workbook.data.sheets.find(each => each.properties.sheetId === sheetId);
const shown = (sheetId: number) =>
  Object.values(sheet(sheetId)?.cells ?? {}).map(row => Object.values(row).map(displayText).join(' '));
const line = (title: string) => shown(BOARD).find(text => text.startsWith(title));
const summarise = () => summariseDesk(stage.ports, stage.desk);

test('an edit costs one call, of the cells that changed, and reads nothing of the spreadsheet', async () => {
  await stage.save(['row-00000003']);
  await summarise();
  const calls = stage.takeCalls();
  expect(calls.map(({ method }) => method)).toEqual(['POST']);
  expect(calls[0]?.bytes).toBeLessThan(wholeBytes / 2);
  expect(line('热线记录')).toMatch(/^热线记录 3 /);
});

test('edits that come too soon after a call are written together with the next', async () => {
  await stage.save(['row-00000004']);
  await summarise();
  await stage.save(['row-00000005']);
  await summarise();
  await stage.save(['row-00000006']);
  await summarise();
  expect(writes()).toHaveLength(1);
  stage.now += MIN_INTERVAL_MS;
  await summarise();
  expect(writes()).toHaveLength(1);
  expect(line('热线记录')).toMatch(/^热线记录 6 /);
});

test('two processes that are called at once do not write over each other', async () => {
  await stage.save(['row-00000007']);
  await Promise.all([summarise(), summarise(), summarise()]);
  expect(writes()).toHaveLength(1);
  expect(line('热线记录')).toMatch(/^热线记录 7 /);
});

test('a call that the quota turned away is repeated', async () => {
  stage.faults.push(429);
  await stage.save(['row-00000008']);
  await summarise();
  expect(writes()).toHaveLength(2);
  expect(line('热线记录')).toMatch(/^热线记录 8 /);
});

test('after calls that failed for good every cell is written, since nobody knows how far they came', async () => {
  await stage.save(['row-00000009']);
  stage.faults.push(400, 400);
  await expect(summarise()).rejects.toThrow('表格没有接受');
  stage.takeCalls();
  await summarise();
  expect(writes()).toEqual([]);
  stage.now += MIN_INTERVAL_MS;
  await summarise();
  const [whole] = writes();
  expect(whole?.bytes).toBeGreaterThan(2_500);
  expect(line('热线记录')).toMatch(/^热线记录 9 /);
});

test('a tab that was deleted comes back, whole', async () => {
  batchUpdate(stage.workbook, { requests: [{ deleteSheet: { sheetId: TODO } }] });
  await stage.save(['row-00000010']);
  await summarise();
  expect(sheet(TODO)?.properties.title).toBe('待办提醒');
  expect(shown(TODO).filter(text => text.includes('热线响应'))).toHaveLength(10);
  stage.now += 2 * MIN_INTERVAL_MS;
  await stage.save(['row-00000011']);
  stage.takeCalls();
  await summarise();
  expect(stage.takeCalls().map(({ method }) => method)).toEqual(['POST']);
});

test('a person who asks for it has every cell written at once', async () => {
  stage.workbook.apply(
    [{ type: 'cells', sheetId: BOARD, row: 0, column: 0, cells: [[{ value: '我的看板' }]] }],
    { by: 'script' },
  );
  await summarise();
  expect(shown(BOARD)[0]).toContain('我的看板');
  const stored = await stage.ports.store.desk(stage.desk);
  if (!stored) throw new Error('The desk is gone');
  await writeSummaries(stage.ports, deskContext(stage.ports, stored), { urgent: true });
  expect(shown(BOARD)[0]).toContain('看板');
  expect(shown(BOARD)[0]).not.toContain('我的');
});

test('all changes that wait are counted at once, however many there are', async () => {
  const change = { at: stage.now, figures: { open: { 'hotline/open': 1 } } };
  const note = () => stage.ports.store.transaction(stage.desk, async each => each.write({ change }));
  for (let noted = 0; noted < 450; noted += 50) await Promise.all(Array.from({ length: 50 }, note));
  await summarise();
  expect(await stage.ports.store.applyChanges(stage.desk, 1)).toBe(0);
});
