// How long and how large what people write into 人员 and 设置 may be.
import { describe, expect, it } from 'vitest';
import { check } from '../../functions/src/core/cells/validate-row.ts';
import { sentenceOf } from '../../functions/src/core/schema/problem.ts';
import type { Table } from '../../functions/src/core/schema/table.ts';
import { people } from '../../functions/src/core/tables/people.ts';
import { settings } from '../../functions/src/core/tables/settings.ts';
import { at, deskOf } from '../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();

const codesOf = (table: Table, column: string, cell: unknown, beside: Record<string, unknown> = {}) =>
  check(table, { ...beside, [column]: cell }, NOW, desk)
    .problems.filter(each => each.column === column)
    .map(({ code }) => code);

describe('a setting beyond its bounds is told at its cell', () => {
  it.each<[string, string, string, string | undefined]>([
    ['时限', '热线响应', '0.000001m', 'setting_invalid'],
    ['问题类型', '安装', '11y', 'setting_invalid'],
    ['问题类型', '安装', '121mo', 'setting_invalid'],
    ['产品', '净水器', '240', undefined],
    ['产品', '净水器', '241', 'setting_invalid'],
    ['参数', '批量天数', '12.5', 'setting_invalid'],
    ['参数', '批量天数', '12', undefined],
    ['参数', '批量天数', '１２', undefined],
    ['参数', '关闭后留表天数', '0.5', 'setting_invalid'],
    ['参数', '回访尝试次数', '-1', 'setting_invalid'],
    ['参数', '批量客户数', '2.0', undefined],
    ['参数', '回访尝试间隔', '0.5', undefined],
    ['参数', '升级比例', '999999', 'setting_invalid'],
    ['自定义列', '热线记录·地区', `选项：甲、${'乙'.repeat(31)}`, 'setting_invalid'],
    ['自定义列', '热线记录·地区', `选项：甲、${'乙'.repeat(4_000)}`, 'text_too_long'],
    [
      '工作时间',
      '周一',
      Array.from({ length: 13 }, (_, hour) => `${hour}:00-${hour}:30`).join(),
      'setting_invalid',
    ],
  ])('%s %s = %s', (category, name, value, code) => {
    expect(codesOf(settings, 'value', value, { category, name })).toEqual(code === undefined ? [] : [code]);
  });
});

