import { expect, test } from 'vitest';
import { writeQuota } from '../../../local/google/sheets/write-quota.ts';
import { openSheets } from './desk-of-sheets.ts';

test('get answers tabs without cells, and the cells of the ranges that are asked for', async () => {
  const { client, spreadsheetId, workbook } = await openSheets([
    { title: 'A', sheetId: 1 },
    { title: 'B', sheetId: 2 },
  ]);
  workbook.apply(
    [
      {
        type: 'cells',
        sheetId: 2,
        row: 2,
        column: 1,
        cells: [[{ value: 0.5, format: { numberFormat: { type: 'PERCENT' } } }]],
      },
    ],
    { by: 'script' },
  );
  const plain = await client.spreadsheets.get({ spreadsheetId });
  expect(plain.data.sheets?.map(sheet => [sheet.properties?.title, sheet.data])).toEqual([
    ['A', undefined],
    ['B', undefined],
  ]);
  const { data } = await client.spreadsheets.get({
    spreadsheetId,
    ranges: ['B!B2:C4'],
    includeGridData: true,
  });
  expect(data.sheets).toHaveLength(1);
  expect(data.sheets?.[0]?.data?.[0]).toMatchObject({
    startRow: 1,
    startColumn: 1,
    rowData: [
      {},
      {
        values: [
          {
            userEnteredValue: { numberValue: 0.5 },
            effectiveValue: { numberValue: 0.5 },
            formattedValue: '50.00%',
            userEnteredFormat: { numberFormat: { type: 'PERCENT' } },
          },
        ],
      },
    ],
  });
});

test('a field mask cuts the answer to size, in both spellings', async () => {
  const { client, spreadsheetId } = await openSheets();
  for (const fields of [
    'spreadsheetId,sheets.properties(sheetId,title)',
    'spreadsheetId,sheets/properties/sheetId,sheets/properties/title',
  ]) {
    const { data } = await client.spreadsheets.get({ spreadsheetId, fields });
    expect(data).toEqual({ spreadsheetId, sheets: [{ properties: { sheetId: 7, title: '反馈' } }] });
  }
  const twice = await client.spreadsheets.get({ spreadsheetId, fields: 'properties.title,properties' });
  expect(twice.data.properties?.locale).toBe('zh_CN');
  await expect(client.spreadsheets.get({ spreadsheetId, fields: 'sheets.merges' })).rejects.toThrow(
    /"sheets.merges" is not served/,
  );
  await expect(client.spreadsheets.get({ spreadsheetId, fields: 'sheets(' })).rejects.toMatchObject({
    status: 400,
  });
});

test('create makes a second workbook that is served under its id', async () => {
  const { client } = await openSheets();
  const { data } = await client.spreadsheets.create({
    requestBody: {
      properties: { title: '第二台', locale: 'zh_CN', timeZone: 'Asia/Shanghai' },
      sheets: [{ properties: { title: '表' } }],
    },
  });
  const again = await client.spreadsheets.get({ spreadsheetId: data.spreadsheetId ?? '' });
  expect(again.data.properties).toMatchObject({ title: '第二台', timeZone: 'Asia/Shanghai' });
  expect(again.data.sheets?.[0]?.properties?.title).toBe('表');
});

test('developer metadata of the spreadsheet is created, found, changed and deleted', async () => {
  const { batch, client, spreadsheetId } = await openSheets();
  const [created] = await batch({
    createDeveloperMetadata: {
      developerMetadata: {
        metadataKey: 'desk',
        metadataValue: 'nonce',
        location: { spreadsheet: true },
        visibility: 'DOCUMENT',
      },
    },
  });
  const metadataId = created?.createDeveloperMetadata?.developerMetadata?.metadataId ?? -1;
  const found = async (metadataKey: string) => {
    const { data } = await client.spreadsheets.developerMetadata.search({
      spreadsheetId,
      requestBody: { dataFilters: [{ developerMetadataLookup: { metadataKey } }] },
    });
    return data.matchedDeveloperMetadata?.map(match => match.developerMetadata?.metadataValue);
  };
  expect(await found('desk')).toEqual(['nonce']);
  expect(await found('other')).toBeUndefined();
  const filter = { developerMetadataLookup: { metadataKey: 'desk' } };
  await batch({
    updateDeveloperMetadata: {
      dataFilters: [filter],
      developerMetadata: { metadataValue: 'second' },
      fields: 'metadataValue',
    },
  });
  const { data } = await client.spreadsheets.developerMetadata.get({ spreadsheetId, metadataId });
  expect(data).toEqual({
    metadataId,
    metadataKey: 'desk',
    metadataValue: 'second',
    location: { locationType: 'SPREADSHEET', spreadsheet: true },
    visibility: 'DOCUMENT',
  });
  await batch({ deleteDeveloperMetadata: { dataFilter: filter } });
  await expect(
    client.spreadsheets.developerMetadata.get({ spreadsheetId, metadataId }),
  ).rejects.toMatchObject({
    status: 404,
  });
  const onRow = { dimensionRange: { sheetId: 7, dimension: 'ROWS', startIndex: 0, endIndex: 1 } };
  await expect(
    batch({
      createDeveloperMetadata: {
        developerMetadata: { metadataKey: 'k', location: onRow, visibility: 'DOCUMENT' },
      },
    }),
  ).rejects.toThrow(/developerMetadata.location/);
});

