// Leases at writing a desk's summary tabs, and what stands in them.

import type { Instant } from '../core/lib/time.ts';
import type { PageMarks } from '../core/workbook/page-requests.ts';
import type { LeaseAnswer } from '../core/workbook/write-lease.ts';

/** Who writes a desk's summary tabs and when, and what stands in them; the same for all processes. */
export interface WriteLeases {
  /** Asks for a lease, see `takeLease`. */
  take(deskId: string, now: Instant, urgent: boolean): Promise<LeaseAnswer>;
  /** What was written last, by tab; nothing of a desk that was never written. */
  written(deskId: string): Promise<PageMarks>;
  /**
   * Gives a lease back, with what stands in the tabs now, or without when that is not known. Answers when another one
   * is due.
   */
  end(
    deskId: string,
    number: number,
    now: Instant,
    wrote?: { whole: boolean; marks: PageMarks },
  ): Promise<Instant | null>;
  /** Desks that were to be written by `before` and were not. */
  owing(before: Instant, limit: number, except?: ReadonlySet<string>): Promise<string[]>;
}
