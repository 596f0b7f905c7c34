// The HTTP door to the service. It must not know sheets: requests and answers only, in the contract's words.
import type {
  CallerAnswer,
  CallerRequest,
  CallForm,
  CustomerAnswer,
} from '../../../functions/src/contract/call-form.ts';
import type { CardAnswer, CardName, FigureRequest } from '../../../functions/src/contract/cards.ts';
import type {
  CalendarAnswer,
  ChangesAnswer,
  CustomerRequest,
  DeskDescription,
  DoneAnswer,
  ErrorAnswer,
  ExportAnswer,
  GiveDeskRequest,
  JoinDeskRequest,
  OpenDeskAnswer,
  OpenDeskRequest,
  RecordsAnswer,
  RecordsRequest,
  ResentAnswer,
  RetiredAnswer,
  RetiredRequest,
  SearchRequest,
  SubmitAnswer,
  SubmitRequest,
  TaskAnswer,
} from '../../../functions/src/contract/contract.ts';
import type {
  ImportAnswer,
  ImportPlan,
  ImportPlanRequest,
  ImportRequest,
  TableExportAnswer,
  TableExportRequest,
} from '../../../functions/src/contract/exchange.ts';
import type { PaperRequest, PapersAnswer } from '../../../functions/src/contract/papers.ts';
import { TEXTS } from '../texts.ts';
import { nowMs } from './clock.ts';
import { parseAs, type Shape } from './json.ts';
import { serviceUrl } from './platform.ts';
import { waitAsked } from './retry-after.ts';

/**
 * Why a request failed: `away` may work later as it is, `denied` once somebody has access, `changed` after the
 * description is fetched again, `tooLarge` in smaller parts, `rejected` not as it is; `unshared` once the spreadsheet
 * is shared; `replaced` when another account sends for the desk by now.
 */
export type FailureKind = 'away' | 'denied' | 'changed' | 'tooLarge' | 'rejected' | 'unshared' | 'replaced';

/** A request without a usable answer; `message` is the Chinese sentence to show. */
export class ServiceFailure extends Error {
  override name = 'ServiceFailure';
  readonly kind: FailureKind;
  /**
   * What went wrong when the service is away, in a few words; the address to share with when the spreadsheet is not
   * shared.
   */
  readonly reason: string;
  /** Until when the service asks to be left alone, ms; nothing where it does not. */
  readonly retryAt: number | undefined;
  constructor(kind: FailureKind, message: string, reason = '', retryAt?: number) {
    super(message);
    this.kind = kind;
    this.reason = reason;
    this.retryAt = retryAt;
  }
}

const away = (reason: string, retryAt?: number): ServiceFailure =>
  new ServiceFailure('away', TEXTS.unreachable(reason), reason, retryAt);

/** What Google or a parser says of it is English: it is for the log. */
function awayBy(cause: unknown, reason: string, retryAt?: number): ServiceFailure {
  Logger.log(`The service gave no answer: ${String(cause)}`);
  return away(reason, retryAt);
}

/** A time to wait up to this is waited here; longer ones would cost the account's trigger time. */
const PATIENCE_MS = 3_000;

/** Codes that say: the description this request was made from is no longer the desk's. */
const CHANGED = ['desk_changed', 'unknown_table', 'unknown_column'];

/** The code of an answer that says: the service may not open the spreadsheet. */
const UNSHARED = 'workbook_unreachable';

/** The code of an answer that says: the triggers of another account send. */
const REPLACED = 'not_sender';

/** The code of an answer that waiting alone does not help: whoever runs the service has to read its sentence. */
const OUTDATED = 'data_newer';

/** The account that runs this, as it is said to people. */
export const accountShown = (): string => Session.getEffectiveUser().getEmail() || TEXTS.unknownAccount;

function failureOf(status: number, body: string, retryAt?: number): ServiceFailure {
  if (status === 401) return new ServiceFailure('denied', TEXTS.signedOut(accountShown()));
  let error: Partial<ErrorAnswer['error']> = {};
  try {
    error = parseAs<ErrorAnswer>(body, { error: 'object' }).error;
  } catch (cause) {
    // Not the service's own word, whatever it says: a proxy's page, or that of a function that is not there for now.
    if (status !== 403 && status !== 413) throw awayBy(cause, `${status}，${TEXTS.unreadable}`, retryAt);
  }
  if (error.code === UNSHARED) {
    const account = error.details?.find(({ path }) => path === 'account')?.message ?? '';
    return new ServiceFailure('unshared', TEXTS.share(account), account);
  }
  if (status >= 500 || status === 429 || status === 408)
    return away(error.code === OUTDATED ? (error.message ?? String(status)) : String(status), retryAt);
  if (error.code === REPLACED) return new ServiceFailure('replaced', error.message ?? '');
  if (status === 403) {
    // The door itself may refuse as well, before the service is reached.
    const known = error.code !== undefined && error.code !== 'not_a_member';
    return new ServiceFailure('denied', (known && error.message) || TEXTS.noAccess(accountShown()));
  }
  const places = (error.details ?? []).map(({ path, message }) => `${path}：${message}`);
  const sentence = TEXTS.rejected(error.message ?? String(status), places);
  if (CHANGED.includes(error.code ?? '')) return new ServiceFailure('changed', sentence);
  return new ServiceFailure(status === 413 ? 'tooLarge' : 'rejected', sentence);
}

