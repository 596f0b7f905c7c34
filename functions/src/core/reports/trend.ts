// How figures went from period to period: the table that the charts of trends are drawn from.

import type { ClosedPeriod } from '../figures/closed-periods.ts';
import type { Period } from '../figures/periods.ts';
import type { Table } from '../schema/table.ts';
import { FigureCells } from './cells.ts';
import type { PageDraft, Placed } from './draft.ts';
import { closedPeriodOf, type SummaryFacts } from './facts.ts';
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

/** A period with its figures: as it was closed where that is known, else as it stands. */
export interface Past {
  period: Period;
  cells: FigureCells;
}

/**
 * These periods, newest first, each as it was closed where that is known; `first` is what the first of them came to.
 */
export function historyOf(facts: SummaryFacts, periods: readonly Period[], first?: ClosedPeriod): Past[] {
  return periods.map((period, index) => {
    const closed = index === 0 ? first : closedPeriodOf(facts, period);
    const cells = new FigureCells(
      closed?.figures ?? facts.figures,
      [period],
      periodName(period),
      closed !== undefined,
    );
    return { period, cells };
  });
}

/** 趋势: one line a period, the oldest first. `history` comes newest first. */
export function trend(
  page: PageDraft,
  { matters, all }: { matters: readonly Table[]; all: readonly Table[] },
  history: readonly Past[],
): Placed {
  page.section('趋势');
  return page.table(
    ['期间', '新增', '解决', '时限内占比', '满意', '已评价', '客户满意度'],
    sinceBegun(history)
      .toReversed()
      .map(({ period, cells }): SummaryCell[] => {
        const matter = (...measures: Counting['measures']): Counting => ({ measures, tables: matters });
        const of = (...measures: Counting['measures']): Counting => ({ measures, tables: all });
        return [
          { text: periodName(period) },
          cells.count('新增', matter('created')),
          cells.count('解决', matter('solvedFirst')),
          cells.share('时限内占比', of('kept'), of('kept', 'missed')),
          cells.count('满意', of('answeredWell')),
          cells.count('已评价', of('answered')),
          cells.share('客户满意度', of('answeredWell'), of('answered')),
        ];
      }),
  );
}

/** These periods, newest first, without those before the desk had anything to count; two are left at least. */
export function sinceBegun(history: readonly Past[]): readonly Past[] {
  const last = history.findLastIndex(({ cells }) => Object.keys(cells.entries).length > 0);
  return history.slice(0, Math.max(last + 1, 2));
}
