// Two people at two windows of the page of a real desk: each works in his own name, and who writes over the other's
// word is told.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { Clerk } from '../../fixtures/journeys/clerk.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../../fixtures/page/browser.ts';

const PATIENCE = { timeout: 30_000 };

let browser: Browser;
let desk: DeskHere;
let one: DeskPage;
let other: DeskPage;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  const { web } = desk.doors.endpoints;
  [one, other] = [await DeskPage.open(browser, web), await DeskPage.open(browser, web)];
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

async function becomes(page: DeskPage, name: string): Promise<void> {
  await page.page.locator('#person').click();
  const entry = page.page.locator('.menu button', { hasText: name });
  await Promise.all([page.page.waitForEvent('load'), entry.click()]);
  await page.ready();
  await page.page.locator('#person', { hasText: name }).waitFor(PATIENCE);
}

const CALL = {
  客户姓名: '李小明',
  联系方式: '13812345678',
  问题类型: 'shzc',
  问题描述: '2026年11月15日在家使用净水器时突然漏水，厨房地板泡湿',
  客户诉求: '要求上门维修',
  紧急程度: '中',
};

test('who sits at a window is chosen among the people of the desk, with what they do', async () => {
  await one.page.locator('#person').click();
  await one.page.locator('.menu button', { hasText: '陈静' }).waitFor(PATIENCE);
  const entries = await one.page.locator('.menu button').allInnerTexts();
  expect(entries.slice(0, 4)).toEqual([
    '林岚（客服主管）',
    '李伟（技术）',
    '王芳（技术）',
    '陈静（客服人员）',
  ]);
  await one.press('Escape');
  await becomes(one, '陈静');
  await becomes(other, '赵敏');
});

test('a row is written in the name of whoever sits there, and he may what his role may', async () => {
  await one.goto(hotline.title);
  const clerk = await Clerk.at(one, desk.doors, hotline.title);
  // The present time by one key, and an entry by its first letters.
  await one.select(clerk.place('日期时间', 2));
  await one.press('Control+Alt+Shift+;');
  await clerk.type(2, CALL);
  await clerk.reads('问题类型', 2, '售后支持');
  await clerk.reads('保存状态', 2, '已保存');
  const [row] = [...(await desk.doors.pull()).values()].filter(({ table }) => table === hotline.key);
  const { firestore, endpoints } = desk.doors;
  const author = async () => {
    const record = await firestore.doc(`desks/${endpoints.spreadsheetId}/records/${row?.key}`).get();
    return record.get('createdBy.editor');
  };
  // Google may tell of the last edit when its row has been sent: whose it is, is known a moment later.
  await expect.poll(author, PATIENCE).toBe('chenjing@sheetdesk.example');
});

test('both type into one cell: the second is told whose word it was, and it stays in the history', async () => {
  await other.goto(hotline.title);
  const [first, second] = await Promise.all(
    [one, other].map(page => Clerk.at(page, desk.doors, hotline.title)),
  );
  if (!first || !second) throw new Error('nobody is there');
  await one.begin(first.place('备注', 2), '客户上午在家');
  await other.begin(second.place('备注', 2), '客户下午在家');
  await one.press('Enter');
  const saved = async () => [...(await desk.doors.pull()).values()].map(({ cells }) => cells['remark']);
  await expect.poll(saved, PATIENCE).toContain('客户上午在家');
  // What changes while an answer is on its way is sent before it is known whose it is.
  await first.reads('保存状态', 2, '已保存');
  await other.press('Enter');
  await other.page.locator('.toast', { hasText: '陈静 刚在这里写了“客户上午在家”' }).waitFor(PATIENCE);
  await first.reads('备注', 2, '客户下午在家');
  await first.reads('保存状态', 2, '已保存');
  const told = async () => {
    await other.select(second.place('备注', 2));
    await other.menu('扩展程序', '本行的变更历史');
    return other.page.frameLocator('#sidebar iframe').locator('body').innerText();
  };
  await expect.poll(told, PATIENCE).toMatch(/赵敏[^]*客户下午在家/);
  expect(await one.page.locator('#sidebar iframe').count()).toBe(0);
});

test('a clerk’s change of 人员 is refused, a supervisor’s is taken', async () => {
  const at = async (page: DeskPage) => Clerk.at(page, desk.doors, people.title);
  const clerk = await at(one);
  const row = (await desk.doors.rows(people.title)).find(({ cells }) => cells['姓名'] === '李伟')?.row ?? 0;
  await one.type(clerk.place('在岗', row), '否');
  await clerk.see('保存状态', row, ({ note = '' }) => note.includes('只有主管可以修改本表'));
  const supervisor = await at(other);
  await supervisor.page.type(supervisor.place('代理人', row), '王芳');
  const { note = '' } = await supervisor.see('保存状态', row, cell => cell.text === '已保存' && !cell.note);
  expect(note).toBe('');
});
