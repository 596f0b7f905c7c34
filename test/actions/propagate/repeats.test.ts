// One matter written down twice: both rows say so as long as it may be one, and nothing is refused because of it.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { ActionPlace } from '../../fixtures/actions/action-place.ts';
import { BatchDesk, callOf, feedbackOf, NOW } from '../../fixtures/actions/batch-desk.ts';
import { CLOSING, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

let now = NOW;
let place: ActionPlace;
let desk: BatchDesk;
const places: ActionPlace[] = [];
beforeEach(async () => {
  now = NOW;
  place = await ActionPlace.start(`repeats-${places.length}`, () => now);
  places.push(place);
  desk = new BatchDesk(place);
});
afterAll(() => Promise.all(places.map(each => each.close())));

const MINE = '138 1234 5671';
const LEAK = '净水器接口漏水，厨房地板被泡，关了总阀还在滴';
const CHASED = '前天报修的净水器还没有人上门，催了两次都没有回音';

/** What a row that is done with holds, on this day. */
const closed = (day: string): WireCells => ({
  ...CLOSING,
  respondedAt: `${day} 10:10`,
  resolvedAt: `${day} 11:00`,
});

async function send(table: Table, cells: WireCells): Promise<RowAnswer> {
  const [row] = await desk.send(table, [cells]);
  if (!row) throw new Error('not answered');
  return row;
}
const call = (text: string, day = '2026-11-20', cells: WireCells = {}) =>
  send(hotline, callOf({ text, contact: MINE, day, cells }));
async function pulled({ key }: RowAnswer): Promise<RowAnswer> {
  const row = await place.pulled(key);
  if (!row) throw new Error('not pulled');
  return { ...row, outcome: 'saved' };
}
const hintOf = async (row: RowAnswer) =>
  (await pulled(row)).problems.find(({ code }) => code === 'maybe_repeat');
const numberOf = async (row: RowAnswer) => (await desk.recordOf(row)).number;

describe('a second row of the same customer and problem', () => {
  it('is saved, and says which the other is at the contact, as the first one does', async () => {
    const first = await call(LEAK, '2026-11-18');
    const second = await call(CHASED, '2026-11-20');
    expect(second.outcome).toBe('saved');
    const [one, two] = [await numberOf(first), await numberOf(second)];
    expect(await hintOf(second)).toMatchObject({
      column: 'contact',
      severity: 'info',
      message: `同一位客户也有“售后支持”：热线记录 ${one}（已分派）。是同一件事，请选中这两行，点菜单“合并到另一行”；不是就不用管。`,
    });
    expect((await hintOf(first))?.message).toContain(`热线记录 ${two}`);
  });

  it('is found however the number is written', async () => {
    await call(LEAK);
    const other = await send(hotline, callOf({ text: CHASED, contact: '+86 138-1234-5671' }));
    expect(await hintOf(other)).toBeDefined();
  });

  it('says so no more once one of them is withdrawn or closed, and again when it comes back', async () => {
    const first = await call(LEAK, '2026-11-18');
    const second = await call(CHASED, '2026-11-20');
    const gone = await desk.edit(hotline, await pulled(first), { withdrawn: '作废' }, 'wangfang');
    expect([await hintOf(first), await hintOf(second)]).toEqual([undefined, undefined]);
    await desk.edit(hotline, gone, { withdrawn: '' }, 'wangfang');
    expect([await hintOf(first), await hintOf(second)]).not.toContain(undefined);
    await desk.edit(hotline, await pulled(first), closed('2026-11-20'), 'wangfang');
    expect((await desk.recordOf(first)).closedAt).not.toBeNull();
    expect([await hintOf(first), await hintOf(second)]).toEqual([undefined, undefined]);
  });

  it('says so no more once the number of one of them is put right, as another customer’s', async () => {
    const first = await call(LEAK, '2026-11-18');
    const second = await call(CHASED, '2026-11-20');
    const third = await call(CHASED, '2026-11-20');
    await desk.edit(hotline, await pulled(second), { contact: '13812345672' });
    expect(await hintOf(second)).toBeUndefined();
    expect((await hintOf(first))?.message).toContain(`热线记录 ${await numberOf(third)}（已分派）。`);
    expect((await hintOf(first))?.message).not.toContain(await numberOf(second));
    await desk.edit(hotline, await pulled(third), { contact: '13812345672' });
    expect(await hintOf(first)).toBeUndefined();
    expect((await hintOf(second))?.message).toContain(await numberOf(third));
  });

  it('is told of one that was closed on the same day', async () => {
    await call(LEAK, '2026-11-20', closed('2026-11-20'));
    expect(await hintOf(await call(CHASED, '2026-11-20'))).toBeDefined();
  });

  it('names up to five; of more nothing is said in any of them', async () => {
    const rows: RowAnswer[] = [];
    for (const text of [LEAK, CHASED, LEAK, CHASED, LEAK, CHASED]) rows.push(await call(text));
    for (const row of rows)
      expect((await hintOf(row))?.message).toMatch(/：(热线记录 \d+（已分派）[、。]){5}/);
    rows.push(await call(LEAK));
    for (const row of rows) expect(await hintOf(row)).toBeUndefined();
  });

  it('is told of several with the latest first', async () => {
    const rows: RowAnswer[] = [];
    for (const text of [LEAK, CHASED, LEAK]) {
      rows.push(await call(text));
      now += MINUTE;
    }
    const numbers = await Promise.all(rows.map(numberOf));
    const named = (await hintOf(await call(CHASED)))?.message.match(/\d{8,}/g);
    expect(named).toEqual(numbers.toReversed());
  });

  it('is written only where it is news', async () => {
    const [first, second] = [await call(LEAK), await call(CHASED)];
    const { problems } = await pulled(first);
    const edited = await desk.edit(hotline, second, { description: `${CHASED}，请尽快` });
    expect(edited.outcome).toBe('saved');
    expect((await pulled(first)).problems).toEqual(problems);
  });
});

describe('no hint is given', () => {
  it.each<[string, () => Promise<RowAnswer>]>([
    ['another customer', () => send(hotline, callOf({ text: LEAK, contact: '13812345672' }))],
    ['another type of problem', () => call(CHASED, '2026-11-20', { type: '售前咨询' })],
    ['another product', () => call(LEAK, '2026-11-20', { product: '空调' })],
    ['another table', () => send(feedback, feedbackOf({ text: LEAK, contact: MINE }))],
    ['a contact that nobody knows in full', () => call(LEAK, '2026-11-20', { contact: '138****5671' })],
  ])('for %s', async (_, other) => {
    await call(LEAK, '2026-11-19', { product: '净水器' });
    await send(hotline, callOf({ text: LEAK, contact: '138****5671' }));
    expect(await hintOf(await other())).toBeUndefined();
  });

  it('for one that was closed on an earlier day', async () => {
    const first = await call(LEAK, '2026-11-18');
    await desk.edit(hotline, first, closed('2026-11-18'), 'wangfang');
    expect(await hintOf(await call(CHASED, '2026-11-20'))).toBeUndefined();
  });
});
