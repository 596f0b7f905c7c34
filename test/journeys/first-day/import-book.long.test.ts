// Last year's book as another team kept it: three hundred rows of a CSV in GBK, with titles in two merged lines and
// dates written in many ways, taken in by the keyboard alone. The window is closed in the middle, and gone on with.
import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../../fixtures/page/browser.ts';
import { gbk } from '../../fixtures/page/gbk.ts';

const PATIENCE = { timeout: 60_000 };
const slow = { timeout: 420_000 };
const FILE = '2025热线台账.csv';
const SOURCE = '2025热线台账';
const CALLS = 300;

const DATES = ['2025.3.4', '2025/3/5 14:20', '2025年3月6日下午2点半', '2025-03-07 9:05', '2025/03/08'];
const TYPES = ['售后', '售前咨询', '闲聊'];
const FAULTS = [
  '净水器装好后一直漏水，厨房地板泡湿',
  '空气净化器噪音大，影响睡觉',
  '智能门锁换电池后指纹不识别',
];

/** Every fiftieth lacks its number. */
const isWhole = (at: number) => at % 50 !== 49;
const WHOLE = Array.from({ length: CALLS }, (_, at) => at).filter(isWhole).length;

const line = (at: number) =>
  [
    at + 1,
    DATES[at % DATES.length],
    `客户${String.fromCharCode(0x4e00 + (at % 200))}`,
    at % 50 === 49 ? '' : 13_800_100_000 + at,
    TYPES[at % 3],
    `"${FAULTS[at % 3]}，第${at + 1}次来电"`,
    ['高优先级', '中', '低优先级'][at % 3],
    '上门处理',
    `2025-4-${(at % 28) + 1}`,
  ].join(',');
const BOOK = [
  '2025 年热线记录汇总,,,,,,,,',
  '序号,时间,客户信息,,问题,,,处理,',
  ',,姓名,电话,类型,故障现象,紧急程度,处理结果,完成时间',
  ...Array.from({ length: CALLS }, (_, at) => line(at)),
  `合计,${CALLS},,,,,,,`,
].join('\r\n');

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;
let dialog: FrameLocator;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
  dialog = page.page.frameLocator('dialog.framed iframe');
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

const press = (key: string) => page.page.keyboard.press(key);
/** What has the keyboard in the dialog: its name, or its caption. */
const inDialog = () =>
  dialog
    .locator(':focus')
    .evaluate(each => each.getAttribute('name') ?? (each.textContent ?? '').trim(), undefined, PATIENCE);
const inPage = () => page.page.evaluate<string>(`document.activeElement?.textContent?.trim() ?? ''`);

/** Presses a key until something has the keyboard. */
async function reach(wanted: RegExp, key: string, focused: () => Promise<string>): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (wanted.test(await focused())) return;
    await press(key);
  }
  throw new Error(`${wanted} is not reached by ${key}`);
}

/** Goes through a list that has the keyboard. */
async function choose(value: string): Promise<void> {
  const chosen = () => dialog.locator(':focus').inputValue();
  await press('Home');
  for (let presses = 0; presses < 40 && (await chosen()) !== value; presses += 1) await press('ArrowDown');
  expect(await chosen()).toBe(value);
}

async function openMenu(caption: RegExp): Promise<void> {
  // The grid has the keyboard; before it the bar is.
  await page.select('A1');
  await press('Shift+F6');
  await reach(caption, 'Tab', inPage);
  await press('Enter');
  await page.page.locator('.menu').waitFor(PATIENCE);
}

async function openImport(): Promise<void> {
  await openMenu(/^扩展程序$/);
  await reach(/^导入记录$/, 'ArrowDown', inPage);
  await press('Enter');
  await dialog.locator('footer button').last().waitFor(PATIENCE);
}

/** Resolves when the window is closed; until then only the first piece goes in, however fast the machine is. */
const closed = Promise.withResolvers<void>();

