// A task queue on virtual time that delivers late, twice, out of order or not at all.

import type { Instant } from '../../functions/src/core/lib/time.ts';
import type { Alarms } from '../../functions/src/ports/alarms.ts';
import type { Dice } from './dice.ts';
import { MINUTE_MS } from './plain-limits.ts';

export class UnsureAlarms implements Alarms {
  readonly #dice: Dice;
  readonly #rings: Instant[] = [];
  /** Names are kept taken: one ring a desk and minute. */
  readonly #taken = new Set<Instant>();
  fates = { once: 0, twice: 0, late: 0, lost: 0 };

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  async plantRing(_deskId: string, at: Instant, now: Instant): Promise<void> {
    const minute = Math.ceil(Math.max(at, now) / MINUTE_MS) * MINUTE_MS;
    if (this.#taken.has(minute)) return;
    this.#taken.add(minute);
    const fate = this.#dice.pick(['once', 'once', 'once', 'twice', 'late', 'lost'] as const);
    this.fates[fate] += 1;
    if (fate === 'lost') return;
    this.#rings.push(fate === 'late' ? minute + this.#dice.between(1, 90) * MINUTE_MS : minute);
    if (fate === 'twice') this.#rings.push(minute + this.#dice.between(0, 30) * MINUTE_MS);
  }

  /** Summaries wait for the sweep, as when every one of their tasks is lost. */
  async plantSummary(): Promise<void> {}

  /** When the next one is delivered. */
  next(): Instant {
    return Math.min(...this.#rings);
  }

  /** Takes away one that is delivered now; whether there was one. */
  take(now: Instant): boolean {
    const index = this.#rings.findIndex(at => at <= now);
    if (index >= 0) this.#rings.splice(index, 1);
    return index >= 0;
  }
}
