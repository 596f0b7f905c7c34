// What is selected in the active tab, as scripts ask for it.
import type { IRange } from '@univerjs/core';
import type { Block, Selection } from '../../wire.ts';
import { filteredOut } from './filter-view.ts';
import type { Grid } from './grid.ts';

/**
 * The block of the cursor, further ones, and the rows that the filter of the tab hides. `isView` says that they are
 * hidden by a filter view: of those no script knows.
 */
export function selectionOf(grid: Grid, isView: boolean): Selection | undefined {
  const book = grid.api.getActiveWorkbook();
  const range = book?.getActiveRange()?.getRange();
  if (!range) return undefined;
  const sheetId = grid.activeSheetId();
  const active = blockOf(sheetId, range);
  const all = book?.getActiveSheet().getSelection()?.getActiveRangeList() ?? [];
  const more = all.map(each => blockOf(sheetId, each.getRange())).filter(each => !isSame(each, active));
  const hidden = isView ? [] : filteredOut(grid, sheetId);
  return {
    ...active,
    ...(more.length > 0 && { more }),
    ...(hidden.length > 0 && { filteredOut: hidden }),
  };
}

function blockOf(sheetId: number, { startRow: row, startColumn: column, endRow, endColumn }: IRange): Block {
  return { sheetId, row, column, rows: endRow - row + 1, columns: endColumn - column + 1 };
}

const isSame = (one: Block, other: Block): boolean =>
  one.row === other.row &&
  one.column === other.column &&
  one.rows === other.rows &&
  one.columns === other.columns;
