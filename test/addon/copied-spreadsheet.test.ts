// A spreadsheet that was copied, should what the original remembered have come along: it writes nothing into the
// original's desk.
import { expect, onTestFinished, test } from 'vitest';
import { DESK, SHEET_ID } from '../fixtures/addon/case-book.ts';
import { HEADER } from '../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

/** A spreadsheet whose document remembers the description of another one's desk. */
async function copy(): Promise<StaffDesk> {
  const desk = await StaffDesk.open({ rows: 20 });
  onTestFinished(() => desk.close());
  desk.service.desk = { ...DESK, deskId: 'original', version: '2' };
  await desk.run('refresh');
  desk.service.desk = { ...DESK };
  desk.service.calls.length = 0;
  desk.toasts.length = 0;
  return desk;
}

test('an edit asks for the desk of its own spreadsheet, and for no other', async () => {
  const desk = await copy();
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  const paths = desk.service.calls.map(({ path }) => path);
  expect(paths[0]).toBe('/v1/desks/book-1');
  expect(paths.filter(path => path.includes('original'))).toEqual([]);
});

test('without a desk of its own it is said how to make one, and nothing is sent', async () => {
  const desk = await copy();
  desk.service.failure = {
    status: 404,
    error: { code: 'unknown_desk', message: '这个表格还没有启用服务台。' },
  };
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  expect(desk.toasts.at(-1)).toContain('还没有启用服务台');
  expect(desk.service.submitted).toEqual([]);
});

test('when it is opened, no row goes on saying that it is saved, and what is typed stands beside why it is not', async () => {
  const desk = await StaffDesk.open({ rows: 20, setUp: false });
  onTestFinished(() => desk.close());
  const line = HEADER.map(label => ({
    value: { 客户姓名: '李*', 同步状态: '已保存', 行键: 'row-of-the-original', 版本: '3' }[label] ?? null,
  }));
  desk.workbook.apply([{ type: 'cells', sheetId: SHEET_ID, row: 1, column: 0, cells: [line] }], {
    by: 'api',
  });
  const menu = () => JSON.stringify(desk.runtime.menus());
  // As long as the add-on was never used there, Google lets it show a menu and nothing else.
  await desk.runtime.open('clerk@example.test');
  expect([menu().includes('填写的内容不会保存'), desk.value(2, '同步状态')]).toEqual([true, '已保存']);
  await desk.run('about');
  await desk.runtime.open('clerk@example.test');
  await desk.idle();
  expect(menu()).toContain('填写的内容不会保存');
  expect(desk.toasts.at(-1)).toContain('填写的内容不会保存');
  desk.type(3, { 客户姓名: '王芳' });
  await desk.idle();
  expect([2, 3, 20].map(row => desk.value(row, '同步状态'))).toEqual(Array(3).fill('未启用，不保存'));
  expect(desk.cell(1, '同步状态').note).toContain('还没有启用服务台');
  expect([desk.value(2, '客户姓名'), desk.value(2, '行键')]).toEqual(['李*', 'row-of-the-original']);
  expect(desk.service.calls).toEqual([]);
  desk.toasts.length = 0;
  await desk.run('setUp');
  expect([2, 3, 4, 20].map(row => desk.value(row, '同步状态') ?? '')).toEqual(['有误', '', '', '']);
  expect(desk.cell(1, '同步状态').note ?? '').not.toContain('还没有启用服务台');
  await desk.run('refresh');
  expect([desk.value(3, '同步状态'), desk.service.book.records.size]).toEqual(['已保存', 1]);
  await desk.runtime.open('clerk@example.test');
  expect(menu()).not.toContain('填写的内容不会保存');
  expect([2, 3].map(row => desk.value(row, '同步状态'))).toEqual(['有误', '已保存']);
});

test('a desk whose document has forgotten it is one again with 刷新', async () => {
  const desk = await StaffDesk.open({ rows: 20, setUp: false });
  onTestFinished(() => desk.close());
  await desk.run('about');
  await desk.runtime.open('clerk@example.test');
  expect(desk.value(20, '同步状态')).toBe('未启用，不保存');
  await desk.run('refresh');
  expect([2, 20].map(row => desk.value(row, '同步状态') ?? '')).toEqual(['', '']);
  expect(desk.cell(1, '同步状态').note ?? '').not.toContain('还没有启用服务台');
});

test('a tab of one row below its header says so as well', async () => {
  const desk = await StaffDesk.open({ rows: 2, setUp: false });
  onTestFinished(() => desk.close());
  await desk.run('about');
  await desk.runtime.open('clerk@example.test');
  expect(desk.value(2, '同步状态')).toBe('未启用，不保存');
});

test('a spreadsheet of other things that is opened is left as it is', async () => {
  const desk = await StaffDesk.open({ rows: 20, setUp: false });
  onTestFinished(() => desk.close());
  desk.write(1, '行键', { value: '备注' });
  await desk.run('about');
  await desk.runtime.open('clerk@example.test');
  await desk.idle();
  expect(desk.toasts).toEqual([]);
  expect(desk.value(2, '同步状态')).toBeUndefined();
});

test('启用 begins from nothing: no cursor and no owner of the original are left', async () => {
  const desk = await copy();
  await desk.run('setUp', 'other@example.test');
  expect(desk.alerts.filter(alert => alert.includes('由您的帐号'))).toEqual([]);
  expect(desk.toasts.at(-1)).toContain('服务台已启用');
});

test('启用 says at the old rows that this desk keeps none of them, and leaves those that it keeps', async () => {
  const desk = await StaffDesk.open({ rows: 20 });
  onTestFinished(() => desk.close());
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  const own = HEADER.map(label => ({ value: desk.value(2, label) ?? null }));
  const foreign = own.map((cell, at) => (HEADER[at] === '行键' ? { value: 'row-of-the-original' } : cell));
  const cells = [
    foreign,
    foreign.map((cell, at) => (HEADER[at] === '行键' ? { value: 'another-of-it' } : cell)),
  ];
  desk.workbook.apply([{ type: 'cells', sheetId: 7, row: 3, column: 0, cells }], { by: 'api' });
  desk.service.desk = { ...DESK, deskId: 'original', version: '2' };
  await desk.run('refresh');
  desk.service.desk = { ...DESK };
  desk.toasts.length = 0;
  await desk.run('setUp');
  expect([2, 4, 5].map(row => desk.value(row, '同步状态'))).toEqual(['已保存', '有误', '有误']);
  expect(desk.cell(4, '同步状态').note).toContain('来自被复制的表格');
  expect(desk.toasts.at(-1)).toContain('有 2 行来自被复制的表格');
  expect(desk.value(4, '客户姓名')).toBe('李明');
  expect(desk.service.book.records.size).toBe(1);
});
