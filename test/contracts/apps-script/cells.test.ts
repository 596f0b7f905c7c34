import { expect, test } from 'vitest';
import type { Cell, CellFormat } from '../../../local/workbook/model.ts';
import { type Stage, stage } from './stage.ts';

/** A script with one function `go` that works on the sheet `sheet`. */
const script = (body: string): string =>
  `function go() { const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('客户'); ${body} }`;

const go = (body: string): Promise<unknown> => stage(script(body)).then(it => it.runtime.run('go'));

async function goOn(
  body: string,
  prepare: (stage: Stage) => void,
): Promise<{ result: unknown; stage: Stage }> {
  const staged = await stage(script(body));
  prepare(staged);
  return { result: await staged.runtime.run('go'), stage: staged };
}

function put(staged: Stage, row: number, column: number, cell: Cell): void {
  staged.workbook.apply([{ type: 'cells', sheetId: 7, row, column, cells: [[cell]] }], { by: 'api' });
}

const cellOf = (staged: Stage, row: number, column: number): Cell | undefined =>
  staged.workbook.data.sheets[0]?.cells[row]?.[column];

const format = (numberFormat: CellFormat['numberFormat']): Cell => ({
  format: { ...(numberFormat && { numberFormat }) },
});

test('values come out as they are and blanks as empty text', async () => {
  const { result } = await goOn("return sheet.getRange('A1:C2').getValues()", it => {
    it.type(0, 0, [
      ['文', 2.5, true],
      [null, 0, false],
    ]);
  });
  expect(result).toEqual([
    ['文', 2.5, true],
    ['', 0, false],
  ]);
});

test("a date cell comes out as a Date of the script's own realm, at the instant in the workbook's zone", async () => {
  const { result } = await goOn(
    `const [[date, plain]] = sheet.getRange(1, 1, 1, 2).getValues();
     return [date instanceof Date, Object.prototype.toString.call(date), date.toISOString(), plain]`,
    it => {
      put(it, 0, 0, { value: 45_200.604_166_666_664, ...format({ type: 'DATE_TIME' }) });
      put(it, 0, 1, { value: 45_200 });
    },
  );
  expect(result).toEqual([true, '[object Date]', '2023-10-01T06:30:00.000Z', 45_200]);
});

test('arrays and errors that services give belong to the script', async () => {
  const result = await go(`
    let failure;
    try { sheet.getRange(0, 1) } catch (error) { failure = error }
    const values = sheet.getRange('A1').getValues();
    return [values instanceof Array, values[0] instanceof Array, failure instanceof Error, failure.name]`);
  expect(result).toEqual([true, true, true, 'Exception']);
});

test('a Date that is written becomes a serial number with a date format where the cell has none', async () => {
  const { stage: staged } = await goOn(
    "sheet.getRange('A1:B1').setValues([[new Date('2023-10-01T06:30:00Z'), new Date('2023-09-30T16:00:00Z')]])",
    it => put(it, 0, 1, format({ type: 'DATE', pattern: 'yyyy-mm-dd' })),
  );
  expect(cellOf(staged, 0, 0)?.value).toBeCloseTo(45_200.604_166_666_664, 9);
  expect(cellOf(staged, 0, 0)?.format?.numberFormat).toEqual({ type: 'DATE_TIME' });
  expect(cellOf(staged, 0, 1)).toMatchObject({ value: 45_200, format: { numberFormat: { type: 'DATE' } } });
});

test('text that is written is read as if typed, unless the cell is of text format', async () => {
  const text = { type: 'TEXT', pattern: '@' } as const;
  const { stage: staged } = await goOn(
    `sheet.getRange('A1:E1').setValues([['=1+1', "'=1+1", '12', '2023-10-01', '=1+1']]);
     sheet.getRange('F1').setValues([[null]])`,
    it => {
      put(it, 0, 4, format(text));
      put(it, 0, 5, { value: '旧' });
    },
  );
  expect(cellOf(staged, 0, 0)).toMatchObject({ formula: '=1+1' });
  expect(cellOf(staged, 0, 1)).toEqual({ value: '=1+1' });
  expect(cellOf(staged, 0, 2)?.value).toBe(12);
  expect(cellOf(staged, 0, 3)).toMatchObject({ value: 45_200, format: { numberFormat: { type: 'DATE' } } });
  expect(cellOf(staged, 0, 4)).toEqual({ value: '=1+1', ...format(text) });
  expect(cellOf(staged, 0, 5)).toBeUndefined();
});

