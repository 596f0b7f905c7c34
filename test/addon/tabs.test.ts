// Tabs and columns that are there twice: said at once, nothing of them is sent, and what was held back goes on by
// itself.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHEET_ID } from '../fixtures/addon/case-book.ts';
import { HEADER } from '../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';
import { beforeScriptWrites } from '../fixtures/addon/while-painted.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 50 });
  desk.paste(2, '客户姓名', [['李明', '13812345678']]);
  await desk.idle();
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

const COPY = 70;
const KEEP = '服务台不处理这里的内容';
const copied = (row: number, column: number) =>
  desk.workbook.data.sheets.find(({ properties }) => properties.sheetId === COPY)?.cells[row - 1]?.[column] ??
  {};
const SYNC = HEADER.indexOf('同步状态');

function typeInCopy(row: number, column: number, value: string): void {
  const op = { type: 'cells', sheetId: COPY, row: row - 1, column, cells: [[{ value }]] } as const;
  desk.workbook.apply([{ ...op, cells: [[{ value }]] }], {
    by: 'user',
    email: 'clerk@example.test',
    window: 'w1',
  });
}

// Case A.12
describe('a duplicated tab', () => {
  test('says at once that it is not watched and where the watched one is', async () => {
    desk.duplicateTab(COPY, '个案的副本');
    await desk.idle();
    expect(desk.toasts.at(-1)).toContain(`“个案的副本”是“个案”表的副本，${KEEP}`);
    expect(copied(1, 0).note).toContain(KEEP);
    expect([copied(2, SYNC).value, copied(3, SYNC).value]).toEqual(['本页不保存', undefined]);
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.service.calls).toEqual([]);
  });

  test('says so again to whoever types there, at the row, and sends nothing', async () => {
    desk.duplicateTab(COPY, '个案的副本');
    await desk.idle();
    desk.toasts.length = 0;
    typeInCopy(3, 1, '王芳');
    typeInCopy(2, 1, '王芳');
    await desk.idle();
    expect(desk.toasts).toEqual([expect.stringContaining(KEEP), expect.stringContaining(KEEP)]);
    expect(copied(3, SYNC).value).toBe('本页不保存');
    expect(desk.service.calls).toEqual([]);
    expect(desk.service.book.records.size).toBe(1);
  });

  test('that was made while no trigger ran is told of when the file is opened', async () => {
    desk.workbook.apply(
      [
        { type: 'addSheet', properties: { ...sheet(), sheetId: COPY, title: '导入的表', index: 1 } },
        { type: 'cells', sheetId: COPY, row: 0, column: 0, cells: [imported()] },
      ],
      { by: 'api' },
    );
    await desk.runtime.open('clerk@example.test');
    await desk.idle();
    expect(desk.toasts.at(-1)).toContain(`“导入的表”是“个案”表的副本`);
    expect(copied(1, 0).note).toContain(KEEP);
  });

  test('is something else than a tab of people’s own', async () => {
    desk.workbook.apply(
      [
        { type: 'addSheet', properties: { ...sheet(), sheetId: COPY, title: '通讯录', index: 1 } },
        {
          type: 'cells',
          sheetId: COPY,
          row: 0,
          column: 0,
          cells: [[{ value: '客户姓名' }, { value: '联系方式' }, { value: '地址' }]],
        },
      ],
      { by: 'user', email: 'clerk@example.test', window: 'w1' },
    );
    typeInCopy(2, 0, '王芳');
    await desk.idle();
    expect([desk.toasts, copied(1, 0).note]).toEqual([[], undefined]);
  });

  test('renamed and moved, the desk’s own tab is still the desk’s', async () => {
    desk.duplicateTab(COPY, '个案的副本');
    desk.reshape({ type: 'sheet', sheetId: SHEET_ID, properties: { title: '十一月的个案', index: 1 } });
    await desk.idle();
    const own = desk.workbook.data.sheets.findIndex(({ properties }) => properties.sheetId === SHEET_ID);
    expect(own).toBe(1);
    desk.toasts.length = 0;
    typeInCopy(4, 1, '王芳');
    await desk.idle();
    expect(desk.toasts.at(-1)).toContain('请到“十一月的个案”表填写');
  });
});

