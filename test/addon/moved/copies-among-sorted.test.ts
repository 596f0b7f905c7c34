// A row is copied, one of the two is typed into, and all are sorted, before any trigger has run: the original keeps its
// number with what was typed into it, and the copy is a new record.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const ORIGINAL = 3;
const COPY = 6;

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 50 });
  desk.paste(2, '客户姓名', [['李明'], ['王芳'], ['赵敏'], ['孙丽']]);
  await desk.idle();
  desk.paste(2, '数量', [[1], [2], [3], [4]]);
  await desk.idle();
});
afterEach(() => desk.close());

/** What each record holds, by its number. */
const records = () =>
  [...desk.service.book.records.values()].map(({ no, versions }) => [no, versions.at(-1)?.['count']]);
/** What the tab shows beside each number. */
const shown = () =>
  [2, 3, 4, 5, 6].map(row => [desk.value(row, '编号'), desk.value(row, '数量')]).toSorted(byNumber);
const byNumber = ([one]: unknown[], [other]: unknown[]) => (String(one) < String(other) ? -1 : 1);

/** Which row comes to stand in each place from the second on. */
const SORTS: readonly (readonly [how: string, order: readonly number[]])[] = [
  ['turned round', [6, 5, 4, 3, 2]],
  ['with the copy first', [6, 2, 3, 4, 5]],
  ['with the copy where the original was', [2, 6, 3, 4, 5]],
  ['with the copy where it was', [3, 2, 4, 5, 6]],
  ['with the original first', [3, 6, 2, 5, 4]],
];

test.each(SORTS.flatMap(([how, order]) => [ORIGINAL, COPY].map(typed => ({ how, order, typed }))))(
  'row $typed is typed into, and all are sorted $how',
  async ({ order, typed }) => {
    desk.copyRow(ORIGINAL, COPY);
    desk.type(typed, { 数量: 9 });
    desk.sort(2, order);
    await desk.idle();
    const expected = [
      ['C-1', 1],
      ['C-2', typed === ORIGINAL ? 9 : 2],
      ['C-3', 3],
      ['C-4', 4],
      ['C-5', typed === ORIGINAL ? 2 : 9],
    ];
    expect(records()).toEqual(expected);
    expect(shown()).toEqual(expected);
  },
);

test('a copy that was inserted where its original had stood is the copy, wherever it was typed into', async () => {
  desk.insertRows(3, 1);
  await desk.idle();
  desk.copyRow(4, 3, 1, 'api');
  desk.type(3, { 数量: 9 });
  desk.sort(2, [6, 5, 4, 3, 2]);
  await desk.idle();
  expect(records()).toEqual([
    ['C-1', 1],
    ['C-2', 2],
    ['C-3', 3],
    ['C-4', 4],
    ['C-5', 9],
  ]);
});

test.each([0, 1, 2])(
  'a row that is typed into %i times more and copied before anybody has heard of it is the original',
  async more => {
    desk.type(ORIGINAL, { 数量: 7 });
    for (let times = 0; times < more; times += 1) desk.type(ORIGINAL, { 数量: 8 + times });
    desk.copyRow(ORIGINAL, COPY);
    desk.type(COPY, { 客户姓名: '周杰' });
    await desk.idle();
    const count = 7 + more;
    expect(records()).toEqual([
      ['C-1', 1],
      ['C-2', count],
      ['C-3', 3],
      ['C-4', 4],
      ['C-5', count],
    ]);
    expect(shown()).toEqual(records());
    expect([desk.value(ORIGINAL, '编号'), desk.value(ORIGINAL, '客户姓名')]).toEqual(['C-2', '王芳']);
  },
);

test.each([
  ['heard of', 'user'],
  ['not heard of', 'api'],
] as const)('a row that is copied to where it stood before a sort stays its record: %s', async (_, by) => {
  desk.insertRows(5, 1);
  desk.type(6, { 数量: 5 });
  await desk.idle();
  desk.sort(2, [2, 3, 4, 6, 5]);
  desk.copyRow(5, 6, 1, by);
  if (by === 'api') await desk.idle();
  desk.type(6, { 数量: 9 });
  await desk.idle();
  expect(records()).toEqual([
    ['C-1', 1],
    ['C-2', 2],
    ['C-3', 3],
    ['C-4', 5],
    ['C-5', 9],
  ]);
  expect([desk.value(5, '编号'), desk.value(6, '编号')]).toEqual(['C-4', 'C-5']);
});

test('a row into which cells are pasted, and that is copied before anybody has heard of it, is the original', async () => {
  desk.paste(ORIGINAL, '客户姓名', [['王芳芳', '13900001111']]);
  desk.copyRow(ORIGINAL, COPY);
  desk.type(COPY, { 数量: 9 });
  await desk.idle();
  expect(records()).toEqual([
    ['C-1', 1],
    ['C-2', 2],
    ['C-3', 3],
    ['C-4', 4],
    ['C-5', 9],
  ]);
  expect([desk.value(ORIGINAL, '编号'), desk.value(COPY, '编号')]).toEqual(['C-2', 'C-5']);
});

test.each([
  ['above itself, where rows were inserted', () => desk.insertRows(2, 1), 4, 2],
  ['after it was dragged', () => desk.moveRow(ORIGINAL, 2), 2, COPY],
])('a row that is typed into and copied at once is the original: %s', async (_, before, from, to) => {
  before();
  await desk.idle();
  desk.type(from, { 数量: 20 });
  desk.copyRow(from, to);
  desk.type(to, { 客户姓名: '周杰' });
  await desk.idle();
  expect(records()).toEqual([
    ['C-1', 1],
    ['C-2', 20],
    ['C-3', 3],
    ['C-4', 4],
    ['C-5', 20],
  ]);
  expect([desk.value(from, '编号'), desk.value(to, '编号')]).toEqual(['C-2', 'C-5']);
});
