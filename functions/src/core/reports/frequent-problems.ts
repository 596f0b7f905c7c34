// 高频问题: ranked within each vocabulary, with the product that each was with and for how long one has been the first.

import {
  type ProblemGroup,
  problemGroups,
  productOf,
  type RankedProblem,
  rankProblems,
} from '../figures/problems.ts';
import { breakdownOf } from '../figures/read.ts';
import type { Table } from '../schema/table.ts';
import { changeCell, type FigureCells, plainShare } from './cells.ts';
import type { PageDraft, Placed } from './draft.ts';
import type { Counting } from './figure-ref.ts';
import type { SummaryCell } from './page.ts';
import type { Reporting } from './report.ts';

/**
 * How the problems of a report are ranked: `history` are single periods, newest first, called `unit` after a number.
 */
export interface Ranking {
  history: readonly FigureCells[];
  unit: string;
  /** Problems of each vocabulary that are listed by themselves. */
  most: number;
}

const HEADING = ['问题', '次数', '占比', '累计占比', '名次', '上期次数', '变化', '主要产品', '连续第一'];

/**
 * 高频问题 of all tables that name problems; answers where the first vocabulary stands, whose running share makes a Pareto.
 */
export function problems(
  page: PageDraft,
  { present, before, names }: Pick<Reporting, 'present' | 'before' | 'names'>,
  tables: readonly Table[],
  ranking: Ranking,
): Placed[] {
  page.section(
    '高频问题',
    `各表的问题各按自己的分类排名，一条记录可有多个；与${names.before}相比；次数相同的名次并列，并列时没有第一。`,
  );
  const vocabularies = problemGroups(tables).filter(({ tables: own }) =>
    [present, before].some(({ entries }) => breakdownOf(entries, own, 'problem', 'problem').length > 0),
  );
  if (vocabularies.length === 0) return [page.table(HEADING, [])];
  return vocabularies.map(vocabulary => ranked(page, vocabulary, { present, before }, ranking));
}

function ranked(
  page: PageDraft,
  { label, tables }: ProblemGroup,
  { present, before }: Pick<Reporting, 'present' | 'before'>,
  { history, unit, most }: Ranking,
): Placed {
  page.lines(`${label}（${tables.map(({ title }) => title).join('、')}）`);
  const all = rankProblems([present.entries], tables);
  const firsts = firstsOf(history, tables);
  const lineOf = (name: string, value: string | readonly string[]) => {
    const counted: Counting = { measures: ['problem'], tables, by: 'problem', value };
    return [present.count(name, counted), before.count(name, counted)] as const;
  };
  const whole = all[0]?.share.denominator ?? 0;
  let running = 0;
  const rows = all.slice(0, most).map(({ problem, count, share, rank, isTie }): SummaryCell[] => {
    const [shown, earlier] = lineOf(problem, problem);
    running += count;
    return [
      { text: problem },
      shown,
      plainShare(share.numerator, share.denominator),
      plainShare(running, share.denominator),
      { text: isTie ? `并列第 ${rank}` : `第 ${rank}`, align: 'right' },
      earlier,
      changeCell(shown, earlier, 'less'),
      { text: productOf(present.entries, tables, problem)?.product ?? '', wrap: true },
      firstCell(firsts.get(problem) ?? 0, unit),
    ];
  });
  const others = [
    ...all.slice(most).map(({ problem }) => problem),
    ...breakdownOf(before.entries, tables, 'problem', 'problem').flatMap(({ value }) =>
      all.some(({ problem }) => problem === value) ? [] : [value],
    ),
  ];
  const restOf = (name: string, value: readonly string[]): SummaryCell[] => {
    const [shown, earlier] = lineOf(name, value);
    const share = plainShare(Number(shown.text), whole);
    const blank: SummaryCell = { text: '' };
    return [{ text: name }, shown, share, blank, blank, earlier, changeCell(shown, earlier, 'less')];
  };
  const names = [
    ...all.map(({ problem }) => problem),
    ...others.filter(each => !all.some(p => p.problem === each)),
  ];
  return page.table(HEADING, rows, {
    most: rows.length,
    totals: [
      ...(others.length > 0 ? [restOf(`其余 ${others.length} 类`, others)] : []),
      restOf('合计', names),
    ],
  });
}

/** For how many periods in a row the first ones have been so; a period that nothing happened in yet is passed over. */
function firstsOf(history: readonly FigureCells[], tables: readonly Table[]): Map<string, number> {
  const periods = history.map(({ entries }) => entries);
  const begun = periods.findIndex(entries => breakdownOf(entries, tables, 'problem', 'problem').length > 0);
  const ranking: RankedProblem[] = begun < 0 ? [] : rankProblems(periods.slice(begun), tables);
  return new Map(ranking.map(({ problem, firstFor }) => [problem, firstFor]));
}

/** The only first for how long; three periods in a row ask for a measure against the cause. */
function firstCell(firstFor: number, unit: string): SummaryCell {
  if (firstFor < 2) return { text: '' };
  return { text: `连续 ${firstFor} ${unit} TOP1`, ...(firstFor >= 3 && { style: 'overdue' as const }) };
}
