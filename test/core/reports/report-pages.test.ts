import { describe, expect, it } from 'vitest';
import {
  type ClosedPeriod,
  closePeriod,
  documentsKept,
} from '../../../functions/src/core/figures/closed-periods.ts';
import { addFigures } from '../../../functions/src/core/figures/figures.ts';
import { earlier, periodAt } from '../../../functions/src/core/figures/periods.ts';
import { MAX_CHANGES } from '../../../functions/src/core/reports/activity-log.ts';
import { changeCell } from '../../../functions/src/core/reports/cells.ts';
import type { CellRange } from '../../../functions/src/core/reports/page.ts';
import { reportOf } from '../../../functions/src/core/reports/report-notice.ts';
import { monthPages } from '../../../functions/src/core/reports/reports.ts';
import { SUMMARY_TABS, summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
import { at, deskOf, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { filledDesk } from '../../fixtures/core/filled-desk.ts';
import { factsOf, figuresOfAll, linesOf, pageOf, textsOf } from '../../fixtures/core/page-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 17:10');
const october = earlier(periodAt('month', NOW, ZONE), ZONE);
const figures = figuresOfAll(filledDesk(at('2026-09-01 09:00'), NOW), desk);
const closedOctober: ClosedPeriod = closePeriod(october, figures, at('2026-11-01 00:01'), desk);
const facts = factsOf(desk, NOW, { figures, closedPeriods: [closedOctober] });
const line = (lines: (string | number)[][], label: string) => lines.find(([first]) => first === label);

describe('周报 and 月报', () => {
  it('give each main figure with what it is made of, beside the period before', () => {
    const lines = textsOf(linesOf(pageOf('月报', facts), '主要数据'));
    expect(lines.map(([label]) => label)).toEqual(
      expect.arrayContaining([
        '新增',
        '问题解决率',
        '一次解决率',
        '重开率',
        '时限内占比',
        '客户满意度',
        '潜在需求转化率',
      ]),
    );
    const [, value, above, below, was, wasAbove, wasBelow, change] = line(lines, '客户满意度') ?? [];
    expect(Number(above) / Number(below)).toBe(value);
    expect(Number(wasAbove) / Number(wasBelow)).toBe(was);
    expect(Number(value) - Number(was)).toBe(change);
  });

  it('set each heading where its figures stand', () => {
    const { grid } = pageOf('月报', facts);
    const heading = grid.find(([cell]) => cell?.style === 'heading') ?? [];
    expect(heading.map(({ align }) => align)).toEqual([
      undefined,
      ...Array.from({ length: 8 }, () => 'right'),
    ]);
    const [ranked = []] = grid.filter(row => row.some(({ text }) => text === '名次'));
    expect(ranked.find(({ text }) => text === '名次')?.align).toBe('right');
    const changes = pageOf('变更记录', facts).grid.find(([cell]) => cell?.style === 'heading') ?? [];
    expect(changes.every(({ align }) => align === undefined)).toBe(true);
  });

  it('give times with how many there were, their mean, median and 90th percentile', () => {
    const [, mean, median, high, n] = line(textsOf(linesOf(pageOf('月报', facts), '用时')), '解决用时') ?? [];
    expect(Number(n)).toBeGreaterThan(5);
    expect(Number(median)).toBeLessThanOrEqual(Number(high));
    expect(Number(mean)).toBeGreaterThan(0);
  });

  it('say nothing of what there is nothing of', () => {
    const empty = textsOf(linesOf(pageOf('周报', factsOf(desk, NOW)), '主要数据'));
    expect(line(empty, '客户满意度')?.slice(1, 4)).toEqual(['—', 0, 0]);
    expect(line(empty, '新增')?.[1]).toBe(0);
    expect(line(empty, '客户满意度')?.[7]).toBe('—');
  });

  // Template 4.26
  it('rank problems with their change, and flag what has led for three periods', () => {
    const lines = textsOf(linesOf(pageOf('月报', facts), '高频问题'));
    const counts = lines.slice(0, -1).map(([, count]) => Number(count));
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(lines.at(-1)?.slice(0, 2)).toEqual(['合计', counts.reduce((sum, count) => sum + count, 0)]);
    const month = periodAt('month', NOW, ZONE);
    const months = [0, 1, 2].map(count => `${earlier(month, ZONE, count).document}-tail`);
    const many = Object.fromEntries(months.map(each => [each, { 'hotline/problem/problem/漏水': 99 }]));
    const live = { ...facts, closedPeriods: [], figures: addFigures(figures, many) };
    const led = linesOf(pageOf('月报', live), '高频问题')[0];
    expect(led?.map(({ text }) => text).at(-1)).toBe('连续 3 个月 TOP1');
    expect(led?.at(-1)?.style).toBe('overdue');
  });

  it('tell good news from bad: more is not always better', () => {
    const count = (text: number) => ({ text, format: 'count' as const });
    expect(changeCell(count(5), count(3), 'less')).toMatchObject({ text: 2, format: 'change', style: 'bad' });
    expect(changeCell(count(5), count(3), 'more').style).toBe('good');
    expect(changeCell(count(5), count(3)).style).toBeUndefined();
    expect(changeCell(count(3), count(3), 'more').style).toBeUndefined();
  });
});

describe('a month that is over', () => {
  const late = addFigures(figures, {
    [october.document]: { 'hotline/created': 2, 'hotline/createdSolved': 1 },
  });
  const then = { ...facts, figures: late };

  it('is shown as it was when it ended, beside what came later', () => {
    const before = textsOf(linesOf(pageOf('月报', facts), '主要数据'));
    const after = textsOf(linesOf(pageOf('月报', then), '主要数据'));
    const created = Number(line(before, '新增')?.[4]);
    expect(after.map(cells => cells.slice(0, 8))).toEqual(before.map(cells => cells.slice(0, 8)));
    expect(line(before, '新增')?.[8]).toBe('');
    expect(line(after, '新增')?.[8]).toBe(2);
    expect(textsOf(linesOf(pageOf('月报', then), '更正'))).toEqual([['新增', created, created + 2, 2]]);
    expect(textsOf(linesOf(pageOf('月报', then), '后续进展')).map(([label]) => label)).toEqual([
      '新增问题中已解决',
    ]);
    expect(textsOf(linesOf(pageOf('月报', facts), '更正'))).toEqual([['暂无']]);
  });

  it('that was closed by an earlier way of counting is not set beside the present one', () => {
    const old = { ...then, closedPeriods: [{ ...closedOctober, counting: 1 }] };
    const { grid } = pageOf('月报', old);
    expect(grid.some(([cell]) => String(cell?.text).includes('“上期”没有冻结的数'))).toBe(true);
    expect(() => linesOf({ grid }, '更正')).toThrow('no part');
  });

  it('keeps a tab of its own with a place to sign, apart from all others', () => {
    const [page] = monthPages(facts);
    expect(page?.tab).toMatchObject({ title: '月报 2026-10', sheetId: 2_202_610, isLast: true });
    expect(textsOf(page?.grid.slice(4, 5) ?? [])).toEqual([
      ['制表：系统', '审核：', '', '批准：', '', '日期：'],
    ]);
    expect(page?.grid[1]?.[0]?.text).toContain('2026-11-01 00:01 冻结，按设置第 1 版统计');
    const ids = [...summaryPages(facts), ...monthPages(facts)].flatMap(({ charts }) =>
      charts.map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  // Template 3.26
  it('is reported in words', () => {
    const { title, what, occasion } = reportOf(closedOctober, facts, ZONE);
    expect([title, occasion]).toEqual(['月报 2026年10月', 'month-2026-10']);
    expect(what.split('\n')).toContainEqual(
      expect.stringMatching(/^客户满意度：\d+\.\d%（\d+\/\d+）；上期 \d+\.\d%（\d+\/\d+）$/),
    );
    expect(documentsKept(october)).toContain('month-2026-10');
  });
});

describe('变更记录', () => {
  it('lists as many changes as the activity log keeps, with who made them by name', () => {
    const lines = Array.from({ length: MAX_CHANGES }, (_, index) => ({
      id: `row-${index}`,
      at: NOW - index,
      table: 'hotline',
      key: `row-${index}`,
      number: `2026112000${index}`,
      by: index === 0 ? 'limin@example.com' : 'gone@example.com',
      kind: '修改' as const,
      text: '备注：空白 → 一',
    }));
    const { grid } = pageOf('变更记录', { ...facts, activityLog: { until: NOW, lines } });
    expect(grid.length).toBe(3 + MAX_CHANGES);
    expect(grid.slice(3, 5).map(row => row[3]?.text)).toEqual(['李敏', 'gone@example.com']);
    expect(grid[3]?.[2]?.to).toMatchObject({ key: 'row-0' });
  });
});

describe('every page', () => {
  const pages = [...summaryPages(facts), ...monthPages(facts)];

  it.each(pages.map(page => [page.tab.title, page] as const))('%s fits its tab', (_, { tab, grid }) => {
    expect(grid.length).toBeLessThanOrEqual(tab.rows);
    expect(Math.max(...grid.map(row => row.length))).toBeLessThanOrEqual(tab.widths.length);
    expect(tab.widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(1_040);
  });

  it('draws its charts over tables, each series as long as its names', () => {
    const charts = pages.flatMap(({ grid, charts: all }) => all.map(chart => ({ grid, chart })));
    expect(charts.length).toBeGreaterThanOrEqual(10);
    const heightOf = ({ startRow, endRow }: CellRange) => endRow - startRow;
    for (const { grid, chart } of charts) {
      expect(grid[chart.domain.startRow]?.[chart.domain.startColumn]?.style).toBe('heading');
      for (const { range } of chart.series) expect(heightOf(range)).toBe(heightOf(chart.domain));
      const under = grid.slice(chart.at.row, chart.at.row + Math.ceil(chart.size.height / 21));
      expect(under.every(row => row.length === 0)).toBe(true);
    }
  });

  it('lays its charts from the left, and none over another', () => {
    for (const { charts, tab } of pages.filter(each => each.charts.length > 0)) {
      const spans = charts
        .map(({ at: { column }, size: { width } }) => {
          const left = tab.widths.slice(0, column).reduce((sum, each) => sum + each, 0);
          return { left, right: left + width };
        })
        .sort((one, other) => one.left - other.left);
      expect([tab.title, spans[0]?.left]).toEqual([tab.title, 0]);
      for (const [index, { left }] of spans.entries())
        expect(left).toBeGreaterThanOrEqual(spans[index - 1]?.right ?? 0);
    }
  });

  it('puts each chart at one place in a tab that goes on, whatever there is to show, and leaves no hole', () => {
    const placesOf = (given: Parameters<typeof summaryPages>[0]) =>
      new Map(
        summaryPages(given).flatMap(({ charts }) => charts.map(({ id, at: { column } }) => [id, column])),
      );
    expect(placesOf(factsOf(desk, NOW))).toEqual(placesOf(facts));
    const titles = [facts, factsOf(desk, NOW)].map(given => pageOf('投诉分析', given).charts[0]?.title);
    expect(titles).toEqual(['高频问题（近 3 个月）', '投诉来源（近 3 个月）']);
  });

  it('is in the list of tabs', () => {
    expect(SUMMARY_TABS.map(({ title }) => title)).toEqual([
      '开始',
      '待办提醒',
      '看板',
      '周报',
      '上周周报',
      '月报',
      '投诉分析',
      '变更记录',
    ]);
  });
});
