// What an analysis of complaints is made of: where they came from, what became of them, how they went month by month,
// and all that in words.

import { breakdownOf } from '../figures/read.ts';
import type { Table } from '../schema/table.ts';
import type { Part } from './breakdown.ts';
import { changeCell, type FigureCells } from './cells.ts';
import type { PageDraft, Placed } from './draft.ts';
import type { Counting } from './figure-ref.ts';
import type { SummaryCell } from './page.ts';
import { periodName, type Reporting } from './report.ts';
import { type Past, sinceBegun } from './trend.ts';

/** Tables some of whose records are complaints; those all of whose records are come first. */
export function complaintTables(tables: readonly Table[]): Table[] {
  const isWhole = ({ measures }: Table) => measures?.complaint?.when === undefined;
  return tables
    .filter(({ measures }) => measures?.complaint)
    .toSorted((a, b) => Number(isWhole(b)) - Number(isWhole(a)));
}

/** The complaints among the records of a table: all of them, or those of the types that have complaints. */
function complaintsOf(table: Table, cells: readonly FigureCells[]): Part {
  const whole = table.measures?.complaint?.when === undefined;
  const types = cells.flatMap(({ entries }) =>
    breakdownOf(entries, [table], 'complaint', 'type').map(({ value }) => value),
  );
  return {
    label: table.title,
    of: (...measures) => ({
      measures,
      tables: [table],
      ...(!whole && { by: 'type' as const, value: [...new Set(types)] }),
    }),
  };
}

/** 投诉来源 and what became of them. */
export function bySource(page: PageDraft, tables: readonly Table[], { present, before }: Reporting): Placed {
  page.section(
    '投诉来源与处理',
    '投诉记录、投诉类反馈、投诉类热线；转成投诉记录的热线和反馈只计投诉记录一件。用时从收到到解决。',
  );
  const all: Counting = { measures: ['complaint'], tables };
  const lineOf = (label: string, scopes: readonly Part[]): SummaryCell[] => {
    const [only] = scopes;
    const one = scopes.length === 1 ? only : undefined;
    const counted: Counting = one ? { ...one.of('complaint') } : all;
    const count = present.count(label, counted);
    const earlier = before.count(label, counted);
    return [
      { text: label },
      count,
      present.share(`${label} · 占比`, counted, all),
      earlier,
      changeCell(count, earlier, 'less'),
      ...(one
        ? [
            present.count(`${label} · 解决轮次`, one.of('solved')),
            present.mean(`${label} · 平均解决用时`, one.of('solved'), 'solveMinutes'),
            present.share(`${label} · 客户满意度`, one.of('satisfied'), one.of('rated')),
          ]
        : []),
    ];
  };
  const scopes = tables.map(table => complaintsOf(table, [present, before]));
  return page.table(
    ['来源', '投诉', '占比', '上期', '变化', '解决轮次', '平均解决用时', '客户满意度'],
    scopes.map(scope => lineOf(scope.label, [scope])),
    { totals: [lineOf('合计', scopes)] },
  );
}

/** Columns of the table of months, by what they show. */
export const MONTHS = { complaints: 1, satisfaction: 5 } as const;

/** 按月: how many there were and what customers thought of how they were handled. */
export function byMonth(page: PageDraft, tables: readonly Table[], history: readonly Past[]): Placed {
  page.section('按月', '满意度只看投诉记录的评价。');
  const whole = tables.filter(({ measures }) => measures?.complaint && !measures.complaint.when);
  return page.table(
    ['月份', '投诉', '已判责', '满意', '已评价', '客户满意度', '平均解决用时'],
    sinceBegun(history)
      .toReversed()
      .map(({ period, cells }): SummaryCell[] => {
        const of = (...measures: Counting['measures']): Counting => ({ measures, tables: whole });
        return [
          { text: periodName(period) },
          cells.count('投诉', { measures: ['complaint'], tables }),
          cells.count('已判责', of('judged')),
          cells.count('满意', of('satisfied')),
          cells.count('已评价', of('rated')),
          cells.share('客户满意度', of('satisfied'), of('rated')),
          cells.mean('平均解决用时', of('solved'), 'solveMinutes'),
        ];
      }),
  );
}

/** The analysis in sentences that can be handed up as they are. */
export function inWords(page: PageDraft, tables: readonly Table[], reporting: Reporting): void {
  const { all, matters, present, before, names } = reporting;
  page.section('概述');
  const amount = (cells: FigureCells, counted: Counting) => cells.amount(counted);
  const complaints: Counting = { measures: ['complaint'], tables };
  const [count, earlier] = [amount(present, complaints), amount(before, complaints)];
  const sources = tables.flatMap(table => {
    const own = amount(present, { measures: ['complaint'], tables: [table] });
    return own > 0 ? [`${table.title} ${own} 件`] : [];
  });
  const difference = count - earlier;
  const compared =
    difference === 0
      ? '与上期持平'
      : `比${names.before}${difference > 0 ? '多' : '少'} ${Math.abs(difference)} 件`;
  const judged = partsNamed(present, matters, 'judged', 'responsible');
  const causes = partsNamed(present, matters, 'judged', 'cause');
  const types = partsNamed(
    present,
    tables.filter(({ measures }) => !measures?.complaint?.when),
    'complaint',
    'type',
  );
  const compensated = amount(present, { measures: ['compensated'], tables: all });
  const rated = amount(present, { measures: ['rated'], tables: wholeOf(tables) });
  const satisfied = amount(present, { measures: ['satisfied'], tables: wholeOf(tables) });
  const texts = [
    `${names.present}共收到投诉 ${count} 件${sources.length > 0 ? `（${sources.join('，')}）` : ''}，${compared}。`,
    ...(types.length > 0 ? [`投诉记录按类型：${types.join('，')}。`] : []),
    judged.length > 0 ? `已判责的投诉按责任方：${judged.join('，')}。` : '本期没有判责的投诉。',
    ...(causes.length > 0 ? [`认定的原因：${causes.join('，')}。`] : []),
    rated > 0
      ? `客户对投诉处理的评价 ${rated} 次，满意 ${satisfied} 次，满意度 ${((100 * satisfied) / rated).toFixed(1)}%。`
      : '客户还没有评价投诉的处理。',
    `方案中写明给客户补偿的 ${compensated} 件。`,
  ];
  for (const text of texts) page.text(text);
}

const wholeOf = (tables: readonly Table[]) => tables.filter(({ measures }) => !measures?.complaint?.when);

/** Most parts that a sentence names. */
const MAX_NAMED = 4;

function partsNamed(
  { entries }: FigureCells,
  tables: readonly Table[],
  measure: 'judged' | 'complaint',
  by: 'responsible' | 'cause' | 'type',
): string[] {
  const parts = breakdownOf(entries, tables, measure, by);
  const named = parts.slice(0, MAX_NAMED).map(({ value, count }) => `${value || '未填'} ${count} 件`);
  return parts.length > MAX_NAMED ? [...named, `其余 ${parts.length - MAX_NAMED} 项`] : named;
}
