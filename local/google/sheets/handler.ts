// The Sheets API v4 over plain HTTP, on workbooks. It must not know of the desk.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type NewWorkbook, type Workbook, WorkbookError } from '../../workbook/workbook.ts';
import { ApiError, invalidArgument } from './api-error.ts';
import { parseMask, select } from './mask.ts';
import { FLAGS, newWorkbookOf, REPEATED, ROUTES } from './routes.ts';
import { spreadsheetBodyOf } from './spreadsheet-resource.ts';

/** Google recommends 2 MB a request and takes more. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const BASE = '/v4/spreadsheets';

export interface SheetsOptions {
  workbooks: (spreadsheetId: string) => Workbook | undefined;
  /** Makes the workbook that spreadsheets.create asks for; without it, create is refused. */
  create?: (wanted: NewWorkbook) => Workbook;
  /** Whether a bearer token may be used; without it, everybody may. */
  authorise?: (bearer: string | undefined) => boolean;
  /** Whether a spreadsheet is shared with the calling account, which has no other right to it; without it, all are. */
  isShared?: (spreadsheetId: string) => boolean;
  /** Mail of the calling account, which is held to what is protected; without it, it may change all. */
  account?: string;
  /** A door for tests: whether this call is over its quota and answered 429. */
  overQuota?: (call: 'Read' | 'Write') => boolean;
  /** The present instant in milliseconds; completes dates that are typed without a year. */
  now?: () => number;
}

/** A handler for node:http that serves paths under /v4/spreadsheets as Google does, errors included. */
export function sheetsHandler(options: SheetsOptions): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    answer(options, req).then(
      body => send(res, 200, body),
      (error: unknown) => {
        const known = asApiError(error);
        send(res, known.httpStatus, known.body);
      },
    );
  };
}

async function answer(options: SheetsOptions, req: IncomingMessage): Promise<unknown> {
  const url = new URL(req.url ?? '/', 'http://sheets');
  const body = await readBody(req);
  if (options.authorise && !options.authorise(bearerOf(req))) {
    throw new ApiError(
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    );
  }
  const kind = req.method === 'GET' ? 'Read' : 'Write';
  if (options.overQuota?.(kind)) {
    throw new ApiError(
      'RESOURCE_EXHAUSTED',
      `Quota exceeded for quota metric '${kind} requests' and limit '${kind} requests per minute per user' of service 'sheets.googleapis.com'.`,
    );
  }
  const query = queryOf(url.searchParams);
  const result = route(options, req.method ?? 'GET', url.pathname, query, body);
  return typeof query['fields'] === 'string' ? select(result, parseMask(query['fields'])) : result;
}

function route(
  options: SheetsOptions,
  method: string,
  pathname: string,
  query: Record<string, unknown>,
  body: unknown,
): object {
  if (method === 'POST' && pathname === BASE && options.create)
    return createSpreadsheet(options.create, query, body);
  const [, id = '', rest = ''] = /^\/v4\/spreadsheets\/([^/:]+)(.*)$/.exec(pathname) ?? [];
  for (const served of id ? ROUTES : []) {
    const match = method === served.method ? served.path.exec(rest) : null;
    if (!match) continue;
    const spreadsheetId = decoded(id);
    const workbook = options.workbooks(spreadsheetId);
    if (!workbook) throw new ApiError('NOT_FOUND', 'Requested entity was not found.');
    if (options.isShared?.(spreadsheetId) === false)
      throw new ApiError('PERMISSION_DENIED', 'The caller does not have permission');
    const item = decoded(match[1] ?? '');
    // Only spreadsheets.get needs to know its mask beforehand.
    const { fields: _, ...own } = query;
    const caller = { now: options.now?.(), email: options.account };
    return served.run({ workbook, item, query: rest === '' ? query : own, body, caller });
  }
  throw new ApiError('UNIMPLEMENTED', `${method} ${pathname} is not served by the local Sheets stand-in`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    throw invalidArgument(`"${part}" is not encoded as a part of an address`, error);
  }
}

function createSpreadsheet(
  create: (wanted: NewWorkbook) => Workbook,
  query: Record<string, unknown>,
  body: unknown,
): object {
  const fields = typeof query['fields'] === 'string' ? query['fields'] : undefined;
  return spreadsheetBodyOf(create(newWorkbookOf(body)).data, { ranges: [], includeGridData: false, fields });
}

function bearerOf(req: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1];
}

/** Parameters of the platform that change nothing in an answer. */
const PLATFORM_PARAMETERS = new Set(['alt', 'key', 'prettyPrint', 'quotaUser', '$.xgafv', 'access_token']);

function queryOf(params: URLSearchParams): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const name of new Set(params.keys())) {
    if (PLATFORM_PARAMETERS.has(name)) continue;
    const last = params.getAll(name).at(-1);
    if (REPEATED.has(name)) query[name] = params.getAll(name);
    else query[name] = FLAGS.has(name) ? last === 'true' : last;
  }
  return query;
}

async function readBody(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    // What is too much is still read to its end, or the answer could not be sent.
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  if (size > MAX_BODY_BYTES) {
    throw invalidArgument(`Request payload size exceeds the limit: ${MAX_BODY_BYTES} bytes.`);
  }
  if (size === 0) return undefined;
  try {
    return withoutNulls(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (error) {
    throw invalidArgument('Invalid JSON payload received.', error);
  }
}

/** A field that is null is one that is not set; in lists a null stays, as values.update skips such a cell. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const set = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(set.map(([key, part]) => [key, withoutNulls(part)]));
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof WorkbookError) return invalidArgument(error.message, error);
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new ApiError('INTERNAL', message, { cause: error });
}

function send(res: ServerResponse, status: number, body: unknown): void {
  if (res.destroyed) return;
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(text),
  });
  res.end(text);
}
