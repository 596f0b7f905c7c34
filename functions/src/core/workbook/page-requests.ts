// What brings a summary tab from what was written last to what it shows now, as requests of the Sheets API. Only
// values, formats and notes of the system's own cells and its charts: people's notes, widths, filters and further
// columns stay.

import { type Block, blocksWhere } from '../lib/rectangles.ts';
import type { SummaryPage } from '../reports/page.ts';
import { planCharts } from './chart-requests.ts';
import { CELL_FIELDS, type CellBody, hasNote, markOf, rowBodies } from './page-cells.ts';
import type { SheetRequest } from './sheet-request.ts';

/** What stands in a tab, as far as the system wrote it: small enough to be kept, and told apart cell by cell. */
export interface PageMark {
  /** For each row the marks of its cells, parted by blanks. */
  rows: string[];
  /** Each chart that was ever put there, with a mark of how it looks; a person may have deleted it since. */
  charts: Record<string, string>;
}

/** The marks of a desk's tabs, by sheet id. */
export type PageMarks = Record<string, PageMark>;

export interface PagePlan {
  requests: SheetRequest[];
  mark: PageMark;
}

/** How a page is brought up to date. */
export interface PlanOptions {
  zone: string;
  /** Every cell, also those that seem not to have changed. */
  whole: boolean;
  /** Charts that are in the tab now, where somebody has looked; those that were written and are not there stay away… */
  charts?: ReadonlySet<number>;
  /** …unless they are to be put back. */
  restore?: boolean;
}

/** Plans a page, given what was written last; without that, the tab may hold anything. */
export function planPage(page: SummaryPage, before: PageMark | undefined, options: PlanOptions): PagePlan {
  const { tab } = page;
  const bodies = page.grid
    .slice(0, tab.rows)
    .map(row => rowBodies(row.slice(0, tab.widths.length), options.zone));
  const marks = bodies.map(row => row.map(markOf));
  const old = (before?.rows ?? []).map(row => row.split(' '));
  const cells =
    options.whole || !before ? wholeRequests(page, bodies) : changeRequests(tab.sheetId, bodies, marks, old);
  const notes = noteRequests(tab.sheetId, bodies, old, options.whole || !before ? undefined : marks);
  const charts = planCharts(page, before?.charts ?? {}, options.charts, options.restore ?? false);
  return {
    requests: [...cells, ...notes, ...charts.requests],
    mark: { rows: marks.map(row => row.join(' ').trimEnd()), charts: charts.marks },
  };
}

/** Every cell of the tab, in one request: what stands there beyond the grid goes. */
function wholeRequests({ tab }: SummaryPage, bodies: readonly CellBody[][]): SheetRequest[] {
  const range = {
    sheetId: tab.sheetId,
    startRowIndex: 0,
    endRowIndex: tab.rows,
    startColumnIndex: 0,
    endColumnIndex: tab.widths.length,
  };
  const rows = bodies.map(row => ({ values: row.map(withoutNote) }));
  return [{ updateCells: { range, rows, fields: CELL_FIELDS } }];
}

/** The cells whose marks differ. */
function changeRequests(
  sheetId: number,
  bodies: readonly CellBody[][],
  marks: readonly string[][],
  old: readonly string[][],
): SheetRequest[] {
  const differs = (row: number, column: number) =>
    (marks[row]?.[column] ?? '') !== (old[row]?.[column] ?? '');
  return blocksWhere(Math.max(marks.length, old.length), row => widthOf(row, marks, old), differs).map(
    block => ({
      updateCells: {
        ...startOf(sheetId, block),
        rows: rowsOf(block, (row, column) => withoutNote(bodies[row]?.[column] ?? {})),
        fields: CELL_FIELDS,
      },
    }),
  );
}

/**
 * Notes that the system gives, and those that it gave and gives no more. Marks tell of notes; without `marks` all are
 * written.
 */
function noteRequests(
  sheetId: number,
  bodies: readonly CellBody[][],
  old: readonly string[][],
  marks: readonly string[][] | undefined,
): SheetRequest[] {
  const wanted = (row: number, column: number) => {
    const note = bodies[row]?.[column]?.note !== undefined;
    const had = hasNote(old[row]?.[column]);
    return marks ? (note || had) && marks[row]?.[column] !== old[row]?.[column] : note || had;
  };
  return blocksWhere(Math.max(bodies.length, old.length), row => widthOf(row, bodies, old), wanted).map(
    block => ({
      updateCells: {
        ...startOf(sheetId, block),
        rows: rowsOf(block, (row, column) => {
          const note = bodies[row]?.[column]?.note;
          return note === undefined ? {} : { note };
        }),
        fields: 'note',
      },
    }),
  );
}

const widthOf = (row: number, ...grids: readonly (readonly (readonly unknown[])[])[]) =>
  Math.max(...grids.map(grid => grid[row]?.length ?? 0));

const startOf = (sheetId: number, { startRow, startColumn }: Block) => ({
  start: { sheetId, rowIndex: startRow, columnIndex: startColumn },
});

function rowsOf(block: Block, at: (row: number, column: number) => object): { values: object[] }[] {
  return Array.from({ length: block.endRow - block.startRow }, (_, row) => ({
    values: Array.from({ length: block.endColumn - block.startColumn }, (__, column) =>
      at(block.startRow + row, block.startColumn + column),
    ),
  }));
}

function withoutNote(body: CellBody): object {
  const { note: _, ...rest } = body;
  return rest;
}
