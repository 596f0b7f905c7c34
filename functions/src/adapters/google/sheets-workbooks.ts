// The spreadsheet through the Sheets API v4. Only layout and summary tabs are written from here; staff tabs are the
// add-on's.

import { GoogleAuth } from 'google-auth-library';
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { RequestError } from '../../contract/request-error.ts';
import { lettersOf } from '../../core/lib/rectangles.ts';
import type { ExistingName, ExistingTab, SheetRequest } from '../../core/workbook/sheet-request.ts';
import type { Workbooks } from '../../ports/workbooks.ts';

/**
 * Longest waits between tries of a write that the quota or a server fault turned away, in ms: some part of each is
 * waited, so that those who were turned away together do not come back together. The client itself never repeats a
 * POST.
 */
const RETRY_DELAYS = [1_000, 3_000, 9_000];

/** What Google asks to wait is waited up to here, in ms; beyond, the queue calls again. */
const MAX_PATIENCE_MS = 30_000;

/** A client of the Sheets API. `rootUrl` leads to another server than Google's, without credentials. */
export function sheetsOf(rootUrl: string | undefined): sheets_v4.Sheets {
  if (rootUrl !== undefined) return sheets({ version: 'v4', rootUrl });
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/spreadsheets'] });
  return sheets({ version: 'v4', auth });
}

export class SheetsWorkbooks implements Workbooks {
  private readonly api: () => sheets_v4.Sheets;
  private readonly wait: (ms: number) => Promise<void>;
  private readonly random: () => number;

  readonly account: string | undefined;

  /** `random` answers numbers from 0 to 1; `account` is the address that spreadsheets are shared with. */
  constructor(
    api: () => sheets_v4.Sheets,
    wait: (ms: number) => Promise<void>,
    random: () => number,
    account?: string,
  ) {
    this.api = api;
    this.wait = wait;
    this.random = random;
    this.account = account;
  }

  async inspect(deskId: string): Promise<{ timeZone: string; tabs: ExistingTab[]; names: ExistingName[] }> {
    const { data } = await this.reach(() =>
      this.api().spreadsheets.get({
        spreadsheetId: deskId,
        fields:
          'properties.timeZone,namedRanges,sheets.properties,sheets.charts.chartId,sheets.basicFilter,sheets.filterViews(filterViewId,title)',
      }),
    );
    const found = data.sheets ?? [];
    const properties = found.flatMap(sheet => sheet.properties ?? []);
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
        charts: (found[index]?.charts ?? []).flatMap(chart => chart.chartId ?? []),
        ...filterOf(found[index]?.basicFilter),
        views: (found[index]?.filterViews ?? []).map(({ filterViewId, title }) => ({
          id: filterViewId ?? 0,
          title: title ?? '',
        })),
      })),
      names: (data.namedRanges ?? []).map(({ namedRangeId, name, range }) => ({
        id: namedRangeId ?? '',
        name: name ?? '',
        // The first tab's id is 0, and zeros are not sent; a name whose cells are gone has no range.
        ...(range && { sheetId: range.sheetId ?? 0 }),
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

  async column(deskId: string, sheetId: number, header: string): Promise<string[]> {
    const { tabs } = await this.inspect(deskId);
    const tab = tabs.find(each => each.sheetId === sheetId);
    const index = tab?.header.indexOf(header) ?? -1;
    if (!tab || index < 0) return [];
    const name = lettersOf(index);
    const [values = []] = await this.values(deskId, [`${quote(tab)}!${name}:${name}`]);
    return values.map(row => row[0] ?? '');
  }

  async metadata(deskId: string, key: string): Promise<string[]> {
    const lookup = { metadataKey: key, metadataLocation: { spreadsheet: true } };
    const { data } = await this.reach(() =>
      this.api().spreadsheets.developerMetadata.search({
        spreadsheetId: deskId,
        requestBody: { dataFilters: [{ developerMetadataLookup: lookup }] },
      }),
    );
    const found = data.matchedDeveloperMetadata ?? [];
    return found.flatMap(({ developerMetadata }) => developerMetadata?.metadataValue ?? []);
  }

  /** Values as they are shown: all of them texts. */
  private async values(deskId: string, ranges: string[]): Promise<string[][][]> {
    if (ranges.length === 0) return [];
    const { data } = await this.reach(() =>
      this.api().spreadsheets.values.batchGet({ spreadsheetId: deskId, ranges }),
    );
    return (data.valueRanges ?? []).map(range => (range.values ?? []) as string[][]);
  }

  private async reach<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw asRequestError(error, this.account);
    }
  }

  private async retrying<T>(call: () => Promise<T>): Promise<T> {
    for (const delay of RETRY_DELAYS) {
      try {
        return await call();
      } catch (error) {
        const asked = retryAfter(error);
        if (!isPassing(statusOf(error)) || asked > MAX_PATIENCE_MS) throw asRequestError(error, this.account);
        await this.wait(asked + delay * this.random());
      }
    }
    return this.reach(call);
  }
}

/**
 * A spreadsheet that is not there, or not shared with the service, is the caller's matter, who is told the address to
 * share it with, and so is one that no longer is as it was taken to be; anything else is an outside failure.
 */
function asRequestError(error: unknown, account: string | undefined): unknown {
  switch (statusOf(error)) {
    case 400:
      return new RequestError(isAboutProtection(error) ? 'workbook_protected' : 'workbook_refused', {
        cause: error,
      });
    case 403:
    case 404:
      return new RequestError('workbook_unreachable', {
        ...(account !== undefined && { details: [{ path: 'account', message: account }] }),
        cause: error,
      });
    default:
      return error;
  }
}

/** Google has no code of its own for it. */
const isAboutProtection = (error: unknown) =>
  error instanceof Error && error.message.includes('You are trying to edit a protected cell or object');

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  return Number(error.status);
}

function filterOf(filter: sheets_v4.Schema$BasicFilter | undefined): Pick<ExistingTab, 'filter'> {
  if (!filter?.range) return {};
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = filter.range;
  return {
    filter: {
      startRow: startRowIndex ?? 0,
      ...(typeof endRowIndex === 'number' && { endRow: endRowIndex }),
      startColumn: startColumnIndex ?? 0,
      ...(typeof endColumnIndex === 'number' && { endColumn: endColumnIndex }),
      specs: filter.filterSpecs ?? [],
    },
  };
}

/** Milliseconds that the answer asks to wait, 0 when it does not say. */
function retryAfter(error: unknown): number {
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  const headers = response instanceof Object && 'headers' in response ? response.headers : undefined;
  const seconds = isHeaders(headers) ? Number(headers.get('retry-after') ?? 0) : 0;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1_000) : 0;
}

/** The client brings a class of headers of its own, which is not the platform's. */
const isHeaders = (value: unknown): value is Pick<Headers, 'get'> =>
  value instanceof Object && 'get' in value && typeof value.get === 'function';

const isPassing = (status: number | undefined) => status === undefined || status === 429 || status >= 500;

const quote = ({ title }: { title?: string | null }) => `'${(title ?? '').replaceAll("'", "''")}'`;
