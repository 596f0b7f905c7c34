// From the keys that a clerk presses in a real browser to record, reminder and summary, as the clerk and the supervisor
// see them.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showTime } from '../../functions/src/core/lib/parse-time.ts';
import { localDate } from '../../functions/src/core/lib/time.ts';
import { staffColumns, type Table } from '../../functions/src/core/schema/table.ts';
import { feedback } from '../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { OWNER } from '../../local/desk/sample-people.ts';
import { columnLetters } from '../../local/workbook/a1.ts';
import { Clerk } from '../fixtures/journeys/clerk.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { noticesIn } from '../fixtures/journeys/letters.ts';
import { documentsOf, fullValuesOf } from '../fixtures/journeys/record-book.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const ZONE = 'Asia/Shanghai';
const HANDLER = 'liwei@sheetdesk.example';
const SUPERVISORS = ['zhaomin@sheetdesk.example', OWNER];
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

const CALL = ['calledAt', 'customer', 'contact', 'order', 'type', 'description', 'request', 'urgency'];
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

/** The lines of 待办提醒 about calls, by number: a record of another table may have the same. */
const callsToDo = async () =>
  new Map(
    (await desk.doors.grid('待办提醒')).flatMap((cells, at) =>
      cells.at(-1)?.startsWith(`${hotline.title} ·`) ? [[cells[0] ?? '', at + 1] as const] : [],
    ),
  );
/** What its limits said of a record, alone or in one message with whose it is. */
const saidAbout = async (number: string) =>
  (await desk.doors.outbox())
    .flatMap(mail => noticesIn(mail).map(subject => ({ to: mail.to, subject, message: mail.subject })))
    .filter(({ subject }) => subject.includes(number) && !subject.includes('交给您'));
/** A table's line of 看板: open, due today, overdue. */
const boardOf = async (table: Table) =>
  (await desk.doors.grid('看板')).find(([title]) => title === table.title)?.slice(1, 4);

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
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  const texts = ['=HYPERLINK("http://evil.example","点我")', '+1+1', '-1+1', '@SUM(1,2)'];
  for (const text of texts) {
    await clerk.type(2, { 备注: text });
    await clerk.reads('备注', 2, text);
    const stored = async () => (await desk.doors.rows(hotline.title))[0]?.cells['备注'];
    await expect.poll(stored, soon).toBe(text);
    const cell = async () =>
      (await documentsOf(desk.doors, 'records'))
        .find(each => each.get('number') === '20231001001')
        ?.get('cells.remark') as unknown;
    await expect.poll(cell, soon).toBe(text);
  }
  const { data } = await desk.doors.sheets.spreadsheets.get({
    spreadsheetId: desk.doors.endpoints.spreadsheetId,
    ranges: [`'${hotline.title}'!${clerk.place('备注', 2)}`],
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

test('two hours later: who did not answer is reminded, who did is left in peace; then it goes up', async () => {
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  await expect.poll(async () => (await boardOf(hotline))?.[0], soon).toBe('0');
  const { now } = await desk.doors.clockNow();
  const calling = { ...CALLER, calledAt: showTime(now, ZONE) };
  await clerk.type(3, { ...examples(hotline, CALL, calling), 处理人员: '李伟' });
  await clerk.type(4, {
    ...examples(hotline, CALL, calling),
    处理人员: '李伟',
    响应时间: showTime(now, ZONE),
  });
  await clerk.reads('状态', 3, '已分派');
  await clerk.reads('状态', 4, '已响应');
  const today = localDate(now, ZONE).replaceAll('-', '');
  const [late, answered] = [`${today}001`, `${today}002`];
  await clerk.reads('记录编号', 3, late);
  await clerk.reads('记录编号', 4, answered);
  await expect.poll(async () => (await boardOf(hotline))?.[0], soon).toBe('2');

  // The supervisor has 待办提醒 open all the time.
  const todo = await Clerk.at(page, desk.doors, '待办提醒');
  await page.clock('PT2H');
  // Tabs are written some seconds after what they tell: what is due today stands there before it is overdue.
  await expect.poll(async () => (await desk.doors.grid('待办提醒'))[1]?.[0], soon).toContain('已超时 1 项');
  const grid = await desk.doors.grid('待办提醒');
  const row = (await callsToDo()).get(late) ?? 0;
  await page.waitForCell(`A${row}`, cell => cell.text === late, 30_000);
  expect(grid[row - 1]?.slice(3, 6)).toEqual(['热线响应', '中', '李伟']);
  expect([...(await callsToDo()).keys()]).not.toContain(answered);
  await expect.poll(async () => (await boardOf(hotline))?.[2], soon).toBe('1');
  const reminder = `【已到时限】${hotline.title} ${late}：热线响应`;
  await expect
    .poll(async () => (await saidAbout(late)).map(({ to, subject }) => [to, subject]), soon)
    .toEqual([[[HANDLER], reminder]]);
  const [told] = await saidAbout(late);
  await expect.poll(() => page.outbox(), soon).toContain(told?.message);

  await page.clock('PT30M');
  const escalation = `【超时升级】${hotline.title} ${late}：热线响应`;
  const raised = async () =>
    (await saidAbout(late))
      .slice(1)
      .map(({ to, subject }) => `${to.join()} ${subject}`)
      .sort(byText);
  await expect.poll(raised, soon).toEqual(SUPERVISORS.map(mail => `${mail} ${escalation}`).sort(byText));
  expect(await saidAbout(answered)).toEqual([]);

  // Answered at last: it leaves the list, and no more is said. A new day may have moved its line meanwhile.
  const line = (await callsToDo()).get(late) ?? 0;
  const back = await Clerk.at(page, desk.doors, hotline.title);
  await back.type(3, { 响应时间: showTime((await desk.doors.clockNow()).now, ZONE) });
  await back.reads('状态', 3, '已响应');
  await page.goto(todo.title);
  await expect.poll(async () => (await callsToDo()).has(late), soon).toBe(false);
  await page.waitForCell(`I${line}`, cell => !cell.text.startsWith(hotline.title), 30_000);
  await expect.poll(async () => (await boardOf(hotline))?.[2], soon).toBe('0');
});

test('看板 shows the same on the page as through the Sheets API, and followed without a reload', async () => {
  const grid = await desk.doors.grid('看板');
  await page.goto('看板');
  const row = grid.findIndex(([title]) => title === hotline.title) + 1;
  expect(grid[row - 1]?.slice(0, 2)).toEqual([hotline.title, '2']);
  for (const [at, text] of (grid[row - 1] ?? []).entries()) {
    await page.waitForCell(`${columnLetters(at)}${row}`, cell => cell.text === text, 30_000);
  }
  const navigations: unknown = await page.page.evaluate('performance.getEntriesByType("navigation").length');
  expect(navigations).toBe(1);
});

function examplesByKey(keys: string[]): Record<string, string> {
  return Object.fromEntries(
    keys.map(key => [key, staffColumns(hotline).find(each => each.key === key)?.example ?? '']),
  );
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
