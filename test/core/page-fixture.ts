// Pages of summary tabs as tests read them: made from records and figures in memory, and taken apart by their headlines.

import type { DeskContext } from '../../functions/src/core/desk.ts';
import { figuresOf } from '../../functions/src/core/figures/count.ts';
import type { Figures } from '../../functions/src/core/figures/figures.ts';
import { addFigures } from '../../functions/src/core/figures/figures.ts';
import type { DeskRecord } from '../../functions/src/core/record.ts';
import type { SummaryFacts } from '../../functions/src/core/summary/facts.ts';
import { summaryPages } from '../../functions/src/core/summary.ts';
import type { SummaryCell, SummaryPage } from '../../functions/src/core/summary-page.ts';

/** Facts of a desk that has only what a test is about. */
export function factsOf(
  desk: DeskContext,
  now: number,
  given: Partial<Omit<SummaryFacts, 'desk' | 'now'>> = {},
): SummaryFacts {
  const { tables } = desk;
  const none = { figures: {}, frozen: [], due: [], watched: [], deadLetters: [], journal: undefined };
  return { tables, ...none, ...given, now, desk };
}

/** What records count for, all together. */
export function figuresOfAll(records: readonly DeskRecord[], desk: DeskContext): Figures {
  return addFigures(
    ...records.map(record => {
      const table = desk.tableOf(record.table);
      return table ? figuresOf(table, record, desk.zone) : {};
    }),
  );
}

export function pageOf(title: string, facts: SummaryFacts): SummaryPage {
  const page = summaryPages(facts).find(({ tab }) => tab.title === title);
  if (!page) throw new Error(`no tab ${title}`);
  return page;
}

/** The lines of the first table below a headline that begins so, as cells. */
export function linesOf({ grid }: Pick<SummaryPage, 'grid'>, headline: string): SummaryCell[][] {
  const start = grid.findIndex(
    ([cell]) => cell?.style === 'section' && String(cell.text).startsWith(headline),
  );
  const heading = grid.findIndex(([cell], row) => row > start && cell?.style === 'heading');
  if (start < 0 || heading < 0) throw new Error(`no part ${headline}`);
  const end = grid.findIndex((row, at) => at > heading && row.length === 0);
  return grid.slice(heading + 1, end < 0 ? undefined : end);
}

export const textsOf = (rows: readonly SummaryCell[][]) => rows.map(row => row.map(({ text }) => text));
