// One matter that was written down twice: the second row joined to the first, and parted again.
import { describe, expect, test } from 'vitest';
import { cardNamed, showCard } from '../../functions/src/actions/cards/show-card.ts';
import { callers } from '../../functions/src/actions/submit/callers.ts';
import { joinDuplicate, undoDuplicate } from '../../functions/src/actions/submit/duplicates.ts';
import type { WireCells } from '../../functions/src/contract/contract.ts';
import type { Table } from '../../functions/src/core/schema/table.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import { account } from '../fixtures/actions/action-place.ts';
import { CallDesk } from '../fixtures/actions/call-desk.ts';
import { at, CALL } from '../fixtures/core/desk-fixture.ts';

const desk = CallDesk.forEach('duplicates');

function tableNamed(key: string): Table {
  const table = tableOf(key);
  if (!table) throw new Error(`no table ${key}`);
  return table;
}
const MINE = '13812340001';
const open = (of: WireCells = {}) =>
  desk.type('hotline', {
    ...CALL,
    calledAt: '2026-06-01 10:30',
    contact: MINE,
    handler: '李伟',
    ...of,
  });
const complaint = (of: WireCells) =>
  desk.type('complaints', {
    customer: '张三',
    contact: MINE,
    type: '服务态度',
    happenedAt: '2026-06-01 09:00',
    description: '6月1日上午9点师傅到家里安装时大声训斥客户，没有装完就离开，至今没有人来处理',
    request: '要求道歉',
    ...of,
  });
const order = (of: WireCells) =>
  desk.type('serviceOrders', {
    customer: '张三',
    contact: MINE,
    product: '产品B',
    fault: '使用10天后无法开机，按电源键没有反应',
    request: '维修',
    ...of,
  });
const numberOf = async (key: string) => (await desk.recordOf(key)).number;
const cell = async (key: string, column: string) => (await desk.recordOf(key)).cells[column] ?? null;

const join = async (key: string, of?: string, { dry = false, who = 'zhaoqiang', table = 'hotline' } = {}) =>
  joinDuplicate(desk.ports, account(who), desk.deskId, tableNamed(table), {
    dry,
    key,
    ...(of !== undefined && { of }),
  });
/** For when rings were planted. */
async function ringsOf(work: () => Promise<unknown>): Promise<number[]> {
  const rings: number[] = [];
  const { alarms } = desk.ports;
  desk.ports.alarms = { ...alarms, plantRing: async (_, ring) => void rings.push(ring) };
  await work();
  desk.ports.alarms = alarms;
  return rings;
}
const part = (key: string, who = 'zhaoqiang', table = 'hotline') =>
  undoDuplicate(desk.ports, account(who), desk.deskId, tableNamed(table), { key });
const history = async (key: string) => {
  const asked = { key, name: cardNamed('history'), until: undefined };
  return (await showCard(desk.ports, account('zhaoqiang'), desk.deskId, asked)).lines.join('\n');
};
/** What counts now and in this month. */
async function counted() {
  await desk.ports.store.applyChanges(desk.deskId, 500);
  const figures = await desk.ports.store.figures(desk.deskId, ['open', 'month-2026-06']);
  const counts = (document: string, key: string) => figures[document]?.[key] ?? 0;
  return {
    openCalls: counts('open', 'hotline/open'),
    openComplaints: counts('open', 'complaints/open'),
    complaints: counts('month-2026-06', 'complaints/complaint'),
  };
}