const sheet = () => {
  const [first] = desk.workbook.data.sheets;
  if (!first) throw new Error('there is no tab');
  return first.properties;
};
/** An export brought back: what people see, without the hidden columns. */
const imported = () =>
  HEADER.filter(label => !['行键', '版本', '同步状态'].includes(label)).map(value => ({ value }));

// Case A.12
describe('a second column with the same header', () => {
  const heading = (label: string) => ({
    type: 'cells' as const,
    sheetId: SHEET_ID,
    row: 0,
    column: 15,
    cells: [[{ value: label }]],
  });

  test('typed is said at once, at both headers', async () => {
    desk.reshape(heading('联系方式'));
    await desk.idle();
    expect(desk.toasts.at(-1)).toContain('“个案”表有 2 列的表头都是“联系方式”（C、P 列）');
    const header = desk.workbook.data.sheets[0]?.cells[0] ?? {};
    expect([header[2]?.note, header[15]?.note]).toEqual([
      expect.stringContaining('暂停保存'),
      expect.stringContaining('暂停保存'),
    ]);
  });

  test('copied with what is in it, left of the original, takes nobody’s place', async () => {
    desk.reshape({ type: 'insert', sheetId: SHEET_ID, dimension: 'COLUMNS', index: 1, count: 1 });
    await desk.idle();
    const cells = [[{ value: '联系方式' }], [{ value: '13900000000' }]];
    desk.reshape({ type: 'cells', sheetId: SHEET_ID, row: 0, column: 1, cells });
    await desk.idle();
    expect(desk.toasts.at(-1)).toContain('（B、D 列）');
    expect(desk.service.submitted).toEqual([]);
    expect(desk.value(2, '同步状态')).toBe('待同步');
  });

  test('holds rows back, and they go on by themselves once the column is gone', async () => {
    desk.reshape(heading('联系方式'));
    desk.type(3, { 客户姓名: '王芳' });
    await desk.idle();
    expect([desk.service.submitted, desk.value(3, '同步状态')]).toEqual([[], '待同步']);
    desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'COLUMNS', index: 15, count: 1 });
    await desk.idle();
    expect([desk.value(3, '同步状态'), desk.value(3, '编号')]).toEqual(['已保存', 'C-2']);
    expect(desk.workbook.data.sheets[0]?.cells[0]?.[2]?.note).toBeUndefined();
  });

  test.each<[string, string, (string | null)[][], (string | undefined)[]]>([
    ['one row, and none below it', '客户姓名', [['王芳']], ['已保存', '待同步', '已保存', undefined]],
    ['the number of a row alone', '编号', [['C-9']], ['已保存', '待同步', '已保存', undefined]],
    [
      'rows, but for one among them that is left blank',
      '数量',
      [['1'], ['2'], [null], ['4']],
      ['已保存', '待同步', '待同步', undefined, '待同步'],
    ],
  ])('holds back %s', async (_, label, lines, states) => {
    desk.type(4, { 客户姓名: '赵敏' });
    await desk.idle();
    desk.reshape(heading('联系方式'));
    await desk.idle();
    desk.paste(3, label, lines);
    await desk.idle();
    expect(states.map((_state, index) => desk.value(2 + index, '同步状态'))).toEqual(states);
  });

  test('given another header is a column of people’s own', async () => {
    desk.reshape(heading('联系方式'));
    desk.type(3, { 客户姓名: '王芳' });
    await desk.idle();
    desk.reshape(heading('备用电话'));
    await desk.idle();
    expect(desk.value(3, '同步状态')).toBe('已保存');
    expect(desk.workbook.data.sheets[0]?.cells[0]?.[2]?.note).toBeUndefined();
  });

  test('put right while it is said holds no row back', async () => {
    desk.reshape(heading('联系方式'));
    await desk.idle();
    // By somebody whose execution is over before the row is marked as one that waits.
    const putRight = () => desk.workbook.apply([heading('备用电话')], { by: 'api' });
    const watch = beforeScriptWrites(desk, putRight);
    desk.type(3, { 客户姓名: '王芳' });
    await desk.idle();
    watch.end();
    expect(desk.value(3, '同步状态')).toBe('已保存');
    expect(desk.workbook.data.sheets[0]?.cells[0]?.[2]?.note).toBeUndefined();
  });

  test('of the hidden key is no less in the way', async () => {
    desk.reshape(heading('行键'));
    desk.type(3, { 客户姓名: '王芳' });
    await desk.idle();
    expect([desk.service.submitted, desk.toasts.at(-1)]).toEqual([[], expect.stringContaining('“行键”')]);
  });
});