test.each([
  [
    "sheet.getRange('A1:B2').setValues([[1, 2]])",
    'rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
  ],
  [
    "sheet.getRange('A1:B1').setValues([[1]])",
    'columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
  ],
  [
    "sheet.getRange('A1:B1').setNotes([['x']])",
    'columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
  ],
  ['sheet.getRange(0, 1)', 'The starting row of the range is too small.'],
  ['sheet.getRange(1, 0)', 'The starting column of the range is too small.'],
  ['sheet.getRange(1, 1, 0, 1)', 'The number of rows in the range must be at least 1.'],
  ['sheet.getRange(1000, 1, 2, 1)', 'The coordinates of the range are outside the dimensions of the sheet.'],
  ["sheet.getRange('没有!A1')", 'Range not found'],
  ["sheet.getRange('A1').setValues([[{}]])", '[local] a cell can not hold a value of type object'],
  [
    "sheet.getRange('A1').setBackgrounds([['papayawhip']])",
    '[local] the colour papayawhip is not implemented',
  ],
])('%s is refused', async (body, message) => {
  await expect(go(body)).rejects.toThrow(message);
});

test('a wrong size writes nothing', async () => {
  const staged = await stage(script("sheet.getRange('A1:B2').setValues([[1, 2]])"));
  const { seq } = staged.workbook;
  await expect(staged.runtime.run('go')).rejects.toThrow('rows');
  expect(staged.workbook.seq).toBe(seq);
});

test('validation that rejects input rejects a script as well, and one that only warns does not', async () => {
  const staged = await stage(
    script("sheet.getRange('A1').setValues([['丙']]); sheet.getRange('A2').setValues([['丙']])"),
  );
  const list = { condition: 'ONE_OF_LIST' as const, values: ['甲', '乙'], showCustomUi: true };
  put(staged, 0, 0, { validation: { ...list, strict: false } });
  put(staged, 1, 0, { validation: { ...list, strict: true } });
  await expect(staged.runtime.run('go')).rejects.toThrow(
    'The data you entered in cell A2 violates the data validation rules set on this cell.',
  );
  expect(staged.cell(0, 0)).toBe('丙');
  expect(staged.cell(1, 0)).toBeUndefined();
});

test('notes and colours are read and written in blocks, number formats and formulas are read', async () => {
  const { result, stage: staged } = await goOn(
    `const range = sheet.getRange('A1:B1');
     const before = [range.getNotes(), range.getBackgrounds(), range.getNumberFormats(), range.getFormulas()];
     range.setNotes([['注', null]]).setBackgrounds([['#F00', '#00ff00']]);
     return [before, [range.getNotes(), range.getBackgrounds()]]`,
    it => {
      put(it, 0, 0, { formula: '=C1', ...format({ type: 'TEXT', pattern: '@' }) });
      put(it, 0, 1, { note: '旧', format: { background: '#abcdef', bold: true } });
    },
  );
  expect(result).toEqual([
    [[['', '旧']], [['#ffffff', '#abcdef']], [['@', '0.###############']], [['=C1', '']]],
    [[['注', '']], [['#ff0000', '#00ff00']]],
  ]);
  expect(cellOf(staged, 0, 1)?.format).toEqual({ background: '#00ff00', bold: true });
});

test('a block of cells is one change of the workbook', async () => {
  const staged = await stage(
    script("sheet.getRange(1, 1, 500, 10).setValues(Array.from({ length: 500 }, () => Array(10).fill('x')))"),
  );
  const { seq } = staged.workbook;
  await staged.runtime.run('go');
  expect(staged.workbook.seq).toBe(seq + 1);
});

test('the last row and column are those with content; a row is appended below, growing the sheet at its end', async () => {
  const { result, stage: staged } = await goOn(
    `const before = [sheet.getLastRow(), sheet.getLastColumn(), sheet.getMaxRows()];
     sheet.appendRow(['新', 1]);
     return [before, sheet.getLastRow(), sheet.getMaxRows()]`,
    it => {
      it.type(999, 2, [['末行']]);
      put(it, 3, 5, { note: '只有注' });
    },
  );
  expect(result).toEqual([[1000, 3, 1000], 1001, 1001]);
  expect(staged.cell(1000, 0)).toBe('新');
});

