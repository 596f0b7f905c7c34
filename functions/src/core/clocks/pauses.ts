// When the pauses of a record lasted: each begins with the change that brings what is waited for, and ends with the one
// that ends it.

import type { Instant } from '../lib/time.ts';
import type { Pause } from '../record/record.ts';
import { isMet, type Links } from '../record/states.ts';
import type { Cells } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';

/** The pauses after a change at `now`. `links` are those of the present cycle, `before` its pauses so far. */
export function pausesAfter(
  table: Table,
  cells: Cells,
  links: Links,
  { before, now }: { before: readonly Pause[]; now: Instant },
): Pause[] {
  let pauses = [...before];
  for (const { id, when } of table.pauses ?? []) {
    const lasts = isMet(when, cells, links);
    const open = pauses.find(({ pause, to }) => pause === id && to === null);
    if (lasts && !open) pauses.push({ pause: id, from: now, to: null });
    // What lasted no time was no pause.
    if (!lasts && open)
      pauses = pauses.flatMap(each =>
        each !== open ? [each] : now > open.from ? [{ ...open, to: now }] : [],
      );
  }
  return pauses;
}
