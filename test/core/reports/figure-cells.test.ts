// Figures as cells: what stands there, what it counts, how it moved; and how a figure is broken down.
import { describe, expect, it } from 'vitest';
import type { Figures } from '../../../functions/src/core/figures/figures.ts';
import { breakDown } from '../../../functions/src/core/reports/breakdown.ts';
import { changeCell, FigureCells, plainShare, sinceOf } from '../../../functions/src/core/reports/cells.ts';
import { PageDraft } from '../../../functions/src/core/reports/draft.ts';
import { amountOf, isLacking } from '../../../functions/src/core/reports/figure-ref.ts';
import type { SummaryCell } from '../../../functions/src/core/reports/page.ts';
import { sinceBegun } from '../../../functions/src/core/reports/trend.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

const FIGURES: Figures = {
  'a-tail': { 'hotline/created': 3, 'hotline/solved': 2, 'hotline/solveMinutes': 30 },
  'b-tail': { 'hotline/created': 4, 'feedback/created': 1 },
};
const documents = (...names: string[]) => names.map(document => ({ document }));
const cells = (entries: Record<string, number>, name = '本周') =>
  new FigureCells({ 'a-tail': entries }, documents('a'), name);
const created = { measures: ['created'], tables: [hotline] } as const;
const NONE: SummaryCell = { text: '—', style: 'muted', align: 'right' };

describe('a figure', () => {
  const both = new FigureCells(FIGURES, documents('a', 'b'), '近两周');
  it('adds up its periods and tables, and says what it counts', () => {
    expect(both.count('新增', created)).toEqual({
      text: 7,
      format: 'count',
      figure: { title: '近两周 · 新增', documents: ['a', 'b'], counted: created },
    });
    expect(both.amount({ ...created, tables: [hotline, feedback] })).toBe(8);
    expect(both.amount({ measures: ['created', 'solved'], tables: [hotline] })).toBe(9);
  });

  it('is closed where it says so', () => {
    const closed = new FigureCells(FIGURES, documents('a'), '上周', true).count('新增', created).figure;
    expect(closed).toMatchObject({ isClosed: true });
    expect(both.count('新增', created).figure).not.toHaveProperty('isClosed');
  });

  it('is no share of nothing, and no mean of none', () => {
    const solved = { measures: ['solved'], tables: [hotline] } as const;
    expect(both.share('比', solved, created)).toMatchObject({
      text: 2 / 7,
      format: 'share',
      figure: { of: created },
    });
    expect(both.share('比', created, { ...created, tables: [] })).toEqual(NONE);
    expect(both.mean('用时', solved, 'solveMinutes')).toMatchObject({
      text: 15 * 60_000,
      format: 'duration',
    });
    expect(both.mean('用时', { ...solved, tables: [feedback] }, 'solveMinutes')).toEqual(NONE);
    expect(both.quantile('中位', 'solved', [hotline], 0.5)).toEqual(NONE);
    expect([plainShare(1, 4), plainShare(1, 0)]).toEqual([{ text: 0.25, format: 'share' }, NONE]);
  });

  it('of customers leads to no records', () => {
    expect(cells({ '*/customers': 4 }).customers()).toEqual({ text: 4, format: 'count' });
    expect(cells({}).customers()).toEqual({ text: 0, format: 'count' });
  });
});

describe('how a figure moved', () => {
  const cell = (text: number | string, format?: SummaryCell['format']): SummaryCell => ({
    text,
    ...(format && { format }),
  });
  it.each<[number, number, 'more' | 'less' | undefined, string | undefined]>([
    [5, 3, 'more', 'good'],
    [3, 5, 'more', 'bad'],
    [5, 3, 'less', 'bad'],
    [3, 5, 'less', 'good'],
    [5, 5, 'less', undefined],
    [5, 3, undefined, undefined],
  ])('from %d to %d, of which %s is better, is %s news', (present, before, better, style) => {
    const moved = changeCell(cell(present, 'count'), cell(before, 'count'), better);
    expect(moved).toEqual({
      text: present - before,
      format: 'change',
      align: 'right',
      ...(style && { style }),
    });
  });

  it.each<[SummaryCell['format'], string]>([
    ['count', 'change'],
    ['share', 'shareChange'],
    ['duration', 'durationChange'],
    [undefined, 'change'],
  ])('of a %s is told as a %s', (format, told) => {
    expect(changeCell(cell(2, format), cell(1, format)).format).toBe(told);
  });

  it('is nothing where one of them is', () => {
    expect([changeCell(cell('—'), cell(1)), changeCell(cell(1), cell('—'))]).toEqual([NONE, NONE]);
  });

  it('since it was closed is blank where it did not, and the figure itself where it came to be', () => {
    expect(sinceOf(cell(3), cell(3))).toEqual({ text: '', align: 'right' });
    expect(sinceOf(cell(5, 'count'), cell(3, 'count'))).toMatchObject({ text: 2, format: 'change' });
    expect(sinceOf({ ...cell(0.5, 'share'), figure: undefined as never }, NONE)).toEqual({
      text: 0.5,
      format: 'share',
    });
    expect(sinceOf(NONE, cell(0.5, 'share'))).toEqual(NONE);
  });
});

