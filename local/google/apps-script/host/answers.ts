// All calls of a script in one table, and how one of them is answered.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workbook } from '../../../workbook/workbook.ts';
import type {
  Answers,
  Area,
  CallAnswer,
  CallMessage,
  Calls,
  ScriptCalls,
  StorageCalls,
  SystemCalls,
} from '../calls.ts';
import { BUFFERED, COMMITS, charge, countRead } from '../economy.ts';
import type { Execution } from '../execution.ts';
import { checkPermission } from '../permissions.ts';
import type { ScriptStore } from '../store.ts';
import type { Manifest, UiBridge } from '../views.ts';
import type { ScriptCache } from './cache.ts';
import { cellAnswers } from './cells.ts';
import { fetchOne } from './http.ts';
import type { Locks } from './locks.ts';
import { ownerOf } from './owner.ts';
import { writeProperties } from './properties.ts';
import { type Selections, sheetAnswers } from './sheets.ts';
import type { Triggers } from './triggers.ts';
import { type Menus, uiAnswers } from './ui.ts';

/** What the calls work on. */
export interface Host {
  workbook: Workbook;
  manifest: Manifest;
  store: ScriptStore;
  triggers: Triggers;
  locks: Locks;
  cache: ScriptCache;
  menus: Menus;
  selections: Selections;
  ui: UiBridge | undefined;
  identityToken: (email: string) => Promise<string>;
  now: () => number;
  log: (line: string) => void;
  /** Whether clock triggers find no spreadsheet. */
  blindClock: boolean;
  /** Real milliseconds after which a call of UrlFetchApp fails. */
  fetchMs: number;
  /** Whether calls take the time that they take at Google's. */
  slow: boolean;
}

type AllAnswers = Answers<Calls, Execution>;

export function answersOf(host: Host): AllAnswers {
  return {
    ...sheetAnswers(host.workbook, host.selections, host.ui),
    ...cellAnswers(host.workbook, host.now),
    ...uiAnswers(host),
    ...scriptAnswers(host),
    ...storageAnswers(host),
    ...systemAnswers(host),
  };
}

/** Answers one call as it came from a script; a failure is an answer too. */
export async function answer(
  answers: AllAnswers,
  { manifest, slow }: Pick<Host, 'manifest' | 'slow'>,
  execution: Execution,
  text: string,
): Promise<string> {
  try {
    const { name, args } = JSON.parse(text) as CallMessage;
    if (!isCall(answers, name)) throw new Error(`[local] ${name} is not implemented`);
    checkPermission(name, execution.input, manifest);
    const ms = charge(execution.spending, name, execution.writes.length > 0);
    if (name === 'readValues') countRead(execution.spending, args[0] as Area);
    if (slow && ms > 0) await sleep(ms);
    if (COMMITS.has(name)) commit(execution);
    const call = answers[name] as (execution: Execution, ...args: unknown[]) => unknown;
    if (BUFFERED.has(name)) execution.writes.push(() => void call(execution, ...args));
    const value = BUFFERED.has(name) ? null : ((await call(execution, ...args)) ?? null);
    return JSON.stringify({ value } satisfies CallAnswer);
  } catch (error) {
    return JSON.stringify({
      error: error instanceof Error ? error.message : String(error),
    } satisfies CallAnswer);
  }
}

/**
 * Writes what was kept back, in order.
 * @throws what the first write that is refused says; those behind it are lost with it
 */
export function commit({ writes }: Execution): void {
  for (const write of writes.splice(0)) write();
}

function isCall(answers: AllAnswers, name: string): name is keyof Calls {
  return Object.hasOwn(answers, name);
}

function scriptAnswers(host: Host): Answers<ScriptCalls, Execution> {
  const { triggers, manifest } = host;
  return {
    fetch: (_, request) => fetchOne(request, manifest.urlFetchWhitelist, host.fetchMs),
    identityToken: ({ input }) => host.identityToken(input.effectiveEmail),
    listTriggers: ({ input }) => triggers.of(input.effectiveEmail),
    listDocumentTriggers: ({ input }) => triggers.ofDocument(input.effectiveEmail),
    createTrigger: ({ input }, functionName, event, schedule) =>
      triggers.create(input.effectiveEmail, functionName, event, schedule),
    deleteTrigger: ({ input }, uid) => triggers.delete(input.effectiveEmail, uid),
  };
}

function storageAnswers({ store, cache, locks }: Host): Answers<StorageCalls, Execution> {
  return {
    readProperties: (execution, scope) => store.properties(ownerOf(scope, execution)),
    readProperty: (execution, scope, key) => store.property(ownerOf(scope, execution), key),
    writeProperties: (execution, scope, properties, deleteOthers) =>
      writeProperties(store, ownerOf(scope, execution), properties, deleteOthers),
    deleteProperty: (execution, scope, key) => store.deleteProperty(ownerOf(scope, execution), key),
    readCache: (execution, scope, keys) => cache.read(ownerOf(scope, execution), keys),
    writeCache: (execution, scope, entries, seconds) =>
      cache.write(ownerOf(scope, execution), entries, seconds),
    deleteCache: (execution, scope, keys) => cache.delete(ownerOf(scope, execution), keys),
    tryLock: (execution, scope, ms) => locks.acquire(execution, scope, ms),
    releaseLock: (execution, scope) => locks.release(execution, scope),
  };
}

function systemAnswers({ now, log }: Host): Answers<SystemCalls, Execution> {
  return {
    now: () => now(),
    sleep: (_, ms) => sleep(ms),
    log: ({ input }, severity, text) => log(`${input.functionName} ${severity}: ${text}`),
    uuid: () => randomUUID(),
    encodeText: (_, text) => Buffer.from(text, 'utf8').toString('base64'),
    decodeText: (_, base64) => Buffer.from(base64, 'base64').toString('utf8'),
  };
}
