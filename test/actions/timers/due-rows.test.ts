// Call-backs that clocks open from 客户档案: the same ones whether three months pass in one leap or day by day, and each of
// them once.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, open } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, PEOPLE, SETTINGS, type SettingRow, storedDesk, ZONE } from '../../fixtures/core/desk-fixture.ts';

/** A Monday; the three months from here have Qingming, Labour Day and Dragon Boat Festival in them. */
const MONDAY = at('2026-03-02 10:00');

let now = MONDAY;
let place: ActionPlace;
let ports: Ports;
let deskId: string;

beforeAll(async () => {
  place = await ActionPlace.start('due-rows', () => now);
  ports = {
    ...place.ports,
    // Nothing rings by itself here: the test does.
    alarms: { plantRing: async () => {}, plantSummary: async () => {} },
    messenger: { send: async () => {} },
  };
});
afterAll(() => place.close());
beforeEach(async () => {
  now = MONDAY;
  deskId = crypto.randomUUID();
  const desk = { ...storedDesk(), id: deskId };
  await open(ports, desk);
});

/** Submits a row as a sheet does; answers its base. */
async function submit(of: string, row: Partial<RowInput> & { cells: WireCells }): Promise<string> {
  const table = tableOf(of);
  if (!table) throw new Error(`no table ${of}`);
  const rows = [{ key: crypto.randomUUID(), base: '', edited: [], ...row }];
  const by = { account: 'limin@example.com', editor: null };
  const settled = await commitAlone(ports, deskId, { account: account('limin'), table, by, now, rows });
  expect(
    settled.answers.map(answer => [
      answer.outcome,
      answer.problems.filter(each => each.severity === 'error'),
    ]),
  ).toEqual([['saved', []]]);
  return settled.answers[0]?.base ?? '';
}

let customers = 0;
const numberOf = (nth: number) => `138${String(10_000_000 + nth)}`;
const customer = (name: string, cells: WireCells, key: string = crypto.randomUUID()) =>
  submit('customers', {
    key,
    // Calls to one number keep away from each other's days.
    cells: { customerNumber: `C${++customers}`, customer: name, contact: numberOf(customers), ...cells },
  });

async function records(): Promise<DeskRecord[]> {
  return (await ports.store.changedSince(deskId, '', { records: 500, bytes: 10_000_000 })).records;
}

/** Every call-back: whose, why, when it is planned, and who calls. */
async function callBacks(): Promise<string[]> {
  const found = (await records()).filter(({ table }) => table === 'callbacks');
  return found
    .map(({ cells: { customer: of, type, plannedAt, caller, level } }) =>
      [of, type, showTime(Number(plannedAt), ZONE), caller, level].join(' '),
    )
    .toSorted();
}

async function leap(days: number): Promise<void> {
  now += days * DAY;
  await ringDesk(ports, deskId);
}

async function dayByDay(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) await leap(1);
}

const SEASON = 92;

describe.each([
  ['in one leap', leap],
  ['day by day', dayByDay],
])('three months that pass %s', (_, pass) => {
  // Template 1.1, 1.3, 1.4, 1.5, 1.7, 1.9, 1.10
  // Case D.9
  test('bring a new customer, a VIP and a lost one the call-backs that they are to have', async () => {
    await customer('张三', { purchasedOn: '2026-03-02' });
    await customer('北方机械厂', { level: 'VIP', purchasedOn: '2026-03-02', caller: '李伟' });
    await customer('李四', { seenOn: '2026-02-20', orders: '+5%' });
    await customer('王五', { recommended: '净水器 A3', recommendedOn: '2026-03-01' });
    await customer('赵六', {
      contact: '13712345678',
      purchasedOn: '2026-03-02',
      seenOn: '2026-02-20',
      unwanted: '是',
    });
    await pass(SEASON);
    expect(await callBacks()).toEqual(
      [
        '张* 常规回访 2026-03-09 09:00 李敏 普通',
        '北方机械厂 常规回访 2026-03-09 09:00 李伟 VIP',
        '北方机械厂 重要客户回访 2026-04-02 09:00 李伟 VIP',
        // The thirtieth day is a Sunday.
        '李* 流失客户挽回 2026-03-23 09:00 李敏 普通',
        // The third day after the recommendation.
        '王* 新产品推广回访 2026-03-04 09:00 李敏 普通',
      ].toSorted(),
    );
  });

  test('bring nothing to those for whom it was too late when the desk heard of them', async () => {
    await customer('张三', { purchasedOn: '2026-02-10' });
    await customer('北方机械厂', { level: '大客户', purchasedOn: '2024-03-10' });
    await customer('李四', { seenOn: '2024-02-20' });
    await pass(40);
    // The turns of two years are passed over: what comes is the next one, a month and a number of quarters after the
    // purchase.
    expect(await callBacks()).toEqual(['北方机械厂 重要客户回访 2026-04-10 09:00 李敏 大客户']);
  });
});

