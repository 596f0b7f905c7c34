// Cells for which something holds, in as few blocks as their rows allow.
import { expect, it } from 'vitest';
import { blocksWhere, lettersOf } from '../../../functions/src/core/lib/rectangles.ts';

/** Blocks as `B1:C2`, with rows from 1. */
function blocksIn(rows: readonly string[]): string[] {
  return blocksWhere(
    rows.length,
    // Below the last row nothing is asked for.
    row => rows[row]?.length ?? 1,
    (row, column) => (rows[row]?.[column] ?? '#') === '#',
  ).map(
    ({ startRow, endRow, startColumn, endColumn }) =>
      `${lettersOf(startColumn)}${startRow + 1}:${lettersOf(endColumn - 1)}${endRow}`,
  );
}

it.each<[string[], string[]]>([
  [[], []],
  [['...'], []],
  [['#'], ['A1:A1']],
  [['###'], ['A1:C1']],
  [['#.#'], ['A1:A1', 'C1:C1']],
  [['.##', '.##'], ['B1:C2']],
  // Only what has the same columns goes on, and only in the next row.
  [
    ['##.', '#..'],
    ['A1:B1', 'A2:A2'],
  ],
  [
    ['.##', '..#'],
    ['B1:C1', 'C2:C2'],
  ],
  [
    ['#', '.', '#'],
    ['A1:A1', 'A3:A3'],
  ],
  [
    ['#.#', '#.#', '..#'],
    ['A1:A2', 'C1:C3'],
  ],
  // Rows end where they end.
  [
    ['#', '##'],
    ['A1:A1', 'A2:B2'],
  ],
])('%j is %j', (rows, blocks) => {
  expect(blocksIn(rows)).toEqual(blocks);
});

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (column, letters) => {
  expect(lettersOf(column)).toBe(letters);
});
