// What a record shows and is found by because of its clocks, and where it counts with them.

import { clocksAhead, escalatedAt, nearestDue, nextActionAt, soonest } from '../clocks/clock-state.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Cells } from '../schema/column.ts';
import { clocksShown, type Table } from '../schema/table.ts';
import { countsIn, figuresOf } from './count.ts';
import type { Figures } from './figures.ts';

/**
 * A record that could be decided, with the fields that follow from its clocks: the scan's field, the nearest limit, the
 * due columns and where it counts.
 */
export const withClocks = (table: Table, zone: string, before: DeskRecord): DeskRecord =>
  counted(table, zone, before).record;

/** The same, and what the record counts for. */
export function counted(
  table: Table,
  zone: string,
  before: DeskRecord,
): { record: DeskRecord; figures: Figures } {
  const { aside: _, ...record } = before;
  const { clocks } = record;
  const after = {
    ...record,
    cells: { ...record.cells, ...limitCells(table, clocks) },
    nextActionAt: soonest(nextActionAt(clocks), record.reviewAt),
    dueAt: nearestDue(table, clocks),
    escalatedAt: escalatedAt(clocks),
  };
  const figures = figuresOf(table, after, zone);
  return { record: { ...after, countsIn: countsIn(table, figures) }, figures };
}

/** The cells in which a row shows its limits. */
export function limitCells(table: Table, clocks: DeskRecord['clocks']): Cells {
  const cells: Cells = {};
  for (const column of table.columns) {
    if (column.owner !== 'system') continue;
    const { source } = column;
    if (source.from === 'due') {
      const shown = clocksShown(source).find(id => id in clocks) ?? '';
      cells[column.key] = clocks[shown]?.dueAt ?? null;
    }
    if (source.from === 'nearestDue')
      cells[column.key] = nearestDue(table, source.ahead ? clocksAhead(clocks) : clocks);
  }
  return cells;
}
