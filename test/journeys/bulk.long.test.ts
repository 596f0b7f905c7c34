// Many rows at once in the dialog of the real page: selected, looked at, changed, and put back when its window was
// shut. And two rows of one matter, joined and parted.
import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { columnLetters } from '../../local/workbook/a1.ts';
import { callNow, editOf } from '../fixtures/journeys/case-rows.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const PATIENCE = { timeout: 30_000 };
const slow = { timeout: 240_000 };
const CALLS = 5;

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;
let dialog: FrameLocator;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  const rows = await Promise.all(
    Array.from({ length: CALLS }, (_, at) =>
      callNow(desk.doors, { contact: `1381234000${at}`, handler: '李伟' }),
    ),
  );
  await desk.doors.submit('hotline', rows);
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
  await page.goto(hotline.title);
  await page.menu('扩展程序', '刷新');
}, 240_000);
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

const handlers = async () => (await desk.doors.rows(hotline.title)).map(({ cells }) => cells['处理人员']);
const button = (caption: string) => dialog.locator('button', { hasText: caption });
const count = (caption: string) =>
  dialog.locator('.counts div', { hasText: caption }).locator('b').innerText();
const open = async (rows: string) => {
  await page.select(rows);
  await page.menu('扩展程序', '批量修改选中的行');
  dialog = page.page.frameLocator('dialog.framed iframe');
};

test('rows are looked at one by one before they are changed, and some are left out', slow, async () => {
  await expect.poll(handlers, PATIENCE).toHaveLength(CALLS);
  await open('A1:C20');
  await dialog.locator('[name=action]').selectOption({ label: '改派：处理人员' });
  await dialog.locator('[name=value]').selectOption('王芳');
  await button('看看会怎样').click();
  await button(`改 ${CALLS} 行`).waitFor(PATIENCE);
  expect([await count('会改'), await count('不能改')]).toEqual([String(CALLS), '0']);
  expect(await dialog.locator('tbody tr').first().innerText()).toContain('处理人员：李伟 → 王芳');
  expect(new Set(await handlers())).toEqual(new Set(['李伟']));
  await dialog.locator('tbody input').last().uncheck();
  await button(`改 ${CALLS - 1} 行`).click();
  await button('关闭窗口').waitFor(PATIENCE);
  expect([await count('已改'), await count('没有改')]).toEqual([String(CALLS - 1), '0']);
  await button('关闭窗口').click();
  await expect.poll(handlers, PATIENCE).toEqual([...Array<string>(CALLS - 1).fill('王芳'), '李伟']);
});

test('later they are put back as one, but for what somebody has changed since', slow, async () => {
  const [record] = [...(await desk.doors.pull()).values()].filter(({ table }) => table === 'hotline');
  if (!record) throw new Error('there is no call');
  await desk.doors.submit('hotline', [editOf(record, { handler: '陈静' })]);
  await open('A2');
  await button('撤销上次批量').click();
  await button('关闭窗口').waitFor(PATIENCE);
  expect([await count('已撤销'), await count('没有撤销')]).toEqual([String(CALLS - 2), '1']);
  expect(await dialog.locator('tbody').innerText()).toContain('又改过“处理人员”，没有撤销。');
  await button('关闭窗口').click();
  await expect
    .poll(async () => Object.groupBy(await handlers(), name => name ?? ''), PATIENCE)
    .toEqual({ 李伟: Array<string>(CALLS - 1).fill('李伟'), 陈静: ['陈静'] });
  // What was put back cannot be put back twice.
  await open('A2:A4');
  await dialog.locator('[name=action]').waitFor(PATIENCE);
  expect(await button('撤销上次批量').count()).toBe(0);
});

test('two rows of one matter say so, are joined, and are parted again', slow, async () => {
  await page.page.locator('dialog.framed .close').click();
  const again = await callNow(desk.doors, { contact: '13812340004', handler: '李伟' });
  await desk.doors.submit('hotline', [again]);
  await page.menu('扩展程序', '刷新');
  const [header = []] = await desk.doors.grid(hotline.title);
  const contact = columnLetters(header.indexOf('联系方式'));
  const [last, added] = [CALLS + 1, CALLS + 2];
  const hint = '点菜单“合并到另一行”';
  /** What is found after a commit comes with the next pull. */
  const notes = async () => {
    await page.menu('扩展程序', '刷新');
    return Promise.all([last, added].map(async row => (await page.cell(`${contact}${row}`)).note ?? ''));
  };
  await expect.poll(notes, PATIENCE).toEqual([expect.stringContaining(hint), expect.stringContaining(hint)]);

  const states = async () =>
    (await desk.doors.rows(hotline.title)).slice(-2).map(({ cells }) => cells['状态'] ?? '');
  const asked = page.page.locator('dialog[open]');
  const press = (caption: string) => asked.locator('button', { hasText: caption }).click();
  const before = await states();
  await page.select(`A${last}:C${added}`);
  await page.menu('扩展程序', '合并到另一行');
  await asked.locator('p', { hasText: '保留：热线记录' }).waitFor(PATIENCE);
  await press('是');
  await expect.poll(states, PATIENCE).toEqual([before[0], '已作废']);
  await expect
    .poll(notes, PATIENCE)
    .toEqual([expect.not.stringContaining(hint), expect.not.stringContaining(hint)]);

  await page.select(`A${added}`);
  await page.menu('扩展程序', '合并到另一行');
  await asked.locator('p', { hasText: '要取消合并' }).waitFor(PATIENCE);
  await press('确定');
  await expect.poll(states, PATIENCE).toEqual(before);
});

test('each record that a figure counts leads to its row', slow, async () => {
  const placeOf = async () =>
    (await desk.doors.grid('看板')).findIndex(([title, open]) => title === hotline.title && Number(open) > 0);
  await expect.poll(placeOf, PATIENCE).toBeGreaterThan(0);
  await page.goto('看板');
  await page.select(`B${(await placeOf()) + 1}`);
  await page.menu('扩展程序', '选中数字的明细');
  const line = page.page
    .frameLocator('#sidebar iframe')
    .locator('.record', { hasText: hotline.title })
    .first();
  await line.waitFor(PATIENCE);
  // All of them open in their tab, in a window beside this one.
  const rows = page.page.frameLocator('#sidebar iframe').locator('a.rows', { hasText: hotline.title });
  const [window] = await Promise.all([page.page.waitForEvent('popup'), rows.click()]);
  await window.locator('#views button', { hasText: '筛选视图：明细：' }).waitFor(PATIENCE);
  await window.close();
  const number = await line.getAttribute('data-number');
  await line.click();
  await expect.poll(() => page.activeTab(), PATIENCE).toBe(hotline.title);
  const { row = 0 } = (await page.page.evaluate(() => globalThis.sheetdesk?.selected())) ?? {};
  expect((await page.cell(`A${row + 1}`)).text).toBe(number);
});
