import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StaffDesk } from './staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open();
});
afterEach(() => desk.close());

describe('while a row is on its way', () => {
  test('it says 待同步', async () => {
    const held = desk.service.hold();
    desk.type(2, { 客户姓名: '李明' });
    await held.arrived;
    expect(desk.value(2, '同步状态')).toBe('待同步');
    held.release();
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
  });

  test('people may sort and insert: the answer finds its row', async () => {
    desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙']]);
    await desk.idle();
    const held = desk.service.hold();
    desk.type(2, { 数量: 5 });
    await held.arrived;
    desk.moveRow(2, 5);
    desk.insertRows(2, 2);
    held.release();
    await desk.idle();
    expect(desk.values('客户姓名')).toEqual([undefined, undefined, '乙', '丙', '甲']);
    expect([desk.value(6, '数量'), desk.value(6, '版本'), desk.value(6, '同步状态')]).toEqual([
      5,
      'v2',
      '已保存',
    ]);
    expect([desk.value(4, '版本'), desk.value(5, '版本')]).toEqual(['v1', 'v1']);
    expect(desk.value(2, '同步状态')).toBeUndefined();
  });

  test('a cell typed over is not written back, and is sent in its turn', async () => {
    const held = desk.service.hold();
    desk.paste(2, '客户姓名', [['李明', '13812345678']]);
    await held.arrived;
    desk.type(2, { 联系方式: '13900001111' });
    held.release();
    await desk.idle();
    const key = String(desk.value(2, '行键'));
    expect(desk.service.book.cells(key)?.['phone']).toBe('13900001111');
    expect([desk.value(2, '联系方式'), desk.value(2, '同步状态')]).toEqual(['139****1111', '已保存']);
    expect(desk.service.book.records.size).toBe(1);
  });

  test('another execution does not send it a second time', async () => {
    const held = desk.service.hold();
    desk.type(2, { 客户姓名: '李明' });
    await held.arrived;
    await desk.run('resend');
    held.release();
    await desk.idle();
    expect(desk.service.submitted).toHaveLength(1);
    expect(desk.value(2, '同步状态')).toBe('已保存');
  });

  test('it may be deleted', async () => {
    desk.paste(2, '客户姓名', [['甲'], ['乙']]);
    await desk.idle();
    const held = desk.service.hold();
    desk.type(2, { 数量: 1 });
    await held.arrived;
    desk.workbook.apply([{ type: 'delete', sheetId: 7, dimension: 'ROWS', index: 1, count: 1 }], {
      by: 'user',
      email: 'clerk@example.test',
      window: 'w1',
    });
    held.release();
    await desk.idle();
    expect(desk.values('客户姓名')).toEqual(['乙']);
    expect([desk.value(2, '版本'), desk.value(2, '数量')]).toEqual(['v1', undefined]);
  });
});
