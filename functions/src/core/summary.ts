// What a summary tab is made of: its cells, and the tabs in their order. What stands in them is in `summary/`.

import type { Table } from './table.ts';

/** A cell of a summary tab; `to` names the record that it links to. */
export interface SummaryCell {
  text: string | number;
  style?: 'title' | 'heading' | 'muted' | 'overdue' | 'today';
  to?: { table: Table; key: string };
}

export interface SummaryTab {
  sheetId: number;
  title: string;
  colour: string;
  /** Column widths in pixels; the grid has this many columns. */
  widths: readonly number[];
  /** Most rows that the tab will ever show. */
  rows: number;
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
export const SUMMARY_TABS: readonly SummaryTab[] = [TODO_TAB, BOARD_TAB];
