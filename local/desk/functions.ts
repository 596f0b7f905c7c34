// Starts the functions in their process and tells them where everything is: addresses are all in which they differ from production.

import { getCompileCacheDir } from 'node:module';
import type { SettableClock } from '../clock/clock.ts';
import { FunctionKeeper } from './function-keeper.ts';
import { type FunctionName, forEachFunction } from './function-names.ts';
import { FunctionPorts } from './function-ports.ts';

export const PROJECT = 'sheetdesk-local';
export const REGION = 'local';
export const SERVICE_ACCOUNT = `sheetdesk@${PROJECT}.iam.gserviceaccount.com`;
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
  /** Chat channels by name, as the environment of the functions has them. */
  channels: Record<string, { kind: string; url: string; secret?: string }>;
}

export interface RunningFunctions {
  urls: Record<FunctionName, string>;
  ports: Record<FunctionName, number>;
  process: FunctionKeeper;
}

/** Starts the functions on ports of their own, those of an earlier run where they are free. They may not listen yet. */
export async function startFunctions(options: {
  surroundings: Surroundings;
  clock: SettableClock;
  ports: Partial<Record<FunctionName, number>>;
  /** Told of their deaths and returns. */
  log: (line: string) => void;
}): Promise<RunningFunctions> {
  const opened = await FunctionPorts.open(options.ports);
  const { ports } = opened;
  const urls = forEachFunction(name => `http://127.0.0.1:${ports[name]}`);
  const compiled = getCompileCacheDir();
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...environment(options.surroundings, urls),
    FUNCTION_PORTS: JSON.stringify(ports),
    ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }),
  };
  const { clock, log } = options;
  return { urls, ports, process: new FunctionKeeper({ ports: opened, env, clock, log }) };
}

function environment(at: Surroundings, urls: Record<FunctionName, string>): Record<string, string> {
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
    // Google's clients would look for a metadata server otherwise.
    METADATA_SERVER_DETECTION: 'none',
  };
}
