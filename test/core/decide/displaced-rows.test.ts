// Which rows of a request hold other records' cells, and which only look alike.
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { toWire } from '../../../functions/src/core/cells/cell-codec.ts';
import { displacedRows, type ShownRow } from '../../../functions/src/core/decide/displaced-rows.ts';
import { readBase } from '../../../functions/src/core/decide/merge.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cell } from '../../../functions/src/core/schema/column.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

const NAMES = ['李敏', '王芳', '赵强', '孙丽', '周杰', '吴昊', '郑爽', '冯雷'];
const KEYS = NAMES.map((_, index) => `row-${index}`);
const COLUMNS = staffColumns(hotline);
type Line = Record<string, Cell>;

let book: Book;
let shown: Line[];

/** Calls of several customers, as the sheet shows them once they are saved. */
beforeEach(() => {
  book = new Book(hotline, deskOf());
  KEYS.forEach((key, index) => {
    const cells = {
      ...CALL,
      customer: NAMES[index],
      contact: `1381234567${index}`,
      order: `ORD-${index}`,
      urgency: index % 2 === 0 ? '高' : '低',
    };
    book.submit({ key, cells }, by('limin'), at('2023-10-01 15:00'));
  });
  shown = KEYS.map(key => {
    const { cells } = recordOf(key);
    return Object.fromEntries(COLUMNS.map(column => [column.key, toWire(column, cells[column.key] ?? null)]));
  });
});

function recordOf(key: string): DeskRecord {
  const record = book.records.get(key);
  if (!record) throw new Error(`no record ${key}`);
  return record;
}

/** What is said of rows that hold these lines, by the place of the row. */
function judge(
  lines: readonly Line[],
  at: readonly number[] = lines.map((_, index) => index),
  more: Partial<ShownRow> = {},
) {
  const rows = at.map((place): ShownRow => {
    const key = KEYS[place] ?? '';
    const record = book.records.get(key);
    return { key, cells: lines[place] ?? {}, record, base: readBase('1'), events: [], ...more };
  });
  const owners = new Map([...book.records.values()].map(record => [record.number, record]));
  const found = displacedRows(hotline, rows, owners);
  return Object.fromEntries([...found].map(([key, { code }]) => [KEYS.indexOf(key), code]));
}

/** The lines with some columns taken from other rows: row `index` shows those of row `order[index]`. */
const moved = (order: readonly number[], columns: readonly string[]): Line[] =>
  shown.map((line, index) => {
    const from = shown[order[index] ?? index] ?? line;
    return { ...line, ...Object.fromEntries(columns.map(key => [key, from[key] ?? null])) };
  });
const edited = (changes: Record<number, Line>): Line[] =>
  shown.map((line, index) => ({ ...line, ...changes[index] }));

const DISPLACED = 'rows_displaced';

describe('rows that hold other records’ cells', () => {
  it.each<[string, () => Line[], number[]]>([
    ['two rows that changed places', () => moved([1, 0], ['customer', 'contact', 'order']), [0, 1]],
    ['a sort of one column', () => moved([1, 2, 0], ['order']), [0, 1, 2]],
    ['a sort of columns with few values', () => moved([1, 2, 3, 0], ['urgency', 'type']), [0, 1, 2, 3]],
    [
      'a block that was cut and pasted over another row',
      () =>
        edited({
          1: { ...shown[1], customer: shown[0]?.customer ?? '', order: 'ORD-0' },
          0: { customer: null, order: null },
        }),
      [0, 1],
    ],
    [
      'a sort beside a cell that somebody typed',
      () =>
        moved([1, 2, 0], ['customer', 'contact']).map((line, index) =>
          index === 0 ? { ...line, remark: '急' } : line,
        ),
      [0, 1, 2],
    ],
    [
      'a sort of some rows beside what somebody typed into another',
      () => moved([1, 2, 0], ['customer', 'contact']).with(5, { ...shown[5], urgency: '中' }),
      [0, 1, 2],
    ],
  ])('%s', (_, lines, held) => {
    expect(judge(lines())).toEqual(Object.fromEntries(held.map(index => [index, DISPLACED])));
  });

  it('also a row without a record that got some of them', () => {
    const lines = moved([1, 2, 0], ['customer', 'contact']);
    const fresh: ShownRow = {
      key: 'row-new-0',
      cells: { customer: shown[0]?.customer, contact: shown[0]?.contact },
      record: undefined,
      base: readBase(''),
      events: [],
    };
    const rows = [0, 1].map(
      (place): ShownRow => ({
        key: KEYS[place] ?? '',
        cells: lines[place] ?? {},
        record: recordOf(KEYS[place] ?? ''),
        base: readBase('1'),
        events: [],
      }),
    );
    const emptied = { ...shown[0], customer: shown[1]?.customer ?? null, contact: shown[1]?.contact ?? null };
    const first = { ...rows[0], cells: emptied } as ShownRow;
    const found = displacedRows(
      hotline,
      [first, { ...rows[1], cells: { ...shown[1], contact: null, customer: null } } as ShownRow, fresh],
      new Map(),
    );
    expect([...found.keys()]).toEqual(['row-0', 'row-1', 'row-new-0']);
  });

  it('says which record it is and what to do', () => {
    const found = displacedRows(
      hotline,
      [0, 1].map(place => ({
        key: KEYS[place] ?? '',
        cells: moved([1, 0], ['customer', 'contact'])[place] ?? {},
        record: recordOf(KEYS[place] ?? ''),
        base: readBase('1'),
        events: [],
      })),
      new Map(),
    );
    const [told] = found.values();
    expect(told && sentenceOf(told)).toContain(recordOf('row-0').number);
    expect(told && sentenceOf(told)).toContain('看起来只排序或移动了部分列');
  });
});

