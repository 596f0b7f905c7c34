// When two cells, formats or rules say the same.
import { expect, test } from 'vitest';
import { sameJson } from '../../local/page/web/grid/whole-cell.ts';

test.each<[one: unknown, other: unknown, same: boolean]>([
  [{ bold: true, size: 10 }, { size: 10, bold: true }, true],
  [{ bold: true }, { bold: true, size: undefined }, true],
  [{ bold: true }, { bold: true, size: null }, false],
  [{ bold: true, size: 1 }, { bold: true, colour: 1 }, false],
  [undefined, undefined, true],
  [undefined, null, false],
  [undefined, {}, false],
  [null, {}, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [{ values: [{ from: 1 }] }, { values: [{ from: 1 }] }, true],
  [{ values: [{ from: 1 }] }, { values: [{ from: 2 }] }, false],
  ['1', 1, false],
  [{ at: { row: 1, column: undefined } }, { at: { row: 1 } }, true],
])('%j and %j: %s', (one, other, same) => {
  expect(sameJson(one, other)).toBe(same);
  expect(sameJson(other, one)).toBe(same);
});