describe('a figure broken down', () => {
  const by = (entries: Record<string, number>, given: object = {}, before: Record<string, number> = {}) =>
    breakDown([cells(entries), cells(before)], {
      tables: [hotline],
      by: 'type',
      measures: ['created'],
      blank: '未填',
      ...given,
    });
  const typed = (amounts: Record<string, number>) =>
    Object.fromEntries(
      Object.entries(amounts).map(([type, count]) => [`hotline/created/type/${type}`, count]),
    );
  const labels = ({ parts }: ReturnType<typeof by>) => parts.map(({ label }) => label);

  it('has the most frequent first, those that are as frequent by name, and what has no value last', () => {
    expect(labels(by(typed({ b: 2, a: 2, c: 5, '': 9 })))).toEqual(['c', 'a', 'b', '未填']);
    expect(labels(by(typed({ a: 1 })))).toEqual(['a']);
    expect(labels(by({}))).toEqual([]);
  });

  it('lists what only the period before had behind the rest', () => {
    expect(labels(by(typed({ a: 1 }), {}, typed({ b: 9 })))).toEqual(['a', 'b']);
  });

  it('adds up what there is no room for, as one line', () => {
    const amounts = typed({ a: 5, b: 4, c: 3, d: 2 });
    const parts = (most: number) =>
      by(amounts, { most }).parts.map(each => [
        each.label,
        amountOf(cells(amounts).entries, each.of('created')),
      ]);
    expect(parts(4)).toEqual([
      ['a', 5],
      ['b', 4],
      ['c', 3],
      ['d', 2],
    ]);
    expect(parts(3)).toEqual([
      ['a', 5],
      ['b', 4],
      ['c', 3],
      ['其余 1 项', 2],
    ]);
    expect(parts(2)).toEqual([
      ['a', 5],
      ['b', 4],
      ['其余 2 项', 5],
    ]);
    const many = typed(Object.fromEntries(Array.from({ length: 22 }, (_, at) => [`类${at}`, 1])));
    expect(labels(by(many)).at(-1)).toBe('其余 2 项');
  });

  it('counts a table without such a column as having none', () => {
    const tables = [hotline, complaints];
    expect([isLacking(complaints, 'person'), isLacking(hotline, 'person')]).toEqual([true, false]);
    expect([isLacking(complaints, 'problem'), isLacking(complaints, undefined)]).toEqual([false, false]);
    const entries = { 'hotline/created/person/李伟': 2, 'complaints/created': 3 };
    const { parts } = by(entries, { tables, by: 'person' });
    expect(parts.map(({ label, of }) => [label, amountOf(entries, of('created'))])).toEqual([
      ['李伟', 2],
      ['未填', 3],
    ]);
    expect(labels(by({ 'hotline/created/person/李伟': 2 }, { tables, by: 'person' }))).toEqual(['李伟']);
    const was = by(
      { 'hotline/created/person/李伟': 2 },
      { tables, by: 'person' },
      { 'complaints/created': 3 },
    );
    expect(labels(was)).toEqual(['李伟', '未填']);
  });
});

it('periods are looked back on to where there was anything, two at least', () => {
  const past = (...amounts: number[]) =>
    amounts.map(amount => ({ period: undefined as never, cells: cells(amount > 0 ? { x: amount } : {}) }));
  const left = (...amounts: number[]) => sinceBegun(past(...amounts)).length;
  expect([left(1, 0, 2, 0, 0), left(1, 0, 0, 0), left(0, 0, 0), left(1, 1, 1), left(1)]).toEqual([
    3, 2, 2, 3, 1,
  ]);
});

describe('a page', () => {
  it.each([
    [20, 2],
    [21, 2],
    [22, 3],
    [260, 14],
  ])('keeps room for charts of %d pixels: %d rows, one of them spare', (height, rows) => {
    const page = new PageDraft();
    page.title('题');
    expect([page.room(height), page.grid.length]).toEqual([1, 1 + rows]);
  });

  it('sets headings where their figures stand, and totals off', () => {
    const page = new PageDraft();
    const row: SummaryCell[] = [
      { text: '甲' },
      { text: 1 },
      { text: '乙', align: 'center' },
      { text: 2, align: 'left' },
    ];
    page.table(['一', '二', '三', '四'], [row], {
      totals: [[{ text: '合计' }, { text: '—', style: 'muted' }, { text: 1, style: 'bad' }]],
    });
    expect(page.grid[0]?.map(({ align }) => align)).toEqual([undefined, 'right', 'center', undefined]);
    expect(page.grid[2]?.map(({ style }) => style)).toEqual(['total', 'total', 'bad']);
  });
});
