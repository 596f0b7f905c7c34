// A summary tab in a workbook of the local Sheets service, as requests leave it.
import { onTestFinished } from 'vitest';
import { newSummaryTab } from '../../functions/src/core/summary-layout.ts';
import type { SummaryCell, SummaryChart, SummaryPage } from '../../functions/src/core/summary-page.ts';
import { type PageMark, type PlanOptions, planPage } from '../../functions/src/core/summary-requests.ts';
import { batchUpdate } from '../../local/sheets/batch-update.ts';
import { displayText } from '../../local/workbook/display.ts';
import type { Sheet } from '../../local/workbook/model.ts';
import { Workbook } from '../../local/workbook/workbook.ts';
import { ZONE } from './desk-fixture.ts';

export const TAB = {
  sheetId: 1002,
  title: '看板',
  colour: '#f9ab00',
  widths: [100, 100, 100, 100],
  rows: 12,
};
export const CHANGED: PlanOptions = { zone: ZONE, whole: false };
export const WHOLE: PlanOptions = { zone: ZONE, whole: true };

export const pageOf = (grid: SummaryCell[][], charts: readonly SummaryChart[] = []): SummaryPage => ({
  tab: TAB,
  grid,
  charts,
});

/** A workbook in which the tab was just made, and what was written into it last. */
export class Written {
  readonly book = Workbook.open({
    file: ':memory:',
    create: { title: 'T', locale: 'zh_CN', timeZone: ZONE },
  });
  mark: PageMark | undefined;

  constructor() {
    onTestFinished(() => this.book.close());
    batchUpdate(this.book, { requests: newSummaryTab(TAB, TAB.title, 0) });
  }

  get sheet(): Sheet {
    const sheet = this.book.data.sheets.find(each => each.properties.sheetId === TAB.sheetId);
    if (!sheet) throw new Error('The tab is gone');
    return sheet;
  }

  /** Brings the tab up to date, and answers the requests that it took. */
  write(page: SummaryPage, options: PlanOptions = CHANGED): Record<string, object>[] {
    const { requests, mark } = planPage(page, this.mark, options);
    if (requests.length > 0) batchUpdate(this.book, { requests });
    this.mark = mark;
    return requests;
  }

  texts(): string[][] {
    return Array.from({ length: TAB.rows }, (_, row) =>
      Array.from({ length: TAB.widths.length }, (__, column) => displayText(this.sheet.cells[row]?.[column])),
    );
  }
}
