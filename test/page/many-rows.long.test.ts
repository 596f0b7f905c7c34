// A tab of 20,000 rows in a real browser: menu, keys, wheel, search and filter views work as in a short one.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BarePage, FEEDBACK } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const ROWS = 20_000;
/** A machine that others keep busy. */
const PATIENCE = { timeout: 60_000 };

let browser: Browser;
let server: BarePage;
let desk: DeskPage;

beforeAll(async () => {
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start()]);
  const lines = Array.from({ length: ROWS - 1 }, (_, at) => [
    `客户${at + 2}`,
    at % 100 === 0 ? '处理中' : '已关闭',
    `1380013${String(at).padStart(5, '0')}`,
    '上个月在网上买的净水器，前天起出水口一直滴水，关掉水阀后仍然漏',
  ]);
  const properties = { rowCount: ROWS + 100 };
  server.push({ type: 'sheet', sheetId: FEEDBACK, properties });
  server.write(
    FEEDBACK,
    0,
    0,
    [['客户', '状态', '电话', '描述'], ...lines].map(line => line.map(value => ({ value }))),
  );
  const range = { sheetId: FEEDBACK, startRow: 0, endRow: ROWS, startColumn: 0, endColumn: 4 };
  const open = { hiddenValues: ['', '已关闭'] };
  server.push({
    type: 'rules',
    sheetId: FEEDBACK,
    rules: {
      basicFilter: range,
      filterViews: [{ filterViewId: 1, title: '未了结', range, criteria: { 1: open } }],
    },
  });
  desk = await DeskPage.open(browser, server.url);
}, 240_000);
afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

test('all rows are there, with the menus above them', { timeout: 120_000 }, async () => {
  await expect.poll(async () => (await desk.cell(`A${ROWS}`)).text, PATIENCE).toBe(`客户${ROWS}`);
  for (const place of ['#file button', '#views button'])
    await desk.page.locator(place).first().waitFor(PATIENCE);
});

test('the wheel scrolls, and keys lead back to the top', { timeout: 120_000 }, async () => {
  await desk.select('A1');
  const { x, y } = await desk.box('B3');
  await desk.page.mouse.move(x + 5, y + 5);
  await desk.page.mouse.wheel(0, 40_000);
  const top = async () => (await desk.box('A2')).y;
  await expect.poll(top, PATIENCE).toBeLessThan(0);
  await desk.select('A2');
  await expect.poll(top, PATIENCE).toBeGreaterThan(0);
});

test('the last row is typed into, and the server has it', { timeout: 120_000 }, async () => {
  await desk.type(`D${ROWS}`, '已换滤芯');
  await desk.settled();
  expect((await desk.cell(`D${ROWS}`)).text).toBe('已换滤芯');
  expect(server.workbook.data.sheets.flatMap(({ cells }) => cells[ROWS - 1]?.[3]?.value ?? [])).toEqual([
    '已换滤芯',
  ]);
});

test('Ctrl+F finds what is in the last row', { timeout: 120_000 }, async () => {
  await desk.select('A1');
  await desk.press('Control+f');
  const bar = desk.page.locator('#find');
  await bar.locator('[name=find]').fill(`客户${ROWS}`);
  await expect.poll(() => bar.locator('output').textContent(), PATIENCE).toBe('1 / 1');
  const selected = () => desk.page.evaluate(() => globalThis.sheetdesk?.selected());
  expect(await selected()).toEqual({ row: ROWS - 1, column: 0 });
  await desk.press('Escape');
});

test('a filter view leaves one of a hundred, and all come back', { timeout: 120_000 }, async () => {
  await desk.select('A1');
  const choose = async (title: string) => {
    await desk.page.locator('#views button').click();
    await desk.page.locator('.menu button', { hasText: title }).click();
  };
  /** Whether rows are drawn: the first and the hundred and first are open, those between are not. */
  const drawn = () =>
    Promise.all(['A2', 'A3', 'A102'].map(async place => (await desk.box(place)).height > 0));
  await choose('未了结');
  await expect.poll(drawn, PATIENCE).toEqual([true, false, true]);
  await choose('显示全部行');
  await expect.poll(drawn, PATIENCE).toEqual([true, true, true]);
});
