// What Google gives a script, for rules that keep something: properties, a cache and a lock, of one test and no other.
// Where tabs are written the add-on runs in its runtime (`StaffDesk`).
import { onTestFinished } from 'vitest';
import { lookAgain } from '../../../sheets-addon/src/platform/properties.ts';
import { DESK } from '../../fixtures/addon/case-book.ts';

/** A request to the service, and what it answers. */
interface Asked {
  method: string;
  path: string;
  body: unknown;
  token: string;
}
export interface Answered {
  status?: number;
  /** JSON, or a text as it is. */
  body: unknown;
  headers?: Record<string, string>;
}

/** A script's places, as they are looked at from outside. */
export interface ScriptHere {
  /** What was asked of the service. */
  asked: Asked[];
  /** How long it was waited for it, ms. */
  slept: number[];
  /** What the service answers; it may throw what Google throws. */
  answer: (asked: Asked) => Answered;
  document: Map<string, string>;
  user: Map<string, string>;
  cache: Map<string, string>;
  /** How long it was waited for the lock at most, each time, ms, and whether it is free then. */
  waited: number[];
  isFree: () => boolean;
  /** How many times anything was put into the cache. */
  puts: number;
}

const propertiesIn = (kept: Map<string, string>) => ({
  getProperty: (name: string) => kept.get(name) ?? null,
  getProperties: () => Object.fromEntries(kept),
  setProperty: (name: string, value: string) => void kept.set(name, value),
  setProperties: (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) kept.set(name, value);
  },
  deleteProperty: (name: string) => void kept.delete(name),
});

/** Puts them there until the test is over. */
export function scriptHere(properties: Readonly<Record<string, string>> = {}): ScriptHere {
  const here: ScriptHere = {
    document: new Map(Object.entries(properties)),
    user: new Map(),
    cache: new Map(),
    puts: 0,
    waited: [],
    isFree: () => true,
    asked: [],
    slept: [],
    answer: ({ path }) => ({ status: 404, body: { error: { code: 'not_found', message: path } } }),
  };
  let uuids = 0;
  const services = {
    PropertiesService: {
      getDocumentProperties: () => propertiesIn(here.document),
      getUserProperties: () => propertiesIn(here.user),
    },
    CacheService: {
      getDocumentCache: () => ({
        get: (name: string) => here.cache.get(name) ?? null,
        put: (name: string, value: string) => {
          here.puts += 1;
          here.cache.set(name, value);
        },
        remove: (name: string) => void here.cache.delete(name),
      }),
    },
    LockService: {
      getDocumentLock: () => ({
        tryLock: (ms: number) => {
          here.waited.push(ms);
          return here.isFree();
        },
        releaseLock: () => undefined,
      }),
    },
    Utilities: {
      getUuid: () => {
        uuids += 1;
        return `uuid-${String(uuids).padStart(4, '0')}`;
      },
      sleep: (ms: number) => void here.slept.push(ms),
    },
    SERVICE_URL: 'https://desk.example.test',
    ScriptApp: { getIdentityToken: () => 'token' },
    UrlFetchApp: {
      fetch: (
        url: string,
        options: { method: string; payload?: string; headers: { authorization: string } },
      ) => {
        const asked: Asked = {
          method: options.method,
          path: url.replace('https://desk.example.test/v1/desks', ''),
          body: options.payload === undefined ? undefined : JSON.parse(options.payload),
          token: options.headers.authorization,
        };
        here.asked.push(asked);
        const { status = 200, body, headers = {} } = here.answer(asked);
        return {
          getResponseCode: () => status,
          getHeaders: () => headers,
          getContentText: () => (typeof body === 'string' ? body : JSON.stringify(body)),
        };
      },
    },
    Session: { getEffectiveUser: () => ({ getEmail: () => 'me@example.test' }) },
    Logger: { log: () => undefined },
    SpreadsheetApp: {
      flush: () => undefined,
      getActiveSpreadsheet: () => ({ getId: () => DESK.deskId }),
    },
  };
  Object.assign(globalThis, services);
  lookAgain();
  onTestFinished(() => {
    for (const name of Object.keys(services)) Reflect.deleteProperty(globalThis, name);
    lookAgain();
  });
  return here;
}
