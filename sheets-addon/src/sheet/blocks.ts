// Cell writes gathered into few range calls. It must not know what the cells mean.
import { noteWrite } from '../platform/lock.ts';
import type { CellContent, Sheet } from '../platform/platform.ts';
import { blocksOf, type Placed } from './rectangles.ts';

/** One cell to write; row and column are counted from 1. */
export type CellWrite = Placed<CellContent>;

/** Writes cells whole, in one `setValues` per rectangle. Of two writes to one cell the caller must keep one. */
export function writeCells(sheet: Sheet, writes: readonly CellWrite[]): void {
  if (writes.length > 0) noteWrite();
  for (const { row, column, lines } of blocksOf(writes))
    sheet.getRange(row, column, lines.length, lines[0]?.length ?? 1).setValues(lines);
}

/** How many calls it takes to write these cells. */
export const callsFor = (writes: readonly CellWrite[]): number => blocksOf(writes).length;
