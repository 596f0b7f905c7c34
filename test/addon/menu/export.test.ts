// 导出: what the menu opens and asks, and the files that its page makes.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { csvOf, type Gathered, jsonLinesOf } from '../../../sheets-addon/page/export/files.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

describe('the menu', () => {
  let desk: StaffDesk;
  beforeEach(async () => {
    desk = await StaffDesk.open({ rows: 20 });
  });
  afterEach(() => desk.close());

  test('opens a page with the tables, and its requests are those of whoever has it open', async () => {
    desk.select(3, '数量');
    await desk.run('openExport');
    expect(desk.alerts).toEqual([]);
    expect(desk.dialogs).toMatchObject([
      {
        title: '导出记录',
        html: expect.stringContaining('[{"table":"cases","title":"个案","isOpen":true}]') as unknown,
      },
    ]);
    const request = { table: 'cases', full: true, after: 'more' };
    expect(await desk.runtime.run('exportTables', [request])).toEqual({ tables: [], next: null });
    expect(desk.service.calls.at(-1)).toMatchObject({ path: '/v1/desks/book-1/table-export', body: request });
    desk.service.failure = {
      status: 403,
      error: { code: 'not_supervisor', message: '只有主管可以这样做。' },
    };
    await expect(desk.runtime.run('exportTables', [request])).rejects.toThrow('只有主管可以这样做。');
  });
});

describe('a tab of its own', () => {
  let desk: StaffDesk;
  beforeEach(async () => {
    desk = await StaffDesk.open({ rows: 20 });
  });
  afterEach(() => desk.close());
  const write = (sheetId: number | null, lines: string[][], name = '热线记录-2026-11') =>
    desk.runtime.run('exportToTab', [{ sheetId, name, lines }]) as Promise<{ sheetId: number; name: string }>;
  const tab = (sheetId: number) =>
    desk.workbook.data.sheets.find(({ properties }) => properties.sheetId === sheetId);

  test('takes texts as they are, piece by piece, in which nothing is reckoned', async () => {
    const place = await write(null, [
      ['编号', '内容'],
      ['007', '=1+1'],
    ]);
    expect(place.name).toBe('热线记录-2026-11');
    expect(await write(place.sheetId, [['1-2', '+86 138****0001']])).toEqual(place);
    const cells = [0, 1, 2].map(row => [0, 1].map(column => tab(place.sheetId)?.cells[row]?.[column]));
    expect(cells.map(line => line.map(cell => [cell?.value, cell?.formula]))).toEqual([
      [
        ['编号', undefined],
        ['内容', undefined],
      ],
      [
        ['007', undefined],
        ['=1+1', undefined],
      ],
      [
        ['1-2', undefined],
        ['+86 138****0001', undefined],
      ],
    ]);
    expect(tab(place.sheetId)?.properties.index).toBe(1);
  });

  test('is there though no line is to be written', async () => {
    const place = await write(null, []);
    expect(place.name).toBe('热线记录-2026-11');
    expect(tab(place.sheetId)?.cells).toEqual({});
  });

  test('has room for what is longer and wider than a new tab, and a name of its own', async () => {
    const lines = Array.from({ length: 1100 }, (_, row) =>
      Array.from({ length: 40 }, (_each, at) => `${row}/${at}`),
    );
    const first = await write(null, lines.slice(0, 600));
    const place = await write(first.sheetId, lines.slice(600));
    expect(tab(place.sheetId)?.cells[1099]?.[39]?.value).toBe('1099/39');
    expect(tab(place.sheetId)?.properties).toMatchObject({ rowCount: 1100, columnCount: 40 });
    expect((await write(null, [['编号']])).name).toBe('热线记录-2026-11（2）');
    // The rows of the desk's own tab are as they were.
    await desk.idle();
    expect(desk.service.submitted).toEqual([]);
  });
});

const table = (...rows: [number: string, ...cells: string[]][]): Gathered => ({
  title: '热线记录',
  titles: ['编号', '内容'],
  rows: new Map(rows.map(([number, ...cells], at) => [`k${at}`, { number, cells: [number, ...cells] }])),
});

describe('a csv file', () => {
  it('has the titles and the rows in the order of their numbers, and says that it is UTF-8', () => {
    expect(csvOf(table(['2', '乙'], ['1', '甲']))).toBe('\ufeff编号,内容\r\n1,甲\r\n2,乙\r\n');
  });

  it.each<[string, string]>([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3', "'-2+3"],
    ['\t=1', "'\t=1"],
    ['-50%', '-50%'],
    ['-3.5', '-3.5'],
    ['a=b', 'a=b'],
    ['说“好”,走', '"说“好”,走"'],
    ['他说"好"', '"他说""好"""'],
    ['两\n行', '"两\n行"'],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('keeps %j as text', (text, cell) => {
    expect(csvOf(table(['1', text]))).toBe(`\ufeff编号,内容\r\n1,${cell}\r\n`);
  });
});

it('a line of JSON has what is filled in, by labels', () => {
  expect(jsonLinesOf(table(['2', ''], ['1', '=1+1']))).toBe(
    '{"表":"热线记录","编号":"1","内容":"=1+1"}\n{"表":"热线记录","编号":"2"}\n',
  );
});
