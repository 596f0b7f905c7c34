// What the main figures of a report are made of: by table, type, limit, responsible department, work, person and
// workspace column.

import { decidedLimits } from '../figures/read.ts';
import { columnOf, type Table } from '../schema/table.ts';
import { type Broken, breakDown, byTables, type Part } from './breakdown.ts';
import { changeCell } from './cells.ts';
import type { PageDraft, Placed } from './draft.ts';
import type { Counting } from './figure-ref.ts';
import type { SummaryCell } from './page.ts';
import type { Reporting } from './report.ts';

/** Most people that a report lists by themselves. */
const MAX_PEOPLE = 60;

/** A breakdown as lines of a table, with its total below. */
function breakdownTable(
  page: PageDraft,
  heading: readonly string[],
  { parts, total }: Broken,
  lineOf: (part: Part) => SummaryCell[],
): Placed {
  return page.table(heading, parts.map(lineOf), { most: parts.length, totals: [lineOf(total)] });
}

/** 各表: what customers brought, table by table. */
export function byTable(page: PageDraft, { matters, present, before }: Reporting): Placed {
  page.section('各表', '只计客户事项；由其他记录转来的是同一件事，计在原表，见“工作”中的“转来”。');
  const all: Counting = { measures: ['created'], tables: matters };
  return breakdownTable(
    page,
    ['表', '新增', '占比', '上期新增', '变化', '解决', '关闭', '重开', '时限内占比', '客户满意度'],
    byTables(matters),
    ({ label, of }) => {
      const name = (figure: string) => `${label} · ${figure}`;
      const created = present.count(name('新增'), of('created'));
      const earlier = before.count(name('新增'), of('created'));
      return [
        { text: label },
        created,
        present.share(name('占比'), of('created'), all),
        earlier,
        changeCell(created, earlier),
        present.count(name('解决'), of('solvedFirst')),
        present.count(name('关闭'), of('closedFirst')),
        present.count(name('重开'), of('reopened')),
        present.share(name('时限内占比'), of('kept'), of('kept', 'missed')),
        present.share(name('客户满意度'), of('satisfied'), of('rated')),
      ];
    },
  );
}

/** 各类型: of each table by itself, since each has types of its own. */
export function byType(page: PageDraft, { matters, present, before }: Reporting): void {
  page.section('各类型', '占比以本表新增为分母；用时从收到到解决。');
  const lineOf = (title: string, { label, of }: Part, whole: Counting): SummaryCell[] => {
    const name = `${title} · ${label}`;
    const count = present.count(name, of('created'));
    const earlier = before.count(name, of('created'));
    return [
      { text: name },
      count,
      present.share(`${name} · 占比`, of('created'), whole),
      earlier,
      changeCell(count, earlier),
      present.count(`${name} · 解决轮次`, of('solved')),
      present.mean(`${name} · 平均解决用时`, of('solved'), 'solveMinutes'),
      present.share(`${name} · 时限内占比`, of('kept'), of('kept', 'missed')),
      present.count(`${name} · 评价数`, of('rated')),
      present.share(`${name} · 客户满意度`, of('satisfied'), of('rated')),
    ];
  };
  const rows = matters.flatMap(table => {
    const { parts, total } = breakDown([present, before], {
      tables: [table],
      by: 'type',
      measures: TYPES_BY,
      blank: '未填',
      most: 20,
    });
    if (parts.length === 0) return [];
    const whole = total.of('created');
    const sum = { ...total, label: '小计' };
    return [
      ...parts.map(part => lineOf(table.title, part, whole)),
      lineOf(table.title, sum, whole).map(cell => ({ ...cell, style: cell.style ?? ('total' as const) })),
    ];
  });
  const { total } = byTables(matters);
  const sum = lineOf('全部', total, total.of('created'));
  page.table(
    [
      '类型',
      '新增',
      '占比',
      '上期新增',
      '变化',
      '解决轮次',
      '平均用时',
      '时限内占比',
      '评价数',
      '客户满意度',
    ],
    rows,
    { most: rows.length, totals: [sum] },
  );
}

/** What a line of most breakdowns shows: those that have any of it are listed. */
const LISTED = ['created', 'continued', 'solved', 'closed', 'called', 'kept', 'missed', 'rated'] as const;

/** The same of types: what went on from elsewhere alone would be a line of noughts. */
const TYPES_BY = ['created', 'solved', 'kept', 'missed', 'rated'] as const;

/** 各时限 */
export function byLimit(page: PageDraft, { all: tables, present, before }: Reporting): void {
  page.section('各时限', '有结果的才算：按时完成的，和到时而没有完成的。');
  const lineOf = (name: string, of: (...measures: Counting['measures']) => Counting): SummaryCell[] => {
    const share = present.share(name, of('kept'), of('kept', 'missed'));
    const earlier = before.share(name, of('kept'), of('kept', 'missed'));
    return [
      { text: name, wrap: true },
      share,
      present.count(`${name}·按时`, of('kept')),
      present.count(`${name}·有结果`, of('kept', 'missed')),
      earlier,
      before.count(`${name}·按时`, of('kept')),
      before.count(`${name}·有结果`, of('kept', 'missed')),
      changeCell(share, earlier, 'more'),
    ];
  };
  const rows = decidedLimits([present.entries, before.entries], tables).map(({ table, clock, label }) =>
    lineOf(`${table.title} · ${label}`, (...measures) => ({
      measures,
      tables: [table],
      by: 'clock',
      value: clock,
    })),
  );
  page.table(['时限', '按时占比', '按时', '有结果', '上期占比', '上期按时', '上期有结果', '变化'], rows, {
    most: rows.length,
    totals: [lineOf('合计', (...measures) => ({ measures, tables }))],
  });
}

