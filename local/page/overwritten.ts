// What somebody wrote into a cell while another person had its editor open: that one's text takes its place.
import type { Change } from '../workbook/model.ts';
import type { Overwrote, PageEdit } from './wire.ts';

/** Most that is told of one edit: of a pasted block nobody reads more. */
const MAX_TOLD = 3;

/**
 * What other people wrote into the cells of these edits meanwhile, the last of each cell; `who` is the mail. What says
 * the same is none.
 */
export function overwrittenBy(
  edits: readonly PageEdit[],
  missed: readonly Change[],
  email: string,
): Overwrote[] {
  const told: Overwrote[] = [];
  for (const edit of edits) {
    if (edit.type !== 'typed') continue;
    edit.texts.forEach((line, rowOffset) =>
      line.forEach((text, columnOffset) => {
        if (text === null || told.length === MAX_TOLD) return;
        const at = { sheetId: edit.sheetId, row: edit.row + rowOffset, column: edit.column + columnOffset };
        const last = missed.flatMap(change => writtenAt(change, at, email)).at(-1);
        if (last && last.was !== text && last.was !== '') told.push(last);
      }),
    );
  }
  return told;
}

function writtenAt(
  { origin, ops }: Change,
  { sheetId, row, column }: { sheetId: number; row: number; column: number },
  email: string,
): Overwrote[] {
  if (origin.by !== 'user' || origin.email === email) return [];
  return ops.flatMap(op => {
    if (op.type !== 'cells' || op.sheetId !== sheetId) return [];
    const value = op.cells[row - op.row]?.[column - op.column]?.value;
    return typeof value === 'string' || typeof value === 'number'
      ? [{ who: origin.email, was: String(value) }]
      : [];
  });
}
