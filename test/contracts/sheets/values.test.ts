import { describe, expect, test } from 'vitest';
import { openSheets } from './desk-of-sheets.ts';

const RAW = 'RAW';
const TYPED = 'USER_ENTERED';

describe('values.update and values.get', () => {
  test('raw text stays text, also when it looks like a formula or a number', async () => {
    const { client, spreadsheetId } = await openSheets();
    const { data } = await client.spreadsheets.values.update({
      spreadsheetId,
      range: '反馈!A1',
      valueInputOption: RAW,
      requestBody: {
        values: [
          ['=1+1', '007', true],
          ['x', null, 2.5],
        ],
      },
    });
    expect(data).toEqual({
      spreadsheetId,
      updatedRange: "'反馈'!A1:C2",
      updatedRows: 2,
      updatedColumns: 3,
      updatedCells: 5,
    });
    const got = await client.spreadsheets.values.get({
      spreadsheetId,
      range: '反馈',
      valueRenderOption: 'UNFORMATTED_VALUE',
    });
    expect(got.data).toEqual({
      range: "'反馈'!A1:F20",
      majorDimension: 'ROWS',
      values: [
        ['=1+1', '007', true],
        ['x', '', 2.5],
      ],
    });
  });

  test('typed values are read as a person types them', async () => {
    const { client, spreadsheetId } = await openSheets();
    await client.spreadsheets.values.update({
      spreadsheetId,
      range: '反馈!A1:D1',
      valueInputOption: TYPED,
      requestBody: { values: [['2023-10-01 14:30', '12.5%', '=A1', "'=A1"]] },
    });
    const read = async (valueRenderOption: string, dateTimeRenderOption = 'SERIAL_NUMBER') =>
      (
        await client.spreadsheets.values.get({
          spreadsheetId,
          range: '反馈!A1:D1',
          valueRenderOption,
          dateTimeRenderOption,
        })
      ).data.values?.[0];
    expect(await read('FORMATTED_VALUE')).toEqual(['2023-10-01 14:30', '12.50%', '', '=A1']);
    expect(await read('FORMULA')).toEqual([45200.60416666667, 0.125, '=A1', '=A1']);
    expect(await read('UNFORMATTED_VALUE', 'FORMATTED_STRING')).toEqual([
      '2023-10-01 14:30',
      0.125,
      '',
      '=A1',
    ]);
  });

  test('null skips a cell and empty text empties it, its note and format stay', async () => {
    const { client, spreadsheetId, workbook } = await openSheets();
    workbook.apply(
      [
        {
          type: 'cells',
          sheetId: 7,
          row: 0,
          column: 0,
          cells: [[{ value: 'a' }, { value: 'b', note: 'n' }]],
        },
      ],
      { by: 'script' },
    );
    const { data } = await client.spreadsheets.values.update({
      spreadsheetId,
      range: '反馈!A1:B1',
      valueInputOption: RAW,
      requestBody: { values: [[null, '']] },
    });
    expect(data.updatedCells).toBe(1);
    expect(workbook.data.sheets[0]?.cells[0]).toEqual({ 0: { value: 'a' }, 1: { note: 'n' } });
  });

  test('columns as major dimension, both ways', async () => {
    const { client, spreadsheetId } = await openSheets();
    await client.spreadsheets.values.update({
      spreadsheetId,
      range: '反馈!A1:B3',
      valueInputOption: RAW,
      requestBody: { majorDimension: 'COLUMNS', values: [[1, 2, 3], [4]] },
    });
    const get = (majorDimension: string) =>
      client.spreadsheets.values.get({
        spreadsheetId,
        range: '反馈!A:B',
        majorDimension,
        valueRenderOption: 'UNFORMATTED_VALUE',
      });
    expect((await get('ROWS')).data.values).toEqual([[1, 4], [2], [3]]);
    expect((await get('COLUMNS')).data.values).toEqual([[1, 2, 3], [4]]);
  });

  test('writing past the range or the grid is refused and writes nothing', async () => {
    const { client, spreadsheetId, workbook } = await openSheets();
    const update = (range: string, values: unknown[][]) =>
      client.spreadsheets.values.update({
        spreadsheetId,
        range,
        valueInputOption: RAW,
        requestBody: { values },
      });
    await expect(update('反馈!A1:B1', [[1], [2]])).rejects.toThrow(/tried writing past its last row/);
    await expect(update('反馈!A20', [[1], [2]])).rejects.toThrow(
      /Range \('反馈'!A20:A21\) exceeds grid limits. Max rows: 20, max columns: 6/,
    );
    await expect(update('没有!A1', [[1]])).rejects.toThrow('Unable to parse range: 没有!A1');
    expect(workbook.seq).toBe(0);
  });

  test('the option how to read input is required', async () => {
    const { client, spreadsheetId } = await openSheets();
    const update = client.spreadsheets.values.update({
      spreadsheetId,
      range: '反馈!A1',
      requestBody: { values: [[1]] },
    });
    await expect(update).rejects.toThrow("'valueInputOption' is required");
  });
});

