// Text pasted from outside goes into the cells as if it had been typed; cells copied in the grid are left to Univer.
import type { Grid } from './grid/grid.ts';
import { parseTable } from './grid/table-text.ts';
import type { Session } from './session.ts';
import { writeTyped } from './write-typed.ts';

/** Marks of Univer's own clipboard content. */
const OWN_COPY = /data-copy-id/;

/** Takes over pasting of foreign text in the grid. */
export function handlePaste(grid: Grid, session: Session): void {
  const { api } = grid;
  api.addEvent(api.Event.BeforeClipboardPaste, event => {
    const { text, html } = event;
    if (!text || session.typing.editing || (html && OWN_COPY.test(html))) return;
    event.cancel = true;
    pasteTable(grid, session, parseTable(text));
  });
}

/** Writes a block from the selected cell on; one value into a selected block fills it, as in Google Sheets. */
function pasteTable(grid: Grid, session: Session, table: string[][]): void {
  const block = grid.where();
  const sheet = block && grid.worksheet(block.sheetId);
  if (!sheet) return;
  const { sheetId, row, column } = block;
  const single = table.length === 1 && table[0]?.length === 1 ? table[0][0] : undefined;
  const height = single === undefined ? table.length : block.rows;
  const width = single === undefined ? Math.max(...table.map(line => line.length)) : block.columns;
  const columns = Math.min(width, sheet.getColumnCount() - column);
  const missing = row + height - sheet.getRowCount();
  if (missing > 0) grid.appendRows(sheetId, missing);
  const texts = Array.from({ length: height }, (_, rowOffset) =>
    Array.from({ length: columns }, (__, columnOffset) => single ?? table[rowOffset]?.[columnOffset] ?? ''),
  );
  writeTyped(grid, session, row, column, texts);
}