describe('a row that is joined to another', () => {
  test('has the bell planted for what is next of the other one, a try has not', async () => {
    const [first, second] = [await open(), await open({ description: '2026年5月28日购买的产品B，无法开机' })];
    const of = await numberOf(first);
    expect(await ringsOf(() => join(second, of, { dry: true }))).toEqual([]);
    const rings = await ringsOf(() => join(second, of));
    const { nextActionAt } = await desk.recordOf(first);
    expect([(await desk.recordOf(second)).nextActionAt, rings]).toEqual([null, [nextActionAt]]);
    // Nothing is planted where nothing was changed.
    expect(await ringsOf(() => join(second, of))).toEqual([]);
  });

  test('is withdrawn, and what refers to it goes on with the other; a try changes nothing', async () => {
    const [kept, gone] = [await open(), await open()];
    const [first, second] = [await numberOf(kept), await numberOf(gone)];
    const [complained, ordered] = [
      await complaint({ source: `热线记录 ${second}` }),
      await order({ source: `热线记录 ${second}` }),
    ];
    const lines = [
      `保留：热线记录 ${first}（已分派）`,
      `作废：热线记录 ${second}（已分派）`,
      expect.stringMatching(/^转到保留的一行：(售后服务单|投诉记录) \S+、(售后服务单|投诉记录) \S+$/),
    ];
    expect(await join(gone, first, { dry: true })).toEqual({ outcome: 'would', lines });
    expect((await desk.recordOf(gone)).state).toBe('已分派');
    expect(await cell(complained, 'source')).toBe(`热线记录 ${second}`);

    expect(await join(gone, first)).toEqual({ outcome: 'joined', lines });
    expect(await desk.recordOf(gone)).toMatchObject({ state: '已作废', dueAt: null, nextActionAt: null });
    expect(await cell(complained, 'source')).toBe(`热线记录 ${first}`);
    expect(await cell(ordered, 'source')).toBe(`热线记录 ${first}`);
    const { links } = await desk.recordOf(kept);
    expect([
      links['complaints']?.map(({ key }) => key),
      links['serviceOrders']?.map(({ key }) => key),
    ]).toEqual([[complained], [ordered]]);
    expect(Object.values((await desk.recordOf(gone)).links).flat()).toEqual([]);
    // Once more it is what it is.
    expect(await join(gone, first)).toEqual({
      outcome: 'joined',
      lines: [`本行已合并到 热线记录 ${first}。`],
    });
  });

  test('is told in the histories of all of them, and in the notes of both rows', async () => {
    const [kept, gone] = [await open(), await open()];
    const [first, second] = [await numberOf(kept), await numberOf(gone)];
    const complained = await complaint({ source: second });
    await join(gone, `热线记录 ${first}`);
    const told = `热线记录 ${second} 合并到 热线记录 ${first}`;
    for (const key of [kept, gone, complained]) {
      expect(await history(key)).toContain(`　赵强（zhaoqiang@example.com）\n${told}`);
    }
    expect((await desk.recordOf(gone)).findings).toMatchObject([
      { column: 'withdrawn', code: 'merged_into', facts: { other: `热线记录 ${first}` } },
    ]);
    expect((await desk.recordOf(kept)).findings).toMatchObject([
      { column: 'number', code: 'merged_from', facts: { other: `热线记录 ${second}` } },
    ]);
  });

  test('counts no more, and the one that is kept takes over where it came from', async () => {
    const call = await open();
    const source = `热线记录 ${await numberOf(call)}`;
    const [kept, gone] = [await complaint({}), await complaint({ source })];
    const before = await counted();
    const answer = await join(gone, await numberOf(kept), { table: 'complaints' });
    expect(answer.lines).toContain('保留的一行补上：来源编号');
    expect(await cell(kept, 'source')).toBe(source);
    const { links } = await desk.recordOf(call);
    expect(Object.fromEntries((links['complaints'] ?? []).map(({ key, state }) => [key, state]))).toEqual({
      [gone]: '已作废',
      [kept]: '已受理',
    });
    expect(before).toEqual({ openCalls: 1, openComplaints: 2, complaints: 2 });
    expect(await counted()).toEqual({ openCalls: 1, openComplaints: 1, complaints: 1 });
  });

  test('is called about no more, and the other is', async () => {
    const [kept, gone] = [await desk.solvedCall('13812340002'), await desk.solvedCall(MINE)];
    await desk.ring();
    expect((await desk.calls()).map(({ state }) => state)).toEqual(['待回访', '待回访']);
    const answer = await join(gone, await numberOf(kept));
    expect(answer.lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^不再为作废的一行回访：回访跟进 \S+$/),
        '请核对：两行的客户不是同一个号码。',
      ]),
    );
    const waiting = (await desk.calls()).filter(({ state }) => state === '待回访');
    expect(waiting.map(({ origin }) => origin?.key)).toEqual([kept]);
  });
});

describe('what was joined', () => {
  test('is parted as it was, and all that went along goes back', async () => {
    const [kept, gone] = [await open(), await open()];
    const [first, second] = [await numberOf(kept), await numberOf(gone)];
    const complained = await complaint({ source: `热线记录 ${second}` });
    const before = await desk.recordOf(gone);
    const figures = await counted();
    await join(gone, first);
    expect(await join(gone)).toEqual({ outcome: 'joined', lines: [`本行已合并到 热线记录 ${first}。`] });
    expect(await part(gone)).toEqual({
      outcome: 'undone',
      lines: [`热线记录 ${second} 已不再合并到 热线记录 ${first}，恢复原样。`],
    });
    const after = await desk.recordOf(gone);
    expect([after.state, after.dueAt, after.findings]).toEqual([before.state, before.dueAt, []]);
    expect(await cell(complained, 'source')).toBe(`热线记录 ${second}`);
    expect(after.links['complaints']).toMatchObject([{ key: complained }]);
    expect((await desk.recordOf(kept)).findings).toEqual([]);
    expect(await history(gone)).toContain(`取消合并：热线记录 ${second}`);
    expect(await counted()).toEqual(figures);
    expect(await join(gone)).toEqual({ outcome: 'open', lines: [] });
    await expect(part(gone)).rejects.toMatchObject({ code: 'duplicate_not_joined' });
  });

  test('leaves what somebody has changed since, and says so', async () => {
    const [kept, gone, third] = [await open(), await open(), await open()];
    const complained = await complaint({ source: `热线记录 ${await numberOf(gone)}` });
    await join(gone, await numberOf(kept));
    await desk.type('complaints', { source: `热线记录 ${await numberOf(third)}` }, complained);
    const { lines } = await part(gone);
    expect(lines[1]).toMatch(/^投诉记录 \S+ 的“来源编号”后来改过，保持现在的内容。$/);
    expect(await cell(complained, 'source')).toBe(`热线记录 ${await numberOf(third)}`);
  });

  test('stands by itself as well once somebody clears 作废 by hand', async () => {
    const [kept, gone] = [await open(), await open()];
    await join(gone, await numberOf(kept), { who: 'limin' });
    await desk.type('hotline', { withdrawn: '' }, gone);
    expect((await desk.recordOf(gone)).findings).toEqual([]);
    expect(await join(gone)).toEqual({ outcome: 'open', lines: [] });
  });
});

