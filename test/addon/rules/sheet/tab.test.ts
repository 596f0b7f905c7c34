// Where the columns of a tab are, which rows hold which key, and which tabs look like one of the desk's.
import { describe, expect, it } from 'vitest';
import type { DeskDescription, TableDescription } from '../../../../functions/src/contract/contract.ts';
import type { CellContent, Spreadsheet } from '../../../../sheets-addon/src/platform/platform.ts';
import { LayoutProblem } from '../../../../sheets-addon/src/sheet/header-places.ts';
import { missingHeaders, twinOf, twinSentence } from '../../../../sheets-addon/src/sheet/headers.ts';
import {
  forgetWidths,
  keyIn,
  openTab,
  readableTab,
  readColumns,
  readRows,
  rowsByKey,
  staffColumns,
  type Tab,
  textAt,
} from '../../../../sheets-addon/src/sheet/tab.ts';
import { DESK, SHEET_ID } from '../../../fixtures/addon/case-book.ts';
import { HEADER } from '../../../fixtures/addon/case-tab.ts';
import { withOnly } from '../../../fixtures/with-only.ts';
import { lineOf, tabWith } from '../opened-tab.ts';
import { scriptHere } from '../script-here.ts';

const [TABLE] = DESK.tables as [TableDescription];

/** A sheet of these lines, the header first. */
function sheetOf(lines: readonly (readonly CellContent[])[], sheetId = SHEET_ID, name = '个案') {
  const reads: string[] = [];
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const sheet = withOnly<Tab['sheet']>({
    getSheetId: () => sheetId,
    getName: () => name,
    getLastRow: () => lines.length,
    getLastColumn: () => Math.max(0, ...lines.map(line => line.length)),
    getRange: (row: number, column: number, rows = 1, columns = 1) => ({
      getA1Notation: () => `${letters[column - 1]}${row}`,
      getValues: () => {
        reads.push([row, column, rows, columns].join());
        return Array.from({ length: rows }, (_, down) =>
          Array.from(
            { length: columns },
            (_each, right) => lines[row - 1 + down]?.[column - 1 + right] ?? '',
          ),
        );
      },
    }),
  });
  return Object.assign(sheet, { reads });
}

const bookOf = (...sheets: Tab['sheet'][]): Spreadsheet =>
  withOnly<Spreadsheet>({
    getSpreadsheetTimeZone: () => DESK.timeZone,
    getSheetById: (id: number) => sheets.find(sheet => sheet.getSheetId() === id) ?? null,
  });

const deskWith = (table: Partial<TableDescription>): DeskDescription => ({
  ...DESK,
  tables: [{ ...TABLE, ...table }],
});

function opened(header: readonly CellContent[], desk = DESK) {
  scriptHere();
  forgetWidths(desk.tables);
  return openTab(bookOf(sheetOf([header])), desk, desk.tables[0] ?? TABLE);
}
function problemOf(header: readonly CellContent[], desk = DESK): LayoutProblem | undefined {
  try {
    opened(header, desk);
    return undefined;
  } catch (cause) {
    if (cause instanceof LayoutProblem) return cause;
    throw cause;
  }
}

