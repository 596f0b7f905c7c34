// The tabs against figures worked out the plain way: every period, table, person and problem that a report names.

import { describe, expect, it } from 'vitest';
import { earlier, type Period, periodAt } from '../../../functions/src/core/figures/periods.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { SummaryPage } from '../../../functions/src/core/reports/page.ts';
import type { PeriodKind } from '../../../functions/src/core/schema/period.ts';
import { at, deskOf, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { filledDesk } from '../../fixtures/core/filled-desk.ts';
import {
  factsOf,
  figuresOfAll,
  linesOf,
  pageOf,
  tablesOf,
  textsOf,
} from '../../fixtures/core/page-fixture.ts';
import {
  isComplaint,
  limitsOf,
  MATTERS,
  type PlainFigures,
  plainFigures,
  WORK,
} from '../../fixtures/core/plain-figures.ts';
import { arrived, plainCustomers, plainProblems } from '../../fixtures/core/plain-problems.ts';

const desk = deskOf();
const NOW = at('2026-11-20 17:10');
const records = filledDesk(at('2026-09-01 09:00'), NOW);
const facts = factsOf(desk, NOW, { figures: figuresOfAll(records, desk) });
const HOUR = 3_600_000;

type Share = { numerator: number; denominator: number };
type Line = [string, ...(string | number)[]];
const quotient = ({ numerator, denominator }: Share) => (denominator === 0 ? '—' : numerator / denominator);
const of = (tables: readonly string[], all: readonly DeskRecord[] = records) =>
  all.filter(({ table }) => tables.includes(table));
const titleOf = (key: string) => desk.tableOf(key)?.title ?? key;
const customersIn = (period: Period) => plainCustomers(records, period, ({ customer }) => customer?.digest);

/** The main figures of a report, by their labels, as they have to stand there: value, numerator and denominator. */
function expected(period: Period): Line[] {
  const [own, all]: PlainFigures[] = [plainFigures(of(MATTERS), period), plainFigures(records, period)];
  if (!own || !all) throw new Error('no figures');
  const count = (label: string, value: number): Line => [label, value, '', ''];
  const share = (label: string, each: Share): Line => [
    label,
    quotient(each),
    each.numerator,
    each.denominator,
  ];
  return [
    count('新增', own.created),
    count('客户数', customersIn(period)),
    count('投诉', arrived(records, period).filter(isComplaint).length),
    count('解决', own.solved.records),
    count('解决轮次', own.solved.cycles),
    count('关闭', own.closed.records),
    count('重开', own.reopened),
    share('问题解决率', own.solvedShare),
    share('一次解决率', own.firstContactShare),
    share('重开率', own.reopenedShare),
    share('时限内占比', all.withinLimit),
    share('客户满意度', all.answers),
    share('潜在需求转化率', all.conversion),
  ];
}

/** A column of tables whose line has a person. */
const PERSON = Object.fromEntries(
  desk.tables.flatMap(({ key, dimensions }) =>
    dimensions.flatMap(each => (each.name === 'person' ? [[key, each.column]] : [])),
  ),
);

const REPORTS: [string, PeriodKind, number][] = [
  ['周报', 'week', 0],
  ['上周周报', 'week', 1],
  ['月报', 'month', 0],
];

describe.each(REPORTS)('%s', (title, kind, back) => {
  const now = periodAt(kind, NOW, ZONE);
  const [present, last] = [earlier(now, ZONE, back), earlier(now, ZONE, back + 1)];
  const page: SummaryPage = pageOf(title, facts);
  const lines = (headline: string) => textsOf(linesOf(page, headline));

  // Template 0.23, 1.31
  it('shows the main figures of its period, and of the one before beside them', () => {
    expect(lines('主要数据').map(line => line.slice(0, 4))).toEqual(expected(present));
    const before = expected(last).map(([, ...values]) => values);
    expect(lines('主要数据').map(line => line.slice(4, 7))).toEqual(before);
  });

  it('shows how long things took', () => {
    const { respond, solve } = plainFigures(records, present);
    for (const [label, minutes] of [['响应用时', respond] as const, ['解决用时', solve] as const]) {
      const [, mean, median, high, n] = lines('用时').find(([name]) => name === label) ?? [];
      expect(n).toBe(minutes.length);
      if (minutes.length === 0) continue;
      const sum = minutes.reduce((total, each) => total + each, 0);
      expect(Number(mean) / 60_000).toBeCloseTo(sum / minutes.length, 6);
      const exact = (share: number) => minutes[Math.ceil(minutes.length * share) - 1] ?? 0;
      expect(Math.abs(Number(median) / 60_000 - exact(0.5))).toBeLessThanOrEqual(exact(0.5) * 0.032 + 1);
      expect(Math.abs(Number(high) / 60_000 - exact(0.9))).toBeLessThanOrEqual(exact(0.9) * 0.032 + 1);
    }
    expect(solve.length).toBeGreaterThan(0);
    expect(Number(lines('用时')[1]?.[1])).toBeGreaterThan(HOUR);
  });

  it('ranks the problems of each vocabulary by themselves', () => {
    const shown = tablesOf(page, '高频问题').flatMap(({ label, rows }) =>
      textsOf(rows).flatMap(([name, count]) =>
        name === '合计' || name === '暂无' || String(name).startsWith('其余') || count === 0
          ? []
          : [[label, name, count]],
      ),
    );
    const groups = ['hotline', 'feedback', 'serviceOrders', 'complaints', 'callbacks'];
    const most = back > 0 ? 10 : 5;
    const wanted = groups.flatMap(key =>
      plainProblems(of([key]), present)
        .slice(0, most)
        .map(([name, count]) => [titleOf(key), name, count]),
    );
    expect(shown.map(([, ...rest]) => rest)).toEqual(wanted.map(([, ...rest]) => rest));
    expect(shown.length).toBeGreaterThan(kind === 'month' ? 2 : 0);
  });

  it('counts by table, matters and work apart', () => {
    const wanted = MATTERS.map((key): Line => {
      const [own, was] = [plainFigures(of([key]), present), plainFigures(of([key]), last)];
      const all = plainFigures(of(MATTERS), present).created;
      return [
        titleOf(key),
        own.created,
        quotient({ numerator: own.created, denominator: all }),
        was.created,
        own.created - was.created,
        own.solved.records,
        own.closed.records,
        own.reopened,
        quotient(own.withinLimit),
        quotient(own.satisfaction),
      ];
    });
    expect(lines('各表').slice(0, -1)).toEqual(wanted);
    const work = WORK.map((key): Line => {
      const [own, was] = [plainFigures(of([key]), present), plainFigures(of([key]), last)];
      return [
        titleOf(key),
        own.created,
        was.created,
        own.created - was.created,
        own.closed.records,
        quotient(own.withinLimit),
        quotient(own.satisfaction),
      ];
    });
    expect(lines('工作').slice(0, WORK.length)).toEqual(work);
  });

  // Template 0.4, 2.16, 3.26
  it('counts by type, with how long it took and what customers thought', () => {
    const columns: Record<string, string> = Object.fromEntries(
      MATTERS.map(key => [key, key === 'serviceOrders' ? 'request' : 'type']),
    );
    for (const [name, ...shown] of lines('各类型')) {
      const [table = '', value = ''] = String(name).split(' · ');
      const key = MATTERS.find(each => titleOf(each) === table);
      const scope = key ? of([key]) : of(MATTERS);
      const part =
        value === '小计' || value === '合计'
          ? undefined
          : { column: columns, value: value.replace('未填', '') };
      const [own, was] = [plainFigures(scope, present, part), plainFigures(scope, last, part)];
      const whole = plainFigures(scope, present).created;
      const sum = own.solve.reduce((total, each) => total + each, 0);
      expect([name, ...shown]).toEqual([
        name,
        own.created,
        quotient({ numerator: own.created, denominator: whole }),
        was.created,
        own.created - was.created,
        own.solved.cycles,
        own.solve.length === 0 ? '—' : (sum / own.solve.length) * 60_000,
        quotient(own.withinLimit),
        own.satisfaction.denominator,
        quotient(own.satisfaction),
      ]);
    }
    expect(lines('各类型').length).toBeGreaterThan(5);
  });

  // Case E.6
  it('shows every limit of which something was decided, those that come again as well', () => {
    const decided = (period: Period, id: string, table: string) =>
      of([table]).flatMap(record =>
        limitsOf(record).filter(each => each.id === id && each.at >= period.from && each.at < period.until),
      );
    const wanted = [...MATTERS, ...WORK].flatMap(key =>
      (desk.tableOf(key)?.clocks ?? []).flatMap(({ id, label }): Line[] => {
        const [own, was] = [decided(present, id, key), decided(last, id, key)];
        if (own.length + was.length === 0) return [];
        const share = (all: typeof own) => ({
          numerator: all.filter(({ isKept }) => isKept).length,
          denominator: all.length,
        });
        const [is, before] = [share(own), share(was)];
        const values = [is, before].flatMap(each => [quotient(each), each.numerator, each.denominator]);
        return [[`${titleOf(key)} · ${label}`, ...values]];
      }),
    );
    expect(
      lines('各时限')
        .slice(0, -1)
        .map(line => line.slice(0, 7)),
    ).toEqual(wanted);
    // A month is long enough for one.
    expect(kind !== 'month' || wanted.some(([name]) => name === '客户反馈 · 进展同步')).toBe(true);
  });

  it('counts by person, and what has none', () => {
    const people = lines('人员工作量');
    for (const [name, created, , work, solved, closed, ...rest] of people) {
      const part =
        name === '合计' ? undefined : { column: PERSON, value: name === '未分派' ? '' : String(name) };
      const [own, all] = [plainFigures(of(MATTERS), present, part), plainFigures(records, present, part)];
      expect([name, created, work, solved, closed, ...rest]).toEqual([
        name,
        own.created,
        plainFigures(of(WORK), present, part).created,
        own.solved.records,
        own.closed.records,
        all.solve.length === 0
          ? '—'
          : (all.solve.reduce((sum, each) => sum + each, 0) / all.solve.length) * 60_000,
        quotient(all.withinLimit),
        own.satisfaction.denominator,
        quotient(own.satisfaction),
      ]);
    }
    expect(people.map(([name]) => name)).toEqual(expect.arrayContaining(['未分派', '合计']));
  });
});
