// Who takes a record over only to look, who writes in another's name, and who leaves: at the whole desk, where the
// supervisor has the page open and the others use the add-on under their own accounts.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CardAnswer } from '../../../functions/src/contract/cards.ts';
import type { SubmitAnswer } from '../../../functions/src/contract/contract.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import type { LocalDesk } from '../../../local/desk/desk.ts';
import type { MailView } from '../../../local/outbox/mail/outbox.ts';
import { callNow, editOf } from '../../fixtures/journeys/case-rows.ts';
import { Clerk } from '../../fixtures/journeys/clerk.ts';
import { Colleague } from '../../fixtures/journeys/colleague.ts';
import type { DeskDoors } from '../../fixtures/journeys/desk-doors.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';
import { noticesIn, phoneLinkIn } from '../../fixtures/journeys/letters.ts';
import { documentsOf } from '../../fixtures/journeys/record-book.ts';
import { toWorkingTime } from '../../fixtures/journeys/working-time.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../../fixtures/page/browser.ts';

const soon = { timeout: 30_000, interval: 100 };
const NUMBER = '13976543210';
const SUPERVISOR = 'zhaomin@sheetdesk.example';
const HEIR = 'wangfang@sheetdesk.example';
const [CONTACTS, CALENDAR, REFRESH] = ['card_contacts', 'showCalendar', 'refresh'];
/** What who has left is told wherever he knocks. */
const LEFT = '您在“人员”中已标为离职，不能再使用这个服务台。';
const NOT_YOURS = '只有处理这条记录的人、登记它的人、部门负责人和主管可以查看完整信息。';

let browser: Browser;
let here: DeskHere;
let desk: LocalDesk;
let doors: DeskDoors;
let page: DeskPage;
/** 陈静, who answers calls, and 李伟, who repairs and leaves. */
let clerk: Colleague;
let leaver: Colleague;

beforeAll(async () => {
  [browser, here] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  ({ doors, local: desk } = here);
  await toWorkingTime(doors);
  page = await DeskPage.open(browser, desk.endpoints.web);
  clerk = new Colleague(desk, doors, 'chenjing@sheetdesk.example');
  leaver = new Colleague(desk, doors, 'liwei@sheetdesk.example');
});
afterAll(async () => {
  await closeWindows(browser);
  await here?.dispose();
});

/** A call that 李伟 sees to, and its row in the tab, which the supervisor has open. */
async function call(): Promise<{ key: string; number: string; row: number; seat: Clerk }> {
  const [answer] = await doors.submit(hotline.key, [
    await callNow(doors, { handler: '李伟', contact: NUMBER, customer: '欧阳明月' }),
  ]);
  const number = String(answer?.cells.number);
  await page.menu('扩展程序', '刷新');
  const seat = await Clerk.at(page, doors, hotline.title);
  const rowOf = async () =>
    (await doors.rows(hotline.title)).find(({ cells }) => cells['记录编号'] === number)?.row ?? 0;
  await expect.poll(rowOf, soon).toBeGreaterThan(0);
  // What the supervisor is told at the end of it is nobody else's answer.
  await desk.scripts.idle();
  return { key: answer?.key ?? '', number, row: await rowOf(), seat };
}

/** Lines of a record's history, as its supervisor reads them; the latest is the first. */
async function historyOf(key: string): Promise<string[]> {
  const { status, body } = await doors.call<CardAnswer>(`/records/${key}/cards/history`, {}, SUPERVISOR);
  expect(status).toBe(200);
  return body.lines;
}

/** The latest change of a record of which its history tells this; what the system finds beside it may come later. */
const toldOf = async (key: string, what: string) => (await historyOf(key)).find(text => text.includes(what));

/** The messages to somebody that tell of a record, alone or among others. */
async function lettersTo(mail: string, number: string): Promise<MailView[]> {
  return (await doors.outbox()).filter(
    letter => letter.to.includes(mail) && noticesIn(letter).some(subject => subject.includes(number)),
  );
}

