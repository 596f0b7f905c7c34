// What is protected, and from whom: as Google refuses it to people, to scripts and to the API.
// https://support.google.com/docs/answer/1218656
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GridRange, Op, Origin, ProtectedRange } from '../../../local/workbook/model.ts';
import { Workbook } from '../../../local/workbook/workbook.ts';

const OWNER = 'owner@example.test';
const EDITOR = 'editor@example.test';
const CLERK = 'clerk@example.test';
/** B2:C4. */
const BLOCK: GridRange = { sheetId: 1, startRow: 1, endRow: 4, startColumn: 1, endColumn: 3 };
const TAB: GridRange = { sheetId: 1, startRow: 0, endRow: 10, startColumn: 0, endColumn: 5 };

let book: Workbook;
beforeEach(() => {
  book = Workbook.open({
    file: ':memory:',
    create: {
      title: 'T',
      locale: 'zh_CN',
      timeZone: 'Asia/Shanghai',
      sheets: [
        { sheetId: 1, title: 'A', rowCount: 10, columnCount: 5 },
        { sheetId: 2, title: 'B', rowCount: 10, columnCount: 5 },
      ],
    },
    owner: OWNER,
  });
});
afterEach(() => book.close());

function protect(range: GridRange, more: Partial<ProtectedRange> = {}): void {
  const protectedRanges = [{ protectedRangeId: 7, range, warningOnly: false, editors: [EDITOR], ...more }];
  book.apply([{ type: 'rules', sheetId: 1, rules: { protectedRanges } }], {
    by: 'user',
    email: OWNER,
    window: 'w',
  });
}

const by = {
  user: (email: string): Origin => ({ by: 'user', email, window: 'w' }),
  script: (email: string): Origin => ({ by: 'script', email }),
  api: (email: string): Origin => ({ by: 'api', email }),
};

/** Cells from A1-like places, counted from 0; `undefined` leaves one as it is. */
const cells = (row: number, column: number, values: (string | undefined)[][], sheetId = 1): Op => ({
  type: 'cells',
  sheetId,
  row,
  column,
  cells: values.map(line => line.map(value => (value === undefined ? {} : { value }))),
});

function isRefused(op: Op, origin: Origin): boolean {
  const before = JSON.stringify(book.data);
  try {
    book.apply([op], origin);
    return false;
  } catch (cause) {
    if (!String(cause).includes('You are trying to edit a protected cell or object.')) throw cause;
    if (JSON.stringify(book.data) !== before) throw new Error('Something was changed', { cause });
    return true;
  }
}

describe('a cell that is protected', () => {
  beforeEach(() => protect(BLOCK));

  test.each(['user', 'script', 'api'] as const)(
    'is changed by no %s but the owner’s and the editors’',
    who => {
      const op = cells(1, 1, [['x']]);
      expect([OWNER, EDITOR, CLERK].map(email => isRefused(op, by[who](email)))).toEqual([
        false,
        false,
        true,
      ]);
    },
  );

  test.each<[string, Op, boolean]>([
    ['left of it', cells(1, 0, [['x']]), false],
    ['below it', cells(4, 1, [['x', 'x']]), false],
    ['its last cell', cells(3, 2, [['x']]), true],
    [
      'a block that reaches into it',
      cells(0, 0, [
        ['x', 'x'],
        ['x', 'x'],
      ]),
      true,
    ],
    ['in another tab', cells(1, 1, [['x']], 2), false],
    ['emptied', { type: 'cells', sheetId: 1, row: 1, column: 1, cells: [[null]] }, true],
  ])('%s: %j', (_, op, refused) => {
    expect(isRefused(op, by.user(CLERK))).toBe(refused);
  });

  test('a person may leave it as it is, a script that writes over it may not', () => {
    const around = cells(1, 0, [['x', undefined, undefined, 'y']]);
    expect([isRefused(around, by.user(CLERK)), isRefused(around, by.script(CLERK))]).toEqual([false, true]);
  });

  const rows = { sheetId: 1, dimension: 'ROWS' } as const;
  test.each<[string, Op, boolean]>([
    ['rows inserted above', { type: 'insert', ...rows, index: 1, count: 2 }, false],
    ['rows inserted within', { type: 'insert', ...rows, index: 2, count: 1 }, true],
    ['rows inserted behind', { type: 'insert', ...rows, index: 4, count: 1 }, false],
    ['a row of it deleted', { type: 'delete', ...rows, index: 3, count: 1 }, true],
    ['a row above deleted', { type: 'delete', ...rows, index: 0, count: 1 }, false],
    ['a row of it moved', { type: 'move', ...rows, index: 3, count: 1, to: 8 }, true],
    ['its column deleted', { type: 'delete', sheetId: 1, dimension: 'COLUMNS', index: 2, count: 2 }, true],
    ['its tab deleted', { type: 'deleteSheet', sheetId: 1 }, true],
    ['its protection taken away', { type: 'rules', sheetId: 1, rules: { protectedRanges: [] } }, true],
    ['a filter over it', { type: 'rules', sheetId: 1, rules: { basicFilter: TAB } }, false],
    ['the tab renamed', { type: 'sheet', sheetId: 1, properties: { title: 'C' } }, false],
  ])('%s', (_, op, refused) => {
    expect([isRefused(op, by.user(CLERK)), isRefused(op, by.user(OWNER))]).toEqual([refused, false]);
  });
});

describe('a tab that is protected', () => {
  test.each<[string, Op]>([
    ['a row behind the last', { type: 'insert', sheetId: 1, dimension: 'ROWS', index: 10, count: 1 }],
    ['a filter', { type: 'rules', sheetId: 1, rules: { basicFilter: TAB } }],
    ['its name', { type: 'sheet', sheetId: 1, properties: { title: 'C' } }],
    [
      'a width',
      {
        type: 'dimension',
        sheetId: 1,
        dimension: 'COLUMNS',
        index: 0,
        count: 1,
        properties: { pixelSize: 9 },
      },
    ],
  ])('%s', (_, op) => {
    protect(TAB);
    expect(isRefused(op, by.api(CLERK))).toBe(true);
  });
});

test('a range that only warns, and an author without a name, hold nobody back', () => {
  protect(BLOCK, { warningOnly: true });
  expect(isRefused(cells(1, 1, [['x']]), by.script(CLERK))).toBe(false);
  protect(BLOCK);
  expect(isRefused(cells(1, 1, [['y']]), { by: 'script' })).toBe(false);
});
