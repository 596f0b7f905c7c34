// Cell writes gathered into few range calls. It must not know what the cells mean.
import { noteWrite } from '../platform/lock.ts';
import type { CellContent, Sheet } from '../platform/platform.ts';

/** One cell to write; row and column are counted from 1. */
export interface CellWrite {
  row: number;
  column: number;
  content: CellContent;
}

interface Block {
  row: number;
  column: number;
  lines: CellContent[][];
}

/** Ascending numbers as runs without a gap wider than `gap`. */
export function runs(numbers: readonly number[], gap = 1): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const run = found[found.length - 1];
    if (run && number - run.last <= gap) run.last = number;
    else found.push({ first: number, last: number });
  }
  return found;
}

/** Rows' cells side by side become one line; equal lines below each other become one block. */
function blocksOf(writes: readonly CellWrite[]): Block[] {
  const lines: Block[] = [];
  for (const { row, column, content } of [...writes].sort((a, b) => a.row - b.row || a.column - b.column)) {
    const line = lines[lines.length - 1];
    const cells = line?.lines[0];
    if (line && cells && line.row === row && line.column + cells.length === column) cells.push(content);
    else lines.push({ row, column, lines: [[content]] });
  }
  const open = new Map<string, Block>();
  const blocks: Block[] = [];
  for (const line of lines) {
    const shape = `${line.column}:${line.lines[0]?.length}`;
    const above = open.get(shape);
    if (above && above.row + above.lines.length === line.row) above.lines.push(...line.lines);
    else {
      open.set(shape, line);
      blocks.push(line);
    }
  }
  return blocks;
}

/** Whether each row that is written to gets cells in the same columns: then rows below each other are one block. */
export function isEven(writes: readonly CellWrite[]): boolean {
  const columns = new Map<number, number[]>();
  for (const { row, column } of writes) columns.set(row, [...(columns.get(row) ?? []), column]);
  const shapes = [...columns.values()].map(each => each.sort((a, b) => a - b).join());
  return new Set(shapes).size < 2;
}

/** Writes cells whole, in one `setValues` per rectangle. Of two writes to one cell the caller must keep one. */
export function writeCells(sheet: Sheet, writes: readonly CellWrite[]): void {
  if (writes.length > 0) noteWrite();
  for (const { row, column, lines } of blocksOf(writes))
    sheet.getRange(row, column, lines.length, lines[0]?.length ?? 1).setValues(lines);
}

/** The same for cells of many columns that come and go by row: column by column, so that ragged rows stay few calls. */
export function writeColumns(sheet: Sheet, writes: readonly CellWrite[]): void {
  for (const column of new Set(writes.map(write => write.column)))
    writeCells(
      sheet,
      writes.filter(write => write.column === column),
    );
}
