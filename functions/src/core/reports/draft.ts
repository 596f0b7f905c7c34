// A page as it is put together from the top down: headings, tables and the room for charts, and where each of them came
// to stand.

import type { CellRange, SummaryCell, SummaryChart, SummaryPage } from './page.ts';

/** Height of a row as Google Sheets makes it, in pixels: in such rows the room for charts is measured. */
export const ROW_HEIGHT = 21;

/** Most lines of a table, unless it says otherwise. */
const MAX_LINES = 20;

/**
 * Where a table came to stand: row of its heading, and of the first line below its last one that is no remark and no
 * total.
 */
export interface Placed {
  heading: number;
  end: number;
}

export class PageDraft {
  readonly grid: SummaryCell[][] = [];
  readonly #charts: SummaryChart[] = [];

  /** The title and, below it, what it is about: period, time, how to read it. */
  title(text: string, ...under: string[]): void {
    this.grid.push([{ text, style: 'title' }], ...under.map(line => [muted(line)]));
  }

  /** Room between two parts that stand by themselves. */
  gap(): void {
    this.grid.push([], []);
  }

  /** A headline with what has to be known to read what follows. */
  section(text: string, ...under: string[]): void {
    this.grid.push([], [{ text, style: 'section' }], ...under.map(line => [muted(line)]));
  }

  /**
   * A table, or a line that says that there is nothing. Of more rows than `most` the rest is counted; `totals` stand
   * below all of them.
   */
  table(
    heading: readonly string[],
    rows: readonly SummaryCell[][],
    { most = MAX_LINES, totals = [] }: { most?: number; totals?: readonly SummaryCell[][] } = {},
  ): Placed {
    const at = this.grid.length;
    // A heading stands where its figures do.
    this.grid.push(
      heading.map((text, column) => ({
        text,
        style: 'heading',
        ...alignOf(rows.map(row => row[column])),
      })),
    );
    this.grid.push(...(rows.length > 0 ? rows.slice(0, most) : [[muted('暂无')]]));
    const placed = { heading: at, end: this.grid.length };
    if (rows.length > most) this.lines(`另有 ${rows.length - most} 行未列出`);
    if (rows.length > 0) this.grid.push(...totals.map(row => row.map(asTotal)));
    return placed;
  }

  /** A sentence that is read as it stands. */
  text(text: string): void {
    this.grid.push([{ text }]);
  }

  lines(...texts: string[]): void {
    this.grid.push(...texts.map(text => [muted(text)]));
  }

  /** Where those sign who answer for it. */
  signature(): void {
    const line = ['制表：系统', '审核：', '', '批准：', '', '日期：'];
    this.grid.push(
      [],
      [],
      line.map(text => ({ text })),
    );
  }

  /** Keeps room for charts of this height in pixels; answers the row where they begin. */
  room(height: number): number {
    const at = this.grid.length;
    for (let row = 0; row * ROW_HEIGHT < height + ROW_HEIGHT; row += 1) this.grid.push([]);
    return at;
  }

  chart(chart: SummaryChart): void {
    this.#charts.push(chart);
  }

  page(): Omit<SummaryPage, 'tab'> {
    return { grid: this.grid, charts: this.#charts };
  }
}

function alignOf(cells: readonly (SummaryCell | undefined)[]): Pick<SummaryCell, 'align'> {
  if (cells.some(standsRight)) return { align: 'right' };
  return cells.some(cell => cell?.align === 'center') ? { align: 'center' } : {};
}

/** Numbers and times stand right, as in every spreadsheet, unless a cell says where it stands. */
function standsRight(cell: SummaryCell | undefined): boolean {
  return cell?.align ? cell.align === 'right' : typeof cell?.text === 'number';
}

/** A cell of a line that adds up the others; a remark of its own it keeps. */
function asTotal(cell: SummaryCell): SummaryCell {
  return { ...cell, style: cell.style === 'muted' ? 'total' : (cell.style ?? 'total') };
}

/** A column of a table that was placed, with its heading. */
export function columnIn({ heading, end }: Placed, column: number): CellRange {
  return { startRow: heading, endRow: end, startColumn: column, endColumn: column + 1 };
}

function muted(text: string): SummaryCell {
  return { text, style: 'muted' };
}
