// What is selected in the active tab, as scripts ask for it.
import type { Block, Selection } from '../../wire.ts';
import { filteredOut } from './filter-view.ts';
import type { Grid } from './grid.ts';
import { blockOf } from './redraw/awaited-place.ts';

/**
 * The block of the cursor, further ones, and the rows that the filter of the tab hides. `isView` says that they are
 * hidden by a filter view: of those no script knows.
 */
export function selectionOf(grid: Grid, isView: boolean): Selection | undefined {
  const active = grid.where();
  if (!active) return undefined;
  const { sheetId } = active;
  // Of a workbook that is not drawn yet nothing else is selected.
  const all = grid.isDrawn
    ? (grid.api.getActiveWorkbook()?.getActiveSheet().getSelection()?.getActiveRangeList() ?? [])
    : [];
  const more = all.map(each => blockOf(sheetId, each.getRange())).filter(each => !isSame(each, active));
  const hidden = isView ? [] : filteredOut(grid, sheetId);
  return {
    ...active,
    ...(more.length > 0 && { more }),
    ...(hidden.length > 0 && { filteredOut: hidden }),
  };
}

const isSame = (one: Block, other: Block): boolean =>
  one.row === other.row &&
  one.column === other.column &&
  one.rows === other.rows &&
  one.columns === other.columns;
