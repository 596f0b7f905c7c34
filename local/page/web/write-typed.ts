// Texts written into cells as if the person had typed them.
import type { Grid } from './grid/grid.ts';
import type { Session } from './session.ts';

/** Writes a block of texts from a cell of the active tab on; undo takes it back. */
export function writeTyped(
  grid: Grid,
  session: Session,
  row: number,
  column: number,
  texts: string[][],
): void {
  const sheetId = grid.activeSheetId();
  session.typing.expect({ type: 'typed', sheetId, row, column, texts });
  grid.write(sheetId, row, column, texts);
}
