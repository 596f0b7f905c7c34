// Notes on cells as Univer's note plugin keeps them. Pure.
import type { ISheetNote } from '@univerjs/preset-sheets-note';

const WIDTH_PIXELS = 260;
const LINE_HEIGHT_PIXELS = 20;
/** Full-width characters that fit into one line of the pop-up. */
const LINE_LENGTH = 18;

let count = 0;

/** A note that the grid is loaded with. */
export function noteOf(row: number, col: number, note: string): ISheetNote {
  return { id: `note-${++count}`, ...noteChange(row, col, note) };
}

/** A note as a change: without an id, for Univer adds a note under a new id beside the one that the cell has. */
export function noteChange(row: number, col: number, note: string): Omit<ISheetNote, 'id'> {
  const lines = note
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / LINE_LENGTH)), 0);
  return {
    row,
    col,
    width: WIDTH_PIXELS,
    height: Math.min(lines, 14) * LINE_HEIGHT_PIXELS + 24,
    note,
  };
}

function widthOf(line: string): number {
  let width = 0;
  for (const letter of line) width += (letter.codePointAt(0) ?? 0) > 0xff ? 1 : 0.55;
  return width;
}
