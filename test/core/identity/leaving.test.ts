// What keeps somebody from leaving, or an entry from being taken out: nobody could manage the desk, or something would
// be left to nobody.
import { describe, expect, it } from 'vitest';
import { contextOf, type Desk } from '../../../functions/src/core/desk/desk.ts';
import { leavingProblem } from '../../../functions/src/core/identity/leaving.ts';
import { MAX_USES, removalProblem, type Used } from '../../../functions/src/core/identity/usage.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { type Problem, sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import { TABLES, tableOf } from '../../../functions/src/core/tables/index.ts';
import { deskOf, keyedHere, OWNER, PEOPLE, SETTINGS, storedDesk } from '../../fixtures/core/desk-fixture.ts';

const used = (count: number): Used[] =>
  Array.from({ length: count }, (_, index) => ({ table: 'hotline', number: `2026112000${index}` }));
const shown = (found: Problem | undefined) => found && [found.column, found.code];

describe('a change of somebody’s row', () => {
  const whole = storedDesk();
  const rowsWith = (rows: Desk['rows'], mail: string, cells: Cells | null): Desk['rows'] => {
    const { [`person-${mail}`]: was, ...others } = rows;
    if (!was) throw new Error(`nobody ${mail}`);
    return cells === null
      ? others
      : { ...rows, [`person-${mail}`]: { ...was, cells: { ...was.cells, ...cells } } };
  };
  const without = (mails: readonly string[], desk: Desk = whole): Desk => ({
    ...desk,
    rows: mails.reduce((rows, mail) => rowsWith(rows, mail, null), desk.rows),
  });
  /** What is said of `cells` of a person; `null`: his row is taken out. */
  const judged = (
    mail: string,
    cells: Cells | null,
    { before = whole, records = [] }: { before?: Desk; records?: Used[] | null } = {},
  ) => {
    const after = { ...before, rows: rowsWith(before.rows, mail, cells) };
    const change = { key: `person-${mail}`, before, after, used: records ?? undefined };
    return leavingProblem(change, { tableOf });
  };
  const LEFT: Cells = { onDuty: '离职' };

  it('is free where nothing is left behind', () => {
    expect(judged('liwei', LEFT)).toBeUndefined();
    expect(judged('liwei', null)).toBeUndefined();
    expect(judged('liwei', { role: '客服人员' }, { records: used(3) })).toBeUndefined();
    expect(judged('wangfang', LEFT)).toBeUndefined();
  });

  it('waits while records that name him are open or not known, unless somebody here takes over', () => {
    expect(shown(judged('liwei', LEFT, { records: used(1) }))).toEqual(['standIn', 'hand_over_first']);
    expect(shown(judged('liwei', LEFT, { records: null }))).toEqual(['onDuty', 'entry_unsure']);
    expect(judged('liwei', { ...LEFT, standIn: '李敏' }, { records: used(1) })).toBeUndefined();
    expect(shown(judged('liwei', { ...LEFT, standIn: '没有人' }, { records: used(1) }))).toEqual([
      'standIn',
      'hand_over_first',
    ]);
    expect(shown(judged('liwei', { ...LEFT, standIn: '李伟' }, { records: used(1) }))).toEqual([
      'standIn',
      'hand_over_first',
    ]);
    // Who is taken out is looked after where his name is.
    expect(judged('liwei', null, { records: used(1) })).toBeUndefined();
  });

  it.each([
    [1, ' 1 条', '热线记录 20261120000'],
    [10, ' 10 条', '热线记录 20261120009'],
    [11, ' 11 条', '热线记录 20261120009等'],
    [MAX_USES, ` ${MAX_USES} 条`, '热线记录 20261120009等'],
    [MAX_USES + 1, ` ${MAX_USES} 条以上`, '热线记录 20261120009等'],
  ])('names ten of %i records at most', (count, told, last) => {
    const { facts } = judged('liwei', LEFT, { records: used(count) }) ?? {};
    expect(facts).toMatchObject({ name: '李伟', count: told });
    expect(String(facts?.['where']).split('、').at(-1)).toBe(last);
    expect(String(facts?.['where'])).toMatch(/^热线记录 20261120000/);
  });

  it('waits while nobody else could manage the desk', () => {
    const alone = without(['zhaoqiang', 'sunli'], { ...whole, owner: 'wangfang@example.com' });
    expect(shown(judged('wangfang', LEFT, { before: alone }))).toEqual(['onDuty', 'last_supervisor']);
    expect(shown(judged('wangfang', null, { before: alone }))).toEqual(['onDuty', 'last_supervisor']);
    // The owner goes on as such.
    expect(judged('wangfang', { role: '技术' }, { before: alone })).toBeUndefined();
    const two = without(['sunli'], { ...whole, owner: 'wangfang@example.com', sender: OWNER });
    expect(judged('wangfang', LEFT, { before: two })).toBeUndefined();
    const gone = { ...alone, owner: 'zhoujie@example.com' };
    const rows = rowsWith(gone.rows, 'zhoujie', LEFT);
    expect(shown(judged('wangfang', { role: '技术' }, { before: { ...gone, rows } }))).toEqual([
      'role',
      'last_supervisor',
    ]);
  });

  it('waits while the sheet is sent by his account', () => {
    const sent = { ...whole, sender: 'WangFang@example.com' };
    expect(shown(judged('wangfang', LEFT, { before: sent }))).toEqual(['onDuty', 'sender_leaves']);
    expect(shown(judged('wangfang', null, { before: sent }))).toEqual(['onDuty', 'sender_leaves']);
    expect(judged('zhaoqiang', LEFT, { before: sent })).toBeUndefined();
    const owned = { ...whole, owner: 'wangfang@example.com' };
    expect(shown(judged('wangfang', LEFT, { before: owned }))).toEqual(['onDuty', 'sender_leaves']);
  });

  it('may be of the owner’s mail where another could put a wrong one right', () => {
    const mail = { mail: 'fang.wang@example.com' };
    const owned = { ...whole, owner: 'WangFang@example.com' };
    expect(judged('wangfang', mail, { before: owned })).toBeUndefined();
    const alone = without(['zhaoqiang', 'sunli'], owned);
    expect(shown(judged('wangfang', mail, { before: alone }))).toEqual(['mail', 'last_mail']);
    expect(judged('wangfang', { mail: 'WANGFANG@example.com' }, { before: alone })).toBeUndefined();
    expect(judged('liwei', { mail: 'wei.li@example.com' }, { before: alone })).toBeUndefined();
  });

  it('is none of somebody’s who has left, or was not there', () => {
    const before = { ...whole, rows: rowsWith(whole.rows, 'liwei', LEFT) };
    expect(judged('liwei', { mail: 'x@example.com' }, { before, records: used(1) })).toBeUndefined();
    expect(judged('liwei', null, { before, records: used(1) })).toBeUndefined();
  });
});

