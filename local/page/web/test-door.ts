// What tests read of the page: the grid as it is drawn, never the server.

import { SheetsNoteModel } from '@univerjs/sheets-note';
import { cellBox } from './frame/place.ts';
import type { Grid } from './grid/grid.ts';
import type { TestDoor } from './grid/shown.ts';
import type { Session } from './session.ts';

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
      const block = grid.where();
      return block && { row: block.row, column: block.column };
    },
    cell: (row, column) => {
      const range = sheet().getRange(row, column);
      const note = grid.injector
        .get(SheetsNoteModel)
        .getNote(grid.unitId, sheet().getSheetId(), { row, col: column })?.note;
      const background = range.getCellStyleData()?.bg?.rgb;
      return { text: range.getDisplayValue(), ...(note && { note }), ...(background && { background }) };
    },
    box: (row, column) => cellBox(sheet(), container, row, column),
    counts: () => ({ rows: sheet().getMaxRows(), columns: sheet().getMaxColumns() }),
    editing: () => session.typing.editing,
    settled: () => session.settled,
    drawn: async () => {
      do await nextFrame();
      while (!grid.isDrawn);
    },
  };
  globalThis.sheetdesk = door;
}

const nextFrame = () => new Promise(resolve => requestAnimationFrame(resolve));
