// 待办提醒: a supervisor's morning: what is overdue and due today, and for whom; what went up unheard; whom nobody reached.

import { maskCustomer } from '../cells/mask.ts';
import { excerpt } from '../lib/excerpt.ts';
import { matterTold } from '../lib/matter-told.ts';
import { showTime } from '../lib/parse-time.ts';
import { DAY, HOUR } from '../lib/time.ts';
import { FAULTS } from '../record/aside.ts';
import { isAwaited } from '../record/awaited.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Table } from '../schema/table.ts';
import { PageDraft } from './draft.ts';
import { byPain, type DueItem, dimensionOf, dueItems, endOfDay, itemsOf, MAX_DUE, NOBODY } from './due.ts';
import type { SummaryFacts } from './facts.ts';
import type { DueFigure } from './figure-ref.ts';
import type { PageMaker, SummaryCell } from './page.ts';
import { MAX_LINES, personTable } from './person-table.ts';
import { ownViewCells } from './rows/view-links.ts';

const HEADING = ['编号', '客户', '事由', '提醒', '紧急', '责任人', '时限', '已超', '表和状态'];

export const TODO: PageMaker<SummaryFacts> = {
  tab: {
    sheetId: 1001,
    title: '待办提醒',
    purpose: '今天要处理的：已超时、今天到时、升级后没人处理的，最要紧的在前。',
    colour: '#d93025',
    widths: [122, 96, 214, 96, 46, 88, 136, 78, 164],
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
      whatToDo(items),
    );
    list(page, '已超时', itemsOf(items, { title: '', due: 'overdue' }).toSorted(byPain), facts);
    list(page, '今天到时', itemsOf(items, { title: '', due: 'today' }), facts);
    list(page, '升级后未处理', itemsOf(items, { title: '', due: 'escalated' }).toSorted(byPain), facts);
    callsToday(page, facts);
    duePerPerson(page, items, desk);
    watched(page, facts);
    unsent(page, facts);
    undecided(page, facts);
    return page.page();
  },
};

/** What to do with the page, whatever is on it. */
function whatToDo(items: readonly DueItem[]): string {
  if (items.length > 0)
    return '点编号到那一行处理；最要紧的在前：升级后没有人知悉的、紧急的、超时最久的。处理后填上相应的时间，几分钟内从这里消失。';
  return '现在没有要处理的事项。新登记的记录到了时限，会自动出现在这里，并提醒责任人；登记请到“热线记录”“客户反馈”等页，填一行即可。';
}

const count = (items: readonly DueItem[], due: DueFigure['due']) => itemsOf(items, { title: '', due }).length;

function duePerPerson(page: PageDraft, items: readonly DueItem[], desk: SummaryFacts['desk']): void {
  page.section('按责任人', '点表名打开那一页，只看此人未办完的行。');
  const after = (who: string) => {
    const own = items.filter(item => item.who.includes(who));
    const tables = mostFirst(own.map(({ table }) => table));
    const [first = BLANK, second = BLANK, third = BLANK] = ownViewCells(
      tables,
      'person',
      who === NOBODY ? '' : who,
      desk,
    );
    // Some columns are too narrow for the name of a table.
    return [BLANK, first, second, BLANK, third];
  };
  personTable(page, items, {
    heading: ['责任人', '已超时', '今天到时', '升级后未处理', '', '只看', '', '', ''],
    people: [...new Set(items.flatMap(({ who }) => who))].sort(),
    dues: ['overdue', 'today', 'escalated'],
    after,
  });
}

/** Each of them once, the most frequent first. */
function mostFirst(tables: readonly Table[]): Table[] {
  const times = (table: Table) => tables.filter(each => each === table).length;
  return [...new Set(tables)].toSorted((a, b) => times(b) - times(a));
}

function list(page: PageDraft, title: string, listed: readonly DueItem[], facts: SummaryFacts): void {
  page.section(`${title}（${listed.length} 项）`);
  page.table(
    HEADING,
    listed.map(item => lineOf(item, facts)),
    { most: MAX_LINES },
  );
}

function lineOf({ table, record, ...item }: DueItem, { now }: SummaryFacts): SummaryCell[] {
  const isPressing = item.urgency.rank === 0;
  return [
    { text: record.number, to: { table, key: record.key } },
    ...aboutOf(table, record),
    { text: item.label, wrap: true },
    { text: item.urgency.word, ...(isPressing && { style: 'bad' }) },
    { text: item.who.join('、'), wrap: true },
    { text: item.dueAt, format: 'time', style: item.isOverdue ? 'overdue' : 'today' },
    { text: item.isOverdue ? passed(now - item.dueAt) : '' },
    { text: `${table.title} · ${record.state}` },
  ];
}

/** Whom and what a record is about. */
function aboutOf(table: Table, record: DeskRecord): SummaryCell[] {
  return [
    { text: customerShown(record), wrap: true },
    { text: matterShown(table, record), wrap: true },
  ];
}

/** The customer as records show them: masked. */
function customerShown({ cells }: DeskRecord): string {
  const { customer } = cells;
  return typeof customer === 'string' ? maskCustomer(customer) : '';
}

/** Two lines of its column. */
const MAX_MATTER = 27;

