// A queue of tasks as Cloud Tasks has them: so many at once, so many a second, in the order in which they were due.

import { SECOND } from '../../functions/src/core/lib/time.ts';
import type { EventQueue } from './event-queue.ts';

/** Does a task that begins now; answers how many milliseconds it takes. */
type Task = (now: number) => number;

export class TaskQueue {
  readonly #events: EventQueue;
  readonly #atOnce: number;
  readonly #gapMs: number;
  #tasks: Task[] = [];
  #first = 0;
  #running = 0;
  #nextAt = 0;
  #isWaking = false;

  constructor(events: EventQueue, { atOnce, aSecond }: { atOnce: number; aSecond: number }) {
    this.#events = events;
    this.#atOnce = atOnce;
    this.#gapMs = SECOND / aSecond;
  }

  get waiting(): number {
    return this.#tasks.length - this.#first;
  }

  /** Takes a task that is due. */
  add(task: Task): void {
    this.#tasks.push(task);
    this.#pump();
  }

  #pump(): void {
    const { now } = this.#events;
    while (this.waiting > 0 && this.#running < this.#atOnce) {
      if (now < this.#nextAt) return this.#wake();
      this.#nextAt = Math.max(now, this.#nextAt) + this.#gapMs;
      const task = this.#tasks[this.#first++] as Task;
      // What has gone is given up from time to time: moving the rest up for each would take the square of a day.
      if (this.#first > 10_000) this.#tasks = this.#tasks.slice(this.#first);
      if (this.#first > 10_000) this.#first = 0;
      this.#running += 1;
      this.#events.add(now + task(now), () => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  /** Looks again when the next one may go. */
  #wake(): void {
    if (this.#isWaking) return;
    this.#isWaking = true;
    this.#events.add(this.#nextAt, () => {
      this.#isWaking = false;
      this.#pump();
    });
  }
}
