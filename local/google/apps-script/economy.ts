// What a script spends: calls of Google's services and the time that each takes. Counted always; spent in real time
// where a desk is told to be as slow as Google.
import { HOUR_MS, MINUTE_MS } from '../../clock/duration.ts';
import type { Area, Calls } from './calls.ts';
import type { ExecutionKind } from './views.ts';

/** Time of an execution before its first line runs, ms. */
export const START_MS = 400;

/**
 * Executions of one account at a time; what is over them does not run.
 * https://developers.google.com/apps-script/guides/services/quotas
 */
export const MAX_AT_ONCE = 30;

/**
 * Time of all triggers of one account in a day, ms. https://developers.google.com/apps-script/guides/services/quotas
 */
export const TRIGGER_MS_A_DAY = { consumer: 90 * MINUTE_MS, workspace: 6 * HOUR_MS } as const;

/** https://developers.google.com/apps-script/guides/services/quotas */
export type Account = keyof typeof TRIGGER_MS_A_DAY;

const READ_MS = 50;
const WRITE_MS = 30;
const COMMIT_MS = 200;
const LOCK_MS = 50;
const PROPERTY_MS = 30;
const CACHE_MS = 20;
const FETCH_MS = 150;
const TOKEN_MS = 30;

/** What writes into the spreadsheet; Google keeps such writes back until the script reads, flushes or ends. */
export const BUFFERED: ReadonlySet<keyof Calls> = new Set([
  'writeValues',
  'writeTexts',
  'copyPart',
  'addMetadata',
  'removeMetadata',
]);

/** What needs the cells as they are, so that writes that are kept back come first. */
export const COMMITS: ReadonlySet<keyof Calls> = new Set([
  'appendRow',
  'deleteDimension',
  'flush',
  'insertDimension',
  'insertSheet',
  'listMetadata',
  'measureContent',
  'readTexts',
  'readValues',
]);

/**
 * Milliseconds of each call of a service, as measured at Google's. What is not named is worked out in the script
 * itself.
 */
const COSTS: Partial<Record<keyof Calls, number>> = {
  describeSpreadsheet: READ_MS,
  describeSheet: READ_MS,
  listSheets: READ_MS,
  measureContent: READ_MS,
  insertSheet: WRITE_MS,
  listMetadata: READ_MS,
  addMetadata: WRITE_MS,
  removeMetadata: WRITE_MS,
  insertDimension: WRITE_MS,
  deleteDimension: WRITE_MS,
  isHidden: READ_MS,
  readSelection: READ_MS,
  readSelections: READ_MS,
  isFilteredOut: READ_MS,
  select: WRITE_MS,
  readValues: READ_MS,
  writeValues: WRITE_MS,
  appendRow: WRITE_MS,
  readTexts: READ_MS,
  writeTexts: WRITE_MS,
  copyPart: WRITE_MS,
  flush: 0,
  toast: WRITE_MS,
  fetch: FETCH_MS,
  identityToken: TOKEN_MS,
  listTriggers: PROPERTY_MS,
  listDocumentTriggers: PROPERTY_MS,
  createTrigger: COMMIT_MS,
  deleteTrigger: COMMIT_MS,
  readProperties: PROPERTY_MS,
  readProperty: PROPERTY_MS,
  writeProperties: PROPERTY_MS,
  deleteProperty: PROPERTY_MS,
  readCache: CACHE_MS,
  writeCache: CACHE_MS,
  deleteCache: CACHE_MS,
  tryLock: LOCK_MS,
  releaseLock: LOCK_MS,
};

/** What one execution has spent. */
export interface Spending {
  functionName: string;
  kind: ExecutionKind;
  /** Whose quota it was. */
  email: string;
  /** Calls of Google's services, and how many of each. */
  calls: number;
  /** How many of them until all that it wrote stood in the cells; 0 where it wrote nothing. */
  callsToWritten: number;
  byName: Partial<Record<keyof Calls, number>>;
  /** Cells whose values it has read: what a call takes at Google's grows with them, and `countedMs` does not. */
  cellsRead: number;
  /**
   * What those calls and the start take at Google's, ms: without the service's own time and without waiting for a lock.
   */
  countedMs: number;
  /** Real milliseconds from start to end; as many as at Google's only where a desk is told to be as slow. */
  tookMs: number;
}

/**
 * Counts a call and answers how long it takes, ms; `hasWrites` says whether cells that are kept back are written now.
 */
export function charge(spending: Spending, name: keyof Calls, hasWrites: boolean): number {
  const cost = COSTS[name];
  if (cost === undefined) return 0;
  spending.calls += 1;
  spending.byName[name] = (spending.byName[name] ?? 0) + 1;
  const isCommit = hasWrites && COMMITS.has(name);
  if (isCommit) spending.callsToWritten = spending.calls;
  // Google is as slow to give a lock back; whether others see the cells then is not to be relied on.
  const ms = cost + (isCommit || (hasWrites && name === 'releaseLock') ? COMMIT_MS : 0);
  spending.countedMs += ms;
  return ms;
}

/** Counts the cells of an area that is read. */
export function countRead(spending: Spending, { rows, columns }: Area): void {
  spending.cellsRead += rows * columns;
}

/** Counts what the end of an execution takes that has not written all yet. */
export function chargeEnd(spending: Spending): void {
  spending.callsToWritten = spending.calls;
  spending.countedMs += COMMIT_MS;
}

export const newSpending = (functionName: string, kind: ExecutionKind, email: string): Spending => ({
  functionName,
  kind,
  email,
  calls: 0,
  callsToWritten: 0,
  byName: {},
  cellsRead: 0,
  countedMs: START_MS,
  tookMs: 0,
});
