// The Firestore servers that the same cases run on, and where they are known to differ.
import { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { startFirestore } from '../../../local/google/firestore/server.ts';
import { settingsFor, type Where } from '../../fixtures/firestore-here.ts';

// The client must not look for Google's metadata server: there is none where tests run.
process.env['METADATA_SERVER_DETECTION'] = 'none';

export type ServerName = 'ours' | 'ours without a socket' | "Google's emulator";

interface Implementation {
  name: ServerName;
  start(): Promise<{ where: Where; close(): Promise<void> }>;
  /** Why it can not run here. */
  missing?: string;
}

/** Runs for all files; what each writes is in projects of its own. */
const EMULATOR = inject('emulator');

const IMPLEMENTATIONS: Implementation[] = [
  {
    name: 'ours',
    start: async () => {
      const server = await startFirestore({ file: ':memory:' });
      return { where: server.address, close: () => server.close() };
    },
  },
  // What most tests of actions stand on.
  {
    name: 'ours without a socket',
    start: async () => {
      const server = await startFirestore({ file: ':memory:' });
      return { where: server, close: () => server.close() };
    },
  },
  {
    name: "Google's emulator",
    start: async () => ({ where: EMULATOR ?? '', close: async () => undefined }),
    ...(EMULATOR ? {} : { missing: 'its jar was not found (FIRESTORE_EMULATOR_JAR, or the gcloud SDK)' }),
  },
];

/** Cases that one server does not pass, each with its reason. */
export const DIFFERENCES = {
  contention: {
    server: "Google's emulator",
    reason:
      'gives up after its lock timeouts ("Transaction lock timeout.") when 50 transactions want one document',
  },
  overtaken: {
    server: "Google's emulator",
    reason: 'makes a write wait for a transaction that waits for that write, until one of them fails',
  },
  abandoned: {
    server: "Google's emulator",
    reason: 'keeps the locks of an abandoned transaction for longer than a test should wait',
  },
  bothAborted: {
    server: "Google's emulator",
    reason:
      'now and then aborts both of two transactions that want one document, where one attempt each is allowed',
  },
  descendingNames: {
    server: "Google's emulator",
    reason: 'refuses an order by descending names alone: "Firestore does not support descending key scans"',
  },
} as const satisfies Record<string, { server: ServerName; reason: string }>;

export interface World {
  server: ServerName;
  /** A client of a project of its own. */
  connect(settings?: { databaseId?: string; projectId?: string }): Firestore;
  /** For `test.skipIf`. */
  differs(difference: keyof typeof DIFFERENCES): boolean;
}

/** Describes a contract once for each server. */
export function describeFirestore(title: string, cases: (world: World) => void): void {
  for (const implementation of IMPLEMENTATIONS) {
    const { name, missing } = implementation;
    const reason = missing ? ` (skipped: ${missing})` : '';
    describe.skipIf(missing !== undefined)(`${title} on ${name}${reason}`, () => {
      let running: Awaited<ReturnType<Implementation['start']>> | undefined;
      const clients: Firestore[] = [];
      beforeAll(async () => {
        running = await implementation.start();
        // The first call is slow where classes are loaded for it; no case should pay that.
        const first = connectTo(running.where, 'warm-up');
        await first.doc('c/x').get();
        await first.terminate();
      });
      afterAll(async () => {
        await Promise.all(clients.map(client => client.terminate()));
        await running?.close();
      });
      cases({
        server: name,
        connect: ({ databaseId, projectId } = {}) => {
          if (!running) throw new Error('The server is not running yet: connect within a test');
          const client = connectTo(running.where, projectId ?? `project-${crypto.randomUUID()}`, databaseId);
          clients.push(client);
          return client;
        },
        differs: difference => DIFFERENCES[difference].server === name,
      });
    });
  }
}

export function connectTo(where: Where, projectId: string, databaseId?: string): Firestore {
  return new Firestore({ projectId, ...settingsFor(where), ...(databaseId && { databaseId }) });
}
