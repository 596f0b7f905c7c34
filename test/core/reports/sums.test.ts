// Every table of every tab adds up: what it breaks down, line by line, comes to its total, and totals of one thing
// agree across tabs.

import { describe, expect, it } from 'vitest';
import { closePeriod } from '../../../functions/src/core/figures/closed-periods.ts';
import { earlier, periodAt } from '../../../functions/src/core/figures/periods.ts';
import type { SummaryCell } from '../../../functions/src/core/reports/page.ts';
import { monthPages } from '../../../functions/src/core/reports/reports.ts';
import { summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
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

const desk = deskOf();
const NOW = at('2026-11-20 17:10');
const records = filledDesk(at('2026-09-01 09:00'), NOW);
const figures = figuresOfAll(records, desk);
const due = records.filter(({ dueAt }) => dueAt !== null && dueAt < at('2026-11-21 00:00'));
const [month, week] = (['month', 'week'] as const).map(kind => earlier(periodAt(kind, NOW, ZONE), ZONE));
if (!month || !week) throw new Error('no periods');
const frozen = [month, week].map(period => closePeriod(period, figures, NOW, desk));
const facts = factsOf(desk, NOW, { figures, closedPeriods: frozen, due });
const pages = [...summaryPages(facts), ...monthPages(facts)];

const SUM = new Set(['合计', '客户事项合计', '全部 · 合计']);
/** A line that the total counts: no total of a part, and nothing that is told beside it. */
const isPart = ([first]: SummaryCell[]) =>
  !/^(另：|合计|客户事项合计|全部 · 合计)|小计$/.test(String(first?.text));
const isCount = ({ format }: SummaryCell) => format === 'count' || format === 'change';

/** Every table, by tab, headline and remark; with its total where it has one. */
const found = pages.flatMap(page => {
  const headlines = page.grid.flatMap(([cell]) => (cell?.style === 'section' ? [String(cell.text)] : []));
  return headlines.flatMap(headline =>
    tablesOf(page, headline).map(({ label, rows }) => {
      const total = rows.find(([first]) => SUM.has(String(first?.text)));
      return { name: `${page.tab.title} · ${headline} · ${label}`, headline, rows, total };
    }),
  );
});
const tables = found.flatMap(({ total, ...each }) => (total ? [{ ...each, total }] : []));

/** What is no breakdown: figures that each stand for themselves, periods beside each other, rows one by one. */
const NO_SUMS =
  /^(主要数据|用时|趋势|按月|更正|后续进展|第一天的五步|各表做什么用|需要帮助时|今天的回访|无法联系的客户|(已超时|今天到时|升级后未处理)（\d+ 项）)$/;

describe('a table with a total', () => {
  it('is what every breakdown is', () => {
    const names = tables.map(({ name }) => name);
    for (const part of [
      '按表',
      '按责任人',
      '按部门',
      '按状态',
      '各表',
      '各类型',
      '高频问题',
      '各时限',
      '责任部门',
      '工作',
      '人员工作量',
      '投诉来源',
      '根本原因',
    ])
      expect(names.some(name => name.includes(part))).toBe(true);
    expect(tables.length).toBeGreaterThan(40);
  });

  it('is every table that breaks something down, on every tab', () => {
    const without = found.filter(({ headline, rows, total }) => {
      const isNone = rows.length === 1 && rows[0]?.[0]?.text === '暂无';
      return !total && !isNone && !NO_SUMS.test(headline);
    });
    expect(without.map(({ name }) => name)).toEqual([]);
    const tabs = new Set(tables.map(({ name }) => name.split(' · ')[0]));
    const others = new Set(['开始', '变更记录']);
    expect(pages.map(({ tab }) => tab.title).filter(title => !tabs.has(title) && !others.has(title))).toEqual(
      [],
    );
  });

  it.each(tables)('adds up: $name', ({ rows, total }) => {
    for (const [column, cell] of total.entries()) {
      if (typeof cell.text !== 'number' || !isCount(cell)) continue;
      const parts = rows.filter(isPart).map(row => row[column]?.text ?? 0);
      expect([column, parts.reduce((sum: number, each) => sum + Number(each), 0)]).toEqual([
        column,
        cell.text,
      ]);
    }
  });
});

describe('totals of one thing', () => {
  const totalOf = (title: string, headline: string, column: number) =>
    textsOf(linesOf(pageOf(title, facts), headline)).find(([first]) => SUM.has(String(first)))?.[column];
  const main = (title: string, label: string, column = 1) =>
    textsOf(linesOf(pageOf(title, facts), '主要数据')).find(([first]) => first === label)?.[column];

  // Case E.3
  it('agree on 看板: open records by table, person, department and state', () => {
    const open = [totalOf('看板', '按表', 1), totalOf('看板', '按责任人', 1), totalOf('看板', '按部门', 1)];
    expect(new Set([...open, totalOf('看板', '按状态', 2)]).size).toBe(1);
    for (const column of [2, 3]) {
      const dues = ['按表', '按责任人', '按部门'].map(part => totalOf('看板', part, column));
      expect(new Set(dues).size).toBe(1);
    }
    expect(totalOf('待办提醒', '按责任人', 1)).toBe(totalOf('看板', '按表', 3));
  });

  it.each(['周报', '上周周报', '月报'])('agree within %s', title => {
    expect(totalOf(title, '各表', 1)).toBe(main(title, '新增'));
    expect(totalOf(title, '各类型', 1)).toBe(main(title, '新增'));
    expect(totalOf(title, '人员工作量', 1)).toBe(main(title, '新增'));
    expect(totalOf(title, '各表', 5)).toBe(main(title, '解决'));
    expect(totalOf(title, '人员工作量', 4)).toBe(main(title, '解决'));
    expect(totalOf(title, '各表', 6)).toBe(main(title, '关闭'));
    expect([totalOf(title, '各时限', 2), totalOf(title, '各时限', 3)]).toEqual([
      main(title, '时限内占比', 2),
      main(title, '时限内占比', 3),
    ]);
    // What matters were rated; the main figure counts answers, also of calls that no matter asked for.
    expect(totalOf(title, '人员工作量', 8)).toBe(totalOf(title, '各类型', 8));
  });

  it('agree in what is kept of a month', () => {
    const [report, complaints] = monthPages(facts);
    const lines = (page: typeof report, headline: string) => (page ? textsOf(linesOf(page, headline)) : []);
    const mainOf = (label: string) => lines(report, '主要数据').find(([first]) => first === label)?.[1];
    const sumOf = (page: typeof report, headline: string, column: number) =>
      lines(page, headline).find(([first]) => SUM.has(String(first)))?.[column];
    expect([report?.tab.title, complaints?.tab.title]).toEqual(['月报 2026-10', '投诉分析报告 2026-10']);
    for (const part of ['各表', '各类型', '人员工作量']) expect(sumOf(report, part, 1)).toBe(mainOf('新增'));
    expect(sumOf(report, '各表', 5)).toBe(mainOf('解决'));
    expect(lines(report, '趋势').at(-1)?.slice(1, 3)).toEqual([mainOf('新增'), mainOf('解决')]);
    expect(sumOf(complaints, '投诉来源与处理', 1)).toBe(mainOf('投诉'));
    expect(lines(complaints, '按月').at(-1)?.[1]).toBe(mainOf('投诉'));
    expect(sumOf(complaints, '责任部门', 1)).toBe(sumOf(report, '责任部门', 1));
    expect(sumOf(complaints, '根本原因', 1)).toBe(sumOf(report, '责任部门', 1));
    expect(mainOf('新增')).toBe(main('月报', '新增', 4));
    expect(mainOf('投诉')).toBe(main('月报', '投诉', 4));
  });

  it('agree between tabs and periods', () => {
    expect(totalOf('看板', '本周与上周', 1)).toBe(main('周报', '新增'));
    expect(totalOf('看板', '本周与上周', 2)).toBe(main('周报', '新增', 4));
    expect(main('上周周报', '新增')).toBe(main('周报', '新增', 4));
    const trend = textsOf(linesOf(pageOf('月报', facts), '趋势'));
    expect(trend.at(-1)?.[1]).toBe(main('月报', '新增'));
    expect(trend.at(-2)?.[1]).toBe(main('月报', '新增', 4));
    const months = textsOf(linesOf(pageOf('投诉分析', facts), '按月')).slice(-3);
    expect(totalOf('投诉分析', '投诉来源与处理', 1)).toBe(
      months.reduce((sum, [, complaints]) => sum + Number(complaints), 0),
    );
    expect(months.at(-1)?.[1]).toBe(main('月报', '投诉'));
  });
});
