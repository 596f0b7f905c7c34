import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { defaultSettings } from '../../../functions/src/core/desk/defaults.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { choicesOf } from '../../../functions/src/core/workbook/choices.ts';
import { at, CALL, deskOf, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf(PEOPLE, [
  ...SETTINGS,
  ['二级分类', '售后支持', { value: '故障维修、退换货、物流查询' }],
  ['二级分类', '投诉建议', { value: '服务态度，产品质量' }],
]);
const column = hotline.columns.find(({ key }) => key === 'subtype');
const told = (cells: Record<string, string>, of = desk) =>
  check(hotline, { ...CALL, ...cells }, at('2026-11-20 15:00'), of).problems.flatMap(each =>
    each.column === 'subtype' ? [each.code, each.severity] : [],
  );

// Template 2.9
describe('a kind of a problem type', () => {
  it.for<[Record<string, string>, string[]]>([
    [{ type: '售后支持', subtype: '退换货' }, []],
    // However it is spaced, and in whatever width.
    [{ type: '售后支持', subtype: ' 退换货　' }, []],
    [{ type: '售后支持', subtype: '物流 查询' }, []],
    [{ type: '投诉建议', subtype: '产品质量' }, []],
    [{ type: '投诉建议', subtype: '退换货' }, ['kind_of_other', 'warning']],
    [{ type: '售后支持', subtype: '上门清洗' }, ['kind_unknown', 'warning']],
    // Of a type for which settings list none, any word will do.
    [{ type: '其他', subtype: '上门清洗' }, []],
  ])('%j is said: %j', ([cells, codes]) => {
    expect(told(cells)).toEqual(codes);
  });

  it('is offered in a drop-down, is kept as it is written, and free where settings list none', () => {
    expect(column && choicesOf(column, desk)).toEqual([
      '故障维修',
      '退换货',
      '物流查询',
      '服务态度',
      '产品质量',
    ]);
    const { values } = check(hotline, { ...CALL, subtype: '上门清洗' }, at('2026-11-20 15:00'), desk);
    expect(values.subtype).toBe('上门清洗');
    expect(told({ subtype: '上门清洗' }, deskOf())).toEqual([]);
  });

  it('stands in the settings of a new desk, for each of its problem types', () => {
    const rows = defaultSettings(TABLES);
    const named = (category: string) => rows.filter(row => row.category === category).map(row => row.name);
    expect(named('二级分类')).toEqual(named('问题类型'));
  });
});
