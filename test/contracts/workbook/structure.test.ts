import { describe, expect, test } from 'vitest';
import type { GridRange, Op } from '../../../local/workbook/model.ts';
import { bookOf, SHEET } from './arbitrary-ops.ts';

type Structure = Extract<Op, { type: 'insert' | 'delete' | 'move' }>;

const rows = { sheetId: SHEET, dimension: 'ROWS' } as const;
const columns = { sheetId: SHEET, dimension: 'COLUMNS' } as const;

/** Ten rows that hold their own number, after an operation: row by row what stands there now. */
function rowsAfter(op: Structure): (number | undefined)[] {
  const cells = Array.from({ length: 10 }, (_, value) => [{ value }]);
  const book = bookOf([{ type: 'cells', sheetId: SHEET, row: 0, column: 0, cells }, op]);
  const [sheet] = book.data.sheets;
  const length = sheet?.properties.rowCount ?? 0;
  book.close();
  return Array.from({ length }, (_, row) => {
    const value = sheet?.cells[row]?.[0]?.value;
    return typeof value === 'number' ? value : undefined;
  });
}

describe('cells go with their rows', () => {
  test.each<[string, Structure, (number | undefined)[]]>([
    [
      'insert',
      { type: 'insert', ...rows, index: 2, count: 2 },
      [0, 1, undefined, undefined, 2, 3, 4, 5, 6, 7, 8, 9],
    ],
    ['append', { type: 'insert', ...rows, index: 10, count: 1 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, undefined]],
    ['delete', { type: 'delete', ...rows, index: 8, count: 2 }, [0, 1, 2, 3, 4, 5, 6, 7]],
    ['move down', { type: 'move', ...rows, index: 1, count: 2, to: 5 }, [0, 3, 4, 1, 2, 5, 6, 7, 8, 9]],
    ['move up', { type: 'move', ...rows, index: 8, count: 2, to: 0 }, [8, 9, 0, 1, 2, 3, 4, 5, 6, 7]],
    [
      'move to the end',
      { type: 'move', ...rows, index: 0, count: 1, to: 10 },
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 0],
    ],
    [
      'move into itself',
      { type: 'move', ...rows, index: 2, count: 4, to: 3 },
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    ],
  ])('%s', (_, op, expected) => expect(rowsAfter(op)).toEqual(expected));
});

describe('ranges of rules follow', () => {
  const spanAfter = (start: number, end: number, op: Structure): [number, number] | undefined => {
    const range: GridRange = { sheetId: SHEET, startRow: start, endRow: end, startColumn: 0, endColumn: 3 };
    const book = bookOf([
      {
        type: 'rules',
        sheetId: SHEET,
        rules: { protectedRanges: [{ protectedRangeId: 1, range, warningOnly: true }] },
      },
      op,
    ]);
    const after = book.data.sheets[0]?.protectedRanges[0]?.range;
    book.close();
    return after && [after.startRow, after.endRow];
  };

  test.each<[string, [number, number], Structure, [number, number] | undefined]>([
    ['grow by rows inserted inside', [2, 5], { type: 'insert', ...rows, index: 3, count: 2 }, [2, 7]],
    ['shift by rows inserted before', [2, 5], { type: 'insert', ...rows, index: 2, count: 2 }, [4, 7]],
    [
      'stay when rows are inserted right after',
      [2, 5],
      { type: 'insert', ...rows, index: 5, count: 2 },
      [2, 5],
    ],
    ['keep reaching the edge', [2, 10], { type: 'insert', ...rows, index: 10, count: 2 }, [2, 12]],
    ['shrink by rows deleted inside', [2, 5], { type: 'delete', ...rows, index: 4, count: 3 }, [2, 4]],
    ['go with the last of their rows', [2, 5], { type: 'delete', ...rows, index: 2, count: 3 }, undefined],
    ['move with their rows', [2, 4], { type: 'move', ...rows, index: 1, count: 3, to: 8 }, [6, 8]],
    ['stay when rows move inside', [1, 10], { type: 'move', ...rows, index: 2, count: 1, to: 10 }, [1, 10]],
    ['lose a row that moves away', [2, 5], { type: 'move', ...rows, index: 3, count: 1, to: 9 }, [2, 4]],
  ])('%s', (_, [start, end], op, expected) => expect(spanAfter(start, end, op)).toEqual(expected));

  test('criteria and sort orders of a filter view follow their columns', () => {
    const range: GridRange = { sheetId: SHEET, startRow: 0, endRow: 5, startColumn: 0, endColumn: 6 };
    const view = {
      filterViewId: 1,
      title: 'v',
      range,
      criteria: { 1: { hiddenValues: ['a'] }, 4: { hiddenValues: ['b'] } },
      sorts: [{ column: 4, order: 'ASCENDING' as const }],
    };
    const book = bookOf([
      { type: 'rules', sheetId: SHEET, rules: { filterViews: [view] } },
      { type: 'delete', ...columns, index: 0, count: 2 },
    ]);
    expect(book.data.sheets[0]?.filterViews[0]).toMatchObject({
      criteria: { 2: { hiddenValues: ['b'] } },
      sorts: [{ column: 2 }],
      range: { startColumn: 0, endColumn: 4 },
    });
    book.close();
  });
});

test('sizes, hiding and frozen rows go along', () => {
  const book = bookOf([
    { type: 'dimension', ...rows, index: 3, count: 1, properties: { hidden: true, pixelSize: 40 } },
    { type: 'sheet', sheetId: SHEET, properties: { frozenRowCount: 2 } },
    { type: 'insert', ...rows, index: 1, count: 1 },
    { type: 'delete', ...rows, index: 3, count: 1 },
  ]);
  expect(book.data.sheets[0]?.rows).toEqual({ 3: { hidden: true, pixelSize: 40 } });
  expect(book.data.sheets[0]?.properties.frozenRowCount).toBe(3);
  book.close();
});
