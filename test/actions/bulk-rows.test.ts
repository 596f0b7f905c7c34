// Many rows of one table changed at once: tried, carried out, told in the history, and put back as one.
import { describe, expect, test } from 'vitest';
import { cardNamed, showCard } from '../../functions/src/actions/cards/show-card.ts';
import { bulkForm, changeRows, undoRows } from '../../functions/src/actions/submit/bulk-rows.ts';
import type { BulkInput, BulkRequest } from '../../functions/src/contract/bulk.ts';
import type { Table } from '../../functions/src/core/schema/table.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import { HAND_OVER } from '../../functions/src/core/workbook/bulk-choices.ts';
import { account } from '../fixtures/actions/action-place.ts';
import { CallDesk } from '../fixtures/actions/call-desk.ts';
import { CALL } from '../fixtures/core/desk-fixture.ts';

const desk = CallDesk.forEach('bulk-rows');
const BULK = 'bulk-00000001';

function tableNamed(key: string): Table {
  const table = tableOf(key);
  if (!table) throw new Error(`no table ${key}`);
  return table;
}

/** Open calls of so many customers, which 李伟 handles. */
async function calls(count: number): Promise<string[]> {
  const keys: string[] = [];
  for (let index = 0; index < count; index += 1)
    keys.push(
      await desk.type('hotline', {
        ...CALL,
        calledAt: '2026-06-01 10:30',
        contact: `1381234000${index}`,
        handler: '李伟',
      }),
    );
  return keys;
}

/** What a sheet knows of rows that it has just been told of. */
const asShown = (keys: readonly string[]): Promise<BulkInput[]> =>
  Promise.all(keys.map(async key => ({ key, base: String((await desk.recordOf(key)).version) })));

const change = async (keys: readonly string[], given: Partial<BulkRequest> = {}, who = 'zhaoqiang') =>
  (
    await changeRows(desk.ports, account(who), desk.deskId, tableNamed('hotline'), {
      dry: false,
      bulk: BULK,
      column: 'handler',
      value: '王芳',
      rows: await asShown(keys),
      ...given,
    })
  ).rows;
const undo = async (rows: readonly BulkInput[], bulk = BULK) =>
  (
    await undoRows(desk.ports, account('sunli'), desk.deskId, tableNamed('hotline'), {
      bulk,
      rows: rows.map(({ key, base }) => ({ key, base })),
    })
  ).rows;
const handlers = (keys: readonly string[]) =>
  Promise.all(keys.map(async key => (await desk.recordOf(key)).cells['handler']));
const history = async (key: string) => {
  const asked = { key, name: cardNamed('history'), until: undefined };
  return (await showCard(desk.ports, account('zhaoqiang'), desk.deskId, asked)).lines;
};

describe('what can be done to many rows', () => {
  const offered = async (table: string) =>
    (await bulkForm(desk.ports, account('zhaoqiang'), desk.deskId, tableNamed(table))).choices.map(
      ({ action, label, options }) => [action, label, options],
    );

  test('follows from the table', async () => {
    const people = ['李伟', '李敏', '王芳', '赵强', '孙丽', '周杰', '吴昊'];
    expect(await offered('hotline')).toEqual([
      ['assign', '处理人员', people],
      ['handOver', '处理人员', [HAND_OVER]],
      ['urgency', '紧急程度', ['高', '中', '低']],
      ['withdraw', '作废', ['作废']],
    ]);
    expect(await offered('followUps')).toEqual([
      ['assign', '初步对接人', people],
      ['handOver', '初步对接人', [HAND_OVER]],
      ['urgency', '优先级', ['紧急', '重要', '一般']],
      ['close', '关闭状态', ['已关闭']],
      ['withdraw', '作废', ['作废']],
    ]);
    expect((await offered('callbacks')).map(([action, label]) => [action, label])).toEqual([
      ['assign', '回访人'],
      ['assign', '责任人'],
      ['handOver', '回访人'],
      ['handOver', '责任人'],
      ['withdraw', '作废'],
    ]);
  });

  test('is for supervisors, and for tables of work', async () => {
    const asks = (who: string, table: string) =>
      bulkForm(desk.ports, account(who), desk.deskId, tableNamed(table));
    await expect(asks('limin', 'hotline')).rejects.toMatchObject({ code: 'not_supervisor' });
    await expect(asks('zhaoqiang', 'people')).rejects.toMatchObject({ code: 'not_for_many' });
  });
});

describe('a try', () => {
  test('tells of each row what would change, and changes nothing', async () => {
    const keys = await calls(2);
    const rows = await change(keys, { dry: true });
    expect(rows).toMatchObject([
      { key: keys[0], number: '20260601001', outcome: 'changed' },
      { key: keys[1], number: '20260601002', outcome: 'changed' },
    ]);
    expect(rows[0]?.changes).toContain('处理人员：李伟 → 王芳');
    expect(await handlers(keys)).toEqual(['李伟', '李伟']);
  });

  test('says which rows are refused and why, as the validator says it', async () => {
    const keys = await calls(1);
    const other = await desk.solvedComplaint('13900001111');
    const [known, strange, draft] = await change([...keys, other], {
      dry: true,
      value: '何平',
      rows: [...(await asShown([...keys, other])), { key: 'never-saved', base: '' }],
    });
    expect(known).toMatchObject({ outcome: 'refused', problems: [{ code: 'person_unknown' }] });
    expect(strange).toMatchObject({
      outcome: 'refused',
      problems: [{ message: '本行无法识别：行键属于另一张表' }],
    });
    expect(draft).toMatchObject({ outcome: 'refused', number: '', problems: [{ code: 'row_unknown' }] });
  });

  test('tells of rows that hold it already, and of those that somebody has just changed', async () => {
    const keys = await calls(2);
    const [first = '', second = ''] = keys;
    const seen = await asShown(keys);
    await desk.type('hotline', { handler: '王芳' }, first);
    await desk.type('hotline', { handler: '李敏' }, second);
    expect(await change(keys, { dry: true, rows: seen })).toMatchObject([
      { outcome: 'same' },
      { outcome: 'refused', problems: [{ column: 'handler', code: 'bulk_outdated' }] },
    ]);
  });
});

