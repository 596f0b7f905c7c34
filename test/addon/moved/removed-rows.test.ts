// Rows that are removed before anybody has read what was typed into them, or pasted beside them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SubmitRequest } from '../../../functions/src/contract/contract.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
/** Keys of 李明, 王芳, 赵敏 and 孙丽. */
let keys: string[];
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 50 });
  desk.paste(2, '客户姓名', [['李明'], ['王芳'], ['赵敏'], ['孙丽']]);
  await desk.idle();
  desk.paste(2, '数量', [[1], [2], [3], [4]]);
  await desk.idle();
  keys = [2, 3, 4, 5].map(row => String(desk.value(row, '行键')));
  desk.toasts.length = 0;
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

const remove = (row: number, count = 1) =>
  desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: row - 1, count });
const counts = () => keys.map(key => desk.service.book.cells(key)?.['count']);
const sent = () =>
  desk.service.calls.flatMap(({ path, body }) =>
    path.endsWith('/rows') ? (body as SubmitRequest).rows : [],
  );
/** What was said to have been written over, by whose row. */
const overwritten = () => sent().flatMap(each => (each.overwritten ? [[each.key, each.overwritten]] : []));

test('what was typed into it is its record’s, and nothing is said of the row that stands there by then', async () => {
  desk.type(3, { 数量: 20 });
  remove(3);
  await desk.idle();
  expect(counts()).toEqual([1, 20, 3, 4]);
  expect(overwritten()).toEqual([]);
  expect(sent().find(({ key }) => key === keys[1])).toMatchObject({
    edited: ['count'],
    cells: { count: 20 },
  });
  expect(desk.values('编号')).toEqual(['C-1', 'C-3', 'C-4']);
  await desk.run('refresh');
  expect(desk.values('数量')).toEqual([1, 3, 4, 20]);
});

test('of the last row of the tab, where none stands by then, as well', async () => {
  desk.type(5, { 数量: 40 });
  remove(5);
  await desk.idle();
  expect(counts()).toEqual([1, 2, 3, 40]);
});

test('what was cleared in it is cleared', async () => {
  desk.type(3, { 数量: null });
  remove(3);
  await desk.idle();
  expect(counts()).toEqual([1, null, 3, 4]);
  expect(overwritten()).toEqual([]);
});

test('of two rows that are removed with what was typed each has its own', async () => {
  desk.type(3, { 数量: 20 });
  desk.type(4, { 数量: 30 });
  remove(3, 2);
  await desk.idle();
  expect(counts()).toEqual([1, 20, 30, 4]);
  expect(overwritten()).toEqual([]);
});

test('a row that nobody has typed into stays as it is where one that was typed over goes', async () => {
  desk.type(4, { 数量: 30 }, 'one@example.test');
  desk.type(4, { 数量: 31 }, 'other@example.test');
  remove(2);
  await desk.idle();
  expect(counts()).toEqual([1, 2, 31, 4]);
  expect(overwritten().every(([key]) => key === keys[2])).toBe(true);
});

test('a block that was pasted below a removed row is taken in where it stands by then', async () => {
  desk.paste(4, '数量', [[30], [40]]);
  remove(2);
  await desk.idle();
  expect(counts()).toEqual([1, 2, 30, 40]);
});

test('and so is one that a row was inserted above', async () => {
  desk.paste(4, '数量', [[30], [40]]);
  desk.insertRows(2, 2);
  await desk.idle();
  expect(counts()).toEqual([1, 2, 30, 40]);
});
