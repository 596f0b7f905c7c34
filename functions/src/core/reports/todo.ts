// 待办提醒: a supervisor's morning: what is overdue and due today, and for whom; what went up unheard; whom nobody reached.

import { showTime } from '../lib/parse-time.ts';
import { DAY, HOUR } from '../lib/time.ts';
import { FAULTS } from '../record/aside.ts';
import { PageDraft } from './draft.ts';
import { type DueItem, dimensionOf, dueItems, itemsOf, MAX_DUE } from './due.ts';
import type { SummaryFacts } from './facts.ts';
import type { DueFigure } from './figure-ref.ts';
import type { PageMaker, SummaryCell } from './page.ts';

/** Most lines of each list; the rest is counted. */
const MAX_LINES = 500;

const HEADING = ['编号', '表', '提醒', '责任人', '部门', '状态', '时限', '已超'];

export const TODO: PageMaker<SummaryFacts> = {
  tab: {
    sheetId: 1001,
    title: '待办提醒',
    colour: '#d93025',
    widths: [150, 110, 150, 120, 110, 110, 150, 140],
    rows: 2_000,
  },
  make(facts) {
    const { now, desk, due } = facts;
    const items = dueItems(facts);
    const page = new PageDraft();
    page.title(
      '待办提醒',
      `截至 ${showTime(now, desk.zone)}：已超时 ${count(items, 'overdue')} 项，今天到时 ${count(items, 'today')} 项，升级后未处理 ${count(items, 'escalated')} 项`,
      ...(due.length > MAX_DUE ? [`到时的记录很多，本页只统计最早到时的 ${MAX_DUE} 条。`] : []),
    );
    byPerson(page, items);
    list(page, '已超时', items, facts, 'overdue');
    list(page, '今天到时', items, facts, 'today');
    list(page, '升级后未处理', items, facts, 'escalated');
    watched(page, facts);
    unsent(page, facts);
    undecided(page, facts);
    return page.page();
  },
};

const count = (items: readonly DueItem[], due: DueFigure['due']) => itemsOf(items, { title: '', due }).length;

/** A figure of what is due, as a cell. */
export function dueCell(items: readonly DueItem[], figure: DueFigure): SummaryCell {
  const text = itemsOf(items, figure).length;
  const isBad = text > 0 && figure.due !== 'today';
  return { text, format: 'count', figure, ...(isBad && { style: 'overdue' }) };
}

function byPerson(page: PageDraft, items: readonly DueItem[]): void {
  page.section('按责任人');
  const people = [...new Set(items.map(({ who }) => who))].sort();
  page.table(
    ['责任人', '已超时', '今天到时', '升级后未处理'],
    people.map(who => [
      { text: who },
      dueCell(items, { title: `${who} · 已超时`, due: 'overdue', who }),
      dueCell(items, { title: `${who} · 今天到时`, due: 'today', who }),
      dueCell(items, { title: `${who} · 升级后未处理`, due: 'escalated', who }),
    ]),
    MAX_LINES,
  );
}

/** By person, and for each the longest overdue first. */
function list(
  page: PageDraft,
  title: string,
  items: readonly DueItem[],
  facts: SummaryFacts,
  due: DueFigure['due'],
): void {
  const listed = itemsOf(items, { title, due }).toSorted((a, b) =>
    a.who < b.who ? -1 : Number(a.who > b.who),
  );
  page.section(`${title}（${listed.length} 项）`);
  page.table(
    HEADING,
    listed.map(item => lineOf(item, facts)),
    MAX_LINES,
  );
}

function lineOf({ table, record, ...item }: DueItem, { now }: SummaryFacts): SummaryCell[] {
  return [
    { text: record.number, to: { table, key: record.key } },
    { text: table.title },
    { text: item.label },
    { text: item.who },
    { text: item.department ?? '' },
    { text: record.state },
    { text: item.dueAt, format: 'time', style: item.isOverdue ? 'overdue' : 'today' },
    { text: item.isOverdue ? lateWords(now - item.dueAt) : '' },
  ];
}

/** In whole hours and days: a line is written anew only when it says something new. */
function lateWords(ms: number): string {
  if (ms < HOUR) return '不足 1 小时';
  return ms < 2 * DAY ? `${Math.floor(ms / HOUR)} 小时` : `${Math.floor(ms / DAY)} 天`;
}

function watched(page: PageDraft, { watched, tables }: SummaryFacts): void {
  page.section('无法联系的客户', '已关闭而没有结果的回访，由主管决定是否另找办法；最近的在前。');
  page.table(
    ['编号', '表', '状态', '责任人', '更新时间'],
    watched.flatMap((record): SummaryCell[][] => {
      const table = tables.find(each => each.key === record.table);
      if (!table) return [];
      return [
        [
          { text: record.number, to: { table, key: record.key } },
          { text: table.title },
          { text: record.state },
          { text: dimensionOf(table, record, 'person') ?? '' },
          { text: record.updatedAt, format: 'time' },
        ],
      ];
    }),
    MAX_LINES,
  );
}

/** What is wrong with a record may be just this. */
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function undecided(page: PageDraft, { setAside, tables }: SummaryFacts): void {
  if (setAside.length === 0) return;
  page.section(
    '暂时无法处理的记录',
    '内容都在，但现在的程序或设置认不出来，所以不提醒、不更新；恢复列或选项、或部署新版后会自己回来，也可以改正这一行。',
  );
  page.table(
    ['编号', '表', '状态', '原因', '发现时间'],
    setAside.map(({ key, number, state, aside, ...record }): SummaryCell[] => {
      const table = tables.find(each => each.key === record.table);
      return [
        { text: textOf(number), ...(table && { to: { table, key } }) },
        { text: table?.title ?? textOf(record.table) },
        { text: textOf(state) },
        { text: aside ? FAULTS[aside.fault] : '' },
        { text: aside?.since ?? '', format: 'time' },
      ];
    }),
    MAX_LINES,
  );
}

function unsent(page: PageDraft, { deadLetters, tables }: SummaryFacts): void {
  page.section('没有送达的通知', '多次发送都没有成功；排除原因后，用菜单“重新发送未送达的通知”再发一次。');
  page.table(
    ['编号', '表', '收件人', '通知', '原因', '放弃时间'],
    deadLetters.map(({ notice: { about, to, subject }, reason, at }): SummaryCell[] => {
      const table = tables.find(each => each.key === about?.table);
      return [
        { text: about?.number ?? '', ...(about && table && { to: { table, key: about.key } }) },
        { text: table?.title ?? '' },
        { text: to.name },
        { text: subject },
        { text: reason },
        { text: at, format: 'time' },
      ];
    }),
    MAX_LINES,
  );
}
