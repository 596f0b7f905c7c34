// What a person has selected: as a list on paper, and as the records that are changed at once.
import { describe, expect, it } from 'vitest';
import type { CellContent, Spreadsheet } from '../../../../sheets-addon/src/platform/platform.ts';
import { printedList } from '../../../../sheets-addon/src/sheet/printed-list.ts';
import { selectedColumns, selectedRows } from '../../../../sheets-addon/src/sheet/selection.ts';
import { chosenRows, openTable, rowsMeant } from '../../../../sheets-addon/src/sync/bulk/chosen-rows.ts';
import { BULK_TOLD } from '../../../../sheets-addon/src/texts-of-bulk.ts';
import { DESK, SHEET_ID } from '../../../fixtures/addon/case-book.ts';
import { HEADER } from '../../../fixtures/addon/case-tab.ts';
import { withOnly } from '../../../fixtures/with-only.ts';
import { answeredLine, lineOf, openedTab, placeOf, showing } from '../opened-tab.ts';
import { scriptHere } from '../script-here.ts';

const plain = openedTab();
/** A selected block: first and last row, first and last column. */
type Block = [top: number, bottom: number, left: number, right: number];

interface About {
  hiddenRows?: number[];
  hiddenColumns?: number[];
  open?: number;
}

/** A spreadsheet of these rows in which a person has selected these blocks. */
function selecting(lines: readonly CellContent[][], blocks: Block[] | null, about: About = {}): Spreadsheet {
  scriptHere();
  const grid = [HEADER, ...lines];
  const sheet = {
    getSheetId: () => SHEET_ID,
    getName: () => '个案',
    getLastRow: () => grid.length,
    getLastColumn: () => HEADER.length,
    isRowHiddenByFilter: (row: number) => (about.hiddenRows ?? []).includes(row),
    isColumnHiddenByUser: (at: number) => (about.hiddenColumns ?? []).includes(at),
    getRange: (row: number, column: number, rows: number, columns: number) => {
      const read = () =>
        Array.from({ length: rows }, (_, down) =>
          Array.from({ length: columns }, (_each, right) => grid[row - 1 + down]?.[column - 1 + right] ?? ''),
        );
      return { getValues: read, getDisplayValues: () => read().map(line => line.map(String)) };
    },
  };
  const ranges = blocks?.map(([top, bottom, left, right]) => ({
    getRow: () => top,
    getLastRow: () => bottom,
    getColumn: () => left,
    getLastColumn: () => right,
  }));
  return withOnly<Spreadsheet>({
    getSheetById: () => sheet,
    getSpreadsheetTimeZone: () => DESK.timeZone,
    getActiveSheet: () => ({ getSheetId: () => about.open ?? SHEET_ID }),
    getActiveRangeList: () => (ranges ? { getRanges: () => ranges } : null),
  });
}
const saved = (n: number, cells: Record<string, CellContent> = {}): CellContent[] =>
  answeredLine(
    plain,
    'v1',
    { 编号: `C-${n}`, 行键: `key-${String(n).padStart(5, '0')}`, 客户姓名: `客户${n}`, ...cells },
    n,
  );
const all = (rows: number): Block => [2, rows + 1, 1, HEADER.length];

describe('a selection', () => {
  it.each<[string, Block[] | null, number[], number[]]>([
    ['of nothing', null, [], []],
    ['of one cell', [[3, 3, 2, 2]], [3], [2]],
    ['that reaches far below the last row', [[4, 900, 2, 3]], [4, 5], [2, 3]],
    [
      'of blocks that overlap',
      [
        [5, 5, 4, 4],
        [2, 3, 1, 2],
        [3, 3, 2, 3],
      ],
      [2, 3, 5],
      [1, 2, 3, 4],
    ],
  ])('%s', (_, blocks, rows, columns) => {
    const spreadsheet = selecting([], blocks);
    expect([selectedRows(spreadsheet, 5), selectedColumns(spreadsheet)]).toEqual([rows, columns]);
  });
});

