import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 8 });
});
afterEach(() => desk.close());

const pulls = () => desk.service.calls.filter(({ path }) => path.endsWith('/changes')).length;

const [A, B, C] = ['a', 'b', 'c'].map(letter => `${letter.repeat(8)}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];

describe('刷新', () => {
  test('paints changed rows where they are and appends new ones, growing the tab', async () => {
    desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙'], ['丁'], ['戊'], ['己']]);
    await desk.idle();
    desk.service.book.change(String(desk.value(3, '行键')), { name: '乙二', count: 9 });
    for (const key of [A, B, C])
      desk.service.book.change(key, {
        name: key.slice(0, 1),
        bought: '2023-10-01',
        when: '2023-10-01T06:30:00.000Z',
      });
    await desk.run('refresh');
    expect(desk.values('客户姓名')).toEqual(['甲', '乙二', '丙', '丁', '戊', '己', 'a', 'b', 'c']);
    expect([desk.value(3, '数量'), desk.token(3)]).toEqual([9, 'v2']);
    expect([desk.value(8, '行键'), desk.value(9, '行键'), desk.value(10, '行键')]).toEqual([A, B, C]);
    expect([desk.value(8, '编号'), desk.value(8, '同步状态')]).toEqual(['C-7', '已保存']);
    expect(desk.value(8, '购买日期')).toBe(45200);
    expect(desk.value(8, '日期时间')).toBeCloseTo(45200 + 14.5 / 24, 6);
    expect(desk.toasts.at(-1)).toMatch(/^已刷新，更新了 \d+ 行。$/);
    await desk.run('refresh');
    expect(desk.toasts.at(-1)).toBe('已刷新，没有新的变化。');
    expect(desk.values('客户姓名')).toHaveLength(9);
  });

  test('leaves what was refused alone, and sends what waits before it pulls', async () => {
    desk.paste(2, '客户姓名', [['甲'], ['乙']]);
    await desk.idle();
    await desk.run('refresh');
    desk.type(2, { 数量: '几个' });
    await desk.idle();
    desk.service.failure = 'away';
    desk.type(3, { 数量: 2 });
    await desk.idle();
    desk.service.failure = undefined;
    desk.service.book.change(String(desk.value(2, '行键')), { count: 7 });
    desk.service.book.change(String(desk.value(3, '行键')), { name: '乙二' });
    await desk.run('refresh');
    expect([desk.value(2, '数量'), desk.token(2), desk.value(2, '同步状态')]).toEqual(['几个', 'v1', '有误']);
    expect([desk.value(3, '数量'), desk.value(3, '客户姓名')]).toEqual([2, '乙二']);
    expect([desk.token(3), desk.value(3, '同步状态')]).toEqual(['v3', '已保存']);
  });

  test('writes text that looks like something else as text', async () => {
    const dangerous = [
      '=HYPERLINK("http://x")',
      '+1',
      '-2',
      '@name',
      '\t=1',
      '007',
      '2023-10-01',
      'TRUE',
      "'x",
    ];
    for (const [index, name] of dangerous.entries())
      desk.service.book.change(`${index}`.repeat(8), { name, phone: name });
    await desk.run('refresh');
    expect(desk.values('客户姓名')).toEqual(dangerous);
    expect(desk.values('联系方式')).toEqual(dangerous);
    for (const [index] of dangerous.entries())
      for (const label of ['客户姓名', '联系方式'])
        expect(desk.cell(index + 2, label).formula).toBeUndefined();
  });

  test('writes nothing into people’s own columns', async () => {
    desk.type(2, { 自己的备注: '我的' });
    await desk.idle();
    desk.service.book.change(A, { name: 'a' });
    await desk.run('refresh');
    expect([desk.value(2, '自己的备注'), desk.value(3, '客户姓名'), desk.value(3, '自己的备注')]).toEqual([
      '我的',
      'a',
      undefined,
    ]);
  });

  test('is tried again for a tab that lacked a column', async () => {
    desk.type(1, { 数量: '件数' });
    await desk.idle();
    desk.service.book.change(A, { name: 'a' });
    await desk.run('refresh');
    expect(desk.toasts.at(-1)).toContain('找不到列“数量”');
    desk.workbook.apply(
      [{ type: 'cells', sheetId: 7, row: 0, column: desk.column('件数'), cells: [[{ value: '数量' }]] }],
      { by: 'api' },
    );
    await desk.run('refresh');
    expect(desk.values('客户姓名')).toEqual(['a']);
  });

  test('brings everything there is, however much', async () => {
    desk.service.book.page = 100;
    const names = Array.from({ length: 1_030 }, (_, index) => `客户${index}`);
    for (const [index, name] of names.entries()) desk.service.book.change(`key-of-${index}`, { name });
    await desk.run('refresh');
    expect(desk.values('客户姓名')).toEqual(names);
  });

  test('happens by itself when the file is opened', async () => {
    desk.service.book.change(A, { name: 'a' });
    await desk.runtime.open('clerk@example.test');
    await desk.idle();
    expect(desk.values('客户姓名')).toEqual(['a']);
  });
});

describe('rows elsewhere that change with a saved row', () => {
  beforeEach(async () => {
    desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙']]);
    await desk.idle();
    const [first, second] = [2, 3].map(row => String(desk.value(row, '行键')));
    desk.service.book.linked.set(first ?? '', { key: second ?? '', cells: { count: 3 } });
    desk.service.calls.length = 0;
  });
  const shown = () => [desk.value(3, '数量'), desk.token(3), desk.value(3, '同步状态')];

  test('are brought at once, and nothing is asked for where there are none', async () => {
    desk.type(4, { 数量: 1 });
    await desk.idle();
    expect([pulls(), ...shown()]).toEqual([0, undefined, 'v1', '已保存']);
    desk.type(2, { 数量: 1 });
    await desk.idle();
    expect(shown()).toEqual([3, 'v2', '已保存']);
  });

  test('are brought as well when the row had to wait and another one is typed, or it is sent by 重新发送', async () => {
    const typeWhileAway = async (count: number) => {
      desk.service.failure = 'away';
      desk.type(2, { 数量: count });
      await desk.idle();
      desk.service.failure = undefined;
    };
    await typeWhileAway(1);
    desk.type(4, { 数量: 1 });
    await desk.idle();
    expect(shown()).toEqual([3, 'v2', '已保存']);
    desk.service.book.linked.set(String(desk.value(2, '行键')), {
      key: String(desk.value(3, '行键')),
      cells: { count: 4 },
    });
    await typeWhileAway(2);
    await desk.run('resend');
    expect(shown()).toEqual([4, 'v3', '已保存']);
  });
});

describe('typed at the moment at which another version of the row is painted', () => {
  /** Has a cell typed when the service has told of a newer version of its row, and before that is painted. */
  async function typedMeanwhile(type: () => void): Promise<void> {
    const held = desk.service.hold('changes');
    const pulled = desk.run('refresh');
    await held.arrived;
    type();
    held.release();
    await pulled;
  }

  beforeEach(async () => {
    desk.paste(2, '客户姓名', [['甲'], ['乙']]);
    await desk.idle();
    await desk.run('refresh');
    desk.service.book.change(String(desk.value(2, '行键')), { count: 9 });
  });

  test('what somebody has typed, and nobody has heard of yet, stays and is sent', async () => {
    await typedMeanwhile(() => desk.writeUnheard(2, '客户姓名', '甲二'));
    expect(desk.value(2, '客户姓名')).toBe('甲二');
    await desk.run('refresh');
    await desk.idle();
    expect(desk.service.book.cells(String(desk.value(2, '行键')))).toMatchObject({ name: '甲二', count: 9 });
    expect([desk.value(2, '客户姓名'), desk.value(2, '数量'), desk.value(2, '同步状态')]).toEqual([
      '甲二',
      9,
      '已保存',
    ]);
  });

  test('the same with its event: the row has both changes', async () => {
    await typedMeanwhile(() => desk.type(2, { 客户姓名: '甲二' }));
    await desk.idle();
    expect(desk.service.book.cells(String(desk.value(2, '行键')))).toMatchObject({ name: '甲二', count: 9 });
    expect([desk.value(2, '客户姓名'), desk.value(2, '数量'), desk.value(2, '同步状态')]).toEqual([
      '甲二',
      9,
      '已保存',
    ]);
  });
});
