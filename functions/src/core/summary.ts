// The tabs that the system writes: 待办提醒 and 看板, as grids of values. Pure: figures and due records in, cells out.

import { isRunning } from './clocks.ts';
import type { DeskContext } from './desk.ts';
import { showTime } from './moment.ts';
import type { DeskRecord } from './record.ts';
import { type Figures, figureKey, type Measure, OPEN, weekDocument } from './rollup.ts';
import type { Dimension, Table } from './table.ts';
import { DAY, type Instant, instantOf, isoWeek, localParts } from './time.ts';

/** A cell of a summary tab; `to` names the record that it links to. */
export interface SummaryCell {
  text: string | number;
  style?: 'title' | 'heading' | 'muted' | 'overdue' | 'today';
  to?: { table: Table; key: string };
}

export interface SummaryTab {
  sheetId: number;
  title: string;
  colour: string;
  /** Column widths in pixels; the grid has this many columns. */
  widths: readonly number[];
  /** Most rows that the tab will ever show. */
  rows: number;
}

export const TODO_TAB: SummaryTab = {
  sheetId: 1001,
  title: '待办提醒',
  colour: '#d93025',
  widths: [130, 100, 130, 110, 90, 90, 150, 90],
  rows: 520,
};
export const BOARD_TAB: SummaryTab = {
  sheetId: 1002,
  title: '看板',
  colour: '#f9ab00',
  widths: [180, 110, 110, 110, 110, 110, 110],
  rows: 200,
};
/** The tabs that the system writes, in their order. */
export const SUMMARY_TABS: readonly SummaryTab[] = [TODO_TAB, BOARD_TAB];

/** Most lines that 待办提醒 lists; the rest is counted in its last line. */
export const MOST_TODO = 500;

/** One running limit of a record. */
interface Item {
  table: Table;
  record: DeskRecord;
  label: string;
  dueAt: Instant;
}

/** End of the day that an instant lies in, in the desk's zone: up to here a limit is due today. */
export function endOfDay(now: Instant, zone: string): Instant {
  const { year, month, day } = localParts(now, zone);
  return instantOf({ year, month, day: day + 1, hour: 0, minute: 0, second: 0, millisecond: 0 }, zone);
}

/** Running limits of these records that are due by the end of today, the longest overdue first. */
export function dueItems(
  tables: readonly Table[],
  records: readonly DeskRecord[],
  now: Instant,
  zone: string,
): Item[] {
  const until = endOfDay(now, zone);
  const items = records.flatMap(record => {
    const table = tables.find(each => each.key === record.table);
    return (table?.clocks ?? []).flatMap(rule => {
      const clock = record.clocks[rule.id];
      if (!table || !clock || !isRunning(clock) || clock.dueAt === null || clock.dueAt >= until) return [];
      return [{ table, record, label: rule.label, dueAt: clock.dueAt }];
    });
  });
  return items.sort((a, b) => a.dueAt - b.dueAt || (a.record.number < b.record.number ? -1 : 1));
}

/** 待办提醒: everything due today or overdue, with who has to act and a link to the row. */
export function todoGrid(
  tables: readonly Table[],
  records: readonly DeskRecord[],
  now: Instant,
  desk: DeskContext,
): SummaryCell[][] {
  const items = dueItems(tables, records, now, desk.zone);
  const overdue = items.filter(item => item.dueAt <= now).length;
  const heading = ['编号', '表', '提醒', '责任人', '部门', '状态', '时限', '情况'];
  return [
    [{ text: '待办提醒', style: 'title' }],
    [
      {
        text: `截至 ${showTime(now, desk.zone)}：已超时 ${overdue} 项，今天到时 ${items.length - overdue} 项`,
        style: 'muted',
      },
    ],
    heading.map(text => ({ text, style: 'heading' as const })),
    ...items.slice(0, MOST_TODO).map(({ table, record, label, dueAt }): SummaryCell[] => {
      const style = dueAt <= now ? 'overdue' : 'today';
      return [
        { text: record.number, to: { table, key: record.key } },
        { text: table.title },
        { text: label },
        { text: dimensionOf(table, record, 'person') },
        { text: dimensionOf(table, record, 'department') },
        { text: record.state },
        { text: showTime(dueAt, desk.zone) },
        { text: dueAt <= now ? '已超时' : '今天到时', style },
      ];
    }),
    ...(items.length > MOST_TODO
      ? [[{ text: `还有 ${items.length - MOST_TODO} 项未列出`, style: 'muted' as const }]]
      : []),
  ];
}

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
  const thisWeek = weekDocument(isoWeek(now, desk.zone));
  const lastWeek = weekDocument(isoWeek(now - 7 * DAY, desk.zone));
  const figure = (document: string, table: Table, measure: Measure) =>
    figures[document]?.[figureKey(table.key, measure)] ?? 0;
  const itemsOf = (pick: (item: Item) => boolean) => {
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

function dimensionOf(table: Table, record: DeskRecord, name: Dimension): string {
  const column = table.dimensions.find(dimension => dimension.name === name)?.column;
  return column ? String(record.cells[column] ?? '') : '';
}
