// Rows of somebody who is away or leaves, handed over by proposal: looked at, changed at once, and put back as one.
import { describe, expect, test } from 'vitest';
import { handOverList } from '../../functions/src/actions/reports/hand-over-list.ts';
import { changeRows, undoRows } from '../../functions/src/actions/submit/bulk-rows.ts';
import type { BulkRow } from '../../functions/src/contract/bulk.ts';
import type { Desk } from '../../functions/src/core/desk/desk.ts';
import type { Cells } from '../../functions/src/core/schema/column.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import { HAND_OVER } from '../../functions/src/core/workbook/bulk-choices.ts';
import { account, open } from '../fixtures/actions/action-place.ts';
import { CallDesk } from '../fixtures/actions/call-desk.ts';
import { CALL, storedDesk } from '../fixtures/core/desk-fixture.ts';

const desk = CallDesk.forEach('hand-over');
const BULK = 'bulk-00000001';
const hotline = tableOf('hotline');

/** Opens another desk, on which rows of people say more. */
async function withPeople(more: Record<string, Cells>): Promise<void> {
  desk.deskId = crypto.randomUUID();
  const stored = storedDesk();
  const rows = Object.entries(stored.rows).map(([key, row]) => [
    key,
    { ...row, cells: { ...row.cells, ...more[key.replace('person-', '')] } },
  ]);
  await open(desk.ports, { ...stored, rows: Object.fromEntries(rows) as Desk['rows'], id: desk.deskId });
}

let customers = 0;
const callOf = (handler: string) =>
  desk.type('hotline', {
    ...CALL,
    calledAt: '2026-06-01 10:30',
    contact: `138123410${String((customers += 1)).padStart(2, '0')}`,
    handler,
  });

async function handOver(keys: readonly string[], dry: boolean): Promise<BulkRow[]> {
  if (!hotline) throw new Error('no table');
  const rows = await Promise.all(
    keys.map(async key => ({ key, base: String((await desk.recordOf(key)).version) })),
  );
  const order = { dry, bulk: BULK, column: 'handler', value: HAND_OVER, rows };
  return (await changeRows(desk.ports, account('zhaoqiang'), desk.deskId, hotline, order)).rows;
}
const handlers = (keys: readonly string[]) =>
  Promise.all(keys.map(async key => (await desk.recordOf(key)).cells['handler']));

describe('a hand-over', () => {
  test('gives each row to the stand-in of whoever has it; a try says to whom, and it is put back as one', async () => {
    await withPeople({ liwei: { standIn: '吴昊' }, wangfang: { standIn: '李伟' } });
    const keys = [await callOf('李伟'), await callOf('李伟'), await callOf('王芳')];
    const tried = await handOver(keys, true);
    expect(tried.map(({ changes }) => changes.filter(each => each.startsWith('处理人员')))).toEqual([
      ['处理人员：李伟 → 吴昊'],
      ['处理人员：李伟 → 吴昊'],
      ['处理人员：王芳 → 李伟'],
    ]);
    expect(await handlers(keys)).toEqual(['李伟', '李伟', '王芳']);
    const done = await handOver(keys, false);
    expect(await handlers(keys)).toEqual(['吴昊', '吴昊', '李伟']);
    if (!hotline) throw new Error('no table');
    const back = { bulk: BULK, rows: done.map(({ key, base }) => ({ key, base })) };
    await undoRows(desk.ports, account('zhaoqiang'), desk.deskId, hotline, back);
    expect(await handlers(keys)).toEqual(['李伟', '李伟', '王芳']);
  });

  test('goes past a stand-in who is away to his, and without any to a colleague of the department', async () => {
    await withPeople({
      liwei: { standIn: '李敏' },
      limin: { standIn: '赵强', leaveFrom: '2026-05-30', leaveTo: '2026-06-02' },
    });
    const keys = [await callOf('李伟'), await callOf('王芳')];
    await handOver(keys, false);
    expect(await handlers(keys)).toEqual(['赵强', '李伟']);
  });

  test('of two who stand in for each other, both away, goes to the department; where nobody is, says so', async () => {
    await withPeople({
      liwei: { standIn: '王芳', leaveFrom: '2026-05-30' },
      wangfang: { standIn: '李伟', onDuty: '否' },
    });
    const key = await callOf('李伟');
    expect(await handOver([key], true)).toMatchObject([
      { outcome: 'refused', problems: [{ code: 'nobody_to_take_over', column: 'handler' }] },
    ]);
  });

  test('leaves what is withdrawn where it is, and tells what is nobody’s', async () => {
    await withPeople({ liwei: { standIn: '吴昊' } });
    const [closed, free] = [await callOf('李伟'), await callOf('李伟')];
    await desk.type('hotline', { withdrawn: '作废' }, closed);
    const { cells, ...record } = await desk.recordOf(free);
    const { handler: _, ...others } = cells;
    await desk.ports.store.transaction(desk.deskId, async transaction =>
      transaction.write({ records: [{ after: { ...record, cells: others } }] }),
    );
    expect(await handOver([closed, free], true)).toMatchObject([
      { outcome: 'same' },
      { outcome: 'refused', problems: [{ code: 'nobody_to_leave' }] },
    ]);
  });
});

describe('all that is somebody’s', () => {
  const listed = async (name?: string) =>
    handOverList(desk.ports, account('zhaoqiang'), desk.deskId, name === undefined ? {} : { name });

  test('is listed over all tables, by each column in which it is his; what is closed or another’s is not', async () => {
    await withPeople({ liwei: { standIn: '吴昊' } });
    const open = await callOf('李伟');
    const closed = await callOf('李伟');
    await desk.type('hotline', { withdrawn: '作废' }, closed);
    await callOf('王芳');
    const order = await desk.type('serviceOrders', {
      customer: '李小明',
      contact: '13912345678',
      product: '净水器 A2',
      fault: '昨天起出水口一直滴水，关掉水阀后仍然漏，现在用盆接着',
      request: '维修',
      technician: '李伟',
    });
    const { rows, more } = await listed('李伟');
    expect(rows.map(({ table, column, key }) => [table, column, key])).toEqual([
      ['hotline', 'handler', open],
      ['serviceOrders', 'technician', order],
    ]);
    expect(more).toBe(false);
  });

  test('is handed over under one id, in tables of any kind, and put back under it', async () => {
    await withPeople({ liwei: { standIn: '吴昊' } });
    const keys = [await callOf('李伟'), await callOf('李伟')];
    const { rows, value } = await listed('李伟');
    expect(rows.map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
    if (!hotline) throw new Error('no table');
    const order = { dry: false, bulk: BULK, column: 'handler', value };
    const inputs = rows.map(({ key, base }) => ({ key, base }));
    const by = account('zhaoqiang');
    const done = await changeRows(desk.ports, by, desk.deskId, hotline, { ...order, rows: inputs });
    expect(done.rows.map(({ outcome }) => outcome)).toEqual(['changed', 'changed']);
    expect((await listed('李伟')).rows).toEqual([]);
    expect((await listed('吴昊')).rows).toHaveLength(2);
  });

  test('names whom there is, those who are away first, and is for whoever supervises', async () => {
    await withPeople({ wangfang: { onDuty: '否' } });
    expect((await listed()).people[0]).toEqual({ name: '王芳', away: true });
    await expect(listed('没有这个人')).rejects.toMatchObject({ status: 404 });
    const asked = handOverList(desk.ports, account('liwei'), desk.deskId, {});
    await expect(asked).rejects.toMatchObject({ status: 403 });
  });
});
