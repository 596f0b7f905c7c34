// Last year's book, with merged titles and dates as clerks write them, taken in at the dialog of the real page, and out
// of it again as a file.
import { readFile } from 'node:fs/promises';
import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const PATIENCE = { timeout: 30_000 };
const SOURCE = '去年的热线台账';

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;
let dialog: FrameLocator;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  const { spreadsheetId } = desk.doors.endpoints;
  const { spreadsheets } = desk.doors.sheets;
  await spreadsheets.batchUpdate({
    spreadsheetId,
    requestBody: { requests: [{ addSheet: { properties: { title: SOURCE } } }] },
  });
  await spreadsheets.values.update({
    spreadsheetId,
    range: `'${SOURCE}'!A1`,
    valueInputOption: 'RAW',
    requestBody: { values: BOOK },
  });
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

/** Past calls; every tenth lacks its number, every seventh is of a type that the desk does not have. */
const CALLS = 40;
/** Of these the ones that can be taken in. */
const TAKEN = '36';
const slow = { timeout: 240_000 };
const TYPES = ['售后', '售前咨询', '闲聊'];
const DATES = ['2025.3.4', '2025/3/5 14:20', '2025年3月6日下午2点半'];
const line = (at: number) => [
  String(at + 1),
  DATES[at % 3] ?? '',
  `客户${String.fromCharCode(0x4e00 + at)}`,
  at % 10 === 9 ? '' : `138${String(10_000_000 + at)}`,
  at % 7 === 6 ? TYPES[2] : TYPES[at % 2],
  '净水器装好后一直漏水，厨房地板泡湿，关上阀门仍在滴水',
  '高优先级',
  '上门换了接头',
  '2025-3-9',
];
const BOOK = [
  ['2025 年热线记录汇总'],
  ['序号', '时间', '客户信息', '', '问题', '', '', '处理', ''],
  ['', '', '姓名', '电话', '类型', '故障现象', '紧急程度', '处理结果', '完成时间'],
  ...Array.from({ length: CALLS }, (_, at) => line(at)),
  ['合计', String(CALLS)],
];

const button = (caption: string) => dialog.locator('button', { hasText: caption });
const count = async (caption: string) =>
  dialog.locator('.counts div', { hasText: caption }).locator('b').innerText();

test('columns are matched, a try says what is wrong, and the rest is taken in', slow, async () => {
  await page.goto(SOURCE);
  await page.menu('扩展程序', '导入记录');
  dialog = page.page.frameLocator('dialog.framed iframe');
  await dialog.locator('[name=target]').waitFor(PATIENCE);
  await dialog.locator('[name=target]').selectOption({ label: hotline.title });
  await button('下一步').click();
  await dialog.locator('[name=column-B]').waitFor(PATIENCE);
  const choices = await dialog.locator('select[name^=column-]').all();
  const chosen = await Promise.all(choices.map(each => each.inputValue()));
  expect(chosen).toEqual([
    '',
    'calledAt',
    'customer',
    'contact',
    'type',
    'description',
    'urgency',
    'resolution',
    'resolvedAt',
  ]);
  await dialog.locator('[name=fixed-request]').fill('（历史记录）');
  await button('试一遍').click();
  await button('再试一遍').waitFor(PATIENCE);
  await dialog.locator('[name="word-闲聊"]').selectOption('其他');
  await button('再试一遍').click();
  await button(`导入 ${TAKEN} 行`).waitFor(PATIENCE);
  expect([await count('不能导入'), await count('不是记录')]).toEqual(['4', '1']);
  expect(await dialog.locator('tbody').innerText()).toContain('缺 联系方式');
  await button(`导入 ${TAKEN} 行`).click();
  await button('关闭').waitFor(PATIENCE);
  expect(await count('已导入')).toBe(TAKEN);
  await button('关闭').click();

  await expect.poll(() => desk.doors.rows(hotline.title), PATIENCE).toHaveLength(Number(TAKEN));
  const rows = await desk.doors.rows(hotline.title);
  expect(new Set(rows.map(row => row.cells['紧急程度']))).toEqual(new Set(['高']));
});

test('nobody is told of it, and the same rows are not taken in again', slow, async () => {
  await desk.doors.advance('P1D');
  expect((await desk.doors.outbox()).filter(({ subject }) => subject.includes('热线'))).toEqual([]);

  await page.goto(SOURCE);
  await page.menu('扩展程序', '导入记录');
  await dialog.locator('[name=target]').selectOption({ label: hotline.title });
  await button('下一步').click();
  await dialog.locator('[name=fixed-request]').fill('（历史记录）');
  await button('试一遍').click();
  await button('导入 0 行').waitFor(PATIENCE);
  expect(await count('导入过')).toBe(TAKEN);
});

test('what was taken in goes out again as a file, masked', slow, async () => {
  await button('上一步').click();
  await page.page.locator('dialog.framed button.close').click();
  await page.goto(hotline.title);
  await page.menu('扩展程序', '导出记录');
  await dialog.locator('[name=month]').fill('2025-03');
  await button('导出').click();
  const file = dialog.locator('.files a');
  await file.waitFor(PATIENCE);
  const [download] = await Promise.all([page.page.waitForEvent('download', PATIENCE), file.click()]);
  expect(download.suggestedFilename()).toBe('热线记录-2025-03.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(Number(TAKEN) + 1);
  expect(lines[0]).toContain('记录编号,日期时间,客户姓名,联系方式');
  expect(lines[1]).toMatch(/^20250304001,2025-03-04 09:00,.\*+,138\*{4}\d{4},/);
});

test('and into a tab of its own, from which Google makes an xlsx', slow, async () => {
  await dialog.locator('[name=form]').selectOption('tab');
  await dialog.locator('[name=full]').check();
  await button('导出').click();
  await dialog.locator('.notice', { hasText: '能打开表格的人都看得见' }).waitFor(PATIENCE);
  await dialog.locator('[name=full]').uncheck();
  await button('导出').click();
  await dialog.locator('.notice', { hasText: '已写入新的一页：热线记录-2025-03 导出' }).waitFor(PATIENCE);
  const [titles = [], ...rows] = await desk.doors.grid('热线记录-2025-03 导出');
  expect(titles.slice(0, 4)).toEqual(['记录编号', '日期时间', '客户姓名', '联系方式']);
  expect(rows).toHaveLength(Number(TAKEN));
  expect(rows[0]?.[3]).toMatch(/^138\*{4}\d{4}$/);
});
