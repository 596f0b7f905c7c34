// The spreadsheet through the Sheets API v4. Only layout and summary tabs are written from here; staff tabs are the add-on's.

import { GoogleAuth } from 'google-auth-library';
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { ExistingTab, SheetRequest } from '../core/layout.ts';
import type { Workbooks } from '../ports.ts';
import { RequestError } from '../request-error.ts';

/** Waits between tries of a write that the quota or a server fault turned away, in ms. The client itself never repeats a POST. */
const RETRY_DELAYS = [500, 1_500, 4_000];

/** A client of the Sheets API. `rootUrl` leads to another server than Google's, without credentials. */
export function sheetsOf(rootUrl: string | undefined): sheets_v4.Sheets {
  if (rootUrl !== undefined) return sheets({ version: 'v4', rootUrl });
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/spreadsheets'] });
  return sheets({ version: 'v4', auth });
}

export class SheetsWorkbooks implements Workbooks {
  private readonly api: () => sheets_v4.Sheets;
  private readonly wait: (ms: number) => Promise<void>;

  constructor(api: () => sheets_v4.Sheets, wait: (ms: number) => Promise<void>) {
    this.api = api;
    this.wait = wait;
  }

  async inspect(deskId: string): Promise<{ timeZone: string; tabs: ExistingTab[] }> {
    const { data } = await reach(() =>
      this.api().spreadsheets.get({
        spreadsheetId: deskId,
        fields: 'properties.timeZone,sheets.properties',
      }),
    );
    const properties = (data.sheets ?? []).flatMap(sheet => sheet.properties ?? []);
    const values = await this.values(
      deskId,
      properties.map(each => (properties.length === 1 ? quote(each) : `${quote(each)}!1:1`)),
    );
    return {
      timeZone: data.properties?.timeZone ?? '',
      tabs: properties.map((each, index) => ({
        sheetId: each.sheetId ?? 0,
        title: each.title ?? '',
        rowCount: each.gridProperties?.rowCount ?? 0,
        columnCount: each.gridProperties?.columnCount ?? 0,
        header: values[index]?.[0] ?? [],
        // Only a spreadsheet with a single tab was read whole; any other tab is taken to be in use.
        empty: properties.length === 1 && (values[index] ?? []).length === 0,
      })),
    };
  }

  async apply(deskId: string, requests: readonly SheetRequest[]): Promise<void> {
    if (requests.length === 0) return;
    // Absolute values at given places: applying them twice is the same as once, so a lost answer may be tried again.
    await this.retrying(() =>
      this.api().spreadsheets.batchUpdate({
        spreadsheetId: deskId,
        requestBody: { requests: [...requests] },
      }),
    );
  }

  async columns(deskId: string, sheetIds: readonly number[], header: string): Promise<Map<number, string[]>> {
    const { tabs } = await this.inspect(deskId);
    const places = tabs.flatMap(tab => {
      const index = tab.header.indexOf(header);
      return sheetIds.includes(tab.sheetId) && index >= 0 ? [{ tab, column: columnName(index) }] : [];
    });
    const values = await this.values(
      deskId,
      places.map(({ tab, column }) => `${quote(tab)}!${column}:${column}`),
    );
    return new Map(
      places.map(({ tab }, index) => [tab.sheetId, (values[index] ?? []).map(row => row[0] ?? '')]),
    );
  }

  async setMetadata(deskId: string, key: string, value: string): Promise<void> {
    const location = { spreadsheet: true };
    const lookup = { metadataKey: key, metadataLocation: location };
    const { data } = await reach(() =>
      this.api().spreadsheets.developerMetadata.search({
        spreadsheetId: deskId,
        requestBody: { dataFilters: [{ developerMetadataLookup: lookup }] },
      }),
    );
    const old = (data.matchedDeveloperMetadata ?? []).map(() => ({
      deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: lookup } },
    }));
    const developerMetadata = { metadataKey: key, metadataValue: value, location, visibility: 'DOCUMENT' };
    await this.apply(deskId, [...old.slice(0, 1), { createDeveloperMetadata: { developerMetadata } }]);
  }

  /** Values as they are shown: all of them texts. */
  private async values(deskId: string, ranges: string[]): Promise<string[][][]> {
    if (ranges.length === 0) return [];
    const { data } = await reach(() =>
      this.api().spreadsheets.values.batchGet({ spreadsheetId: deskId, ranges }),
    );
    return (data.valueRanges ?? []).map(range => (range.values ?? []) as string[][]);
  }

  private async retrying<T>(call: () => Promise<T>): Promise<T> {
    for (const delay of RETRY_DELAYS) {
      try {
        return await call();
      } catch (error) {
        if (!isPassing(statusOf(error))) throw asRequestError(error);
        await this.wait(delay);
      }
    }
    return reach(call);
  }
}

async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asRequestError(error);
  }
}

/** A spreadsheet that is not there, or not shared with the service, is the caller's matter; anything else is an outside failure. */
function asRequestError(error: unknown): unknown {
  const status = statusOf(error);
  return status === 403 || status === 404
    ? new RequestError('workbook_unreachable', { cause: error })
    : error;
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  return Number(error.status);
}

const isPassing = (status: number | undefined) => status === undefined || status === 429 || status >= 500;

const quote = ({ title }: { title?: string | null }) => `'${(title ?? '').replaceAll("'", "''")}'`;

function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
