// Rows that are removed before anybody has read what was typed into them, or pasted beside them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SubmitRequest } from '../../../functions/src/contract/contract.ts';
import type { Op } from '../../../local/workbook/model.ts';
import { TEXTS } from '../../../sheets-addon/src/texts.ts';
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

const removal = (row: number, count = 1): Op => ({
  type: 'delete',
  sheetId: SHEET_ID,
  dimension: 'ROWS',
  index: row - 1,
  count,
});
const remove = (row: number, count = 1) => desk.reshape(removal(row, count));
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

test('what was typed into a blank cell is, also where the cell of the row that stands there by then is blank', async () => {
  desk.type(3, { 购买日期: 45200 });
  remove(3);
  await desk.idle();
  expect(keys.map(key => desk.service.book.cells(key)?.['bought'] ?? null)).toEqual([
    null,
    '2023-10-01',
    null,
    null,
  ]);
  expect(overwritten()).toEqual([]);
});

test('what the first of two people had typed into it is in its history, the second’s is its cell', async () => {
  const held = desk.service.hold();
  desk.type(2, { 数量: 10 });
  await held.arrived;
  const edits = () =>
    desk.runtime.spendings().filter(({ functionName }) => functionName === 'onSheetEdit').length;
  const before = edits();
  desk.type(3, { 数量: 20 }, 'one@example.test');
  desk.type(3, { 数量: 21 }, 'other@example.test');
  // Nobody is told of it, so that both are heard of before anything is painted anew.
  desk.workbook.apply([removal(3)], { by: 'api' });
  await expect.poll(edits).toBe(before + 2);
  desk.service.calls.length = 0;
  held.release();
  await desk.idle();
  expect(counts()).toEqual([10, 21, 3, 4]);
  expect(overwritten()).toEqual([[keys[1], { count: [20] }]]);
  expect(desk.service.submitted.map(({ editor }) => editor)).toEqual(['other@example.test']);
});

test('what was typed into a new row that is removed at once is in nobody’s history', async () => {
  desk.insertRows(3, 1);
  desk.type(4, { 购买日期: 45200 });
  await desk.idle();
  desk.type(3, { 客户姓名: '丁', 数量: 9 });
  remove(3);
  await desk.idle();
  expect(counts()).toEqual([1, 2, 3, 4]);
  expect(overwritten()).toEqual([]);
});

test('a row that was removed a while ago takes nothing that is typed where it stood', async () => {
  desk.type(4, { 数量: 2 });
  await desk.idle();
  remove(3);
  await desk.idle();
  desk.type(3, { 数量: 9 });
  desk.writeUnheard(3, '数量', 2);
  await desk.idle();
  expect(counts()).toEqual([1, 2, 2, 4]);
  expect(sent().some(({ key, edited }) => key === keys[1] && edited.length > 0)).toBe(false);
});

test('of two removed rows that held the same neither takes it: both histories have it, and it is said', async () => {
  desk.type(4, { 数量: 2 });
  await desk.idle();
  desk.service.calls.length = 0;
  desk.type(3, { 数量: 20 });
  remove(3, 2);
  await desk.idle();
  expect(counts()).toEqual([1, 2, 2, 4]);
  expect(overwritten()).toEqual([
    [keys[1], { count: [20] }],
    [keys[2], { count: [20] }],
  ]);
  expect(desk.toasts).toContain(TEXTS.typedIntoRemoved(3, '“数量”的“20”', ['C-2', 'C-3']));
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

/** What is typed into a row is heard of when another text stands there: the event comes that late. */
function typeHeardLate(row: number, before: string, typed: string, now: string, email?: string): void {
  desk.writeUnheard(row, '客户姓名', before);
  desk.type(row, { 客户姓名: typed }, email);
  desk.writeUnheard(row, '客户姓名', now);
}
const names = () => keys.map(key => desk.service.book.cells(key)?.['name']);

test('what was typed into it is its record’s also when it is heard of after the row that moved up was painted', async () => {
  remove(3);
  await desk.idle();
  desk.type(3, { 数量: 30 });
  await desk.idle();
  desk.service.calls.length = 0;
  typeHeardLate(3, '王芳', '王芳芳', '赵敏');
  await desk.idle();
  expect(names()).toEqual(['李明', '王芳芳', '赵敏', '孙丽']);
  expect(overwritten()).toEqual([]);
  expect(desk.values('客户姓名')).toEqual(['李明', '赵敏', '孙丽']);
  await desk.run('refresh');
  expect(desk.values('客户姓名')).toEqual(['李明', '赵敏', '孙丽', '王芳芳']);
});

test('and when somebody has typed into the row that moved up since, whose text is that one’s', async () => {
  desk.type(4, { 客户姓名: '赵小敏' }, 'other@example.test');
  await desk.idle();
  remove(3);
  await desk.idle();
  desk.type(3, { 数量: 30 });
  await desk.idle();
  desk.service.calls.length = 0;
  typeHeardLate(3, '王芳', '王芳芳', '赵小敏', 'one@example.test');
  desk.type(3, { 客户姓名: '赵大敏' }, 'other@example.test');
  await desk.idle();
  expect(names()).toEqual(['李明', '王芳芳', '赵大敏', '孙丽']);
  // What stood there before its own text: the record has it, and its history gets nothing of it.
  expect(overwritten()).toEqual([[keys[2], { name: ['赵小敏'] }]]);
});

test('a text that was typed over in a saved copy of a removed row is in the copy’s history', async () => {
  desk.copyRow(3, 6);
  await desk.idle();
  const copy = String(desk.value(6, '行键'));
  expect(desk.service.book.cells(copy)?.['name']).toBe('王芳');
  remove(3);
  await desk.idle();
  desk.service.calls.length = 0;
  typeHeardLate(5, '王芳', '王芳芳', '王大芳');
  await desk.idle();
  expect(names()).toEqual(['李明', '王芳', '赵敏', '孙丽']);
  expect(desk.service.book.cells(copy)?.['name']).toBe('王大芳');
  expect(overwritten()).toEqual([[copy, { name: ['王芳芳'] }]]);
});

test('what was typed into it stands in its row that has come back meanwhile', async () => {
  remove(3);
  await desk.idle();
  await desk.run('refresh');
  expect(desk.values('客户姓名')).toEqual(['李明', '赵敏', '孙丽', '王芳']);
  desk.type(3, { 数量: 30 });
  await desk.idle();
  desk.service.calls.length = 0;
  typeHeardLate(3, '王芳', '王芳芳', '赵敏');
  await desk.idle();
  expect(names()).toEqual(['李明', '王芳芳', '赵敏', '孙丽']);
  expect(desk.values('客户姓名')).toEqual(['李明', '赵敏', '孙丽', '王芳芳']);
  expect(desk.values('同步状态')).toEqual(['已保存', '已保存', '已保存', '已保存']);
  expect(overwritten()).toEqual([[keys[1], { name: ['王芳'] }]]);
});

test('a row that has come back and was typed into since keeps that', async () => {
  remove(3);
  await desk.idle();
  await desk.run('refresh');
  desk.type(5, { 客户姓名: '王大芳' });
  await desk.idle();
  desk.type(3, { 数量: 30 });
  await desk.idle();
  desk.service.calls.length = 0;
  typeHeardLate(3, '王芳', '王芳芳', '赵敏');
  await desk.idle();
  expect(names()).toEqual(['李明', '王大芳', '赵敏', '孙丽']);
  expect(overwritten()).toEqual([[keys[2], { name: ['王芳芳'] }]]);
});
