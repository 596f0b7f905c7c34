// 原服务单号 of a complaint: the order that it is about, tied to it and to the customer's file.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitRow } from '../../fixtures/actions/commit-alone.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start('earlier-order', () => NOW);
});
afterAll(() => place.close());

async function commit(table: Table, row: RowInput): Promise<RowAnswer> {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  return commitRow(place.ports, DESK_ID, { account: who, table, by, now: NOW, rows: [row] });
}

let rows = 0;
const send = (table: Table, cells: WireCells) =>
  commit(table, { key: `earlier-order-${(rows += 1)}`, base: '', edited: [], cells });
const edit = (table: Table, { key, base }: RowAnswer, cells: WireCells) =>
  commit(table, { key, base, edited: Object.keys(cells), cells });
const numberOf = ({ cells }: RowAnswer) => String(cells.number);
const cellOf = async ({ key }: RowAnswer, column: string) => {
  const { records } = await place.ports.store.transaction(DESK_ID, each => each.read([key], []));
  return records.get(key)?.cells[column] ?? null;
};

const ABOUT: WireCells = {
  type: '服务态度',
  happenedAt: '2026-11-19 10:00',
  description: '11月19日上门维修的师傅态度冷漠，没有试机就离开',
  request: '要求道歉',
};
const ORDER: WireCells = {
  product: '智能音箱',
  fault: '11月18日起开机三分钟后自动断电，重启无效',
  request: '维修',
};

// Template 3.11, 3.19
it('ties a complaint to its order: both show the other, and who the customer is comes from there', async () => {
  const file = { customerNumber: 'C202405777', customer: '李小明', contact: '13900001111', level: '普通' };
  const customer = await send(customers, file);
  const order = await send(serviceOrders, { ...ORDER, customerNumber: file.customerNumber });
  const complaint = await send(complaints, { ...ABOUT, earlierOrder: numberOf(order) });
  expect([complaint.outcome, complaint.cells]).toMatchObject([
    'saved',
    { customerNumber: file.customerNumber, customer: '李*', contact: '139****1111' },
  ]);
  const full = await place.ports.store.transaction(DESK_ID, each => each.privateCells([complaint.key]));
  expect(full.get(complaint.key)).toMatchObject({ customer: '李小明', contact: '13900001111' });
  expect(await cellOf(order, 'related')).toBe(numberOf(complaint));
  expect(await cellOf(order, 'state')).toBe('已登记');
  expect(await cellOf(customer, 'related')).toBe(`${numberOf(order)}、${numberOf(complaint)}`);

  const without = await edit(complaints, complaint, { earlierOrder: null });
  expect(without.outcome).toBe('saved');
  expect(await cellOf(order, 'related')).toBeNull();
});

it('takes name and number from an order of a customer without a file', async () => {
  const order = await send(serviceOrders, { ...ORDER, customer: '王小虎', contact: '13900002222' });
  const { outcome, cells } = await send(complaints, { ...ABOUT, earlierOrder: numberOf(order) });
  expect([outcome, cells.customer, cells.contact]).toEqual(['saved', '王*', '139****2222']);
  const other = await send(complaints, {
    ...ABOUT,
    customer: '赵一',
    contact: '13900003333',
    earlierOrder: numberOf(order),
  });
  expect([other.cells.customer, other.cells.contact]).toEqual(['赵*', '139****3333']);
});

it('refuses an order that came of the complaint, whichever is written first, and one that is not there', async () => {
  const order = await send(serviceOrders, { ...ORDER, customer: '王小虎', contact: '13900002222' });
  const complaint = await send(complaints, { ...ABOUT, earlierOrder: numberOf(order) });
  const circle = await edit(serviceOrders, order, { source: `投诉记录 ${numberOf(complaint)}` });
  expect(circle).toMatchObject({
    outcome: 'refused',
    problems: expect.arrayContaining([
      expect.objectContaining({ column: 'source', code: 'reference_mutual', severity: 'error' }),
    ]) as unknown,
  });

  const quality = await send(complaints, {
    ...ABOUT,
    type: '产品质量',
    customer: '王小虎',
    contact: '13900002222',
  });
  const opened = String(await cellOf(quality, 'related'))
    .split('、')
    .find(number => number.startsWith('SR-'));
  expect(await edit(complaints, quality, { earlierOrder: opened ?? '' })).toMatchObject({
    outcome: 'refused',
    problems: expect.arrayContaining([
      expect.objectContaining({ column: 'earlierOrder', code: 'reference_mutual' }),
    ]) as unknown,
  });
  expect(await send(complaints, { ...ABOUT, earlierOrder: 'SR-2001-0009' })).toMatchObject({
    outcome: 'refused',
    problems: expect.arrayContaining([
      expect.objectContaining({ column: 'earlierOrder', code: 'reference_unknown' }),
    ]) as unknown,
  });
});
