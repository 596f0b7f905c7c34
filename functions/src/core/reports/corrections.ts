// 更正: what has changed of a period since it was closed. The figures that were signed stay as they were.

import { type ClosedPeriod, correctionsOf } from '../figures/closed-periods.ts';
import { periodAt } from '../figures/periods.ts';
import { MEASURES, type MeasureName } from '../schema/metrics-rule.ts';
import { changeCell, FigureCells } from './cells.ts';
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
      const counted: Counting = { measures: [measure], tables: WORK_TOO.has(measure) ? all : matters };
      if (amountOf(entries, counted) === 0) return [];
      const { label, definition } = MEASURES[measure];
      const [was, is] = [before.count(label, counted), now.count(label, counted)];
      return [[{ text: label, note: definition }, was, is, changeCell(is, was)]];
    });
  const heading = (last: string) => ['指标', '冻结时', '现在', last];
  page.section('更正', '冻结后补录或改动的；上面的数字不随之改变。');
  page.table(heading('更正'), lines(corrected));
  page.section('后续进展', '本期收到的记录在冻结后解决或重开的。');
  page.table(heading('增减'), lines(since));
}

/** What the main figures count of the work as well. */
const WORK_TOO: ReadonlySet<MeasureName> = new Set(
  REPORT_LINES.flatMap(({ among, counted, of = [] }) =>
    among && counted !== 'customers' ? [...counted, ...of] : [],
  ),
);

/** Sums of minutes are no figure of their own. */
function measureNames(): MeasureName[] {
  return (Object.keys(MEASURES) as MeasureName[]).filter(name => !name.endsWith('Minutes'));
}
