// What is wrong with a row of settings as a whole, and what its words and columns may be.
import { describe, expect, it } from 'vitest';
import {
  columnClash,
  readColumnForm,
  readColumnName,
  type WorkspaceRow,
} from '../../../functions/src/core/desk/custom-columns.ts';
import { namesOf } from '../../../functions/src/core/desk/names.ts';
import { pressingRows, pressingWords } from '../../../functions/src/core/desk/pressing-words.ts';
import { areWays, settingProblems } from '../../../functions/src/core/desk/validate-settings.ts';
import { kindsOfTypes, wordLists, wordsIn } from '../../../functions/src/core/desk/word-lists.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { hotline } from '../../fixtures/core/desk-fixture.ts';

describe('a setting', () => {
  it.each<[string, string | null, string | number | null, string[]]>([
    ['参数', '预警比例', '0.01', []],
    ['参数', '预警比例', '0.009', ['value:setting_invalid']],
    ['参数', '预警比例', '1', []],
    ['参数', '预警比例', '1.001', ['value:setting_invalid']],
    ['参数', '批量天数', '31', []],
    ['参数', '批量天数', '32', ['value:setting_invalid']],
    ['参数', '批量天数', '7.5', ['value:setting_invalid']],
    ['参数', '回访尝试间隔', '7.5', []],
    ['参数', '批量天数', '很多', ['value:setting_invalid']],
    ['参数', '批量天数', null, []],
    ['参数', '没有这个', '1', ['name:setting_name_unknown']],
    ['参数', null, '1', []],
    ['工作时间', '周一', '休', []],
    ['工作时间', '周八', '休', ['name:setting_name_unknown']],
    ['保存期限', '热线记录', '3', []],
    ['保存期限', '人员', '3', ['name:setting_name_unknown']],
    ['通知', '免打扰', '不限', []],
    ['通知', '打扰', '不限', ['name:setting_name_unknown']],
    ['回访责任', '需立即解决', null, []],
    ['回访责任', '无', null, ['name:setting_name_unknown']],
    ['话术', '没有这个', '您好', ['name:setting_name_unknown']],
    ['产品', '什么都行', '12', []],
    ['自定义列', '热线记录·客户姓名', '文本', ['name:column_taken']],
  ])('%s %s of %s', (category, name, value, problems) => {
    expect(settingProblems({ category, name, value }).map(({ column, code }) => `${column}:${code}`)).toEqual(
      problems,
    );
  });

  it.each([
    ['批量天数', '1 到 31 的整数'],
    ['预警比例', '0.01 到 1 的数'],
  ])('%s says between which numbers it is', (name, example) => {
    expect(settingProblems({ category: '参数', name, value: '-1' })[0]?.facts['example']).toBe(example);
  });
});

describe('ways of saying something', () => {
  it.each([
    ['漏水', true],
    ['漏', false],
    ['漏水、渗', false],
    ['漏水，渗水;滴水 冒水', true],
    ['漏…', false],
    ['漏…水', true],
    ['', false],
  ])('%j: %s', (text, are) => {
    expect(areWays(text)).toBe(are);
  });

  it('stand between signs of any kind, and are the name where there are none', () => {
    expect(wordsIn('、漏水，渗水;滴水 冒水|淌水')).toEqual(['漏水', '渗水', '滴水', '冒水', '淌水']);
    const rows = new Map<string, Cells>([
      ['漏水', { value: '渗水、滴水' }],
      ['异响', { value: null }],
    ]);
    expect([...wordLists(rows)]).toEqual([
      ['漏水', ['渗水', '滴水']],
      ['异响', ['异响']],
    ]);
  });

  it('take the place of those of the default list, and are added where it has none', () => {
    const rows = (cells: Record<string, string | null>) =>
      new Map(Object.entries(cells).map(([name, value]): [string, Cells] => [name, { value }]));
    const words = pressingWords(
      '重要说法',
      rows({ 态度恶劣: '骂人、打人', 要求高层: null, 拉横幅: null, 堵门: '堵门、围堵' }),
    );
    expect(words.get('态度恶劣')).toEqual(['骂人', '打人']);
    expect(words.get('要求高层')).toEqual(pressingWords('重要说法', new Map()).get('要求高层'));
    expect([words.get('拉横幅'), words.get('堵门')]).toEqual([['拉横幅'], ['堵门', '围堵']]);
    expect(pressingRows().find(({ name }) => name === '爆炸')).toMatchObject({ category: '紧急说法' });
  });

  it('of a type are those of the row that has its name of today', () => {
    const names = namesOf({
      a: {
        table: 'settings',
        cells: { category: '问题类型', name: '维修' },
        former: { name: [{ name: '售后', until: 2 }] },
      },
    });
    const kinds = (lists: [string, string[]][]) => [...kindsOfTypes(new Map(lists), names)];
    expect(
      kinds([
        ['维修', ['甲']],
        ['售后', ['乙']],
      ]),
    ).toEqual([['维修', ['甲']]]);
    expect(
      kinds([
        ['售后', ['乙']],
        ['维修', ['甲']],
      ]),
    ).toEqual([['维修', ['甲']]]);
    expect(
      kinds([
        ['售后', ['乙']],
        ['别的', ['丙']],
      ]),
    ).toEqual([
      ['维修', ['乙']],
      ['别的', ['丙']],
    ]);
  });
});

