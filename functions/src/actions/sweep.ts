// Looks after what a lost task, a lost message or a process that died left behind.

import { MINUTE } from '../core/lib/time.ts';
import type { Ports } from '../ports.ts';
import { summariseDesk } from './reports/summarise-desk.ts';
import { ringDesk } from './timers/ring-desk.ts';

/** Summary tabs that were to be written this long ago have been forgotten. */
const OVERDUE = MINUTE;

/** Desks in one sweep; the next one takes the rest. */
const AT_ONCE = 200;

/** Rings and sums up every desk that has something left to do. One desk's failure does not keep the others waiting. */
export async function sweep(ports: Ports): Promise<void> {
  const now = ports.now();
  const [withWork, owing] = await Promise.all([
    ports.store.desksWithWork(now, AT_ONCE),
    ports.turns.owing(now - OVERDUE, AT_ONCE),
  ]);
  const desks = new Set([...withWork, ...owing]);
  const failures: unknown[] = [];
  for (const deskId of desks) {
    try {
      await ringDesk(ports, deskId);
      await summariseDesk(ports, deskId);
    } catch (cause) {
      ports.log.error('desk_not_swept', cause, { deskId });
      failures.push(cause);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} desks were not swept`);
}
