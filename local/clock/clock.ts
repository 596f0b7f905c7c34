// The desk's time: real time plus an offset that only grows; it is below zero while a desk lives through its past. The
// one place in local/ where the real clock is read.

export { parseDuration } from './duration.ts';

/** setTimeout keeps its delay in a signed 32-bit integer; a longer one would fire at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export interface Alarm {
  /** Takes the alarm back; without effect once it has fired. */
  cancel(): void;
}

export type AdvanceListener = (offsetMs: number) => void | Promise<void>;

interface Pending {
  instant: number;
  run: () => void;
}

export class SettableClock {
  readonly #realNow: () => number;
  readonly #listeners = new Set<AdvanceListener>();
  /** Sorted by instant, equal instants in the order they were set. */
  #pending: Pending[] = [];
  #offsetMs: number;
  #timer: NodeJS.Timeout | undefined;
  /** Leaps that not everybody has been told of: no alarm fires meanwhile. */
  #leaps = 0;

  /**
   * @param options.offsetMs how far desk time is ahead of real time (below 0: behind), as kept from an earlier run
   * @param options.realNow real time in ms since the epoch; given by tests that hold it still
   */
  constructor(options: { offsetMs?: number; realNow?: () => number } = {}) {
    const { offsetMs = 0 } = options;
    if (!Number.isSafeInteger(offsetMs))
      throw new RangeError(`offsetMs must be whole milliseconds; got ${offsetMs}`);
    this.#offsetMs = offsetMs;
    this.#realNow = options.realNow ?? Date.now;
  }

  /** Desk time in ms since the epoch. */
  now(): number {
    return this.#realNow() + this.#offsetMs;
  }

  /** How far desk time is ahead of real time, in ms. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /**
   * Leaps forward: tells the listeners, waits for them, and fires the alarms that became due, in time order. An alarm
   * sees the time after the leap, as after a night with the machine asleep, and so does every process that hears of it:
   * one that is called for what is due, and has yet to be told, would find that nothing is.
   * @param ms whole milliseconds, not negative
   * @throws RangeError for any other number; whatever a listener or an alarm threw, after all of them ran
   */
  async advance(ms: number): Promise<void> {
    this.#offsetMs += whole(ms, 'ms');
    this.#leaps += 1;
    const outcomes = await Promise.allSettled(
      [...this.#listeners].map(async listener => listener(this.#offsetMs)),
    );
    this.#leaps -= 1;
    const failures = this.#fireDue();
    raise([...outcomes.flatMap(it => (it.status === 'rejected' ? [it.reason as unknown] : [])), ...failures]);
  }

  /**
   * Runs `run` once when desk time reaches `instant`, by real time passing or by a leap. Never before this call
   * returns, even if the instant is past. A waiting alarm does not keep the process alive.
   * @param instant desk time in ms since the epoch
   */
  at(instant: number, run: () => void): Alarm {
    if (Number.isNaN(instant)) throw new RangeError('An alarm needs an instant, not NaN');
    const alarm: Pending = { instant, run };
    const later = this.#pending.findIndex(other => other.instant > instant);
    this.#pending.splice(later === -1 ? this.#pending.length : later, 0, alarm);
    this.#wind();
    return {
      cancel: () => {
        this.#pending = this.#pending.filter(other => other !== alarm);
        this.#wind();
      },
    };
  }

  /** Calls `listener` at each leap with the new offset in ms; returns what takes it off again. */
  onAdvance(listener: AdvanceListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * Fires what is due now, unless a leap is being told of, and returns what was thrown. Alarms set meanwhile wait for
   * the next turn, so no loop is endless.
   */
  #fireDue(): unknown[] {
    if (this.#leaps > 0) return [];
    const now = this.now();
    const due = new Set(this.#pending.filter(alarm => alarm.instant <= now));
    const failures: unknown[] = [];
    for (const alarm of due) {
      // An alarm that fired before may have cancelled this one.
      if (!this.#pending.includes(alarm)) continue;
      this.#pending = this.#pending.filter(other => other !== alarm);
      try {
        alarm.run();
      } catch (cause) {
        failures.push(cause);
      }
    }
    this.#wind();
    return failures;
  }

  #wind(): void {
    clearTimeout(this.#timer);
    const next = this.#pending[0];
    if (!next || this.#leaps > 0) return;
    const wait = Math.min(Math.max(next.instant - this.now(), 0), MAX_TIMEOUT_MS);
    this.#timer = setTimeout(() => raise(this.#fireDue()), wait);
    this.#timer.unref();
  }
}

function whole(ms: number, name: string): number {
  if (!Number.isSafeInteger(ms) || ms < 0) {
    throw new RangeError(
      `${name} must be whole milliseconds, not negative: the clock only goes forward; got ${ms}`,
    );
  }
  return ms;
}

function raise(failures: unknown[]): void {
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1)
    throw new AggregateError(failures, 'Several alarms or listeners of the clock failed');
}
