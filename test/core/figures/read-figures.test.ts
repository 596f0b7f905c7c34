import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../functions/src/core/figures/count.ts';
import { addFigures, type Entries } from '../../../functions/src/core/figures/figures.ts';
import { bucketOf, quantileOf, RESOLUTION } from '../../../functions/src/core/figures/histogram.ts';
import { documentsAt, earlier, periodAt } from '../../../functions/src/core/figures/periods.ts';
import { problemGroups, productOf, rankProblems } from '../../../functions/src/core/figures/problems.ts';
import {
  breakdownOf,
  decidedLimits,
  entriesOf,
  readFigures,
} from '../../../functions/src/core/figures/read.ts';
import { totalsOf } from '../../../functions/src/core/figures/totals.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, CLOSING, deskOf, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';

describe('the figures of a period', () => {
  const book = new Book(hotline, deskOf());
  const submit = (key: string, cells: Cells, time: string) =>
    book.submit({ key, cells, base: String(book.records.get(key)?.version ?? '') }, by('limin'), at(time));
  const call = (time: string): Cells => ({ ...CALL, calledAt: `2026-11-20 ${time}` });
  submit('open', call('09:00'), '2026-11-20 09:10');
  submit(
    'good',
    { ...call('10:00'), ...CLOSING, respondedAt: '2026-11-20 10:20', resolvedAt: '2026-11-20 12:00' },
    '2026-11-20 12:10',
  );
  submit('bad', { ...call('11:00'), type: '投诉建议', handler: '孙丽' }, '2026-11-20 11:10');
  submit(
    'bad',
    { ...CLOSING, respondedAt: '2026-11-20 11:30', resolvedAt: '2026-11-20 15:00', satisfaction: '不满意' },
    '2026-11-20 16:00',
  );
  const figures = totalsOf(
    addFigures(...[...book.records.values()].map(record => figuresOf(hotline, record, ZONE))),
  );
  const entries = entriesOf(figures, 'month-2026-11');

  it('have numerators and denominators', () => {
    expect(readFigures(entries, { tables: TABLES })).toEqual({
      created: 3,
      customers: 1,
      closed: { cycles: 1, records: 1 },
      solved: { cycles: 2, records: 2 },
      reopened: 1,
      returned: 0,
      solvedShare: { numerator: 1, denominator: 3 },
      firstContactShare: { numerator: 1, denominator: 1 },
      reopenedShare: { numerator: 1, denominator: 2 },
      satisfaction: { numerator: 1, denominator: 2 },
      answers: { numerator: 1, denominator: 2 },
      conversion: { numerator: 0, denominator: 0 },
      withinLimit: { numerator: 6, denominator: 6 },
      respond: { n: 2, sum: 50, median: 20, p90: 30 },
      solve: { n: 2, sum: 360, median: 121.5, p90: 243.5 },
    });
  });

  it('can be had of a part: one table, one person', () => {
    const others = TABLES.filter(table => table !== hotline);
    expect(readFigures(entries, { tables: others }).created).toBe(0);
    const { solved, respond } = readFigures(entries, { tables: TABLES, by: 'person', value: '孙丽' });
    expect([solved.cycles, respond]).toEqual([1, { n: 1, sum: 30, median: undefined, p90: undefined }]);
  });

  it('tell limits apart', () => {
    expect(decidedLimits([entries], TABLES).map(({ label }) => label)).toEqual([
      '热线响应',
      '热线解决',
      '热线回访',
    ]);
  });

  it('break down, most first', () => {
    expect(breakdownOf(entries, TABLES, 'created', 'type')).toEqual([
      { value: '售后支持', count: 2 },
      { value: '投诉建议', count: 1 },
    ]);
  });
});

