// Keeps the figures of weeks and months as they are when these end.

import {
  type FrozenPeriod,
  freeze,
  GRACE,
  nextEnd,
  periodsEndingAt,
} from '../../core/figures/closed-periods.ts';
import { OPEN } from '../../core/figures/figures.ts';
import { documentsOf } from '../../core/figures/periods.ts';
import type { Ports } from '../../ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { ringDue } from '../timers/ring-desk.ts';

/** Changes in one transaction. */
const AT_ONCE = 200;

/**
 * Freezes every period that has ended and is not frozen yet, the earliest first, each with all that was changed before its end and nothing
 * that came later; answers those frozen by this call. However often and late it is called, each period is frozen once.
 */
export async function freezePeriods(ports: Ports, deskId: string): Promise<FrozenPeriod[]> {
  const frozen: FrozenPeriod[] = [];
  for (;;) {
    const end = (await ports.store.desk(deskId))?.periodEndsAt;
    if (end === undefined) return frozen;
    if (end > ports.now() - GRACE) {
      if (frozen.length > 0) await ports.alarms.plantRing(deskId, end + GRACE, ports.now());
      return frozen;
    }
    // What was due before the end and has not rung yet is a limit that was missed before it.
    await ringDue(ports, deskId);
    while ((await ports.store.applyChanges(deskId, AT_ONCE, end)) > 0);
    frozen.push(...(await freezeNext(ports, deskId)));
  }
}

/** Freezes what ends next, if it has ended and all changes made before are in the figures. */
async function freezeNext(ports: Ports, deskId: string): Promise<FrozenPeriod[]> {
  return ports.store.transaction(deskId, async transaction => {
    const { desk: stored } = await transaction.read([], []);
    const now = ports.now();
    if (!stored || stored.periodEndsAt > now - GRACE) return [];
    const end = stored.periodEndsAt;
    if (await transaction.hasChanges(end)) return [];
    const desk = deskContext(ports, stored);
    const periods = periodsEndingAt(end, desk.zone);
    const figures = await transaction.figures([...documentsOf(periods), OPEN]);
    const frozen = periods.map(period => freeze(period, figures, now, desk));
    transaction.write({ desk: { ...stored, periodEndsAt: nextEnd(end, desk.zone) }, frozen });
    return frozen;
  });
}
