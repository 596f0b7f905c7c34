import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHEET_ID } from '../fixtures/addon/case-book.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open();
});
afterEach(() => desk.close());

const RED = '#f4c7c3';

describe('a typed row', () => {
  test('goes out in one request and comes back with number, state, limit and masked contact', async () => {
    desk.paste(2, '客户姓名', [['李明', '13812345678']]);
    await desk.idle();
    expect(desk.service.calls.map(({ path }) => path)).toEqual(['/v1/desks/book-1/tables/cases/rows']);
    const [request] = desk.service.submitted;
    expect(request).toMatchObject({
      editor: 'clerk@example.test',
      rows: [
        {
          base: '',
          edited: ['name', 'phone'],
          cells: { name: '李明', phone: '13812345678', when: null, bought: null, count: null },
        },
      ],
    });
    expect(desk.service.calls[0]?.token).toBe('Bearer token-of-clerk@example.test');
    const key = request?.rows[0]?.key;
    expect(key).toMatch(/^[0-9a-f-]{36}$/);
    expect([desk.value(2, '行键'), desk.token(2), desk.value(2, '同步状态')]).toEqual([key, 'v1', '已保存']);
    expect([desk.value(2, '编号'), desk.value(2, '状态'), desk.value(2, '联系方式')]).toEqual([
      'C-1',
      '待处理',
      '138****5678',
    ]);
    // 2023-10-03T14:30 in Shanghai as a serial number.
    expect(desk.value(2, '处理时限')).toBeCloseTo(45202 + 14.5 / 24, 6);
  });

  test('carries dates as instants and days, and typed text as typed', async () => {
    desk.paste(2, '客户姓名', [['王芳', '1', 45200 + 14.5 / 24, null, 45200, 3]]);
    desk.paste(3, '客户姓名', [['王芳', '1', '2023年10月1日14:30', null, '去年', true]]);
    await desk.idle();
    expect(desk.service.submitted.map(({ rows }) => rows[0]?.cells)).toEqual([
      { name: '王芳', phone: '1', when: '2023-10-01T06:30:00.000Z', bought: '2023-10-01', count: 3 },
      { name: '王芳', phone: '1', when: '2023年10月1日14:30', bought: '去年', count: true },
    ]);
    expect(desk.value(2, '购买日期')).toBe(45200);
  });

  test('typed cell by cell is a draft that says what is missing, then saved', async () => {
    desk.type(2, { 联系方式: '13812345678' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('草稿');
    expect(desk.cell(2, '同步状态').note).toBe('【服务台】\n· 说明：还缺少客户姓名');
    expect(desk.cell(2, '客户姓名').format?.background).toBeUndefined();
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.cell(2, '同步状态').note).toBeUndefined();
    expect(desk.cell(2, '同步状态').format?.background).toBe('#d9ead3');
  });

  test('that is refused keeps what was typed, turns red and says why, until it is mended', async () => {
    desk.paste(2, '客户姓名', [['李明', '1', null, null, null, '三个']]);
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('有误');
    expect(desk.cell(2, '数量')).toMatchObject({
      value: '三个',
      note: '【服务台】\n· 错误：数量必须是数字',
      format: { background: RED },
    });
    desk.type(2, { 数量: 3 });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.cell(2, '数量').note).toBeUndefined();
    expect(desk.cell(2, '数量').format?.background).toBeUndefined();
  });

  test('with a warning is saved, amber where staff type and red where they do not, until it has passed', async () => {
    desk.type(2, { 客户姓名: '贵先生' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.cell(2, '客户姓名')).toMatchObject({
      note: '【服务台】\n· 提醒：请核对姓名',
      format: { background: '#fce8b2' },
    });
    expect(desk.cell(2, '处理时限').note).toBe('【服务台】\n· 提醒：时限很近');
    expect(desk.cell(2, '处理时限').format?.background).toBe('#f4c7c3');
    desk.type(2, { 客户姓名: '李先生' });
    await desk.idle();
    expect(desk.cell(2, '处理时限')).toMatchObject({ format: { background: '#f8f9fa' } });
    expect(desk.cell(2, '处理时限').note).toBeUndefined();
  });

  test('in conflict keeps its own value, says the other, and is saved when typed again', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    const key = String(desk.value(2, '行键'));
    desk.service.book.change(key, { name: '李敏' });
    desk.type(2, { 客户姓名: '黎明' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('冲突');
    expect(desk.cell(2, '客户姓名')).toMatchObject({ value: '黎明', format: { background: RED } });
    expect(desk.cell(2, '客户姓名').note).toContain('别人已改为 李敏');
    desk.type(2, { 客户姓名: '黎明' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.service.book.cells(key)?.['name']).toBe('黎明');
  });

  test('that is emptied before it was saved is forgotten', async () => {
    desk.type(2, { 联系方式: '1' });
    await desk.idle();
    desk.type(2, { 联系方式: null });
    await desk.idle();
    expect(desk.service.submitted).toHaveLength(1);
    expect(desk.value(2, '同步状态')).toBeUndefined();
    expect(desk.cell(2, '客户姓名').note).toBeUndefined();
  });

  test('that is emptied after it was saved is sent', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    desk.type(2, { 客户姓名: null });
    await desk.idle();
    expect(desk.service.submitted.at(-1)?.rows[0]).toMatchObject({ base: 'v1', cells: { name: null } });
  });
});

describe('what is not the add-on’s business', () => {
  test('people’s own columns, blank rows, the header and other tabs send nothing', async () => {
    desk.type(2, { 自己的备注: '记得问' });
    desk.paste(3, '客户姓名', [[null], [null]]);
    desk.write(1, '客户姓名', { note: '填全名' });
    desk.workbook.apply(
      [
        {
          type: 'addSheet',
          properties: { ...desk.workbook.data.sheets[0]!.properties, sheetId: 9, title: '草稿纸', index: 1 },
        },
      ],
      { by: 'api' },
    );
    desk.workbook.apply([{ type: 'cells', sheetId: 9, row: 1, column: 1, cells: [[{ value: '李明' }]] }], {
      by: 'user',
      email: 'clerk@example.test',
      window: 'w1',
    });
    await desk.idle();
    expect(desk.service.calls).toEqual([]);
  });

  test('a person’s note survives before and after ours', async () => {
    desk.write(2, '数量', { note: '客户说的' });
    desk.paste(2, '客户姓名', [['李明', '1', null, null, null, '三']]);
    await desk.idle();
    const painted = desk.cell(2, '数量').note;
    expect(painted).toBe('客户说的\n【服务台】\n· 错误：数量必须是数字');
    desk.write(2, '数量', { note: `${painted}\n再核实` });
    desk.type(2, { 数量: 3 });
    await desk.idle();
    expect(desk.cell(2, '数量').note).toBe('客户说的\n再核实');
  });

  test('a person’s own background survives', async () => {
    desk.write(2, '数量', { format: { background: '#00ffff' } });
    desk.paste(2, '客户姓名', [['李明']]);
    await desk.idle();
    expect(desk.cell(2, '数量').format?.background).toBe('#00ffff');
  });

  test('a system column that somebody typed into is painted back', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    desk.type(2, { 状态: '已关闭' });
    await desk.idle();
    expect(desk.value(2, '状态')).toBe('待处理');
    expect(desk.service.submitted.at(-1)?.rows[0]?.edited).toEqual([]);
  });
});

describe('what ties a row to its record', () => {
  beforeEach(async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    desk.service.calls.length = 0;
  });

  test.each([
    ['版本', '别的'],
    ['版本', null],
    ['同步状态', '没保存'],
    ['同步状态', null],
  ])('is mended when %s becomes %s, and the record stays as it is', async (label, value) => {
    const before = desk.value(2, label);
    desk.type(2, { [label]: value });
    await desk.idle();
    expect(desk.value(2, label)).toBe(before);
    expect([...desk.service.book.records.values()].map(({ versions }) => versions.length)).toEqual([1]);
  });

  test('is made anew when its key is cleared, and the service is told the number that the row shows', async () => {
    const before = desk.value(2, '行键');
    desk.type(2, { 行键: null });
    await desk.idle();
    expect(desk.value(2, '行键')).toMatch(/^[0-9a-f-]{36}$/);
    expect(desk.value(2, '行键')).not.toBe(before);
    expect(desk.service.submitted.map(({ rows }) => rows)).toMatchObject([[{ base: '', number: 'C-1' }]]);
  });
});

