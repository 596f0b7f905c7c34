// The summary tabs in their order. What stands in them is in `summary/`.

import { BOARD } from './board.ts';
import { CHANGES } from './changes.ts';
import { COMPLAINT_ANALYSIS } from './complaint-analysis.ts';
import type { SummaryFacts } from './facts.ts';
import type { PageMaker, SummaryPage, SummaryTab } from './page.ts';
import { REPORT_PAGES } from './reports.ts';
import { withFigureLinks } from './rows/figure-links.ts';
import { welcomePage } from './start/welcome.ts';
import { TODO } from './todo.ts';

/** The tabs with figures, in their order. */
const FIGURES: readonly PageMaker<SummaryFacts>[] = [
  TODO,
  BOARD,
  ...REPORT_PAGES,
  COMPLAINT_ANALYSIS,
  CHANGES,
];

/** The tabs that the system writes, in their order. */
const PAGE_MAKERS: readonly PageMaker<SummaryFacts>[] = [
  welcomePage(FIGURES.map(({ tab }) => tab)),
  ...FIGURES,
];

export const SUMMARY_TABS: readonly SummaryTab[] = PAGE_MAKERS.map(({ tab }) => tab);

/** What every summary tab shows now. */
export function summaryPages(facts: SummaryFacts): SummaryPage[] {
  const pages = PAGE_MAKERS.map(maker => ({ tab: maker.tab, ...maker.make(facts) }));
  return withFigureLinks(pages, facts);
}
