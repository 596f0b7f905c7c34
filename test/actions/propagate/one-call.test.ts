// One call to one customer: several matters of one number, one caller, before the nearest limit; and none to who wants
// none.
import { describe, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY, MINUTE } from '../../../functions/src/core/lib/time.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { CallDesk } from '../../fixtures/actions/call-desk.ts';
import { at, CALL, ZONE } from '../../fixtures/core/desk-fixture.ts';

const desk = CallDesk.forEach('one-call');

// Case D.8
describe('a solved matter', () => {
  test('asks for one call by whoever recorded it, before its own limit', async () => {
    await desk.solvedCall('13812345678');
    const [call, ...others] = await desk.calls();
    expect(others).toEqual([]);
    expect(call?.cells).toMatchObject({ caller: '李敏', type: '问题解决后回访' });
    // Solved at 11:00 with 24 hours to call back.
    expect(showTime(Number(call?.cells['plannedAt']), ZONE)).toBe('2026-06-02 09:00');
    // Its record's limit is the one that reminds.
    expect(Object.keys(call?.clocks ?? {})).not.toContain('callback.afterSolve');
  });

  test('is called about at once where nobody works before its limit', async () => {
    desk.now = at('2026-06-05 17:00');
    await desk.solvedCall('13812345678', { calledAt: '2026-06-05 16:30', respondedAt: '2026-06-05 16:40' });
    const [call] = await desk.calls();
    expect(showTime(Number(call?.cells['plannedAt']), ZONE)).toBe('2026-06-05 17:01');
  });
});

describe('three matters of one number', () => {
  const NUMBER = '13812345678';

  test('are asked about in one call, which closes all of them and counts once', async () => {
    const first = await desk.solvedCall(NUMBER);
    const second = await desk.solvedComplaint('138 1234 5678');
    const third = await desk.solvedCall(`+86${NUMBER}`, { type: '其他' });
    const [call, ...others] = await desk.calls();
    expect(others).toEqual([]);
    const numbers = await Promise.all(
      [first, second, third].map(async key => (await desk.recordOf(key)).number),
    );
    expect(call?.cells['record']).toBe(
      `热线记录 ${numbers[0]}、投诉记录 ${numbers[1]}、热线记录 ${numbers[2]}`,
    );
    for (const key of [first, second, third])
      expect((await desk.recordOf(key)).cells['related']).toContain(call?.number);

    await desk.type(
      'callbacks',
      { calledAt: desk.clock(), reached: '已接通', score: 9, class: '无' },
      call?.key ?? '',
    );
    expect((await desk.recordOf(first)).state).toBe('已关闭');
    expect((await desk.recordOf(second)).state).toBe('已归档');
    expect((await desk.recordOf(third)).state).toBe('已关闭');
  });

  test('wait for their one call as long as one of them does', async () => {
    const first = await desk.solvedCall(NUMBER);
    const second = await desk.solvedCall(NUMBER, { type: '其他' });
    await desk.type('hotline', { satisfaction: '满意' }, first);
    expect((await desk.calls()).map(({ state }) => state)).toEqual(['待回访']);
    await desk.type('hotline', { satisfaction: '一般' }, second);
    expect((await desk.calls()).map(({ state }) => state)).toEqual(['无需回访']);
  });

  test('are another customer’s matters with another number', async () => {
    await desk.solvedCall(NUMBER);
    await desk.solvedCall('13912345678');
    expect(await desk.calls()).toHaveLength(2);
  });

  test('in one request get one call as well', async () => {
    const table = tableOf('hotline');
    if (!table) throw new Error('no hotline');
    const cells = {
      ...CALL,
      calledAt: '2026-06-01 10:30',
      contact: NUMBER,
      respondedAt: '2026-06-01 10:40',
      resolution: '已换新',
      resolvedAt: desk.clock(),
      cause: '电路设计缺陷',
    };
    const rows = [1, 2, 3].map(() => ({ key: crypto.randomUUID(), base: '', edited: [], cells }));
    const by = { account: 'limin@example.com', editor: null };
    await commitRows(desk.ports, desk.deskId, [
      { account: account('limin'), table, by, now: desk.now, rows },
    ]);
    const [call, ...others] = await desk.calls();
    expect(others).toEqual([]);
    expect(String(call?.cells['record']).split('、')).toHaveLength(3);
  });
});

