// A record's tries to reach somebody.

import type { Instant } from '../lib/time.ts';

/** A try that came to nothing. */
export interface Attempt {
  at: Instant;
  outcome: string;
  /** When to try again; null when it was the last one. */
  next: Instant | null;
}
