// People need no lock: they insert, delete and sort rows while a key is on its way to a new one. Each row gets its own,
// and keeps it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const ROWS = [2, 3, 4, 5, 6, 7, 8];

let desk: StaffDesk;
/** Keys by names, as they were before anything happened. */
let keys: ReadonlyMap<unknown, unknown>;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 40 });
  desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙']]);
  await desk.idle();
  keys = keysByName();
});
afterEach(() => desk.close());

const keysByName = () =>
  new Map(
    ROWS.flatMap(row => {
      const name = desk.value(row, '客户姓名');
      return name === undefined ? [] : [[name, desk.value(row, '行键')] as const];
    }),
  );

/** Has something done at the moment before the script writes, for the first time, and waits until all is quiet. */
async function whileKeysAreWritten(edit: () => void, meanwhile: () => void): Promise<void> {
  const { workbook } = desk;
  const apply = workbook.apply.bind(workbook);
  let isDone = false;
  workbook.apply = (ops, origin, ...rest) => {
    if (origin.by === 'script' && !isDone) {
      isDone = true;
      meanwhile();
    }
    return apply(ops, origin, ...rest);
  };
  edit();
  await desk.idle();
  workbook.apply = apply;
  expect(isDone).toBe(true);
}

/** Each record's name by its key. */
const records = () =>
  new Map([...desk.service.book.records.keys()].map(key => [desk.service.book.cells(key)?.['name'], key]));

/** What is in the tab and in the book: names by keys that both have, and rows that say otherwise than 已保存. */
function state() {
  const byName = records();
  const rows = ROWS.filter(row => desk.value(row, '客户姓名') !== undefined);
  const isTied = (row: number) => byName.get(String(desk.value(row, '客户姓名'))) === desk.value(row, '行键');
  const isKept = ([name, key]: readonly [unknown, unknown]) => byName.get(String(name)) === key;
  return {
    records: [...byName.keys()].map(String).toSorted(byText),
    count: desk.service.book.records.size,
    untied: rows.filter(row => !isTied(row)),
    unsaved: ROWS.filter(row => desk.value(row, '同步状态') !== (rows.includes(row) ? '已保存' : undefined)),
    // Those that were there before have the keys that they had.
    rekeyed: [...keys].filter(each => !isKept(each)),
  };
}

/** Each record stands in one row, which holds its key. */
const tied = (...names: string[]) => ({
  records: names.toSorted(byText),
  count: names.length,
  untied: [],
  unsaved: [],
  rekeyed: [],
});

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

test('a row is inserted above: the one that comes to stand there keeps its own', async () => {
  await whileKeysAreWritten(
    () => desk.type(5, { 客户姓名: '丁' }),
    () => desk.insertRows(2, 1),
  );
  expect(state()).toEqual(tied('甲', '乙', '丙', '丁'));
  expect(desk.values('客户姓名')).toEqual([undefined, '甲', '乙', '丙', '丁']);
});

