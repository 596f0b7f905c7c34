// Two windows are two people: who sits at each is chosen at the top, kept with that window, and said with what it does.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../local/workbook/model.ts';
import { BARE_PEOPLE, BarePage, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const [CLERK, MANAGER] = BARE_PEOPLE.map(({ email }) => email) as [string, string];
const slow = { timeout: 90_000 };

let browser: Browser;
let server: BarePage;
let first: DeskPage;
let second: DeskPage;
const changes: Change[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start()]);
  server.workbook.subscribe(change => changes.push(change));
  [first, second] = [await DeskPage.open(browser, server.url), await DeskPage.open(browser, server.url)];
}, 180_000);
afterAll(async () => {
  await closeWindows(browser);
  await server?.stop();
});

const shown = (page: Page) => page.locator('#person').innerText();
const editors = () =>
  changes.flatMap(({ origin, ops }) => (origin.by === 'user' && ops.length > 0 ? [origin.email] : []));
const hears = (desk: DeskPage, text: string) =>
  expect.poll(() => desk.page.locator('.toast', { hasText: text }).count(), soon);

test(
  'a window begins as the first person, and becomes another by a list at its top, by keys alone',
  slow,
  async () => {
    await expect.poll(() => shown(first.page), soon).toContain('陈静');
    await second.page.locator('#person').focus();
    await second.press('Enter');
    await second.page.locator('.menu [aria-current]', { hasText: '陈静' }).waitFor();
    await second.press('ArrowDown');
    await Promise.all([second.page.waitForEvent('load'), second.press('Enter')]);
    await second.ready();
    await expect.poll(() => shown(second.page), soon).toContain('刘洋');
    expect(await shown(first.page)).toContain('陈静');
  },
);

test('what each window does is its person’s', slow, async () => {
  changes.length = 0;
  await first.type('B3', '客服写的');
  await expect.poll(editors, soon).toEqual([CLERK]);
  await second.type('B4', '经理写的');
  await expect.poll(editors, soon).toEqual([CLERK, MANAGER]);
});

test('what is shown to one is shown in no window of the other, and only he answers it', slow, async () => {
  server.ui.toast(MANAGER, { title: '', message: '只给经理', seconds: 30 });
  server.ui.toast(CLERK, { title: '', message: '只给客服', seconds: 30 });
  await hears(second, '只给经理').toBe(1);
  await hears(first, '只给客服').toBe(1);
  expect(await first.page.locator('.toast', { hasText: '只给经理' }).count()).toBe(0);
  const asked = server.ui.alert(MANAGER, { title: '请确认', prompt: '关闭这些行？', buttons: 'YES_NO' });
  await second.page.locator('dialog[open]', { hasText: '关闭这些行？' }).waitFor();
  expect(await first.page.locator('dialog[open]').count()).toBe(0);
  const foreign = await fetch(`${server.url}api/ui`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-person': encodeURIComponent(CLERK) },
    body: JSON.stringify({ id: 'question-1', button: 'YES' }),
  });
  expect(await foreign.json()).toEqual({ taken: false });
  await second.page.locator('dialog[open] button', { hasText: '否' }).click();
  expect(await asked).toBe('NO');
});

test('who writes over what another has just written is told whose it was and what', slow, async () => {
  await first.begin('C6', '上午联系');
  await second.begin('C6', '下午联系');
  await first.press('Enter');
  await expect.poll(() => server.value(5, 2), soon).toBe('上午联系');
  await second.press('Enter');
  await expect.poll(() => server.value(5, 2), soon).toBe('下午联系');
  await hears(second, '陈静 刚在这里写了“上午联系”，现在是您写的内容').toBe(1);
  expect(await first.page.locator('.toast', { hasText: '刚在这里写了' }).count()).toBe(0);
  // What is seen before it is written over is nobody's surprise.
  await expect.poll(async () => (await first.cell('C6')).text, soon).toBe('下午联系');
  await first.type('C6', '都可以');
  await expect.poll(() => server.value(5, 2), soon).toBe('都可以');
  expect(await first.page.locator('.toast', { hasText: '刚在这里写了' }).count()).toBe(0);
});

test(
  'a window keeps its person over a reload, and another window of the browser is not touched',
  slow,
  async () => {
    await second.page.reload();
    await second.ready();
    await expect.poll(() => shown(second.page), soon).toContain('刘洋');
    const beside = await second.page.context().newPage();
    await beside.goto(server.url);
    await expect.poll(() => shown(beside), soon).toContain('陈静');
    await beside.close();
  },
);

test(
  'nobody is taken for somebody who is not among the people; a window of one who left is the first’s',
  slow,
  async () => {
    const left = { email: 'left@example.com', name: '已离开', role: '客服人员' };
    const refused = await fetch(`${server.url}api/edit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-person': encodeURIComponent(left.email) },
      body: JSON.stringify({ window: 'w', edit: 1, base: 0, edits: [] }),
    });
    expect(refused.status).toBe(403);
    await second.page.evaluate(email => sessionStorage.setItem('sheetdesk.person', email), left.email);
    await second.page.reload();
    await second.ready();
    await expect.poll(() => shown(second.page), soon).toContain('陈静');
  },
);