// Template 0.23, 1.31
describe('frequent problems', () => {
  const month = (counts: Record<string, number>): Entries =>
    Object.fromEntries(
      Object.entries(counts).map(([name, count]) => [`feedback/problem/problem/${name}`, count]),
    );
  const ranked = (...months: Record<string, number>[]) =>
    rankProblems(months.map(month), TABLES).map(({ problem, count, rank, isTie, firstFor }) => [
      problem,
      count,
      rank,
      isTie,
      firstFor,
    ]);

  it.each<[string, Record<string, number>[], unknown[][]]>([
    [
      'know for how long one has been the only first',
      [{ 物流: 5, 质量: 2 }, { 物流: 4, 质量: 3 }, { 物流: 3, 质量: 3 }, { 物流: 9 }],
      [
        ['物流', 5, 1, false, 2],
        ['质量', 2, 2, false, 0],
      ],
    ],
    [
      'have no first in a tie, however long it lasts',
      [
        { 甲: 1, 乙: 1, 丙: 1 },
        { 甲: 1, 乙: 1, 丙: 1 },
      ],
      [
        ['丙', 1, 1, true, 0],
        ['乙', 1, 1, true, 0],
        ['甲', 1, 1, true, 0],
      ],
    ],
    ['begin anew after a period without any', [{ 物流: 1 }, {}, { 物流: 1 }], [['物流', 1, 1, false, 1]]],
    [
      'share a rank, and the next one is so much lower',
      [{ 甲: 3, 乙: 2, 丙: 2, 丁: 1 }],
      [
        ['甲', 3, 1, false, 1],
        ['丙', 2, 2, true, 0],
        ['乙', 2, 2, true, 0],
        ['丁', 1, 4, false, 0],
      ],
    ],
  ])('%s', (_, months, expected) => {
    expect(ranked(...months)).toEqual(expected);
  });

  it('are compared only where they are named in the same words', () => {
    const titles = problemGroups(TABLES).map(({ label, tables }) => [label, ...tables.map(t => t.title)]);
    expect(titles).toEqual([
      ['问题类型', '热线记录', '售后跟进'],
      ['标签', '客户反馈'],
      ['故障原因', '售后服务单'],
      ['投诉类型', '投诉记录'],
      ['反馈分类', '回访跟进'],
    ]);
  });

  it('name the product that they were with most often; a tie names none', () => {
    const entries = (...counts: number[]): Entries =>
      Object.fromEntries(
        counts.map((count, at) => [`serviceOrders/problem/product/质量问题\u001f净水器${at}`, count]),
      );
    const product = (...counts: number[]) => productOf(entries(...counts), TABLES, '质量问题')?.product;
    expect([product(2, 3), product(2, 2), product()]).toEqual(['净水器1', undefined, undefined]);
  });
});

describe('the histogram', () => {
  it('reads quantiles off within its resolution', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.5, 0.9, 1),
        (minutes, share) => {
          const buckets = new Map<number, number>();
          for (const each of minutes) buckets.set(bucketOf(each), (buckets.get(bucketOf(each)) ?? 0) + 1);
          const sorted = minutes.toSorted((a, b) => a - b);
          const exact = sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
          const read = quantileOf(buckets, share) ?? Number.NaN;
          expect(Math.abs(read - exact)).toBeLessThanOrEqual(exact < 32 ? 0 : exact * RESOLUTION);
        },
      ),
    );
    expect(quantileOf(new Map(), 0.5)).toBeUndefined();
  });
});

describe('periods', () => {
  it('begin on Monday and on the first, end where the next begins, and count backwards over years', () => {
    const week = periodAt('week', at('2026-11-22 23:59'), ZONE);
    expect(week).toEqual({
      kind: 'week',
      document: 'week-2026-W47',
      from: at('2026-11-16 00:00'),
      until: at('2026-11-23 00:00'),
      days: { first: '2026-11-16', last: '2026-11-22' },
    });
    expect(periodAt('month', at('2026-02-28 12:00'), ZONE)).toMatchObject({
      document: 'month-2026-02',
      until: at('2026-03-01 00:00'),
      days: { first: '2026-02-01', last: '2026-02-28' },
    });
    expect(earlier(periodAt('month', at('2026-01-31 12:00'), ZONE), ZONE, 2).document).toBe('month-2025-11');
    expect(earlier(week, ZONE, 47).document).toBe('week-2025-W52');
  });
});

it('weeks and months are those of the desk: Monday 00:30 in Shanghai is Sunday in UTC', () => {
  expect(documentsAt(at('2026-11-23 00:30'), ZONE)).toEqual(['week-2026-W48', 'month-2026-11']);
  expect(documentsAt(at('2027-01-01 00:30'), ZONE)).toEqual(['week-2026-W53', 'month-2027-01']);
});
