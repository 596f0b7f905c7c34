// The alarm has rung: asks the record what is due now, says it or opens a row for it, once, and plants the next alarm.

import { type Rung, ring } from '../../core/decide/fire.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { changeOfAll } from '../../core/figures/count.ts';
import { addFigures } from '../../core/figures/figures.ts';
import type { Instant } from '../../core/lib/time.ts';
import { type DeskRecord, SYSTEM } from '../../core/record/record.ts';
import { References } from '../../core/record/references.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Ports } from '../../ports/ports.ts';
import { inDesk } from '../desk/carrying.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { Failures } from '../desk/failures.ts';
import { SetAside } from '../desk/set-aside.ts';
import { review } from '../propagate/before-after.ts';
import { noticesOf } from '../propagate/following.ts';
import { follow } from '../propagate/linked-rows.ts';
import { Numbers } from '../propagate/number-rows.ts';
import { openRows, type Wanted } from '../propagate/open-rows.ts';
import { refreshShowing } from '../propagate/referring-rows.ts';
import { SimilarIndex } from '../propagate/similar-index.ts';
import { deliverNotices } from './deliver-notices.ts';

/**
 * Rings of one record in one pass; what is still due then would ring for ever. After a leap a record may have several
 * turns.
 */
const MAX_RINGS = 20;

/** Records in one transaction: few, so that people's edits seldom wait for it. */
const BATCH_SIZE = 25;
/** Transactions at a time, each on other records: while one waits for the database, another is decided. */
const MAX_AT_ONCE = 4;
/** Keys of due records read at once: whoever is done with a few goes on with the next, and waits for nobody. */
const PAGE_SIZE = 1_000;

/**
 * Acts on everything of a desk that is due. Safe to call late, twice or at the same time: what is due is read and acted
 * on in one transaction, and a notice that exists is not made again. A ring for a desk that is gone is no error, or the
 * queue would repeat it. What fails keeps nothing else from being said.
 *
 * @param beforeSending says what else there is to say by now, so that it goes out in the same messages
 * @throws what failed, so that the queue rings again
 */
export async function ringDesk(
  ports: Ports,
  deskId: string,
  beforeSending: () => Promise<void> = async () => {},
): Promise<void> {
  if (!(await ports.store.desk(deskId))) return;
  const steps = [ringDue, beforeSending, deliverNotices];
  const failures: unknown[] = [];
  for (const step of steps) await step(ports, deskId).catch((cause: unknown) => failures.push(cause));
  const [next, after] = [await ports.store.nextActionAt(deskId), ports.now()];
  await Promise.all([
    next === undefined ? undefined : ports.alarms.plantRing(deskId, next, after),
    ports.alarms.plantSummary(deskId, after, after),
  ]);
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} parts of a ring failed`);
  if (failures.length > 0) throw failures[0];
}

/**
 * Acts on what is due of a desk's records, without sending what there is to say. A record for which this fails keeps
 * none of the others from being rung for. @throws what failed
 */
export async function ringDue(ports: Ports, deskId: string): Promise<void> {
  const failures = new Failures(ports.log, deskId);
  const rings = new Map<string, number>();
  for (;;) {
    // What has become due meanwhile is said together with the rest.
    const most = PAGE_SIZE + failures.keys.size;
    const due = await ports.store.dueKeys(deskId, ports.now(), most);
    const keys = due.filter(key => !failures.keys.has(key));
    if (keys.length === 0) break;
    const batches = Array.from({ length: Math.ceil(keys.length / BATCH_SIZE) }, (_, index) =>
      keys.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
    );
    const work = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift())
        await failures.apart(batch, some => ringRecords(ports, deskId, some));
    };
    await Promise.all(Array.from({ length: MAX_AT_ONCE }, work));
    for (const key of keys) {
      const count = (rings.get(key) ?? 0) + 1;
      rings.set(key, count);
      if (count >= MAX_RINGS) failures.add(key, new Error(`still due after ${count} rings`));
    }
  }
  failures.end();
}

/** A record whose alarm rang, as it was and as it is now. */
interface Rang extends Rung {
  table: Table;
  before: DeskRecord;
}

/**
 * When the first of these alarms was due: a limit that passed before a week's end belongs to the week, however late it
 * rings.
 */
function dueSince(rung: readonly Rang[], now: Instant): Instant {
  return Math.min(now, ...rung.map(({ before }) => before.nextActionAt ?? now));
}

async function ringRecords(ports: Ports, deskId: string, keys: readonly string[]): Promise<void> {
  await inDesk(ports, deskId, async transaction => {
    const snapshot = await transaction.read(keys, []);
    const desk = deskContext(ports, snapshot.desk);
    const now = ports.now();
    const records = [...snapshot.records.values()];
    const aside = new SetAside(ports, desk);
    const reviewed = await review(records, {
      now,
      desk,
      index: new SimilarIndex(transaction, desk),
      aside,
    });
    const rang = records.flatMap(
      record =>
        aside.decide(record, table => ringRecord(table, record, reviewed.get(record.key), desk, now)) ?? [],
    );
    const current = new Map(snapshot.records);
    for (const { after } of rang) current.set(after.key, after);
    const following = {
      transaction,
      current,
      aside,
      references: new References(key => desk.tableOf(key)?.title ?? key),
      numbers: new Numbers(snapshot, transaction),
    };
    const opened = await openRows(wantedRows(rang, desk, now), following);
    // What rang and could not open its row has not rung.
    const rung = rang.filter(({ before }) => !aside.has(before));
    const followed = [...opened, ...(await follow(opened, following))];
    const saved = [...followed, ...(await refreshShowing(rung, desk, now, following))];
    transaction.write({
      records: [...rung.map(({ after }) => ({ after })), ...saved.map(({ accepted }) => accepted)],
      aside: aside.marks(),
      serials: following.numbers.serials,
      // What rings as due is a limit that was missed.
      change: {
        at: dueSince(rung, now),
        figures: addFigures(changeOfAll(rung, desk.zone), ...saved.map(({ accepted }) => accepted.change)),
      },
      notices: [...rung.flatMap(({ notices }) => notices), ...saved.flatMap(noticesOf)],
    });
  });
}

/**
 * What comes of a record whose time has come, or nothing; `reviewed` is how it stands where it was due to be looked at
 * again.
 */
function ringRecord(
  table: Table,
  before: DeskRecord,
  reviewed: DeskRecord | undefined,
  desk: DeskContext,
  now: Instant,
): Rang[] {
  const record = reviewed ?? before;
  const rung = ring(table, record, now, desk);
  if (rung) return [{ table, before, ...rung }];
  if (reviewed) return [{ table, before, after: reviewed, notices: [], opened: [] }];
  // A record that nothing is due for, yet stands in the scan, would be found again for ever.
  return record.nextActionAt !== null && record.nextActionAt <= now
    ? [{ table, before, after: { ...record, nextActionAt: null }, notices: [], opened: [] }]
    : [];
}

/** The rows that records ask for, on the desk's own account. */
function wantedRows(rung: readonly Rang[], desk: DeskContext, now: Instant): Wanted[] {
  return rung.flatMap(({ table, after: record, opened }) => {
    const cause = { table, record, privateCells: {}, desk, by: SYSTEM, now, because: record.key };
    return opened.map(each => ({ cause, opened: each }));
  });
}
