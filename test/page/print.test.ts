// A tab as it leaves the printer: Chromium makes a PDF of it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BarePage, FEEDBACK } from '../fixtures/page/bare-page.ts';
import { closeWindows, sharedBrowser } from '../fixtures/page/browser.ts';
import { pagesOf } from '../fixtures/page/pdf.ts';

const ROWS = 90;
/** Texts of one line and of several by turns. */
const faultOf = (row: number) => '净水器接口漏水。'.repeat(1 + (row % 4) * 3);

let browser: Browser;
let server: BarePage;
let page: Page;
let sheetId: number;

beforeAll(async () => {
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start()]);
  sheetId = server.workbook.data.sheets[FEEDBACK]?.properties.sheetId ?? 0;
  const wrap = { wrap: 'WRAP' } as const;
  server.write(sheetId, 0, 0, [[{ value: '编号' }, { value: '问题' }, { value: '产品' }]]);
  server.write(
    sheetId,
    1,
    0,
    Array.from({ length: ROWS }, (_, row) => [
      { value: `FK-${row}` },
      { value: faultOf(row), format: wrap },
      { value: '智能办公设备 X1-Pro 专业版' },
      { value: row % 2 ? '三月' : '' },
    ]),
  );
  page = await browser.newPage();
  await page.goto(`${server.url}print?gid=${sheetId}`);
  await page.locator('style').waitFor({ state: 'attached' });
}, 120_000);

afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

test('each page is as full as its rows allow: none goes on by a line that had no room', async () => {
  const breaks = await page.locator('tbody tr[style*="break-before"]').count();
  const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
  expect(breaks).toBeGreaterThan(1);
  expect(pages).toHaveLength(breaks + 1);
  expect(new Set(pages.map(String)).size).toBe(1);
});

test('a text runs on over an empty cell, and is cut where the next one is filled', async () => {
  const isCut = (row: number) => page.locator(`tbody tr:nth-child(${row + 1}) td:nth-child(3).clip`).count();
  expect([await isCut(0), await isCut(1)]).toEqual([0, 1]);
});