describe('columns', () => {
  test('are found wherever people move them', async () => {
    desk.workbook.apply(
      [
        { type: 'move', sheetId: 7, dimension: 'COLUMNS', index: 1, count: 1, to: 12 },
        { type: 'insert', sheetId: 7, dimension: 'COLUMNS', index: 2, count: 1 },
      ],
      { by: 'user', email: 'clerk@example.test', window: 'w1' },
    );
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.service.submitted.at(-1)?.rows[0]?.cells['name']).toBe('李明');
    expect(desk.value(2, '同步状态')).toBe('已保存');
  });

  test('one whose header is gone is named, nothing is sent, and the row waits until the header is back', async () => {
    desk.type(1, { 数量: '件数' });
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.service.submitted).toEqual([]);
    expect(desk.toasts.at(-1)).toContain('“个案”表的第 1 行找不到列“数量”');
    expect(desk.value(2, '同步状态')).toBe('待同步');
    desk.workbook.apply(
      [{ type: 'cells', sheetId: 7, row: 0, column: desk.column('件数'), cells: [[{ value: '数量' }]] }],
      { by: 'user', email: 'clerk@example.test', window: 'w1' },
    );
    await desk.run('resend');
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.toasts.at(-1)).toBe('已重新发送 1 行。');
  });

  test('a removed one is named at once', async () => {
    desk.workbook.apply([{ type: 'delete', sheetId: 7, dimension: 'COLUMNS', index: 6, count: 1 }], {
      by: 'user',
      email: 'clerk@example.test',
      window: 'w1',
    });
    await desk.idle();
    expect(desk.toasts.at(-1)).toContain('找不到列“数量”');
  });
});