interface Received {
  status: number;
  text: string;
  /** Time to wait that the service asks for, ms. */
  waitMs: number | undefined;
}

function fetchOnce(method: 'get' | 'post', path: string, body: object | undefined): Received {
  try {
    const response = UrlFetchApp.fetch(`${serviceUrl()}/v1/desks${path}`, {
      method,
      headers: { authorization: `Bearer ${ScriptApp.getIdentityToken()}` },
      muteHttpExceptions: true,
      ...(body && { contentType: 'application/json', payload: JSON.stringify(body) }),
    });
    const status = response.getResponseCode();
    // Headers are asked for only where they can say something.
    const waitMs = status < 400 ? undefined : waitAsked(status, response.getHeaders(), nowMs());
    return { status, text: response.getContentText(), waitMs };
  } catch (cause) {
    // No connection, no answer in a minute, a used-up quota: all may pass.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw awayBy(cause, noAnswerBy(reason));
  }
}

function noAnswerBy(reason: string): string {
  if (/time.?out/i.test(reason)) return TEXTS.tooSlow;
  return /too many times|quota|bandwidth/i.test(reason) ? TEXTS.fetchesUsedUp : TEXTS.noConnection;
}

/** Whoever is asked to wait a moment waits it, once: nothing was taken in. */
export function call<Answer>(
  method: 'get' | 'post',
  path: string,
  shape: Shape<Answer>,
  body?: object,
): Answer {
  let received = fetchOnce(method, path, body);
  if (received.waitMs !== undefined && received.waitMs <= PATIENCE_MS) {
    Utilities.sleep(received.waitMs);
    received = fetchOnce(method, path, body);
  }
  const { status, text, waitMs } = received;
  if (status >= 400) throw failureOf(status, text, waitMs === undefined ? undefined : nowMs() + waitMs);
  try {
    return parseAs(text, shape);
  } catch (cause) {
    throw awayBy(cause, TEXTS.unreadable);
  }
}

export const deskPath = (deskId: string): string => `/${encodeURIComponent(deskId)}`;

const DONE: Shape<DoneAnswer> = { done: 'boolean' };
const TASK: Shape<TaskAnswer> = { changed: 'number', done: 'boolean' };
const CARD: Shape<CardAnswer> = { title: 'string', lines: 'list' };

export const openDesk = (spreadsheetId: string): OpenDeskAnswer =>
  call<OpenDeskAnswer>('post', '', { deskId: 'string', status: 'string' }, {
    spreadsheetId,
  } satisfies OpenDeskRequest);

export const joinDesk = (deskId: string, nonce: string): DoneAnswer =>
  call('post', `${deskPath(deskId)}/members`, DONE, { nonce } satisfies JoinDeskRequest);

/** Has this account's triggers send for the desk, and vouch for whoever edits. */
export const takeSending = (deskId: string): DoneAnswer =>
  call('post', `${deskPath(deskId)}/sender`, DONE, {});

export const senderAlive = (deskId: string): DoneAnswer =>
  call('post', `${deskPath(deskId)}/sender/alive`, DONE, {});

export const giveDesk = (deskId: string, mail: string): DoneAnswer =>
  call('post', `${deskPath(deskId)}/owner`, DONE, { mail } satisfies GiveDeskRequest);

export const layOut = (deskId: string): DoneAnswer => call('post', `${deskPath(deskId)}/layout`, DONE, {});

export const rebuildSummaries = (deskId: string): DoneAnswer =>
  call('post', `${deskPath(deskId)}/summaries/rebuild`, DONE, {});

export const calendarAddress = (deskId: string): CalendarAnswer =>
  call<CalendarAnswer>('post', `${deskPath(deskId)}/calendar`, { url: 'string' }, {});

export const resendNotices = (deskId: string): ResentAnswer =>
  call<ResentAnswer>('post', `${deskPath(deskId)}/notices/resend`, { resent: 'number' }, {});

