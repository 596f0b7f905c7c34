import { describe, expect, test } from 'vitest';
import { columnIndex, columnLetters, formatA1, parseA1, quoteTitle } from '../../../local/workbook/a1.ts';
import { displayText } from '../../../local/workbook/display.ts';
import { parseInput } from '../../../local/workbook/input.ts';
import type { Cell, CellFormat, NumberFormat, Validation } from '../../../local/workbook/model.ts';
import { isServedFormat } from '../../../local/workbook/number-pattern.ts';
import { msOf, serialOf } from '../../../local/workbook/serial.ts';
import { optionsOf, passes } from '../../../local/workbook/validate.ts';
import { bookOf, SHEET } from './arbitrary-ops.ts';

const SHANGHAI = 'Asia/Shanghai';

describe('A1 notation', () => {
  test.each([
    ['B2', { startRow: 1, endRow: 2, startColumn: 1, endColumn: 2 }],
    ['A1:C3', { startRow: 0, endRow: 3, startColumn: 0, endColumn: 3 }],
    ['C3:A1', { startRow: 0, endRow: 3, startColumn: 0, endColumn: 3 }],
    ['A2:C', { startRow: 1, startColumn: 0, endColumn: 3 }],
    ['B:B', { startColumn: 1, endColumn: 2 }],
    ['3:5', { startRow: 2, endRow: 5 }],
    ['$A$1:B$2', { startRow: 0, endRow: 2, startColumn: 0, endColumn: 2 }],
    ['客户反馈!A2:C', { title: '客户反馈', startRow: 1, startColumn: 0, endColumn: 3 }],
    ["'O''Brien!x'!A1", { title: "O'Brien!x", startRow: 0, endRow: 1, startColumn: 0, endColumn: 1 }],
    ["'A1'", { title: 'A1' }],
    ['客户反馈', { title: '客户反馈' }],
  ])('%s is read', (text, range) => expect(parseA1(text)).toEqual(range));

  test.each(['', 'A!', "'A'!1:2:3", 'A!A0', '反馈!A1:'])('"%s" is none', text =>
    expect(parseA1(text)).toBeUndefined(),
  );

  test('columns beyond Z, and back', () => {
    for (const [index, letters] of [
      [0, 'A'],
      [25, 'Z'],
      [26, 'AA'],
      [701, 'ZZ'],
      [702, 'AAA'],
    ] as const) {
      expect(columnLetters(index)).toBe(letters);
      expect(columnIndex(letters)).toBe(index);
    }
  });

  test('ranges are written with what they leave open, titles quoted where they have to be', () => {
    expect(formatA1({ startRow: 1, endRow: 2, startColumn: 1, endColumn: 2 })).toBe('B2');
    expect(formatA1({ startRow: 1, startColumn: 1, endColumn: 3 })).toBe('B2:C');
    expect(formatA1({ startColumn: 1, endColumn: 2 })).toBe('B:B');
    expect(['Sheet1', 'A1', '看板', "it's"].map(quoteTitle)).toEqual(['Sheet1', "'A1'", "'看板'", "'it''s'"]);
  });
});

