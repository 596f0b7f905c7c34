// Which rule of the workspace a limit takes its length from, and under which names settings hold lengths.
import { describe, expect, it } from 'vitest';
import { defaultSettings, limitNames } from '../../../functions/src/core/desk/defaults.ts';
import { limitName, policyOf } from '../../../functions/src/core/desk/policy.ts';
import { DAY, HOUR } from '../../../functions/src/core/lib/time.ts';
import { type ClockRule, ladder } from '../../../functions/src/core/schema/clock-rule.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';

const rule = (given: Partial<ClockRule> = {}): ClockRule => ({
  id: 'hotline.test',
  label: '测试',
  starts: 'calledAt',
  stops: 'respondedAt',
  limit: '2h',
  steps: ladder({ person: 'handler' }),
  ...given,
});
const BY = { by: 'urgency', lengths: { 高: '1h', 中: '4h' } } as const;
const settings =
  (rows: Record<string, Record<string, Cells>> = {}) =>
  (category: string) =>
    new Map(Object.entries(rows[category] ?? {}));

describe('the length of a limit', () => {
  it.each<[string, ClockRule, Cells, Record<string, Record<string, Cells>>, object | undefined]>([
    [
      'is the declared one',
      rule(),
      {},
      {},
      { limit: { ms: 2 * HOUR }, category: '时限', name: '测试', instead: undefined },
    ],
    [
      'is that of settings, in place of the declared one',
      rule(),
      {},
      { 时限: { 测试: { value: '1d' } } },
      { limit: { ms: DAY }, category: '时限', name: '测试', instead: { ms: 2 * HOUR } },
    ],
    [
      'is in place of none where settings say the same',
      rule(),
      {},
      { 时限: { 测试: { value: '120m' } } },
      { limit: { ms: 2 * HOUR }, category: '时限', name: '测试', instead: undefined },
    ],
    [
      'is the declared one where settings say nothing',
      rule(),
      {},
      { 时限: { 测试: { value: null } } },
      { limit: { ms: 2 * HOUR }, category: '时限', name: '测试', instead: undefined },
    ],
    [
      'goes by a value',
      rule({ limit: BY }),
      { urgency: '中' },
      { 时限: { 测试·高: { value: '9h' } } },
      { limit: { ms: 4 * HOUR }, category: '时限', name: '测试·中', instead: undefined },
    ],
    ['is none of a value without one', rule({ limit: BY }), { urgency: '低' }, {}, undefined],
    ['is none without a value', rule({ limit: BY }), {}, {}, undefined],
    [
      'is that of settings for a value without one',
      rule({ limit: BY }),
      { urgency: '低' },
      { 时限: { 测试·低: { value: '9h' } } },
      { limit: { ms: 9 * HOUR }, category: '时限', name: '测试·低', instead: undefined },
    ],
    [
      'is that of the type before all others',
      rule({ limitFrom: 'type' }),
      { type: '售后支持' },
      { 问题类型: { 售后支持: { value: '3wd' } }, 时限: { 测试: { value: '1d' } } },
      { limit: { workingDays: 3 }, category: '问题类型', name: '售后支持', instead: undefined },
    ],
    [
      'is the usual one of a type that has none',
      rule({ limitFrom: 'type' }),
      { type: '其他' },
      { 问题类型: { 其他: {} } },
      { limit: { ms: 2 * HOUR }, category: '时限', name: '测试', instead: undefined },
    ],
    ['is none where a time was promised', rule({ limit: { until: 'plannedAt' } }), {}, {}, undefined],
    [
      'is that of the type where a time was promised',
      rule({ limit: { until: 'plannedAt' }, limitFrom: 'type' }),
      { type: '售后支持' },
      { 问题类型: { 售后支持: { value: '1d' } } },
      { limit: { ms: DAY }, category: '问题类型', name: '售后支持', instead: undefined },
    ],
  ])('%s', (_, of, cells, rows, wanted) => {
    expect(policyOf(of, cells, settings(rows))).toEqual(wanted);
  });
});

describe('the names of lengths', () => {
  const namesOf = (...clocks: ClockRule[]) => limitNames([{ ...hotline, clocks }]);

  it.each<[string, ClockRule, string[]]>([
    ['one length', rule(), ['测试']],
    ['one for each value', rule({ limit: BY }), ['测试·高', '测试·中']],
    ['one that comes again as it is', rule({ repeats: {} }), ['测试']],
    ['one that comes again in another time', rule({ repeats: { every: '1d' } }), ['测试', '测试·以后每次']],
    ['one that is let go at some time', rule({ lapses: '30d' }), ['测试', '测试·最晚']],
    ['a promise', rule({ limit: { until: 'plannedAt' } }), []],
    [
      'a promise that comes again',
      rule({ limit: { until: 'plannedAt' }, repeats: { every: '1d' } }),
      ['测试·以后每次'],
    ],
  ])('of %s', (_, of, names) => {
    expect(namesOf(of)).toEqual(names);
  });

  it('have a value behind a dot where they go by one', () => {
    expect([limitName(rule()), limitName(rule(), ''), limitName(rule(), '高')]).toEqual([
      '测试',
      '测试',
      '测试·高',
    ]);
  });

  it('come in the settings of a new desk with what they say, and from when to when they run', () => {
    const rows = (of: ClockRule) =>
      defaultSettings([{ ...hotline, clocks: [of] }]).flatMap(({ category, name, value, note }) =>
        category === '时限' ? [[name, value, note]] : [],
      );
    const units = '写 m 分钟、h 小时、d 天、wd 工作日、mo 月。';
    expect(rows(rule({ repeats: { every: '1d' }, lapses: '30d' }))).toEqual([
      ['测试', '2h', `热线记录：从“日期时间”算起，最迟多久要填上“响应时间”。${units}`],
      ['测试·以后每次', '1d', `第一次以后，每隔这么久再来一次。${units}`],
      ['测试·最晚', '30d', `过了这么久才登记的，不再安排。${units}`],
    ]);
    const several = rows(rule({ stops: ['respondedAt', 'resolvedAt'] }))[0]?.[2];
    expect(several).toContain('填上“响应时间”或“解决时间”');
    expect(rows(rule({ stops: { state: '已关闭' } }))[0]?.[2]).toContain('最迟多久要到“已关闭”');
  });
});

it('a new desk works from Monday to Friday', () => {
  const days = defaultSettings([hotline]).filter(({ category }) => category === '工作时间');
  expect(days.map(({ name, value }) => [name, value])).toEqual([
    ...['周一', '周二', '周三', '周四', '周五'].map(day => [day, '09:00-18:00']),
    ['周六', '休'],
    ['周日', '休'],
  ]);
});
