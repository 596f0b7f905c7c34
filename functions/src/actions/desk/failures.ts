// Work on many records of which one may fail: that one is passed over, the others go on, and what failed is told at the
// end.

import { NewerForm } from '../../contract/request-error.ts';
import type { Log } from '../../ports/log.ts';

export class Failures {
  /** Records for which the work failed. */
  readonly keys = new Set<string>();
  readonly #causes: unknown[] = [];
  readonly #log: Log;
  readonly #deskId: string;

  constructor(log: Log, deskId: string) {
    this.#log = log;
    this.#deskId = deskId;
  }

  /** Does the work for these records together; where that fails, for one after the other. */
  async apart(keys: readonly string[], work: (keys: readonly string[]) => Promise<void>): Promise<void> {
    try {
      await work(keys);
    } catch (cause) {
      const [key] = keys;
      if (keys.length > 1 || key === undefined) {
        for (const each of keys) await this.apart([each], work);
        return;
      }
      this.add(key, cause);
    }
  }

  /** Passes a record over from now on. */
  add(key: string, cause: unknown): void {
    if (this.keys.has(key)) return;
    this.keys.add(key);
    this.#log.error('record_not_handled', cause, { deskId: this.#deskId, key });
    // It waits for the newer program: asking again does not help, and it has been logged.
    if (!(cause instanceof NewerForm)) this.#causes.push(cause);
  }

  /** @throws AggregateError where something failed that may go well the next time. */
  end(): void {
    if (this.#causes.length > 0)
      throw new AggregateError(this.#causes, `${this.#causes.length} records were not handled`);
  }
}
