import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import { limitOf, readLimit, showLimit } from '../../../functions/src/core/schema/duration.ts';

describe('a limit as people write it', () => {
  it.each([
    ['2h', { ms: 2 * HOUR }],
    ['48 小时', { ms: 48 * HOUR }],
    ['24个小时', { ms: 24 * HOUR }],
    [' 48H ', { ms: 48 * HOUR }],
    ['1.5h', { ms: 90 * MINUTE }],
    ['30m', { ms: 30 * MINUTE }],
    ['30 分钟', { ms: 30 * MINUTE }],
    ['7天', { ms: 7 * DAY }],
    ['48h', { ms: 48 * HOUR }],
    ['3wd', { workingDays: 3 }],
    ['3 WD', { workingDays: 3 }],
    ['3 个工作日', { workingDays: 3 }],
    ['3工作日', { workingDays: 3 }],
    ['三个工作日', { workingDays: 3 }],
    ['两小时', { ms: 2 * HOUR }],
    ['半小时', { ms: 30 * MINUTE }],
    ['三十分钟', { ms: 30 * MINUTE }],
    ['30min', { ms: 30 * MINUTE }],
    ['3个自然日', { ms: 3 * DAY }],
    ['1周', { ms: 7 * DAY }],
    ['10年', { months: 120 }],
    ['半年', { months: 6 }],
    ['一年半', { months: 18 }],
    ['一个半小时', { ms: 90 * MINUTE }],
    ['1m', { ms: MINUTE }],
    ['0.02h', { ms: 72_000 }],
    ['3653d', { ms: 3653 * DAY }],
    ['2500wd', { workingDays: 2500 }],
    ['120mo', { months: 120 }],
    ['2小時', { ms: 2 * HOUR }],
    ['3個工作日', { workingDays: 3 }],
    ['30分鐘', { ms: 30 * MINUTE }],
    ['2个钟头', { ms: 2 * HOUR }],
    ['2hrs', { ms: 2 * HOUR }],
    ['2 weeks', { ms: 14 * DAY }],
    ['3 working days', { workingDays: 3 }],
    ['3 months', { months: 3 }],
    ['2\u200bh', { ms: 2 * HOUR }],
    ['2小时内', { ms: 2 * HOUR }],
    ['24 小时以内', { ms: DAY }],
    ['3个工作日之内', { workingDays: 3 }],
  ])('%j', (text, limit) => {
    expect(readLimit(text)).toEqual(limit);
  });

  it.each([
    '',
    '0h',
    '-2h',
    '2',
    'h',
    '2x',
    '尽快',
    '1.5wd',
    '1h60m',
    '99999小时30分',
    '半天',
    '60秒',
    '2-3h',
    '≤2h',
    '-1小时30分',
    'Infinityh',
    '0.0m',
    '1e3h',
    '9999999h',
    '0.000001m',
    '0.9m',
    '0.01h',
    '0.00001天',
    '3654d',
    '100000h',
    '2501wd',
    '121mo',
    '11年',
    '半个月',
    '一天半',
    '1.5个月',
    '半年半',
    '半天',
    '零小时',
    '五百天',
    '522周',
    '2h30m',
    '2constructor',
    '2CONSTRUCTOR',
    '2toString',
    '内',
    '2内',
    '2小时内内',
    `${'1'.repeat(40_000)}h`,
  ])('%j is none', text => {
    expect(readLimit(text)).toBeUndefined();
  });

  it.each([
    '2 小时',
    '30 分钟',
    '4 天',
    '7 天',
    '3 个工作日',
    '3 个月',
    '24 小时',
    '72 小时',
    '73 小时',
    '95 小时',
    '100 小时',
    '90 分钟',
    '5761 分钟',
  ])('shows %s as it reads it', text => {
    const limit = readLimit(text);
    expect(limit && showLimit(limit)).toBe(text);
  });

  it('a declaration that is none is broken', () => {
    expect(() => limitOf('0m')).toThrow('"0m"');
    expect(limitOf('0h')).toEqual({ ms: 0 });
  });
});
