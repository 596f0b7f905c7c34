// The worker threads: hands each execution to a free one, ends it at its limit, carries its calls to the main thread.
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { ExecutionInput, ExecutionOutcome } from './calls.ts';
import { newSpending, type Spending } from './economy.ts';
import type { Execution } from './execution.ts';
import { send } from './port.ts';
import type { ExecutionKind } from './views.ts';
import type { WorkerReport, WorkerStart, WorkerTask } from './worker.ts';

export interface PoolOptions {
  size: number;
  services: string;
  code: string;
  /** Answers one call, text in and text out; never rejects. */
  answer(execution: Execution, message: string): Promise<string>;
}

export interface Job {
  kind: ExecutionKind;
  mode: WorkerTask['mode'];
  input: ExecutionInput;
  limitMs: number;
}

interface Slot {
  worker: Worker;
  port: MessagePort;
  answered: Int32Array;
  running: Running | undefined;
}

const CLOSED = 'The script runtime was closed';

export class Pool {
  readonly #options: PoolOptions;
  readonly #slots = new Set<Slot>();
  #queue: Running[] = [];
  #size: number;
  #lastId = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#size = options.size;
  }

  /** Runs a job as soon as a worker is free. Never rejects: how a script failed is its outcome. */
  run(
    job: Job,
    ended: (execution: Execution, outcome: ExecutionOutcome) => ExecutionOutcome,
  ): Promise<ExecutionOutcome> {
    if (this.#closed) return Promise.resolve(failure(CLOSED));
    return new Promise(resolve => {
      this.#lastId += 1;
      const running: Running = new Running(this.#lastId, job, outcome => {
        resolve(ended(running, outcome));
      });
      running.onWaiting = () => this.#next();
      this.#queue.push(running);
      this.#next();
    });
  }

  /** How many scripts run at a time from now on. */
  resize(size: number): void {
    this.#size = size;
    this.#next();
  }

  /** Ends all workers; what still runs or waits fails. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#queue.splice(0)) waiting.end(failure(CLOSED));
    await Promise.all([...this.#slots].map(slot => this.#discard(slot, CLOSED)));
  }

  #next(): void {
    while (!this.#closed && this.#queue.length > 0 && this.#busy() < this.#size) {
      const running = this.#queue.shift();
      if (!running) return;
      const slot = [...this.#slots].find(it => !it.running) ?? this.#open();
      this.#start(slot, running);
    }
  }

  /**
   * A script that waits for a person holds its thread but no place in the pool, or two open dialogs would stop all
   * triggers.
   */
  #busy(): number {
    return [...this.#slots].filter(slot => slot.running && !slot.running.waiting).length;
  }

  #start(slot: Slot, running: Running): void {
    slot.running = running;
    running.onLimit = () => void this.#discard(slot, 'Exceeded maximum execution time');
    const task: WorkerTask = { mode: running.mode, input: JSON.stringify(running.input) };
    send(slot.worker, task);
  }

  #open(): Slot {
    const { port1, port2 } = new MessageChannel();
    const flag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const { services, code } = this.#options;
    const workerData: WorkerStart = { services, code, port: port2, flag };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData,
      transferList: [port2],
      execArgv: [],
    });
    const slot: Slot = { worker, port: port1, answered: new Int32Array(flag), running: undefined };
    this.#slots.add(slot);
    port1.on('message', (message: string) => void this.#answer(slot, message));
    worker.on('message', (report: WorkerReport) => this.#hear(slot, report));
    worker.on(
      'error',
      error => void this.#discard(slot, error instanceof Error ? error.message : String(error)),
    );
    worker.on('exit', code => void this.#discard(slot, `The script's worker ended with code ${code}`));
    return slot;
  }

  #hear(slot: Slot, report: WorkerReport): void {
    const { running } = slot;
    if ('started' in report) {
      running?.start();
      return;
    }
    slot.running = undefined;
    running?.end(JSON.parse(report.outcome) as ExecutionOutcome);
    this.#next();
  }

  async #answer(slot: Slot, message: string): Promise<void> {
    const { running } = slot;
    if (!running) return;
    const answer = await this.#options.answer(running, message);
    // Meanwhile the execution may have been ended at its limit.
    if (!this.#slots.has(slot)) return;
    send(slot.port, answer);
    Atomics.add(slot.answered, 0, 1);
    Atomics.notify(slot.answered, 0);
  }

  async #discard(slot: Slot, reason: string): Promise<void> {
    if (!this.#slots.delete(slot)) return;
    const ended = slot.worker.terminate();
    slot.port.close();
    // What it had not written yet is lost with it.
    slot.running?.writes.splice(0);
    slot.running?.end(failure(reason));
    this.#next();
    await ended;
  }
}

export function failure(message: string): ExecutionOutcome {
  return { ok: false, name: 'Exception', message, stack: '' };
}

class Running implements Execution {
  readonly id: number;
  readonly kind: ExecutionKind;
  readonly mode: WorkerTask['mode'];
  readonly input: ExecutionInput;
  readonly limitMs: number;
  readonly spending: Spending;
  readonly writes: (() => void)[] = [];
  waiting = false;
  onWaiting: () => void = () => {};
  onLimit: () => void = () => {};
  readonly #done: (outcome: ExecutionOutcome) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(id: number, { kind, mode, input, limitMs }: Job, done: (outcome: ExecutionOutcome) => void) {
    this.id = id;
    this.kind = kind;
    this.mode = mode;
    this.input = input;
    this.limitMs = limitMs;
    this.spending = newSpending(input.functionName, kind, input.effectiveEmail);
    this.#done = done;
  }

  start(): void {
    this.#timer = setTimeout(() => this.onLimit(), this.limitMs);
  }

  end(outcome: ExecutionOutcome): void {
    clearTimeout(this.#timer);
    this.#done(outcome);
  }

  /** Google's limit stands still while a dialog is open; here it begins anew after it. */
  async waitForPerson<T>(answer: Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    this.waiting = true;
    this.onWaiting();
    try {
      return await answer;
    } finally {
      this.waiting = false;
      this.start();
    }
  }
}
