// Operations of every kind for property tests, and a small workbook that has taken those it accepts.
import * as fc from 'fast-check';
import type { Op } from '../../../local/workbook/model.ts';
import { Workbook, WorkbookError } from '../../../local/workbook/workbook.ts';

export const SHEET = 1;

const index = fc.integer({ min: 0, max: 9 });
const count = fc.integer({ min: 1, max: 4 });
const dimension = fc.constantFrom('ROWS' as const, 'COLUMNS' as const);
const sheetId = fc.constantFrom(SHEET, SHEET, 2);
const patch = fc.option(
  fc.record(
    {
      value: fc.oneof(fc.integer(), fc.string({ maxLength: 3 }), fc.boolean(), fc.constant(null)),
      note: fc.constantFrom('note', null),
      format: fc.constantFrom({ bold: true }, { background: '#00ff00' }, null),
    },
    { requiredKeys: [] },
  ),
);
const range = fc.record({ startRow: index, startColumn: index }).map(({ startRow, startColumn }) => ({
  sheetId: SHEET,
  startRow,
  endRow: startRow + 2,
  startColumn,
  endColumn: startColumn + 2,
}));

export const anyOp: fc.Arbitrary<Op> = fc.oneof(
  fc.record({
    type: fc.constant('cells' as const),
    sheetId,
    row: index,
    column: index,
    cells: fc.array(fc.array(patch, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('insert' as const), sheetId, dimension, index, count }),
  fc.record({ type: fc.constant('delete' as const), sheetId, dimension, index, count }),
  fc.record({ type: fc.constant('move' as const), sheetId, dimension, index, count, to: index }),
  fc.record({
    type: fc.constant('dimension' as const),
    sheetId,
    dimension,
    index,
    count,
    properties: fc.constantFrom({ hidden: true }, { pixelSize: 30 }, { hidden: false }),
  }),
  fc.record({
    type: fc.constant('rules' as const),
    sheetId,
    rules: fc.oneof(
      fc.record({ basicFilter: fc.option(range) }),
      range.map(each => ({
        conditionalFormats: [
          { ranges: [each], condition: { type: 'BLANK', values: [] }, format: { bold: true } },
        ],
      })),
      range.map(each => ({ protectedRanges: [{ protectedRangeId: 1, range: each, warningOnly: true }] })),
    ),
  }),
  fc.record({
    type: fc.constant('sheet' as const),
    sheetId,
    properties: fc.constantFrom(
      { rowCount: 6 },
      { columnCount: 14 },
      { frozenRowCount: 2 },
      { index: 1 },
      { tabColor: '#ff0000' },
    ),
  }),
  fc.constant({
    type: 'addSheet' as const,
    properties: {
      sheetId: 2,
      title: 'Second',
      index: 0,
      hidden: false,
      rowCount: 12,
      columnCount: 12,
      frozenRowCount: 0,
      frozenColumnCount: 0,
    },
  }),
  fc.record({ type: fc.constant('deleteSheet' as const), sheetId }),
  fc.constantFrom({ type: 'workbook' as const, properties: { title: 'Renamed' } }),
);

/** A workbook of one tab with 10 rows and 10 columns, after each of these operations that it accepts. */
export function bookOf(ops: Op[]): Workbook {
  const book = Workbook.open({
    file: ':memory:',
    create: {
      spreadsheetId: 'book',
      title: 'Book',
      locale: 'zh_CN',
      timeZone: 'Asia/Shanghai',
      sheets: [{ sheetId: SHEET, title: 'First', rowCount: 10, columnCount: 10 }],
    },
  });
  tryAll(book, ops);
  return book;
}

/** Those of `second` that such a workbook accepts one after the other. */
export function acceptedAfter(first: Op[], second: Op[]): Op[] {
  const book = bookOf(first);
  const accepted = tryAll(book, second);
  book.close();
  return accepted;
}

function tryAll(book: Workbook, ops: Op[]): Op[] {
  return ops.filter(op => {
    try {
      book.apply([op], { by: 'script' });
      return true;
    } catch (error) {
      if (!(error instanceof WorkbookError)) throw error;
      return false;
    }
  });
}
