// What tests read of the page: the grid as it is drawn, never the server.

import { SheetsNoteModel } from '@univerjs/sheets-note';
import type { Grid } from './grid.ts';
import { follow } from './links.ts';
import type { Session } from './session.ts';

export interface ShownCell {
  /** The text in the cell as it is drawn, number format applied. */
  text: string;
  note?: string;
  background?: string;
}

export interface TestDoor {
  tabs(): string[];
  activeTab(): string;
  goto(title: string): void;
  /** Selects a cell of the active tab, zero-based, scrolled into view. */
  select(row: number, column: number, rows?: number, columns?: number): void;
  cell(row: number, column: number): ShownCell;
  /** Where a cell is drawn, in pixels of the page. */
  box(row: number, column: number): { x: number; y: number; width: number; height: number };
  counts(): { rows: number; columns: number };
  editing(): boolean;
  /** Whether everything is sent and nothing waits to be shown. */
  settled(): boolean;
  followLink(row: number, column: number): void;
}

declare global {
  interface Window {
    sheetdesk?: TestDoor;
  }
}

export function openTestDoor(grid: Grid, session: Session, container: HTMLElement): void {
  const sheet = () => {
    const active = grid.api.getActiveWorkbook()?.getActiveSheet();
    if (!active) throw new Error('No tab is shown');
    return active;
  };
  window.sheetdesk = {
    tabs: () =>
      grid
        .workbook()
        .getSheets()
        .filter(each => !each.isSheetHidden())
        .map(each => each.getName()),
    activeTab: () => sheet().getSheetName(),
    goto: title => {
      const found = grid.workbook().getSheetBySheetName(title);
      if (!found) throw new Error(`There is no tab ${title}`);
      grid.activate(Number(found.getSheetId()));
    },
    select: (row, column, rows = 1, columns = 1) =>
      grid.select(grid.activeSheetId(), row, column, rows, columns),
    cell: (row, column) => {
      const range = sheet().getRange(row, column);
      const note = grid.injector
        .get(SheetsNoteModel)
        .getNote(grid.unitId, sheet().getSheetId(), { row, col: column })?.note;
      const background = range.getCellStyleData()?.bg?.rgb;
      return { text: range.getDisplayValue(), ...(note && { note }), ...(background && { background }) };
    },
    box: (row, column) => {
      const { x, y, width, height } = sheet().getRange(row, column).getCellRect();
      const canvas = container
        .querySelector('canvas[id^="univer-sheet-main"], canvas')
        ?.getBoundingClientRect();
      return { x: x + (canvas?.x ?? 0), y: y + (canvas?.y ?? 0), width, height };
    },
    counts: () => ({ rows: sheet().getMaxRows(), columns: sheet().getMaxColumns() }),
    editing: () => session.typing.editing,
    settled: () => session.settled,
    followLink: (row, column) => {
      const link = session.mirror.cell(grid.activeSheetId(), row, column)?.format?.link;
      if (link) follow(session, link);
    },
  };
}
