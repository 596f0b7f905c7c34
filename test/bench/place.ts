// The desk as `npm start` runs it, with its Firestore server in a process of its own, and the way in through its HTTP
// door.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettableClock } from '../../local/clock/clock.ts';
import type { Endpoints } from '../../local/desk/desk.ts';
import { type Surroundings, USER_AUDIENCE } from '../../local/desk/functions.ts';
import { keyFile } from '../../local/desk/key-file.ts';
import { OWNER } from '../../local/desk/sample-people.ts';
import { Issuer } from '../../local/google/identity/issuer.ts';
import { findEmulatorJar, startEmulator } from '../contracts/firestore/emulator.ts';
import { startNode } from './process.ts';

export interface Started {
  address: string;
  end: () => Promise<void>;
}

export interface FirestoreServer {
  name: string;
  /** Why it cannot run here. */
  missing?: string;
  /** @param folder where it may keep its data */
  start(folder: string): Promise<Started>;
}

const NO_MAIL = '127.0.0.1:9';

const jar = findEmulatorJar();

/** Our Firestore, with the file that it keeps everything in. */
export interface OurStarted extends Started {
  file: string;
}

export const OURS = {
  name: 'our Firestore',
  start: async (folder: string): Promise<OurStarted> => {
    const file = join(folder, 'firestore.sqlite');
    const { line, end } = await startNode('local/google/firestore/main.ts', ['--file', file], /^[\d.]+:\d+$/);
    return { address: line, file, end };
  },
} satisfies FirestoreServer;

export const FIRESTORES: readonly FirestoreServer[] = [
  OURS,
  {
    name: "Google's emulator",
    start: async () => {
      const emulator = await startEmulator(jar ?? '');
      // It is in no group of ours: an interrupted bench must not leave it behind.
      process.once('exit', () => void emulator.close());
      return { address: emulator.address, end: () => emulator.close() };
    },
    ...(jar === undefined && {
      missing: 'its jar was not found (FIRESTORE_EMULATOR_JAR, or the gcloud SDK)',
    }),
  },
];

export interface Place {
  endpoints: Endpoints;
  /** Folder of the desk's data. */
  folder: string;
  /** Whose tokens the desk takes. */
  issuer: Issuer;
  /** An ID token of the desk's owner, good for an hour. */
  token(): Promise<string>;
}

/** What further processes of the functions stand on, beside those of a desk. Nothing is sent: queues are held. */
export function surroundingsOf({ endpoints, folder }: Place): Surroundings {
  const { web, sheets, firestore, tasks } = endpoints;
  return {
    issuer: `${web}/identity`,
    firestore,
    tasks,
    sheets,
    mail: NO_MAIL,
    page: `${web}/`,
    keyUri: keyFile(join(folder, 'desk', 'keys.json')),
    channels: {},
  };
}

/** Runs `work` in a folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sheetdesk-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs `work` beside a desk on the Firestore server at `address`, or on the one that the desk brings. */
export async function withDesk<T>(
  folder: string,
  address: string | undefined,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const data = join(folder, 'desk');
  const args = ['--port', '0', '--data', data, ...(address === undefined ? [] : ['--firestore', address])];
  const desk = await startNode('local/start.ts', args, /http:\/\/127/);
  try {
    const endpoints = JSON.parse(readFileSync(join(data, 'endpoints.json'), 'utf8')) as Endpoints;
    const issuer = Issuer.open({
      file: join(data, 'identity.pem'),
      issuer: `${endpoints.web}/identity`,
      clock: new SettableClock(),
    });
    const token = () => issuer.sign({ sub: `local-${OWNER}`, email: OWNER, audience: USER_AUDIENCE });
    return await work({ endpoints, folder, issuer, token });
  } finally {
    await desk.end();
  }
}
