// How long a plan promises that something takes, in the ways that clerks write it.
import { describe, expect, it } from 'vitest';
import { promisedIn, promisedLength } from '../../../functions/src/core/clocks/promised-length.ts';
import { readLimit } from '../../../functions/src/core/schema/duration.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';

// Template 3.14
describe('a promise', () => {
  it.each([
    ['免费更换电源模块，预计1个工作日内完成', '1wd'],
    ['３ 个 工作日 内寄出', '3wd'],
    ['三个工作日之内', '3wd'],
    ['7-15个工作日内到账', '15wd'],
    ['3到5个工作日内回复', '5wd'],
    ['3～5个工作日', undefined],
    ['预计3～5个工作日', '5wd'],
    ['两三天内上门', '3d'],
    ['十五天内退款', '15d'],
    ['二十四小时内联系', '24h'],
    ['24h内回复', '24h'],
    ['48H之内处理', '48h'],
    ['2个钟头以内到', '2h'],
    ['半小时内回电', '30m'],
    ['半个小时内回电', '30m'],
    ['30分钟内到场', '30m'],
    ['七个自然日内', '7d'],
    ['一周内寄出', '7d'],
    ['两个礼拜内换新', '14d'],
    ['一个月内完成', '1mo'],
    ['3个月以内', '3mo'],
    ['最迟3天发货', '3d'],
    ['不晚于5天', '5d'],
    ['先在2小时内联系，3个工作日内完成', '3wd'],
  ])('is read in %s', (text, limit) => {
    expect(promisedLength(text)).toEqual(limit === undefined ? undefined : readLimit(limit));
  });

  it.each([
    '保修12个月',
    '已使用3天',
    '3月内存条到货',
    '等了两周',
    '2024年5月',
    '使用10天后无法开机',
    '每天内部巡检',
  ])('is not made in %s', text => {
    expect(promisedLength(text)).toBeUndefined();
  });
});

// Template 0.15, 3.14
describe('a promise of a day or an hour, made on Friday morning', () => {
  const MADE = at('2026-11-20 10:00');
  const dueIn = (text: string) => {
    const promised = promisedIn(text, MADE, ZONE);
    return promised && 'ms' in promised.limit ? MADE + promised.limit.ms : promised?.limit;
  };

  it.each([
    ['1.安排工程师王*上门检测(11月22日前);2.若确认硬件问题,免费更换内存模块', '2026-11-23 00:00'],
    ['11月28日前换新', '2026-11-29 00:00'],
    ['2026-11-25之前修好', '2026-11-26 00:00'],
    ['25号以前寄出', '2026-11-26 00:00'],
    ['下周一前更换电源模块', '2026-11-24 00:00'],
    ['明天下午3点前修好', '2026-11-21 15:00'],
    ['11月24日18:00前上门', '2026-11-24 18:00'],
    ['月底前退款', '2026-12-01 00:00'],
    ['本月底前退款', '2026-12-01 00:00'],
    ['下个月末之前退款', '2027-01-01 00:00'],
    ['下月底前退款', '2027-01-01 00:00'],
    ['12月底前换新', '2027-01-01 00:00'],
    ['2027年1月底前换新', '2027-02-01 00:00'],
    ['2月底前换新', '2027-03-01 00:00'],
    ['年底前换新', '2027-01-01 00:00'],
    ['今天下班前回电', '2026-11-21 00:00'],
    ['当天修好', '2026-11-21 00:00'],
    ['11月22日前检测，11月26日前换新', '2026-11-27 00:00'],
    ['半个月内换新', '2026-12-05 10:00'],
  ])('is read in %s', (text, due) => {
    expect(dueIn(text)).toBe(at(due));
  });

  it.each([
    ['半个月内换新', false],
    ['3天内换新', false],
    ['今天下班前回电', true],
    ['11月28日前换新', true],
  ])('tells in %s whether it names when: %s', (text, isTime) => {
    expect(promisedIn(text, MADE, ZONE)?.isTime).toBe(isTime);
  });

  it('is the latest of all that is promised', () => {
    expect(promisedIn('11月21日前检测，5个工作日内修好', MADE, ZONE)?.limit).toEqual(readLimit('5wd'));
  });

  it.each([
    '11月28日前购买的免费更换',
    '5月12日前已检测过',
    '3天前已检测，更换电源模块',
    '前天上门检测，更换电源',
    '目前更换电源模块',
    '今天已更换电源模块',
    '到前台取件',
    '提前联系客户后上门',
    '以前修过，更换主板',
  ])('is not made in %s', text => {
    expect(promisedIn(text, MADE, ZONE)).toBeUndefined();
  });
});
