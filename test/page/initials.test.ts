// Entries of a list by the first letters of their pinyin.
import { describe, expect, it } from 'vitest';
import { entryByInitials, initialsOf } from '../../local/page/initials.ts';

describe('first letters', () => {
  it.each([
    ['售后支持', 'shzc'],
    ['投诉建议', 'tsjy'],
    ['欧阳娜娜', 'oynn'],
    ['李伟', 'lw'],
    ['紧急', 'jj'],
    ['安装 A3', 'aza3'],
    ['日用品', 'ryp'],
    ['微信', 'wx'],
    ['昨天', 'zt'],
    ['啊八擦搭额发嘎哈机卡拉妈拿哦趴七然撒塔挖西压杂', 'abcdefghjklmnopqrstwxyz'],
    ['安不出对儿飞公会件开了没能欧平去软四天外行用周', 'abcdefghjklmnopqrstwxyz'],
    ['日热人入荣乳', 'rrrrrr'],
    ['诶', 'e'],
    ['', ''],
  ])('of %s are %s', (text, letters) => {
    expect(initialsOf(text)).toBe(letters);
  });
});

describe('an entry', () => {
  const TYPES = ['售前咨询', '售后支持', '投诉建议', '其他'];
  it.each([
    ['shzc', '售后支持'],
    ['SHZC', '售后支持'],
    ['shz', '售后支持'],
    [' ts ', '投诉建议'],
    ['q', '其他'],
    ['s', undefined],
    ['x', undefined],
    ['', undefined],
    ['shzc1', undefined],
    ['售后', undefined],
  ])('meant by %j is %s', (typed, entry) => {
    expect(entryByInitials(typed, TYPES)).toBe(entry);
  });

  it('of exactly these letters goes before longer ones, and one that is written in letters before all', () => {
    expect(entryByInitials('gao', ['高', '公安', '搞安慰']) ?? '').toBe('');
    expect(entryByInitials('g', ['高', '公开'])).toBe('高');
    expect(entryByInitials('a', ['A3', '安心'])).toBeUndefined();
  });
});
