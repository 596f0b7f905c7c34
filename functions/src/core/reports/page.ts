// A tab that the system writes, as data: a grid of cells and charts over it. Knows neither what they tell nor how they
// reach a spreadsheet.

import type { Table } from '../schema/table.ts';
import type { FigureRef } from './figure-ref.ts';

export interface Look {
  background?: string;
  foreground?: string;
  bold?: true;
  /** Font size in points. */
  size?: number;
}

/** The looks that a cell may have. */
export const LOOKS = {
  title: { bold: true, size: 16 },
  section: { bold: true, size: 12, foreground: '#1a73e8' },
  heading: { background: '#e8f0fe', bold: true },
  figure: { bold: true, size: 14 },
  total: { background: '#f1f3f4', bold: true },
  muted: { foreground: '#5f6368' },
  good: { foreground: '#188038' },
  bad: { foreground: '#c5221f' },
  overdue: { background: '#fce8e6', foreground: '#c5221f', bold: true },
  today: { background: '#fef7e0', foreground: '#b06000' },
} as const satisfies Record<string, Look>;

/**
 * How numbers are shown, and the unit in which a cell gives them. A cell without a format is a text or a bare number.
 */
export const NUMBER_FORMATS = {
  /** Whole number. */
  count: { type: 'NUMBER', pattern: '#,##0' },
  /** Number with two decimals, as a mean score. */
  decimal: { type: 'NUMBER', pattern: '#,##0.00' },
  /** Part of 1: 0.256 shows as 25.6%. */
  share: { type: 'PERCENT', pattern: '0.0%' },
  /** Milliseconds; shown in hours. */
  duration: { type: 'NUMBER', pattern: '#,##0.00" 小时"' },
  /** Difference of two counts, with an arrow. */
  change: { type: 'NUMBER', pattern: '"↑ "#,##0;"↓ "#,##0;"持平"' },
  /** Difference of two shares, in hundredths, with an arrow: of 50% to 75% it is 25 points, and no 25%. */
  shareChange: { type: 'NUMBER', pattern: '"↑ "0.0" 个百分点";"↓ "0.0" 个百分点";"持平"' },
  /** Difference of two durations (ms), with an arrow; shown in hours. */
  durationChange: { type: 'NUMBER', pattern: '"↑ "#,##0.00" 小时";"↓ "#,##0.00" 小时";"持平"' },
  /** Instant (ms); shown to the minute, in the desk's zone. */
  time: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' },
  /** Instant (ms); shown as the day that it lies in, in the desk's zone. */
  date: { type: 'DATE', pattern: 'yyyy-mm-dd' },
} as const satisfies Record<string, { type: 'NUMBER' | 'PERCENT' | 'DATE_TIME' | 'DATE'; pattern: string }>;

export type SummaryFormat = keyof typeof NUMBER_FORMATS;

export type CellTarget =
  | { table: Table; key: string; view?: never; sheetId?: never; row?: never }
  | { table: Table; view: number; key?: never; sheetId?: never; row?: never }
  | { sheetId: number; row: number; table?: never; view?: never; key?: never };

/** A cell of a summary tab. */
export interface SummaryCell {
  text: string | number;
  style?: keyof typeof LOOKS;
  /** For numbers only; says their unit. */
  format?: SummaryFormat;
  align?: 'left' | 'center' | 'right';
  /** Long texts break into lines within their column. */
  wrap?: true;
  /** The cell's note, such as how a figure is defined. A person's own note elsewhere is left alone. */
  note?: string;
  /** The record that the cell links to, the filter view of a table's tab, or a row (from 1) of a tab. */
  to?: CellTarget;
  /** What it counts, where it is a figure: so that it can be traced to its records. */
  figure?: FigureRef;
}

export interface SummaryTab {
  sheetId: number;
  title: string;
  /** What it is for, in a sentence of the first tab. */
  purpose?: string;
  colour: string;
  /** Column widths in pixels; the grid has this many columns. 1,040 in all fit a landscape A4 page in full size. */
  widths: readonly number[];
  /** Most rows that the tab will ever show. */
  rows: number;
  /** Whether it stands behind all other tabs. */
  isLast?: true;
}

/** Cells of a grid from 0, half-open. */
export interface CellRange {
  startRow: number;
  endRow: number;
  startColumn: number;
  endColumn: number;
}

export interface ChartSeries {
  /** One column; its first cell is the heading that names the series. */
  range: CellRange;
  /** Other than the chart's own kind. */
  kind?: 'line' | 'column';
  /** `left` unless told. */
  axis?: 'left' | 'right';
}

/**
 * A chart over ranges of its own grid. In a `pareto` the first series are columns and the last, a running share, is a
 * line on the right axis.
 */
export interface SummaryChart {
  /** Never changes and belongs to no other chart of the workbook: it is how the chart is found again. */
  id: number;
  title: string;
  kind: 'line' | 'column' | 'bar' | 'pareto';
  /** Upper left corner, from 0. */
  at: { row: number; column: number };
  /** In pixels. */
  size: { width: number; height: number };
  /** One column of names; its first cell is the heading. As many cells as each series. */
  domain: CellRange;
  series: readonly ChartSeries[];
  /** Whether the left axis counts in percent; the right one of a `pareto` always does. */
  percent?: true;
}

/** What a tab shows now. */
export interface SummaryPage {
  tab: SummaryTab;
  grid: SummaryCell[][];
  charts: readonly SummaryChart[];
}

/** Makes the page of one tab from what was read; the list of these is the list of tabs. */
export interface PageMaker<Facts> {
  tab: SummaryTab;
  make(facts: Facts): Omit<SummaryPage, 'tab'>;
}