// Case D.13
describe('a customer who wants no calls', () => {
  const NUMBER = '13812345678';
  const refused = async () => {
    const first = await desk.solvedCall(NUMBER);
    await desk.type('customers', {
      customerNumber: 'C1',
      customer: '张三',
      contact: NUMBER,
      recommended: '净水器 A3',
      recommendedOn: '2026-05-28',
    });
    desk.now += 15 * MINUTE;
    await desk.ring();
    const [one, two, ...others] = await desk.calls();
    expect([one?.state, two?.state, others]).toEqual(['待回访', '待回访', []]);
    const call = [one, two].find(each => each?.cells['type'] === '问题解决后回访')?.key ?? '';
    await desk.type('callbacks', { calledAt: desk.clock(), reached: '拒访' }, call);
    return { first, call };
  };

  test('is called no more by any of them, and his matters wait for nothing', async () => {
    const { first } = await refused();
    const ends = (await desk.calls()).map(({ state, cells }) => `${state} ${String(cells['ended'])}`);
    expect(ends.toSorted()).toEqual(['无法联系 同客户拒访', '无法联系 客户拒访']);
    expect(await desk.recordOf(first)).toMatchObject({ state: '已关闭', nextActionAt: null });
  });

  test('gets no new call for what is solved later, until the days are over', async () => {
    await refused();
    desk.now += 5 * DAY;
    const later = await desk.solvedCall(NUMBER, { type: '其他' });
    expect(await desk.calls()).toHaveLength(2);
    expect((await desk.recordOf(later)).state).toBe('已关闭');
    desk.now += 90 * DAY;
    await desk.solvedCall(NUMBER, { type: '其他' });
    expect(await desk.calls()).toHaveLength(3);
  });

  test('waits again when that was noted by mistake', async () => {
    const { first, call } = await refused();
    await desk.type('callbacks', { calledAt: null, reached: null }, call);
    expect((await desk.calls()).map(({ state }) => state)).toEqual(['待回访', '待回访']);
    expect((await desk.recordOf(first)).state).toBe('待回访');
  });
});

test('a regular and a promotion call of one customer do not meet on one day', async () => {
  const file = {
    customerNumber: 'C1',
    customer: '张三',
    contact: '13812345678',
    purchasedOn: '2026-06-01',
  };
  const key = await desk.type('customers', file);
  desk.now += 4 * DAY;
  await desk.type('customers', { ...file, recommended: '净水器 A3', recommendedOn: '2026-06-05' }, key);
  for (let day = 0; day < 5; day += 1) {
    desk.now += DAY;
    await desk.ring();
  }
  expect(
    (await desk.calls())
      .map(({ cells }) => `${String(cells['type'])} ${showTime(Number(cells['plannedAt']), ZONE)}`)
      .toSorted(),
  ).toEqual(['常规回访 2026-06-08 09:00', '新产品推广回访 2026-06-09 09:00']);
});

describe('calls to one number', () => {
  const NUMBER = '13812345678';
  const planned = async () =>
    (await desk.calls())
      .map(({ cells }) => `${String(cells['type'])} ${showTime(Number(cells['plannedAt']), ZONE)}`)
      .toSorted();
  const pass = async (days: number) => {
    for (let day = 0; day < days; day += 1) {
      desk.now += DAY;
      await desk.ring();
    }
  };

  test('are one, however that is written', async () => {
    await desk.solvedCall(NUMBER);
    await desk.solvedCall(`${NUMBER}（微信同号）`, { type: '其他' });
    await desk.solvedCall(`${NUMBER}/13900000000`, { type: '其他' });
    expect(await desk.calls()).toHaveLength(1);
  });

  test('that two files ask for do not meet on one day', async () => {
    const file = { customer: '张三', contact: NUMBER };
    await desk.type('customers', { ...file, customerNumber: 'C1', purchasedOn: '2026-06-01' });
    desk.now += 4 * DAY;
    const recommended = { recommended: '净水器 A3', recommendedOn: '2026-06-05' };
    await desk.type('customers', { ...file, customerNumber: 'C2', ...recommended });
    await pass(4);
    const days = (await planned()).map(each => each.slice(-16, -6));
    expect(days.toSorted()).toEqual(['2026-06-08', '2026-06-09']);
  });

  test('that many files ask for are put off by four days at most', async () => {
    for (const customerNumber of ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'])
      await desk.type('customers', {
        customerNumber,
        customer: '客服总机',
        contact: NUMBER,
        purchasedOn: '2026-06-01',
      });
    await pass(8);
    expect((await planned()).map(each => each.slice(-16, -6))).toEqual([
      '2026-06-08',
      '2026-06-08',
      '2026-06-09',
      '2026-06-10',
      '2026-06-11',
      '2026-06-12',
    ]);
  });

  test('about what was solved and of a file do not either', async () => {
    const file = { customerNumber: 'C1', customer: '张三', contact: NUMBER, purchasedOn: '2026-05-26' };
    await desk.type('customers', file);
    await desk.solvedCall(NUMBER);
    await pass(2);
    expect(await planned()).toEqual(['常规回访 2026-06-03 09:00', '问题解决后回访 2026-06-02 09:00']);
  });
});

describe('the outline of a call', () => {
  const shown = async (name: string) => {
    await desk.solvedCall('13812345678', { resolution: '已换新' });
    const [call] = await desk.calls();
    const { lines } = await showCard(desk.ports, account(name), desk.deskId, {
      key: call?.key ?? '',
      name: 'script',
    });
    const history = await desk.ports.store.transaction(desk.deskId, transaction =>
      transaction.history(call?.key ?? '', 10),
    );
    return { text: lines.join('\n'), revealed: history.flatMap(({ revealed = [] }) => revealed) };
  };

  test('names the customer in full to whoever makes the call, and says so in the history', async () => {
    const { text, revealed } = await shown('limin');
    expect(text).toContain('请问是李小明吗');
    expect(text).toContain('办法是：已换新');
    expect(revealed.map(({ column }) => column)).toEqual(['customer']);
  });

  test('names him masked to anybody else', async () => {
    const { text, revealed } = await shown('wangfang');
    expect(text).not.toContain('李小明');
    expect(text).toContain('请问是李*吗');
    expect(revealed).toEqual([]);
  });
});
