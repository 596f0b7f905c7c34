// A desk's working day, as it is supposed, and what its pieces take of a processor.

import { FIRESTORE_TRIP_S, SHEETS_CALL_S } from './limits.ts';
import type { Cost, Operations } from './operations.ts';

/** Supposed: a busy desk of ten people. Each save is one request, and half of them are followed by a pull. */
export const DAY = {
  rows: 200,
  edits: 600,
  /** Records whose limits pass. */
  due: 100,
  /** The add-on's hourly round, for a desk whose spreadsheet is open or not. */
  rounds: 24,
  workingDaysAMonth: 22,
  /** Kept of a row for good: record, event, private cells and what is compared by. */
  bytesARow: 15_000,
} as const;

export const SAVES = DAY.rows + DAY.edits;
const PULLS = SAVES / 2 + DAY.rounds;

/** Shares of a day's work by hours of the clock: a morning and an afternoon, the busiest hour a sixth of the day. */
export const HOURS: readonly number[] = [
  0, 0, 0, 0, 0, 0, 0, 0, 0.03, 0.16, 0.15, 0.12, 0.04, 0.08, 0.15, 0.13, 0.08, 0.05, 0.01, 0, 0, 0, 0, 0,
];

export const BUSIEST = Math.max(...HOURS);

/**
 * Seconds of one processor. Measured once, on two shared cores, in November 2026: a row 10 to 15 ms; the others in
 * proportion to the documents that they move.
 */
const BASE_S = 0.004;
const DOCUMENT_S = 0.0008;

/** Seconds of a processor that a piece of work takes. */
export function processorSeconds({ reads, writes, deletes }: Cost): number {
  return BASE_S + DOCUMENT_S * (reads + writes + deletes);
}

/** Seconds from its beginning to its end. */
export function seconds(cost: Cost): number {
  return processorSeconds(cost) + cost.trips * FIRESTORE_TRIP_S + cost.sheetWrites * SHEETS_CALL_S;
}

/** The work of a desk's day, piece by piece. `looks` and `tabs` as a replayed day has them. */
export function workOf(
  operations: Operations,
  { looks, tabs }: { looks: number; tabs: number },
): { cost: Cost; times: number }[] {
  return [
    { cost: operations.row, times: DAY.rows },
    { cost: operations.edit, times: DAY.edits },
    { cost: operations.pull, times: PULLS },
    { cost: operations.follow, times: SAVES },
    { cost: operations.look, times: looks + tabs },
    { cost: operations.tabs, times: tabs },
    { cost: operations.ring, times: DAY.due },
  ];
}