describe('who takes a case over, looks at its number and gives it back', () => {
  test('is told of to the supervisor, is named by the history, and sees nothing any more', async () => {
    const { key, number, row, seat } = await call();
    expect(await clerk.chooses(CONTACTS, hotline, row)).toBe(NOT_YOURS);
    await clerk.type(hotline, row, { 处理人员: '陈静' });
    await seat.reads('处理人员', row, '陈静');
    await seat.reads('保存状态', row, '已保存');
    expect(await clerk.chooses(CONTACTS, hotline, row)).toContain(`联系方式：${NUMBER}`);
    await clerk.type(hotline, row, { 处理人员: '李伟' });
    await seat.reads('处理人员', row, '李伟');
    expect(await clerk.chooses(CONTACTS, hotline, row)).toBe(NOT_YOURS);

    const subject = `${number}：陈静 接手后查看了完整的联系方式`;
    const told = async () =>
      (await lettersTo(SUPERVISOR, number)).filter(letter =>
        noticesIn(letter).some(s => s.includes(subject)),
      );
    await expect.poll(async () => (await told()).length, soon).toBe(1);
    expect((await told())[0]?.text).toMatch(/陈静 在 \S+ \S+ 自己从 李伟 接手了这条记录/);
    // The supervisor looks it up where he sits, once nobody's execution changes the tab under his cursor.
    await desk.scripts.idle();
    await page.settled();
    await page.select(`A${row}`);
    await page.menu('扩展程序', '本行的变更历史');
    const aside = page.page.frameLocator('#sidebar iframe');
    await aside.locator('p', { hasText: '查看了完整的' }).waitFor({ timeout: 30_000 });
    const texts = await aside.locator('p').allInnerTexts();
    const read = texts
      .filter(text => /处理人员：李伟|陈静 → 李伟|查看了完整的/.test(text))
      .slice(0, 3)
      .map(text => text.split('\n'));
    const by = 'chenjing@sheetdesk.example';
    expect(
      read.map(([head = '', ...lines]) => [head.includes('陈静') || head.includes(by), lines.join()]),
    ).toEqual([
      [true, expect.stringContaining('处理人员：陈静 → 李伟')],
      [true, expect.stringContaining('查看了完整的“客户姓名”、“联系方式”')],
      [true, expect.stringContaining('处理人员：李伟 → 陈静')],
    ]);
    expect(JSON.stringify([await historyOf(key), await doors.outbox()])).not.toContain(NUMBER);
  });
});

describe('who takes note of an escalation in a supervisor’s name', () => {
  test('is refused at the cell, by the menu and at the door, and the history names him', async () => {
    const { key, row, seat } = await call();
    const noted = async () => (await doors.pull()).get(key)?.cells['acknowledgedBy'];
    await clerk.type(hotline, row, { 升级知悉: '赵敏' });
    const refused = await seat.see('升级知悉', row, ({ note }) => note !== undefined);
    expect(refused.note).toContain('陈静不能填“升级知悉”：');
    await seat.reads('保存状态', row, '有误');
    // In his own name he has no more right to it than by an edit.
    expect(await clerk.chooses('saveAsMe', hotline, row)).toContain('没有保存');
    expect([(await seat.see('升级知悉', row, ({ note }) => note !== undefined)).note, await noted()]).toEqual(
      [expect.stringContaining('陈静不能填“升级知悉”：'), null],
    );
    // Past the sheet, with the word that it was she: nobody takes his word.
    const claim = { editor: SUPERVISOR, rows: [editOf({ key, base: '' }, { acknowledgedBy: '赵敏' })] };
    const claimed = await doors.call<SubmitAnswer>('/tables/hotline/rows', claim, clerk.mail);
    expect(claimed.body.rows[0]).toMatchObject({ outcome: 'refused', problems: [{ code: 'right_unsure' }] });
    expect((await historyOf(key)).join()).not.toContain('升级知悉');

    // What needs no right is taken in, and is his.
    await clerk.type(hotline, row, { 升级知悉: '', 备注: '已致电客户' });
    await seat.reads('保存状态', row, '已保存');
    expect(await toldOf(key, '备注：')).toMatch(
      /^\S+ \S+　(?:陈静|chenjing@sheetdesk\.example)，经.*的授权发送\n.*备注：.*已致电客户/s,
    );
    // The supervisor herself takes note of it, in the same cell.
    const supervisor = new Colleague(desk, doors, SUPERVISOR);
    await supervisor.type(hotline, row, { 升级知悉: '赵敏' });
    await seat.reads('保存状态', row, '已保存');
    expect(await noted()).toBe('赵敏');
    expect(await toldOf(key, '升级知悉：')).toMatch(/赵敏.*升级知悉：.*赵敏/s);
  });
});