/** The second piece is held until then, and never asked for: whoever opens the window again begins there. */
async function stopAfterOnePiece(): Promise<void> {
  let pieces = 0;
  await page.page.route('**/api/run', async route => {
    const { function: name } = route.request().postDataJSON() as { function: string };
    if (name === 'importNext') pieces += 1;
    if (name !== 'importNext' || pieces !== 2) return route.continue();
    await closed.promise;
    return route.abort();
  });
}

const button = (caption: string) => dialog.locator('button', { hasText: caption });
const count = async (caption: string) =>
  Number(await dialog.locator('.counts div', { hasText: caption }).locator('b').innerText());

test('a CSV in GBK becomes a tab of its own', slow, async () => {
  // Asked for before the key is pressed: the browser tells of no dialog that was open by then.
  const asked = page.page.waitForEvent('filechooser', PATIENCE);
  await openMenu(/^文件$/);
  await reach(/^导入…/, 'ArrowDown', inPage);
  await press('Enter');
  const chooser = await asked;
  await chooser.setFiles({ name: FILE, mimeType: 'text/csv', buffer: gbk(BOOK) });
  await expect.poll(() => page.activeTab(), PATIENCE).toBe(SOURCE);
  await page.waitForCell('C3', ({ text }) => text === '姓名');
});

test('its columns are matched and tried, and the rows begin to go in, by keys alone', slow, async () => {
  await openImport();
  await reach(/^target$/, 'Shift+Tab', inDialog);
  await choose(hotline.key);
  await reach(/^下一步$/, 'Tab', inDialog);
  await press('Enter');
  await dialog.locator('[name=column-B]').waitFor(PATIENCE);
  await reach(/^fixed-request$/, 'Shift+Tab', inDialog);
  await page.page.keyboard.type('（历史记录）');
  await reach(/^试一遍/, 'Tab', inDialog);
  await press('Enter');
  await button('再试一遍').waitFor(PATIENCE);
  await reach(/^word-闲聊$/, 'Shift+Tab', inDialog);
  await choose('其他');
  await reach(/再试一遍$/, 'Tab', inDialog);
  await press('Enter');
  await button(`导入 ${WHOLE} 行`).waitFor(PATIENCE);
  expect([await count('不能导入'), await count('不是记录')]).toEqual([CALLS - WHOLE, 1]);
  await reach(/^导入 \d+ 行$/, 'Tab', inDialog);
  await stopAfterOnePiece();
  await press('Enter');
  await expect.poll(() => count('已导入'), PATIENCE).toBeGreaterThan(0);
  expect(await dialog.locator('progress').count()).toBe(1);
});

test(
  'closed in the middle it says how far it is, goes on where it was, and each row is there once',
  slow,
  async () => {
    await press('Escape');
    await page.page.locator('dialog.framed').waitFor({ state: 'detached', ...PATIENCE });
    closed.resolve();
    await openImport();
    await dialog.locator('.remark', { hasText: '上次的导入没有做完' }).waitFor(PATIENCE);
    await reach(/^继续$/, 'Tab', inDialog);
    await press('Enter');
    await button('关闭').waitFor({ timeout: 240_000 });
    await press('Enter');
    await page.page.locator('dialog.framed').waitFor({ state: 'detached', ...PATIENCE });
    const rows = await desk.doors.rows(hotline.title);
    const told = rows.map(({ cells }) => cells['问题描述']);
    expect([rows.length, new Set(told).size]).toEqual([WHOLE, WHOLE]);
    const days = new Set(rows.map(({ cells }) => String(cells['日期时间']).slice(0, 10)));
    expect(days).toEqual(new Set(['2025-03-04', '2025-03-05', '2025-03-06', '2025-03-07', '2025-03-08']));
    await desk.doors.advance('P1D');
    expect((await desk.doors.outbox()).filter(({ subject }) => subject.includes('热线'))).toEqual([]);
  },
);