describe('a column of the workspace', () => {
  const options = (count: number) =>
    `选项：${Array.from({ length: count }, (_, at) => `项${at}`).join('、')}`;
  it.each([
    [options(2), true],
    [options(100), true],
    [options(101), false],
    [`选项：甲、${'乙'.repeat(30)}`, true],
    [`选项：甲、${'乙'.repeat(31)}`, false],
    ['停用；停用', true],
    ['停用；合计', false],
  ])('has a form, or none (%#)', (text, is) => {
    expect(readColumnForm(text) !== undefined).toBe(is);
  });

  it('has a header of thirty signs at most', () => {
    expect(readColumnName(`热线记录·${'长'.repeat(30)}`, [hotline])?.label).toHaveLength(30);
    expect(readColumnName(`热线记录·${'长'.repeat(31)}`, [hotline])).toBeUndefined();
  });

  const cells = (
    name: string,
    value: string | null = '文本',
    category: string | null = '自定义列',
  ): Cells => ({ category, name, value });
  const others: WorkspaceRow[] = [
    ['a', cells('热线记录·地区'), ['热线记录·片区']],
    ['b', cells('客户反馈·门店'), []],
  ];
  const many = (count: number) =>
    Array.from({ length: count }, (_, at): WorkspaceRow => [`n${at}`, cells(`热线记录·列${at}`), []]);
  it.each<[string, string, Cells, readonly WorkspaceRow[], string | undefined]>([
    ['that is new', 'c', cells('热线记录·楼层'), others, undefined],
    ['that stays', 'a', cells('热线记录·地区'), others, undefined],
    ['that is called otherwise', 'a', cells('热线记录·大区'), others, undefined],
    ['that is called as it was', 'a', cells('热线记录·片区'), others, undefined],
    ['that goes to another table', 'a', cells('客户反馈·地区'), others, 'name:column_fixed'],
    [
      'that becomes something else',
      'a',
      cells('热线记录·地区', '文本', '产品'),
      others,
      'category:column_fixed',
    ],
    ['that is cleared', 'a', cells('', null, null), others, undefined],
    ['without a form', 'c', cells('热线记录·楼层', null), others, 'value:setting_invalid'],
    ['whose header another has', 'c', cells('热线记录·地区'), others, 'name:column_taken'],
    ['whose header one of another table has', 'c', cells('热线记录·门店'), others, undefined],
    ['whose header another had', 'c', cells('热线记录·片区'), others, 'name:column_was'],
    ['that is the thirtieth of its table', 'c', cells('热线记录·楼层'), many(29), undefined],
    ['that is the thirty-first', 'c', cells('热线记录·楼层'), many(30), 'name:columns_full'],
    ['that is the thirty-first, of another table', 'c', cells('客户反馈·楼层'), many(30), undefined],
    ['that is one of thirty-one', 'n3', cells('热线记录·列3'), many(31), 'name:columns_full'],
    ['that is no column', 'c', cells('热线记录·地区', '12', '产品'), others, undefined],
  ])('%s', (_, key, row, rows, wanted) => {
    const found = columnClash(key, row, rows, TABLES);
    expect(found && `${found.column}:${found.code}`).toBe(wanted);
  });
});
