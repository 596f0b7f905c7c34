// From the keys that a clerk presses in a real browser to the record, as the clerk sees it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showTime } from '../../functions/src/core/lib/parse-time.ts';
import { staffColumns, type Table } from '../../functions/src/core/schema/table.ts';
import { feedback } from '../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { hotlineRow } from '../fixtures/journeys/case-rows.ts';
import { Clerk } from '../fixtures/journeys/clerk.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { documentsOf, fullValuesOf } from '../fixtures/journeys/record-book.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const ZONE = 'Asia/Shanghai';
const soon = { timeout: 30_000, interval: 100 };

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

/** The examples of these columns as they stand in the template, by label, with other texts where given. */
function examples(
  table: Table,
  keys: readonly string[],
  others: Record<string, string> = {},
): Record<string, string> {
  const columns = keys.map(key => staffColumns(table).find(each => each.key === key));
  return Object.fromEntries(
    columns.map(column => [column?.label, others[column?.key ?? ''] ?? column?.example]),
  );
}

const CALLER = { contact: '13812345678' };
const SOLVED = [
  'respondedAt',
  'resolution',
  'resolvedAt',
  'comment',
  'cause',
  'improvement',
  'remark',
  'satisfaction',
];

// Template 2.2, 2.11, 2.18
test('the example row of template 002, typed cell by cell', async () => {
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  await clerk.type(2, examples(hotline, ['calledAt', 'customer']));
  const lacking = '还缺：联系方式、问题类型、问题描述、客户诉求、紧急程度、处理人员。填好后自动保存。';
  await clerk.see('保存状态', 2, ({ text, note }) => text === '草稿' && note?.includes(lacking) === true);
  expect((await clerk.page.cell('A2')).text).toBe('');

  // A number too short, and mended.
  await clerk.type(2, { 联系方式: '1381234' });
  const wrong = await clerk.see('联系方式', 2, cell => cell.note !== undefined);
  expect(wrong).toMatchObject({
    text: '1381234',
    note: expect.stringContaining('“1381234”不是可以联系的号码') as string,
  });
  expect(wrong.background).toBeDefined();
  await clerk.reads('保存状态', 2, '有误');
  await clerk.type(2, examples(hotline, ['contact', 'order'], CALLER));
  await clerk.reads('保存状态', 2, '草稿');
  expect(await clerk.see('联系方式', 2, cell => cell.note === undefined)).not.toHaveProperty('background');

  // A word that the drop-down lacks, and mended.
  await clerk.type(
    2,
    examples(hotline, ['type', 'description', 'request', 'urgency'], { urgency: '十万火急' }),
  );
  const strange = await clerk.see('紧急程度', 2, cell => cell.note !== undefined);
  expect(strange).toMatchObject({ text: '十万火急', note: expect.stringContaining('高、中、低') as string });
  await clerk.reads('保存状态', 2, '有误');
  await clerk.type(2, examples(hotline, ['urgency']));
  await clerk.reads('保存状态', 2, '已保存');
  await clerk.reads('记录编号', 2, '20231001001');
  await clerk.reads('状态', 2, '已分派');
  expect((await clerk.reads('联系方式', 2, '138****5678')).text).toBe('138****5678');
  const proposed = await clerk.see('处理人员', 2, cell => cell.text !== '');
  expect(proposed.note).toContain('系统填写');
  await clerk.see('分派时间', 2, cell => cell.text !== '');
  // From the call on, though it is typed years after it.
  const limit = await clerk.see('处理时限', 2, cell => cell.text !== '');
  expect(Date.parse(limit.text)).toBe(Date.parse('2023-10-03 14:30'));

  // As the template writes it: whoever is on duty there.
  await clerk.type(2, { 处理人员: '王芳' });
  await clerk.reads('保存状态', 2, '已保存');
  await clerk.type(2, examples(hotline, ['handler']));
  await clerk.reads('处理人员', 2, '李伟');

  await clerk.type(2, examples(hotline, SOLVED));
  await clerk.reads('状态', 2, '已关闭');
  await clerk.reads('保存状态', 2, '已保存');
  const { satisfaction, comment } = examplesByKey(['satisfaction', 'comment']);
  const record = (await documentsOf(desk.doors, 'records')).find(
    each => each.get('number') === '20231001001',
  );
  expect(record?.get('cells')).toMatchObject({
    customer: '李*',
    contact: '138****5678',
    satisfaction,
    comment,
  });
  const kept = (await fullValuesOf(desk.doors)).get(record?.id ?? '');
  expect(kept).toEqual({ contact: '13812345678', customer: '李*' });
});

test('text that looks like a formula stays text', async () => {
  const [saved] = await desk.doors.submit('hotline', [hotlineRow()]);
  await desk.doors.refresh();
  const number = String(saved?.cells.number);
  const rows = () => desk.doors.rows(hotline.title);
  const row = (await rows()).find(({ cells }) => cells['记录编号'] === number)?.row ?? 0;
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  const texts = ['=HYPERLINK("http://evil.example","点我")', '+1+1', '-1+1', '@SUM(1,2)'];
  for (const text of texts) {
    await clerk.type(row, { 备注: text });
    await clerk.reads('备注', row, text);
    const stored = async () => (await rows()).find(each => each.row === row)?.cells['备注'];
    await expect.poll(stored, soon).toBe(text);
    const cell = async () =>
      (await documentsOf(desk.doors, 'records'))
        .find(each => each.get('number') === number)
        ?.get('cells.remark') as unknown;
    await expect.poll(cell, soon).toBe(text);
  }
  const { data } = await desk.doors.sheets.spreadsheets.get({
    spreadsheetId: desk.doors.endpoints.spreadsheetId,
    ranges: [`'${hotline.title}'!${clerk.place('备注', row)}`],
    fields: 'sheets.data.rowData.values.userEnteredValue',
  });
  const value = data.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.userEnteredValue;
  expect(value).toEqual({ stringValue: texts.at(-1) });
});

test('a customer’s feedback, typed cell by cell: priority and department are proposed', async () => {
  const clerk = await Clerk.at(page, desk.doors, feedback.title);
  const { now } = await desk.doors.clockNow();
  const others = { contact: '13912345678', receivedAt: showTime(now - 60_000, ZONE) };
  await clerk.type(2, examples(feedback, ['customer', 'contact', 'channel', 'type', 'receivedAt'], others));
  const draft = await clerk.reads('保存状态', 2, '草稿');
  expect(draft.note).toContain('反馈内容');
  await clerk.type(2, examples(feedback, ['mood', 'recording', 'content']));
  await clerk.reads('保存状态', 2, '已保存');
  await clerk.reads('状态', 2, '待启动');
  const number = await clerk.see('反馈编号', 2, cell => cell.text !== '');
  expect(number.text).toMatch(/^\d{8}001$/);
  for (const label of ['优先级', '责任部门']) await clerk.see(label, 2, cell => cell.text !== '');
  for (const label of ['启动时限', '处理时限']) await clerk.see(label, 2, cell => cell.text !== '');
  await clerk.type(2, { 启动时间: showTime(now, ZONE) });
  await clerk.reads('状态', 2, '处理中');
});

function examplesByKey(keys: string[]): Record<string, string> {
  return Object.fromEntries(
    keys.map(key => [key, staffColumns(hotline).find(each => each.key === key)?.example ?? '']),
  );
}
