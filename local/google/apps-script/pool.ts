// The worker threads: hands each execution to a free one, ends it at its limit, carries its calls to the main thread.
import type { ExecutionInput, ExecutionOutcome } from './calls.ts';
import { newSpending, type Spending } from './economy.ts';
import type { Execution } from './execution.ts';
import type { Bundles } from './services-bundle.ts';
import { openThread, type Thread } from './threads.ts';
import type { ExecutionKind } from './views.ts';
import type { WorkerReport, WorkerTask } from './worker.ts';

export interface PoolOptions {
  size: number;
  bundles: Bundles;
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
  thread: Thread;
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

  /** What the executions that run now have spent so far. */
  running(): Spending[] {
    return [...this.#slots].flatMap(({ running }) => running?.spending ?? []);
  }

  /** How many scripts run at a time from now on. */
  resize(size: number): void {
    this.#size = size;
    this.#next();
  }

  /** Lets go of all workers; what still runs or waits fails. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#queue.splice(0)) waiting.end(failure(CLOSED));
    await Promise.all([...this.#slots].map(slot => this.#letGo(slot)));
  }

  /** A thread that runs nothing serves the next runtime of this process. */
  async #letGo(slot: Slot): Promise<void> {
    if (slot.running) return this.#discard(slot, CLOSED);
    this.#slots.delete(slot);
    await slot.thread.leave();
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
    slot.thread.send(task);
  }

  #open(): Slot {
    const { bundles, code } = this.#options;
    const thread = openThread(bundles, {
      report: report => this.#hear(slot, report),
      call: message => void this.#answer(slot, message),
      died: reason => void this.#discard(slot, reason),
    });
    const slot: Slot = { thread, running: undefined };
    this.#slots.add(slot);
    thread.send({ code });
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
    slot.thread.answer(answer);
  }

  async #discard(slot: Slot, reason: string): Promise<void> {
    if (!this.#slots.delete(slot)) return;
    const ended = slot.thread.end();
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
