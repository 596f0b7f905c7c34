// The first code in each fresh context: puts Google's globals there and runs one function of the script.
import type { ExecutionInput, ExecutionOutcome } from '../calls.ts';
import type { Globals } from '../surface/globals.ts';
import { call, connect, Exception } from './call.ts';
import { installDate } from './date.ts';
import { eventOf } from './events.ts';
import { takeNewerAway } from './old-engine.ts';
import { scriptApp } from './script-app.ts';
import { logger, scriptConsole, session } from './session.ts';
import { spreadsheetApp } from './spreadsheet.ts';
import { cacheService, lockService, propertiesService } from './storage.ts';
import { htmlService } from './ui.ts';
import { urlFetchApp } from './url-fetch.ts';
import { utilities } from './utilities.ts';

/** Services that Google has and we do not: named, so that using one says what is missing. */
const UNSERVED = [
  'Browser',
  'CalendarApp',
  'CardService',
  'Charts',
  'ContentService',
  'DataStudioApp',
  'DocumentApp',
  'Drive',
  'DriveApp',
  'FormApp',
  'GmailApp',
  'GroupsApp',
  'Jdbc',
  'LanguageApp',
  'LinearOptimizationService',
  'MailApp',
  'Maps',
  'Sheets',
  'SlidesApp',
  'XmlService',
];

/**
 * Runs one execution in this context.
 * @param invoke the blocking door to the main thread, text in and text out
 * @param inputText ExecutionInput as JSON
 * @param load evaluates the script's code in this context
 * @returns ExecutionOutcome as JSON
 */
export function execute(invoke: (message: string) => string, inputText: string, load: () => void): string {
  connect(invoke);
  const input = JSON.parse(inputText) as ExecutionInput;
  installDate(() => call('now'), input.timeZone);
  installGlobals(input);
  takeNewerAway();
  try {
    load();
    return JSON.stringify({ ok: true, value: runFunction(input) } satisfies ExecutionOutcome);
  } catch (error) {
    return JSON.stringify(failure(error));
  }
}

/** Names of the functions that the script declares at its top level. */
export function listFunctions(
  invoke: (message: string) => string,
  inputText: string,
  load: () => void,
): string {
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  const loaded = execute(invoke, inputText, () => {
    load();
    throw new Loaded();
  });
  const outcome = JSON.parse(loaded) as ExecutionOutcome;
  if (!outcome.ok && outcome.name !== Loaded.name) return loaded;
  const value = Object.getOwnPropertyNames(globalThis).filter(
    name => !before.has(name) && !UNSERVED.includes(name) && typeof globalValue(name) === 'function',
  );
  return JSON.stringify({ ok: true, value } satisfies ExecutionOutcome);
}

class Loaded extends Error {
  override readonly name = 'Loaded';
}

function installGlobals(input: ExecutionInput): void {
  const globals: Globals = {
    CacheService: cacheService(),
    HtmlService: htmlService(),
    LockService: lockService(),
    Logger: logger(),
    PropertiesService: propertiesService(),
    ScriptApp: scriptApp(),
    Session: session(input),
    SpreadsheetApp: spreadsheetApp(),
    UrlFetchApp: urlFetchApp(),
    Utilities: utilities(),
    console: scriptConsole(),
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
  for (const name of UNSERVED) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        throw new Exception(`[local] ${name} is not implemented`);
      },
    });
  }
}

function globalValue(name: string): unknown {
  return Reflect.get(globalThis, name);
}

function runFunction(input: ExecutionInput): unknown {
  const run = UNSERVED.includes(input.functionName) ? undefined : globalValue(input.functionName);
  if (typeof run !== 'function') throw new Exception(`Script function not found: ${input.functionName}`);
  const event = eventOf(input);
  const value: unknown = Reflect.apply(run, undefined, event ? [event] : input.args);
  if (value instanceof Promise) {
    throw new Exception(`[local] the asynchronous function ${input.functionName} is not implemented`);
  }
  return event || !isTransferable(value) ? null : value;
}

/**
 * google.script.run answers null for what it can not carry.
 * https://developers.google.com/apps-script/guides/html/communication
 */
function isTransferable(value: unknown): boolean {
  if (typeof value === 'function' || value instanceof Date) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isTransferable);
}

function failure(error: unknown): ExecutionOutcome {
  // Not instanceof: a script that is no JavaScript fails in the worker's own realm.
  if (typeof error === 'object' && error !== null && 'name' in error && 'message' in error) {
    const stack = 'stack' in error ? String(error.stack) : '';
    return { ok: false, name: String(error.name), message: String(error.message), stack };
  }
  return { ok: false, name: 'Error', message: String(error), stack: '' };
}
