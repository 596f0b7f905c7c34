// Sample rows in a tab: put there and taken out with a press, never sent as they are, and not lost where somebody has
// typed into them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 50 });
  desk.paste(2, '客户姓名', [['李明']]);
  await desk.idle();
  await desk.run('showSamples');
  desk.service.calls.length = 0;
  desk.toasts.length = 0;
});
afterEach(() => desk.close());

const sent = () => desk.service.submitted.flatMap(({ rows }) => rows);
const numbers = () => desk.values('编号');

describe('sample rows', () => {
  test('stand below the others and say 示例 where a record has its number and where it says that it is saved', () => {
    expect(numbers()).toEqual(['C-1', '示例', '示例']);
    expect(desk.values('同步状态')).toEqual(['已保存', '示例', '示例']);
    expect(desk.cell(3, '同步状态').note).toContain('这是示例');
  });

  test('are not put twice, and a press takes them all out without asking', async () => {
    await desk.run('showSamples');
    expect([numbers().length, desk.toasts.at(-1)]).toEqual([3, expect.stringContaining('已经有示例行')]);
    await desk.run('clearSamples');
    expect([numbers(), desk.alerts]).toEqual([['C-1'], []]);
    expect(desk.toasts.at(-1)).toContain('已移除 2 行');
    await desk.run('clearSamples');
    expect(desk.toasts.at(-1)).toContain('没有示例行');
  });

  test('are never sent as they are: by 刷新, by the hour, moved, or copied', async () => {
    await desk.run('refresh');
    await desk.run('onHour');
    desk.copyRow(3, 10);
    await desk.idle();
    desk.insertRows(2, 1);
    await desk.idle();
    await desk.run('refresh');
    await desk.run('resend');
    expect(sent()).toEqual([]);
    expect(desk.values('同步状态').filter(state => state === '示例')).toHaveLength(3);
    await desk.run('clearSamples');
    expect(numbers().filter(Boolean)).toEqual(['C-1']);
  });

  test('one that is removed by hand is nobody’s loss', async () => {
    desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: 2, count: 1 });
    await desk.idle();
    await desk.run('refresh');
    expect(desk.toasts.join()).not.toContain('表中少了');
    expect(numbers()).toEqual(['C-1', '示例']);
  });
});

describe('a sample row that somebody types into', () => {
  test('shows what a record would become and stays a sample; whether it goes is asked with its place', async () => {
    desk.paste(3, '日期时间', [[45_200]]);
    await desk.idle();
    expect([desk.value(3, '状态'), desk.value(3, '同步状态'), desk.value(3, '编号')]).toEqual([
      '处理中',
      '示例',
      '示例',
    ]);
    expect(sent()).toMatchObject([{ base: 'sample' }]);
    expect(sent()[0]).not.toHaveProperty('number');
    expect(desk.service.book.records.size).toBe(1);
    await desk.run('clearSamples');
    expect(desk.alerts.at(-1)).toContain('个案 3');
    expect(numbers()).toEqual(['C-1', '示例']);
    expect(desk.toasts.at(-1)).toMatch(/已移除 1 行.*留下 1 行/);
    desk.answer = 'YES';
    await desk.run('clearSamples');
    expect(numbers()).toEqual(['C-1']);
  });

  test('with a real customer is a record from then on, and no press takes it out', async () => {
    desk.answer = 'YES';
    desk.paste(4, '联系方式', [['13912345678']]);
    await desk.idle();
    expect([desk.value(4, '同步状态'), desk.value(4, '编号')]).toEqual(['已保存', 'C-2']);
    await desk.run('clearSamples');
    expect([numbers(), desk.values('同步状态')]).toEqual([
      ['C-1', 'C-2'],
      ['已保存', '已保存'],
    ]);
  });

  test('while the service is away waits as any row does, and is asked about', async () => {
    desk.service.failure = 'away';
    desk.paste(3, '日期时间', [[45_200]]);
    await desk.idle();
    expect(desk.value(3, '同步状态')).toBe('待同步');
    await desk.run('clearSamples');
    expect(desk.alerts.at(-1)).toContain('个案 3');
    expect(numbers()).toEqual(['C-1', '示例']);
  });
});