describe('an entry that is to be taken out', () => {
  const desk = deskOf();
  const rows = Object.entries(desk.desk.rows).flatMap(([key, row]) => {
    const table = tableOf(row.table);
    return table ? [{ key, table, row }] : [];
  });
  const removed = (key: string, list: 'people' | 'departments', records: Used[] | undefined, of = rows) => {
    const row = rows.find(each => each.key === key);
    if (!row) throw new Error(`no row ${key}`);
    const name = String(row.row.cells['name']);
    return removalProblem({ entry: { key, list, name }, of: row }, records, of, desk);
  };

  it('may be where nothing names it', () => {
    expect(removed('person-liwei', 'people', [])).toBeUndefined();
  });

  it('waits while that is not known', () => {
    expect(shown(removed('person-liwei', 'people', undefined))).toEqual(['name', 'entry_unsure']);
    expect(shown(removed('setting-部门-品控部', 'departments', undefined))).toEqual([
      'category',
      'entry_unsure',
    ]);
  });

  it.each([
    [1, '未关闭的热线记录 20261120000（共 1 条）'],
    [3, '未关闭的热线记录 20261120000、热线记录 20261120001、热线记录 20261120002（共 3 条）'],
    [4, '未关闭的热线记录 20261120000、热线记录 20261120001、热线记录 20261120002（共 4 条）'],
    [
      MAX_USES,
      `未关闭的热线记录 20261120000、热线记录 20261120001、热线记录 20261120002（共 ${MAX_USES} 条）`,
    ],
    [
      MAX_USES + 1,
      `未关闭的热线记录 20261120000、热线记录 20261120001、热线记录 20261120002（${MAX_USES} 条以上）`,
    ],
  ])('waits for %i open records, of which three are named', (count, where) => {
    const found = removed('person-liwei', 'people', used(count));
    expect(shown(found)).toEqual(['name', 'entry_in_use']);
    expect(found?.facts).toMatchObject({ name: '李伟', where });
    expect(found && sentenceOf(found)).toContain('离职');
  });

  it('waits for rows of people and settings, of which three are told', () => {
    const found = removed('person-wuhao', 'people', []);
    expect(found?.facts).toMatchObject({ where: '设置 SZ-008 的“负责人”' });
    const both = removed('person-wuhao', 'people', used(1));
    expect(both?.facts).toMatchObject({
      where: '未关闭的热线记录 20261120000（共 1 条）；设置 SZ-008 的“负责人”',
    });
    const department = removed('setting-部门-品控部', 'departments', []);
    expect(department?.facts).toMatchObject({
      where: '人员 RY-006 的“部门”、人员 RY-007 的“部门”、设置 SZ-010 的“责任部门”',
    });
    expect(department && sentenceOf(department)).toContain('请先把这些改选别的');
  });
});

it('more than three rows that name an entry are counted', () => {
  const settings = [...SETTINGS, ['路由', '慢', { department: '品控部' }] as const].map(
    ([category, name, cells]): [string, string, Cells] => [category, name, cells ?? {}],
  );
  const desk = contextOf(storedDesk(PEOPLE, settings), [], TABLES, keyedHere);
  const rows = Object.entries(desk.desk.rows).flatMap(([key, row]) => {
    const table = tableOf(row.table);
    return table ? [{ key, table, row }] : [];
  });
  const own = rows.find(({ key }) => key === 'setting-部门-品控部');
  const entry = { key: 'setting-部门-品控部', list: 'departments', name: '品控部' } as const;
  const found = own && removalProblem({ entry, of: own }, [], rows, desk);
  expect(found?.facts['where']).toMatch(/设置 SZ-010 的“责任部门”等 4 处$/);
});
