// Sends what is due, within each queue's limits, and decides what becomes of a task afterwards.

import type { Alarm, SettableClock } from '../../clock/clock.ts';
import { HOUR_MS } from '../../clock/duration.ts';
import { Bucket } from './bucket.ts';
import { deliver, type Outcome, type TokenSource } from './delivery.ts';
import type { Queue } from './queue.ts';
import { backoffMs, isGivenUp } from './retry.ts';
import type { Store } from './store.ts';
import type { Progress, Task } from './task.ts';

/** How long the name of a finished or deleted task stays taken, in ms. */
export const TASK_NAME_TAKEN_MS = HOUR_MS;

/**
 * A door for tests of misbehaviour, asked before each attempt: send it twice at once, lose the task without a trace,
 * or send it late (by desk time) and so perhaps out of order.
 */
export type Chaos = (delivery: {
  name: string;
  attempt: number;
}) => 'deliver' | 'twice' | 'drop' | { delayMs: number };

export interface DispatcherOptions {
  store: Store;
  clock: SettableClock;
  token: TokenSource;
  chaos?: Chaos | undefined;
}

/** What a queue has on its way, beside what is stored. */
interface Lane {
  bucket: Bucket;
  inFlight: number;
}

export class Dispatcher {
  readonly #store: Store;
  readonly #clock: SettableClock;
  readonly #token: TokenSource;
  readonly #chaos: Chaos;
  readonly #lanes = new Map<string, Lane>();
  readonly #inFlight = new Set<Promise<void>>();
  /** Attempts that chaos has made late already: it is asked once. */
  readonly #delayed = new Set<string>();
  readonly #closing = new AbortController();
  #idlers: (() => void)[] = [];
  #alarm: Alarm | undefined;

