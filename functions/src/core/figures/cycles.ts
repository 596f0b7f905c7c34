// The cycles of a record as the figures see them: those that are over as they ended, and the present one as it stands.

import type { Instant } from '../lib/time.ts';
import type { Milestones } from '../record/milestones.ts';
import { type Clock, type DeskRecord, nextBegan } from '../record/record.ts';
import type { Cells } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';

export interface CountedCycle {
  /** Cells as they stood when it ended. */
  cells: Cells;
  clocks: Record<string, Clock>;
  milestones: Milestones;
  startedAt: Instant;
  /** When it went back to be done again; null for the present one. */
  endedAt: Instant | null;
  closedAt: Instant | null;
}

/** When the matter came in. */
export function receivedAt(table: Table, record: DeskRecord): Instant {
  const column = table.measures?.received;
  return timeIn(record.cells, column) ?? record.createdAt;
}

/** All cycles, the present one last. */
export function cyclesOf(table: Table, record: DeskRecord): CountedCycle[] {
  const starts = [receivedAt(table, record), ...record.cycles.map(nextBegan)];
  const all = [
    ...record.cycles.map(cycle => {
      const { standing, cells, ...rest } = cycle;
      return { ...rest, endedAt: nextBegan(cycle), cells: { ...standing, ...cells } };
    }),
    { ...record, endedAt: null },
  ];
  return all.map(({ cells, clocks, milestones, endedAt, closedAt }, index) => {
    const startedAt = starts[index] ?? record.createdAt;
    return { cells, clocks, milestones, startedAt, endedAt, closedAt };
  });
}

/** The time in a column, if it names one and there is one. */
export function timeIn(cells: Cells, column: string | undefined): Instant | undefined {
  const cell = column === undefined ? null : cells[column];
  return typeof cell === 'number' ? cell : undefined;
}
