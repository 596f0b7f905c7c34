// Looks after what a lost task, a lost message or a process that died left behind.

import { HOUR, type Instant, MINUTE } from '../core/lib/time.ts';
import type { FailingDesk } from '../ports/desks.ts';
import type { Ports } from '../ports/ports.ts';
import { ringAndReport } from './reports/ring-and-report.ts';
import { summariseDesk } from './reports/summarise-desk.ts';

/** Summary tabs that were to be written this long ago have been forgotten. */
const OVERDUE_MS = MINUTE;

/** Desks of each sort in one sweep; the next one takes the rest. */
const MAX_DESKS = 200;

/** Desks looked after at a time: one that waits for its spreadsheet holds up few others. */
const CONCURRENCY = 5;

/** No desk is begun later than this, so that a sweep ends before its caller gives up. */
const MAX_MS = 4 * MINUTE;

/**
 * How long a desk that failed is left alone: twice as long each time, so that those that always fail leave the turn to
 * others.
 */
const FIRST_REST_MS = 10 * MINUTE;
const MAX_REST_MS = 6 * HOUR;

/**
 * Rings and sums up every desk that has something left to do. One desk's failure does not keep the others waiting: it
 * is logged, and the desk rests. @throws AggregateError when some failed, once all had their turn.
 */
export async function sweep(ports: Ports): Promise<void> {
  const begun = ports.now();
  const failing = await ports.store.failingDesks();
  const resting = new Set([...failing].flatMap(([id, { restsUntil }]) => (restsUntil > begun ? [id] : [])));
  const [withWork, owing, aside] = await Promise.all([
    ports.store.desksWithWork(begun, MAX_DESKS, resting),
    ports.writeLeases.owing(begun - OVERDUE_MS, MAX_DESKS, resting),
    ports.store.desksToTryAgain(ports.release, MAX_DESKS, resting),
  ]);
  const waiting = [...new Set([...withWork, ...owing, ...aside])];
  const failures: unknown[] = [];
  const work = async () => {
    for (let deskId = waiting.shift(); deskId !== undefined; deskId = waiting.shift()) {
      if (ports.now() - begun > MAX_MS) return;
      failures.push(...(await lookAfter(ports, deskId, failing.get(deskId))));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} desks were not swept`);
}

/** Looks after one desk; answers why it failed, if it did. */
async function lookAfter(ports: Ports, deskId: string, was: FailingDesk | undefined): Promise<unknown[]> {
  try {
    await ringAndReport(ports, deskId);
    await summariseDesk(ports, deskId);
    if (was) await ports.store.noteFailing(deskId, null);
    return [];
  } catch (cause) {
    const failures = (was?.failures ?? 0) + 1;
    ports.log.error('desk_not_swept', cause, { deskId, failures });
    await ports.store.noteFailing(deskId, { failures, restsUntil: restEnd(failures, ports.now()) });
    return [cause];
  }
}

const restEnd = (failures: number, now: Instant): Instant =>
  now + Math.min(MAX_REST_MS, FIRST_REST_MS * 2 ** (failures - 1));
