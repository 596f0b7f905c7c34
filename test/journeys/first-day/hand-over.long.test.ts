// Somebody leaves: all that is his in every table goes to whoever takes over by one proposal, in the real page, and is
// put back as one.
import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, localDate } from '../../../functions/src/core/lib/time.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { callNow, editOf } from '../../fixtures/journeys/case-rows.ts';
import { Clerk } from '../../fixtures/journeys/clerk.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../../fixtures/page/browser.ts';

const PATIENCE = { timeout: 30_000 };
const MENU = '扩展程序';

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;
let dialog: FrameLocator;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  const { doors } = desk;
  const row = (cells: Record<string, string>) => [{ key: crypto.randomUUID(), base: '', edited: [], cells }];
  const whose = { customer: '李小明', product: '净水器 A2' };
  await doors.submit(hotline.key, [
    await callNow(doors, { contact: '13812340001', handler: '李伟' }),
    await callNow(doors, { contact: '13812340002', handler: '李伟' }),
    await callNow(doors, { contact: '13812340003', handler: '王芳' }),
  ]);
  const fault = '昨天起出水口一直滴水，关掉水阀后仍然漏，现在用盆接着';
  const order = { ...whose, contact: '13812340004', fault, request: '维修', technician: '李伟' };
  await doors.submit(serviceOrders.key, row(order));
  const call = {
    ...whose,
    contact: '13812340005',
    type: '常规回访',
    caller: '李伟',
    plannedAt: '明天 10:00',
  };
  await doors.submit(callbacks.key, row(call));
  const person = [...(await doors.pull()).values()].find(
    ({ table, cells }) => table === people.key && cells['name'] === '李伟',
  );
  if (!person) throw new Error('nobody is called so');
  const [away] = await doors.submit(people.key, [editOf(person, { standIn: '孙强', onDuty: '否' })]);
  if (away?.outcome !== 'saved') throw new Error(JSON.stringify(away));
  page = await DeskPage.open(browser, doors.endpoints.web);
  dialog = page.page.frameLocator('dialog.framed iframe');
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

/** Who has what: the rows of the three tables by the name in the column that says so. */
const owners = async () => {
  const rows = [...(await desk.doors.pull()).values()];
  const of = (table: string, column: string) =>
    rows.filter(each => each.table === table).map(({ cells }) => String(cells[column]));
  return {
    calls: of(hotline.key, 'handler').toSorted(),
    orders: of(serviceOrders.key, 'technician'),
    callBacks: of(callbacks.key, 'caller'),
  };
};
const button = (caption: string) => dialog.locator('button', { hasText: caption });
const BEFORE = { calls: ['李伟', '李伟', '王芳'], orders: ['李伟'], callBacks: ['李伟'] };
const AFTER = { calls: ['孙强', '孙强', '王芳'], orders: ['孙强'], callBacks: ['孙强'] };

test('a page that is no table says where many rows are changed, and where all of somebody’s', async () => {
  await page.goto('看板');
  await page.menu(MENU, '批量修改选中的行');
  const told = page.page.locator('dialog[open]');
  await told.waitFor(PATIENCE);
  expect(await told.innerText()).toMatch(/一次只能改一张表.*交接一位同事的全部工作/);
  await told.getByRole('button', { name: '确定' }).click();
});

test('one proposal over all tables is looked at, done with one press, and put back as one', async () => {
  expect(await owners()).toEqual(BEFORE);
  await page.menu(MENU, '交接一位同事的全部工作');
  const whose = dialog.locator('[name=whose]');
  await whose.waitFor(PATIENCE);
  expect((await whose.locator('option').allInnerTexts())[0]).toBe('李伟（不在岗）');
  await button('看看会怎样').click();
  await button('改 4 行').waitFor(PATIENCE);
  const lines = await dialog.locator('tbody tr').allInnerTexts();
  expect(lines.map(line => line.split('\t')[1])).toEqual([
    hotline.title,
    hotline.title,
    serviceOrders.title,
    callbacks.title,
  ]);
  for (const line of lines) expect(line).toContain('李伟 → 孙强');
  expect(await owners()).toEqual(BEFORE);
  await button('改 4 行').click();
  await button('关闭窗口').waitFor(PATIENCE);
  expect(await owners()).toEqual(AFTER);
  await button('关闭窗口').click();

  await page.menu(MENU, '交接一位同事的全部工作');
  await button('撤销上次批量').click();
  await button('关闭窗口').waitFor(PATIENCE);
  expect(await dialog.locator('.counts').innerText()).toMatch(/4\s*已撤销[^]*0\s*没有撤销/);
  expect(await owners()).toEqual(BEFORE);
});

test('leave from a day until another stands in the shift list, with who stands in', async () => {
  await button('关闭窗口').click();
  await page.page.locator('dialog.framed').waitFor({ state: 'detached', ...PATIENCE });
  const { now } = await desk.doors.clockNow();
  const day = (after: number) => localDate(now + after * DAY, 'Asia/Shanghai');
  const clerk = await Clerk.at(page, desk.doors, people.title);
  const row = (await desk.doors.rows(people.title)).find(({ cells }) => cells['姓名'] === '王芳')?.row ?? 0;
  await clerk.type(row, { 请假自: '明天', 请假至: day(7), 代理人: '孙强' });
  await clerk.reads('请假自', row, day(1));
  await clerk.reads('代理人', row, '孙强');
  await clerk.reads('保存状态', row, '已保存');
  await page.menu(MENU, '打印值班表');
  await dialog.locator('article tr').first().waitFor(PATIENCE);
  const lines = (await dialog.locator('article tr').allInnerTexts()).map(line => line.split('\t'));
  const lineOf = (name: string) => lines.find(([first]) => first?.trim() === name) ?? [];
  const week = (name: string) => lineOf(name).slice(2, 9);
  expect(week('工作时间').length).toBe(7);
  // He is away whenever anybody works, today he is not.
  const whenOpen = (is: string) => week('工作时间').map(hours => (hours === '休' ? '休' : is));
  expect(week('陈静')).toEqual(whenOpen('在岗'));
  expect(week('王芳')).toEqual([whenOpen('在岗')[0], ...whenOpen('请假').slice(1)]);
  expect(lineOf('王芳')[9]).toBe('孙强');
  expect(week('李伟')).toEqual(whenOpen('不在岗'));
  expect(lineOf('李伟')[9]).toBe('孙强');
});