export const showCard = (deskId: string, key: string, card: CardName): CardAnswer =>
  call<CardAnswer>('post', `${deskPath(deskId)}/records/${encodeURIComponent(key)}/cards/${card}`, CARD, {});

const CALL_FORM: Shape<CallForm> = { table: 'string', fields: 'list' };

export const callForm = (deskId: string): CallForm =>
  call('post', `${deskPath(deskId)}/call-form`, CALL_FORM, {});

const CALLER: Shape<CallerAnswer> = { records: 'list' };

export const findCaller = (deskId: string, text: string): CallerAnswer =>
  call('post', `${deskPath(deskId)}/callers`, CALLER, { text } satisfies CallerRequest);

export const customerRecords = (deskId: string, key: string): CustomerAnswer =>
  call('post', `${deskPath(deskId)}/records/${encodeURIComponent(key)}/customer`, CALLER, {});

const PAPERS: Shape<PapersAnswer> = { company: 'string', papers: 'list' };

export const printRecord = (deskId: string, key: string, request: PaperRequest): PapersAnswer =>
  call('post', `${deskPath(deskId)}/records/${encodeURIComponent(key)}/paper`, PAPERS, request);

export const callList = (deskId: string): PapersAnswer =>
  call('post', `${deskPath(deskId)}/call-list`, PAPERS, {});

export const shiftList = (deskId: string): PapersAnswer =>
  call('post', `${deskPath(deskId)}/shift-list`, PAPERS, {});

export const traceFigure = (deskId: string, figure: FigureRequest): CardAnswer =>
  call<CardAnswer>('post', `${deskPath(deskId)}/figures`, CARD, figure);

/** A page of what is kept of a customer. */
export const exportCustomer = (deskId: string, request: CustomerRequest): ExportAnswer =>
  call<ExportAnswer>('post', `${deskPath(deskId)}/customer/export`, { lines: 'list' }, request);

export const correctCustomer = (deskId: string, request: CustomerRequest): TaskAnswer =>
  call('post', `${deskPath(deskId)}/customer/correct`, TASK, request);

export const eraseCustomer = (deskId: string, request: CustomerRequest): TaskAnswer =>
  call('post', `${deskPath(deskId)}/customer/erase`, TASK, request);

export const describeDesk = (deskId: string): DeskDescription =>
  call<DeskDescription>('get', deskPath(deskId), { deskId: 'string', version: 'string', tables: 'list' });

export const tablePath = (deskId: string, table: string): string =>
  `${deskPath(deskId)}/tables/${encodeURIComponent(table)}`;

export const submitRows = (deskId: string, table: string, request: SubmitRequest): SubmitAnswer =>
  call('post', `${tablePath(deskId, table)}/rows`, SUBMITTED, request);

const SUBMITTED: Shape<SubmitAnswer> = { rows: 'list', version: 'string' };
const PLAN: Shape<ImportPlan> = { header: 'number', columns: 'list', targets: 'list' };
const IMPORTED: Shape<ImportAnswer> = { rows: 'list' };

export const planImport = (deskId: string, table: string, request: ImportPlanRequest): ImportPlan =>
  call('post', `${tablePath(deskId, table)}/import-plan`, PLAN, request);

export const importRows = (deskId: string, table: string, request: ImportRequest): ImportAnswer =>
  call('post', `${tablePath(deskId, table)}/import`, IMPORTED, request);

export const exportTables = (deskId: string, request: TableExportRequest): TableExportAnswer =>
  call<TableExportAnswer>('post', `${deskPath(deskId)}/table-export`, { tables: 'list' }, request);

export const recordsOf = (deskId: string, keys: readonly string[]): RecordsAnswer =>
  call<RecordsAnswer>('post', `${deskPath(deskId)}/records`, { rows: 'list' }, {
    keys,
  } satisfies RecordsRequest);

export const changesSince = (deskId: string, cursor: string): ChangesAnswer =>
  call<ChangesAnswer>('get', `${deskPath(deskId)}/changes?since=${encodeURIComponent(cursor)}`, {
    cursor: 'string',
    rows: 'list',
  });

export const retiredRows = (deskId: string, request: RetiredRequest): RetiredAnswer =>
  call<RetiredAnswer>(
    'post',
    `${deskPath(deskId)}/retired`,
    { cursor: 'string', rows: 'list', days: 'number' },
    request,
  );

export const searchRecords = (deskId: string, text: string): RecordsAnswer =>
  call<RecordsAnswer>('post', `${deskPath(deskId)}/search`, { rows: 'list' }, {
    text,
  } satisfies SearchRequest);
