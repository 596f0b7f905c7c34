import { afterEach, expect, test } from 'vitest';
import type { Validation } from '../../local/workbook/model.ts';
import { SHEET_ID } from '../fixtures/addon/case-book.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
afterEach(() => desk.close());

const rowCount = () => desk.workbook.data.sheets[0]?.properties.rowCount ?? 0;
/** A fill of people's own. */
const OWN = '#ffff00';
const LIST = {
  condition: 'ONE_OF_LIST',
  values: ['是', '否'],
  strict: false,
  showCustomUi: true,
} satisfies Validation;

/** More records than the tab has rows. */
const records = (count: number) => {
  for (let index = 0; index < count; index += 1)
    desk.service.book.change(`${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`, {
      name: `客户${index}`,
    });
};

test('below what a pull brings there are rows to type into, with the formats and drop-downs of the tab', async () => {
  desk = await StaffDesk.open({ rows: 8 });
  for (let row = 2; row <= rowCount(); row += 1) desk.write(row, '客户姓名', { validation: LIST });
  await desk.idle();
  records(20);
  await desk.run('refresh');

  expect(desk.values('客户姓名')).toHaveLength(20);
  const blank = 22;
  expect(rowCount() - blank).toBeGreaterThan(50);
  for (const row of [blank, rowCount()]) {
    expect(desk.cell(row, '客户姓名').validation).toEqual(LIST);
    expect(desk.cell(row, '购买日期').format).toEqual(desk.cell(2, '购买日期').format);
  }
  desk.type(blank, { 客户姓名: '新客户' });
  await desk.idle();
  expect(desk.value(blank, '同步状态')).toBe('已保存');
});

test('a tab that is full to its last row gets blank ones, without the marks of the last record', async () => {
  desk = await StaffDesk.open({ rows: 4 });
  desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙']]);
  desk.type(4, { 数量: '几个' });
  await desk.idle();
  expect(desk.value(4, '同步状态')).toBe('有误');
  expect(desk.cell(4, '数量').format?.background).toBeDefined();

  expect(rowCount()).toBeGreaterThan(50);
  for (const label of ['数量', '同步状态']) {
    expect(desk.cell(5, label).format?.background).toBeUndefined();
    expect(desk.cell(5, label).note).toBeUndefined();
  }
});

test('so does one into whose last row somebody types', async () => {
  desk = await StaffDesk.open({ rows: 4 });
  desk.type(4, { 客户姓名: '甲' });
  await desk.idle();
  expect(rowCount()).toBeGreaterThan(50);
});

test('so does one of which somebody has taken out the blank rows, and its own colours stay', async () => {
  desk = await StaffDesk.open({ rows: 4 });
  desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙']]);
  desk.type(4, { 数量: '几个' });
  await desk.idle();
  desk.write(4, '客户姓名', { format: { background: OWN } });
  const blank = { index: 4, count: rowCount() - 4 };
  desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', ...blank });
  await desk.idle();
  expect(rowCount()).toBe(4);
  await desk.run('refresh');

  expect(rowCount()).toBe(4 + 200);
  expect(desk.cell(4, '数量').format?.background).toBeDefined();
  for (const row of [5, rowCount()]) {
    const fills = ['数量', '同步状态', '客户姓名'].map(label => desk.cell(row, label).format?.background);
    expect(fills).toEqual([undefined, undefined, OWN]);
  }
});

test.each([5, 6])('%d rows that a pull brings leave as many blank ones below as there were', async count => {
  desk = await StaffDesk.open({ rows: 100 });
  records(count);
  await desk.run('refresh');
  expect(rowCount()).toBe(100 + count);
});

test('nothing grows while there is room', async () => {
  desk = await StaffDesk.open({ rows: 100 });
  desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙']]);
  await desk.idle();
  await desk.run('refresh');
  expect(rowCount()).toBe(100);
});
