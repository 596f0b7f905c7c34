// Starts the functions in their process and tells them where everything is: addresses are all in which they differ from production.

import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:http';
import { getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { SettableClock } from '../clock/clock.ts';
import type { FromFunctions, ToFunctions } from './functions-messages.ts';
import { listen } from './listen.ts';

export const PROJECT = 'sheetdesk-local';
export const REGION = 'local';
export const SERVICE_ACCOUNT = `sheetdesk@${PROJECT}.iam.gserviceaccount.com`;
/** Stands for the OAuth client id of the add-on. */
export const USER_AUDIENCE = 'sheetdesk-local.apps.googleusercontent.com';

export const FUNCTIONS = ['api', 'ring', 'summarise', 'sweep', 'link'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

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
  close(): Promise<void>;
}

/** Starts the functions on ports of their own, those of an earlier run where they are free. */
export async function startFunctions(options: {
  surroundings: Surroundings;
  clock: SettableClock;
  ports: Partial<Record<FunctionName, number>>;
  /** Called when the process ends without being asked to. */
  onExit: (code: number | null) => void;
}): Promise<RunningFunctions> {
  const ports = await freePorts(options.ports);
  const urls = record(name => `http://127.0.0.1:${ports[name]}`);
  const compiled = getCompileCacheDir();
  const child = fork(fileURLToPath(new URL('functions-process.ts', import.meta.url)), {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...environment(options.surroundings, urls),
      FUNCTION_PORTS: JSON.stringify(ports),
      CLOCK_OFFSET_MS: String(options.clock.offsetMs),
      ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }),
    },
  });
  let closing = false;
  child.once('exit', code => {
    if (!closing) options.onExit(code);
  });
  await message(child, each => each === 'ready');
  options.clock.onAdvance(async offsetMs => {
    const done = message(child, each => typeof each === 'object' && each.offsetMs >= offsetMs);
    child.send({ offsetMs } satisfies ToFunctions);
    await done;
  });
  return {
    urls,
    ports,
    close: () =>
      new Promise(resolve => {
        closing = true;
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
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

async function freePorts(
  wanted: Partial<Record<FunctionName, number>>,
): Promise<Record<FunctionName, number>> {
  const servers = FUNCTIONS.map(name => ({ name, server: createServer() }));
  const found = await Promise.all(
    servers.map(async ({ name, server }) => [name, await listen(server, wanted[name] ?? 0, false)] as const),
  );
  await Promise.all(servers.map(({ server }) => new Promise(resolve => server.close(resolve))));
  const ports = new Map(found);
  return record(name => ports.get(name) ?? 0);
}

function record<T>(make: (name: FunctionName) => T): Record<FunctionName, T> {
  return {
    api: make('api'),
    ring: make('ring'),
    summarise: make('summarise'),
    sweep: make('sweep'),
    link: make('link'),
  };
}

function message(child: ChildProcess, wanted: (message: FromFunctions) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      child.off('message', hear);
      child.off('exit', end);
    };
    const hear = (said: unknown) => {
      if (!wanted(said as FromFunctions)) return;
      stop();
      resolve();
    };
    const end = () => {
      stop();
      reject(new Error('the functions ended before they answered'));
    };
    child.on('message', hear);
    child.once('exit', end);
  });
}
