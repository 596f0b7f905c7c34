// A reminder as its handler, the supervisor and the page get it, and the board beside it, in a real browser.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showTime } from '../../functions/src/core/lib/parse-time.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { OWNER } from '../../local/desk/sample-people.ts';
import { columnLetters } from '../../local/workbook/a1.ts';
import { callNow, toMinute } from '../fixtures/journeys/case-rows.ts';
import { Clerk } from '../fixtures/journeys/clerk.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { noticesIn } from '../fixtures/journeys/letters.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const ZONE = 'Asia/Shanghai';
const HANDLER = 'liwei@sheetdesk.example';
const SUPERVISORS = ['zhaomin@sheetdesk.example', OWNER];
const soon = { timeout: 30_000, interval: 100 };

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;
/** Numbers of two calls of this minute, of which one was answered at once. */
let late: string;
let answered: string;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  const respondedAt = toMinute((await desk.doors.clockNow()).now);
  const calls = [{}, { respondedAt }].map(cells => callNow(desk.doors, { handler: '李伟', ...cells }));
  const answers = await desk.doors.submit('hotline', await Promise.all(calls));
  [late = '', answered = ''] = answers.map(({ cells }) => String(cells.number));
  await desk.doors.refresh();
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

/** The lines of 待办提醒 about calls, by number: a record of another table may have the same. */
const callsToDo = async () =>
  new Map(
    (await desk.doors.grid('待办提醒')).flatMap((cells, at) =>
      cells.at(-1)?.startsWith(`${hotline.title} ·`) ? [[cells[0] ?? '', at + 1] as const] : [],
    ),
  );
/** What its limits said of a record, alone or in one message with whose it is. */
const saidAbout = async (number: string) =>
  (await desk.doors.outbox())
    .flatMap(mail => noticesIn(mail).map(subject => ({ to: mail.to, subject, message: mail.subject })))
    .filter(({ subject }) => subject.includes(number) && !subject.includes('交给您'));
/** The line of calls in 看板: open, due today, overdue. */
const board = async () =>
  (await desk.doors.grid('看板')).find(([title]) => title === hotline.title)?.slice(1, 4);

test('two hours later: who did not answer is reminded, who did is left in peace; then it goes up', async () => {
  await expect.poll(async () => (await board())?.[0], soon).toBe('2');

  // The supervisor has 待办提醒 open all the time.
  const todo = await Clerk.at(page, desk.doors, '待办提醒');
  await page.clock('PT2H');
  // Tabs are written some seconds after what they tell: what is due today stands there before it is overdue.
  await expect.poll(async () => (await desk.doors.grid('待办提醒'))[1]?.[0], soon).toContain('已超时 1 项');
  const grid = await desk.doors.grid('待办提醒');
  const first = (await callsToDo()).get(late) ?? 0;
  await page.waitForCell(`A${first}`, cell => cell.text === late, 30_000);
  expect(grid[first - 1]?.slice(3, 6)).toEqual(['热线响应', '中', '李伟']);
  expect([...(await callsToDo()).keys()]).not.toContain(answered);
  await expect.poll(async () => (await board())?.[2], soon).toBe('1');
  const reminder = `【已到时限】${hotline.title} ${late}：热线响应`;
  await expect
    .poll(async () => (await saidAbout(late)).map(({ to, subject }) => [to, subject]), soon)
    .toEqual([[[HANDLER], expect.stringMatching(new RegExp(`^${reminder}，时限 .+，李\\*，`))]]);
  const [told] = await saidAbout(late);
  await expect.poll(() => page.outbox(), soon).toContain(told?.message);

  await page.clock('PT30M');
  const escalation = `【超时升级】${hotline.title} ${late}：热线响应`;
  const raised = async () =>
    (await saidAbout(late))
      .slice(1)
      .map(({ to, subject }) => `${to.join()} ${subject.replace(/，时限.*/, '')}`)
      .sort(byText);
  await expect.poll(raised, soon).toEqual(SUPERVISORS.map(mail => `${mail} ${escalation}`).sort(byText));
  expect(await saidAbout(answered)).toEqual([]);

  // Answered at last: it leaves the list, and no more is said. A new day may have moved its line meanwhile.
  const line = (await callsToDo()).get(late) ?? 0;
  const back = await Clerk.at(page, desk.doors, hotline.title);
  const row =
    (await desk.doors.rows(hotline.title)).find(({ cells }) => cells['记录编号'] === late)?.row ?? 0;
  await back.type(row, { 响应时间: showTime((await desk.doors.clockNow()).now, ZONE) });
  await back.reads('状态', row, '已响应');
  await page.goto(todo.title);
  await expect.poll(async () => (await callsToDo()).has(late), soon).toBe(false);
  await page.waitForCell(`I${line}`, cell => !cell.text.startsWith(hotline.title), 30_000);
  await expect.poll(async () => (await board())?.[2], soon).toBe('0');
});

test('看板 shows the same on the page as through the Sheets API, and followed without a reload', async () => {
  await expect.poll(async () => (await board())?.[0], soon).toBe('2');
  const grid = await desk.doors.grid('看板');
  await page.goto('看板');
  const row = grid.findIndex(([title]) => title === hotline.title) + 1;
  expect(grid[row - 1]?.slice(0, 2)).toEqual([hotline.title, '2']);
  for (const [at, text] of (grid[row - 1] ?? []).entries()) {
    await page.waitForCell(`${columnLetters(at)}${row}`, cell => cell.text === text, 30_000);
  }
  const navigations: unknown = await page.page.evaluate('performance.getEntriesByType("navigation").length');
  expect(navigations).toBe(1);
});

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
