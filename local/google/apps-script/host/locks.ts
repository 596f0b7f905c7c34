// Locks between executions: one per document and user; given to who asked first, free when the holder ends.
import type { Scope } from '../calls.ts';
import type { Execution } from '../execution.ts';
import { ownerOf } from './owner.ts';

interface Waiter {
  execution: Execution;
  settle(got: boolean): void;
}

interface Held {
  holder: Execution;
  waiters: Waiter[];
}

export class Locks {
  readonly #held = new Map<string, Held>();

  /** Whether the lock was got within `ms` real milliseconds; who has it already has it again. */
  async acquire(execution: Execution, scope: Scope, ms: number): Promise<boolean> {
    const key = ownerOf(scope, execution);
    const held = this.#held.get(key);
    if (!held) this.#held.set(key, { holder: execution, waiters: [] });
    else if (held.holder !== execution) return this.#wait(held, execution, ms);
    return true;
  }

  release(execution: Execution, scope: Scope): void {
    const key = ownerOf(scope, execution);
    if (this.#held.get(key)?.holder === execution) this.#pass(key);
  }

  /** An execution is over: what it held is free, what it waited for it no longer wants. */
  releaseAll(execution: Execution): void {
    for (const held of this.#held.values()) {
      for (const waiter of held.waiters.filter(it => it.execution === execution)) waiter.settle(false);
    }
    for (const [key, { holder }] of this.#held) if (holder === execution) this.#pass(key);
  }

  #wait(held: Held, execution: Execution, ms: number): Promise<boolean> {
    return new Promise(resolve => {
      const timer = setTimeout(() => waiter.settle(false), ms);
      const waiter: Waiter = {
        execution,
        settle(got) {
          clearTimeout(timer);
          held.waiters = held.waiters.filter(it => it !== waiter);
          resolve(got);
        },
      };
      held.waiters.push(waiter);
    });
  }

  #pass(key: string): void {
    const held = this.#held.get(key);
    const next = held?.waiters[0];
    if (!held || !next) {
      this.#held.delete(key);
      return;
    }
    held.holder = next.execution;
    next.settle(true);
  }
}
