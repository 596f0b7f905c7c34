// What records count for, added up and kept; and the list of latest changes.

import type { ClosedPeriod } from '../core/figures/closed-periods.ts';
import type { Figures } from '../core/figures/figures.ts';
import type { Instant } from '../core/lib/time.ts';
import type { DeskRecord } from '../core/record/record.ts';
import type { ActivityLog } from '../core/reports/activity-log.ts';

/** All records of a desk counted anew, beside what the figures say: as of one moment. */
export interface Counted {
  /** How many records there are. */
  records: number;
  /** What they count for together. */
  sums: Figures;
  /** All figures as they stand. */
  figures: Figures;
  /** What has not been taken into them yet. */
  pending: Figures;
}

/** What records count for, as the summaries show it. */
export interface FigureStore {
  /** The list of latest changes as it was kept last. */
  activityLog(deskId: string): Promise<ActivityLog | undefined>;
  keepActivityLog(deskId: string, log: ActivityLog): Promise<void>;
  figures(deskId: string, documents: readonly string[]): Promise<Figures>;
  /** What these periods came to when they ended; those that have not ended are left out. */
  closedPeriods(deskId: string, documents: readonly string[]): Promise<ClosedPeriod[]>;
  /**
   * Applies pending changes to the figures, each exactly once, made before a time where one is given; answers how many
   * it applied. What came with them to be compared waits for that from then on.
   */
  applyChanges(deskId: string, limit: number, before?: Instant): Promise<number>;
  /** Counts all records as they stand at one moment. Changes nothing, and holds nobody up. */
  countAll(deskId: string, count: (record: DeskRecord) => Figures): Promise<Counted>;
}
