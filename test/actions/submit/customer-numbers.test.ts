// 客户编号: nobody else has it, whatever happens at the same time; rows that name it are tied to the customer's file.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { compareSaved } from '../../../functions/src/actions/propagate/compare-saved.ts';
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
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
  const settled = await commitAlone(place.ports, DESK_ID, { account: who, table, by, now: NOW, rows });
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
async function afterwards(): Promise<void> {
  while ((await place.ports.store.applyChanges(DESK_ID, 100)) > 0);
  const alarms = { plantRing: async () => {}, plantSummary: async () => {} };
  await compareSaved({ ...place.ports, alarms }, DESK_ID);
}
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
      file('C-8', { contact: '问物业' }),
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
    expect(JSON.stringify(await recordOf(follow))).not.toMatch(/13812345678|张三丰/);
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

  it('follows its file’s name and contact while it is open, as far as nobody wrote otherwise', async () => {
    const [customer] = await send(customers, file('C-24', { purchasedOn: '2026-11-12' }));
    const [open, own, over] = await send(
      followUps,
      { ...CASE, customerNumber: 'C-24' },
      { ...CASE, customerNumber: 'C-24', customer: '李小明', contact: '13900001111' },
      { ...CASE, customerNumber: 'C-24', withdrawn: '作废' },
    );
    const called = { customer: 'XX科技有限公司', contact: '13812345678', type: '常规回访' };
    const planned = { ...called, file: String(customer?.cells.number), plannedAt: '2026-11-23 10:00' };
    const [call] = await send(callbacks, planned);
    if (!customer || !open) throw new Error('not answered');
    const base = String((await recordOf(customer))?.version);
    const renamed = { customer: 'YY科技有限公司', person: '李四光', contact: '13700002222' };
    await edit(customers, { ...customer, base }, renamed);
    const shown = async (row: RowAnswer | undefined) => {
      const { customer: name, person, contact } = (await recordOf(row))?.cells ?? {};
      return [name, person, contact];
    };
    expect(await shown(open)).toEqual(['YY科技有限公司', '李*', '137****2222']);
    expect(await shown(call)).toEqual(['YY科技有限公司', undefined, '137****2222']);
    expect(await shown(own)).toEqual(['李*', '李*', '139****1111']);
    expect(await shown(over)).toEqual(['XX科技有限公司', '张*', '138****5678']);
    const keys = [open.key, own?.key ?? ''];
    const kept = await place.ports.store.transaction(DESK_ID, each => each.privateCells(keys));
    expect(kept.get(open.key)).toMatchObject({ contact: '13700002222', person: '李四光' });
    expect(kept.get(own?.key ?? '')).toMatchObject({ contact: '13900001111', customer: '李小明' });
  });

  it('moves to another file with its number', async () => {
    const [one, other] = await send(customers, file('C-22'), file('C-23'));
    const [follow] = await send(followUps, { ...CASE, customerNumber: 'C-22' });
    if (!follow) throw new Error('not answered');
    await edit(followUps, follow, { customerNumber: 'C-23' });
    expect((await recordOf(one))?.cells.related ?? null).toBeNull();
    expect((await recordOf(other))?.cells.related).toBe(follow.cells.number);
  });

  it('follows when its file gets another number, closed cases as well; history keeps both', async () => {
    const [customer] = await send(customers, file('C-30'));
    const [open, closed] = await send(
      followUps,
      { ...CASE, customerNumber: 'c-30' },
      { ...CASE, customerNumber: 'C-30', withdrawn: '作废' },
    );
    if (!customer || !open || !closed) throw new Error('not answered');
    const [before, over] = [await recordOf(open), await recordOf(closed)];
    const base = (await recordOf(customer))?.version;
    const [answer] = await edit(customers, { ...customer, base: String(base) }, { customerNumber: 'C-31' });
    expect(answer?.outcome).toBe('saved');
    const after = await recordOf(open);
    expect(after).toMatchObject({
      version: (before?.version ?? 0) + 1,
      state: before?.state,
      clocks: before?.clocks,
      updatedBy: before?.updatedBy,
      cells: { ...before?.cells, customerNumber: 'C-31' },
    });
    expect(await recordOf(closed)).toMatchObject({
      closedAt: over?.closedAt,
      cells: { customerNumber: 'C-31' },
    });
    expect((await recordOf(customer))?.cells.related).toBe(`${open.cells.number}、${closed.cells.number}`);
    const { lines } = await showCard(place.ports, account('limin'), DESK_ID, {
      key: open.key,
      name: 'history',
    });
    expect(lines[0]).toContain(
      `客户档案 ${customer.cells.number} 改了编号，本记录跟着改。\n客户编号：c-30 → C-31`,
    );
    // Whoever takes the old number has none of these cases.
    const [other] = await send(customers, file('C-30', { customer: '李小明' }));
    const [edited] = await edit(followUps, open, { analysis: '主板接触不良' });
    expect(edited?.cells).toMatchObject({ customerNumber: 'C-31' });
    expect((await recordOf(other))?.cells.related ?? null).toBeNull();
  });

  it('stays with its file when another file takes the old number in the same paste', async () => {
    const files = await send(customers, file('C-40'), file('C-41'));
    const cases = await send(
      followUps,
      { ...CASE, customerNumber: 'C-40' },
      { ...CASE, customerNumber: 'C-41' },
    );
    const rows = await Promise.all(
      files.map(async (row, index): Promise<RowInput> => {
        const cells = { customerNumber: ['C-42', 'C-40'][index] ?? '' };
        const base = String((await recordOf(row))?.version);
        return { key: row.key, base, edited: ['customerNumber'], cells };
      }),
    );
    expect(outcomes(await commit(customers, rows))).toEqual(['saved', 'saved']);
    const numbers = await Promise.all(cases.map(async row => (await recordOf(row))?.cells.customerNumber));
    expect(numbers).toEqual(['C-42', 'C-40']);
    const related = await Promise.all(files.map(async row => (await recordOf(row))?.cells.related));
    expect(related).toEqual(cases.map(row => row.cells.number));
  });

  it('is a conflict for whoever moves a case elsewhere while its file gets another number', async () => {
    const [one] = await send(customers, file('C-43'), file('C-44'));
    const [follow] = await send(followUps, { ...CASE, customerNumber: 'C-43' });
    if (!one || !follow) throw new Error('not answered');
    const base = String((await recordOf(one))?.version);
    const [answer] = await edit(customers, { ...one, base }, { customerNumber: 'C-45' });
    expect(answer?.outcome).toBe('saved');
    const [moved] = await edit(followUps, follow, { customerNumber: 'C-44' });
    expect([moved?.outcome, (await recordOf(follow))?.cells.customerNumber]).toEqual(['conflict', 'C-45']);
  });

  it('keeps its file’s number from being cleared: it is said where it is used', async () => {
    const [customer] = await send(customers, file('C-46'));
    const [one] = await send(followUps, { ...CASE, customerNumber: 'C-46' });
    if (!customer) throw new Error('not answered');
    const base = String((await recordOf(customer))?.version);
    const [answer] = await edit(customers, { ...customer, base }, { customerNumber: null });
    expect(answer?.outcome).toBe('refused');
    const told = answer?.problems.find(({ code }) => code === 'entry_in_use');
    expect([told?.column, told?.severity]).toEqual(['customerNumber', 'error']);
    expect(told?.message).toContain(`“C-46”还在使用，不能删除：售后跟进 ${one?.cells.number}（共 1 条）`);
  });

  it('is tied to a file that has its number only later, closed cases as well, and none is left out of many', async () => {
    const own = { ...CASE, customer: '李小明', contact: '13900001111', product: '净水器' };
    const many = Array.from({ length: 55 }, () => ({ ...own, customerNumber: 'c-100' }));
    const cases = await send(followUps, ...many, { ...own, customerNumber: 'C-100', withdrawn: '作废' });
    const [first, alone] = [cases[0], (await send(followUps, { ...own, customerNumber: 'C-111' }))[0]];
    const [customer, other] = await send(customers, file('C-100'), file('C-102'));
    if (!customer || !other) throw new Error('not answered');
    await afterwards();
    const { links, updatedBy, version } = (await recordOf(customer)) ?? {};
    const keys = (all: readonly { key: string }[] = []) => all.map(({ key }) => key).toSorted();
    expect(keys(links?.['followUps'])).toEqual(keys(cases));
    const shown = { customer: '李*', contact: '139****1111' };
    expect(await recordOf(first)).toMatchObject({ updatedBy, cells: shown });
    const card = { key: keys(cases)[0] ?? '', name: 'history' } as const;
    const told = (await showCard(place.ports, account('limin'), DESK_ID, card)).lines[0];
    expect(told).toContain(`客户档案 ${customer.cells.number} 有了本记录所写的编号`);
    await edit(customers, { ...customer, base: String(version) }, { customerNumber: 'C-103' });
    expect((await recordOf(first))?.cells.customerNumber).toBe('C-103');
    await edit(customers, other, { customerNumber: 'C-111' });
    await afterwards();
    expect((await recordOf(other))?.cells.related).toBe(alone?.cells.number);
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
