// 客户编号: nobody else has it, whatever happens at the same time; rows that name it are tied to the customer's file.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start('customer-numbers', () => NOW);
});
afterAll(() => place.close());

async function commit(table: Table, rows: readonly RowInput[]): Promise<RowAnswer[]> {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const [settled] = await commitRows(place.ports, DESK_ID, [{ account: who, table, by, now: NOW, rows }]);
  if (!settled || settled instanceof RequestError) throw new Error('refused as a whole');
  return settled.answers;
}

let rows = 0;
const rowOf = (cells: WireCells): RowInput => ({
  key: `customer-row-${(rows += 1)}`,
  base: '',
  edited: [],
  cells,
});
const send = (table: Table, ...all: WireCells[]) => commit(table, all.map(rowOf));
const edit = (table: Table, { key, base }: RowAnswer, cells: WireCells) =>
  commit(table, [{ key, base, edited: Object.keys(cells), cells }]);
const file = (customerNumber: string, cells: WireCells = {}): WireCells => ({
  customerNumber,
  customer: 'XX科技有限公司',
  person: '张三丰',
  contact: '13812345678',
  product: 'A型智能办公设备',
  ...cells,
});
const CASE: WireCells = {
  happenedAt: '2026-11-19 14:30',
  description: '设备频繁卡顿，影响文件处理，客户已重启3次无效',
  priority: '重要',
  handler: '李敏',
};
const outcomes = (answers: readonly (RowAnswer | undefined)[]) => answers.map(answer => answer?.outcome);
const recordOf = async (row: RowAnswer | undefined) => {
  const key = row?.key ?? '';
  return (await place.ports.store.transaction(DESK_ID, each => each.read([key], []))).records.get(key);
};

describe('a number', () => {
  it('that another file has is refused, however it is written, and says who has it', async () => {
    const [first] = await send(customers, file('C202405001'));
    for (const written of ['C202405001', 'c202405001', ' Ｃ2024 05001 ']) {
      const [second] = await send(customers, file(written));
      expect(second?.outcome).toBe('refused');
      expect(second?.problems).toContainEqual({
        column: 'customerNumber',
        code: 'value_taken',
        severity: 'error',
        message: `“${written.trim()}”已由客户档案 ${String(first?.cells.number)} 使用，不能重复。`,
      });
    }
  });

  it('is had by one of two rows that come together', async () => {
    const answers = await send(customers, file('C-2'), file('C-3'), file('c-2'));
    expect(outcomes(answers)).toEqual(['saved', 'saved', 'refused']);
    expect(answers[2]?.problems.map(({ message }) => message)).toContain(
      '“c-2”已由同时提交的另一行使用，不能重复。',
    );
  });

  it('is had by one of many that come at the same time from several places', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(customers, file('C-4'))));
    const saved = outcomes(answers.flat()).filter(outcome => outcome === 'saved');
    const refused = outcomes(answers.flat()).filter(outcome => outcome === 'refused');
    expect([saved.length, refused.length]).toEqual([1, 5]);
  });

  it('is free again when its file takes another, and stays its own when the file is edited', async () => {
    const [first] = await send(customers, file('C-5'));
    if (!first) throw new Error('not answered');
    const [same] = await edit(customers, first, { level: 'VIP' });
    expect(same?.outcome).toBe('saved');
    const [moved] = await edit(customers, same ?? first, { customerNumber: 'C-6' });
    expect(moved?.outcome).toBe('saved');
    expect(outcomes(await send(customers, file('C-5'), file('C-6')))).toEqual(['saved', 'refused']);
  });

  it('of a row that was refused or is a draft is free', async () => {
    const [draft, refused] = await send(
      customers,
      { customerNumber: 'C-7' },
      file('C-8', { contact: '不知道' }),
    );
    expect(outcomes([draft, refused])).toEqual(['draft', 'refused']);
    expect(outcomes(await send(customers, file('C-7'), file('C-8')))).toEqual(['saved', 'saved']);
  });
});

describe('a case that names a customer', () => {
  it('is tied to the file, takes what it leaves blank from there, and shows no more than the file does', async () => {
    const [customer] = await send(customers, file('C-20'));
    const [follow] = await send(followUps, { ...CASE, customerNumber: 'c-20' });
    expect(follow?.outcome).toBe('saved');
    expect(follow?.cells).toMatchObject({
      customer: 'XX科技有限公司',
      person: '张*',
      contact: '138****5678',
      product: 'A型智能办公设备',
    });
    expect((await recordOf(customer))?.cells.related).toBe(follow?.cells.number);
    const kept = await place.ports.store.transaction(DESK_ID, each => each.privateCells([follow?.key ?? '']));
    expect(kept.get(follow?.key ?? '')).toMatchObject({ contact: '13812345678', person: '张三丰' });
  });

  it('keeps what its clerk wrote', async () => {
    await send(customers, file('C-21'));
    const own = { customer: '李小明', contact: '13900001111', product: '净水器' };
    const [follow] = await send(followUps, { ...CASE, ...own, customerNumber: 'C-21' });
    const record = await recordOf(follow);
    expect(record?.cells).toMatchObject({
      customer: '李*',
      contact: '139****1111',
      product: '净水器',
      person: '张*',
    });
  });

  it('moves to another file with its number', async () => {
    const [one, other] = await send(customers, file('C-22'), file('C-23'));
    const [follow] = await send(followUps, { ...CASE, customerNumber: 'C-22' });
    if (!follow) throw new Error('not answered');
    await edit(followUps, follow, { customerNumber: 'C-23' });
    expect((await recordOf(one))?.cells.related).toBeNull();
    expect((await recordOf(other))?.cells.related).toBe(follow.cells.number);
  });

  it('that has no file is saved with a warning', async () => {
    const own = { customer: '李小明', contact: '13900001111', product: '净水器' };
    const [follow] = await send(followUps, { ...CASE, ...own, customerNumber: 'C-99' });
    expect(follow?.outcome).toBe('saved');
    expect(follow?.problems).toContainEqual({
      column: 'customerNumber',
      code: 'name_unknown',
      severity: 'warning',
      message: '“客户档案”中没有“C-99”，请核对，或先建立档案。',
    });
  });
});
