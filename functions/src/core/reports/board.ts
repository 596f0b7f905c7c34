// 看板: what is open, due and overdue now, and this week against the last.

import type { DeskContext } from '../desk/desk.ts';
import type { ViewKey } from '../desk/tab-views.ts';
import { OPEN } from '../figures/figures.ts';
import { breakdownOf } from '../figures/read.ts';
import { showTime } from '../lib/parse-time.ts';
import type { MeasureName } from '../schema/measures.ts';
import type { Table } from '../schema/table.ts';
import { breakDown, byTables, type Part } from './breakdown.ts';
import { FigureCells } from './cells.ts';
import { columnIn, PageDraft, type Placed } from './draft.ts';
import { type DueItem, dueItems, itemsOf, MAX_DUE, NOBODY } from './due.ts';
import { countedTables, periodsUpTo, type SummaryFacts } from './facts.ts';
import type { PageMaker, SummaryCell } from './page.ts';
import { dueCell, personTable } from './person-table.ts';
import { periodName } from './report.ts';
import { ownViewCells, viewCell } from './rows/view-links.ts';

/** In pixels. */
const CHART_HEIGHT = 260;
/** Lines of each breakdown beside the one for the rest. */
const MAX_PEOPLE = 60;
const MAX_DEPARTMENTS = 40;
/** What the line is called for records that name no department. */
const BLANK = '未填';

export const BOARD: PageMaker<SummaryFacts> = {
  tab: {
    sheetId: 1002,
    title: '看板',
    purpose: '本周做得怎样：新增、解决、时限内、满意度，按人和部门。',
    colour: '#f9ab00',
    widths: [200, 140, 140, 140, 140, 140, 140],
    rows: 300,
  },
  make(facts) {
    const { figures, due, now, desk } = facts;
    const { matters, work, all } = countedTables(facts.tables);
    const items = dueItems({ ...facts, tables: all });
    const open = new FigureCells(figures, [{ document: OPEN }], '此刻');
    const total = open.amount({ measures: ['open'], tables: all });
    const page = new PageDraft();
    page.title(
      '看板',
      `截至 ${showTime(now, desk.zone)}：未关闭 ${total} 条，今天到时 ${itemsOf(items, { title: '', due: 'today' }).length} 项，已超时 ${itemsOf(items, { title: '', due: 'overdue' }).length} 项`,
      total === 0
        ? '现在没有未关闭的记录。登记请到“热线记录”“客户反馈”等页，填一行即可；本页几分钟内更新。'
        : '未关闭按记录（行）计，到时和超时按时限计，一条记录可有几个时限；要处理的一项一项列在“待办提醒”。',
      ...(due.length > MAX_DUE
        ? [`到时的记录很多，“今天到时”和“已超时”只统计最早到时的 ${MAX_DUE} 条。`]
        : []),
    );
    const room = page.room(CHART_HEIGHT);
    const places = openByTable(page, { matters, work, all }, open, items, desk);
    byWho(page, all, open, items, desk);
    byDepartment(page, all, open, items, desk);
    byState(page, all, open, desk);
    const weeks = twoWeeks(page, { matters, work }, facts);
    page.chart({
      id: 2200,
      title: '各表未关闭的记录',
      kind: 'bar',
      at: { row: room, column: 0 },
      size: { width: 470, height: CHART_HEIGHT },
      domain: columnIn(places, 0),
      series: [{ range: columnIn(places, 1) }],
    });
    page.chart({
      id: 2201,
      title: '本周与上周新增的客户事项',
      kind: 'column',
      at: { row: room, column: 3 },
      size: { width: 550, height: CHART_HEIGHT },
      domain: columnIn(weeks, 0),
      series: [{ range: columnIn(weeks, 1) }, { range: columnIn(weeks, 2) }],
    });
    return page.page();
  },
};

/** Heading of the columns that lead to rows. */
const ONLY = ['只看', '', ''];
/** Views of a table that are linked beside its figures. */
const VIEWS: readonly ViewKey[] = ['today', 'late', 'callBack'];

/** A link that stands beside a number keeps away from it. */
const centred = (cell: SummaryCell): SummaryCell => ({ ...cell, align: 'center' });

type Tables = ReturnType<typeof countedTables>;

function openByTable(
  page: PageDraft,
  { matters, work, all }: Tables,
  open: FigureCells,
  items: readonly DueItem[],
  desk: DeskContext,
): Placed {
  page.section(
    '按表',
    '点表名和数打开该表的这些行，合计到“待办提醒”中逐项列出的；到时和超时按时限计，一行可有几个。',
  );
  const lineOf = (label: string, tables: readonly Table[], table?: Table): SummaryCell[] => [
    table ? viewCell(table, 'open', desk, label) : { text: label },
    open.count(`${label} · 未关闭`, { measures: ['open'], tables }),
    dueCell(items, { title: `${label} · 今天到时`, due: 'today', ...(table && { table }) }),
    dueCell(items, { title: `${label} · 已超时`, due: 'overdue', ...(table && { table }) }),
    ...(table ? VIEWS.map(key => centred(viewCell(table, key, desk))) : []),
  ];
  return page.table(
    ['表', '未关闭', '今天到时', '已超时', ...ONLY],
    [...matters, ...work].map(table => lineOf(table.title, [table], table)),
    { totals: [lineOf('合计', all)] },
  );
}

/**
 * Open records by the person in charge of them, limits by whoever has to act: a department's head may have no record of
 * their own.
 */
