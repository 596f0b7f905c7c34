// Files of Excel into the page and out of it, by its menu 文件 in a real browser.
import { readFile } from 'node:fs/promises';
import { type DenseWorkSheet, read, utils, write } from '@e965/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BarePage, FEEDBACK, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

let browser: Browser;
let server: BarePage;
let desk: DeskPage;
/** What the page has asked for since it was open. */
const loaded: string[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start()]);
  server.write(FEEDBACK, 0, 0, [
    [{ value: '客户' }, { value: '时间' }, { value: '内容' }],
    [
      { value: '李明' },
      { value: 45_720.5, format: { numberFormat: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' } } },
      { value: '=1+1' },
    ],
    [{ value: 5, formula: '=2+3' }],
  ]);
  desk = await DeskPage.open(browser, server.url);
  desk.page.on('request', request => loaded.push(request.url()));
}, 120_000);
afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

const toasts = () => desk.page.locator('.toast').allInnerTexts();
const entry = async (caption: string) => {
  await desk.page.locator('#file button').click();
  await desk.page.locator('.menu button', { hasText: caption }).click();
};

async function choose(name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([desk.page.waitForEvent('filechooser'), entry('导入')]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function download(caption: string) {
  const [file] = await Promise.all([desk.page.waitForEvent('download'), entry(caption)]);
  return { name: file.suggestedFilename(), book: read(await readFile(await file.path()), { dense: true }) };
}

describe('files', { timeout: 60_000 }, () => {
  test('a book becomes a tab of its own, which is shown, and it is said what came of it', async () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([
      ['时间', '电话'],
      [45_720, '013800'],
    ]);
    Object.assign(sheet, {
      A2: { t: 'n', v: 45_720, z: 'm/d/yy' },
      B3: { t: 's', v: '=1+1' },
      '!ref': 'A1:B3',
    });
    utils.book_append_sheet(book, sheet, 'Sheet1');
    utils.book_append_sheet(book, utils.aoa_to_sheet([[]]), 'Sheet2');
    await choose('去年的台账.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    await expect.poll(() => desk.activeTab(), soon).toBe('去年的台账');
    // What knows the format is loaded now, and not with the page.
    expect(loaded.filter(url => /\/assets\/.*\.js$/.test(url)).length).toBeGreaterThan(0);
    expect((await desk.cell('A2')).text).toBe('2025-03-04');
    expect((await desk.cell('B2')).text).toBe('013800');
    expect((await desk.cell('B3')).text).toBe('=1+1');
    await expect.poll(toasts, soon).toEqual([expect.stringContaining('“Sheet2”是空的，没有读入')]);
    expect(server.userChanges()).toHaveLength(1);
  });

  test('a CSV of the same name in GBK stands beside it', async () => {
    // 电话 CR LF 0138 in GBK.
    await choose('去年的台账.csv', Buffer.from([0xb5, 0xe7, 0xbb, 0xb0, 0x0d, 0x0a, 0x30, 0x31, 0x33, 0x38]));
    await expect.poll(() => desk.activeTab(), soon).toBe('去年的台账 2');
    expect([(await desk.cell('A1')).text, (await desk.cell('A2')).text]).toEqual(['电话', '0138']);
    await expect.poll(toasts, soon).toContainEqual(expect.stringContaining('文字按 GBK 编码读入'));
  });

  test('one that is no book is refused by its name, and changes nothing', async () => {
    const before = server.workbook.seq;
    await choose('照片.xlsx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00]));
    await expect
      .poll(toasts, soon)
      .toContainEqual(expect.stringContaining('“照片.xlsx”：这不是 Excel 或 CSV 文件'));
    expect(server.workbook.seq).toBe(before);
  });

  test('20,000 rows come in whole', { timeout: 240_000 }, async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at},客户${at},1380013${at}`);
    await choose('两万行.csv', Buffer.from(rows.join('\n')));
    await expect.poll(() => desk.activeTab(), { timeout: 120_000 }).toBe('两万行');
    await desk.select('B20000');
    expect((await desk.cell('B20000')).text).toBe('客户19999');
  });

  test('the tab that is shown goes out as it is: formulas as what they show, texts as texts', async () => {
    await desk.goto('客户反馈');
    const { name, book } = await download('下载这一页');
    expect(name).toBe('客户反馈.xlsx');
    expect(book.SheetNames).toEqual(['客户反馈']);
    const lines = (book.Sheets['客户反馈'] as DenseWorkSheet)['!data'];
    expect(lines[1]?.[1]).toMatchObject({ t: 'n', v: 45_720.5, w: '2025-03-04 12:00' });
    expect(lines[1]?.[2]).toMatchObject({ t: 's', v: '=1+1' });
    expect(lines[2]?.[0]).toMatchObject({ t: 'n', v: 5 });
    expect(lines[2]?.[0]?.f).toBeUndefined();
  });

  test('and so does the whole book', async () => {
    const { name, book } = await download('下载整份表格');
    expect(name).toBe('售后工作台.xlsx');
    expect(book.SheetNames).toEqual(['客户反馈', '看板', '去年的台账', '去年的台账 2', '两万行']);
  });
});