  constructor(options: DispatcherOptions) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#token = options.token;
    this.#chaos = options.chaos ?? (() => 'deliver');
  }

  /** Sends all that is due and may be sent, and sets the alarm for the next. Call it whenever something changed. */
  pump(): void {
    if (this.#closing.signal.aborted) return;
    this.#alarm?.cancel();
    const wakes = this.#store.runningQueues().map(queue => this.#drain(queue));
    const wake = Math.min(...wakes);
    this.#alarm = wake === Number.POSITIVE_INFINITY ? undefined : this.#clock.at(wake, () => this.pump());
    this.#tellIdlers();
  }

  /** Sends the task now, whatever the limits say, and returns it stands while on its way. */
  dispatch(task: Task, queue: Queue, copies = 1): Task {
    const now = this.#clock.now();
    const sent: Task = {
      ...task,
      progress: {
        ...task.progress,
        dispatches: task.progress.dispatches + 1,
        firstDispatchMs: task.progress.firstDispatchMs ?? now,
        last: { dueUs: task.dueUs, dispatchMs: now, responseMs: null, status: null },
      },
    };
    this.#store.saveTask(sent, null);
    const lane = this.#lane(queue);
    lane.inFlight += 1;
    const run = this.#carry(sent, copies).finally(() => {
      lane.inFlight -= 1;
      this.#inFlight.delete(run);
      this.pump();
    });
    this.#inFlight.add(run);
    return sent;
  }

  /** Resolves as soon as nothing is on its way and no running queue holds a task that is due now. */
  idle(): Promise<void> {
    return new Promise(resolve => {
      this.#idlers.push(resolve);
      this.#tellIdlers();
    });
  }

  /** Sends no more and breaks off what is on its way; the next run sends that again. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The task service is closing'));
    this.#alarm?.cancel();
    await Promise.allSettled(this.#inFlight);
    this.#tellIdlers();
  }

  /** Sends what a queue may send now; returns when to look again, in ms, or infinity. */
  #drain(queue: Queue): number {
    const lane = this.#lane(queue);
    const now = this.#clock.now();
    for (;;) {
      const room = Math.min(
        queue.settings.maxConcurrentDispatches - lane.inFlight,
        lane.bucket.available(now),
      );
      const tasks = room > 0 ? this.#store.readyTasks(queue.name, now, room) : [];
      if (tasks.length === 0) break;
      for (const task of tasks) this.#release(task, queue, lane);
    }
    // The end of an attempt pumps, so a full queue needs no alarm.
    if (lane.inFlight >= queue.settings.maxConcurrentDispatches) return Number.POSITIVE_INFINITY;
    const next = this.#store.nextReadyMs(queue.name);
    return next === undefined ? Number.POSITIVE_INFINITY : Math.max(next, lane.bucket.nextAtMs(now));
  }

  #release(task: Task, queue: Queue, lane: Lane): void {
    const attempt = task.progress.dispatches + 1;
    const key = `${task.id}/${attempt}`;
    const verdict = this.#delayed.delete(key) ? 'deliver' : this.#chaos({ name: task.name, attempt });
    if (verdict === 'drop') {
      this.#finish(task);
    } else if (typeof verdict === 'object') {
      this.#delayed.add(key);
      this.#store.saveTask(task, (this.#clock.now() + verdict.delayMs) * 1_000);
    } else {
      lane.bucket.take();
      this.dispatch(task, queue, verdict === 'twice' ? 2 : 1);
    }
  }

  async #carry(task: Task, copies: number): Promise<void> {
    const context = { clock: this.#clock, token: this.#token, signal: this.#closing.signal };
    const deliveries = Array.from({ length: copies }, () => deliver(task, context));
    this.#settle(task.id, await Promise.race(deliveries));
    await Promise.all(deliveries);
  }

  #settle(id: number, outcome: Outcome): void {
    // What was broken off by closing stays as it is: on its way, to be sent again by the next run.
    if (this.#closing.signal.aborted && outcome.status === null) return;
    const task = this.#store.taskById(id);
    const queue = task && this.#store.queue(task.queue);
    if (!task || !queue) return;
    const now = this.#clock.now();
    const tried: Task = { ...task, progress: record(task.progress, outcome, now) };
    if (outcome.code === 0 || isGivenUp(queue.settings, tried, now)) {
      this.#finish(tried);
      return;
    }
    const wait = Math.max(backoffMs(queue.settings, tried.progress.dispatches), outcome.retryAfterMs);
    const dueUs = (now + wait) * 1_000;
    this.#store.saveTask({ ...tried, dueUs }, dueUs);
  }

  #finish(task: Task): void {
    this.#store.removeTask(task, this.#clock.now() + TASK_NAME_TAKEN_MS);
  }

  #lane(queue: Queue): Lane {
    const known = this.#lanes.get(queue.name);
    if (known) return known;
    const { maxDispatchesPerSecond, maxBurstSize } = queue.settings;
    const bucket = new Bucket(maxDispatchesPerSecond, maxBurstSize, this.#clock.now());
    const lane: Lane = { bucket, inFlight: 0 };
    this.#lanes.set(queue.name, lane);
    return lane;
  }

  #tellIdlers(): void {
    if (this.#idlers.length === 0 || this.#isBusy()) return;
    const idlers = this.#idlers;
    this.#idlers = [];
    for (const resolve of idlers) resolve();
  }

  #isBusy(): boolean {
    if (this.#closing.signal.aborted) return false;
    if (this.#inFlight.size > 0) return true;
    const now = this.#clock.now();
    return this.#store.runningQueues().some(queue => (this.#store.nextReadyMs(queue.name) ?? now + 1) <= now);
  }
}

function record(progress: Progress, outcome: Outcome, nowMs: number): Progress {
  const answered = outcome.status !== null;
  return {
    ...progress,
    responses: progress.responses + (answered ? 1 : 0),
    executions: progress.executions + (outcome.status !== null && outcome.status < 500 ? 1 : 0),
    previousStatus: outcome.status ?? progress.previousStatus,
    last: progress.last && {
      ...progress.last,
      responseMs: answered ? nowMs : null,
      status: { code: outcome.code, message: outcome.message },
    },
  };
}
