// 看板: what is open, due and overdue now, and this week against the last.

import type { DeskContext } from '../desk.ts';
import { type Figures, figureKey, OPEN } from '../figures/figures.ts';
import type { MeasureName } from '../figures/measures.ts';
import { earlier, periodAt } from '../figures/periods.ts';
import { showTime } from '../moment.ts';
import type { DeskRecord } from '../record.ts';
import type { SummaryCell } from '../summary-page.ts';
import type { Dimension, Table } from '../table.ts';
import type { Instant } from '../time.ts';
import { type DueItem, dimensionOf, dueItems } from './due.ts';

/** 看板: what is open, due and overdue, by table, person and department; this week against the last. */
export function boardGrid(
  tables: readonly Table[],
  figures: Figures,
  records: readonly DeskRecord[],
  now: Instant,
  desk: DeskContext,
): SummaryCell[][] {
  const work = tables.filter(table => table.role === 'work');
  const items = dueItems(work, records, now, desk.zone);
  const week = periodAt('week', now, desk.zone);
  const [thisWeek, lastWeek] = [week.document, earlier(week, desk.zone).document];
  const figure = (document: string, table: Table, measure: MeasureName) =>
    figures[document]?.[figureKey(table.key, measure)] ?? 0;
  const itemsOf = (pick: (item: DueItem) => boolean) => {
    const mine = items.filter(pick);
    const overdue = mine.filter(item => item.dueAt <= now).length;
    return [
      { text: mine.length - overdue },
      { text: overdue, ...(overdue > 0 && { style: 'overdue' as const }) },
    ];
  };
  const byTable = work.map((table): SummaryCell[] => [
    { text: table.title },
    { text: figure(OPEN, table, 'open') },
    ...itemsOf(item => item.table === table),
  ]);
  const weeks = work.map((table): SummaryCell[] => [
    { text: table.title },
    { text: figure(thisWeek, table, 'created') },
    { text: figure(lastWeek, table, 'created') },
    { text: figure(thisWeek, table, 'closed') },
    { text: figure(lastWeek, table, 'closed') },
    { text: figure(thisWeek, table, 'reopened') },
    { text: figure(lastWeek, table, 'reopened') },
  ]);
  const broken = (name: Dimension) => {
    const open = openBy(work, figures, name);
    return [...open].map(([value, count]): SummaryCell[] => [
      { text: value || '未填' },
      { text: count },
      ...itemsOf(item => dimensionOf(item.table, item.record, name) === value),
    ]);
  };
  const states = work.flatMap(table =>
    table.states.flatMap(({ name }): SummaryCell[][] => {
      const count = figures[OPEN]?.[figureKey(table.key, 'open', 'state', name)] ?? 0;
      return count > 0 ? [[{ text: table.title }, { text: name }, { text: count }]] : [];
    }),
  );
  return [
    [{ text: '看板', style: 'title' }],
    [{ text: `截至 ${showTime(now, desk.zone)}`, style: 'muted' }],
    ...section(['按表', '未关闭', '今天到时', '已超时'], byTable),
    ...section(['按责任人', '未关闭', '今天到时', '已超时'], broken('person')),
    ...section(['按部门', '未关闭', '今天到时', '已超时'], broken('department')),
    ...section(['按状态', '状态', '未关闭'], states),
    ...section(['本周对上周', '本周新增', '上周新增', '本周关闭', '上周关闭', '本周重开', '上周重开'], weeks),
  ];
}

function section(heading: string[], rows: SummaryCell[][]): SummaryCell[][] {
  const body = rows.length > 0 ? rows : [[{ text: '暂无', style: 'muted' as const }]];
  return [[], heading.map(text => ({ text, style: 'heading' as const })), ...body];
}

/** Open records by the values of a dimension, over all tables, most first. */
function openBy(tables: readonly Table[], figures: Figures, name: Dimension): Map<string, number> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const prefix = figureKey(table.key, 'open', name, '');
    for (const [key, count] of Object.entries(figures[OPEN] ?? {})) {
      if (!key.startsWith(prefix) || count === 0) continue;
      const value = key.slice(prefix.length);
      counts.set(value, (counts.get(value) ?? 0) + count);
    }
  }
  return new Map([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}
