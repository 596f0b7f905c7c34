// Keeps the figures of weeks and months as they are when these end.

import type { Periods } from '../../core/desk/desk-state.ts';
import {
  type ClosedPeriod,
  closePeriod,
  GRACE_MS,
  nextEnd,
  periodsEndingAt,
} from '../../core/figures/closed-periods.ts';
import { OPEN } from '../../core/figures/figures.ts';
import { documentsOf } from '../../core/figures/periods.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { ringDue } from '../timers/ring-desk.ts';

/** Changes in one transaction. */
const BATCH_SIZE = 200;

/** Whether a period has ended that is not closed yet, late changes of its last moments included. */
export const hasEnded = ({ endsAt }: Pick<Periods, 'endsAt'>, now: Instant): boolean =>
  endsAt <= now - GRACE_MS;

/**
 * Closes every period that has ended and is not closed yet, the earliest first, each with all that was changed before
 * its end and nothing that came later; answers those closed by this call. However often and late it is called, each
 * period is closed once: one that is kept already stays as it is, and is passed over.
 */
export async function closePeriods(ports: Ports, deskId: string): Promise<ClosedPeriod[]> {
  const closed: ClosedPeriod[] = [];
  for (;;) {
    const end = (await ports.store.state(deskId, 'periods'))?.endsAt;
    if (end === undefined) return closed;
    if (!hasEnded({ endsAt: end }, ports.now())) {
      if (closed.length > 0) await ports.alarms.plantRing(deskId, end + GRACE_MS, ports.now());
      return closed;
    }
    // What was due before the end and has not rung yet is a limit that was missed before it.
    await ringDue(ports, deskId);
    while ((await ports.store.applyChanges(deskId, BATCH_SIZE, end)) > 0);
    closed.push(...(await closeNext(ports, deskId)));
  }
}

/** Closes what ends next, if it has ended and all changes made before are in the figures. */
async function closeNext(ports: Ports, deskId: string): Promise<ClosedPeriod[]> {
  return ports.store.transaction(deskId, async transaction => {
    const end = (await transaction.state('periods'))?.endsAt;
    const now = ports.now();
    if (end === undefined || !hasEnded({ endsAt: end }, now)) return [];
    if (await transaction.hasChanges(end)) return [];
    const desk = deskContext(ports, (await transaction.read([], [])).desk);
    const ended = periodsEndingAt(end, desk.zone);
    const kept = await transaction.keptPeriods(ended.map(({ document }) => document));
    const periods = ended.filter(({ document }) => !kept.has(document));
    const figures = await transaction.figures([...documentsOf(periods), OPEN]);
    const closed = periods.map(period => closePeriod(period, figures, now, desk));
    transaction.write({ state: { periods: { endsAt: nextEnd(end, desk.zone) } }, closedPeriods: closed });
    return closed;
  });
}