describe('who leaves', () => {
  /** The page of a case on the phone and the calendar: doors to which who has the link needs no account. */
  const status = async (link: string, form?: Record<string, string>) =>
    (await fetch(link, form && { method: 'POST', body: new URLSearchParams(form) })).status;

  test('finds every door closed at once, and what was his is somebody else’s', async () => {
    const { key, number, row, seat } = await call();
    const [feed = ''] = /https?:\S+/.exec(await leaver.chooses(CALENDAR, hotline, row)) ?? [];
    const given = async () =>
      (await lettersTo(leaver.mail, number)).map(letter => phoneLinkIn(letter, number))[0];
    await expect.poll(given, soon).toBeTruthy();
    const work = (await given()) ?? '';
    expect([await status(feed), await status(work)]).toEqual([200, 200]);
    expect(await leaver.chooses(CONTACTS, hotline, row)).toContain(NUMBER);

    // The supervisor writes it into 人员: at first without a word of who takes his work over.
    const staff = await Clerk.at(page, doors, people.title);
    const own = (await doors.rows(people.title)).find(({ cells }) => cells['姓名'] === '李伟')?.row ?? 0;
    await staff.type(own, { 在岗: '离职' });
    const asked = await staff.see('代理人', own, ({ note }) => note !== undefined);
    expect(asked.note).toContain(number);
    expect(await status(feed)).toBe(200);
    await staff.type(own, { 代理人: '王芳' });
    await staff.reads('保存状态', own, '已保存');

    const doorsOf = async () => ({
      sidebar: await leaver.chooses(CONTACTS, hotline, row),
      calendarEntry: await leaver.chooses(CALENDAR, hotline, row),
      menu: await leaver.chooses(REFRESH, hotline, row),
      calendar: await status(feed),
      mail: await status(work),
      button: await status(work, { act: 'save', base: '', 'cell-cause': '密封圈老化', 'shown-cause': '' }),
      api: (await doors.call('/changes', undefined, leaver.mail)).status,
    });
    expect(await doorsOf()).toEqual({
      sidebar: LEFT,
      calendarEntry: LEFT,
      menu: LEFT,
      calendar: 410,
      mail: 410,
      button: 410,
      api: 403,
    });

    // His open cases are the other's, who hears of it.
    const handler = async () =>
      (await documentsOf(doors, 'records')).find(({ id }) => id === key)?.get('cells.handler') as unknown;
    await expect.poll(handler, soon).toBe('王芳');
    await page.goto(hotline.title);
    await page.menu('扩展程序', '刷新');
    await seat.reads('处理人员', row, '王芳');
    await expect.poll(async () => (await lettersTo(HEIR, number)).length, soon).toBeGreaterThan(0);
    const open = [...(await doors.pull()).values()].filter(({ cells }) => cells['handler'] === '李伟');
    expect(open).toEqual([]);
    // The sheet is still shared with him: nobody vouches for what he types there.
    await leaver.type(hotline, row, { 备注: '已上门' });
    expect(await toldOf(key, '备注：')).toMatch(/未知编辑者，经.*的授权发送\n/);
  });
});
