// Cell writes gathered into few range calls. It must not know what the cells mean.
import { noteWrite } from '../platform/lock.ts';
import type { CellContent, Sheet } from '../platform/platform.ts';
import { blocksOf, type Placed } from './rectangles.ts';

/** One cell to write; row and column are counted from 1. */
export type CellWrite = Placed<CellContent>;

/** Writes cells whole, in one `setValues` per rectangle. Of two writes to one cell the caller must keep one. */
export function writeCells(sheet: Sheet, writes: readonly CellWrite[]): void {
  writeFewest(sheet, [writes]);
}

/**
 * Takes of several lists of writes that which is fewer calls, and answers it: what others have more stands in the cells
 * already.
 */
export function writeFewest(sheet: Sheet, lists: readonly (readonly CellWrite[])[]): readonly CellWrite[] {
  const [fewest] = lists
    .map(list => ({ list, blocks: blocksOf(list) }))
    .sort((a, b) => a.blocks.length - b.blocks.length);
  const { list, blocks } = fewest ?? { list: [], blocks: [] };
  if (blocks.length > 0) noteWrite();
  for (const { row, column, lines } of blocks)
    sheet.getRange(row, column, lines.length, lines[0]?.length ?? 1).setValues(lines);
  return list;
}
