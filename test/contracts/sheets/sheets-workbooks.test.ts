// How the service itself reaches a spreadsheet: what it reads of one, and what it does when the write is turned away.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { SheetsWorkbooks, sheetsOf } from '../../../functions/src/adapters/google/sheets-workbooks.ts';
import { openSheets } from './desk-of-sheets.ts';

const WRITE = [{ appendDimension: { sheetId: 7, dimension: 'ROWS', length: 1 } }];

/** One that waits for nothing, with the waits that it asked for. */
async function over(...tabs: NonNullable<Parameters<typeof openSheets>[0]>) {
  const fixture = await openSheets(tabs);
  const workbooks = new SheetsWorkbooks(
    () => fixture.client,
    () => Promise.resolve(),
    () => 0,
  );
  return { ...fixture, workbooks };
}

/** A service that answers every request with these in turn, the last one for ever, each a status and a Retry-After. */
async function turnedAwayBy(...answers: [status: number, retryAfter?: string][]) {
  const waits: number[] = [];
  let calls = 0;
  const server = createServer((req, res) => {
    const [status, retryAfter] = answers[Math.min(calls++, answers.length - 1)] ?? [200];
    req.resume();
    res.writeHead(status, {
      'content-type': 'application/json',
      ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
    });
    res.end('{}');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const client = sheetsOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const workbooks = new SheetsWorkbooks(
    () => client,
    async ms => {
      waits.push(ms);
    },
    () => 0.5,
  );
  return { workbooks, waits, calls: () => calls };
}

test.each<[string, [number, string?][], number[], number]>([
  ['the quota, once', [[429], [200]], [500], 2],
  ['a server fault, three times', [[503], [500], [502], [200]], [500, 1_500, 4_500], 4],
  ['the quota, with a time', [[429, '7'], [200]], [7_500], 2],
  ['the quota, with the longest time that is waited', [[429, '30'], [200]], [30_500], 2],
  ['the quota, with a time that is none', [[429, 'Infinity'], [429, '-5'], [200]], [500, 1_500], 3],
])('a write that is turned away by %s is tried again', async (_, answers, waits, calls) => {
  const away = await turnedAwayBy(...answers);
  await away.workbooks.apply('book', WRITE);
  expect([away.waits, away.calls()]).toEqual([waits, calls]);
});

test.each<[string, [number, string?], object, number]>([
  ['for good', [400], { code: 'workbook_refused' }, 1],
  ['since it is not shared', [403], { code: 'workbook_unreachable' }, 1],
  ['since it is not there', [404], { code: 'workbook_unreachable' }, 1],
  ['for longer than is waited here', [429, '31'], { status: 429 }, 1],
  ['for years', [503, '999999999'], { status: 503 }, 1],
  ['again and again', [503], { status: 503 }, 4],
])('a write that is turned away %s fails', async (_, answer, error, calls) => {
  const away = await turnedAwayBy(answer);
  await expect(away.workbooks.apply('book', WRITE)).rejects.toMatchObject(error);
  expect(away.calls()).toBe(calls);
});

test('nothing to write is no call', async () => {
  const away = await turnedAwayBy([500]);
  await away.workbooks.apply('book', []);
  expect(away.calls()).toBe(0);
});

test('a column is read by its header, far to the right and in a tab with quotes in its name as well', async () => {
  const { client, workbooks, spreadsheetId } = await over(
    { title: '别的', sheetId: 0 },
    { title: "李明's", sheetId: 7, rowCount: 5, columnCount: 60 },
  );
  const values = { Z: ['最后', 'z'], AA: ['行键', 'k-1', '', 'k-3'], AZ: ['远', 'az'], BA: ['更远', 'ba'] };
  for (const [name, column] of Object.entries(values))
    await client.spreadsheets.values.update({
      spreadsheetId,
      range: `'李明''s'!${name}1:${name}${column.length}`,
      valueInputOption: 'RAW',
      requestBody: { values: column.map(text => [text]) },
    });
  for (const column of Object.values(values))
    expect(await workbooks.column(spreadsheetId, 7, column[0] ?? '')).toEqual(column);
  expect(await workbooks.column(spreadsheetId, 7, '没有的列')).toEqual([]);
  expect(await workbooks.column(spreadsheetId, 8, '行键')).toEqual([]);
});

test('a spreadsheet is described by its tabs, their headers, filters and names', async () => {
  const { batch, client, workbooks, spreadsheetId } = await over(
    { title: '甲', sheetId: 0, rowCount: 9, columnCount: 4 },
    { title: '乙', sheetId: 7, rowCount: 5, columnCount: 6 },
  );
  await client.spreadsheets.values.update({
    spreadsheetId,
    range: '甲!A1:B2',
    valueInputOption: 'RAW',
    requestBody: {
      values: [
        ['编号', '姓名'],
        ['1', '李明'],
      ],
    },
  });
  const range = { sheetId: 7, startRowIndex: 0, startColumnIndex: 1, endColumnIndex: 3 };
  await batch(
    { setBasicFilter: { filter: { range } } },
    { addNamedRange: { namedRange: { namedRangeId: 'n', name: 'keys', range: { ...range, sheetId: 0 } } } },
  );
  const { timeZone, tabs, names } = await workbooks.inspect(spreadsheetId);
  expect(timeZone).toBe('Asia/Shanghai');
  expect(tabs).toMatchObject([
    { sheetId: 0, title: '甲', rowCount: 9, columnCount: 4, header: ['编号', '姓名'], empty: false },
    { sheetId: 7, title: '乙', header: [], empty: false, filter: { startColumn: 1, endColumn: 3 } },
  ]);
  expect(tabs[0]).not.toHaveProperty('filter');
  expect(names).toEqual([{ id: 'n', name: 'keys', sheetId: 0 }]);
});

test('a spreadsheet of a single tab is empty until something stands in it, wherever', async () => {
  const { client, workbooks, spreadsheetId } = await over({ title: '工作表1' });
  const isEmpty = async () => (await workbooks.inspect(spreadsheetId)).tabs.map(({ empty }) => empty);
  expect(await isEmpty()).toEqual([true]);
  await client.spreadsheets.values.update({
    spreadsheetId,
    range: '工作表1!C9',
    valueInputOption: 'RAW',
    requestBody: { values: [['x']] },
  });
  expect(await isEmpty()).toEqual([false]);
});

test('metadata is what stands under its key, and nothing of another', async () => {
  const { workbook, workbooks, spreadsheetId } = await over({ title: '工作表1' });
  expect(await workbooks.metadata(spreadsheetId, 'nonce')).toEqual([]);
  const metadata = ['other', 'nonce', 'nonce'].map((key, at) => ({ metadataId: at, key, value: `n-${at}` }));
  workbook.apply([{ type: 'workbook', properties: { metadata } }], { by: 'script' });
  expect(await workbooks.metadata(spreadsheetId, 'nonce')).toEqual(['n-1', 'n-2']);
});