describe('a change of many rows', () => {
  test('is in the history of each, by whom, and is put back as one', async () => {
    const keys = await calls(3);
    const rows = await change(keys);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed']);
    expect(await handlers(keys)).toEqual(['王芳', '王芳', '王芳']);
    expect((await history(keys[0] ?? ''))[0]).toMatch(/　赵强（.*）\n批量修改\n处理人员：李伟 → 王芳/);

    expect((await undo(rows)).map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed']);
    expect(await handlers(keys)).toEqual(['李伟', '李伟', '李伟']);
    expect((await history(keys[0] ?? ''))[0]).toMatch(/　孙丽（.*）\n撤销批量修改\n处理人员：王芳 → 李伟/);
  });

  test('stays where somebody has changed the same since, and says who', async () => {
    const keys = await calls(2);
    const [first = '', second = ''] = keys;
    const rows = await change(keys);
    await desk.type('hotline', { handler: '李敏' }, first);
    // Something else of a row is no reason.
    await desk.type('hotline', { request: '要求退款' }, second);
    expect(await undo(rows)).toMatchObject([
      {
        outcome: 'refused',
        problems: [{ message: '批量修改以后 李敏（limin@example.com） 又改过“处理人员”，没有撤销。' }],
      },
      { outcome: 'changed' },
    ]);
    expect(await handlers(keys)).toEqual(['李敏', '李伟']);
    expect((await desk.recordOf(second)).cells['request']).toBe('要求退款');
  });

  test('stays as well where somebody has changed more than that since', async () => {
    const [key = ''] = await calls(1);
    const rows = await change([key]);
    await desk.type('hotline', { handler: '李敏', request: '要求退款' }, key);
    expect(await undo(rows)).toMatchObject([
      { outcome: 'refused', problems: [{ column: 'handler', code: 'bulk_changed_since' }] },
    ]);
    expect(await handlers([key])).toEqual(['李敏']);
  });

  test('is not put back through another table, nor of a row that is not there', async () => {
    const rows = await change(await calls(1));
    const asked = [...rows.map(({ key, base }) => ({ key, base })), { key: 'no-such-row', base: '2' }];
    const other = { bulk: BULK, rows: asked };
    const told = await undoRows(desk.ports, account('sunli'), desk.deskId, tableNamed('complaints'), other);
    expect(told.rows).toMatchObject([
      { outcome: 'refused', problems: [{ code: 'bulk_not_this' }] },
      { outcome: 'refused', number: '', problems: [{ code: 'bulk_not_this' }] },
    ]);
    expect(await handlers(rows.map(({ key }) => key))).toEqual(['王芳']);
  });

  test('hands nothing over by a column that names nobody', async () => {
    const keys = await calls(1);
    expect(await change(keys, { column: 'urgency', value: HAND_OVER })).toMatchObject([
      { outcome: 'refused', problems: [{ column: 'urgency', code: 'option_unknown' }] },
    ]);
  });

  test('is put back once, and only what was changed under its name', async () => {
    const keys = await calls(1);
    const rows = await change(keys);
    expect(await undo(rows, 'bulk-00000002')).toMatchObject([
      { outcome: 'refused', problems: [{ code: 'bulk_not_this' }] },
    ]);
    const back = await undo(rows);
    expect(await undo(rows)).toMatchObject([{ outcome: 'refused' }]);
    expect(await undo(back)).toMatchObject([{ outcome: 'refused', problems: [{ code: 'bulk_not_this' }] }]);
    expect(await handlers(keys)).toEqual(['李伟']);
  });

  test('takes rows back, and gives them back in the state that they were in', async () => {
    const keys = await calls(2);
    const [before] = await Promise.all(keys.map(desk.recordOf.bind(desk)));
    const rows = await change(keys, { column: 'withdrawn', value: '作废' });
    expect(rows[0]?.changes).toEqual([
      `状态：${before?.state} → 已作废`,
      expect.stringMatching(/^关闭时间：空白 → 2\d{3}-/),
      '作废：空白 → 作废',
    ]);
    expect((await desk.recordOf(keys[0] ?? '')).dueAt).toBeNull();
    await undo(rows);
    const after = await desk.recordOf(keys[0] ?? '');
    expect([after.state, after.dueAt, after.cells['withdrawn'] ?? null]).toEqual([
      before?.state,
      before?.dueAt,
      null,
    ]);
  });

  test('is refused as a whole to whoever may not, and for a column that is not for many rows', async () => {
    const keys = await calls(1);
    await expect(change(keys, {}, 'limin')).rejects.toMatchObject({ code: 'not_supervisor' });
    await expect(change(keys, { column: 'contact' })).rejects.toMatchObject({ code: 'not_for_many' });
    const twice = [...(await asShown(keys)), ...(await asShown(keys))];
    await expect(change(keys, { rows: twice })).rejects.toMatchObject({ code: 'row_twice' });
  });
});
