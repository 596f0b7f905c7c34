// Sample rows on the page of a real desk: put there with one press, typed into, taken out with one press. Nothing of
// them is ever kept, counted or told.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { Clerk } from '../../fixtures/journeys/clerk.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../../fixtures/page/browser.ts';

const PATIENCE = { timeout: 30_000 };
const MENU = '扩展程序';
const MATTERS = TABLES.filter(({ counts }) => counts === 'matters');

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

const samplesIn = async (title: string) =>
  (await desk.doors.rows(title)).filter(({ cells }) => cells['保存状态'] === '示例');
const kept = async () => {
  const { firestore, endpoints } = desk.doors;
  const of = (name: string) => firestore.collection(`desks/${endpoints.spreadsheetId}/${name}`).get();
  const [records, notices, counters] = await Promise.all(['records', 'notices', 'counters'].map(of));
  const work = records?.docs.filter(record => !['people', 'settings'].includes(record.get('table')));
  // From December on supervisors are told of next year's calendar, which is about no row.
  const told = notices?.docs.filter(each => each.get('notice.about') !== null);
  return { records: work?.length, notices: told?.length, hotline: counters?.docs.map(({ id }) => id) };
};

test('one press puts them into every table of customers’ matters, and they are marked', async () => {
  const before = await kept();
  await page.goto('开始');
  await page.menu(MENU, '放入示例行');
  await page.page.locator('.toast', { hasText: '已放入 7 行示例' }).waitFor(PATIENCE);
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  await clerk.reads('保存状态', 2, '示例');
  await clerk.reads('记录编号', 4, '示例');
  await clerk.reads('联系方式', 2, '138****0000');
  const counts = await Promise.all(MATTERS.map(({ title }) => samplesIn(title)));
  expect(counts.map(rows => rows.length)).toEqual([3, 1, 1, 1, 1]);
  expect(await kept()).toEqual(before);
});

test('what is typed into one shows what a record would become; a day later nobody was told anything', async () => {
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  const before = await clerk.see('状态', 2, ({ text }) => text !== '');
  // The present time by one key.
  await page.select(clerk.place('响应时间', 2));
  await page.press('Control+Alt+Shift+;');
  await clerk.see('状态', 2, ({ text }) => text !== '' && text !== before.text);
  await clerk.reads('保存状态', 2, '示例');
  await desk.doors.advance('P1D');
  await desk.idle();
  expect((await desk.doors.outbox()).filter(({ text }) => text.includes('示例'))).toEqual([]);
  expect(await kept()).toMatchObject({ records: 0, notices: 0 });
});

test('one with a real customer is a record; one press takes out the others, and asks about what was changed', async () => {
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  await clerk.type(3, { 客户姓名: '李小明', 联系方式: '13912345678' });
  await clerk.reads('保存状态', 3, '已保存');
  expect((await clerk.see('记录编号', 3, ({ text }) => text !== '示例')).text).toMatch(/^\d{11}$/);
  await page.menu(MENU, '移除全部示例行');
  const question = page.page.locator('dialog', { hasText: '有 1 行示例改动过' });
  await question.waitFor(PATIENCE);
  expect(await question.innerText()).toContain(`${hotline.title} 2`);
  await question.getByRole('button', { name: '是' }).click();
  await page.page.locator('.toast', { hasText: '已移除 6 行示例' }).waitFor(PATIENCE);
  expect(await Promise.all(MATTERS.map(({ title }) => samplesIn(title)))).toEqual(MATTERS.map(() => []));
  const rows = await desk.doors.rows(hotline.title);
  expect(rows.map(({ cells }) => cells['保存状态'])).toEqual(['已保存']);
  expect(await kept()).toMatchObject({ records: 1 });
});
