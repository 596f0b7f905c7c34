// Reminders over a queue that misbehaves: each is said once, whether its task comes twice, late or never.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowAnswer } from '../../functions/src/contract/contract.ts';
import { OWNER } from '../../local/desk/sample-people.ts';
import type { Chaos } from '../../local/google/tasks/dispatcher.ts';
import { only, readCalendar } from '../fixtures/core/ics-reader.ts';
import { callNow, editOf, toMinute } from '../fixtures/journeys/case-rows.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { knock, machineToken } from '../fixtures/journeys/knock.ts';
import { noticesIn, phoneLinkIn } from '../fixtures/journeys/letters.ts';
import { figuresOf, settled, unsent } from '../fixtures/journeys/record-book.ts';
import { toWorkingTime } from '../fixtures/journeys/working-time.ts';

const HANDLER = 'liwei@sheetdesk.example';
const SUPERVISORS = [OWNER, 'zhaomin@sheetdesk.example'];
const HOUR_MS = 3_600_000;
const soon = { timeout: 30_000, interval: 100 };

let desk: DeskHere;
let doors: DeskDoors;
let chaos: Chaos = () => 'deliver';

beforeAll(async () => {
  desk = await DeskHere.start({ chaos: task => chaos(task) });
  ({ doors } = desk);
  await toWorkingTime(doors);
});
afterAll(() => desk?.dispose());

/** Saves a call that 李伟 has to answer within two hours. */
async function call(calledAt?: string): Promise<RowAnswer & { number: string }> {
  const [answer] = await doors.submit('hotline', [
    await callNow(doors, { handler: '李伟', ...(calledAt !== undefined && { calledAt }) }),
  ]);
  if (!answer) throw new Error('The row was not answered');
  return { ...answer, number: String(answer.cells.number) };
}

/** The minute of the desk's clock. */
const minute = async () => toMinute((await doors.clockNow()).now);

/**
 * Step and address of everything that its limits said about a record, in order of the text; messages that came twice
 * count twice.
 */
async function said(number: string): Promise<string[]> {
  const told = (await doors.outbox()).flatMap(mail =>
    noticesIn(mail).map(subject => ({ subject, to: mail.to.join() })),
  );
  const about = told.filter(({ subject }) => subject.includes(number) && !subject.includes('交给您'));
  return about.map(({ subject, to }) => `${/【(.+)】/.exec(subject)?.[1] ?? ''} ${to}`).sort(byText);
}
const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const REMINDED = [`已到时限 ${HANDLER}`];
const RAISED = [...REMINDED, ...SUPERVISORS.map(mail => `超时升级 ${mail}`)].sort(byText);

const openCalls = async () => (await figuresOf(doors)).open?.['hotline/open'] ?? 0;

/**
 * Moves the clock when nothing is on its way: a sweep that began before a leap has asked for what was due before it.
 */
async function leap(duration: string): Promise<void> {
  await desk.idle();
  await doors.advance(duration);
}

/** Waits until nothing is left to be said now; who was given work on a day off hears of it when work begins. */
async function silence(): Promise<void> {
  await expect.poll(() => unsent(doors), soon).toBe(0);
}

test('tasks that come twice at once ring once, and count a row once', async () => {
  chaos = () => 'twice';
  const before = await openCalls();
  const [late, answered] = [await call(), await call()];
  await doors.submit('hotline', [editOf(answered, { respondedAt: await minute() })]);
  await settled(doors);
  expect(await openCalls()).toBe(before + 2);
  await leap('PT2H');
  await expect.poll(() => said(late.number), soon).toEqual(REMINDED);
  await leap('PT30M');
  await expect.poll(() => said(late.number), soon).toEqual(RAISED);
  await silence();
  expect(await said(late.number)).toEqual(RAISED);
  expect(await said(answered.number)).toEqual([]);
});

test('tasks that are lost are found by the sweep: reminders, and what the summaries have to count', async () => {
  const dropped: string[] = [];
  chaos = ({ name }) => {
    dropped.push(name);
    return 'drop';
  };
  // A task or a sweep that is still on its way would count the call as well.
  await desk.idle();
  await settled(doors);
  const before = await openCalls();
  const late = await call();
  await expect.poll(() => dropped.some(name => name.includes('/summarise/')), soon).toBe(true);
  expect(await openCalls()).toBe(before);
  await leap('PT5M');
  await expect.poll(openCalls, soon).toBe(before + 1);
  await leap('PT1H55M');
  await expect.poll(() => said(late.number), soon).toEqual(REMINDED);
  expect(dropped.some(name => name.includes('/ring/'))).toBe(true);
});

test('a task that comes late finds that all has been said', async () => {
  const delayed = new Set<string>();
  chaos = ({ name }) => {
    if (!name.includes('/ring/')) return 'deliver';
    delayed.add(name);
    return { delayMs: HOUR_MS };
  };
  const late = await call();
  await leap('PT2H');
  await expect.poll(() => said(late.number), soon).toEqual(REMINDED);
  expect(delayed.size).toBeGreaterThan(0);
  await doors.submit('hotline', [editOf(late, { respondedAt: await minute() })]);
  chaos = () => 'deliver';
  await leap('PT2H');
  await silence();
  expect(await said(late.number)).toEqual(REMINDED);
});