describe('a list on paper', () => {
  const lines = [saved(2, { 数量: 3 }), saved(3), lineOf({})];
  const name = placeOf('客户姓名');
  const count = placeOf('数量');
  const rowsOf = (blocks: Block[], about: About = {}, of = lines) =>
    printedList(selecting(of, blocks, about), DESK).rows;

  it('has the selected columns behind the number, and no blank row', () => {
    expect(
      rowsOf([
        [2, 4, name, name],
        [2, 4, count, count],
      ]),
    ).toEqual([
      ['编号', '客户姓名', '数量'],
      ['C-2', '客户2', '3'],
      ['C-3', '客户3', ''],
    ]);
    expect(printedList(selecting(lines, [all(3)]), DESK)).toMatchObject({
      title: '个案',
      caption: ['共 2 条'],
    });
  });

  it.each<[string, Block[], About, string[] | undefined]>([
    [
      'what holds something, where one column is selected',
      [[2, 3, name, name]],
      {},
      ['编号', '客户姓名', '数量', '同步状态'],
    ],
    ['what holds something, where whole rows are', [[2, 3, 1, 12]], {}, ['编号', '客户姓名', '数量']],
    ['two columns though one of them is blank', [[2, 3, 3, 4]], {}, ['编号', '联系方式', '日期时间']],
    ['eleven of twelve', [[2, 3, 1, 11]], {}, HEADER.slice(0, 9)],
    ['the number once', [[2, 3, 1, 2]], {}, ['编号', '客户姓名']],
    ['no column that is hidden', [[2, 3, 1, 3]], { hiddenColumns: [2] }, ['编号', '联系方式']],
  ])('has %s', (_, blocks, about, header) => {
    const found = rowsOf(blocks, about)?.[0];
    expect(found?.filter(label => label !== '同步状态')).toEqual(
      header?.filter(label => label !== '同步状态'),
    );
    expect(found).not.toContain('行键');
  });

  it('has no row that a filter hides, and none of the header', () => {
    expect(rowsOf([[1, 3, 1, 2]], { hiddenRows: [2] })).toEqual([
      ['编号', '客户姓名'],
      ['C-3', '客户3'],
    ]);
  });

  it.each<[string, Block[], About, number, string]>([
    ['of another tab', [all(1)], { open: 99 }, 1, '这一页不是服务台的表'],
    ['of the header alone', [[1, 1, 1, 12]], {}, 1, '没有选中可以打印的行'],
    ['of hidden rows', [all(1)], { hiddenRows: [2] }, 1, '没有选中可以打印的行'],
    ['of more rows than are printed', [all(301)], {}, 301, '一张清单最多 300 行'],
  ])('is none %s', (_, blocks, about, rows, message) => {
    const of = Array.from({ length: rows }, (_each, index) => saved(index + 2));
    expect(() => rowsOf(blocks, about, of)).toThrow(message);
  });

  it('is one of three hundred rows', () => {
    const of = Array.from({ length: 300 }, (_, index) => saved(index + 2));
    expect(rowsOf([all(300)], {}, of)).toHaveLength(301);
  });
});

describe('the records that are meant', () => {
  const [TABLE] = DESK.tables;
  const chosen = (lines: CellContent[][], blocks: Block[], from = 1, about: About = {}) => {
    const spreadsheet = selecting(lines, blocks, about);
    return chosenRows(spreadsheet, DESK, openTable(spreadsheet, DESK), from);
  };

  it('are told apart from drafts, held rows and further rows of a record; blank ones are none', () => {
    const lines = [
      saved(2),
      lineOf({ 客户姓名: '王芳' }),
      showing(saved(4), { 同步状态: '待核对' }),
      saved(2),
      lineOf({}),
      lineOf({ 行键: 'key-00009' }),
      lineOf({ 编号: '手写' }),
    ];
    expect(chosen(lines, [all(7)])).toEqual({
      rows: [{ row: 2, key: 'key-00002', base: 'v1', number: 'C-2' }],
      drafts: [3, 7],
      held: [4],
      twice: [5],
      next: null,
      last: 8,
    });
  });

  it('are none that a filter hides', () => {
    expect(chosen([saved(2), saved(3)], [all(2)], 1, { hiddenRows: [2] }).rows.map(({ row }) => row)).toEqual(
      [3],
    );
  });

  it.each([
    [100, 1, 100, null],
    [101, 1, 100, 102],
    [101, 102, 1, null],
    [250, 102, 100, 202],
  ])('of %d from row %d on are %d looked at, the next from %s on', (count, from, looked, next) => {
    const lines = Array.from({ length: count }, (_, index) => saved(index + 2));
    const found = chosen(lines, [all(count)], from);
    expect([found.rows.length, found.next, found.last]).toEqual([looked, next, count + 1]);
  });

  it('are asked for in a tab of the desk, and in the same one', () => {
    const other = selecting([saved(2)], [all(1)], { open: 99 });
    expect(() => openTable(other, DESK)).toThrow(BULK_TOLD.noTable);
    const spreadsheet = selecting([saved(2)], [all(1)]);
    expect(openTable(spreadsheet, DESK)).toBe(TABLE);
    const [one] = DESK.tables;
    expect(() => chosenRows(spreadsheet, DESK, { ...(one ?? openTable(spreadsheet, DESK)) }, 1)).toThrow(
      BULK_TOLD.otherTable,
    );
  });

  it('are none of a header alone, and of more than that without it', () => {
    expect(() => rowsMeant(selecting([], [[1, 1, 1, 1]]), 9)).toThrow(BULK_TOLD.onlyHeader);
    expect(rowsMeant(selecting([], [[1, 2, 1, 1]]), 9)).toEqual([2]);
    expect(rowsMeant(selecting([], [[2, 2, 1, 1]]), 9)).toEqual([2]);
    expect(rowsMeant(selecting([], null), 9)).toEqual([]);
  });
});
