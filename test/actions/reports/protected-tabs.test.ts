// Tabs that somebody has protected from the service: the others go on, nothing is lost, and supervisors hear which tab
// it is and whom to let in.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { layOutWorkbook } from '../../../functions/src/actions/setup/lay-out-workbook.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import { SUMMARY_TABS } from '../../../functions/src/core/reports/summary-tabs.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { MIN_INTERVAL_MS } from '../../../functions/src/core/workbook/write-lease.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { displayText } from '../../../local/workbook/display.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { NOBODY_THERE } from '../../fixtures/actions/nobody-there.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { at, hotline } from '../../fixtures/core/desk-fixture.ts';

const tab = (title: string) => SUMMARY_TABS.find(each => each.title === title)?.sheetId ?? -1;
const [TODO, BOARD] = [tab('待办提醒'), tab('看板')];

let firestore: FirestoreServer;
let stage: SummaryStage;
let keys = 0;

beforeEach(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  stage.now = at('2026-11-20 10:00');
  await layOutWorkbook(stage.ports, account('owner'), stage.desk);
  await save();
  await summarise();
  await told();
});
afterEach(async () => {
  await stage.close();
  await firestore.close();
});

async function summarise(): Promise<void> {
  stage.now += 2 * MIN_INTERVAL_MS;
  await summariseDesk(stage.ports, stage.desk);
}
const save = () => stage.save([`row-${String((keys += 1)).padStart(8, '0')}`]);
const sheet = (sheetId: number) =>
  stage.workbook.data.sheets.find(each => each.properties.sheetId === sheetId);
const shown = (sheetId: number) =>
  Object.values(sheet(sheetId)?.cells ?? {}).map(row => Object.values(row).map(displayText).join(' '));
const onBoard = () => shown(BOARD).find(text => text.startsWith('热线记录'));

/** Whole tabs, from everybody but their owner. */
function protect(sheetId: number, from: { startRow?: number; endRow?: number } | null = {}): void {
  const { rowCount, columnCount } = sheet(sheetId)?.properties ?? { rowCount: 0, columnCount: 0 };
  const range = { sheetId, startRow: 0, endRow: rowCount, startColumn: 0, endColumn: columnCount, ...from };
  const protectedRanges = from === null ? [] : [{ protectedRangeId: 1, range, warningOnly: false }];
  stage.workbook.apply([{ type: 'rules', sheetId, rules: { protectedRanges } }], { by: 'api' });
}

/** What was said since the last time. */
async function told(): Promise<{ to: string; subject: string; text: string }[]> {
  const terms = { now: stage.now, leaseMs: 1_000 * HOUR, limit: 100 };
  const claimed = await stage.ports.store.leaseNotices(stage.desk, crypto.randomUUID(), terms);
  return claimed.map(({ notice }) => ({ to: notice.to.name, subject: notice.subject, text: notice.text }));
}
const ofTabs = async () => (await told()).filter(({ subject }) => subject.includes('写不进去'));

test('a summary tab: the others are written, it is said once a day, and it comes when it may be written', async () => {
  protect(BOARD);
  const before = onBoard();
  await save();
  await summarise();
  expect(onBoard()).toBe(before);
  expect(shown(TODO).filter(text => text.includes('热线响应'))).toHaveLength(2);
  const [first, ...others] = await ofTabs();
  expect(first?.text).toContain('看板');
  expect(first?.text).toContain(NOBODY_THERE.serviceAccount);
  expect(new Set([first, ...others].map(each => each?.to)).size).toBe(others.length + 1);

  stage.now += HOUR;
  await save();
  await summarise();
  expect(await ofTabs()).toEqual([]);
  stage.now = at('2026-11-23 10:00');
  await save();
  await summarise();
  expect(await ofTabs()).not.toEqual([]);

  protect(BOARD, null);
  await summarise();
  expect(onBoard()).toMatch(/^热线记录 4 /);
  expect(await ofTabs()).toEqual([]);
});

test('whoever asks for the layout of tabs of which one is protected hears so, and the others have it', async () => {
  protect(hotline.sheetId, { endRow: 1 });
  const { sheetId } = feedback;
  const header = headerOf(sheetId);
  // Both lose the last column that the desk declares.
  for (const each of [hotline.sheetId, sheetId])
    stage.workbook.apply(
      [{ type: 'cells', sheetId: each, row: 0, column: headerOf(each).length - 1, cells: [[null]] }],
      { by: 'api' },
    );
  const { told: sentence } = await layOutWorkbook(stage.ports, account('owner'), stage.desk);
  expect(sentence).toContain(`“${hotline.title}”受保护`);
  expect(sentence).toContain(NOBODY_THERE.serviceAccount);
  expect(headerOf(sheetId)).toEqual(header);
});

test('a tab that staff type in: what changes comes when it may be written, it is looked for and said once a day', async () => {
  const listed = (sheetId: number = hotline.sheetId) => JSON.stringify(sheet(sheetId)).includes('新来的');
  protect(hotline.sheetId);
  await hire('新来的');
  await summarise();
  expect([listed(), listed(feedback.sheetId)]).toEqual([false, true]);
  expect((await ofTabs())[0]?.text).toContain(hotline.title);

  stage.now += HOUR;
  stage.takeCalls();
  await summarise();
  expect(await ofTabs()).toEqual([]);
  // Whoever lays out looks at the tabs first.
  expect(stage.takeCalls().filter(({ method }) => method === 'GET')).toEqual([]);

  stage.now = at('2026-11-23 10:00');
  await summarise();
  expect((await ofTabs())[0]?.text).toContain(hotline.title);

  protect(hotline.sheetId, null);
  stage.now = at('2026-11-24 10:00');
  await summarise();
  expect(listed()).toBe(true);
  expect(await ofTabs()).toEqual([]);
});

async function hire(name: string): Promise<void> {
  const cells = { name, department: '客服部', mail: 'new@example.com', role: '客服人员', onDuty: '是' };
  const rows = [{ key: 'person-new-here', base: '', edited: Object.keys(cells), cells }];
  const answer = await submitRows(stage.ports, account('owner'), stage.desk, people, { rows });
  expect(answer.rows[0]?.outcome).toBe('saved');
}

function headerOf(sheetId: number): string[] {
  return Object.values(sheet(sheetId)?.cells[0] ?? {}).map(displayText);
}
