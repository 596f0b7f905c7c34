// Cells that are written in few range calls: each once, wherever they stand.
import { assert, integer, property, tuple, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf, type Placed } from '../../sheets-addon/src/sheet/rectangles.ts';

/** Cells of these columns in these rows, each with what names its place. */
const cells = (rows: readonly number[], columns: readonly number[]): Placed<string>[] =>
  rows.flatMap(row => columns.map(column => ({ row, column, content: `${row},${column}` })));

describe('one call takes a rectangle, so that there are', () => {
  test.each<[string, Placed<string>[], number]>([
    ['nothing for nothing', [], 0],
    ['one call for a rectangle', cells([2, 3, 4], [1, 2, 3]), 1],
    ['one for each rectangle', cells([2, 3, 4], [1, 2, 7]), 2],
    [
      'one for each block of a row where rows stand apart',
      [...cells([2, 4, 6], [1, 2, 3]), ...cells([4], [4])],
      3,
    ],
    [
      'one for each column where neighbours differ',
      [...cells([2, 3, 4, 5], [1]), ...cells([2, 3], [2]), ...cells([4, 5], [3])],
      3,
    ],
  ])('%s', (_, writes, calls) => {
    expect(blocksOf(writes)).toHaveLength(calls);
  });
});

test('whatever cells there are, each is written once', () => {
  const places = uniqueArray(tuple(integer({ min: 1, max: 9 }), integer({ min: 1, max: 9 })), {
    selector: String,
    maxLength: 40,
  });
  assert(
    property(places, drawn => {
      const writes = drawn.map(([row, column]) => ({ row, column, content: `${row},${column}` }));
      const blocks = blocksOf(writes);
      const found = blocks.flatMap(({ row, column, lines }) =>
        lines.flatMap((line, down) =>
          line.map((content, right) => [`${row + down},${column + right}`, content] as const),
        ),
      );
      expect(found).toHaveLength(writes.length);
      expect(new Map(found)).toEqual(new Map(writes.map(({ content }) => [content, content])));
      for (const { lines } of blocks) expect(new Set(lines.map(line => line.length)).size).toBe(1);
    }),
  );
});
