// How a printed tab is cut into pages: upright or across, and before which rows a page begins. Knows nothing of how
// rows look.

/** What fits beside and below each other on an A4 page without its margins, in pixels of CSS. */
export const PAPER = {
  landscape: { width: 1_046, height: 710 },
  portrait: { width: 710, height: 1_040 },
} as const;
export type Orientation = keyof typeof PAPER;

/** More pages than these across are cut down by standing upright: a report is read on two to four. */
const MAX_ACROSS = 4;

/** A tab as far as its pages depend on it; heights and widths in pixels at full size. */
export interface PrintedRows {
  width: number;
  heights: readonly number[];
  /** The first rows, as many as stand above the rows of every page. */
  head: number;
  /** Whether a row stands on one page with the next one: a headline with its table, a total with its lines. */
  keepsWithNext: (row: number) => boolean;
  /** Rows from and to (inclusive) that a chart covers: it is not cut in two. */
  charts: readonly { from: number; to: number }[];
}

export interface Pages {
  orientation: Orientation;
  /** By how much it is made smaller to fit the width; 1 at most. */
  zoom: number;
  /** Rows that begin a page, beside the first. */
  breaks: Set<number>;
}

/** Cuts a tab into pages: across, and upright where that would take too many. */
export function paginate(rows: PrintedRows): Pages {
  const across = cut(rows, 'landscape');
  return across.breaks.size < MAX_ACROSS ? across : cut(rows, 'portrait');
}

function cut(rows: PrintedRows, orientation: Orientation): Pages {
  const paper = PAPER[orientation];
  const zoom = Math.min(1, paper.width / Math.max(1, rows.width));
  const breaks = new Set<number>();
  const head = sumOf(rows.heights.slice(0, rows.head)) * zoom;
  let used = head;
  for (let row = rows.head; row < rows.heights.length; ) {
    const end = lastTogether(row, rows);
    const height = sumOf(rows.heights.slice(row, end + 1)) * zoom;
    if (used > head && used + height > paper.height) {
      breaks.add(row);
      used = head;
    }
    used += height;
    row = end + 1;
  }
  return { orientation, zoom, breaks };
}

/** The last row that has to stand on the page of this one. */
function lastTogether(first: number, { heights, keepsWithNext, charts }: PrintedRows): number {
  let last = first;
  for (let row = first; row <= last && row < heights.length; row += 1) {
    const covered = charts.filter(({ from }) => from === row).map(({ to }) => to);
    last = Math.min(heights.length - 1, Math.max(last, ...covered, keepsWithNext(row) ? row + 1 : row));
  }
  return last;
}

export const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
