// The summary tabs in their order, and what their pages are made from. What stands in them is in `summary/`.

import type { DeskContext } from './desk.ts';
import type { Figures } from './figures/figures.ts';
import type { DeskRecord } from './record.ts';
import { boardGrid } from './summary/board.ts';
import { todoGrid } from './summary/todo.ts';
import type { PageMaker, SummaryPage, SummaryTab } from './summary-page.ts';
import type { Table } from './table.ts';
import type { Instant } from './time.ts';

/** What the pages are made from. */
export interface SummaryFacts {
  tables: readonly Table[];
  figures: Figures;
  /** Records with a limit that is due by the end of today, one more than is listed. */
  due: readonly DeskRecord[];
  now: Instant;
  desk: DeskContext;
}

export const TODO_TAB: SummaryTab = {
  sheetId: 1001,
  title: '待办提醒',
  colour: '#d93025',
  widths: [130, 100, 130, 110, 90, 90, 150, 90],
  rows: 520,
};
export const BOARD_TAB: SummaryTab = {
  sheetId: 1002,
  title: '看板',
  colour: '#f9ab00',
  widths: [180, 110, 110, 110, 110, 110, 110],
  rows: 200,
};

/** The tabs that the system writes, in their order. */
const PAGE_MAKERS: readonly PageMaker<SummaryFacts>[] = [
  {
    tab: TODO_TAB,
    make: ({ tables, due, now, desk }) => ({ grid: todoGrid(tables, due, now, desk), charts: [] }),
  },
  {
    tab: BOARD_TAB,
    make: ({ tables, figures, due, now, desk }) => ({
      grid: boardGrid(tables, figures, due, now, desk),
      charts: [],
    }),
  },
];

export const SUMMARY_TABS: readonly SummaryTab[] = PAGE_MAKERS.map(({ tab }) => tab);

/** What every summary tab shows now. */
export function summaryPages(facts: SummaryFacts): SummaryPage[] {
  return PAGE_MAKERS.map(maker => ({ tab: maker.tab, ...maker.make(facts) }));
}