describe('columns', () => {
  it('are where their headers are, in whatever order and however they are spaced', () => {
    const shuffled = HEADER.toReversed().map(label => ` ${label}\n`);
    const tab = opened(shuffled);
    const at = (label: string) => HEADER.length - HEADER.indexOf(label);
    expect(tab.columns.map(column => column.at)).toEqual(TABLE.columns.map(({ label }) => at(label)));
    expect(tab.tie).toEqual({ key: at('行键'), base: at('版本'), sync: at('同步状态'), number: at('编号') });
    expect([tab.width, tab.lastRow]).toEqual([HEADER.length, 1]);
  });

  it.each([
    ['客户\u200b姓名', true],
    ['客户 姓名', true],
    ['客户姓名２', false],
  ])('are known by a header that reads as %j: %s', (header, isKnown) => {
    const problem = problemOf(HEADER.map(label => (label === '客户姓名' ? header : label)));
    expect(problem === undefined).toBe(isKnown);
  });

  it.each(['客户姓名', '行键', '版本', '同步状态'])(
    'of which %s is missing are named, with where the state stands',
    label => {
      const problem = problemOf(HEADER.map(each => (each === label ? '别的' : each)));
      expect(problem?.message).toContain(`找不到列“${label}”`);
      expect(problem?.syncAt).toBe(label === '同步状态' ? undefined : HEADER.indexOf('同步状态') + 1);
    },
  );

  it.each<[string, string[], string | undefined]>([
    ['stands in its place', HEADER.map(each => (each === '联系方式' ? '聯繫方式' : each)), '聯繫方式'],
    [
      'stands behind the one before it',
      HEADER.flatMap(each => (each === '联系方式' ? ['电话号', ''] : [each])),
      '电话号',
    ],
    ['stands elsewhere', [...HEADER.filter(each => each !== '联系方式'), '电话号'], undefined],
    ['is one of two', HEADER.flatMap(each => (each === '联系方式' ? ['电话', '微信'] : [each])), undefined],
  ])('of which one is missing are told with what %s', (_, header, found) => {
    const problem = problemOf(header);
    const at = found === undefined ? [] : [header.indexOf(found) + 1];
    expect(problem?.headers).toEqual(at);
    const told =
      found === undefined ? '请把表头改回“联系方式”' : `C 列“${found}”如果就是它，请把表头改回“联系方式”`;
    expect(problem?.message).toContain(`没有发送。${told}`);
  });

  it('may lack the number', () => {
    const { number, ...tie } = TABLE.tie;
    expect(number).toBe('编号');
    expect(opened(HEADER, deskWith({ tie })).tie.number).toBeUndefined();
    expect(opened([...HEADER, ''], deskWith({ tie })).tie.number).toBeUndefined();
  });

  it('that stand twice are named with their letters', () => {
    const problem = problemOf([...HEADER, '客户 姓名']);
    expect(problem?.message).toContain('有 2 列的表头都是“客户姓名”（B、M 列）');
    expect([problem?.syncAt, problem?.headers]).toEqual([10, [2, 13]]);
  });

  it('of which one is called as another reads are two', () => {
    const columns = TABLE.columns.map(column =>
      column.key === 'phone' ? { ...column, label: '客户 姓名' } : column,
    );
    const header = HEADER.map(label => (label === '联系方式' ? '客户 姓名' : label));
    expect(
      opened(header, deskWith({ columns }))
        .columns.slice(1, 3)
        .map(({ at }) => at),
    ).toEqual([2, 3]);
  });

  it.each([
    ['stand under their former header until they are renamed', { formerLabels: ['从前', '联系方式'] }, 3],
    ['may be missing where they are optional', { optional: true as const }, undefined],
  ])('%s', (_, more, at) => {
    const columns = TABLE.columns.map(column =>
      column.key === 'phone' ? { ...column, label: '电话', ...more } : column,
    );
    expect(opened(HEADER, deskWith({ columns })).columns.find(({ key }) => key === 'phone')?.at).toBe(at);
  });

  it('are read as far as the tab was wide, and farther where one is not among them', () => {
    const { document } = scriptHere();
    forgetWidths(DESK.tables);
    const sheet = sheetOf([HEADER]);
    openTab(bookOf(sheet), DESK, TABLE);
    expect(document.get(`width.${SHEET_ID}`)).toBe('12');
    const wider = sheetOf([[...HEADER.slice(0, 11), '', '版本']]);
    openTab(bookOf(wider), DESK, TABLE);
    openTab(bookOf(wider), DESK, TABLE);
    expect([sheet.reads, wider.reads]).toEqual([['1,1,1,12'], ['1,1,1,12', '1,1,1,13', '1,1,1,13']]);
    forgetWidths(DESK.tables);
  });
});

