// Which method and path is which call. https://developers.google.com/workspace/sheets/api/reference/rest
import { z } from 'zod';
import type { NewWorkbook, Workbook } from '../../workbook/workbook.ts';
import { appendValues } from './append.ts';
import { batchUpdate } from './batch-update.ts';
import type { Caller } from './caller.ts';
import { getMetadata, searchMetadata } from './metadata.ts';
import { check } from './requests/request.ts';
import { propertiesOf, sheetProperties } from './requests/tabs.ts';
import { spreadsheetBodyOf } from './spreadsheet-resource.ts';
import {
  batchClearValues,
  batchGetValues,
  batchUpdateValues,
  clearValues,
  getValues,
  updateValues,
} from './values.ts';

/** A call: the parts of its path, its query as JSON-like values, its body, and whose it is. */
export interface Call {
  workbook: Workbook;
  /** A1 notation or a metadata id, where the path has one. */
  item: string;
  query: Record<string, unknown>;
  body: unknown;
  caller: Caller;
}

interface Route {
  method: 'GET' | 'POST' | 'PUT';
  /** Matches what follows /v4/spreadsheets/{spreadsheetId}. */
  path: RegExp;
  run(call: Call): object;
}

/** Every call on an existing spreadsheet that is served; a longer path stands before the shorter it contains. */
export const ROUTES: Route[] = [
  { method: 'GET', path: /^$/, run: getSpreadsheet },
  {
    method: 'POST',
    path: /^:batchUpdate$/,
    run: ({ workbook, body, caller }) => batchUpdate(workbook, body, caller),
  },
  {
    method: 'GET',
    path: /^\/values:batchGet$/,
    run: ({ workbook, query }) => batchGetValues(workbook.data, query),
  },
  {
    method: 'POST',
    path: /^\/values:batchUpdate$/,
    run: call => batchUpdateValues(call.workbook, call.body, call.caller),
  },
  {
    method: 'POST',
    path: /^\/values:batchClear$/,
    run: ({ workbook, body, caller }) => batchClearValues(workbook, body, caller),
  },
  {
    method: 'POST',
    path: /^\/values\/(.+):clear$/,
    run: ({ workbook, item, caller }) => clearValues(workbook, item, caller),
  },
  {
    method: 'POST',
    path: /^\/values\/(.+):append$/,
    run: call => appendValues(call.workbook, call.item, call.query, call.body, call.caller),
  },
  {
    method: 'GET',
    path: /^\/values\/(.+)$/,
    run: ({ workbook, item, query }) => getValues(workbook.data, item, query),
  },
  {
    method: 'PUT',
    path: /^\/values\/(.+)$/,
    run: call => updateValues(call.workbook, call.item, call.query, call.body, call.caller),
  },
  {
    method: 'POST',
    path: /^\/developerMetadata:search$/,
    run: ({ workbook, body }) => searchMetadata(workbook.data, body),
  },
  {
    method: 'GET',
    path: /^\/developerMetadata\/(\d+)$/,
    run: ({ workbook, item }) => getMetadata(workbook.data, Number(item)),
  },
];

/** Query parameters that may come more than once, and those that are true or false; the rest are texts. */
export const REPEATED = new Set(['ranges']);
export const FLAGS = new Set(['includeGridData', 'includeValuesInResponse', 'excludeTablesInBandedRanges']);

function getSpreadsheet({ workbook, query }: Call): object {
  const wish = check(
    z.strictObject({
      ranges: z.array(z.string()).default([]),
      includeGridData: z.boolean().default(false),
      fields: z.string().optional(),
    }),
    query,
  );
  return spreadsheetBodyOf(workbook.data, { ...wish, fields: wish.fields });
}

const newSpreadsheet = z.strictObject({
  properties: z
    .strictObject({
      title: z.string().min(1).optional(),
      locale: z.string().min(1).optional(),
      timeZone: z.string().min(1).optional(),
    })
    .default({}),
  sheets: z.array(z.strictObject({ properties: sheetProperties })).optional(),
});

/** What spreadsheets.create asks for; what it leaves open is Google's default. */
export function newWorkbookOf(body: unknown): NewWorkbook {
  const { properties, sheets } = check(newSpreadsheet, body ?? {});
  const { title = 'Untitled spreadsheet', locale = 'en_US', timeZone = 'Etc/GMT' } = properties;
  return {
    title,
    locale,
    timeZone,
    ...(sheets?.length && {
      sheets: sheets.map(({ properties: sheet }, index) => ({
        title: `Sheet${index + 1}`,
        ...propertiesOf(sheet),
      })),
    }),
  };
}
