// How long a plan promises that something takes, in the ways that clerks write it.
import { describe, expect, it } from 'vitest';
import { promisedLength } from '../../../functions/src/core/clocks/promised-length.ts';
import { readLimit } from '../../../functions/src/core/schema/duration.ts';

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