describe('rows that are taken in', () => {
  it.each<[string, () => Line[]]>([
    ['rows as they are', () => shown],
    [
      'a value filled down that one row had',
      () => shown.map(line => ({ ...line, urgency: '高', order: 'ORD-0' })),
    ],
    [
      'one row that repeats what another holds',
      () => edited({ 3: { customer: shown[0]?.customer ?? null, order: 'ORD-0' } }),
    ],
    ['two rows whose urgency was exchanged', () => moved([1, 0], ['urgency'])],
    [
      'new values in many rows',
      () => shown.map((line, index) => ({ ...line, order: `NEW-${index}`, remark: '补' })),
    ],
    ['rows that were cleared', () => shown.map(line => ({ ...line, remark: null, order: null }))],
  ])('%s', (_, lines) => {
    expect(judge(lines())).toEqual({});
  });
});

describe('a single row whose number is another record’s', () => {
  it('is not taken in where its cells are not its own', () => {
    const lines = edited({ 2: { ...shown[0] } });
    expect(judge(lines, [2], { number: recordOf('row-0').number })).toEqual({ 2: 'number_displaced' });
  });

  it('is taken in where only the number was overwritten: it is written back', () => {
    expect(judge(shown, [2], { number: recordOf('row-0').number })).toEqual({});
    expect(judge(edited({ 2: { remark: '急' } }), [2], { number: '没有这个编号' })).toEqual({});
  });

  it('is taken in where nothing distinctive that changed is that record’s: a copy whose own number was never painted', () => {
    const number = recordOf('row-0').number;
    expect(judge(edited({ 2: { remark: '急' } }), [2], { number })).toEqual({});
    // Options are alike by chance, and stand in the copy's row as in its original.
    expect(judge(edited({ 3: { urgency: '高' } }), [3], { number })).toEqual({});
    expect(judge(edited({ 2: { remark: null } }), [2], { number })).toEqual({});
  });

  it('is not taken in where one of the cells that changed is that record’s', () => {
    const number = recordOf('row-0').number;
    for (const cells of [{ order: 'ORD-0' }, { customer: shown[0]?.['customer'] ?? null, remark: '急' }])
      expect(judge(edited({ 2: cells }), [2], { number })).toEqual({ 2: 'number_displaced' });
  });
});

it('any part of rows and columns that changed places is held, and its undo is not', () => {
  const movable = COLUMNS.map(({ key }) => key).filter(
    key => new Set(shown.map(line => line[key])).size === NAMES.length,
  );
  expect(movable).toEqual(['customer', 'contact', 'order']);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        KEYS.map((_, index) => index),
        { minLength: 3 },
      ),
      fc.shuffledSubarray(movable, { minLength: 1 }),
      fc.subarray(['urgency', 'type', 'handler']),
      (rows, columns, others) => {
        const order = shown.map((_, index) => index);
        rows.forEach((row, index) => {
          order[row] = rows[(index + 1) % rows.length] ?? row;
        });
        const lines = moved(order, [...columns, ...others]);
        expect(Object.keys(judge(lines)).map(Number)).toEqual(rows.toSorted((a, b) => a - b));
        expect(judge(shown)).toEqual({});
      },
    ),
    { numRuns: 60 },
  );
});
