// Reads what the summary tabs are made from. What is read here must not grow with the number of records.

import type { DeskContext } from '../core/desk.ts';
import { OPEN } from '../core/figures/figures.ts';
import { earlier, periodAt } from '../core/figures/periods.ts';
import { endOfDay } from '../core/summary/due.ts';
import { MOST_TODO } from '../core/summary/todo.ts';
import type { SummaryFacts } from '../core/summary.ts';
import type { Ports } from '../ports.ts';

/** The facts of a desk as they stand now. */
export async function readFacts(ports: Ports, desk: DeskContext): Promise<SummaryFacts> {
  const { id } = desk.desk;
  const now = ports.now();
  const week = periodAt('week', now, desk.zone);
  const weeks = [week, earlier(week, desk.zone)].map(({ document }) => document);
  const [figures, due] = await Promise.all([
    ports.store.figures(id, [OPEN, ...weeks]),
    // One more than is listed, so that the tab can say that there are more.
    ports.store.dueRecords(id, endOfDay(now, desk.zone), MOST_TODO + 1),
  ]);
  return { tables: desk.tables, figures, due, now, desk };
}