describe('a tab', () => {
  it('that is gone is named, and readable no more', () => {
    scriptHere();
    expect(() => openTab(bookOf(), DESK, TABLE)).toThrow('找不到“个案”表');
    expect(readableTab(bookOf(), DESK, TABLE)).toBeUndefined();
    expect(missingHeaders(bookOf(), DESK)).toEqual([expect.stringContaining('找不到“个案”表')]);
  });

  it('with all its headers has nothing missing', () => {
    scriptHere();
    forgetWidths(DESK.tables);
    expect(missingHeaders(bookOf(sheetOf([HEADER])), DESK)).toEqual([]);
    forgetWidths(DESK.tables);
  });

  it('has its rows by their keys, from top to bottom', () => {
    const keys = ['key-00001', '', 'key-00002', 'key-00001', '手写', ' key-00003 '];
    expect([...rowsByKey(tabWith(...keys.map(key => lineOf({ 行键: key }))))]).toEqual([
      ['key-00001', [2, 5]],
      ['key-00002', [4]],
      ['key-00003', [7]],
    ]);
    expect(rowsByKey(tabWith()).size).toBe(0);
  });

  it('is read by rows, and by columns', () => {
    const tab = tabWith(...[1, 2, 3].map(count => lineOf({ 数量: count, 客户姓名: `客户${count}` })));
    expect([...readRows(tab, [4, 2])].map(([row, line]) => [row, textAt(line, 2)])).toEqual([
      [2, '客户1'],
      [3, '客户2'],
      [4, '客户3'],
    ]);
    expect([...readColumns(tab, [7])].map(([row, line]) => [row, textAt(line, 7), textAt(line, 2)])).toEqual([
      [2, '1', ''],
      [3, '2', ''],
      [4, '3', ''],
    ]);
    expect(readColumns(tabWith(), [7]).size).toBe(0);
    expect([readColumns(tabWith(lineOf({ 数量: 1 })), [7]).size, staffColumns(tab).length]).toEqual([1, 5]);
  });

  it.each<[CellContent | undefined, string]>([
    ['key-00001', 'key-00001'],
    [12345678, '12345678'],
    ['a'.repeat(8), 'a'.repeat(8)],
    ['a'.repeat(7), ''],
    ['a'.repeat(64), 'a'.repeat(64)],
    ['a'.repeat(65), ''],
    ['-a234567', ''],
    ['key 00001', ''],
    [undefined, ''],
  ])('%j in a hidden cell is the key %j', (content, key) => {
    expect(keyIn(content)).toBe(key);
  });
});

describe('a tab that is none of the desk’s', () => {
  const STAFF = ['客户姓名', '联系方式', '日期时间', '购买日期', '数量'];
  const OWN = ['甲', '乙', '丙'];
  const twin = (header: readonly string[], desk = DESK, sheetId = 99) => {
    const sheet = sheetOf([header], sheetId, '副本');
    return twinOf(desk, sheet);
  };

  it.each<[string, readonly string[], number | undefined]>([
    ['is a copy with all its headers', HEADER, 10],
    ['is one without hidden columns, as one that was imported', STAFF, undefined],
    ['is one with four of five', [...STAFF.slice(0, 4), ...OWN], undefined],
  ])('%s', (_, header, syncAt) => {
    const found = twin(header);
    expect([found?.table, found?.syncAt]).toEqual([TABLE, syncAt]);
  });

  it.each<[string, readonly string[], number]>([
    ['with three of five', [...STAFF.slice(0, 3), ...OWN], 99],
    ['with three of five and a key', [...STAFF.slice(0, 3), '行键', ...OWN], 99],
    ['that is blank', [], 99],
    ['that is the desk’s own', HEADER, SHEET_ID],
  ])('is none %s', (_, header, sheetId) => {
    expect(twin(header, DESK, sheetId)).toBeUndefined();
  });

  it('needs half as many columns where it has the key', () => {
    const more = ['一', '二', '三', '四', '五'].map(
      label => ({ key: label, label, owner: 'staff', wire: 'text' }) as const,
    );
    const desk = deskWith({ columns: [...TABLE.columns, ...more] });
    expect(twin([...STAFF.slice(0, 4), '行键'], desk)?.table.table).toBe('cases');
    expect(twin(STAFF, desk)).toBeUndefined();
    const optional = deskWith({
      columns: [...TABLE.columns, ...more.map(each => ({ ...each, optional: true as const }))],
    });
    expect(twin(STAFF, optional)?.table.table).toBe('cases');
  });

  it('is a copy of the table that it is most like, and says which', () => {
    const others = TABLE.columns.map(column =>
      column.key === 'count' ? { ...column, label: '件数' } : column,
    );
    const desk = { ...DESK, tables: [{ ...TABLE, table: 'other', columns: others, sheetId: 8 }, TABLE] };
    const found = twin(STAFF, desk);
    expect(found?.table.table).toBe('cases');
    const book = bookOf(sheetOf([HEADER], SHEET_ID, '改了名的'));
    expect(found && twinSentence(book, found)).toContain('“副本”是“改了名的”表的副本');
    expect(found && twinSentence(bookOf(), found)).toContain('“副本”是“个案”表的副本');
  });
});
