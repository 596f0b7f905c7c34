// The problems that records name, ranked, and times in buckets.
import { describe, expect, it } from 'vitest';
import { bucketOf, quantileOf } from '../../../functions/src/core/figures/histogram.ts';
import { problemGroups, productOf, rankProblems } from '../../../functions/src/core/figures/problems.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { countedOf, MONTH } from '../../fixtures/core/counted.ts';

describe('the problems of a record', () => {
  const problems = (table: Table, cells: Cells) =>
    Object.keys(countedOf(table, { cells })[`${MONTH}-tail`] ?? {})
      .filter(key => key.includes('/problem/problem/'))
      .map(key => key.split('/').at(-1));
  it('are ten at most, each once, and none where it is no problem', () => {
    expect(problems(feedback, { tags: '漏水，异响、漏水;慢；断' })).toEqual(['漏水', '异响', '慢', '断']);
    expect(
      problems(feedback, { tags: Array.from({ length: 12 }, (_, at) => `t${at}`).join(' ') }),
    ).toHaveLength(10);
    expect(problems(feedback, { tags: '漏水', type: '咨询' })).toEqual([]);
    expect(problems(feedback, {})).toEqual([]);
    expect([problems(callbacks, { class: '投诉' }), problems(callbacks, { class: '建议' })]).toEqual([
      ['投诉'],
      [],
    ]);
  });
});

it.each([
  [-5, 0],
  [0, 0],
  [31.9, 31],
  [32, 32],
  [33, 32],
  [34, 34],
  [63, 62],
  [64, 64],
  [67, 64],
  [68, 68],
  [1000, 992],
])('%d minutes are in the bucket of %i', (minutes, bucket) => {
  expect(bucketOf(minutes)).toBe(bucket);
});

it.each<[[number, number][], number, number | undefined]>([
  [[], 0.5, undefined],
  [[[5, 0]], 0.5, undefined],
  [[[5, 1]], 0.5, 5],
  [
    [
      [7, 1],
      [5, 1],
    ],
    0.5,
    5,
  ],
  [
    [
      [5, 1],
      [7, 1],
    ],
    0.51,
    7,
  ],
  [
    [
      [5, 1],
      [7, 0],
      [9, 1],
    ],
    1,
    9,
  ],
  [[[31, 1]], 1, 31],
  [[[32, 1]], 1, 32.5],
  [[[64, 1]], 1, 65.5],
])('of %j the quantile %d is %s', (buckets, share, is) => {
  expect(quantileOf(new Map(buckets), share)).toBe(is);
});

describe('frequent problems', () => {
  const key = (problem: string) => `hotline/problem/problem/${problem}`;
  const of = (...counts: [string, number][]) =>
    Object.fromEntries(counts.map(([name, count]) => [key(name), count]));

  it('are ranked, ties together, with how long one was the only first', () => {
    const now = of(['甲', 3], ['乙', 2], ['丙', 2], ['丁', 1]);
    const ranked = rankProblems([now, of(['甲', 2], ['乙', 1]), of(['甲', 1], ['乙', 1])], [hotline]);
    expect(ranked.map(({ problem, rank, isTie, firstFor }) => [problem, rank, isTie, firstFor])).toEqual([
      ['甲', 1, false, 2],
      ['丙', 2, true, 0],
      ['乙', 2, true, 0],
      ['丁', 4, false, 0],
    ]);
    expect(ranked[0]?.share).toEqual({ numerator: 3, denominator: 8 });
    expect(rankProblems([of(['甲', 1]), of(['甲', 1])], [hotline])[0]?.firstFor).toBe(2);
    expect(rankProblems([], [hotline])).toEqual([]);
  });

  it('were with one product most often, or with none in particular', () => {
    const together = (...counts: [string, number][]) =>
      Object.fromEntries(
        counts.map(([pair, count]) => [`hotline/problem/product/${pair.replace('@', '\u001f')}`, count]),
      );
    const product = (...counts: [string, number][]) => productOf(together(...counts), [hotline], '漏水');
    expect(product(['漏水@甲', 2], ['漏水@乙', 1], ['异响@丙', 5])).toEqual({
      problem: '漏水',
      product: '甲',
      count: 2,
    });
    expect(product(['漏水@甲', 2])).toMatchObject({ product: '甲' });
    expect([product(['漏水@甲', 2], ['漏水@乙', 2]), product(['异响@丙', 5])]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('are set beside each other where they are named in the same words', () => {
    const groups = problemGroups(TABLES).map(({ label, tables }) => [label, tables.map(each => each.key)]);
    expect(groups.find(([label]) => label === '问题类型')?.[1]).toEqual(['hotline', 'followUps']);
    expect(groups.filter(([, tables]) => tables?.includes('serviceOrders'))).toHaveLength(1);
    expect(groups.flatMap(([, tables]) => tables)).not.toContain('plans');
  });
});
