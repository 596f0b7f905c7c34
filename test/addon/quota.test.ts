// The day's time for triggers: people are told when it nears its end, and what is typed afterwards is sent later, once.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ScriptStore } from '../../local/google/apps-script/store.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

const OWNER = 'clerk@example.test';
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const LIMIT_MS = { consumer: 90 * MINUTE_MS, workspace: 360 * MINUTE_MS };

interface Account {
  desk: StaffDesk;
  /** Has the account have used this much of its day. */
  used: (ms: number) => void;
  /** How much of its day has been put on the account, ms. */
  noted: () => number;
  /** An edit during which this much time goes by. */
  slowEdit: (row: number, ms: number) => Promise<void>;
}

async function openAccount(email = OWNER): Promise<Account> {
  const folder = await mkdtemp(join(tmpdir(), 'sheetdesk-quota-'));
  const file = join(folder, 'scripts.sqlite');
  const desk = await StaffDesk.open({ rows: 30, scripts: file, setUp: false });
  const store = new ScriptStore(file);
  onTestFinished(async () => {
    await desk.close();
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  await desk.run('setUp', email);
  desk.toasts.length = 0;
  return {
    desk,
    used: ms => store.saveProperties(`user:${email}`, { used: `${desk.clock.now()}:${ms}` }, false),
    noted: () => Number(store.properties(`user:${email}`)['used']?.split(':')[1] ?? 0),
    async slowEdit(row, ms) {
      const { arrived, release } = desk.service.hold('rows');
      desk.type(row, { 客户姓名: `客户${row}` });
      await arrived;
      await desk.clock.advance(ms);
      release();
      await desk.idle();
    },
  };
}

test.each([
  ['consumer', 'clerk@gmail.com'],
  ['workspace', OWNER],
] as const)(
  "people are told when most of the day's time of a %s account is used, once at each step",
  async (kind, email) => {
    const { desk, used, slowEdit } = await openAccount(email);
    const limit = LIMIT_MS[kind];
    used(0.8 * limit - 10 * MINUTE_MS);
    await slowEdit(2, 2 * MINUTE_MS);
    expect(desk.toasts).toEqual([]);
    used(0.8 * limit - MINUTE_MS);
    await slowEdit(3, 2 * MINUTE_MS);
    expect(desk.toasts).toEqual([expect.stringContaining(`共 ${limit / MINUTE_MS} 分钟`)]);
    await slowEdit(4, 2 * MINUTE_MS);
    expect(desk.toasts).toHaveLength(1);
    used(0.95 * limit - MINUTE_MS);
    await slowEdit(5, 2 * MINUTE_MS);
    expect(desk.toasts).toHaveLength(2);
  },
);

test('an edit counts with the starts of both its triggers, though that for changes does nothing', async () => {
  const { desk, noted } = await openAccount();
  const edits = 80;
  for (let edit = 0; edit < edits; edit += 1) desk.type(2, { 客户姓名: `客户${edit}` });
  await desk.idle();
  const starts = desk.runtime.spendings().filter(({ kind }) => kind === 'trigger').length * 400;
  expect(starts).toBeGreaterThanOrEqual(2 * edits * 400);
  // A minute at a time is put on the account.
  expect(noted()).toBeGreaterThanOrEqual(60_000);
});

test('what was used yesterday does not count', async () => {
  const { desk, used, slowEdit } = await openAccount();
  used(0.8 * LIMIT_MS.workspace - MINUTE_MS);
  await desk.clock.advance(DAY_MS);
  await desk.idle();
  desk.toasts.length = 0;
  await slowEdit(2, 2 * MINUTE_MS);
  expect(desk.toasts).toEqual([]);
});

test('when all is used up rows stay as typed, and are sent once on the next day', async () => {
  const desk = await StaffDesk.open({ rows: 30, runtime: { economy: { account: 'workspace' } } });
  onTestFinished(() => desk.close());
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  desk.runtime.useTriggerTime(OWNER, LIMIT_MS.workspace);
  desk.type(2, { 数量: 3 });
  desk.type(3, { 客户姓名: '王芳' });
  await desk.runtime.idle();
  expect(desk.service.book.records.size).toBe(1);
  expect([desk.value(2, '数量'), desk.value(3, '客户姓名')]).toEqual([3, '王芳']);
  await desk.clock.advance(DAY_MS);
  await desk.shows(() => desk.value(3, '同步状态') === '已保存');
  await desk.runtime.idle();
  expect(desk.service.book.cells(String(desk.value(2, '行键')))).toMatchObject({ name: '李明', count: 3 });
  expect(desk.service.book.records.size).toBe(2);
  const sent = desk.service.submitted.length;
  await desk.run('resend');
  expect(desk.service.submitted).toHaveLength(sent);
});

test('when all is used up each can send by the menu, as himself', async () => {
  const desk = await StaffDesk.open({ rows: 30, runtime: { economy: { account: 'workspace' } } });
  onTestFinished(() => desk.close());
  desk.runtime.useTriggerTime(OWNER, LIMIT_MS.workspace);
  desk.type(2, { 客户姓名: '李明' });
  await desk.runtime.idle();
  await desk.run('resend', 'second@example.test');
  expect(desk.value(2, '同步状态')).toBe('已保存');
  expect(desk.service.calls.at(-1)?.token).toBe('Bearer token-of-second@example.test');
});
