// Columns that a workspace appends: how they are written in 设置, and that they are columns like the others from then on.
import { describe, expect, test } from 'vitest';
import { toWire, wireOf } from '../../../functions/src/core/cells/cell-codec.ts';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { historyLines } from '../../../functions/src/core/decide/history.ts';
import {
  readColumnForm,
  readColumnName,
  workspaceKey,
} from '../../../functions/src/core/desk/custom-columns.ts';
import { tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import { Book } from '../../fixtures/core/book.ts';
import { by, CALL, CLOSING, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { deskWith, fail, NOW, REGION, tableOf } from '../../fixtures/core/workspace-desk.ts';
import { layoutRequests } from '../../fixtures/layout-requests.ts';

describe('what stands under 取值', () => {
  test.each([
    ['文本', { kind: { type: 'text' }, counted: false, retired: false }],
    ['数字', { kind: { type: 'number' }, counted: false, retired: false }],
    ['日期；统计', { kind: { type: 'date' }, counted: true, retired: false }],
    [
      '选项：华东、华南',
      { kind: { type: 'option', options: ['华东', '华南'] }, counted: false, retired: false },
    ],
    [
      '选项: A，B , C;统计',
      { kind: { type: 'option', options: ['A', 'B', 'C'] }, counted: true, retired: false },
    ],
    [
      '选项：（无）、Ａ',
      { kind: { type: 'option', options: ['（无）', 'Ａ'] }, counted: false, retired: false },
    ],
    ['停用', { kind: undefined, counted: false, retired: true }],
    ['文本；统计；停用', { kind: { type: 'text' }, counted: true, retired: true }],
  ])('%s', (text, form) => {
    expect(readColumnForm(text)).toEqual(form);
  });

  test.each([
    '',
    '文字',
    '选项',
    '选项：',
    '选项：甲',
    '选项：甲、甲',
    '选项：甲、、乙',
    '文本；合计',
    '统计',
    'toString',
  ])('“%s” is none', text => {
    expect(readColumnForm(text)).toBeUndefined();
  });
});

describe('what stands under 名称', () => {
  test.each(['热线记录·安装地区', '热线记录 · 安装地区', '热线记录.安装地区', '热线记录・安装地区'])(
    '%s',
    name => {
      expect(readColumnName(name, [hotline])).toEqual({ table: hotline, label: '安装地区' });
    },
  );

  test.each([
    '安装地区',
    '热线·安装地区',
    '热线记录·',
    '·安装地区',
    '热线记录·=A1',
    `热线记录·${'长'.repeat(31)}`,
    '热线记录·a\u0007b',
  ])('“%s” is none', name => {
    expect(readColumnName(name, [hotline])).toBeUndefined();
  });
});

describe('a row of 自定义列', () => {
  const told = (name: string, value: string) =>
    check(settings, { category: '自定义列', name, value }, NOW, deskOf()).problems.map(
      each => `${each.column}:${each.code}`,
    );

  test.each<[string, string, string[]]>([
    ['热线记录·安装地区', '文本', []],
    ['售后工单·安装地区', '文本', ['name:column_name_invalid']],
    ['热线记录·客户姓名', '文本', ['name:column_taken']],
    ['热线记录·行键', '文本', ['name:column_taken']],
    ['热线记录·安装地区', '图片', ['value:setting_invalid']],
  ])('%s, %s', (name, value, problems) => {
    expect(told(name, value)).toEqual(problems);
  });
});

describe('a column of the workspace', () => {
  const desk = deskWith(
    ['热线记录·安装地区', '选项：华东、华南；统计', '机器装在哪里。'],
    ['热线记录·里程', '数字'],
    ['热线记录·出厂日期', '日期'],
    ['热线记录·车牌', '文本'],
    ['客户反馈·门店', '文本；停用'],
  );
  const table = tableOf(desk);
  const [, MILES, MADE, PLATE] = [1, 2, 3, 4].map(index => workspaceKey(`row-0000000${index}`));

  test('stands at the end of its table and of no other', () => {
    expect(table.columns.slice(0, -4)).toEqual(hotline.columns);
    expect(
      table.columns.slice(-4).map(({ label, ...column }) => [label, wireOf({ label, ...column })]),
    ).toEqual([
      ['安装地区', 'text'],
      ['里程', 'number'],
      ['出厂日期', 'date'],
      ['车牌', 'text'],
    ]);
    expect(
      desk.tables.filter(each => each.columns.length !== deskOf().tableOf(each.key)?.columns.length),
    ).toEqual([table]);
  });

  test.each<[number, unknown, unknown]>([
    [0, '华东', '华东'],
    [0, '□ 华南', '华南'],
    [0, '华北', 'option_unknown'],
    [1, 12.5, 12.5],
    [1, '１，２３４．５', 1234.5],
    [1, '-3', -3],
    [1, '￥1,200.50元', 1200.5],
    [1, 'RMB 20', 20],
    [1, '100块钱', 100],
    [1, '1.2万', 12_000],
    [1, '0.5亿', 50_000_000],
    [1, '.5', 0.5],
    [1, '−3', -3],
    [1, '1万2', 'number_invalid'],
    [1, '元', 'number_invalid'],
    [1, '十来个', 'number_invalid'],
    [1, '十二', 12],
    [1, '1,2', 'number_invalid'],
    [1, true, 'number_invalid'],
    [1, 1e12, 'number_invalid'],
    [1, '2026-01-02', 'number_invalid'],
    [2, '2026年1月2日', '2026-01-02'],
    [2, '去年', 'date_invalid'],
    [3, '=1+1', '=1+1'],
    [3, '', null],
  ])('%i takes %j as %j', (index, raw, wanted) => {
    const key = staffColumns(table).at(-4 + index)?.key ?? '';
    const { values, problems } = check(table, { ...CALL, [key]: raw }, NOW, desk);
    const codes = problems.filter(each => each.column === key).map(each => each.code);
    expect(codes.length > 0 ? codes[0] : values[key]).toBe(wanted);
  });

  test('is kept, merged and told in the history like any other', () => {
    const book = new Book(table, desk);
    const cells = { ...CALL, [REGION]: '华东', [MILES ?? '']: 8000 };
    const { base } = book.submit({ cells }, by('limin'), NOW);
    // Two people: one changes a column of the workspace, the other does not know of it yet.
    book.submit({ cells: { [REGION]: '华南' }, base }, by('liwei'), NOW);
    const other = book.submit({ cells: { remark: '老客户' }, base }, by('wangfang'), NOW);
    expect(other.record?.cells).toMatchObject({ [REGION]: '华南', [MILES ?? '']: 8000, remark: '老客户' });
    const clash = book.submit({ cells: { [REGION]: '' }, base }, by('wangfang'), NOW);
    expect(clash.outcome).toBe('conflict');
    const lines = historyLines(table, [...book.events.values()], 9, desk).join('\n');
    expect(lines).toContain('安装地区：华东 → 华南');
    expect(lines).toContain('里程：空白 → 8000');
  });

  test('is appended to the tab that is there, with its note and its drop-down', () => {
    const header = tabColumns(hotline).map(each => each.label);
    const tab = {
      sheetId: hotline.sheetId,
      title: '热线记录',
      rowCount: 500,
      columnCount: header.length,
      header,
      empty: false,
      charts: [],
    };
    const requests = layoutRequests([table], desk, [tab], []);
    const start = header.length;
    expect(requests).toContainEqual({
      appendDimension: { sheetId: hotline.sheetId, dimension: 'COLUMNS', length: 4 },
    });
    const [written] = requests.flatMap(each => (each['updateCells'] ? [JSON.stringify(each)] : []));
    expect(written).toContain('机器装在哪里。');
    expect(written).toContain(`"columnIndex":${start}`);
    const lists = requests.flatMap(each => (each['setDataValidation'] ? [JSON.stringify(each)] : []));
    expect(lists.find(each => each.includes(`"startColumnIndex":${start},`))).toContain('华南');
    // A number has as many decimals as were typed.
    const formats = requests.flatMap(each => (each['repeatCell'] ? [JSON.stringify(each)] : []));
    const miles = formats.find(each => each.includes(`"startColumnIndex":${start + 1},`));
    expect(miles).toContain('userEnteredFormat.numberFormat');
    expect(miles).not.toContain('"numberFormat":{');
  });

  test('that was renamed gets its new header and note where people have moved the old one', () => {
    const header = ['自己的', '车牌', ...tabColumns(table).map(each => each.label)].filter(
      (label, index) => label !== '车牌' || index === 1,
    );
    const [column] = table.columns.slice(-1);
    if (column?.owner !== 'staff') throw new Error('no such column');
    const renamed = { ...column, label: '车牌号', formerLabels: ['牌照', '车牌'] };
    const tab = {
      sheetId: hotline.sheetId,
      title: '热线记录',
      rowCount: 500,
      columnCount: header.length,
      header,
      empty: false,
      charts: [],
    };
    const now = { ...table, columns: [...table.columns.slice(0, -1), renamed] };
    expect(layoutRequests([now], desk, [tab], []).filter(each => each['updateCells'])).toEqual([
      {
        updateCells: {
          start: { sheetId: hotline.sheetId, rowIndex: 0, columnIndex: 1 },
          rows: [
            {
              values: [
                {
                  userEnteredValue: { stringValue: '车牌号' },
                  note: expect.stringContaining('例：') as string,
                },
              ],
            },
          ],
          fields: 'userEnteredValue,note',
        },
      },
    ]);
  });

  test('travels as it is kept', () => {
    const column = table.columns.find(({ key }) => key === MADE);
    if (!column) throw new Error('no such column');
    expect([toWire(column, '2026-01-02'), PLATE?.startsWith('x_')]).toEqual(['2026-01-02', true]);
  });
});

describe('a column that is taken out of use', () => {
  const used = deskWith(['热线记录·安装地区', '选项：华东、华南；统计']);
  const retired = deskWith(['热线记录·安装地区', '选项：华东、华南；统计；停用']);

  test('is no column any more, yet its cells are kept through every change, and come back with it', () => {
    const book = new Book(tableOf(used), used);
    const { base } = book.submit({ cells: { ...CALL, [REGION]: '华东' } }, by('limin'), NOW);
    expect(tableOf(retired)).toEqual(hotline);
    const without = new Book(tableOf(retired), retired);
    without.records.set('row', book.records.get('row') ?? fail());
    const changed = without.submit({ cells: CLOSING, base }, by('limin'), NOW);
    expect(changed.record).toMatchObject({ state: '已关闭', cells: { [REGION]: '华东' } });
    expect(changed.record?.counted).toBeUndefined();
    const reopened = without.submit(
      { cells: { satisfaction: '不满意' }, base: changed.base },
      by('limin'),
      NOW,
    );
    expect(reopened.record).toMatchObject({ cycle: 2, cells: { [REGION]: '华东' } });
  });
});

test('a column that has become one of another kind does not hold up rows that were filled in before', () => {
  const text = deskWith(['热线记录·里程', '文本']);
  const number = deskWith(['热线记录·里程', '数字']);
  const book = new Book(tableOf(text), text);
  const { base } = book.submit({ cells: { ...CALL, [REGION]: '约八千' } }, by('limin'), NOW);
  const later = new Book(tableOf(number), number);
  later.records.set('row', book.records.get('row') ?? fail());
  const changed = later.submit({ cells: { [REGION]: '约八千', remark: '补记' }, base }, by('limin'), NOW);
  expect(changed.record?.cells).toMatchObject({ [REGION]: '约八千', remark: '补记' });
  const wrong = later.submit({ cells: { [REGION]: '约九千' }, base: changed.base }, by('limin'), NOW);
  expect(wrong.problems.map(each => each.code)).toContain('number_invalid');
});
