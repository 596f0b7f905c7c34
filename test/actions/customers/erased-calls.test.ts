// Who was taken out of what is kept is not waited for: calls to him end, none is planned, no bell rings for them.
import { describe, expect, test } from 'vitest';
import { eraseCustomer } from '../../../functions/src/actions/customers/ask.ts';
import { carryOutTasks } from '../../../functions/src/actions/customers/carry-out.ts';
import { DAY, HOUR } from '../../../functions/src/core/lib/time.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { CallDesk } from '../../fixtures/actions/call-desk.ts';
import { dumpAll, empty, load } from '../../fixtures/stored-desk/dump.ts';

const NUMBER = '13812345678';
const OTHER = '13912345678';
const FILE = { customerNumber: 'C1', customer: '张三', contact: NUMBER };
const desk = CallDesk.forEach('erased-calls');

const erase = () => eraseCustomer(desk.ports, account('zhaoqiang'), desk.deskId, { number: NUMBER });
const ends = async () =>
  (await desk.calls()).map(({ state, cells }) => `${state} ${String(cells['ended'] ?? '')}`);
const ERASED = '无需回访 客户资料已删除';

/** The only call that there is. */
async function theCall() {
  const [call] = await desk.calls();
  if (!call) throw new Error('there is no call');
  return call;
}

/** Whether anybody hears of a record within a month. */
async function isRungFor(key: string): Promise<boolean> {
  desk.sent.length = 0;
  for (const until = desk.now + 30 * DAY; desk.now < until; desk.now += 3 * DAY) await desk.ring();
  return JSON.stringify(desk.sent).includes((await desk.recordOf(key)).number);
}

/** Called, and satisfied after it was seen to; to be called a second time. */
const CALLED = () => ({
  calledAt: desk.clock(),
  reached: '已接通',
  score: '9',
  class: '需立即解决',
  resolution: '已解决',
  progress: '已上门更换，客户当场试用正常',
});

describe('a customer who is erased', () => {
  test('is called no more by what was planned, and his matters wait for nothing', async () => {
    const solved = await desk.solvedCall(NUMBER);
    const complaint = await desk.solvedComplaint(NUMBER);
    const other = await desk.solvedCall(OTHER);
    await erase();
    expect((await ends()).toSorted()).toEqual(['待回访 ', ERASED]);
    expect(await desk.recordOf(solved)).toMatchObject({ state: '已关闭', nextActionAt: null });
    expect(await desk.recordOf(complaint)).toMatchObject({ state: '已归档', nextActionAt: null });
    const call = (await desk.calls()).find(({ state }) => state === '无需回访');
    expect(call).toMatchObject({ nextActionAt: null, closedAt: desk.now });
    const history = await desk.ports.store.transaction(desk.deskId, each =>
      each.history(call?.key ?? '', 10),
    );
    expect(
      history.flatMap(({ by, changes }) => (changes.some(({ column }) => column === 'ended') ? [by] : [])),
    ).toContainEqual({ account: 'zhaoqiang@example.com', editor: null });
    expect(await isRungFor(solved)).toBe(false);
    expect(JSON.stringify(desk.sent)).not.toContain(call?.number);
    expect(JSON.stringify(desk.sent)).toContain((await desk.recordOf(other)).number);
  });

  test('is not called a second time; what he said counts as he said it', async () => {
    await desk.solvedCall(NUMBER);
    const { key } = await theCall();
    await desk.type('callbacks', CALLED(), key);
    const before = await desk.recordOf(key);
    expect(before.state).toBe('待二次回访');
    await erase();
    expect(await desk.recordOf(key)).toMatchObject({
      state: '已关闭',
      cells: { ended: '已回访，客户资料已删除', verdict: before.cells['verdict'], score: 9 },
      milestones: before.milestones,
    });
    expect(await isRungFor(key)).toBe(false);
  });

  test('is not called about what is solved afterwards', async () => {
    const key = await desk.solvedCall(NUMBER, { resolvedAt: null, resolution: null, cause: null });
    await erase();
    expect(await desk.calls()).toEqual([]);
    await desk.type('hotline', { resolution: '已换新', resolvedAt: desk.clock(), cause: '电路缺陷' }, key);
    expect(await ends()).toEqual([ERASED]);
    expect((await desk.recordOf(key)).state).toBe('已关闭');
  });

  test.each([
    ['who stays', [], 1],
    ['who was erased', ['erase'], 0],
  ])('gets no calls that his file would plan: %s', async (_, steps, count) => {
    await desk.type('customers', { ...FILE, purchasedOn: desk.clock().slice(0, 10) });
    if (steps.includes('erase')) await erase();
    desk.now += 8 * DAY;
    await desk.ring();
    expect(await desk.calls()).toHaveLength(count);
  });

  test('is no lead any more', async () => {
    await desk.solvedCall(NUMBER);
    const called = { ...CALLED(), class: '无', intent: '有兴趣' };
    await desk.type('callbacks', called, (await theCall()).key);
    const { records } = await desk.ports.store.changedSince(desk.deskId, '', {
      records: 500,
      bytes: 10_000_000,
    });
    const key = records.find(({ table }) => table === 'leads')?.key ?? '';
    expect((await desk.recordOf(key)).nextActionAt).not.toBeNull();
    await erase();
    expect(await desk.recordOf(key)).toMatchObject({
      state: '无需联系',
      nextActionAt: null,
      cells: { result: '客户资料已删除' },
    });
    expect(await isRungFor(key)).toBe(false);
  });

  test('is waited for again by a call that is given another number', async () => {
    await desk.solvedCall(NUMBER);
    await erase();
    const { key } = await theCall();
    await desk.type('callbacks', { wishes: '没有' }, key);
    expect((await desk.recordOf(key)).state).toBe('无需回访');
    await desk.type('callbacks', { contact: OTHER }, key);
    expect(await ends()).toEqual(['待回访 ']);
  });

  test('stays uncalled where a back-up brings his calls back, and has more of them planned', async () => {
    const solved = await desk.solvedCall(NUMBER);
    const kept = await desk.solvedCall(OTHER);
    await desk.type('customers', { ...FILE, purchasedOn: desk.clock().slice(0, 10) });
    const backUp = await dumpAll(desk.db);
    desk.now += HOUR;
    await erase();
    const tasks = Object.entries(await dumpAll(desk.db)).filter(([path]) => path.includes('/tasks/'));
    await empty(desk.db);
    await load(desk.db, { ...backUp, ...Object.fromEntries(tasks) });
    // The bells are at work again before anything else.
    desk.now += 8 * DAY;
    await desk.ring();
    const planned = (await desk.calls()).filter(({ nextActionAt }) => nextActionAt !== null);
    expect([await desk.calls(), planned].map(({ length }) => length)).toEqual([3, 1]);
    await carryOutTasks(desk.ports, desk.deskId);
    expect((await ends()).toSorted()).toEqual(['待回访 ', ERASED, ERASED]);
    expect((await desk.calls()).filter(({ persons }) => persons !== undefined)).toHaveLength(1);
    expect((await desk.recordOf(solved)).state).toBe('已关闭');
    expect((await desk.recordOf(planned[0]?.key ?? '')).nextActionAt).toBeNull();
    expect((await desk.recordOf(kept)).state).toBe('待回访');
  });
});
