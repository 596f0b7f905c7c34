// How much one account, one link, or all of one desk may ask of this process: so much at once, and so much a second for
// ever. Each process counts for itself: what it keeps off is a caller that has gone wild, not one that is busy.

import { RequestError } from '../contract/request-error.ts';
import { keepLatest } from '../core/lib/keep-latest.ts';

/** So many requests at once, of which so many come back each second. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** Everybody's edits at a desk may come from one account, so it may ask for more than any office types. */
export const PER_ACCOUNT: Allowance = { burst: 5_000, perSecond: 100 };
export const PER_DESK: Allowance = { burst: 10_000, perSecond: 200 };

/** A link is one person's, whose phone and calendars open it; whoever has found it asks no more than they. */
export const PER_LINK: Allowance = { burst: 100, perSecond: 1 };

/** Names that are remembered; those that asked the longest ago are forgotten first, and start anew. */
const MAX_NAMES = 10_000;

/** What is left to one name, and when that was worked out. */
interface Left {
  requests: number;
  at: number;
}

export class RateLimits {
  readonly #allowance: Allowance;
  readonly #elapsed: () => number;
  readonly #left = new Map<string, Left>();

  /** `elapsed` are milliseconds since some moment, which nobody can set back. */
  constructor(allowance: Allowance, elapsed: () => number) {
    this.#allowance = allowance;
    this.#elapsed = elapsed;
  }

  /** Counts a request. @throws RequestError 429 with the seconds after which there is room again */
  take(name: string): void {
    const { burst, perSecond } = this.#allowance;
    const now = this.#elapsed();
    const before = this.#left.get(name) ?? { requests: burst, at: now };
    const requests = Math.min(burst, before.requests + ((now - before.at) / 1_000) * perSecond);
    const isAllowed = requests >= 1;
    keepLatest(this.#left, name, { requests: isAllowed ? requests - 1 : requests, at: now }, MAX_NAMES);
    if (isAllowed) return;
    const retryAfterSeconds = Math.ceil((1 - requests) / perSecond);
    throw new RequestError('too_many_requests', { retryAfterSeconds });
  }
}
