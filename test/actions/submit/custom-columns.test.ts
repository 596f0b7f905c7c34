// A supervisor adds columns in 设置: what the desk lets in, and what it does with the rows of others from then on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { describeDesk } from '../../../functions/src/actions/desk/describe-desk.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import { isWorkspaceKey, type Table } from '../../../functions/src/core/schema/table.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;

beforeAll(async () => {
  place = await ActionPlace.start('workspace-columns', () => NOW);
});
afterAll(() => place.close());

/** Submits one row; answers its outcome, the problems at its cells, its version, or the code of the refusal. */
async function submit(table: Table, key: string, cells: WireCells, base = '') {
  const owner = account('owner');
  const by = { account: owner.mail, editor: null };
  const rows = [{ key, base, edited: [], cells }];
  const [settled] = await commitRows(place.ports, DESK_ID, [{ account: owner, table, by, now: NOW, rows }]);
  if (!settled || settled instanceof RequestError) return { outcome: settled?.code, told: [], base: '' };
  const [answer] = settled.answers;
  const told = answer?.problems.filter(each => each.severity === 'error') ?? [];
  return {
    outcome: answer?.outcome,
    told: told.map(({ column, code }) => `${column}:${code}`),
    base: answer?.base ?? '',
    version: settled.version,
  };
}

const column = (key: string, name: string, value: string | null, base = '') =>
  submit(settings, key, { category: '自定义列', name, value }, base);
const described = async (key: string) => {
  const { version, tables } = await describeDesk(place.ports, account('limin'), DESK_ID);
  return { version, columns: tables.find(each => each.table === key)?.columns ?? [] };
};
const keyOf = async (table: string, label: string) =>
  (await described(table)).columns.find(each => each.label === label)?.key ?? '';

describe('a new column', () => {
  test('is described at once, as one that the tab may lack, in a version that the answer names', async () => {
    const before = (await described('hotline')).version;
    const added = await column('region-0001', '热线记录·安装地区', '选项：华东、华南；统计');
    expect(added).toMatchObject({ outcome: 'saved', told: [] });
    const { version, columns } = await described('hotline');
    expect([added.version === before, added.version === version]).toEqual([false, true]);
    expect(columns.at(-1)).toMatchObject({ label: '安装地区', owner: 'staff', wire: 'text', optional: true });
    expect(columns.filter(each => isWorkspaceKey(each.key))).toHaveLength(1);
  });

  test('takes cells of rows, and its own words are the only ones', async () => {
    const region = await keyOf('hotline', '安装地区');
    expect(await submit(hotline, 'call-000001', { ...CALL, [region]: '华北' })).toMatchObject({
      outcome: 'refused',
      told: [`${region}:option_unknown`],
    });
    expect((await submit(hotline, 'call-000001', { ...CALL, [region]: '华东' })).outcome).toBe('saved');
    const { lines } = await showCard(place.ports, account('limin'), DESK_ID, {
      key: 'call-000001',
      name: 'history',
    });
    expect(lines[0]).toContain('安装地区：空白 → 华东');
  });

  test.each<[string, string, string | null, string]>([
    ['the same again, written otherwise', '热线记录 · 安装地区', '文本', 'name:column_taken'],
    ['one that the table has', '热线记录·状态', '文本', 'name:column_taken'],
    ['of no table', '工单·安装地区', '文本', 'name:column_name_invalid'],
    ['of no known kind', '热线记录·照片', '图片', 'value:setting_invalid'],
    ['of no kind', '热线记录·照片', null, 'value:setting_invalid'],
  ])('%s is refused at its cell', async (_, name, value, told) => {
    expect(await column('refused-0001', name, value)).toMatchObject({ outcome: 'refused', told: [told] });
  });

  test('is a supervisor’s to add', async () => {
    const clerk = account('limin');
    const rows = [
      {
        key: 'clerk-00001',
        base: '',
        edited: [],
        cells: { category: '自定义列', name: '热线记录·甲', value: '文本' },
      },
    ];
    const by = { account: clerk.mail, editor: null };
    const [settled] = await commitRows(place.ports, DESK_ID, [
      { account: clerk, table: settings, by, now: NOW, rows },
    ]);
    expect(
      settled instanceof RequestError ? [] : settled?.answers[0]?.problems.map(each => each.code),
    ).toContain('not_supervisor');
  });
});

describe('a column that is there', () => {
  test('keeps its table and stays a column', async () => {
    const { base } = await column('plate-00001', '热线记录·车牌', '文本');
    expect(await column('plate-00001', '客户反馈·车牌', '文本', base)).toMatchObject({
      told: ['name:column_fixed'],
    });
    const moved = await submit(settings, 'plate-00001', { category: '部门', name: '车牌', value: '' }, base);
    expect(moved).toMatchObject({ told: ['category:column_fixed'] });
    expect(await column('plate-00001', '热线记录 · 车牌', '数字', base)).toMatchObject({ outcome: 'saved' });
  });

  test('goes when it is taken out of use: rows that still bring it are told to look again', async () => {
    const plate = await keyOf('hotline', '车牌');
    const called = await submit(hotline, 'call-000002', { ...CALL, [plate]: 12 });
    expect(called.outcome).toBe('saved');
    const { base } = await column('plate-00001', '热线记录·车牌', '停用', '2');
    expect(await keyOf('hotline', '车牌')).toBe('');
    expect(await submit(hotline, 'call-000002', { remark: '甲', [plate]: 12 }, called.base)).toMatchObject({
      outcome: 'unknown_column',
    });
    const changed = await submit(hotline, 'call-000002', { remark: '甲' }, called.base);
    expect(changed.outcome).toBe('saved');
    // It comes back with what it held.
    await column('plate-00001', '热线记录·车牌', '数字', base);
    const again = await submit(hotline, 'call-000002', { remark: '甲', [plate]: 12 }, changed.base);
    expect(again.outcome).toBe('unchanged');
  });

  test('is one of at most 30 of a table', async () => {
    const names = Array.from({ length: 31 }, (_, index) => `第${index + 1}列`);
    const rows = names.map((name, index) => ({
      key: `many-${String(index).padStart(5, '0')}`,
      base: '',
      edited: [],
      cells: { category: '自定义列', name: `客户反馈·${name}`, value: '文本' },
    }));
    const owner = account('owner');
    const by = { account: owner.mail, editor: null };
    const [settled] = await commitRows(place.ports, DESK_ID, [
      { account: owner, table: settings, by, now: NOW, rows },
    ]);
    const answers = settled instanceof RequestError ? [] : (settled?.answers ?? []);
    expect(answers.filter(each => each.outcome === 'saved')).toHaveLength(30);
    expect(answers.at(-1)?.problems.map(each => each.code)).toContain('columns_full');
    const added = (await described('feedback')).columns.filter(({ label }) => names.includes(label));
    expect(added).toHaveLength(30);
  });
});
