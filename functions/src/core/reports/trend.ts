// How figures went from period to period: the table that the charts of trends are drawn from.

import type { Figures } from '../figures/figures.ts';
import type { Period } from '../figures/periods.ts';
import type { Table } from '../schema/table.ts';
import { FigureCells } from './cells.ts';
import type { PageDraft, Placed } from './draft.ts';
import type { Counting } from './figure-ref.ts';
import type { SummaryCell } from './page.ts';
import { periodName } from './report.ts';

/** Columns of the table of trends, by what they show. */
export const TREND = {
  created: 1,
  solved: 2,
  withinLimit: 3,
  satisfied: 4,
  rated: 5,
  satisfaction: 6,
} as const;

/** 趋势: one line a period, the oldest first. `periods` come newest first. */
export function trend(
  page: PageDraft,
  figures: Figures,
  tables: readonly Table[],
  periods: readonly Period[],
): Placed {
  page.section('趋势');
  return page.table(
    ['期间', '新增', '解决', '时限内占比', '满意', '已评价', '客户满意度'],
    periods.toReversed().map((period): SummaryCell[] => {
      const cells = new FigureCells(figures, [period], periodName(period));
      const of = (...measures: Counting['measures']): Counting => ({ measures, tables });
      return [
        { text: periodName(period) },
        cells.count('新增', of('created')),
        cells.count('解决', of('solvedFirst')),
        cells.share('时限内占比', of('kept'), of('kept', 'missed')),
        cells.count('满意', of('satisfied')),
        cells.count('已评价', of('rated')),
        cells.share('客户满意度', of('satisfied'), of('rated')),
      ];
    }),
  );
}

/** These periods, newest first, without those before the desk had anything to count; two are left at least. */
export function sinceBegun(periods: readonly Period[], figures: Figures): readonly Period[] {
  const last = periods.findLastIndex(({ document }) => Object.keys(figures[document] ?? {}).length > 0);
  return periods.slice(0, Math.max(last + 1, 2));
}
