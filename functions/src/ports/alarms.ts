// The alarm clock: what has to happen later.

import type { Instant } from '../core/lib/time.ts';

/** The alarm clock: rings are hints, so planting one twice, or one too many, does no harm. */
export interface Alarms {
  /** Has the desk look for what is due, at `at` or within the minute after. */
  plantRing(deskId: string, at: Instant, now: Instant): Promise<void>;
  /** Has the summaries of a desk brought up to date at `at`, or within seconds when that is past. */
  plantSummary(deskId: string, at: Instant, now: Instant): Promise<void>;
}
