import { describe, expect, test } from 'vitest';
import { openSheets } from './desk-of-sheets.ts';

const YELLOW = { red: 1, green: 1 };
const A1 = { sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 };

describe('a batch as a whole', () => {
  test('a later request sees what an earlier one did', async () => {
    const { batch, workbook } = await openSheets();
    const [added] = await batch(
      {
        addSheet: {
          properties: { sheetId: 42, title: '热线', gridProperties: { rowCount: 5, columnCount: 3 } },
        },
      },
      {
        updateCells: {
          start: { sheetId: 42, rowIndex: 4, columnIndex: 2 },
          rows: [{ values: [{ userEnteredValue: { stringValue: '=x' } }] }],
          fields: 'userEnteredValue',
        },
      },
    );
    expect(added?.addSheet?.properties).toEqual({
      sheetId: 42,
      title: '热线',
      index: 1,
      sheetType: 'GRID',
      gridProperties: { rowCount: 5, columnCount: 3 },
    });
    expect(workbook.data.sheets[1]?.cells[4]?.[2]).toEqual({ value: '=x' });
    expect(workbook.seq).toBe(1);
  });

  test('one bad request undoes the good ones before it and is named', async () => {
    const { batch, workbook } = await openSheets();
    const before = JSON.stringify(workbook.data);
    await expect(
      batch(
        { insertDimension: { range: { sheetId: 7, dimension: 'ROWS', startIndex: 0, endIndex: 3 } } },
        { updateSheetProperties: { properties: { sheetId: 7, title: '新名' }, fields: 'title' } },
        { addSheet: { properties: { title: '新名' } } },
      ),
    ).rejects.toMatchObject({
      status: 400,
      message:
        'Invalid requests[2].addSheet: A sheet with the name "新名" already exists. Please enter another name.',
    });
    expect(JSON.stringify(workbook.data)).toBe(before);
    expect(workbook.seq).toBe(0);
  });

  test('kinds, fields and masks that are not served are refused by name', async () => {
    const { batch } = await openSheets();
    await expect(batch({ addBanding: {} })).rejects.toThrow(/requests\[0\]\.addBanding: .*not served/);
    await expect(batch({ deleteSheet: { sheetId: 9 } })).rejects.toThrow(
      'Invalid requests[0].deleteSheet: No sheet with id: 9',
    );
    const format = { borders: { top: { style: 'SOLID' } } };
    await expect(
      batch({ repeatCell: { range: A1, cell: { userEnteredFormat: format }, fields: '*' } }),
    ).rejects.toThrow(/repeatCell: cell.userEnteredFormat.borders is unknown or not served/);
    await expect(
      batch({ repeatCell: { range: A1, cell: {}, fields: 'userEnteredFormat.padding' } }),
    ).rejects.toThrow(/fields: "userEnteredFormat.padding"/);
    const weekday = { numberFormat: { type: 'DATE', pattern: 'dddd' } };
    await expect(
      batch({ repeatCell: { range: A1, cell: { userEnteredFormat: weekday }, fields: '*' } }),
    ).rejects.toThrow(/cell.userEnteredFormat.numberFormat: this pattern is not served/);
    await expect(batch({ repeatCell: { range: A1, cell: { note: 'x' } } })).rejects.toThrow(
      /At least one field/,
    );
    await expect(batch()).rejects.toThrow('Must specify at least one request.');
  });

  test('answers the spreadsheet where that is asked for', async () => {
    const { client, spreadsheetId } = await openSheets();
    const { data } = await client.spreadsheets.batchUpdate({
      spreadsheetId,
      requestBody: {
        requests: [{ updateSpreadsheetProperties: { properties: { title: '新台' }, fields: 'title' } }],
        includeSpreadsheetInResponse: true,
      },
    });
    expect(data.updatedSpreadsheet?.properties?.title).toBe('新台');
  });
});

