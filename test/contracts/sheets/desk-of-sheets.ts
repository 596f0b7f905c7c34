// A Sheets service on a port of its own and the real client that speaks to it.
import { createServer } from 'node:http';
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { onTestFinished } from 'vitest';
import { type SheetsOptions, sheetsHandler } from '../../../local/google/sheets/handler.ts';
import type { SheetProperties } from '../../../local/workbook/model.ts';
import { Workbook } from '../../../local/workbook/workbook.ts';

export interface SheetsFixture {
  client: sheets_v4.Sheets;
  workbook: Workbook;
  spreadsheetId: string;
  /** Sends requests of one batch and answers the replies. */
  batch: (...requests: sheets_v4.Schema$Request[]) => Promise<sheets_v4.Schema$Response[]>;
}

/** Ends with the test that asked for it. */
export async function openSheets(
  tabs: (Partial<SheetProperties> & { title: string })[] = [
    { title: '反馈', sheetId: 7, rowCount: 20, columnCount: 6 },
  ],
  options: Partial<SheetsOptions> = {},
): Promise<SheetsFixture> {
  const workbook = Workbook.open({
    file: ':memory:',
    create: {
      spreadsheetId: 'book',
      title: '服务台',
      locale: 'zh_CN',
      timeZone: 'Asia/Shanghai',
      sheets: tabs,
    },
  });
  const books = new Map([['book', workbook]]);
  const create: SheetsOptions['create'] = wanted => {
    const made = Workbook.open({ file: ':memory:', create: wanted });
    books.set(made.data.spreadsheetId, made);
    return made;
  };
  const server = createServer(sheetsHandler({ workbooks: id => books.get(id), create, ...options }));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    for (const book of books.values()) book.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = sheets({ version: 'v4', rootUrl: `http://127.0.0.1:${port}/`, retry: false });
  return {
    client,
    workbook,
    spreadsheetId: 'book',
    async batch(...requests) {
      const { data } = await client.spreadsheets.batchUpdate({
        spreadsheetId: 'book',
        requestBody: { requests },
      });
      return data.replies ?? [];
    },
  };
}
