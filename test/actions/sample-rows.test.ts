// Rows that show a newcomer what saved ones look like: decided as rows are, and kept nowhere.
import { describe, expect, test } from 'vitest';
import { sampleRows } from '../../functions/src/actions/submit/sample-rows.ts';
import { submitRows } from '../../functions/src/actions/submit/submit-rows.ts';
import type { WireCells } from '../../functions/src/contract/contract.ts';
import type { Desk } from '../../functions/src/core/desk/desk.ts';
import { TABLES, tableOf } from '../../functions/src/core/tables/index.ts';
import { account, open } from '../fixtures/actions/action-place.ts';
import { CallDesk } from '../fixtures/actions/call-desk.ts';
import { CALL, storedDesk } from '../fixtures/core/desk-fixture.ts';

const desk = CallDesk.forEach('sample-rows');
const samples = async () => (await sampleRows(desk.ports, account('limin'), desk.deskId)).rows;
/** All that the database holds of the desk. */
const kept = async () => {
  const found: Record<string, unknown> = {};
  for (const collection of await desk.db.doc(`desks/${desk.deskId}`).listCollections())
    for (const { ref, ...document } of (await collection.get()).docs) found[ref.path] = document;
  return Object.keys(found).toSorted();
};

describe('sample rows', () => {
  test('come for every table of customers’ matters, with a state, a time limit and 示例 for a number', async () => {
    const rows = await samples();
    const matters = TABLES.filter(({ counts }) => counts === 'matters');
    expect([...new Set(rows.map(({ table }) => table))]).toEqual(matters.map(({ key }) => key));
    for (const { table: key, cells } of rows) {
      const table = tableOf(key);
      const shown = (from: string) =>
        table?.columns.find(each => each.owner === 'system' && each.source.from === from)?.key ?? '';
      expect(cells[shown('number')]).toBe('示例');
      expect(table?.states.map(({ name }) => name)).toContain(cells[shown('state')]);
      expect(cells['contact']).toBe('138****0000');
    }
    const states = rows.filter(({ table }) => table === 'hotline').map(({ cells }) => cells['state']);
    expect(states).toEqual(['已分派', '已响应', '已解决']);
  });

  test('leave nothing: no record, no number, no event, no figure, no alarm and no notice', async () => {
    await desk.type('hotline', { ...CALL, calledAt: '2026-06-01 10:30' });
    const before = await kept();
    await samples();
    expect(await kept()).toEqual(before);
    const next = await desk.type('hotline', {
      ...CALL,
      calledAt: '2026-06-01 10:40',
      contact: '13812345679',
    });
    expect((await desk.recordOf(next)).number).toBe('20260601002');
  });

  test('say types and people as the desk does, whatever it calls them', async () => {
    desk.deskId = crypto.randomUUID();
    const stored = storedDesk();
    const rows = Object.entries(stored.rows).map(([key, row]) => {
      const { cells } = row;
      return [key, cells['name'] === '售后支持' ? { ...row, cells: { ...cells, name: '维修服务' } } : row];
    });
    await open(desk.ports, { ...stored, rows: Object.fromEntries(rows) as Desk['rows'], id: desk.deskId });
    const types = (await samples()).filter(({ table }) => table === 'hotline');
    expect(types).toHaveLength(3);
    expect(types.map(({ cells }) => cells['type'])).not.toContain('售后支持');
  });

  test('are for whoever may write, and for nobody else', async () => {
    await expect(sampleRows(desk.ports, account('nobody'), desk.deskId)).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe('a sample row that was typed over', () => {
  /** Sends the first sample of 热线记录 with something typed into it. */
  async function submit(typed: WireCells) {
    const [sample] = (await samples()).filter(({ table }) => table === 'hotline');
    const table = tableOf('hotline');
    if (!sample || !table) throw new Error('no sample');
    const staff = table.columns.filter(({ owner }) => owner === 'staff').map(({ key }) => key);
    const cells = { ...Object.fromEntries(staff.map(key => [key, sample.cells[key] ?? null])), ...typed };
    const rows = [{ key: sample.key, base: sample.base, edited: Object.keys(typed), cells }];
    const [answer] = (await submitRows(desk.ports, account('limin'), desk.deskId, table, { rows })).rows;
    return answer;
  }

  test('shows what its record would become, and leaves nothing as long as its customer is nobody', async () => {
    await desk.type('hotline', { ...CALL, calledAt: '2026-06-01 10:30' });
    const before = await kept();
    const answer = await submit({ respondedAt: '2026-06-01 10:30' });
    expect(answer).toMatchObject({ outcome: 'sample', base: 'sample-changed' });
    expect(answer?.cells).toMatchObject({ number: '示例', state: '已响应' });
    expect(answer?.problems.map(({ code, column }) => [code, column])).toContainEqual(['sample_row', null]);
    expect(answer?.problems.filter(({ column }) => column === 'contact')).toEqual([]);
    expect(await kept()).toEqual(before);
  });

  test('stays a sample where it lacks something, or holds what cannot be', async () => {
    expect(await submit({ description: null })).toMatchObject({ outcome: 'draft', base: 'sample' });
    expect(await submit({ respondedAt: '明年' })).toMatchObject({ outcome: 'refused', base: 'sample' });
  });

  test('is a record with number and limits as soon as it has a real customer', async () => {
    const answer = await submit({ customer: '李小明', contact: '13912345678' });
    expect(answer).toMatchObject({ outcome: 'saved', base: '1' });
    const { number, nextActionAt } = await desk.recordOf(answer?.key ?? '');
    expect([number, nextActionAt === null]).toEqual(['20260601001', false]);
  });
});