describe('two files of one customer', () => {
  const file = (customerNumber: string, of: WireCells = {}) =>
    desk.type('customers', { customerNumber, customer: '王芳', contact: MINE, ...of });
  const joinFiles = async (gone: string, kept: string) =>
    join(gone, await numberOf(kept), { table: 'customers' });

  test('are joined: what is known and planned goes on with the one, and the other is offered no more', async () => {
    const [kept, gone] = [await file('C-1'), await file('C-2', { purchasedOn: '2026-05-25' })];
    const call = await open({ customerNumber: 'C-2' });
    desk.now = at('2026-06-03 11:00');
    await desk.ring();
    const [planned] = await desk.calls();
    expect(planned?.cells['file']).toBe(await numberOf(gone));

    expect(await joinFiles(gone, kept)).toMatchObject({
      outcome: 'joined',
      lines: expect.arrayContaining([
        expect.stringContaining('保留的一行补上：最近购买日期'),
        `不再为作废的一行回访：回访跟进 ${planned?.number}`,
      ]) as unknown,
    });
    expect(await desk.recordOf(gone)).toMatchObject({ state: '已作废', nextActionAt: null });
    expect(await cell(call, 'customerNumber')).toBe('C-1');
    expect(await cell(kept, 'purchasedOn')).toBe('2026-05-25');
    const { records } = await callers(desk.ports, account('zhaoqiang'), desk.deskId, MINE);
    expect(records.flatMap(record => record.file ?? [])).toEqual(['C-1']);
    desk.now = at('2026-06-04 11:00');
    await desk.ring();
    const calls = (await desk.calls()).map(({ cells, state }) => [cells['file'], state]);
    expect(calls).toEqual([
      [await numberOf(gone), expect.stringMatching(/^(已结束|已取消|无需回访)/)],
      [await numberOf(kept), '待回访'],
    ]);

    await part(gone, 'zhaoqiang', 'customers');
    expect((await desk.recordOf(gone)).state).toBe('有效');
    expect([await cell(call, 'customerNumber'), await cell(kept, 'purchasedOn')]).toEqual(['C-2', null]);
  });
});

describe('rows are not joined', () => {
  test('where there is no other row, or one that is withdrawn', async () => {
    const [one, other, off] = [await open(), await open(), await open()];
    await desk.type('hotline', { withdrawn: '作废' }, off);
    const elsewhere = await complaint({});
    const cases: [string, string, string][] = [
      [one, 'NO-1', 'duplicate_unknown'],
      [one, await numberOf(elsewhere), 'duplicate_unknown'],
      [one, await numberOf(one), 'duplicate_of_itself'],
      [one, await numberOf(off), 'duplicate_withdrawn'],
      [off, await numberOf(one), 'duplicate_withdrawn'],
      ['nobody-1', await numberOf(one), 'unknown_record'],
      [elsewhere, await numberOf(one), 'unknown_record'],
    ];
    for (const [key, of, code] of cases) await expect(join(key, of)).rejects.toMatchObject({ code });
    await expect(join('person-1', 'RY-1', { table: 'people' })).rejects.toMatchObject({
      code: 'duplicate_unfit',
    });
    expect((await desk.recordOf(other)).state).toBe('已分派');
  });

  test('by who may not withdraw the one: nothing has changed then', async () => {
    const [kept, gone] = [await open(), await open()];
    const complained = await complaint({ source: await numberOf(gone) });
    const { outcome, lines } = await join(gone, await numberOf(kept), { who: 'zhoujie' });
    expect(outcome).toBe('refused');
    expect(lines).toEqual([expect.stringMatching(/^热线记录 \S+：.*不能填“作废”/)]);
    expect((await desk.recordOf(gone)).state).toBe('已分派');
    expect(await cell(complained, 'source')).toBe(await numberOf(gone));
    await expect(join(gone, await numberOf(kept), { who: 'stranger' })).rejects.toMatchObject({
      code: 'not_a_member',
    });
  });
});
