// What was typed while the workbook was exchanged comes into the cells once it is drawn, as if it had been typed then.
import type { Grid } from './grid/grid.ts';
import type { Session } from './session.ts';
import { writeTyped } from './write-typed.ts';

/** Rows and columns that a key goes on by; backwards with Shift. */
const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  Enter: [1, 0],
  Tab: [0, 1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

export function handleParked(grid: Grid, session: Session): void {
  grid.onParked(parked => {
    let text = '';
    for (const each of parked) {
      if ('text' in each) text += each.text;
      else if (each.key === 'Escape') text = '';
      else {
        const at = grid.where();
        if (!at) return;
        // Enter alone would open the cell, and nothing is typed into it then.
        if (each.key === 'Enter' && text === '') continue;
        if (each.key === 'Delete') writeTyped(grid, session, at.row, at.column, blank(at.rows, at.columns));
        else if (text !== '') writeTyped(grid, session, at.row, at.column, [[text]]);
        text = '';
        const [rows, columns] = STEPS[each.key] ?? [0, 0];
        const by = each.shift ? -1 : 1;
        goBy(grid, rows * by, columns * by);
      }
    }
    if (text !== '') beginTyping(text);
  });
}

const blank = (rows: number, columns: number): string[][] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => ''));

/** Selects the cell so far from the one that is selected, if there is one. */
function goBy(grid: Grid, rows: number, columns: number): void {
  const at = grid.where();
  const sheet = at && grid.worksheet(at.sheetId);
  if (!sheet) return;
  const row = Math.min(Math.max(0, at.row + rows), sheet.getRowCount() - 1);
  const column = Math.min(Math.max(0, at.column + columns), sheet.getColumnCount() - 1);
  grid.select(at.sheetId, row, column);
}

/** Begins to type a text into the selected cell: Univer reads what stands in the element that has the keyboard. */
function beginTyping(text: string): void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return;
  activeElement.textContent = text;
  activeElement.dispatchEvent(
    new InputEvent('input', { data: text, inputType: 'insertText', bubbles: true }),
  );
}
