// The service under test with Google's own client before it and a target that remembers what it was sent.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CloudTasksClient, type protos } from '@google-cloud/tasks';
import { credentials } from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import { type Chaos, startTasks, type Tasks } from '../../../local/google/tasks/server.ts';

export const START = 1_700_000_000_000;
export const LOCATION = 'projects/acme/locations/asia-east1';
export const QUEUE = `${LOCATION}/queues/ring`;
/** How long to poll: long enough for a machine that is busy. */
export const PATIENT = { timeout: 10_000 };
export const SECOND = 1_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

type IQueue = protos.google.cloud.tasks.v2.IQueue;
type ITask = protos.google.cloud.tasks.v2.ITask;

export interface Received {
  /** Name of the task, without its path. */
  task: string;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Desk time of arrival. */
  atMs: number;
}

/** How the target answers; `received` has the request already. */
export type Behaviour = (answer: ServerResponse, received: Received) => void;

export async function openDesk(options: { chaos?: Chaos } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tasks-'));
  let realMs = START;
  const clock = new SettableClock({ realNow: () => realMs });
  const target = await openTarget(clock);
  let tasks: Tasks;
  let client: CloudTasksClient;

  async function open() {
    tasks = await startTasks({
      file: join(folder, 'tasks.sqlite'),
      clock,
      token: (audience, email) => Promise.resolve(`signed for ${audience} by ${email}`),
      ...options,
    });
    client = connect(tasks.address);
  }
  async function close() {
    await client.close();
    await tasks.close();
  }

  await open();
  onTestFinished(async () => {
    await close();
    await target.close();
    rmSync(folder, { recursive: true });
  });

  return {
    clock,
    received: target.received,
    url: target.url,
    get client() {
      return client;
    },
    /** What the target does from now on. */
    behave(behaviour: Behaviour) {
      target.behave(behaviour);
    },
    idle: () => tasks.idle(),
    async restart() {
      await close();
      await open();
    },
    async createQueue(queue: IQueue = {}) {
      const [created] = await client.createQueue({ parent: LOCATION, queue: { name: QUEUE, ...queue } });
      return created;
    },
    /** Creates a task for the target that is due `inMs` from now; `id` names it. */
    async createTask(id: string, inMs = 0, task: ITask = {}) {
      const [created] = await client.createTask({ parent: QUEUE, task: { ...due(id, inMs), ...task } });
      return created;
    },
    /** Lets real time pass, as opposed to moving the desk's clock; without waiting for it. */
    async wait(ms: number) {
      realMs += ms;
      await clock.advance(0);
    },
    /** Moves the desk's clock and waits until all that fell due was answered. */
    async pass(ms: number) {
      await clock.advance(ms);
      await tasks.idle();
    },
  };

  function due(id: string, inMs: number): ITask {
    const atMs = clock.now() + inMs;
    return {
      name: `${QUEUE}/tasks/${id}`,
      scheduleTime: { seconds: Math.floor(atMs / 1_000), nanos: (atMs % 1_000) * 1_000_000 },
      httpRequest: { url: `${target.url}/ring` },
    };
  }
}

export function connect(address: string): CloudTasksClient {
  const [apiEndpoint = '', port] = address.split(':');
  return new CloudTasksClient({
    apiEndpoint,
    port: Number(port),
    projectId: 'acme',
    sslCreds: credentials.createInsecure(),
  });
}

/** An HTTP server that answers 200 until told otherwise. */
export async function openTarget(clock: SettableClock) {
  const received: Received[] = [];
  let behaviour: Behaviour = answer => answer.end();
  const server = createServer((req, res) => {
    void buffer(req).then(body => {
      const entry: Received = {
        task: String(req.headers['x-cloudtasks-taskname']),
        method: req.method ?? '',
        path: req.url ?? '',
        headers: req.headers,
        body: body.toString(),
        atMs: clock.now(),
      };
      received.push(entry);
      return behaviour(res, entry);
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The target has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    behave(next: Behaviour) {
      behaviour = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}

/** Answers with these statuses in turn, the last one for ever. */
export function statuses(...codes: number[]): Behaviour {
  let next = 0;
  return answer => {
    answer.writeHead(codes[Math.min(next, codes.length - 1)] ?? 200).end();
    next += 1;
  };
}
