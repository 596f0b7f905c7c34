// What the system has planned is planned anew when its day is closed afterwards: holidays were announced, or days off
// were entered.

import { onOpenDay } from '../clocks/open-days.ts';
import type { DeskContext } from '../desk/desk.ts';
import type { Instant } from '../lib/time.ts';
import type { DeskRecord, RecordEvent } from '../record/record.ts';
import { systemEvent } from '../record/system-event.ts';
import type { Cells } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';

const WHY = '工作日历改了，原定的那天不上班，顺延到下一个工作日。';

/**
 * A record whose planned times of the system's lie on open days, with what tells of it; `undefined` where they do
 * already. What a person has set stays: it may have been agreed on with the customer. So does what has passed.
 */
export function replan(
  table: Table,
  before: DeskRecord,
  now: Instant,
  desk: DeskContext,
): { after: DeskRecord; event: RecordEvent } | undefined {
  const moved: Cells = {};
  const changes = staffColumns(table).flatMap(({ key, label, kind }) => {
    const at = before.cells[key];
    if (kind.type !== 'time' || kind.happened || typeof at !== 'number' || at <= now) return [];
    const open = before.proposed[key] === at ? onOpenDay(at, desk) : at;
    if (open === at) return [];
    moved[key] = open;
    return [{ column: key, label, before: at, after: open }];
  });
  if (changes.length === 0) return undefined;
  const after = {
    ...before,
    version: before.version + 1,
    cells: { ...before.cells, ...moved },
    proposed: { ...before.proposed, ...moved },
  };
  return { after, event: systemEvent(after, changes, now, WHY) };
}
