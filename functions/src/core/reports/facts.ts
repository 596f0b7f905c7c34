// What the pages are made from. What is in here does not grow with the number of records.

import type { DeskContext } from '../desk/desk.ts';
import { type ClosedPeriod, COUNTING } from '../figures/closed-periods.ts';
import type { Figures } from '../figures/figures.ts';
import { earlier, type Period, periodAt } from '../figures/periods.ts';
import type { Instant } from '../lib/time.ts';
import type { DeadLetter } from '../notices/notice.ts';
import type { DeskRecord } from '../record/record.ts';
import type { PeriodKind } from '../schema/period.ts';
import type { Table } from '../schema/table.ts';
import type { ActivityLog } from './activity-log.ts';

export interface SummaryFacts {
  tables: readonly Table[];
  figures: Figures;
  /**
   * The weeks and months that ended last and before it, as they were then, and months whose report has no tab of its
   * own yet.
   */
  closedPeriods: readonly ClosedPeriod[];
  /** Records with a limit that is due by the end of today, one more than is listed. */
  due: readonly DeskRecord[];
  /** Records in a state that asks for a person's eye, the latest first. */
  watched: readonly DeskRecord[];
  /** Records that cannot be decided, the latest first. */
  setAside: readonly DeskRecord[];
  /** Notices that could not be sent and were given up, the latest first. */
  deadLetters: readonly DeadLetter[];
  /** The latest changes. */
  activityLog: ActivityLog | undefined;
  now: Instant;
  desk: DeskContext;
}

/** Most records that are listed as set aside. */
export const MAX_ASIDE = 50;

/** Most notices that are listed as not sent. */
export const MAX_DEAD_LETTERS = 50;

/** Most records that are read because of their state. */
export const MAX_WATCHED = 50;

/** Periods of each kind that the pages look back on, the present one included. */
export const LOOK_BACK: Record<PeriodKind, number> = { week: 9, month: 13 };

/** The present period and those before it, the newest first. */
export function periodsUpTo(kind: PeriodKind, now: Instant, zone: string): Period[] {
  const present = periodAt(kind, now, zone);
  return Array.from({ length: LOOK_BACK[kind] }, (_, count) => earlier(present, zone, count));
}

/** What a period came to when it ended, if it is among the facts and was counted as figures are today. */
export function closedPeriodOf(
  { closedPeriods: frozen }: Pick<SummaryFacts, 'closedPeriods'>,
  { document }: Period,
): ClosedPeriod | undefined {
  return frozen.find(each => each.document === document && each.counting === COUNTING);
}

/** Tables whose records are matters that customers brought, and those of the work that follows. */
export function countedTables(tables: readonly Table[]): { matters: Table[]; work: Table[]; all: Table[] } {
  const of = (counts: NonNullable<Table['counts']>) => tables.filter(table => table.counts === counts);
  const [matters, work] = [of('matters'), of('work')];
  return { matters, work, all: [...matters, ...work] };
}
