// A column that comes to the desk while people work: known without anybody refreshing, and nothing that stands in it is
// lost.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ColumnDescription } from '../../functions/src/contract/contract.ts';
import { HEADER } from '../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

const REMARK: ColumnDescription = {
  key: 'x_1',
  label: '自己的备注',
  owner: 'staff',
  wire: 'text',
  optional: true,
};
const AREA: ColumnDescription = { ...REMARK, key: 'x_2', label: '安装地区' };

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
});
afterEach(() => desk.close());

/** The desk gets columns: its next answers name another version. */
function describeWith(...columns: ColumnDescription[]): void {
  const [table] = desk.service.desk.tables;
  if (!table) throw new Error('the desk has no table');
  const declared = table.columns.filter(each => !each.optional);
  const tables = [{ ...table, columns: [...declared, ...columns] }];
  const version = String(Number(desk.service.desk.version) + 1);
  desk.service.desk = { ...desk.service.desk, version, tables };
}

const key = (row: number) => String(desk.value(row, '行键'));

test('is known from the answer to any edit, and sent from then on', async () => {
  describeWith(REMARK);
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  desk.type(2, { 自己的备注: '老客户' });
  await desk.idle();
  expect(desk.service.book.cells(key(2))).toMatchObject({ name: '李明', x_1: '老客户' });
  expect(
    desk.service.calls.filter(({ method, path }) => method === 'GET' && path.endsWith('/book-1')),
  ).toHaveLength(1);
});

test('what already stood under its header is sent, not painted over', async () => {
  desk.type(2, { 客户姓名: '李明', 自己的备注: '很急' });
  desk.type(3, { 客户姓名: '王芳' });
  await desk.idle();
  describeWith(REMARK);
  desk.service.book.change(key(2), { count: 3 });
  await desk.run('refresh');
  expect(desk.service.book.cells(key(2))).toMatchObject({ x_1: '很急', count: 3 });
  expect(desk.values('自己的备注')).toEqual(['很急']);
  expect(desk.values('同步状态')).toEqual(['已保存', '已保存']);
});

test('that is renamed in the tab says that nothing in it is saved, until its header is put right', async () => {
  describeWith(REMARK);
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  desk.type(1, { 自己的备注: '安装地点' });
  await desk.idle();
  expect(desk.toasts.at(-1)).toMatch(/“自己的备注”.*“安装地点”.*不再保存/);
  expect(desk.cell(1, '安装地点').note).toContain('请改回“自己的备注”');
  desk.type(2, { 安装地点: '北京' });
  await desk.idle();
  expect(desk.service.book.cells(key(2))).not.toHaveProperty('x_1', '北京');
  desk.type(1, { 安装地点: '自己的备注' });
  await desk.idle();
  expect(desk.cell(1, '自己的备注').note ?? '').not.toContain('请改回');
  desk.type(2, { 数量: 3 });
  await desk.idle();
  expect(desk.service.book.cells(key(2))).toMatchObject({ x_1: '北京' });
});

test('that is cleared or written in other blanks is said, or found all the same', async () => {
  describeWith(REMARK);
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  const said = desk.toasts.length;
  desk.type(1, { 自己的备注: '自己的 备注' });
  await desk.idle();
  expect(desk.toasts.length).toBe(said);
  desk.type(1, { '自己的 备注': null });
  await desk.idle();
  expect(desk.toasts.at(-1)).toMatch(/“自己的备注”.*清空.*不再保存/);
});

test('what already stood under its header is sent behind the next edit of another row', async () => {
  desk.type(2, { 客户姓名: '李明', 自己的备注: '很急' });
  desk.type(3, { 客户姓名: '王芳' });
  await desk.idle();
  describeWith(REMARK);
  for (const count of [1, 2]) {
    desk.type(3, { 数量: count });
    await desk.idle();
  }
  expect(desk.service.book.cells(key(2))).toMatchObject({ x_1: '很急' });
});

test('may be missing in the tab: rows are sent without it, and nobody is told off', async () => {
  describeWith(AREA);
  await desk.run('refresh');
  desk.toasts.length = 0;
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  expect(desk.toasts).toEqual([]);
  expect(desk.service.submitted.at(-1)?.rows[0]?.cells).not.toHaveProperty('x_2');
  // Once the service has laid it out, it is sent with the row.
  desk.workbook.apply(
    [
      {
        type: 'cells',
        sheetId: 7,
        row: 0,
        column: 12,
        cells: [[{ value: '安装地区' }], [{ value: '华东' }]],
      },
    ],
    { by: 'api' },
  );
  desk.type(2, { 安装地区: '华南' });
  await desk.idle();
  expect(desk.service.book.cells(key(2))).toMatchObject({ x_2: '华南' });
});

test('that is taken out of use again is no longer sent', async () => {
  describeWith(REMARK);
  await desk.run('refresh');
  desk.type(2, { 客户姓名: '李明', 自己的备注: '甲' });
  await desk.idle();
  describeWith();
  desk.service.submitFailures.push({ status: 400, error: { code: 'unknown_column', message: '' } });
  desk.type(2, { 数量: 5 });
  await desk.idle();
  expect(desk.service.submitted.at(-1)?.rows[0]?.cells).not.toHaveProperty('x_1');
  expect(desk.value(2, '同步状态')).toBe('已保存');
  expect(desk.value(2, '自己的备注')).toBe('甲');
});

test('that is renamed is found under its former header until the new one is written', async () => {
  describeWith(REMARK);
  await desk.run('refresh');
  desk.toasts.length = 0;
  describeWith({ ...REMARK, label: '备注二', formerLabels: ['自己的备注'] });
  desk.type(2, { 客户姓名: '李明', 自己的备注: '甲' });
  await desk.idle();
  desk.type(2, { 自己的备注: '乙' });
  await desk.idle();
  expect(desk.service.book.cells(key(2))).toMatchObject({ name: '李明', x_1: '乙' });
  desk.workbook.apply(
    [
      {
        type: 'cells',
        sheetId: 7,
        row: 0,
        column: HEADER.indexOf('自己的备注'),
        cells: [[{ value: '备注二' }]],
      },
    ],
    { by: 'api' },
  );
  desk.type(2, { 备注二: '丙' });
  await desk.idle();
  expect(desk.service.book.cells(key(2))).toMatchObject({ x_1: '丙' });
  expect(desk.toasts).toEqual([]);
});
