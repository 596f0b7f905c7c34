// From ringing to saved in the sidebar of the real page, by keys alone.
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customers } from '../../functions/src/core/tables/customers.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { Clerk } from '../fixtures/journeys/clerk.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const MENU = '扩展程序';
const PATIENCE = { timeout: 30_000 };

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;
let form: FrameLocator;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
  await page.goto(hotline.title);
  await page.menu(MENU, '接电话');
  form = page.page.frameLocator('#sidebar iframe');
  await form.locator('[name=contact]').waitFor(PATIENCE);
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

/** Counts the keys that a clerk presses. */
class Keys {
  count = 0;
  readonly #page: Page;
  constructor(of: DeskPage) {
    this.#page = of.page;
  }
  async type(text: string): Promise<void> {
    // A Chinese character takes three keys of pinyin, about.
    for (const sign of text) this.count += /\p{Script=Han}/u.test(sign) ? 3 : 1;
    await this.#page.keyboard.type(text);
  }
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.count += 1;
      await this.#page.keyboard.press(key);
    }
  }
}

const DESCRIPTION = '2026年11月15日在家使用净水器时突然漏水，厨房地板泡湿，关上阀门仍在滴水';

/** Everything but the description is counted. With `isKnown` the records of the caller are waited for. */
async function takeCall(keys: Keys, contact: string, isKnown = false): Promise<void> {
  await form.locator('[name=contact]').focus();
  await keys.type(contact);
  if (isKnown) await form.locator('.caller .record').first().waitFor(PATIENCE);
  await keys.press('Tab');
  await keys.type('李小明');
  await keys.press('Tab', 'Tab', 'Tab');
  await keys.type('2');
  await keys.press('Tab');
  await page.page.keyboard.type(DESCRIPTION);
  await keys.press('Tab');
  await keys.type('要求上门维修');
  await keys.press('Tab');
  await keys.type('2');
  await keys.press('Control+Enter');
}

const said = (sentence: string) => form.locator('.notice', { hasText: sentence }).waitFor(PATIENCE);

test('a call is saved with fewer than 60 keys beside its description', async () => {
  const keys = new Keys(page);
  await takeCall(keys, '13812345678');
  await said('已保存：');
  expect(keys.count).toBeLessThan(60);
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  await clerk.reads('保存状态', 2, '已保存');
  await clerk.reads('状态', 2, '已分派');
  await clerk.reads('联系方式', 2, '138****5678');
  await clerk.reads('问题描述', 2, DESCRIPTION);
  await clerk.see('日期时间', 2, ({ text }) => text !== '');
});

test('a like open record of the same customer is shown before a second is made', async () => {
  await form.locator('button', { hasText: '下一通电话' }).click();
  await takeCall(new Keys(page), '138 1234 5678', true);
  await said('同类的未了结记录');
  expect((await desk.doors.rows(hotline.title)).length).toBe(1);
  await form.locator('.notice .record', { hasText: '热线记录' }).click();
  await said('找到 1 条');

  await page.page.keyboard.press('Control+Enter');
  await form.locator('[name=contact]').focus();
  await page.page.keyboard.press('Control+Enter');
  await said('同类的未了结记录');
  await form.locator('.notice button', { hasText: '另记一条' }).click();
  await said('已保存：');
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  await clerk.reads('保存状态', 3, '已保存');
});

test('a file that the end of a number finds fills in name and number', async () => {
  const file = { 客户编号: 'C900', 客户名称: '周明', 联系方式: '13911112222' };
  const files = await Clerk.at(page, desk.doors, customers.title);
  await files.type(2, file);
  // The file is one without its number as well, so that it may be saved before that has come in.
  await files.reads('联系方式', 2, '139****2222');
  await files.reads('保存状态', 2, '已保存');
  await form.locator('button', { hasText: '下一通电话' }).click();
  await form.locator('[name=contact]').fill('2222');
  await form.locator('button', { hasText: '用这份档案' }).waitFor(PATIENCE);
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.page.keyboard.press(key);
  await form.locator('button', { hasText: '不用档案' }).waitFor(PATIENCE);
  await form.locator('[name=type]').nth(1).press('2');
  await form.locator('[name=description]').fill(DESCRIPTION);
  await form.locator('[name=request]').fill('要求上门维修');
  await form.locator('[name=urgency]').nth(1).press('2');
  await page.page.keyboard.press('Control+Enter');
  await said('已保存：');
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  const contact = await clerk.see('联系方式', 4, ({ text }) => text !== '');
  expect(contact.text).toBe('139****2222');
  expect((await clerk.reads('客户编号', 4, 'C900')).text).toBe('C900');
});

test('the end of a number finds the caller’s records, and what is missing is said', async () => {
  await form.locator('button', { hasText: '下一通电话' }).click();
  await form.locator('[name=contact]').fill('5678');
  await expect.poll(() => form.locator('.caller .record').count(), PATIENCE).toBe(2);
  await page.page.keyboard.press('Control+Enter');
  await said('还缺：');
});

test('words of what was told find it too, and lead to the row', async () => {
  await form.locator('[name=contact]').fill('厨房');
  await expect.poll(() => form.locator('.caller .record').count(), PATIENCE).toBe(3);
  await form.locator('[name=contact]').fill('漏水 冰箱');
  await form.locator('.caller', { hasText: '没有找到' }).waitFor(PATIENCE);
  await form.locator('[name=contact]').fill('净水器 漏水 阀门');
  await expect.poll(() => form.locator('.caller .record').count(), PATIENCE).toBe(3);
  await page.page.keyboard.press('ArrowDown');
  await page.page.keyboard.press('Enter');
  await said('找到 1 条');
});

test('at 1280 by 720 the fields of the call fit beside the sheet, and those below are reached by Tab', async () => {
  await page.page.setViewportSize({ width: 1280, height: 720 });
  await page.page.locator('#sidebar header button').click();
  await page.menu(MENU, '接电话');
  await form.locator('[name=contact]').waitFor(PATIENCE);
  const inside = async (place: string) =>
    (await form.locator(place).first().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  for (const name of ['contact', 'customer', 'order', 'type']) {
    const { x, y, width, height } = await inside(`[name=${name}]`);
    expect([name, x >= 900, x + width <= 1280, y + height <= 660]).toEqual([name, true, true, true]);
  }
  await form.locator('[name=contact]').focus();
  for (const _ of ['customer', 'order', 'product', 'type', 'description', 'request'])
    await page.page.keyboard.press('Tab');
  await expect.poll(() => form.locator(':focus').getAttribute('name'), PATIENCE).toBe('request');
  const { y, height } = await inside('[name=request]');
  expect(y + height).toBeLessThan(720);
});