describe('cells', () => {
  test('a mask decides what is set, what is cleared and what stays', async () => {
    const { batch, workbook } = await openSheets();
    const at = { sheetId: 7, rowIndex: 0, columnIndex: 0 };
    await batch({
      updateCells: {
        start: at,
        rows: [
          {
            values: [
              {
                userEnteredValue: { numberValue: 3 },
                note: '说明',
                userEnteredFormat: {
                  backgroundColorStyle: { rgbColor: YELLOW },
                  textFormat: { bold: true, link: { uri: '#gid=7&range=A1' } },
                  numberFormat: { type: 'TEXT' },
                },
              },
            ],
          },
        ],
        fields: '*',
      },
    });
    expect(workbook.data.sheets[0]?.cells[0]?.[0]).toEqual({
      value: 3,
      note: '说明',
      format: { background: '#ffff00', bold: true, link: '#gid=7&range=A1', numberFormat: { type: 'TEXT' } },
    });
    await batch({
      updateCells: { start: at, rows: [{ values: [{}] }], fields: 'note,userEnteredFormat(textFormat.bold)' },
    });
    expect(workbook.data.sheets[0]?.cells[0]?.[0]).toEqual({
      value: 3,
      format: { background: '#ffff00', link: '#gid=7&range=A1', numberFormat: { type: 'TEXT' } },
    });
  });

  test('a range clears what its rows leave out', async () => {
    const { batch, client, spreadsheetId } = await openSheets();
    const range = { sheetId: 7, startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 };
    const value = (stringValue: string) => ({ userEnteredValue: { stringValue } });
    const fields = 'userEnteredValue';
    await batch({ repeatCell: { range, cell: value('x'), fields } });
    await batch({ updateCells: { range, rows: [{ values: [value('y')] }], fields } });
    const { data } = await client.spreadsheets.values.get({ spreadsheetId, range: '反馈' });
    expect(data.values).toEqual([['y']]);
  });

  test('validations are set over a range and cleared by no rule', async () => {
    const { batch, client, spreadsheetId } = await openSheets();
    const rule = {
      condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: '高' }, { userEnteredValue: '低' }] },
      strict: true,
      showCustomUi: true,
    };
    const range = { sheetId: 7, startRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 };
    const read = async () => {
      const { data } = await client.spreadsheets.get({
        spreadsheetId,
        fields: 'sheets.data.rowData.values.dataValidation',
      });
      return data.sheets?.[0]?.data?.[0]?.rowData?.[19]?.values?.[2]?.dataValidation;
    };
    await batch({ setDataValidation: { range, rule } });
    expect(await read()).toEqual(rule);
    await batch({ setDataValidation: { range } });
    expect(await read()).toBeUndefined();
    const unserved = { ...rule, condition: { type: 'TEXT_IS_URL' } };
    await expect(batch({ setDataValidation: { range, rule: unserved } })).rejects.toThrow(
      /rule.condition.type/,
    );
  });

  test('appendCells goes below the last value and grows the grid', async () => {
    const { batch, workbook } = await openSheets([{ title: 'T', sheetId: 7, rowCount: 1, columnCount: 2 }]);
    const append = (stringValue: string) =>
      batch({
        appendCells: { sheetId: 7, rows: [{ values: [{ userEnteredValue: { stringValue } }] }], fields: '*' },
      });
    await append('a');
    await append('b');
    expect(workbook.data.sheets[0]?.cells).toEqual({ 0: { 0: { value: 'a' } }, 1: { 0: { value: 'b' } } });
  });

  test('sortRange takes whole rows along, blanks last in either order', async () => {
    const { batch, workbook } = await openSheets();
    const row = (n: number | undefined, note: string) => [n === undefined ? { note } : { value: n, note }];
    workbook.apply(
      [
        {
          type: 'cells',
          sheetId: 7,
          row: 1,
          column: 0,
          cells: [row(2, 'b'), row(undefined, 'none'), row(3, 'c'), row(1, 'a')],
        },
      ],
      { by: 'script' },
    );
    const range = { sheetId: 7, startRowIndex: 1, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 2 };
    const notes = () => [1, 2, 3, 4].map(at => workbook.data.sheets[0]?.cells[at]?.[0]?.note);
    await batch({ sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }] } });
    expect(notes()).toEqual(['c', 'b', 'a', 'none']);
    await batch({ sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }] } });
    expect(notes()).toEqual(['a', 'b', 'c', 'none']);
  });
});

test('what changes nothing is no change: the feed carries only the cells that differ', async () => {
  const { batch, workbook } = await openSheets();
  const write = (texts: string[]) =>
    batch({
      updateCells: {
        range: { sheetId: 7, startRowIndex: 0, endRowIndex: 10, startColumnIndex: 0, endColumnIndex: 2 },
        rows: texts.map(stringValue => ({ values: [{ userEnteredValue: { stringValue } }] })),
        fields: 'userEnteredValue,userEnteredFormat.textFormat',
      },
    });
  await write(['a', 'b', 'c']);
  await write(['a', 'b', 'c']);
  expect(workbook.seq).toBe(1);
  await write(['a', 'x', 'c']);
  expect(workbook.changesSince(1)?.[0]?.ops).toEqual([
    { type: 'cells', sheetId: 7, row: 1, column: 0, cells: [[{ value: 'x', formula: null, format: null }]] },
  ]);
});
