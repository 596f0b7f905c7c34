// What the main figures of a report are made of: by table, type, problem, limit, responsible department, person and workspace column.

import { figureKey } from '../figures/figures.ts';
import { breakdownOf, limitShares, rankProblems } from '../figures/read.ts';
import { columnOf, type Table } from '../schema/table.ts';
import { changeCell, type FigureCells, plainShare } from './cells.ts';
import type { PageDraft, Placed } from './draft.ts';
import type { Counting } from './figure-ref.ts';
import type { SummaryCell } from './page.ts';
import type { Reporting } from './report.ts';

/** Most people that a report lists. */
const MAX_PEOPLE = 60;

/** 各表 */
export function byTable(page: PageDraft, { tables, present, before }: Reporting): Placed {
  page.section('各表', '本期与上期都没有记录的表不列。');
  const all = present.amount({ measures: ['created'], tables });
  const busy = tables.filter(table =>
    [present, before].some(({ entries }) =>
      Object.entries(entries).some(
        ([key, amount]) => amount !== 0 && key.startsWith(figureKey(table.key, '')),
      ),
    ),
  );
  return page.table(
    ['表', '新增', '占比', '上期新增', '变化', '解决', '关闭', '重开', '时限内占比', '客户满意度'],
    busy.map(table => {
      const of = (...measures: Counting['measures']): Counting => ({ measures, tables: [table] });
      const name = (label: string) => `${table.title} · ${label}`;
      const created = present.count(name('新增'), of('created'));
      const earlier = before.count(name('新增'), of('created'));
      return [
        { text: table.title },
        created,
        plainShare(present.amount(of('created')), all),
        earlier,
        changeCell(created, earlier),
        present.count(name('解决'), of('solvedFirst')),
        present.count(name('关闭'), of('closedFirst')),
        present.count(name('重开'), of('reopened')),
        present.share(name('时限内占比'), of('kept'), of('kept', 'missed')),
        present.share(name('客户满意度'), of('satisfied'), of('rated')),
      ];
    }),
  );
}

/** 各类型: of each table by itself, since each has types of its own. */
export function byType(page: PageDraft, { tables, present, before }: Reporting): Placed {
  page.section('各类型', '占比以本表新增为分母。');
  const rows = tables.flatMap(table =>
    breakdownOf(present.entries, [table], 'created', 'type').map(({ value }): SummaryCell[] => {
      const label = `${table.title} · ${value || '未填'}`;
      const counted: Counting = { measures: ['created'], tables: [table], by: 'type', value };
      const whole: Counting = { measures: ['created'], tables: [table] };
      const count = present.count(label, counted);
      const earlier = before.count(label, counted);
      return [
        { text: label },
        count,
        present.share(label, counted, whole),
        earlier,
        changeCell(count, earlier),
      ];
    }),
  );
  return page.table(['类型', '新增', '占比', '上期新增', '变化'], rows);
}

/** How the problems of a report are ranked: `history` are single periods, newest first, called `unit` after a number. */
export interface Ranking {
  history: readonly FigureCells[];
  unit: string;
  most: number;
}

/** 高频问题, with the running share of a Pareto. */
export function problems(
  page: PageDraft,
  { tables, present, before, names }: Reporting,
  ranking: Ranking,
): Placed {
  page.section('高频问题', `一条记录可有多个问题；占比以全部问题次数为分母；与${names.before}相比。`);
  const tops = topsOf(ranking, tables);
  let running = 0;
  const rows = rankProblems([present.entries, before.entries], tables, ranking.most).map(
    ({ problem, count, share }): SummaryCell[] => {
      const counted: Counting = { measures: ['problem'], tables, by: 'problem', value: problem };
      const shown = present.count(problem, counted);
      const earlier = before.count(problem, counted);
      running += count;
      return [
        { text: problem },
        shown,
        plainShare(running, share.denominator),
        plainShare(share.numerator, share.denominator),
        earlier,
        changeCell(shown, earlier, 'less'),
        topCell(tops.get(problem) ?? 0, ranking.unit),
      ];
    },
  );
  return page.table(['问题', '次数', '累计占比', '占比', '上期次数', '变化', '连续第一'], rows);
}

/** For how many periods in a row the problems on top have been there; a period that nothing happened in yet is passed over. */
function topsOf({ history, most }: Ranking, tables: readonly Table[]): Map<string, number> {
  const periods = history.map(({ entries }) => entries);
  const begun = periods.findIndex(entries => breakdownOf(entries, tables, 'problem', 'problem').length > 0);
  const ranked = begun < 0 ? [] : rankProblems(periods.slice(begun), tables, most);
  return new Map(ranked.map(({ problem, topFor }) => [problem, topFor]));
}

