// 更正: what has changed of a period since it was closed. The figures that were signed stay as they were.

import { type ClosedPeriod, correctionsOf } from '../figures/closed-periods.ts';
import { periodAt } from '../figures/periods.ts';
import { breakdownOf } from '../figures/read.ts';
import { MEASURES, type MeasureName } from '../schema/measures.ts';
import type { Table } from '../schema/table.ts';
import { CUSTOMERS, changeCell, FigureCells } from './cells.ts';
import type { PageDraft } from './draft.ts';
import { countedTables, type SummaryFacts } from './facts.ts';
import { amountOf, type Counting } from './figure-ref.ts';
import type { SummaryCell } from './page.ts';
import { periodName } from './report.ts';
import { REPORT_LINES } from './report-lines.ts';

/** What was told or changed later, and what has become since of what came in. */
export function corrections(
  page: PageDraft,
  { tables, figures, desk }: SummaryFacts,
  closed: ClosedPeriod,
): void {
  const { matters, all } = countedTables(tables);
  const period = periodAt(closed.kind, closed.from, desk.zone);
  const name = periodName(period);
  const before = new FigureCells(closed.figures, [period], name, true);
  const now = new FigureCells(figures, [period], name);
  const { corrected, since } = correctionsOf(closed, figures);
  const lines = (entries: typeof corrected): SummaryCell[][] =>
    measureNames().flatMap(measure => {
      const { label, definition } = MEASURES[measure];
      const counted = countingOf(measure, WORK_TOO.has(measure) ? all : matters, [before, now]);
      // How many different customers there are no sum over tables tells.
      const isDistinct = measure === 'customers';
      const [was, is] = [before, now].map(cells =>
        isDistinct ? cells.customers() : cells.count(label, counted),
      );
      const isOther = isDistinct ? CUSTOMERS in entries : amountOf(entries, counted) !== 0;
      if (!was || !is || !isOther) return [];
      return [[{ text: label, note: definition }, was, is, changeCell(is, was)]];
    });
  const heading = (last: string) => ['指标', '冻结时', '现在', last];
  page.section('更正', '冻结后补录或改动的；上面的数字不随之改变。');
  page.table(heading('更正'), lines(corrected));
  page.section('后续进展', '本期收到的记录在冻结后解决或重开的。');
  page.table(heading('增减'), lines(since));
}

/** What counts of a measure: problems are counted by their names alone. */
function countingOf(measure: MeasureName, tables: readonly Table[], cells: readonly FigureCells[]): Counting {
  if (measure !== 'problem') return { measures: [measure], tables };
  const names = cells.flatMap(({ entries }) => breakdownOf(entries, tables, 'problem', 'problem'));
  return {
    measures: [measure],
    tables,
    by: 'problem',
    value: [...new Set(names.map(({ value }) => value))],
  };
}

/** What the main figures, 高频问题 and 投诉分析 count of the work as well. */
const WORK_TOO: ReadonlySet<MeasureName> = new Set([
  ...REPORT_LINES.flatMap(({ among, counted, of = [] }) =>
    among && counted !== 'customers' ? [...counted, ...of] : [],
  ),
  'problem' as const,
  'compensated' as const,
]);

/** Sums of minutes are no figure of their own. */
function measureNames(): MeasureName[] {
  return (Object.keys(MEASURES) as MeasureName[]).filter(name => !name.endsWith('Minutes'));
}
