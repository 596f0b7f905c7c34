// The alarm has rung: asks the record what is due now, says it once, and plants the next alarm.

import { changeOfAll } from '../core/figures/count.ts';
import type { DeskRecord } from '../core/record.ts';
import { type Rung, ring } from '../core/ring.ts';
import type { Table } from '../core/table.ts';
import type { Instant } from '../core/time.ts';
import type { Ports } from '../ports.ts';
import { deliverNotices } from './deliver-notices.ts';
import { deskContext } from './desk-contexts.ts';

/** Records in one transaction: few, so that people's edits seldom wait for it. */
const AT_ONCE = 25;

/**
 * Acts on everything of a desk that is due. Safe to call late, twice or at the same time: what is due is read and acted on in one
 * transaction, and a notice that exists is not made again. A ring for a desk that is gone is no error, or the queue would repeat it.
 */
export async function ringDesk(ports: Ports, deskId: string): Promise<void> {
  if (!(await ports.store.desk(deskId))) return;
  await ringDue(ports, deskId);
  await deliverNotices(ports, deskId);
  const [next, after] = [await ports.store.nextActionAt(deskId), ports.now()];
  await Promise.all([
    next === undefined ? undefined : ports.alarms.plantRing(deskId, next, after),
    ports.alarms.plantSummary(deskId, after, after),
  ]);
}

/** Acts on what is due of a desk's records, without sending what there is to say. */
export async function ringDue(ports: Ports, deskId: string): Promise<void> {
  const now = ports.now();
  for (;;) {
    const keys = await ports.store.dueKeys(deskId, now, AT_ONCE);
    if (keys.length === 0) return;
    await ringRecords(ports, deskId, keys);
  }
}

/** A record whose alarm rang, as it was and as it is now. */
interface Rang extends Rung {
  table: Table | undefined;
  before: DeskRecord;
}

/** When the first of these alarms was due: a limit that passed before a week's end belongs to the week, however late it rings. */
function dueSince(rung: readonly Rang[], now: Instant): Instant {
  return Math.min(now, ...rung.map(({ before }) => before.nextActionAt ?? now));
}

async function ringRecords(ports: Ports, deskId: string, keys: readonly string[]): Promise<void> {
  await ports.store.transaction(deskId, async transaction => {
    const snapshot = await transaction.read(keys, []);
    const desk = deskContext(ports, snapshot.desk);
    const now = ports.now();
    const rung = [...snapshot.records.values()].flatMap((record): Rang[] => {
      const table = desk.tableOf(record.table);
      const found = table && ring(table, record, now, desk);
      if (found) return [{ table, before: record, ...found }];
      // A record that nothing is due for, yet stands in the scan, would be found again for ever.
      return record.nextActionAt !== null && record.nextActionAt <= now
        ? [{ table, before: record, after: { ...record, nextActionAt: null }, notices: [] }]
        : [];
    });
    transaction.write({
      records: rung.map(({ after }) => ({ after })),
      // What rings as due is a limit that was missed.
      change: { at: dueSince(rung, now), figures: changeOfAll(rung, desk.zone) },
      notices: rung.flatMap(({ notices }) => notices),
    });
  });
}