describe('a length is the same however it is written', () => {
  const readOf = (category: string, name: string, value: unknown) => {
    const { values, problems } = check(settings, { category, name, value }, NOW, desk);
    return [values['value'], problems.map(each => [each.code, each.severity, sentenceOf(each)])];
  };
  const told = (value: string, read: string) => [['setting_read', 'info', `“${value}”按 ${read}记下。`]];

  it.each<[string, string, string, string, string]>([
    ...[
      '12mo',
      '12月',
      '12个月',
      '12 个月',
      '１２个月',
      '12個月',
      '十二个月',
      '1年',
      '一年',
      '1 year',
      '12 months',
      '1y',
      '12\u200b个月',
    ].map((value): [string, string, string, string, string] => ['产品', '净水器', value, '12', '12 个月']),
    ['产品', '净水器', '24 个月', '24', '24 个月'],
    ['产品', '净水器', '两年', '24', '24 个月'],
    ['产品', '净水器', '一年半', '18', '18 个月'],
    ['产品', '净水器', '1.5年', '18', '18 个月'],
    ['产品', '净水器', '半年', '6', '6 个月'],
    ['产品', '净水器', '20年', '240', '240 个月'],
    ['保存期限', '热线记录', '5年', '5', '5 年'],
    ['保存期限', '热线记录', '五年', '5', '5 年'],
    ['保存期限', '热线记录', '60个月', '5', '5 年'],
    ['参数', '批量天数', '7天', '7', '7 天'],
    ['参数', '批量天数', '1周', '7', '7 天'],
    ['参数', '关闭后留表天数', '0天', '0', '0 天'],
    ['参数', '补录宽限分钟', '10分钟', '10', '10 分钟'],
    ['参数', '补录宽限分钟', '半小时', '30', '30 分钟'],
    ['参数', '回访尝试间隔', '4小时', '4', '4 小时'],
    ['参数', '回访尝试间隔', '90分钟', '1.5', '1.5 小时'],
  ])('%s %s = %s', (category, name, value, held, read) => {
    expect(readOf(category, name, value)).toEqual([held, told(value, read)]);
  });

  it.each([
    ['产品', '净水器', '12'],
    ['产品', '净水器', 12],
    ['保存期限', '热线记录', '5'],
    ['参数', '批量天数', '7'],
    ['时限', '热线响应', '2小时'],
    ['时限', '热线响应', '半年'],
    ['时限', '热线响应', '1年'],
  ])('%s %s = %s stays as it is, without a word', (category, name, value) => {
    expect(readOf(category, name, value)).toEqual([String(value), []]);
  });

  it.each([
    ['产品', '净水器', '365天', '12、12个月 或 1年（最多 240 个月）'],
    ['产品', '净水器', '12m', '12、12个月 或 1年（最多 240 个月）'],
    ['产品', '净水器', '21年', '12、12个月 或 1年（最多 240 个月）'],
    ['产品', '净水器', '半个月', '12、12个月 或 1年（最多 240 个月）'],
    ['产品', '净水器', '终身', '12、12个月 或 1年（最多 240 个月）'],
    ['保存期限', '热线记录', '18个月', '5、5年 或 60个月（1 到 30 年，整年）'],
    ['保存期限', '热线记录', '31年', '5、5年 或 60个月（1 到 30 年，整年）'],
    ['参数', '批量天数', '1个月', '1 到 31 的整数'],
    ['参数', '批量天数', '36小时', '1 到 31 的整数'],
    ['参数', '回访尝试间隔', '1天', '0.5 到 90 的数'],
    ['参数', '批量客户数', '3天', '2 到 50 的整数'],
    ['时限', '热线响应', '48', '2h、30m、3wd 或 1mo（最短 1 分钟，最长 10 年）'],
  ])('%s %s = %s is told how it is written', (category, name, value, example) => {
    expect(readOf(category, name, value)).toEqual([
      null,
      [['setting_invalid', 'error', `“${value}”不能作为“${category}”的取值，写法例如 ${example}。`]],
    ]);
  });
});

// Case A.6
describe('what is kept with the desk itself is short', () => {
  it.each<[Table, string, number]>([
    [settings, 'name', 100],
    [settings, 'note', 500],
    [people, 'name', 50],
    [people, 'mail', 254],
    [people, 'address', 254],
  ])('%#: %s', (table, column, most) => {
    expect(codesOf(table, column, '长'.repeat(most + 1))).toEqual(['text_too_long']);
    expect(codesOf(table, column, '长'.repeat(most))).not.toContain('text_too_long');
  });

  // Case A.3
  it('a length that is none is told its bounds', () => {
    const { problems } = check(
      settings,
      { category: '时限', name: '热线响应', value: '0.000001m' },
      NOW,
      desk,
    );
    expect(problems.map(sentenceOf).join()).toContain('最短 1 分钟，最长 10 年');
  });
});

describe('the mail of a colleague', () => {
  const mailOf = (mail: string) => check(people, { name: '张三', mail }, NOW, desk).values['mail'];

  it.each(['a@b.cn；', 'mailto:a@b.cn', '张三 <a@b.cn>', '<a@b.cn>', 'ａ@b.cn', 'A@B.CN', 'a@b.cn '])(
    '%s is one',
    mail => {
      expect(mailOf(mail)).toBe('a@b.cn');
    },
  );

  it.each(['a@b', 'a@b.cn,c@d.cn', 'a@b.cn;c@d.cn', 'a b@c.cn', '张三', '13812345678'])(
    '%s is none',
    mail => {
      expect([mailOf(mail), codesOf(people, 'mail', mail)]).toEqual([null, ['mail_invalid']]);
    },
  );
});

it('a part of a day that was stored before counts as none', () => {
  const stored = deskOf(undefined, [
    ['参数', '批量天数', { value: '12.5' }],
    ['参数', '批量客户数', { value: '1.5' }],
    ['参数', '回访尝试间隔', { value: '0.5' }],
  ]);
  const read = (['批量天数', '批量客户数', '回访尝试间隔'] as const).map(name => stored.parameter(name));
  expect(read).toEqual([12, 3, 0.5]);
});