test('an empty sheet has no last row', async () => {
  expect(await go('return sheet.getLastRow()')).toBe(0);
});

test('ranges know where they are', async () => {
  const result = await go(`
    const range = sheet.getRange('B2:D5');
    return [range.getRow(), range.getColumn(), range.getNumRows(), range.getNumColumns(), range.getLastRow(),
      range.getLastColumn(), sheet.getRange(1, 26).getA1Notation(), range.getSheet().getSheetId(), sheet.getRange('B:B').getNumRows()]`);
  expect(result).toEqual([2, 2, 4, 3, 5, 4, 'Z1', 7, 1000]);
});

test('rows are inserted and deleted, and hidden columns known', async () => {
  const { result, stage: staged } = await goOn(
    `sheet.insertRowsAfter(1, 2); sheet.deleteRows(1, 1);
     return [sheet.getMaxRows(), sheet.isColumnHiddenByUser(2), sheet.isColumnHiddenByUser(3)]`,
    it => {
      it.type(0, 0, [['头'], ['身']]);
      const hidden = { dimension: 'COLUMNS', index: 1, count: 1, properties: { hidden: true } } as const;
      it.workbook.apply([{ type: 'dimension', sheetId: 7, ...hidden }], { by: 'api' });
    },
  );
  expect(result).toEqual([1001, true, false]);
  expect(staged.cell(2, 0)).toBe('身');
});

test('the spreadsheet tells what it is, its tabs and its metadata', async () => {
  const staged = await stage(`function go() {
    const ss = SpreadsheetApp.getActiveSpreadsheet();
    return [
      [ss.getId(), ss.getName(), ss.getSpreadsheetTimeZone()],
      [ss.getSheets().map(it => it.getName()), ss.getSheetById(7).getName(), ss.getSheetById(8), ss.getSheetByName('无')],
      ss.getDeveloperMetadata().map(it => [it.getId(), it.getKey(), it.getValue()]),
    ];
  }`);
  const metadata = [{ metadataId: 3, key: 'nonce', value: '密' }];
  staged.workbook.apply([{ type: 'workbook', properties: { metadata } }], { by: 'api' });
  expect(await staged.runtime.run('go')).toEqual([
    [staged.workbook.data.spreadsheetId, '试验', 'Asia/Shanghai'],
    [['客户'], '客户', null, null],
    [[3, 'nonce', '密']],
  ]);
});

test('metadata of the spreadsheet is written with the next flush, and taken out again', async () => {
  const staged = await stage(`function go() {
    const ss = SpreadsheetApp.getActiveSpreadsheet();
    ss.addDeveloperMetadata('word', 'one', SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT)
      .addDeveloperMetadata('word', 'two', SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
    const [first, second] = ss.getDeveloperMetadata();
    first.remove();
    return [first.getId() === second.getId(), second.getKey(), second.getValue()];
  }`);
  expect(await staged.runtime.run('go')).toEqual([false, 'word', 'two']);
  expect(staged.workbook.data.metadata.map(({ key, value }) => [key, value])).toEqual([['word', 'two']]);
});

test('copyTo repeats formats or drop-downs of a row over the rows of a larger area, and nothing else', async () => {
  const validation = { condition: 'ONE_OF_LIST', values: ['是'], strict: false, showCustomUi: true } as const;
  const looks: Cell = { ...format({ type: 'DATE' }), validation: { ...validation, values: ['是'] } };
  const { stage: staged } = await goOn(
    `const { PASTE_FORMAT, PASTE_DATA_VALIDATION } = SpreadsheetApp.CopyPasteType;
     sheet.getRange('A1:B1').copyTo(sheet.getRange('A2:B3'), PASTE_FORMAT, false);
     sheet.getRange('A1:B1').copyTo(sheet.getRange('A4:B4'), PASTE_DATA_VALIDATION, false)`,
    it => {
      put(it, 0, 0, { value: 1, note: '旧', ...looks });
      put(it, 2, 1, { value: '留', format: { bold: true } });
    },
  );
  expect([1, 2].map(row => cellOf(staged, row, 0))).toEqual([
    { format: looks.format },
    { format: looks.format },
  ]);
  expect(cellOf(staged, 2, 1)).toEqual({ value: '留' });
  expect(cellOf(staged, 3, 0)).toEqual({ validation: looks.validation });
});
