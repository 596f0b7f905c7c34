// Starts the functions in their process and tells them where everything is: addresses are all in which they differ from
// production.

import { getCompileCacheDir } from 'node:module';
import type { JSONWebKeySet } from 'jose';
import type { GuardedName } from '../../functions/src/deploy/endpoints.ts';
import { ENDPOINTS, heapOption } from '../../functions/src/deploy/endpoints.ts';
import type { SettableClock } from '../clock/clock.ts';
import { FunctionGates, functionUrl, GUARDED, runUrl } from './function-gates.ts';
import { FunctionKeeper, type Keeper, type Keeping } from './function-keeper.ts';
import { type FunctionName, forEachFunction } from './function-names.ts';
import { FunctionPorts } from './function-ports.ts';

export const PROJECT = 'sheetdesk-local';
export const REGION = 'local';
export const SERVICE_ACCOUNT = `sheetdesk@${PROJECT}.iam.gserviceaccount.com`;
/** The accounts whose tokens open the functions behind IAM, as in a deployment. */
export const INVOKERS: Record<GuardedName, string> = {
  ring: `sheetdesk-ring@${PROJECT}.iam.gserviceaccount.com`,
  summarise: `sheetdesk-summarise@${PROJECT}.iam.gserviceaccount.com`,
  sweep: SERVICE_ACCOUNT,
};
/** Stands for the OAuth client id of the add-on. */
export const USER_AUDIENCE = 'sheetdesk-local.apps.googleusercontent.com';

/** Addresses of what the functions talk to. */
export interface Surroundings {
  issuer: string;
  firestore: string;
  tasks: string;
  /** Root URL of the Sheets API. */
  sheets: string;
  mail: string;
  /** Where the spreadsheet is in the browser. */
  page: string;
  /** Address of the keys that wrap those of desks. */
  keyUri: string;
  /** Chat channels by name, as the environment of the functions has them. */
  channels: Record<string, { kind: string; url: string; secret?: string }>;
}

export interface RunningFunctions {
  urls: Record<FunctionName, string>;
  /** Where callers find them: the gate, where IAM stands before one. */
  ports: Record<FunctionName, number>;
  process: Keeper;
  close(): Promise<void>;
}

interface FunctionsOptions extends Keeping {
  surroundings: Surroundings;
  /** What the issuer's tokens are verified with. */
  keys: JSONWebKeySet;
  clock: SettableClock;
  ports: Partial<Record<FunctionName, number>>;
  /** Told of their deaths and returns. */
  log: (line: string) => void;
}

/** Starts the functions on ports of their own, those of an earlier run where they are free. They may not listen yet. */
export async function startFunctions(options: FunctionsOptions): Promise<RunningFunctions> {
  const { surroundings, clock, keys, log, keep = each => new FunctionKeeper(each) } = options;
  const gates = await FunctionGates.open(options.ports);
  // Behind a gate any port will do.
  const opened = await FunctionPorts.open(without(options.ports, GUARDED));
  const now = () => clock.now();
  gates.lead(opened.ports, { issuer: surroundings.issuer, keys, invokers: INVOKERS, now });
  const ports = forEachFunction(name => gates.ports.get(name) ?? opened.ports[name]);
  const urls = forEachFunction(name => functionUrl(ports[name]));
  const compiled = getCompileCacheDir();
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...environmentOf(surroundings, urls),
    RUN_URLS: GUARDED.map(name => runUrl(name, ports[name], '*')).join(','),
    FUNCTION_PORTS: JSON.stringify(opened.ports),
    // All of them are in one process here, which gets by with what each has where it is deployed.
    NODE_OPTIONS: heapOption(Math.max(...ENDPOINTS.map(({ memoryMb }) => memoryMb))),
    ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }),
  };
  const keeper = keep({ ports: opened, env, clock, log });
  return {
    urls,
    ports,
    process: keeper,
    async close() {
      await keeper.close();
      await gates.close();
    },
  };
}

function without<T>(
  all: Partial<Record<FunctionName, T>>,
  some: readonly FunctionName[],
): Partial<Record<FunctionName, T>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !some.some(each => each === name)));
}

/** What a process of the functions is told of its place, but for what it is itself. */
export function environmentOf(at: Surroundings, urls: Record<FunctionName, string>): Record<string, string> {
  const queue = (name: string) => `projects/${PROJECT}/locations/${REGION}/queues/${name}`;
  return {
    GOOGLE_CLOUD_PROJECT: PROJECT,
    RING_URL: urls.ring,
    SUMMARISE_URL: urls.summarise,
    SWEEP_URL: urls.sweep,
    LINK_URL: urls.link,
    // Whoever can read it can read the data folder as well.
    LINK_SECRET: `${PROJECT}-links-of-this-machine-only`,
    RING_QUEUE: queue('ring'),
    SUMMARISE_QUEUE: queue('summarise'),
    SERVICE_ACCOUNT,
    RING_ACCOUNT: INVOKERS.ring,
    SUMMARISE_ACCOUNT: INVOKERS.summarise,
    USER_AUDIENCES: USER_AUDIENCE,
    TOKEN_ISSUERS: at.issuer,
    JWKS_URL: `${at.issuer}/jwks`,
    SMTP_URL: `smtp://${at.mail}`,
    MAIL_FROM: '售后服务台 <desk@sheetdesk.example>',
    CHANNELS: JSON.stringify(at.channels),
    ROBOT_ORIGINS: [...new Set(Object.values(at.channels).map(({ url }) => new URL(url).origin))].join(','),
    FIRESTORE_ADDRESS: at.firestore,
    TASKS_ADDRESS: at.tasks,
    SHEETS_ROOT_URL: at.sheets,
    SHEET_WEB_URL: at.page,
    KEY_URI: at.keyUri,
    // Google's clients would look for a metadata server otherwise.
    METADATA_SERVER_DETECTION: 'none',
  };
}
