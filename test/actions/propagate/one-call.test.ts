// One call to one customer: several matters of one number, one caller, before the nearest limit; and none to who wants
// none.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, open } from '../../fixtures/actions/action-place.ts';
import { at, CALL, storedDesk, ZONE } from '../../fixtures/core/desk-fixture.ts';

/** A Monday. */
const MONDAY = at('2026-06-01 11:00');
let now = MONDAY;
let place: ActionPlace;
let ports: Ports;
let deskId: string;

beforeAll(async () => {
  place = await ActionPlace.start('one-call', () => now);
  ports = {
    ...place.ports,
    alarms: { plantRing: async () => {}, plantSummary: async () => {} },
    messenger: { send: async () => {} },
  };
});
afterAll(() => place.close());
beforeEach(async () => {
  now = MONDAY;
  deskId = crypto.randomUUID();
  await open(ports, { ...storedDesk(), id: deskId });
});

async function recordsOf(table: string): Promise<DeskRecord[]> {
  const { records } = await ports.store.changedSince(deskId, '', { records: 500, bytes: 10_000_000 });
  return records.filter(record => record.table === table).toSorted((a, b) => (a.number < b.number ? -1 : 1));
}

const recordOf = async (key: string): Promise<DeskRecord> => {
  const found = (await ports.store.records(deskId, [key])).get(key);
  if (!found) throw new Error(`no record ${key}`);
  return found;
};

/** Types into a row, a minute later; the sheet knows what the record holds. */
async function type(of: string, cells: WireCells, key: string = crypto.randomUUID()): Promise<string> {
  now += MINUTE;
  const table = tableOf(of);
  if (!table) throw new Error(`no table ${of}`);
  const before = (await ports.store.records(deskId, [key])).get(key);
  const rows = [{ key, base: before ? String(before.version) : '', edited: [], cells }];
  const by = { account: 'limin@example.com', editor: null };
  const [settled] = await commitRows(ports, deskId, [{ account: account('limin'), table, by, now, rows }]);
  if (!settled || settled instanceof RequestError) throw new Error('refused as a whole');
  const errors = settled.answers.flatMap(({ problems }) =>
    problems.filter(({ severity }) => severity === 'error'),
  );
  expect(errors).toEqual([]);
  return key;
}

const clock = () => showTime(now, ZONE);

/** A matter of the hotline that is solved by now. */
const solvedCall = (contact: string, of: WireCells = {}) =>
  type('hotline', {
    ...CALL,
    calledAt: '2026-06-01 10:30',
    contact,
    respondedAt: '2026-06-01 10:40',
    resolution: '已换新',
    resolvedAt: clock(),
    cause: '电路设计缺陷',
    ...of,
  });

/** A complaint that has been carried out by now. */
const solvedComplaint = (contact: string) =>
  type('complaints', {
    customer: '张三',
    contact,
    type: '服务态度',
    happenedAt: '2026-06-01 09:00',
    description: '6月1日上午9点师傅到家里安装时大声训斥客户，没有装完就离开，至今没有人来处理',
    request: '要求道歉',
    verification: '电话核实',
    finding: '属实',
    cause: '培训不足',
    liability: '企业内部',
    department: '客服部',
    plan: '书面道歉',
    accepted: '接受',
    result: '已道歉',
    finishedAt: clock(),
  });

const calls = () => recordsOf('callbacks');

describe('a solved matter', () => {
  test('asks for one call by whoever recorded it, before its own limit', async () => {
    await solvedCall('13812345678');
    const [call, ...others] = await calls();
    expect(others).toEqual([]);
    expect(call?.cells).toMatchObject({ caller: '李敏', type: '问题解决后回访' });
    // Solved at 11:00 with 24 hours to call back.
    expect(showTime(Number(call?.cells['plannedAt']), ZONE)).toBe('2026-06-02 09:00');
    // Its record's limit is the one that reminds.
    expect(Object.keys(call?.clocks ?? {})).not.toContain('callback.afterSolve');
  });

  test('is called about at once where nobody works before its limit', async () => {
    now = at('2026-06-05 17:00');
    await solvedCall('13812345678', { calledAt: '2026-06-05 16:30', respondedAt: '2026-06-05 16:40' });
    const [call] = await calls();
    expect(showTime(Number(call?.cells['plannedAt']), ZONE)).toBe('2026-06-05 17:01');
  });
});