/** What a record is about: the text that tells its problem, else its type. */
function matterShown(table: Table, record: DeskRecord): string {
  const [told] = table.similarity?.texts ?? [];
  const text = told === undefined ? '' : String(record.cells[told] ?? '');
  const words = text || (dimensionOf(table, record, 'type') ?? '');
  return excerpt(matterTold(words.replace(/\s+/g, ' ')), MAX_MATTER);
}

/** A span (ms) in whole hours and days: a line is written anew only when it says something new. */
function passed(ms: number): string {
  if (ms < HOUR) return '不足 1 小时';
  return ms < 2 * DAY ? `${Math.floor(ms / HOUR)} 小时` : `${Math.floor(ms / DAY)} 天`;
}

// The lists below stand in the columns of those above, so that their times have room as well.

interface CallOfToday {
  record: DeskRecord;
  at: number;
  caller: string;
}

/** Each caller's calls in order of time; those of one moment by number, whatever the order in which they were read. */
function byCallerAndTime(a: CallOfToday, b: CallOfToday): number {
  if (a.caller !== b.caller) return a.caller < b.caller ? -1 : 1;
  return a.at - b.at || (a.record.number < b.record.number ? -1 : 1);
}

/** The calls that are to be made by the end of today, of each caller in order of time. */
function callsToday(page: PageDraft, { due, tables, now, desk }: SummaryFacts): void {
  const until = endOfDay(now, desk.zone);
  const calls = due.slice(0, MAX_DUE).flatMap(record => {
    const table = tables.find(each => each.key === record.table);
    const at = table?.attempts && isAwaited(table, record) ? record.cells[table.attempts.next] : undefined;
    if (!table || typeof at !== 'number' || at >= until) return [];
    return [{ table, record, at, caller: dimensionOf(table, record, 'person') || NOBODY }];
  });
  if (calls.length === 0) return;
  page.section('今天的回访', '每位回访人今天要打的电话，按时间排列；没打的旧计划在前。');
  page.table(
    ['编号', '客户', '关联记录', '联系方式', '', '回访人', '时间', '', '类型'],
    calls
      .toSorted(byCallerAndTime)
      .map(({ table, record, at, caller }): SummaryCell[] => [
        { text: record.number, to: { table, key: record.key } },
        { text: customerShown(record), wrap: true },
        { text: excerpt(textOf(record.cells['record'])), wrap: true },
        { text: textOf(record.cells['contact']), wrap: true },
        BLANK,
        { text: caller },
        { text: at, format: 'time', style: at <= now ? 'overdue' : 'today' },
        BLANK,
        { text: dimensionOf(table, record, 'type') ?? '' },
      ]),
    { most: MAX_LINES },
  );
}

function watched(page: PageDraft, { watched, tables, now }: SummaryFacts): void {
  page.section('无法联系的客户', '已关闭而没有结果的回访，由主管决定是否另找办法；最近的在前。');
  page.table(
    ['编号', '客户', '事由', '状态', '', '责任人', '更新时间', '距今', '表'],
    watched.flatMap((record): SummaryCell[][] => {
      const table = tables.find(each => each.key === record.table);
      if (!table) return [];
      return [
        [
          { text: record.number, to: { table, key: record.key } },
          ...aboutOf(table, record),
          { text: record.state },
          BLANK,
          { text: dimensionOf(table, record, 'person') ?? '' },
          { text: record.updatedAt, format: 'time' },
          { text: passed(now - record.updatedAt) },
          { text: table.title },
        ],
      ];
    }),
    { most: MAX_LINES },
  );
}

const BLANK: SummaryCell = { text: '' };

/** What is wrong with a record may be just this. */
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function undecided(page: PageDraft, { setAside, tables, now }: SummaryFacts): void {
  if (setAside.length === 0) return;
  page.section(
    '暂时无法处理的记录',
    '内容都在，但现在的程序或设置认不出来，所以不提醒、不更新；恢复列或选项、或部署新版后会自己回来，也可以改正这一行。',
  );
  page.table(
    ['编号', '状态', '原因', '', '', '', '发现时间', '距今', '表'],
    setAside.map(({ key, number, state, aside, ...record }): SummaryCell[] => {
      const table = tables.find(each => each.key === record.table);
      return [
        { text: textOf(number), ...(table && { to: { table, key } }) },
        { text: textOf(state) },
        { text: aside ? FAULTS[aside.fault] : '' },
        BLANK,
        BLANK,
        BLANK,
        { text: aside?.since ?? '', format: 'time' },
        { text: aside ? passed(now - aside.since) : '' },
        { text: table?.title ?? textOf(record.table) },
      ];
    }),
    { most: MAX_LINES },
  );
}

function unsent(page: PageDraft, { deadLetters, tables, now }: SummaryFacts): void {
  page.section('没有送达的通知', '多次发送都没有成功；排除原因后，用菜单“重新发送未送达的通知”再发一次。');
  page.table(
    ['编号', '收件人', '通知', '原因', '', '', '放弃时间', '距今', '表'],
    deadLetters.map(({ notice: { about, to, subject }, reason, at }): SummaryCell[] => {
      const table = tables.find(each => each.key === about?.table);
      return [
        { text: about?.number ?? '', ...(about && table && { to: { table, key: about.key } }) },
        { text: to.name },
        { text: subject, wrap: true },
        { text: reason },
        BLANK,
        BLANK,
        { text: at, format: 'time' },
        { text: passed(now - at) },
        { text: table?.title ?? '' },
      ];
    }),
    { most: MAX_LINES },
  );
}