function byWho(
  page: PageDraft,
  tables: readonly Table[],
  open: FigureCells,
  items: readonly DueItem[],
  desk: DeskContext,
): void {
  page.section(
    '按责任人',
    '没有责任人栏的表（如投诉记录）未关闭的计入“未分派”；时限按由谁处理计。点表名只看此人未办完的行。',
  );
  const { parts } = breakDown([open], {
    tables,
    by: 'person',
    measures: ['open'],
    blank: NOBODY,
    most: MAX_PEOPLE,
  });
  const holders = new Map(parts.map(part => [part.label, part]));
  const acting = [...new Set(items.flatMap(({ who }) => who))].filter(who => !holders.has(who)).sort();
  const named = [...parts.map(({ label }) => label), ...acting];
  const people = [...named.filter(who => who !== NOBODY), ...named.filter(who => who === NOBODY)];
  const before = (who?: string) => {
    const label = who ?? '合计';
    const counted =
      who === undefined ? { measures: ['open'] as const, tables } : holders.get(who)?.of('open');
    return [
      counted
        ? open.count(`${label} · 未关闭`, counted)
        : open.count(`${label} · 未关闭`, { measures: ['open'], tables, by: 'person', value: label }),
    ];
  };
  const after = (who: string) => whereOpen(open, tables, 'person', who === NOBODY ? '' : who, desk);
  const heading = ['责任人', '未关闭', '今天到时', '已超时', ...ONLY];
  personTable(page, items, { heading, people, dues: ['today', 'overdue'], before, after });
}

/** The tables in which most of somebody's open records are, as links to these. */
function whereOpen(
  open: FigureCells,
  tables: readonly Table[],
  by: 'person' | 'department',
  value: string,
  desk: DeskContext,
): SummaryCell[] {
  const amount = (table: Table) => open.amount({ measures: ['open'], tables: [table], by, value });
  const most = tables.filter(each => amount(each) > 0).toSorted((a, b) => amount(b) - amount(a));
  return ownViewCells(most, by, value, desk).slice(0, ONLY.length).map(centred);
}

function byDepartment(
  page: PageDraft,
  tables: readonly Table[],
  open: FigureCells,
  items: readonly DueItem[],
  desk: DeskContext,
): void {
  page.section('按部门', '记录上的责任部门；没有责任部门栏的表（如热线记录）计入“未填”。');
  const { parts, total } = breakDown([open], {
    tables,
    by: 'department',
    measures: ['open'],
    blank: BLANK,
    most: MAX_DEPARTMENTS,
  });
  const lineOf = ({ label, of }: Part, department?: string): SummaryCell[] => [
    { text: label },
    open.count(`${label} · 未关闭`, of('open')),
    dueCell(items, {
      title: `${label} · 今天到时`,
      due: 'today',
      ...(department !== undefined && { department }),
    }),
    dueCell(items, {
      title: `${label} · 已超时`,
      due: 'overdue',
      ...(department !== undefined && { department }),
    }),
    ...(department === undefined ? [] : whereOpen(open, tables, 'department', department, desk)),
  ];
  page.table(
    ['部门', '未关闭', '今天到时', '已超时', ...ONLY],
    parts.map(part => lineOf(part, part.label === BLANK ? '' : part.label)),
    { most: parts.length, totals: [lineOf(total)] },
  );
}

function byState(page: PageDraft, tables: readonly Table[], open: FigureCells, desk: DeskContext): void {
  page.section('按状态');
  const rows = tables.flatMap(table =>
    breakdownOf(open.entries, [table], 'open', 'state')
      .toSorted((a, b) => placeOf(table, a.value) - placeOf(table, b.value))
      .map(({ value }): SummaryCell[] => {
        const counted = { measures: ['open'], tables: [table], by: 'state', value } as const;
        return [
          viewCell(table, 'open', desk, table.title),
          { text: value },
          open.count(`${table.title} · ${value}`, counted),
        ];
      }),
  );
  const total = open.count('合计 · 未关闭', { measures: ['open'], tables });
  page.table(['表', '状态', '未关闭'], rows, {
    most: rows.length,
    totals: [[{ text: '合计' }, { text: '' }, total]],
  });
}

/** Where a state stands among those of its table; one that is declared no longer comes last. */
function placeOf({ states }: Table, state: string): number {
  const place = states.findIndex(({ name }) => name === state);
  return place < 0 ? states.length : place;
}

function twoWeeks(
  page: PageDraft,
  { matters, work }: Pick<Tables, 'matters' | 'work'>,
  { figures, now, desk }: SummaryFacts,
): Placed {
  const [present, last] = periodsUpTo('week', now, desk.zone).map(
    period => new FigureCells(figures, [period], periodName(period)),
  );
  page.section('本周与上周', '上周是现在的数，期末冻结的见“上周周报”。');
  const measures: readonly [MeasureName, string][] = [
    ['created', '新增'],
    ['closedFirst', '关闭'],
    ['reopened', '重开'],
  ];
  const lineOf = ({ label, of }: Part): SummaryCell[] => [
    { text: label },
    ...measures.flatMap(([measure, word]) =>
      [present, last].map(cells => cells?.count(`${label} · ${word}`, of(measure)) ?? { text: 0 }),
    ),
  ];
  const [own, others] = [byTables(matters), byTables(work)];
  return page.table(
    ['表', ...measures.flatMap(([, label]) => [`本周${label}`, `上周${label}`])],
    own.parts.map(lineOf),
    {
      totals: [
        lineOf({ ...own.total, label: '客户事项合计' }),
        lineOf({ ...others.total, label: '另：工作（方案、回访等）' }),
      ],
    },
  );
}
