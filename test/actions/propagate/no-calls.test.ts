// Who wants no calls, as his file says, gets none: not those that are planned, and none to come.
import { describe, expect, test } from 'vitest';
import { eraseCustomer } from '../../../functions/src/actions/customers/ask.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { CallDesk } from '../../fixtures/actions/call-desk.ts';

const SUPERVISOR = account('zhaoqiang');
const desk = CallDesk.forEach('no-calls');

describe('a customer whose file says 免回访', () => {
  const NUMBER = '13812345678';
  const FILE = { customerNumber: 'C1', customer: '张三', contact: NUMBER };
  const ended = async () =>
    (await desk.calls()).map(({ state, cells }) => `${state} ${String(cells['ended'])}`);

  test('is called no more by any of the calls to his number, and his matters wait for nothing', async () => {
    const solved = await desk.solvedCall(NUMBER);
    const other = await desk.solvedCall('13912345678');
    await desk.type('callbacks', {
      type: '常规回访',
      customer: '张三',
      contact: '+86 138-1234-5678',
      plannedAt: '2026-06-05 10:00',
      caller: '李敏',
    });
    await desk.type('customers', { ...FILE, unwanted: '是' });
    const of = (await desk.calls()).map(({ state }) => state);
    expect(of.toSorted()).toEqual(['待回访', '无需回访', '无需回访']);
    expect((await ended()).filter(each => each === '无需回访 客户免回访')).toHaveLength(2);
    expect(await desk.recordOf(solved)).toMatchObject({ state: '已关闭', nextActionAt: null });
    expect((await desk.recordOf(other)).state).toBe('待回访');
    // Who ended it stands in the history of the call.
    const call = (await desk.calls()).find(({ state }) => state === '无需回访');
    const history = await desk.ports.store.transaction(desk.deskId, each =>
      each.history(call?.key ?? '', 10),
    );
    expect(
      history.flatMap(({ by, changes }) => (changes.some(({ column }) => column === 'ended') ? [by] : [])),
    ).toEqual([{ account: 'limin@example.com', editor: null }]);
  });

  test('gets no new calls, by the desk or by hand, however long ago that was said', async () => {
    const key = await desk.type('customers', { ...FILE, unwanted: '是' });
    desk.now += 200 * DAY;
    const later = await desk.solvedCall(NUMBER, { type: '其他' });
    expect((await desk.recordOf(later)).state).toBe('已关闭');
    const again = await desk.solvedComplaint(NUMBER);
    expect((await desk.recordOf(again)).state).toBe('已归档');
    expect(await ended()).toEqual(['无需回访 客户免回访']);
    await desk.type('callbacks', {
      type: '常规回访',
      customer: '张三',
      contact: NUMBER,
      plannedAt: desk.clock(),
      caller: '李敏',
    });
    expect(await ended()).toEqual(['无需回访 客户免回访', '无需回访 客户免回访']);
    // Another file of the same number plans none either.
    await desk.type('customers', { ...FILE, customerNumber: 'C2', purchasedOn: desk.clock().slice(0, 10) });
    desk.now += 8 * DAY;
    await desk.ring();
    expect(await desk.calls()).toHaveLength(2);

    await desk.type('customers', { unwanted: null }, key);
    const fresh = await desk.solvedCall(NUMBER, { type: '其他' });
    expect((await desk.recordOf(fresh)).state).toBe('待回访');
  });

  test('is called as was planned where that is taken back before the time', async () => {
    const solved = await desk.solvedCall(NUMBER);
    const key = await desk.type('customers', { ...FILE, unwanted: '是' });
    await desk.type('customers', { unwanted: null }, key);
    expect((await desk.calls()).map(({ state }) => state)).toEqual(['待回访']);
    expect((await desk.recordOf(solved)).state).toBe('待回访');
  });

  test('with another number is called no more by that one', async () => {
    await desk.solvedCall('13912345678');
    const key = await desk.type('customers', { ...FILE, unwanted: '是' });
    expect((await desk.calls()).map(({ state }) => state)).toEqual(['待回访']);
    await desk.type('customers', { contact: '13912345678' }, key);
    expect((await desk.calls()).map(({ state }) => state)).toEqual(['无需回访']);
  });

  test('wants none after he was erased either, where a new file holds nothing but that', async () => {
    await desk.type('customers', { ...FILE, unwanted: '是' });
    await eraseCustomer(desk.ports, SUPERVISOR, desk.deskId, { number: NUMBER });
    const unknown = await desk.solvedCall(NUMBER, { type: '其他' });
    expect((await desk.recordOf(unknown)).state).toBe('待回访');
    await desk.type('customers', {
      customerNumber: 'C9',
      customer: '一位客户',
      contact: NUMBER,
      unwanted: '是',
    });
    expect((await desk.recordOf(unknown)).state).toBe('已关闭');
    const later = await desk.solvedCall(NUMBER, { type: '其他' });
    expect((await desk.recordOf(later)).state).toBe('已关闭');
  });
});
