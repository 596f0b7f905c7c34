// Which limits are due today or overdue, and for whom. The one answer for every tab that counts or lists them.

import { isRunning } from '../clock-state.ts';
import type { DeskRecord } from '../record.ts';
import type { Dimension, Table } from '../table.ts';
import { type Instant, instantOf, localParts } from '../time.ts';

/** One running limit of a record. */
export interface DueItem {
  table: Table;
  record: DeskRecord;
  label: string;
  dueAt: Instant;
}

/** End of the day that an instant lies in, in the desk's zone: up to here a limit is due today. */
export function endOfDay(now: Instant, zone: string): Instant {
  const { year, month, day } = localParts(now, zone);
  return instantOf({ year, month, day: day + 1, hour: 0, minute: 0, second: 0, millisecond: 0 }, zone);
}

/** Running limits of these records that are due by the end of today, the longest overdue first. */
export function dueItems(
  tables: readonly Table[],
  records: readonly DeskRecord[],
  now: Instant,
  zone: string,
): DueItem[] {
  const until = endOfDay(now, zone);
  const items = records.flatMap(record => {
    const table = tables.find(each => each.key === record.table);
    return (table?.clocks ?? []).flatMap(rule => {
      const clock = record.clocks[rule.id];
      if (!table || !clock || !isRunning(clock) || clock.dueAt === null || clock.dueAt >= until) return [];
      return [{ table, record, label: rule.label, dueAt: clock.dueAt }];
    });
  });
  return items.sort((a, b) => a.dueAt - b.dueAt || (a.record.number < b.record.number ? -1 : 1));
}

/** What a record holds in the column that a dimension means; blank where the table has none. */
export function dimensionOf(table: Table, record: DeskRecord, name: Dimension): string {
  const column = table.dimensions.find(dimension => dimension.name === name)?.column;
  return column ? String(record.cells[column] ?? '') : '';
}