/** Most frequent for how long; three periods in a row ask for a measure against the cause. */
function topCell(topFor: number, unit: string): SummaryCell {
  if (topFor < 2) return { text: '' };
  return { text: `连续 ${topFor} ${unit} TOP1`, ...(topFor >= 3 && { style: 'overdue' as const }) };
}

/** 各时限 */
export function byLimit(page: PageDraft, { tables, present, before }: Reporting): Placed {
  page.section('各时限');
  return page.table(
    ['时限', '按时占比', '按时', '有结果', '上期占比', '变化'],
    limitShares(present.entries, tables).map(({ table, clock, label }) => {
      const name = `${table.title} · ${label}`;
      const of = (...measures: Counting['measures']): Counting => ({
        measures,
        tables: [table],
        by: 'clock',
        value: clock,
      });
      const share = present.share(name, of('kept'), of('kept', 'missed'));
      const earlier = before.share(name, of('kept'), of('kept', 'missed'));
      return [
        { text: name },
        share,
        present.count(`${name}·按时`, of('kept')),
        present.count(`${name}·有结果`, of('kept', 'missed')),
        earlier,
        changeCell(share, earlier, 'more'),
      ];
    }),
  );
}

/** 责任部门: by the cause that was confirmed, not by who handles it. */
export function byResponsible(page: PageDraft, { tables, present, before }: Reporting): Placed {
  page.section('责任部门', '按核实后判定的责任计，不按处理人员。');
  const all: Counting = { measures: ['judged'], tables };
  return page.table(
    ['责任方', '件数', '占比', '上期件数', '变化'],
    breakdownOf(present.entries, tables, 'judged', 'responsible').map(({ value }) => {
      const label = value || '未填';
      const counted: Counting = { ...all, by: 'responsible', value };
      const count = present.count(label, counted);
      const earlier = before.count(label, counted);
      return [
        { text: label },
        count,
        present.share(label, counted, all),
        earlier,
        changeCell(count, earlier, 'less'),
      ];
    }),
  );
}

/** 人员工作量 */
export function byPerson(page: PageDraft, { tables, present }: Reporting): Placed {
  page.section('人员工作量');
  const people = new Set(
    (['created', 'solved', 'closed', 'called'] as const).flatMap(measure =>
      breakdownOf(present.entries, tables, measure, 'person').map(({ value }) => value),
    ),
  );
  const rows = [...people].sort().map((value): SummaryCell[] => {
    const label = value || '未分派';
    const of = (...measures: Counting['measures']): Counting => ({ measures, tables, by: 'person', value });
    return [
      { text: label },
      present.count(`${label} · 新增`, of('created')),
      present.count(`${label} · 解决`, of('solved')),
      present.count(`${label} · 关闭`, of('closed')),
      present.count(`${label} · 重开`, of('reopened')),
      present.mean(`${label} · 平均解决用时`, of('solved'), 'solveMinutes'),
      present.share(`${label} · 时限内占比`, of('kept'), of('kept', 'missed')),
      present.count(`${label} · 评价数`, of('rated')),
      present.share(`${label} · 客户满意度`, of('satisfied'), of('rated')),
    ];
  });
  return page.table(
    ['人员', '新增', '解决', '关闭', '重开', '平均解决用时', '时限内占比', '评价数', '客户满意度'],
    rows,
    MAX_PEOPLE,
  );
}

/** What every desk counts by; other dimensions are a workspace's own. */
const STANDARD: readonly string[] = ['person', 'department', 'type', 'priority'];

/** What a workspace counts by of its own, beside what every desk counts by. */
export function byOwnColumns(page: PageDraft, { tables, present, before }: Reporting): void {
  const own = tables.flatMap(table =>
    table.dimensions.flatMap(({ name, column }) =>
      STANDARD.includes(name) ? [] : [{ table, name, column }],
    ),
  );
  for (const { table, name, column } of own) {
    page.section(`${table.title} · ${columnOf(table, column).label}`);
    const rows = breakdownOf(present.entries, [table], 'created', name).map(({ value }): SummaryCell[] => {
      const label = value || '未填';
      const counted: Counting = { measures: ['created'], tables: [table], by: name, value };
      const count = present.count(label, counted);
      const earlier = before.count(label, counted);
      const share = present.share(label, counted, { measures: ['created'], tables: [table] });
      return [{ text: label }, count, share, earlier, changeCell(count, earlier)];
    });
    page.table(['取值', '新增', '占比', '上期新增', '变化'], rows);
  }
}
