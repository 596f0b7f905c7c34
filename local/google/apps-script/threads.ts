// Threads of workers. To start one costs as much as many executions, so a few that nobody uses any more wait for the
// next runtime of this process: each execution has a context of its own wherever it runs.
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { send } from './port.ts';
import type { Bundles } from './services-bundle.ts';
import type { WorkerReport, WorkerScript, WorkerStart, WorkerTask } from './worker.ts';

/** Whom a thread tells. */
export interface ThreadUser {
  report(report: WorkerReport): void;
  /** A blocking call. */
  call(message: string): void;
  /** It died, of this. */
  died(reason: string): void;
}

/** As many as a runtime has where nothing else is said. */
const MAX_PARKED = 2;

const parked = new Set<Thread>();

/** A thread that runs nothing, for this user from now on. */
export function openThread(bundles: Bundles, user: ThreadUser): Thread {
  const [thread = new Thread(bundles)] = parked;
  parked.delete(thread);
  thread.serve(user);
  return thread;
}

export class Thread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  /** How many calls have been answered. */
  readonly #answered: Int32Array;
  #user: ThreadUser | undefined;

  constructor({ services, worker: source }: Bundles) {
    const { port1, port2 } = new MessageChannel();
    const flag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const workerData: WorkerStart = { services, port: port2, flag };
    this.#worker = new Worker(source, { eval: true, workerData, transferList: [port2], execArgv: [] });
    this.#port = port1;
    this.#answered = new Int32Array(flag);
    const died = (reason: string) => {
      parked.delete(this);
      this.#user?.died(reason);
    };
    this.#worker.on('message', (report: WorkerReport) => this.#user?.report(report));
    this.#worker.on('error', error => died(error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', code => died(`The script's worker ended with code ${code}`));
    this.#port.on('message', (message: string) => this.#user?.call(message));
  }

  serve(user: ThreadUser): void {
    this.#user = user;
    this.#worker.ref();
    this.#port.ref();
  }

  send(task: WorkerScript | WorkerTask): void {
    send(this.#worker, task);
  }

  /** Answers the call that it waits for. */
  answer(message: string): void {
    send(this.#port, message);
    Atomics.add(this.#answered, 0, 1);
    Atomics.notify(this.#answered, 0);
  }

  /** Waits for the next user where there is room, and keeps no process from its end; only what runs nothing may. */
  async leave(): Promise<void> {
    if (parked.size >= MAX_PARKED) return this.end();
    this.#user = undefined;
    this.#worker.unref();
    this.#port.unref();
    parked.add(this);
  }

  /** Ends it, whatever it runs. */
  async end(): Promise<void> {
    this.#user = undefined;
    const ended = this.#worker.terminate();
    this.#port.close();
    await ended;
  }
}