describe('a call-back', () => {
  const VIP = 'vip-00000001';
  const rows = async () => (await records()).filter(({ table }) => table === 'callbacks');

  test('is opened once, however often and at once it rings, with its number, its history and its link', async () => {
    await customer('张三', { contact: '13812345678', purchasedOn: '2026-03-02' }, VIP);
    now += 8 * DAY;
    await Promise.all([ringDesk(ports, deskId), ringDesk(ports, deskId), ringDesk(ports, deskId)]);
    await ringDesk(ports, deskId);
    const [only, ...others] = await rows();
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      number: 'CB-20260310-001',
      origin: { table: 'customers', key: VIP },
      cells: { customer: '张*', contact: '138****5678', purchasedOn: '2026-03-02' },
      createdBy: { account: '系统' },
    });
    expect(only?.cells).not.toHaveProperty('product');
    const file = (await records()).find(({ key }) => key === VIP);
    expect(file?.cells.related).toBe('CB-20260310-001');
    const [history, kept] = await ports.store.transaction(deskId, async transaction => [
      await transaction.history(only?.key ?? '', 10),
      await transaction.privateCells([only?.key ?? '']),
    ]);
    expect(history.map(({ by, state }) => [by.account, state.after])).toEqual([['系统', '待回访']]);
    expect(kept.get(only?.key ?? '')).toEqual({ customer: '张三', contact: '13812345678' });
  });

  test('is not opened beside an open one of its kind, and again once that is closed', async () => {
    const base = await customer('张三', { orders: '-60%', seenOn: '2026-02-20' }, VIP);
    await leap(1);
    expect(await callBacks()).toEqual(['张* 流失客户挽回 2026-03-02 10:00 李敏 普通']);
    await leap(40);
    expect(await rows()).toHaveLength(1);
    const [open] = await rows();
    await submit('callbacks', {
      key: open?.key ?? '',
      base: String(open?.version),
      cells: { calledAt: showTime(now, ZONE), reached: '已接通', score: 8, class: '无' },
    });
    await submit('customers', { key: VIP, base, cells: { seenOn: '2026-03-20' } });
    await leap(10);
    expect((await rows()).map(({ state }) => state).toSorted()).toEqual(['已关闭', '待回访']);
  });

  // Template 1.3
  test('comes again each quarter', async () => {
    await customer('北方机械厂', { level: 'VIP', purchasedOn: '2026-03-02' }, VIP);
    for (let month = 0; month < 7; month += 1) {
      await leap(31);
      for (const { key, version, state } of await rows())
        if (state === '待回访')
          await submit('callbacks', {
            key,
            base: String(version),
            cells: { calledAt: showTime(now, ZONE), reached: '已接通', score: 8, class: '无' },
          });
    }
    expect((await callBacks()).filter(each => each.includes('重要'))).toEqual([
      '北方机械厂 重要客户回访 2026-04-02 09:00 李敏 VIP',
      '北方机械厂 重要客户回访 2026-07-02 09:00 李敏 VIP',
      // National Day.
      '北方机械厂 重要客户回访 2026-10-08 09:00 李敏 VIP',
    ]);
  });

  test('comes once for a purchase whatever the limit becomes meanwhile, and again for the next purchase', async () => {
    const base = await customer('张三', { purchasedOn: '2026-03-02' }, VIP);
    await leap(8);
    const [open] = await rows();
    await submit('callbacks', {
      key: open?.key ?? '',
      base: String(open?.version),
      cells: { calledAt: showTime(now, ZONE), reached: '已接通', score: 8, class: '无' },
    });
    const longer: SettingRow = ['时限', '常规回访·普通', { value: '10d' }];
    const { rows: configured } = storedDesk(PEOPLE, [...SETTINGS, longer]);
    await ports.store.transaction(deskId, async transaction => transaction.write({ configured }));
    const tagged = await submit('customers', { key: VIP, base, cells: { tags: '高复购率' } });
    await leap(30);
    expect(await rows()).toHaveLength(1);
    await submit('customers', { key: VIP, base: tagged, cells: { purchasedOn: '2026-04-07' } });
    await leap(10);
    expect(await callBacks()).toEqual([
      '张* 常规回访 2026-03-09 09:00 李敏 普通',
      '张* 常规回访 2026-04-17 09:00 李敏 普通',
    ]);
  });
});
