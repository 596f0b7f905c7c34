// Blocks of cells: those of a grid for which something holds, in as few rectangles as their rows allow. Knows nothing
// of cells.

/** Cells in rows one below the other, all in the same columns; half-open. */
export interface Block {
  startRow: number;
  endRow: number;
  startColumn: number;
  endColumn: number;
}

/** The cells for which something holds, in as few blocks as their rows allow. */
export function blocksWhere(
  rowCount: number,
  widthAt: (row: number) => number,
  holds: (row: number, column: number) => boolean,
): Block[] {
  const done: Block[] = [];
  let open: Block[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    const next: Block[] = [];
    for (const run of runsIn(widthAt(row), column => holds(row, column))) {
      const above = open.find(each => each.startColumn === run.start && each.endColumn === run.end);
      const block = above ?? { startRow: row, endRow: row, startColumn: run.start, endColumn: run.end };
      if (!above) done.push(block);
      block.endRow = row + 1;
      next.push(block);
    }
    open = next;
  }
  return done;
}

function runsIn(width: number, holds: (column: number) => boolean): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (let column = 0; column < width; column += 1) {
    if (!holds(column)) continue;
    const last = runs.at(-1);
    if (last?.end === column) last.end = column + 1;
    else runs.push({ start: column, end: column + 1 });
  }
  return runs;
}

/** The letters of a column, counted from 0: `A`, and `AA` for 26. */
export function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : lettersOf(Math.floor(column / 26) - 1) + letter;
}