describe('values.append', () => {
  test('writes after the table that the range touches and says which it was', async () => {
    const { client, spreadsheetId } = await openSheets();
    await client.spreadsheets.values.update({
      spreadsheetId,
      range: '反馈!B2:C3',
      valueInputOption: RAW,
      requestBody: {
        values: [
          ['a', 'b'],
          ['c', ''],
        ],
      },
    });
    const { data } = await client.spreadsheets.values.append({
      spreadsheetId,
      range: '反馈',
      valueInputOption: RAW,
      requestBody: { values: [['d', 'e']] },
    });
    expect(data.tableRange).toBe("'反馈'!B2:C3");
    expect(data.updates?.updatedRange).toBe("'反馈'!B4:C4");
  });

  test('adds the rows that the grid lacks', async () => {
    const { client, spreadsheetId, workbook } = await openSheets([{ title: 'T', sheetId: 7, rowCount: 2 }]);
    const append = (n: number) =>
      client.spreadsheets.values.append({
        spreadsheetId,
        range: 'T!A1',
        valueInputOption: RAW,
        requestBody: { values: Array.from({ length: n }, (_, i) => [`${n}.${i}`]) },
      });
    await append(2);
    await append(3);
    expect(workbook.data.sheets[0]?.properties.rowCount).toBe(5);
    expect(Object.keys(workbook.data.sheets[0]?.cells ?? {})).toHaveLength(5);
  });

  test('can push down what stands below instead of writing over it', async () => {
    const { client, spreadsheetId } = await openSheets();
    await client.spreadsheets.values.update({
      spreadsheetId,
      range: '反馈!A1',
      valueInputOption: RAW,
      requestBody: { values: [['top'], [''], ['below']] },
    });
    await client.spreadsheets.values.append({
      spreadsheetId,
      range: '反馈!A1:B1',
      valueInputOption: RAW,
      insertDataOption: 'INSERT_ROWS',
      requestBody: { values: [['1'], ['2']] },
    });
    const { data } = await client.spreadsheets.values.get({ spreadsheetId, range: '反馈!A1:A9' });
    expect(data.values).toEqual([['top'], ['1'], ['2'], [], ['below']]);
  });
});

describe('several ranges in one call', () => {
  test('batchUpdate writes all or none', async () => {
    const { client, spreadsheetId, workbook } = await openSheets();
    const write = (second: string) =>
      client.spreadsheets.values.batchUpdate({
        spreadsheetId,
        requestBody: {
          valueInputOption: RAW,
          data: [
            { range: '反馈!A1:B1', values: [['a', 'b']] },
            { range: second, values: [['c']] },
          ],
        },
      });
    await expect(write('反馈!A99')).rejects.toMatchObject({ status: 400 });
    expect(workbook.data.sheets[0]?.cells).toEqual({});
    const { data } = await write('反馈!A9');
    expect(data).toMatchObject({ totalUpdatedCells: 3, totalUpdatedRows: 2, totalUpdatedSheets: 1 });
    expect(workbook.seq).toBe(1);
  });

  test('batchGet answers in the order asked, clear and batchClear leave notes', async () => {
    const { client, spreadsheetId, workbook } = await openSheets();
    const cell = (value: string) => ({ value, note: `note of ${value}` });
    workbook.apply(
      [{ type: 'cells', sheetId: 7, row: 0, column: 0, cells: [[cell('a'), cell('b'), {}, cell('d')]] }],
      { by: 'script' },
    );
    const get = async () =>
      (
        await client.spreadsheets.values.batchGet({ spreadsheetId, ranges: ['反馈!D1', '反馈!A1:B1'] })
      ).data.valueRanges?.map(each => each.values);
    expect(await get()).toEqual([[['d']], [['a', 'b']]]);
    expect((await client.spreadsheets.values.clear({ spreadsheetId, range: '反馈!B1:F' })).data).toEqual({
      spreadsheetId,
      clearedRange: "'反馈'!B1:F20",
    });
    expect(await get()).toEqual([undefined, [['a']]]);
    await client.spreadsheets.values.batchClear({
      spreadsheetId,
      requestBody: { ranges: ['反馈!A:A', '反馈!D1'] },
    });
    expect(await get()).toEqual([undefined, undefined]);
    expect(workbook.data.sheets[0]?.cells[0]?.[3]).toEqual({ note: 'note of d' });
    const { seq } = workbook;
    await client.spreadsheets.values.clear({ spreadsheetId, range: '反馈' });
    expect(workbook.seq).toBe(seq);
  });
});