test('a number that is no day, typed into a cell of days or times, is what the service is asked about', async () => {
  desk.type(2, { 客户姓名: '李明', 购买日期: 13_812_345_678, 日期时间: 1e9 });
  desk.type(3, { 客户姓名: '王芳' });
  await desk.idle();
  desk.type(2, { 购买日期: -45_200, 日期时间: 3_000_000 });
  desk.type(3, { 日期时间: 13_812_345_678 });
  await desk.idle();
  const sent = desk.service.submitted.flatMap(({ rows }) => rows);
  expect(sent.map(({ cells }) => cells['when'])).toEqual(expect.arrayContaining([1e9, 13_812_345_678]));
  expect(sent.map(({ cells }) => cells['bought'])).toContain(13_812_345_678);
});

test('columns that change places while a service takes its time get what is theirs, though both were blank', async () => {
  const held = desk.service.hold();
  desk.type(2, { 客户姓名: '李明' });
  await held.arrived;
  const [number, own] = ['编号', '自己的备注'].map(label => desk.column(label));
  expect([desk.value(2, '编号'), desk.value(2, '自己的备注')]).toEqual([undefined, undefined]);
  await desk.clock.advance(4_000);
  const move = { type: 'move', sheetId: SHEET_ID, dimension: 'COLUMNS', count: 1 } as const;
  desk.reshape({ ...move, index: own ?? 0, to: number ?? 0 });
  desk.reshape({ ...move, index: (number ?? 0) + 1, to: (own ?? 0) + 1 });
  expect([desk.column('自己的备注'), desk.column('编号')]).toEqual([number, own]);
  held.release();
  await desk.idle();
  expect([desk.value(2, '编号'), desk.value(2, '自己的备注')]).toEqual(['C-1', undefined]);
});
