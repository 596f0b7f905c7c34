// Rows that a person removes from a tab: their records go on, which is said at once, and 刷新 brings them back.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SHEET_ID } from '../fixtures/addon/case-book.ts';
import { HEADER } from '../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

const CLERK = 'clerk@example.test';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 50 });
  desk.paste(2, '客户姓名', [['李明'], ['王芳'], ['赵敏']]);
  await desk.idle();
  desk.toasts.length = 0;
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

const removeRows = (row: number, count: number) =>
  desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: row - 1, count });
const asked = () => desk.service.calls.filter(({ path }) => path.endsWith('/records'));

test('a removed row is said to be still there, with its number and how to bring it back or withdraw it', async () => {
  removeRows(3, 1);
  await desk.idle();
  expect(desk.toasts).toEqual([expect.stringMatching(/少了 1 行.*个案 C-2.*刷新.*作废/)]);
});

test('several are said together, once', async () => {
  removeRows(2, 2);
  await desk.idle();
  removeRows(20, 5);
  await desk.idle();
  expect(desk.toasts).toEqual([expect.stringMatching(/少了 2 行.*个案 C-1、个案 C-2/)]);
  expect(asked()).toHaveLength(1);
});

test('刷新 brings it back at the end of the tab, tied to its record', async () => {
  const key = desk.value(3, '行键');
  removeRows(3, 1);
  await desk.idle();
  await desk.run('refresh');
  expect(desk.values('编号')).toEqual(['C-1', 'C-3', 'C-2']);
  expect([desk.value(4, '行键'), desk.value(4, '客户姓名')]).toEqual([key, '王芳']);
  expect(desk.toasts.at(-1)).toContain('其中 1 行是从表中删掉的');
  await desk.run('refresh');
  expect(desk.values('编号')).toEqual(['C-1', 'C-3', 'C-2']);
});

test('a draft that is removed is nobody’s loss', async () => {
  desk.paste(5, '数量', [[3]]);
  await desk.idle();
  removeRows(5, 1);
  await desk.idle();
  expect(desk.toasts).toEqual([]);
});

test('a row whose every cell was cleared, or that another was pasted over, is no different', async () => {
  desk.paste(3, '编号', [HEADER.map(() => null)]);
  await desk.idle();
  expect(desk.toasts).toEqual([expect.stringMatching(/少了 1 行.*个案 C-2/)]);
  desk.copyRow(2, 4);
  await desk.idle();
  expect(desk.toasts.at(-1)).toMatch(/少了 1 行.*个案 C-3/);
});

test('a row that is undone back into the tab is not brought back twice', async () => {
  const line = HEADER.map((_label, column) => {
    const { value } = desk.workbook.data.sheets[0]?.cells[2]?.[column] ?? {};
    return value ?? null;
  });
  removeRows(3, 1);
  await desk.idle();
  desk.insertRows(3, 1);
  desk.paste(3, '编号', [line]);
  await desk.idle();
  await desk.run('refresh');
  expect(desk.values('编号')).toEqual(['C-1', 'C-2', 'C-3']);
});

test('what was removed while no trigger ran is said when the file is opened', async () => {
  desk.workbook.apply([{ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: 1, count: 1 }], {
    by: 'api',
  });
  await desk.runtime.open(CLERK);
  await desk.idle();
  expect(desk.toasts).toEqual([expect.stringMatching(/少了 1 行.*个案 C-1/)]);
});

test('without the service it is said as far as it is known', async () => {
  desk.service.failure = 'away';
  removeRows(3, 1);
  await desk.idle();
  expect(desk.toasts).toEqual([expect.stringContaining('少了 1 行')]);
});

test('a moved row is not missed, and edits of visible cells look for nothing', async () => {
  desk.moveRow(2, 4);
  desk.type(2, { 数量: 2 });
  await desk.idle();
  removeRows(30, 1);
  await desk.idle();
  expect([desk.toasts, asked()]).toEqual([[], []]);
});

test('hundreds of rows are watched', async () => {
  desk.service.desk = { ...desk.service.desk, version: '2', maxRows: 500 };
  await desk.run('refresh');
  desk.reshape({ type: 'insert', sheetId: SHEET_ID, dimension: 'ROWS', index: 40, count: 600 });
  desk.paste(
    5,
    '客户姓名',
    Array.from({ length: 600 }, (_, index) => [`客户${index}`]),
  );
  await desk.idle();
  desk.toasts.length = 0;
  removeRows(604, 1);
  await desk.idle();
  expect(desk.toasts).toEqual([expect.stringMatching(/少了 1 行.*个案 C-603/)]);
});

test('what happens to a removed record from then on brings its row back by itself', async () => {
  const key = String(desk.value(3, '行键'));
  removeRows(3, 1);
  await desk.idle();
  await desk.runtime.open(CLERK);
  await desk.idle();
  expect(desk.values('编号')).toEqual(['C-1', 'C-3']);
  desk.service.book.change(key, { count: 7 });
  await desk.runtime.open(CLERK);
  await desk.idle();
  expect(desk.values('编号')).toEqual(['C-1', 'C-3', 'C-2']);
});

test('a text that somebody typed over a key keeps no other row from being watched', async () => {
  desk.paste(2, '行键', [['键'.repeat(4000)]]);
  await desk.idle();
  // Looks through the tab, and keeps what stands there.
  removeRows(20, 1);
  await desk.idle();
  desk.toasts.length = 0;
  removeRows(4, 1);
  await desk.idle();
  expect(desk.toasts.join()).toMatch(/个案 C-3/);
});
