// What tests read of the page: the grid as it is drawn, never the server.

import type { FWorksheet } from '@univerjs/sheets/facade';
import { SheetsNoteModel } from '@univerjs/sheets-note';
import type { Grid } from './grid.ts';
import type { Session } from './session.ts';
import type { TestDoor } from './shown.ts';

export function openTestDoor(grid: Grid, session: Session, container: HTMLElement): void {
  const sheet = () => {
    const active = grid.api.getActiveWorkbook()?.getActiveSheet();
    if (!active) throw new Error('No tab is shown');
    return active;
  };
  const door: TestDoor = {
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
    selected: () => {
      const range = grid.api.getActiveWorkbook()?.getActiveRange()?.getRange();
      return range && { row: range.startRow, column: range.startColumn };
    },
    cell: (row, column) => {
      const range = sheet().getRange(row, column);
      const note = grid.injector
        .get(SheetsNoteModel)
        .getNote(grid.unitId, sheet().getSheetId(), { row, col: column })?.note;
      const background = range.getCellStyleData()?.bg?.rgb;
      return { text: range.getDisplayValue(), ...(note && { note }), ...(background && { background }) };
    },
    box: (row, column) => {
      const at = sheet().getRange(row, column).getCellRect();
      const { x: left, y: top } = scrolledBy(sheet(), row, column);
      const canvas = mainCanvas(container);
      return { x: canvas.x + at.x - left, y: canvas.y + at.y - top, width: at.width, height: at.height };
    },
    counts: () => ({ rows: sheet().getMaxRows(), columns: sheet().getMaxColumns() }),
    editing: () => session.typing.editing,
    settled: () => session.settled,
  };
  globalThis.sheetdesk = door;
}

/** How far a cell is moved from its place in the unscrolled tab; frozen rows and columns stay. */
function scrolledBy(sheet: FWorksheet, row: number, column: number): { x: number; y: number } {
  const { sheetViewStartRow, sheetViewStartColumn, offsetX, offsetY } = sheet.getScrollState();
  const { startRow, startColumn } = sheet.getFreeze();
  const origin = sheet.getRange(Math.max(0, startRow), Math.max(0, startColumn)).getCellRect();
  const first = sheet
    .getRange(Math.max(0, startRow) + sheetViewStartRow, Math.max(0, startColumn) + sheetViewStartColumn)
    .getCellRect();
  return {
    x: column < startColumn ? 0 : first.x - origin.x + offsetX,
    y: row < startRow ? 0 : first.y - origin.y + offsetY,
  };
}

/** The grid's own canvas is the largest. */
function mainCanvas(container: HTMLElement): DOMRect {
  const boxes = [...container.querySelectorAll('canvas')].map(canvas => canvas.getBoundingClientRect());
  const [largest] = boxes.toSorted((a, b) => b.width * b.height - a.width * a.height);
  if (!largest) throw new Error('The grid is not drawn');
  return largest;
}