describe('serial numbers', () => {
  test('count days since 1899-12-30 on the wall clock of the zone', () => {
    expect(serialOf(Date.parse('1899-12-30T00:00:00Z'), 'UTC')).toBe(0);
    expect(serialOf(Date.parse('2023-10-01T04:00:00Z'), SHANGHAI)).toBe(45200.5);
    expect(msOf(45200.5, SHANGHAI)).toBe(Date.parse('2023-10-01T04:00:00Z'));
  });

  test.each([SHANGHAI, 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'every half hour of a year comes back in %s, but for hours that come twice',
    zone => {
      const lost: number[] = [];
      for (let ms = Date.UTC(2024, 0, 1); ms < Date.UTC(2025, 0, 1); ms += 1_800_000) {
        if (msOf(serialOf(ms, zone), zone) !== ms) lost.push(ms);
      }
      expect(lost.length).toBeLessThanOrEqual(2);
      const wallAgain = lost.map(ms => serialOf(msOf(serialOf(ms, zone), zone), zone));
      expect(wallAgain).toEqual(lost.map(ms => serialOf(ms, zone)));
    },
  );

  test('a wall time that the zone skips is read with the offset before, one that comes twice as the earlier', () => {
    const zone = 'America/New_York';
    const at = (wall: string) => msOf(serialOf(Date.parse(`${wall}Z`), 'UTC'), zone);
    expect(at('2024-03-10T02:30:00')).toBe(Date.parse('2024-03-10T07:30:00Z'));
    expect(at('2024-11-03T01:30:00')).toBe(Date.parse('2024-11-03T05:30:00Z'));
  });
});

describe('typed text', () => {
  const type = (text: string, format?: CellFormat, now?: number) => parseInput(text, format, SHANGHAI, now);
  const TEXT: CellFormat = { numberFormat: { type: 'TEXT' } };
  const serial = (iso: string) => serialOf(Date.parse(iso), SHANGHAI);

  test.each([
    ['12', 12, undefined],
    ['-1,234.5', -1234.5, '#,##0.00'],
    ['12.5%', 0.125, '0.00%'],
    ['¥1,200', 1200, '"¥"#,##0'],
    ['1e3', 1000, undefined],
    ['true', true, undefined],
    ['2023-10-01 14:30', serial('2023-10-01T14:30+08:00'), 'yyyy-mm-dd hh:mm'],
    ['2023/10/1 14:30:05', serial('2023-10-01T14:30:05+08:00'), 'yyyy/m/d hh:mm:ss'],
    ['2023年10月1日14:30', serial('2023-10-01T14:30+08:00'), 'yyyy"年"m"月"d"日" hh:mm'],
    ['2023-10-01', 45200, 'yyyy-mm-dd'],
    ['下午2:30', 14.5 / 24, 'hh:mm'],
  ])('%s becomes %s', (text, value, pattern) => {
    const patch = type(text);
    expect(patch).toMatchObject({ value, formula: null });
    expect(patch.format?.numberFormat?.pattern).toBe(pattern);
  });

  test.each([
    '2023-02-30',
    '2023-10-0114:30',
    '2023-10-01T14:30',
    '25:00',
    '12 34',
    '1,23',
    '近日',
    '10/1',
    '十月',
  ])('%s stays text', text => expect(type(text)).toEqual({ value: text, formula: null }));

  test('a text cell keeps every text, an apostrophe makes one, an equals sign a formula', () => {
    for (const text of ['=1+1', '+86 138', '007', '2023-10-01', "'x"]) {
      expect(type(text, TEXT)).toEqual({ value: text, formula: null });
    }
    expect(type("'=1+1")).toEqual({ value: '=1+1', formula: null });
    expect(type('=1+1')).toEqual({ value: null, formula: '=1+1' });
    expect(type('+86 138')).toEqual({ value: null, formula: '=+86 138' });
    expect(type('=')).toEqual({ value: '=', formula: null });
    expect(type('')).toEqual({ value: null, formula: null });
  });

  test('a number format that is there stays', () => {
    expect(type('2023-10-01', { bold: true, numberFormat: { type: 'DATE', pattern: 'm"月"d"日"' } })).toEqual(
      {
        value: 45200,
        formula: null,
      },
    );
    expect(type('5%', { bold: true }).format).toEqual({
      bold: true,
      numberFormat: { type: 'PERCENT', pattern: '0%' },
    });
  });

  test('a date without a year is of the year it is now in the zone', () => {
    const newYearsEve = Date.parse('2023-12-31T17:00:00Z');
    expect(type('10月1日', undefined, newYearsEve).value).toBe(serial('2024-10-01T00:00+08:00'));
  });
});

describe('shown text', () => {
  const show = (value: Cell['value'], numberFormat?: NumberFormat) =>
    displayText({ ...(value !== undefined && { value }), ...(numberFormat && { format: { numberFormat } }) });

  test.each<[Cell['value'], NumberFormat | undefined, string]>([
    [undefined, undefined, ''],
    [true, undefined, 'TRUE'],
    [0.1 + 0.2, undefined, '0.3'],
    [100 / 3, undefined, '33.33333333'],
    [20231001005, undefined, '20231001005'],
    [1.1e17, undefined, '1.1E+17'],
    [1234.5, { type: 'NUMBER' }, '1,234.50'],
    [-1234.5, { type: 'NUMBER', pattern: '0;(0)' }, '(1235)'],
    [5, { type: 'NUMBER', pattern: '000"号"' }, '005号'],
    [1.5, { type: 'NUMBER', pattern: '0.##' }, '1.5'],
    [0.256, { type: 'PERCENT', pattern: '0.0%' }, '25.6%'],
    [45200.604166666664, { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' }, '2023-10-01 14:30'],
    [45200.604166666664, { type: 'DATE_TIME', pattern: 'm"月"d"日" h:mm AM/PM' }, '10月1日 2:30 PM'],
    [45200.604166666664, { type: 'DATE_TIME', pattern: 'mm:ss' }, '30:00'],
    [45200, { type: 'DATE' }, '2023-10-01'],
    ['文', { type: 'DATE' }, '文'],
  ])('%s in %o is %s', (value, format, text) => expect(show(value, format)).toBe(text));

  test('a pattern that could not be shown is known as such', () => {
    expect(isServedFormat({ type: 'DATE', pattern: 'dddd, mmmm' })).toBe(false);
    expect(isServedFormat({ type: 'NUMBER', pattern: '# ?/?' })).toBe(false);
    expect(isServedFormat({ type: 'DATE_TIME', pattern: 'yyyy"年"m"月"d"日" hh:mm' })).toBe(true);
  });
});

describe('validation', () => {
  const rule = (condition: Validation['condition'], ...values: string[]): Validation => ({
    condition,
    values,
    strict: true,
    showCustomUi: true,
  });
  const book = bookOf([
    {
      type: 'cells',
      sheetId: SHEET,
      row: 1,
      column: 0,
      cells: [[{ value: '张三' }], [{}], [{ value: 5 }], [{ value: '张三' }]],
    },
  ]);

  test.each<[Validation, Cell['value'], boolean]>([
    [rule('ONE_OF_LIST', '高', '低'), '高', true],
    [rule('ONE_OF_LIST', '高', '低'), '中', false],
    [rule('ONE_OF_LIST', '1', '2'), 2, true],
    [rule('ONE_OF_RANGE', "='First'!$A$2:$A"), '张三', true],
    [rule('ONE_OF_RANGE', '=First!A2:A'), '李四', false],
    [rule('DATE_IS_VALID'), '近日', false],
    [rule('DATE_IS_VALID'), 45200, true],
    [rule('NUMBER_BETWEEN', '1', '5'), 5, true],
    [rule('NUMBER_BETWEEN', '1', '5'), 6, false],
    [rule('TEXT_IS_EMAIL'), 'a@example.com', true],
    [rule('TEXT_IS_EMAIL'), 'a@', false],
    [rule('BOOLEAN'), true, true],
    [rule('BOOLEAN'), '是', false],
    [rule('BOOLEAN', '是', '否'), '否', true],
    [rule('ONE_OF_LIST', '高'), undefined, true],
  ])('%o of %s is %s', (validation, value, expected) =>
    expect(passes(book.data, validation, value)).toBe(expected),
  );

  test('a drop-down on a range offers what stands there, each once', () => {
    expect(optionsOf(book.data, rule('ONE_OF_RANGE', '=First!A2:A'))).toEqual(['张三', '5']);
  });
});
