// When the pauses of a record lasted: each begins with the change that brings what is waited for, and ends with the one
// that ends it.

import type { Instant } from '../lib/time.ts';
import type { Pause } from '../record/record.ts';
import { happenedTime, isMet, type Link, linksIn } from '../record/states.ts';
import type { Cells } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';

/** The cycle that a record is in. */
interface Present {
  links: Readonly<Record<string, readonly Link[]>>;
  cycle: number;
  /** When that cycle began. */
  began: Instant;
  /** Its pauses so far. */
  before: readonly Pause[];
  now: Instant;
}

/** The pauses after a change at `now`: one that began before somebody came to type it counts from its own time. */
export function pausesAfter(
  table: Table,
  cells: Cells,
  { links, cycle, began, before, now }: Present,
): Pause[] {
  let pauses = [...before];
  for (const { id, when, happened } of table.pauses ?? []) {
    const lasts = isMet(when, cells, linksIn(cycle, links));
    const same = pauses.filter(({ pause }) => pause === id);
    const open = same.find(({ to }) => to === null);
    if (lasts && !open) {
      const free = Math.max(began, ...same.map(({ to }) => to ?? began));
      const from = happenedTime(happened, cells, { links, cycle, began: free, now }) ?? now;
      pauses.push({ pause: id, from, to: null });
    }
    // What lasted no time was no pause.
    if (!lasts && open)
      pauses = pauses.flatMap(each =>
        each !== open ? [each] : now > open.from ? [{ ...open, to: now }] : [],
      );
  }
  return pauses;
}
