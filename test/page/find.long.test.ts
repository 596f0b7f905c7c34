// Ctrl+F, Ctrl+H and Ctrl+; in a real browser, as in Google Sheets.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BarePage, FEEDBACK, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

let browser: Browser;
let server: BarePage;
let desk: DeskPage;

beforeAll(async () => {
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start()]);
  const rows = [
    ['客户', '内容'],
    ['李明', '净水器漏水，漏水一天'],
    ['王芳', 'APP 登录不了'],
    ['漏掉的', '=漏水'],
  ];
  server.write(
    FEEDBACK,
    0,
    0,
    rows.map(line => line.map(value => ({ value }))),
  );
  server.write(FEEDBACK, 4, 0, [[{ value: '漏水', formula: '=A2' }]]);
  desk = await DeskPage.open(browser, server.url);
}, 120_000);
afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

const bar = () => desk.page.locator('#find');
const selected = () => desk.page.evaluate(() => globalThis.sheetdesk?.selected());
const counted = () => bar().locator('output').textContent();

describe('keys', { timeout: 60_000 }, () => {
  test('Ctrl+F goes from cell to cell that shows a text, and round', async () => {
    await desk.select('A1');
    await desk.press('Control+f');
    await desk.page.keyboard.type('漏');
    await expect.poll(counted, soon).toBe('1 / 4');
    expect(await selected()).toEqual({ row: 1, column: 1 });
    await desk.press('Enter');
    expect([await counted(), await selected()]).toEqual(['2 / 4', { row: 3, column: 0 }]);
    await desk.press('Shift+Enter');
    await desk.press('Shift+Enter');
    expect(await counted()).toBe('4 / 4');
    await bar().locator('[name=find]').fill('app');
    await expect.poll(selected, soon).toEqual({ row: 2, column: 1 });
    await desk.press('Escape');
    await expect.poll(() => bar().isHidden(), soon).toBe(true);
    await desk.settled();
    expect(server.userChanges()).toEqual([]);
  });

  test('Ctrl+H replaces one or all as if typed, and leaves formulas alone', async () => {
    await desk.select('A1');
    await desk.press('Control+h');
    await bar().locator('[name=find]').fill('漏水');
    await expect.poll(counted, soon).toBe('1 / 3');
    await bar().locator('[name=by]').fill('滴水$&');
    await bar().locator('[name=by]').press('Enter');
    await expect.poll(() => server.value(1, 1), soon).toBe('净水器滴水$&，滴水$&一天');
    await bar().locator('[name=find]').fill('漏');
    await bar().locator('[name=by]').fill('少');
    await bar().getByText('全部替换').click();
    await expect.poll(() => server.value(3, 0), soon).toBe('少掉的');
    expect(server.cell(4, 0)?.formula).toBe('=A2');
    await desk.press('Escape');
  });

  test('what was replaced at once is taken back at once, however many cells', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `门锁${index}`);
    server.write(
      FEEDBACK,
      20,
      5,
      texts.map(value => [{ value }]),
    );
    await desk.waitForCell('F60', ({ text }) => text === '门锁39');
    await desk.select('F21');
    await desk.press('Control+h');
    await bar().locator('[name=find]').fill('门锁');
    await bar().locator('[name=by]').fill('窗锁');
    await bar().getByText('全部替换').click();
    const written = () => texts.map((_, index) => server.value(20 + index, 5));
    await expect.poll(written, soon).toEqual(texts.map(text => text.replace('门', '窗')));
    await desk.press('Escape');
    await desk.press('Control+z');
    await expect.poll(written, soon).toEqual(texts);
  });

  test('Ctrl+; writes the day, with Shift the time, with Alt as well both', async () => {
    const day = () => new Date(server.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const before = day();
    await desk.select('D2');
    await desk.press('Control+;');
    const cell = await desk.waitForCell('D2', ({ text }) => text !== '');
    expect([before, day()]).toContain(cell.text);
    await desk.select('D3');
    await desk.press('Control+Alt+Shift+;');
    const both = await desk.waitForCell('D3', ({ text }) => text !== '');
    expect(both.text).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d/);
  });
});
