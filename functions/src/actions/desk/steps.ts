// Steps of one piece of work that do not need each other: each is tried, whatever became of those before it.

import type { Log } from '../../ports/log.ts';

/** Runs named steps, and keeps what failed until all have had their turn. */
export class Steps {
  readonly #log: Log;
  readonly #deskId: string;
  readonly #failures: unknown[] = [];

  constructor(log: Log, deskId: string) {
    this.#log = log;
    this.#deskId = deskId;
  }

  /** Tries a step; its failure is logged under its name with the cause. */
  async run(step: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      this.#log.error('step_failed', cause, { deskId: this.#deskId, step });
      this.#failures.push(cause);
    }
  }

  /**
   * Fails if a step has, so that whoever asked for the work asks again.
   * @throws the only failure, or all of them as one.
   */
  end(): void {
    const [only, ...more] = this.#failures;
    if (only === undefined) return;
    if (more.length === 0) throw only;
    throw new AggregateError(this.#failures, `${this.#failures.length} steps failed`);
  }
}