test('rings at the same moment say it once', async () => {
  chaos = () => 'drop';
  const late = await call();
  await leap('PT2H');
  const token = await machineToken(desk, 'ring');
  const body = { deskId: doors.endpoints.spreadsheetId };
  const rings = Array.from({ length: 6 }, () => knock(desk, { door: 'ring', body, token }));
  expect((await Promise.all(rings)).map(({ status }) => status)).toEqual(Array(6).fill(200));
  await silence();
  expect(await said(late.number)).toEqual(REMINDED);
});

test('a limit that begins anew at its old time says nothing twice, and keeps nobody else’s alarm back', async () => {
  chaos = () => 'deliver';
  const calledAt = await minute();
  const first = await call(calledAt);
  await leap('PT2H');
  await expect.poll(() => said(first.number), soon).toEqual(REMINDED);
  const earlier = new Date(Date.parse(calledAt) - 60_000).toISOString();
  const [moved] = await doors.submit('hotline', [editOf(first, { calledAt: earlier })]);
  await doors.submit('hotline', [editOf(moved ?? first, { calledAt })]);
  const other = await call();
  await leap('PT2H');
  await expect.poll(() => said(other.number), soon).toEqual(REMINDED);
  await silence();
  expect((await said(first.number)).filter(text => REMINDED.includes(text))).toEqual(REMINDED);
});

test('a notice leads to its row wherever it has moved, and a calendar shows the limit until it is revoked', async () => {
  chaos = () => 'deliver';
  const late = await call();
  await leap('PT2H');
  await expect.poll(() => said(late.number), soon).toEqual(REMINDED);
  const mail = (await doors.outbox()).find(({ subject }) => subject.includes(late.number));
  const link = /打开这一行：(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  await desk.idle();
  await doors.refresh();
  const [row] = (await doors.rows('热线记录')).filter(({ cells }) => cells['记录编号'] === late.number);
  const answer = await fetch(link, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([
    302,
    `${doors.endpoints.web}/#gid=1003&range=A${row?.row}`,
  ]);
  // On a phone the same is seen to without the sheet, and stands in its row afterwards.
  const work = mail ? phoneLinkIn(mail, late.number) : '';
  const page = await fetch(work, {
    method: 'POST',
    body: new URLSearchParams({
      act: 'save',
      base: /name="base" value="([^"]*)"/.exec(await (await fetch(work)).text())?.[1] ?? '',
      'cell-cause': '进水阀密封圈老化',
      'shown-cause': '',
    }),
  });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('已保存')]);
  await desk.idle();
  await doors.refresh();
  const [answered] = (await doors.rows('热线记录')).filter(({ cells }) => cells['记录编号'] === late.number);
  expect(answered?.cells['问题原因分析']).toBe('进水阀密封圈老化');
  const forged = await fetch(`${link}x`, { redirect: 'manual' });
  expect([forged.status, await forged.text()]).toEqual([410, expect.stringContaining('这个链接已失效')]);

  const { body } = await doors.call<{ url: string }>('/calendar', {}, HANDLER);
  const calendar = await fetch(body.url);
  expect([calendar.status, calendar.headers.get('content-type')]).toEqual([
    200,
    'text/calendar; charset=utf-8',
  ]);
  const uids = readCalendar(await calendar.text()).components.map(event => only(event, 'UID'));
  expect(uids).toContain(`${late.key}.hotline.respond.1@sheetdesk`);
  const people = [...(await doors.pull()).values()].filter(({ table }) => table === 'people');
  const handler = people.find(({ cells }) => cells.mail === HANDLER);
  if (!handler) throw new Error('the handler is not in the people tab');
  await doors.submit('people', [editOf(handler, { calendarVersion: 2 })]);
  expect((await fetch(body.url)).status).toBe(410);
});

test('a supervisor takes note by the link in the notice: looking at it does nothing, the button ends the ladder', async () => {
  chaos = () => 'deliver';
  // What was late before is all said, so that this notice comes by itself.
  await leap('PT3H');
  await silence();
  const late = await call();
  await leap('PT2H30M');
  await expect.poll(() => said(late.number), soon).toEqual(RAISED);
  const mails = (await doors.outbox()).filter(({ subject }) => subject.includes(late.number));
  const raised = mails.find(({ to }) => to.includes(SUPERVISORS[1] ?? ''));
  const link = /我已知悉，不再升级：(\S+)/.exec(raised?.text ?? '')?.[1] ?? '';
  // Who handles the record cannot settle its escalation.
  expect(mails.find(({ to }) => to.includes(HANDLER))?.text).not.toContain('我已知悉');
  const seen = await fetch(link);
  expect([seen.status, await seen.text()]).toEqual([
    200,
    expect.stringContaining('<button>我已知悉</button>'),
  ]);
  const noted = async () => (await doors.pull()).get(late.key)?.cells.acknowledgedBy;
  expect(await noted()).toBeNull();
  const pressed = await fetch(link, { method: 'POST' });
  const page = await pressed.text();
  expect([pressed.status, page]).toEqual([200, expect.stringContaining('赵敏 已知悉，不再继续升级')]);
  expect(page).not.toContain('13812345678');
  expect(await noted()).toBe('赵敏');
  expect(await (await fetch(link, { method: 'POST' })).text()).toContain('没有需要知悉的升级');
  await leap('PT24H');
  await silence();
  const about = (await said(late.number)).filter(text => text.startsWith('二级') || text.startsWith('三级'));
  expect(about).toEqual([]);
});