/** 责任部门: by the cause that was confirmed, not by who handles it. */
export function byResponsible(page: PageDraft, reporting: Reporting): void {
  page.section('责任部门', '按核实后判定的责任计，不按处理人员。');
  byJudgement(page, reporting, 'responsible', '责任方');
}

/** Complaints that were judged in the period, broken down. */
export function byJudgement(
  page: PageDraft,
  { matters: tables, present, before }: Reporting,
  by: 'responsible' | 'cause',
  heading: string,
): void {
  const judging = tables.filter(({ measures }) => measures?.judged);
  const all: Counting = { measures: ['judged'], tables: judging };
  breakdownTable(
    page,
    [heading, '件数', '占比', '上期件数', '变化'],
    breakDown([present, before], { tables: judging, by, measures: ['judged'], blank: '未填' }),
    ({ label, of }) => {
      const count = present.count(label, of('judged'));
      const earlier = before.count(label, of('judged'));
      return [
        { text: label },
        count,
        present.share(label, of('judged'), all),
        earlier,
        changeCell(count, earlier, 'less'),
      ];
    },
  );
}

/** 工作: what follows from matters, and what they became in other tables. */
export function byWork(page: PageDraft, { matters, work, present, before }: Reporting): void {
  page.section('工作', '方案、回访等随客户事项而来，不计入新增；“转来”的事项已在原表计过。');
  const lineOf = (part: Part, measure: 'created' | 'continued', isTotal = false): SummaryCell[] => {
    const { label, of } = part;
    const count = present.count(`${label} · 新增`, of(measure));
    const earlier = before.count(`${label} · 新增`, of(measure));
    const own: SummaryCell[] =
      measure === 'continued'
        ? []
        : [
            present.count(`${label} · 关闭`, of('closedFirst')),
            present.share(`${label} · 时限内占比`, of('kept'), of('kept', 'missed')),
            // One answer may stand in a call and in a survey: the main figures count it once.
            ...(isTotal ? [] : [present.share(`${label} · 客户满意度`, of('satisfied'), of('rated'))]),
          ];
    return [{ text: label }, count, earlier, changeCell(count, earlier), ...own];
  };
  const { parts, total } = byTables(work);
  const continued = byTables(matters.filter(({ measures }) => measures?.goesOn)).parts;
  page.table(
    ['工作', '新增', '上期新增', '变化', '关闭', '时限内占比', '客户满意度'],
    parts.map(part => lineOf(part, 'created')),
    {
      totals: [
        lineOf(total, 'created', true),
        ...continued.map(part => lineOf({ ...part, label: `另：转来的${part.label}` }, 'continued')),
      ],
    },
  );
}

/** 人员工作量 */
export function byPerson(page: PageDraft, { all, matters, work, present }: Reporting): void {
  page.section(
    '人员工作量',
    '按记录上的责任人；没有责任人栏的表（如投诉记录、客户反馈）计入“未分派”。用时从收到到解决；评价按所负责的事项计。',
  );
  const ours = ({ of }: Part, tables: readonly Table[], ...measures: Counting['measures']): Counting => ({
    ...of(...measures),
    tables,
  });
  breakdownTable(
    page,
    ['人员', '新增', '转来', '工作', '解决', '关闭', '平均用时', '时限内占比', '评价数', '客户满意度'],
    breakDown([present], {
      tables: all,
      by: 'person',
      measures: LISTED,
      blank: '未分派',
      most: MAX_PEOPLE,
    }),
    part => {
      const { label } = part;
      const matter = (...measures: Counting['measures']) => ours(part, matters, ...measures);
      return [
        { text: label },
        present.count(`${label} · 新增`, matter('created')),
        present.count(`${label} · 转来`, matter('continued')),
        present.count(`${label} · 工作`, ours(part, work, 'created')),
        present.count(`${label} · 解决`, matter('solvedFirst')),
        present.count(`${label} · 关闭`, matter('closedFirst')),
        present.mean(`${label} · 平均解决用时`, matter('solved'), 'solveMinutes'),
        present.share(`${label} · 时限内占比`, part.of('kept'), part.of('kept', 'missed')),
        present.count(`${label} · 评价数`, matter('rated')),
        present.share(`${label} · 客户满意度`, matter('satisfied'), matter('rated')),
      ];
    },
  );
}

/** What every desk counts by; other dimensions are a workspace's own. */
const STANDARD: readonly string[] = ['person', 'department', 'type', 'priority'];

/** What a workspace counts by of its own, beside what every desk counts by. */
export function byOwnColumns(page: PageDraft, { all, present, before }: Reporting): void {
  const own = all.flatMap(table =>
    table.dimensions.flatMap(({ name, column }) =>
      STANDARD.includes(name) ? [] : [{ table, name, column }],
    ),
  );
  for (const { table, name, column } of own) {
    page.section(`${table.title} · ${columnOf(table, column).label}`);
    const whole: Counting = { measures: ['created'], tables: [table] };
    breakdownTable(
      page,
      ['取值', '新增', '占比', '上期新增', '变化'],
      breakDown([present, before], { tables: [table], by: name, measures: ['created'], blank: '未填' }),
      ({ label, of }) => {
        const count = present.count(label, of('created'));
        const earlier = before.count(label, of('created'));
        const share = present.share(label, of('created'), whole);
        return [{ text: label }, count, share, earlier, changeCell(count, earlier)];
      },
    );
  }
}
