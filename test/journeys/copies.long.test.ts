// What people do to rows, tabs and columns of the desk's own tables, in a real browser: copied, removed, duplicated,
// there twice.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CardAnswer } from '../../functions/src/contract/cards.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { OWNER } from '../../local/desk/sample-people.ts';
import { columnLetters } from '../../local/workbook/a1.ts';
import { hotlineRow } from '../fixtures/journeys/case-rows.ts';
import { Clerk } from '../fixtures/journeys/clerk.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const PHONE = '13976543210';
const slow = { timeout: 120_000 };

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;
let clerk: Clerk;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  await desk.doors.submit('hotline', [hotlineRow({ contact: PHONE, customer: '欧阳明月' })]);
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
  clerk = await Clerk.at(page, desk.doors, hotline.title);
  await page.menu('扩展程序', '刷新');
  await clerk.see('保存状态', 2, ({ text }) => text === '已保存');
}, 120_000);
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

/** The number of a row, at the left of the grid. */
async function clickRow(row: number, button: 'left' | 'right' = 'left'): Promise<void> {
  const { y, height } = await page.aim(`A${row}`);
  await page.page.mouse.click(20, y + height / 2, { button });
}

/** Waits for a message of the desk in a corner of the page. */
const said = (text: string) => page.page.locator('.toast', { hasText: text }).first().waitFor();

async function keyOf(row: number): Promise<string> {
  const [header = [], ...lines] = await desk.doors.grid(hotline.title);
  return lines[row - 2]?.[header.indexOf('行键')] ?? '';
}

// Case A.13
test(
  'a row copied whole has the full number of its original, and says which row it comes from',
  slow,
  async () => {
    const [header = []] = await desk.doors.grid(hotline.title);
    await page.click('A2');
    await page.select(`A2:${columnLetters(header.length - 1)}2`);
    await page.copy();
    await page.click('A3');
    await page.press('Control+V');
    const { text: original } = await page.cell('A2');
    await clerk.see('保存状态', 3, ({ note }) => note?.includes(`由 ${original} 复制而来`) === true);
    await clerk.see('记录编号', 3, ({ text }) => text !== '' && text !== original);
    const key = await keyOf(3);
    expect(key).not.toBe(await keyOf(2));
    const card = await desk.doors.call<CardAnswer>(`/records/${key}/cards/contacts`, {}, OWNER);
    expect(card.body.lines).toContain(`联系方式：${PHONE}`);
  },
);

test('a row that is deleted is said to go on, by its number, and comes back', slow, async () => {
  const { text: number } = await page.cell('A2');
  await clickRow(2);
  await clickRow(2, 'right');
  await page.page.getByText('删除选中行').click({ position: { x: 10, y: 8 } });
  await said(`${hotline.title} ${number}`);
  await page.menu('扩展程序', '刷新');
  expect((await page.waitForCell('A3', ({ text }) => text === number)).text).toBe(number);
});

test(
  'a second header of one of our columns is said at once, and holds nothing up once it is gone',
  slow,
  async () => {
    const place = clerk.place('备注', 1);
    await page.type(place, '联系方式');
    await said('表头都是“联系方式”');
    await page.waitForCell(place, ({ note }) => note?.includes('暂停保存') === true);
    await clerk.type(2, { 客户诉求: '要求上门检修' });
    await clerk.reads('保存状态', 2, '待同步');
    await page.type(place, '备注');
    await clerk.reads('保存状态', 2, '已保存');
    expect((await page.cell(place)).note).not.toContain('暂停保存');
  },
);

test('what is typed in a duplicated tab is said not to be kept, and where to write it', slow, async () => {
  const { spreadsheetId } = desk.doors.endpoints;
  const values = await desk.doors.grid(hotline.title);
  const gridProperties = { rowCount: 50, columnCount: values[0]?.length ?? 1 };
  const requests = [{ addSheet: { properties: { title: '热线副本', gridProperties } } }];
  await desk.doors.sheets.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } });
  await desk.doors.sheets.spreadsheets.values.update({
    spreadsheetId,
    range: "'热线副本'!A1",
    valueInputOption: 'RAW',
    requestBody: { values },
  });
  await page.page.reload();
  await page.ready();
  await page.goto('热线副本');
  await page.type(clerk.place('客户姓名', 4), '王芳');
  await said(`“热线副本”是“${hotline.title}”表的副本`);
  await clerk.page.waitForCell(clerk.place('保存状态', 4), ({ text }) => text === '本页不保存');
  // The desk's own tab knows nothing of it.
  expect(
    (await desk.doors.rows(hotline.title)).flatMap(({ cells }) => cells['客户姓名'] ?? []),
  ).not.toContain('王芳');
});

test(
  'cells that can be seen, copied into a blank row, have the full number of their original too',
  slow,
  async () => {
    await page.goto(hotline.title);
    const [header = []] = await desk.doors.grid(hotline.title);
    const { text: original } = await page.cell('A2');
    await page.click('A2');
    await page.select(`A2:${columnLetters(header.indexOf('行键') - 1)}2`);
    await page.copy();
    await page.click('A5');
    await page.press('Control+V');
    await clerk.see('保存状态', 5, ({ note }) => note?.includes(`由 ${original} 复制而来`) === true);
    await clerk.see('记录编号', 5, ({ text }) => text !== '' && text !== original);
    const card = await desk.doors.call<CardAnswer>(`/records/${await keyOf(5)}/cards/contacts`, {}, OWNER);
    expect(card.body.lines).toContain(`联系方式：${PHONE}`);
  },
);