describe('three matters of one number', () => {
  const NUMBER = '13812345678';

  test('are asked about in one call, which closes all of them and counts once', async () => {
    const first = await solvedCall(NUMBER);
    const second = await solvedComplaint('138 1234 5678');
    const third = await solvedCall(`+86${NUMBER}`, { type: '其他' });
    const [call, ...others] = await calls();
    expect(others).toEqual([]);
    const numbers = await Promise.all([first, second, third].map(async key => (await recordOf(key)).number));
    expect(call?.cells['record']).toBe(
      `热线记录 ${numbers[0]}、投诉记录 ${numbers[1]}、热线记录 ${numbers[2]}`,
    );
    for (const key of [first, second, third])
      expect((await recordOf(key)).cells['related']).toContain(call?.number);

    await type('callbacks', { calledAt: clock(), reached: '已接通', score: 9, class: '无' }, call?.key ?? '');
    expect((await recordOf(first)).state).toBe('已关闭');
    expect((await recordOf(second)).state).toBe('已归档');
    expect((await recordOf(third)).state).toBe('已关闭');
  });

  test('wait for their one call as long as one of them does', async () => {
    const first = await solvedCall(NUMBER);
    const second = await solvedCall(NUMBER, { type: '其他' });
    await type('hotline', { satisfaction: '满意' }, first);
    expect((await calls()).map(({ state }) => state)).toEqual(['待回访']);
    await type('hotline', { satisfaction: '一般' }, second);
    expect((await calls()).map(({ state }) => state)).toEqual(['无需回访']);
  });

  test('are another customer’s matters with another number', async () => {
    await solvedCall(NUMBER);
    await solvedCall('13912345678');
    expect(await calls()).toHaveLength(2);
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
      resolvedAt: clock(),
      cause: '电路设计缺陷',
    };
    const rows = [1, 2, 3].map(() => ({ key: crypto.randomUUID(), base: '', edited: [], cells }));
    const by = { account: 'limin@example.com', editor: null };
    await commitRows(ports, deskId, [{ account: account('limin'), table, by, now, rows }]);
    const [call, ...others] = await calls();
    expect(others).toEqual([]);
    expect(String(call?.cells['record']).split('、')).toHaveLength(3);
  });
});

describe('a customer who wants no calls', () => {
  const NUMBER = '13812345678';
  const refused = async () => {
    const first = await solvedCall(NUMBER);
    await type('customers', {
      customerNumber: 'C1',
      customer: '张三',
      contact: NUMBER,
      recommended: '净水器 A3',
      recommendedOn: '2026-05-28',
    });
    now += 15 * MINUTE;
    await ringDesk(ports, deskId);
    const [one, two, ...others] = await calls();
    expect([one?.state, two?.state, others]).toEqual(['待回访', '待回访', []]);
    const call = [one, two].find(each => each?.cells['type'] === '问题解决后回访')?.key ?? '';
    await type('callbacks', { calledAt: clock(), reached: '拒访' }, call);
    return { first, call };
  };

  test('is called no more by any of them, and his matters wait for nothing', async () => {
    const { first } = await refused();
    const ends = (await calls()).map(({ state, cells }) => `${state} ${String(cells['ended'])}`);
    expect(ends.toSorted()).toEqual(['无法联系 同客户拒访', '无法联系 客户拒访']);
    expect(await recordOf(first)).toMatchObject({ state: '已关闭', nextActionAt: null });
  });

  test('gets no new call for what is solved later, until the days are over', async () => {
    await refused();
    now += 5 * DAY;
    const later = await solvedCall(NUMBER, { type: '其他' });
    expect(await calls()).toHaveLength(2);
    expect((await recordOf(later)).state).toBe('已关闭');
    now += 90 * DAY;
    await solvedCall(NUMBER, { type: '其他' });
    expect(await calls()).toHaveLength(3);
  });

  test('waits again when that was noted by mistake', async () => {
    const { first, call } = await refused();
    await type('callbacks', { calledAt: null, reached: null }, call);
    expect((await calls()).map(({ state }) => state)).toEqual(['待回访', '待回访']);
    expect((await recordOf(first)).state).toBe('待回访');
  });
});

test('a regular and a promotion call of one customer do not meet on one day', async () => {
  const file = {
    customerNumber: 'C1',
    customer: '张三',
    contact: '13812345678',
    purchasedOn: '2026-06-01',
  };
  const key = await type('customers', file);
  now += 4 * DAY;
  await type('customers', { ...file, recommended: '净水器 A3', recommendedOn: '2026-06-05' }, key);
  for (let day = 0; day < 5; day += 1) {
    now += DAY;
    await ringDesk(ports, deskId);
  }
  expect(
    (await calls())
      .map(({ cells }) => `${String(cells['type'])} ${showTime(Number(cells['plannedAt']), ZONE)}`)
      .toSorted(),
  ).toEqual(['常规回访 2026-06-08 09:00', '新产品推广回访 2026-06-09 09:00']);
});

describe('the outline of a call', () => {
  const shown = async (name: string) => {
    await solvedCall('13812345678', { resolution: '已换新' });
    const [call] = await calls();
    const { lines } = await showCard(ports, account(name), deskId, { key: call?.key ?? '', name: 'script' });
    const history = await ports.store.transaction(deskId, transaction =>
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