test('errors come in the body that Google sends', async () => {
  const { client } = await openSheets();
  await expect(client.spreadsheets.get({ spreadsheetId: 'nobody' })).rejects.toMatchObject({
    status: 404,
    response: {
      data: { error: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' } },
    },
  });
});

test('a call without a valid token is answered 401, one over its quota 429', async () => {
  let overQuota = false;
  const { client, spreadsheetId } = await openSheets(undefined, {
    authorise: bearer => bearer === 'good',
    overQuota: () => overQuota,
  });
  const get = (token: string) =>
    client.spreadsheets.get({ spreadsheetId }, { headers: { Authorization: `Bearer ${token}` } });
  await expect(get('bad')).rejects.toMatchObject({
    response: { data: { error: { code: 401, status: 'UNAUTHENTICATED' } } },
  });
  await expect(get('good')).resolves.toMatchObject({ status: 200 });
  overQuota = true;
  await expect(get('good')).rejects.toMatchObject({
    response: { data: { error: { code: 429, status: 'RESOURCE_EXHAUSTED' } } },
  });
});

test('sixty writes of a minute are taken, reads beside them, and the next minute anew', async () => {
  let now = Date.UTC(2026, 10, 30, 2);
  const { client, spreadsheetId } = await openSheets(undefined, { overQuota: writeQuota(() => now) });
  const write = () =>
    client.spreadsheets.values
      .update({
        spreadsheetId,
        range: '反馈!A1',
        valueInputOption: 'RAW',
        requestBody: { values: [['x']] },
      })
      .then(
        ({ status }) => status,
        ({ status }: { status?: number }) => status,
      );
  const statuses: unknown[] = [];
  for (let count = 0; count < 61; count += 1) statuses.push(await write());
  expect(statuses).toEqual([...Array.from({ length: 60 }, () => 200), 429]);
  await expect(client.spreadsheets.get({ spreadsheetId })).resolves.toMatchObject({ status: 200 });
  now += 59_999;
  expect(await write()).toBe(429);
  now += 1;
  expect(await write()).toBe(200);
});

test('calls that are not served say so', async () => {
  const { client, spreadsheetId } = await openSheets();
  await expect(
    client.spreadsheets.sheets.copyTo({
      spreadsheetId,
      sheetId: 7,
      requestBody: { destinationSpreadsheetId: 'other' },
    }),
  ).rejects.toThrow(/sheets\/7:copyTo is not served by the local Sheets stand-in/);
});

test('a spreadsheet that is not shared refuses each read and each write until it is shared', async () => {
  let isShared = false;
  const { client, spreadsheetId } = await openSheets(undefined, { isShared: () => isShared });
  const book = { spreadsheetId };
  const growth = [{ appendDimension: { sheetId: 7, dimension: 'ROWS', length: 1 } }];
  const calls: Record<string, () => Promise<{ status: number }>> = {
    get: () => client.spreadsheets.get(book),
    batchUpdate: () => client.spreadsheets.batchUpdate({ ...book, requestBody: { requests: growth } }),
    values: () => client.spreadsheets.values.get({ ...book, range: 'A1' }),
    search: () =>
      client.spreadsheets.developerMetadata.search({
        ...book,
        requestBody: { dataFilters: [{ developerMetadataLookup: { metadataKey: 'k' } }] },
      }),
  };
  for (const call of Object.values(calls))
    await expect(call()).rejects.toMatchObject({
      status: 403,
      message: 'The caller does not have permission',
    });
  isShared = true;
  for (const call of Object.values(calls)) expect((await call()).status).toBe(200);
});
