// Rows that the sheet does not let the script write, as in a range that somebody has protected: they keep no other row
// from its answer, and no change of the service from coming.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
/** Rows that nobody but their owner may write, counted from 1. */
let guarded: number[];
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 40 });
  desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙'], ['丁']]);
  await desk.idle();
  await desk.run('refresh');
  guarded = [];
  const { workbook } = desk;
  const apply = workbook.apply.bind(workbook);
  workbook.apply = (ops, origin) => {
    const isGuarded = ops.some(
      op => op.type === 'cells' && guarded.some(row => op.row < row && row <= op.row + op.cells.length),
    );
    if (origin.by === 'script' && isGuarded)
      throw new Error('You are trying to edit a protected cell or object.');
    return apply(ops, origin);
  };
});
afterEach(() => desk.close());

const shown = () => [2, 3, 4, 5].map(row => desk.value(row, '数量'));
const tokens = () => [2, 3, 4, 5].map(row => desk.token(row));
const change = (row: number, count: number) =>
  desk.service.book.change(String(desk.value(row, '行键')), { count });

test('answers to several rows: all but that one are painted, and it is said', async () => {
  guarded = [3];
  desk.paste(2, '数量', [[1], [2], [3], [4]]);
  await desk.idle();
  expect(tokens()).toEqual(['v2', 'v1', 'v2', 'v2']);
  expect(desk.service.book.cells(String(desk.value(3, '行键')))).toMatchObject({ count: 2 });
  expect(desk.toasts.at(-1)).toContain('第 3 行');
});

test('new rows: all but that one get their keys and are records', async () => {
  guarded = [7];
  desk.paste(6, '客户姓名', [['戊'], ['己'], ['庚']]);
  await desk.idle();
  expect([6, 7, 8].map(row => desk.value(row, '同步状态'))).toEqual(['已保存', undefined, '已保存']);
  expect([desk.service.book.records.size, desk.toasts.at(-1)]).toEqual([
    6,
    expect.stringContaining('第 7 行'),
  ]);
  guarded = [];
  await desk.run('refresh');
  expect([desk.service.book.records.size, desk.value(7, '同步状态')]).toEqual([7, '已保存']);
});

test('changes of the service: the others come, and those of later pulls', async () => {
  guarded = [3];
  for (const row of [2, 3, 4]) change(row, 10 + row);
  await desk.run('refresh');
  expect(shown()).toEqual([12, undefined, 14, undefined]);
  expect(desk.toasts.at(-1)).toContain('第 3 行');
  change(5, 15);
  await desk.run('onHour');
  expect(shown()).toEqual([12, undefined, 14, 15]);
  expect(desk.alerts).toEqual([]);
});

test('when it may be written again the next 刷新 brings it, though nothing else has changed', async () => {
  guarded = [3];
  change(3, 13);
  await desk.run('refresh');
  guarded = [];
  await desk.run('refresh');
  expect([shown()[1], tokens()[1]]).toEqual([13, 'v2']);
  await desk.run('refresh');
  expect(desk.toasts.at(-1)).toBe('已刷新，没有新的变化。');
});

test.each([1, 7])(
  'where no rows can be inserted, %d that the service has begun come all the same',
  async count => {
    const { workbook } = desk;
    const transact = workbook.transact.bind(workbook);
    let refused = 0;
    workbook.transact = (origin, work) =>
      transact(origin, write =>
        work((...ops) => {
          if (origin.by === 'script' && ops.some(op => op.type === 'insert')) {
            refused += 1;
            throw new Error('You are trying to edit a protected cell or object.');
          }
          write(...ops);
        }),
      );
    const names = Array.from({ length: count }, (_, index) => `戊${index}`);
    desk.service.book.page = 100;
    for (const [index, name] of names.entries()) desk.service.book.change(`key-of-${index}`, { name });
    await desk.run('refresh');
    expect([refused, desk.values('客户姓名').filter(Boolean)]).toEqual([
      1,
      ['甲', '乙', '丙', '丁', ...names],
    ]);
  },
);
