// What a measure has come to: counted when it is written, counted again day by day, and for the last time when its days
// are over.

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ringDue } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { improvements } from '../../../functions/src/core/tables/improvements.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

let now = at('2026-11-20 15:00');
let place: ActionPlace;
let rows = 0;
const places: ActionPlace[] = [];
beforeEach(async () => {
  now = at('2026-11-20 15:00');
  place = await ActionPlace.start(`effects-${places.length}`, () => now);
  places.push(place);
});
afterAll(() => Promise.all(places.map(each => each.close())));

async function commit(table: Table, sent: readonly RowInput[]): Promise<RowAnswer[]> {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const settled = await commitAlone(place.ports, DESK_ID, { account: who, table, by, now, rows: sent });
  await place.compare();
  return Promise.all(
    settled.answers.map(async answer => ({ ...answer, ...(await place.pulled(answer.key)) })),
  );
}

async function send(table: Table, cells: WireCells): Promise<RowAnswer> {
  const [answer] = await commit(table, [{ key: `effect-row-${(rows += 1)}`, base: '', edited: [], cells }]);
  if (!answer) throw new Error('not answered');
  return answer;
}

const call = (day: string, description: string) =>
  send(hotline, { ...CALL, calledAt: `${day} 10:00`, description });
const LEAK = '家里的净水器接口漏水，厨房地板被泡';
const MEASURE: WireCells = {
  problem: '净水器接口漏水',
  measure: '接口换成铜制，出厂前加压测试',
  department: '品控部',
  owner: '吴昊',
  dueAt: '2026-12-15 18:00',
};

async function recordOf({ key }: RowAnswer): Promise<DeskRecord> {
  const { records } = await place.ports.store.transaction(DESK_ID, each => each.read([key], []));
  const record = records.get(key);
  if (!record) throw new Error('no such record');
  return record;
}
/** What it has come to: before, after, and when it is counted again. */
const effectOf = async (row: RowAnswer) => {
  const { cells, reviewAt } = await recordOf(row);
  return [cells.likeBefore ?? null, cells.likeAfter ?? null, reviewAt];
};

describe('the effect of a measure', () => {
  // Template 0.24, 1.32, 2.17
  it('is the like problems before and after it, by name', async () => {
    for (const day of ['2026-10-20', '2026-11-01', '2026-11-18', '2026-11-20']) await call(day, LEAK);
    await call('2026-11-17', '家里的净水器滤芯发黄，水有异味');
    const measure = await send(improvements, { ...MEASURE, finishedAt: '2026-11-19 09:00' });
    expect(await effectOf(measure)).toEqual([3, 1, now + DAY]);
    const { findings } = await recordOf(measure);
    expect(findings.map(({ column, facts }) => [column, facts.from, facts.to, facts.count])).toEqual([
      ['likeBefore', '2026-10-20', '2026-11-19', 3],
      ['likeAfter', '2026-11-19', '2026-11-20', 1],
    ]);
    expect(measure.problems.find(({ column }) => column === 'likeAfter')?.message).toMatch(
      /^2026-11-19 至 2026-11-20 有 1 起同类问题：热线记录 20261120001（产品同为“净水器”，故障同为“漏水”，描述相似 \d+%）。$/,
    );
  });

  it('is nothing before the measure is in place, and moves with its date and its problem', async () => {
    for (const day of ['2026-11-01', '2026-11-10']) await call(day, LEAK);
    const open = await send(improvements, MEASURE);
    expect(await effectOf(open)).toEqual([null, null, undefined]);
    const edit = async (row: RowAnswer, cells: WireCells) => {
      const [answer] = await commit(improvements, [{ key: row.key, base: row.base, edited: [], cells }]);
      if (!answer) throw new Error('not answered');
      return answer;
    };
    const done = await edit(open, { finishedAt: '2026-11-15 09:00' });
    expect(await effectOf(done)).toEqual([2, 0, now + DAY]);
    const earlier = await edit(done, { finishedAt: '2026-11-05 09:00' });
    expect(await effectOf(earlier)).toEqual([1, 1, now + DAY]);
    // What came in at the very moment came after it, and not on both sides.
    const between = await edit(earlier, { finishedAt: '2026-11-10 10:00' });
    expect(await effectOf(between)).toEqual([1, 1, now + DAY]);
    const other = await edit(between, { problem: '快递把包裹丢失' });
    expect(await effectOf(other)).toEqual([0, 0, now + DAY]);
    const none = await edit(other, { finishedAt: null });
    expect(await effectOf(none)).toEqual([null, null, undefined]);
  });

  it('is counted again each day until its days are over, also when nobody touches it', async () => {
    await call('2026-11-18', LEAK);
    const measure = await send(improvements, { ...MEASURE, finishedAt: '2026-11-20 09:00' });
    expect(await effectOf(measure)).toEqual([1, 0, now + DAY]);
    const due = async () => (await place.ports.store.dueKeys(DESK_ID, now, 10)).includes(measure.key);
    now += DAY / 2;
    await call('2026-11-20', LEAK);
    expect(await due()).toBe(false);
    now += DAY / 2;
    expect(await due()).toBe(true);
    await ringDue(place.ports, DESK_ID);
    expect(await effectOf(measure)).toEqual([1, 1, now + DAY]);
    now = at('2026-12-25 15:00');
    await call('2026-12-19', LEAK);
    await call('2026-12-21', LEAK);
    await ringDue(place.ports, DESK_ID);
    // The last day that counts is the thirtieth.
    expect(await effectOf(measure)).toEqual([1, 2, undefined]);
    expect(await due()).toBe(false);
  });
});
