// The tabs against figures worked out the plain way: every period, table, person and problem that a report names.

import { describe, expect, it } from 'vitest';
import { earlier, periodAt } from '../../../functions/src/core/figures/periods.ts';
import type { SummaryCell } from '../../../functions/src/core/reports/page.ts';
import type { PeriodKind } from '../../../functions/src/core/schema/period.ts';
import { at, deskOf, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { filledDesk } from '../../fixtures/core/filled-desk.ts';
import { factsOf, figuresOfAll, linesOf, pageOf, textsOf } from '../../fixtures/core/page-fixture.ts';
import { type PlainFigures, plainFigures, plainProblems } from '../../fixtures/core/plain-figures.ts';

const desk = deskOf();
const NOW = at('2026-11-20 17:10');
const records = filledDesk(desk, at('2026-09-01 09:00'), NOW);
const facts = factsOf(desk, NOW, { figures: figuresOfAll(records, desk) });
const HOUR = 3_600_000;

type Share = { numerator: number; denominator: number };
const quotient = ({ numerator, denominator }: Share) => (denominator === 0 ? '—' : numerator / denominator);

/** The main figures of a report, by their labels, as they have to stand there: value, numerator and denominator. */
function expected(plain: PlainFigures): [string, ...(string | number)[]][] {
  const count = (label: string, value: number): [string, ...(string | number)[]] => [label, value, '', ''];
  const share = (label: string, of: Share): [string, ...(string | number)[]] => [
    label,
    quotient(of),
    of.numerator,
    of.denominator,
  ];
  return [
    count('新增', plain.created),
    count('解决', plain.solved.records),
    count('解决轮次', plain.solved.cycles),
    count('关闭', plain.closed.records),
    count('重开', plain.reopened),
    share('问题解决率', plain.solvedShare),
    share('一次解决率', plain.firstContactShare),
    share('重开率', plain.reopenedShare),
    share('时限内占比', plain.withinLimit),
    share('客户满意度', plain.satisfaction),
    share('潜在需求转化率', plain.conversion),
  ];
}

const REPORTS: [string, PeriodKind][] = [
  ['周报', 'week'],
  ['月报', 'month'],
];

describe.each(REPORTS)('%s', (title, kind) => {
  const period = periodAt(kind, NOW, ZONE);
  const [present, last] = [0, 1].map(count => earlier(period, ZONE, count));
  if (!present || !last) throw new Error('no periods');
  const { grid } = pageOf(title, facts);
  const now = plainFigures(records, present);
  const over = { grid: grid.slice(grid.findIndex(([cell], row) => row > 0 && cell?.style === 'title')) };

  it('shows the main figures of the present period, and of the one before beside them', () => {
    const lines = textsOf(linesOf({ grid }, '主要数据'));
    expect(lines.map(line => line.slice(0, 4))).toEqual(expected(now));
    const before = expected(plainFigures(records, last)).map(([, ...values]) => values);
    expect(lines.map(line => line.slice(4, 7))).toEqual(before);
  });

  it('shows the period that is over by itself', () => {
    const lines = textsOf(linesOf(over, '主要数据'));
    expect(lines.map(line => line.slice(0, 4))).toEqual(expected(plainFigures(records, last)));
  });

  it('shows how long things took', () => {
    const times = textsOf(linesOf(over, '用时'));
    const { respond, solve } = plainFigures(records, last);
    for (const [label, minutes] of [['响应用时', respond] as const, ['解决用时', solve] as const]) {
      const [, mean, median, high, n] = times.find(([name]) => name === label) ?? [];
      expect(n).toBe(minutes.length);
      if (minutes.length === 0) continue;
      const sum = minutes.reduce((total, each) => total + each, 0);
      expect(Number(mean) / 60_000).toBeCloseTo(sum / minutes.length, 6);
      const exact = (share: number) => minutes[Math.ceil(minutes.length * share) - 1] ?? 0;
      expect(Math.abs(Number(median) / 60_000 - exact(0.5))).toBeLessThanOrEqual(exact(0.5) * 0.032 + 1);
      expect(Math.abs(Number(high) / 60_000 - exact(0.9))).toBeLessThanOrEqual(exact(0.9) * 0.032 + 1);
    }
    expect(solve.length).toBeGreaterThan(0);
    expect(Number(times[1]?.[1])).toBeGreaterThan(HOUR);
  });

  it('ranks the problems', () => {
    const ranked = plainProblems(records, last).slice(0, 10);
    const shown = textsOf(linesOf(over, '高频问题')).map(([name, count]) => [name, count]);
    expect(new Map(shown as [string, number][])).toEqual(new Map(ranked));
    expect(shown.map(([, count]) => count)).toEqual(ranked.map(([, count]) => count));
  });

  it('counts by table', () => {
    const lines = textsOf(linesOf(over, '各表'));
    expect(lines.length).toBeGreaterThan(2);
    for (const table of desk.tables) {
      const line = lines.find(([name]) => name === table.title);
      if (!line) continue;
      const own = plainFigures(
        records.filter(record => record.table === table.key),
        last,
      );
      expect([line[1], line[5], line[6], line[7], line[8], line[9]]).toEqual([
        own.created,
        own.solved.records,
        own.closed.records,
        own.reopened,
        quotient(own.withinLimit),
        quotient(own.satisfaction),
      ]);
    }
  });

  it('counts by person', () => {
    const column = Object.fromEntries(
      desk.tables.flatMap(({ key, dimensions }) =>
        dimensions.flatMap(each => (each.name === 'person' ? [[key, each.column]] : [])),
      ),
    );
    const lines: SummaryCell[][] = linesOf(over, '人员工作量');
    for (const line of lines) {
      const [name, created, solved, closed, reopened] = line.map(({ text }) => text);
      const value = name === '未分派' ? '' : String(name);
      const own = plainFigures(records, last, { column, value });
      expect([name, created, solved, closed, reopened]).toEqual([
        name,
        own.created,
        own.solved.cycles,
        own.closed.cycles,
        own.reopened,
      ]);
    }
    expect(lines.length).toBeGreaterThan(2);
  });
});
