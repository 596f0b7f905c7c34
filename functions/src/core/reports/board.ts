// 看板: what is open, due and overdue now, and this week against the last.

import { OPEN } from '../figures/figures.ts';
import { breakdownOf } from '../figures/read.ts';
import { showTime } from '../lib/parse-time.ts';
import type { MeasureName } from '../schema/metrics-rule.ts';
import type { Table } from '../schema/table.ts';
import { FigureCells } from './cells.ts';
import { columnIn, PageDraft, type Placed } from './draft.ts';
import { type DueItem, dueItems, MAX_DUE, NOBODY } from './due.ts';
import { periodsUpTo, type SummaryFacts } from './facts.ts';
import type { PageMaker, SummaryCell } from './page.ts';
import { periodName } from './report.ts';
import { dueCell } from './todo.ts';

const CHART_HEIGHT = 260;

export const BOARD: PageMaker<SummaryFacts> = {
  tab: {
    sheetId: 1002,
    title: '看板',
    colour: '#f9ab00',
    widths: [200, 140, 140, 140, 140, 140, 140],
    rows: 300,
  },
  make(facts) {
    const { figures, due, now, desk } = facts;
    const tables = facts.tables.filter(table => table.role === 'work');
    const items = dueItems({ ...facts, tables });
    const open = new FigureCells(figures, [{ document: OPEN }], '此刻');
    const page = new PageDraft();
    page.title(
      '看板',
      `截至 ${showTime(now, desk.zone)}`,
      ...(due.length > MAX_DUE
        ? [`到时的记录很多，“今天到时”和“已超时”只统计最早到时的 ${MAX_DUE} 条。`]
        : []),
    );
    const room = page.room(CHART_HEIGHT);
    const places = byTable(page, tables, open, items);
    byWho(page, tables, open, items);
    byDepartment(page, tables, open, items);
    byState(page, tables, open);
    const weeks = twoWeeks(page, tables, facts);
    page.chart({
      id: 2200,
      title: '各表未关闭',
      kind: 'bar',
      at: { row: room, column: 0 },
      size: { width: 470, height: CHART_HEIGHT },
      domain: columnIn(places, 0),
      series: [{ range: columnIn(places, 1) }],
    });
    page.chart({
      id: 2201,
      title: '本周与上周新增',
      kind: 'column',
      at: { row: room, column: 3 },
      size: { width: 550, height: CHART_HEIGHT },
      domain: columnIn(weeks, 0),
      series: [{ range: columnIn(weeks, 1) }, { range: columnIn(weeks, 2) }],
    });
    return page.page();
  },
};

function byTable(
  page: PageDraft,
  tables: readonly Table[],
  open: FigureCells,
  items: readonly DueItem[],
): Placed {
  page.section('按表');
  return page.table(
    ['表', '未关闭', '今天到时', '已超时'],
    tables.map(table => [
      { text: table.title },
      open.count(`${table.title} · 未关闭`, { measures: ['open'], tables: [table] }),
      dueCell(items, { title: `${table.title} · 今天到时`, due: 'today', table }),
      dueCell(items, { title: `${table.title} · 已超时`, due: 'overdue', table }),
    ]),
  );
}

/** Open records by the person in charge of them, limits by whoever has to act: a department's head may have no record of their own. */
function byWho(
  page: PageDraft,
  tables: readonly Table[],
  open: FigureCells,
  items: readonly DueItem[],
): void {
  page.section('按责任人');
  const holders = breakdownOf(open.entries, tables, 'open', 'person').map(({ value }) => value);
  const named = new Set([...holders, ...items.map(({ who }) => who)]);
  const people = [...named].filter(who => who !== '' && who !== NOBODY);
  const line = (label: string, value: string, who: string): SummaryCell[] => [
    { text: label },
    open.count(`${label} · 未关闭`, { measures: ['open'], tables: withPerson(tables), by: 'person', value }),
    dueCell(items, { title: `${label} · 今天到时`, due: 'today', who }),
    dueCell(items, { title: `${label} · 已超时`, due: 'overdue', who }),
  ];
  const nobody = named.has('') || named.has(NOBODY) ? [line(NOBODY, '', NOBODY)] : [];
  page.table(
    ['责任人', '未关闭', '今天到时', '已超时'],
    [...people.map(who => line(who, who, who)), ...nobody],
    60,
  );
}

const withPerson = (tables: readonly Table[]) =>
  tables.filter(table => table.dimensions.some(({ name }) => name === 'person'));

function byDepartment(
  page: PageDraft,
  tables: readonly Table[],
  open: FigureCells,
  items: readonly DueItem[],
): void {
  page.section('按部门');
  page.table(
    ['部门', '未关闭', '今天到时', '已超时'],
    breakdownOf(open.entries, tables, 'open', 'department').map(({ value: department }) => {
      const label = department || '未填';
      const withDepartment = tables.filter(table =>
        table.dimensions.some(({ name }) => name === 'department'),
      );
      return [
        { text: label },
        open.count(`${label} · 未关闭`, {
          measures: ['open'],
          tables: withDepartment,
          by: 'department',
          value: department,
        }),
        dueCell(items, { title: `${label} · 今天到时`, due: 'today', department }),
        dueCell(items, { title: `${label} · 已超时`, due: 'overdue', department }),
      ];
    }),
    40,
  );
}

function byState(page: PageDraft, tables: readonly Table[], open: FigureCells): void {
  page.section('按状态');
  const rows = tables.flatMap(table =>
    table.states.flatMap(({ name }): SummaryCell[][] => {
      const counted = { measures: ['open'], tables: [table], by: 'state', value: name } as const;
      if (open.amount(counted) === 0) return [];
      return [[{ text: table.title }, { text: name }, open.count(`${table.title} · ${name}`, counted)]];
    }),
  );
  page.table(['表', '状态', '未关闭'], rows, 80);
}

function twoWeeks(page: PageDraft, tables: readonly Table[], { figures, now, desk }: SummaryFacts): Placed {
  const [present, last] = periodsUpTo('week', now, desk.zone).map(
    period => new FigureCells(figures, [period], periodName(period)),
  );
  page.section('本周与上周');
  const measures: readonly [MeasureName, string][] = [
    ['created', '新增'],
    ['closed', '关闭'],
    ['reopened', '重开'],
  ];
  const of = (table: Table, cells: FigureCells | undefined, [measure, label]: [MeasureName, string]) =>
    cells?.count(`${table.title} · ${label}`, { measures: [measure], tables: [table] }) ?? { text: 0 };
  return page.table(
    ['表', ...measures.flatMap(([, label]) => [`本周${label}`, `上周${label}`])],
    tables.map(table => [
      { text: table.title },
      ...measures.flatMap(([measure, label]) =>
        [present, last].map(cells => of(table, cells, [measure, label])),
      ),
    ]),
  );
}