test('a blank row is inserted in its very place: it has no key', async () => {
  await whileKeysAreWritten(
    () => desk.type(5, { 客户姓名: '丁' }),
    () => desk.insertRows(5, 1),
  );
  expect(state()).toEqual(tied('甲', '乙', '丙', '丁'));
  expect([desk.value(5, '行键'), desk.value(5, '版本'), desk.value(5, '同步状态')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('several are pasted while rows are inserted', async () => {
  await whileKeysAreWritten(
    () => desk.paste(5, '客户姓名', [['丁'], ['戊'], ['己']]),
    () => desk.insertRows(4, 1),
  );
  expect(state()).toEqual(tied('甲', '乙', '丙', '丁', '戊', '己'));
});

test('a row above is taken out', async () => {
  desk.insertRows(4, 1);
  await desk.idle();
  await whileKeysAreWritten(
    () => desk.type(4, { 客户姓名: '丁' }),
    () => desk.moveRow(2, 9),
  );
  expect(state()).toEqual(tied('甲', '乙', '丙', '丁'));
});

test('the rows are sorted', async () => {
  await whileKeysAreWritten(
    () => desk.type(5, { 客户姓名: '丁' }),
    () => desk.sort(2, [5, 4, 3, 2]),
  );
  expect(state()).toEqual(tied('甲', '乙', '丙', '丁'));
});

test('a copied row moves on', async () => {
  await whileKeysAreWritten(
    () => desk.copyRow(2, 5),
    () => desk.insertRows(3, 1),
  );
  expect([2, 4, 5].map(row => desk.value(row, '行键'))).toEqual(
    ['甲', '乙', '丙'].map(name => keys.get(name)),
  );
  expect([desk.value(6, '客户姓名'), desk.value(6, '同步状态'), desk.service.book.records.size]).toEqual([
    '甲',
    '已保存',
    4,
  ]);
  expect(keys.get('甲')).not.toBe(desk.value(6, '行键'));
});

test('a cell of it is typed over: it has not moved, and is sent as it is', async () => {
  await whileKeysAreWritten(
    () => desk.type(5, { 客户姓名: '丁' }),
    () => desk.type(5, { 客户姓名: '戊' }),
  );
  expect(state()).toEqual(tied('甲', '乙', '丙', '戊'));
});

test('the service cannot say whose row it is: it becomes no second record', async () => {
  await whileKeysAreWritten(
    () => desk.type(5, { 客户姓名: '丁' }),
    () => {
      desk.insertRows(2, 1);
      desk.service.failure = { status: 503, error: { code: 'busy', message: 'busy' } };
    },
  );
  desk.service.failure = undefined;
  await desk.run('refresh');
  await desk.idle();
  const { records: found, count } = state();
  expect([found, count]).toEqual([tied('甲', '乙', '丙', '丁').records, 4]);
});

test('a row is copied before anybody has looked at a sort: the one that was sorted is the original', async () => {
  desk.sort(2, [3, 4, 2]);
  await desk.idle();
  desk.sort(2, [2, 4, 3]);
  desk.copyRow(3, 5);
  desk.type(5, { 数量: 5 });
  await desk.idle();
  const copy = desk.value(5, '行键');
  expect([...keys.values()]).not.toContain(copy);
  expect([2, 3, 4].map(row => keys.get(desk.value(row, '客户姓名')))).toEqual(
    [2, 3, 4].map(row => desk.value(row, '行键')),
  );
  expect([2, 3, 4].map(row => desk.service.book.cells(String(desk.value(row, '行键')))?.['count'])).toEqual([
    null,
    null,
    null,
  ]);
});

/** Names, keys and counts in rows, and what the records of those keys hold: the copy's is one more. */
function expectCopyIn(row: number): void {
  const originals = ROWS.filter(each => each !== row && desk.value(each, '客户姓名') !== undefined);
  expect(originals.map(each => [desk.value(each, '客户姓名'), desk.value(each, '行键')])).toEqual([...keys]);
  expect(originals.map(each => [desk.value(each, '同步状态'), desk.value(each, '数量')])).toEqual(
    originals.map(() => ['已保存', undefined]),
  );
  const key = String(desk.value(row, '行键'));
  expect([...keys.values()]).not.toContain(key);
  expect([desk.value(row, '同步状态'), desk.value(row, '数量')]).toEqual(['已保存', 5]);
  const { book } = desk.service;
  expect([...keys.values()].map(each => book.cells(String(each))?.['count'])).toEqual([null, null, null]);
  expect(book.cells(key)?.['count']).toBe(5);
}

test.each([
  { from: 2, to: 5, moved: 0 },
  { from: 4, to: 5, moved: 0 },
  { from: 2, to: 5, moved: 1 },
  { from: 4, to: 5, moved: 1 },
  { from: 4, to: 5, moved: 2 },
])(
  'a copy of row $from is typed into at once, $moved rows down: it stays the copy',
  async ({ from, to, moved }) => {
    await whileKeysAreWritten(
      () => desk.copyRow(from, to),
      () => {
        if (moved > 0) desk.insertRows(2, moved);
        desk.type(to + moved, { 数量: 5 });
      },
    );
    expectCopyIn(to + moved);
    expect(desk.service.book.records.size).toBe(4);
  },
);

test('of two copies the one that is typed into has what was typed, and the original nothing', async () => {
  await whileKeysAreWritten(
    () => desk.copyRow(4, 5, 2),
    () => {
      desk.insertRows(2, 1);
      desk.type(6, { 数量: 5 });
    },
  );
  expect([3, 4, 5].map(row => desk.value(row, '行键'))).toEqual([...keys.values()]);
  const copies = [6, 7].map(row => String(desk.value(row, '行键')));
  const { book } = desk.service;
  expect(book.records.size).toBe(5);
  expect([...keys.values(), ...copies].map(key => book.cells(String(key))?.['count'])).toEqual([
    null,
    null,
    null,
    5,
    null,
  ]);
});

test.each([false, true])(
  'a copy that is inserted above its original, where that was painted, is the copy (heard of before it is typed into: %s)',
  async isHeard => {
    desk.insertRows(3, 1);
    await desk.idle();
    desk.copyRow(4, 3);
    if (isHeard) await desk.idle();
    desk.type(3, { 数量: 5 });
    await desk.idle();
    expectCopyIn(3);
    expect(desk.service.book.records.size).toBe(4);
  },
);

test('a copy of which nothing was heard, inserted above its original, where that was painted, is the copy', async () => {
  desk.insertRows(3, 1);
  await desk.idle();
  desk.copyRow(4, 3, 1, 'api');
  desk.type(3, { 数量: 5 });
  await desk.idle();
  expectCopyIn(3);
  expect(desk.service.book.records.size).toBe(4);
});
