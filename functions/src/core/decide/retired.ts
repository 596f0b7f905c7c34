// Which records' rows have stood in their tabs long enough: whoever works there scrolls past them, and a spreadsheet
// holds ten million cells. Only the row goes; the record counts and is found as before.

import type { DeskContext } from '../desk/desk.ts';
import { DAY, type Instant } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';

/** Records that were last changed before this may have rows that leave; null where all stay. */
export function retiredBefore(desk: DeskContext, now: Instant): Instant | null {
  const days = desk.parameter('关闭后留表天数');
  return days === 0 ? null : now - days * DAY;
}

/**
 * Whether a record's row belongs in its tab no more: it is closed, and nothing has been changed of it since. A record
 * that reopens or changes belongs there again. Tables that count nowhere are looked up in and stay whole.
 */
export function isRetired(
  record: Pick<DeskRecord, 'table' | 'closedAt' | 'updatedAt' | 'aside'>,
  desk: DeskContext,
  now: Instant,
): boolean {
  const before = retiredBefore(desk, now);
  if (before === null || record.closedAt === null || record.aside) return false;
  return record.updatedAt < before && desk.tableOf(record.table)?.counts !== undefined;
}