describe('the header row', () => {
  test.each<[string, (desk: StaffDesk) => void]>([
    [
      'taken out',
      desk => desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: 0, count: 1 }),
    ],
    ['no longer the first', desk => desk.insertRows(1, 1)],
  ])('that is %s is told of at once', async (_, change) => {
    change(desk);
    await desk.idle();
    expect(desk.toasts.at(-1)).toContain('第 1 行找不到列');
  });

  test('that is the first again has what waited sent', async () => {
    desk.insertRows(1, 1);
    await desk.idle();
    const op = { type: 'cells', sheetId: SHEET_ID, row: 2, column: HEADER.indexOf('数量') } as const;
    desk.workbook.apply([{ ...op, cells: [[{ value: 3 }]] }], {
      by: 'user',
      email: 'clerk@example.test',
      window: 'w1',
    });
    await desk.idle();
    desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: 0, count: 1 });
    await desk.idle();
    await desk.run('resend');
    expect([desk.value(2, '数量'), desk.value(2, '同步状态')]).toEqual([3, '已保存']);
    expect(desk.service.book.cells(String(desk.value(2, '行键')))).toMatchObject({ count: 3 });
  });

  test('with a column called otherwise names both, also at that header, until it is put right', async () => {
    desk.type(1, { 联系方式: '聯繫方式' });
    await desk.idle();
    const told = '找不到列“联系方式”，修改的内容没有发送。C 列“聯繫方式”如果就是它';
    expect(desk.toasts.at(-1)).toContain(told);
    const note = () => desk.workbook.data.sheets[0]?.cells[0]?.[2]?.note;
    expect(note()).toContain(told);
    const cells = [[{ value: '联系方式' }]];
    desk.reshape({ type: 'cells', sheetId: SHEET_ID, row: 0, column: 2, cells });
    await desk.idle();
    expect(note() ?? '').not.toContain('找不到列');
  });

  test.each(['联系\n方式', ' 联系 方式　', '联系\u200b方式'])(
    '%j is the column that people read there',
    async header => {
      desk.type(1, { 联系方式: header });
      await desk.idle();
      desk.type(2, { 数量: 3 });
      await desk.idle();
      expect([desk.value(2, '同步状态'), desk.toasts]).toEqual(['已保存', []]);
    },
  );

  test.each(['联系\n方式', '联系\u200b方式', '联系　方式'])(
    'with %j beside the column is told of as one that is there twice',
    async header => {
      const op = { type: 'cells', sheetId: SHEET_ID, column: HEADER.length + 2 } as const;
      const by = { by: 'user', email: 'clerk@example.test', window: 'w1' } as const;
      desk.workbook.apply([{ ...op, row: 0, cells: [[{ value: header }]] }], by);
      await desk.idle();
      expect(desk.toasts.at(-1)).toContain('表头都是“联系方式”');
      desk.workbook.apply([{ ...op, row: 1, cells: [[{ value: '13912345678' }]] }], by);
      await desk.idle();
      expect(desk.service.submitted).toEqual([]);
    },
  );
});
