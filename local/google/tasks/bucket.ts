// The token bucket that keeps a queue to its rate. Time is given, in ms.

export class Bucket {
  readonly #perMs: number;
  readonly #size: number;
  #tokens: number;
  #countedAtMs: number;

  /** Starts full. */
  constructor(perSecond: number, size: number, nowMs: number) {
    this.#perMs = perSecond / 1_000;
    this.#size = size;
    this.#tokens = size;
    this.#countedAtMs = nowMs;
  }

  /** Whole tokens that can be taken now. */
  available(nowMs: number): number {
    const earned = Math.max(0, nowMs - this.#countedAtMs) * this.#perMs;
    this.#tokens = Math.min(this.#size, this.#tokens + earned);
    this.#countedAtMs = nowMs;
    return Math.floor(this.#tokens);
  }

  /** Takes one; the caller has asked before whether there is one. */
  take(): void {
    this.#tokens -= 1;
  }

  /** When the next whole token is there. */
  nextAtMs(nowMs: number): number {
    const lacking = this.available(nowMs) >= 1 ? 0 : 1 - this.#tokens;
    return nowMs + Math.ceil(lacking / this.#perMs);
  }
}
