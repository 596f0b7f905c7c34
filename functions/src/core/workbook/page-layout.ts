// The summary tabs themselves: making them, and mending what people did to them. What stands in them is not known here.

import type { SummaryPage, SummaryTab } from '../reports/page.ts';
import { type PageMarks, type PagePlan, planPage } from './page-requests.ts';
import { type ExistingTab, freeTitle, rgb, type SheetRequest } from './sheet-request.ts';

/** In pixels. */
const TITLE_HEIGHT = 36;

/** A tab that is new. It warns whoever is about to type into it. */
export function newSummaryTab(tab: SummaryTab, title: string, index: number): SheetRequest[] {
  const { sheetId } = tab;
  return [
    {
      addSheet: {
        properties: {
          sheetId,
          title,
          index,
          tabColorStyle: { rgbColor: rgb(tab.colour) },
          // Without lines it looks on the screen as it does in print.
          gridProperties: { rowCount: tab.rows, columnCount: tab.widths.length, hideGridlines: true },
        },
      },
    },
    {
      updateDimensionProperties: {
        range: { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 1 },
        properties: { pixelSize: TITLE_HEIGHT },
        fields: 'pixelSize',
      },
    },
    ...tab.widths.map((pixelSize, column) => ({
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: column, endIndex: column + 1 },
        properties: { pixelSize },
        fields: 'pixelSize',
      },
    })),
    {
      addProtectedRange: {
        protectedRange: { range: { sheetId }, description: tab.title, warningOnly: true },
      },
    },
  ];
}

/**
 * Plans every page for a workbook that was looked at: tabs that are missing are made, rows and columns that were
 * deleted are added, and every cell is written. Charts that people took away come back only to `restore` the tabs.
 */
export function planAnew(
  pages: readonly SummaryPage[],
  marks: PageMarks,
  existing: readonly ExistingTab[],
  zone: string,
  restore: boolean,
): PagePlan[] {
  const titles = new Set(existing.map(tab => tab.title));
  return pages.map((page, index) => {
    const { tab } = page;
    const there = existing.find(each => each.sheetId === tab.sheetId);
    const before = there && marks[tab.sheetId];
    const plan = planPage(page, before, { zone, whole: true, charts: new Set(there?.charts), restore });
    const at = tab.isLast ? titles.size : index;
    const first = there ? lacking(tab, there) : newSummaryTab(tab, freeTitle(tab.title, titles), at);
    return { ...plan, requests: [...first, ...plan.requests] };
  });
}

/** What a tab lacks of the size that it is written in. */
function lacking({ sheetId, rows, widths }: SummaryTab, there: ExistingTab): SheetRequest[] {
  return [
    { dimension: 'ROWS', length: rows - there.rowCount },
    { dimension: 'COLUMNS', length: widths.length - there.columnCount },
  ].flatMap(({ dimension, length }) =>
    length > 0 ? [{ appendDimension: { sheetId, dimension, length } }] : [],
  );
}
