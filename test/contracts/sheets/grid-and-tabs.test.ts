import { describe, expect, test } from 'vitest';
import { openSheets } from './desk-of-sheets.ts';

const YELLOW = { red: 1, green: 1 };

describe('rows and columns', () => {
  test('inserted rows take the looks of the row before, not its content', async () => {
    const { batch, workbook } = await openSheets();
    const format = { numberFormat: { type: 'TEXT' as const } };
    workbook.apply([{ type: 'cells', sheetId: 7, row: 1, column: 0, cells: [[{ value: 'x', format }]] }], {
      by: 'script',
    });
    const range = { sheetId: 7, dimension: 'ROWS', startIndex: 2, endIndex: 4 };
    await batch({ insertDimension: { range, inheritFromBefore: true } });
    expect(workbook.data.sheets[0]?.cells).toEqual({
      1: { 0: { value: 'x', format } },
      2: { 0: { format } },
      3: { 0: { format } },
    });
    expect(workbook.data.sheets[0]?.properties.rowCount).toBe(22);
  });

  test('sizes and hiding, appending, deleting, moving', async () => {
    const { batch, client, spreadsheetId, workbook } = await openSheets();
    const columns = (startIndex: number, endIndex: number) => ({
      sheetId: 7,
      dimension: 'COLUMNS',
      startIndex,
      endIndex,
    });
    await batch(
      {
        updateDimensionProperties: {
          range: columns(5, 6),
          properties: { hiddenByUser: true, pixelSize: 40 },
          fields: 'hiddenByUser,pixelSize',
        },
      },
      { moveDimension: { source: columns(5, 6), destinationIndex: 1 } },
      { appendDimension: { sheetId: 7, dimension: 'COLUMNS', length: 2 } },
      { deleteDimension: { range: columns(0, 1) } },
    );
    expect(workbook.data.sheets[0]?.properties.columnCount).toBe(7);
    const { data } = await client.spreadsheets.get({ spreadsheetId, includeGridData: true });
    const metadata = data.sheets?.[0]?.data?.[0]?.columnMetadata;
    expect(metadata?.slice(0, 2)).toEqual([{ hiddenByUser: true, pixelSize: 40 }, { pixelSize: 100 }]);
  });
});

describe('tabs', () => {
  test('properties change by their mask alone', async () => {
    const { batch, client, spreadsheetId } = await openSheets();
    await batch({
      updateSheetProperties: {
        properties: {
          sheetId: 7,
          title: 'not named in the mask',
          gridProperties: { frozenRowCount: 1, frozenColumnCount: 2 },
          tabColor: YELLOW,
        },
        fields: 'gridProperties.frozenRowCount,tabColorStyle',
      },
    });
    const { data } = await client.spreadsheets.get({ spreadsheetId });
    expect(data.sheets?.[0]?.properties).toEqual({
      sheetId: 7,
      title: '反馈',
      index: 0,
      sheetType: 'GRID',
      gridProperties: { rowCount: 20, columnCount: 6, frozenRowCount: 1 },
      tabColor: YELLOW,
      tabColorStyle: { rgbColor: YELLOW },
    });
  });

  test('moving and hiding a tab; the last visible one stays', async () => {
    const { batch, workbook } = await openSheets([
      { title: 'A', sheetId: 1 },
      { title: 'B', sheetId: 2 },
    ]);
    await batch({
      updateSheetProperties: { properties: { sheetId: 2, index: 0, hidden: true }, fields: 'index,hidden' },
    });
    expect(workbook.data.sheets.map(sheet => [sheet.properties.title, sheet.properties.index])).toEqual([
      ['B', 0],
      ['A', 1],
    ]);
    await expect(batch({ deleteSheet: { sheetId: 1 } })).rejects.toThrow(/all the visible sheets/);
    const hide = { properties: { sheetId: 1, hidden: true }, fields: 'hidden' };
    await expect(batch({ updateSheetProperties: hide })).rejects.toThrow(/hide all the sheets/);
    await expect(
      batch({ appendDimension: { sheetId: 1, dimension: 'ROWS', length: 1_000_000 } }),
    ).rejects.toThrow(/above the limit of 10000000 cells/);
  });
});
