// Records held against others that tell of the same problem, after the commit that saved them: what is filed of them,
// what they are told, which batches they make, and what measures have come to. It goes by what was committed, so it may
// be late or begun again.

import { namesMoved } from '../../core/cells/unique.ts';
import { changeOfAll } from '../../core/figures/count.ts';
import { addFigures } from '../../core/figures/figures.ts';
import type { Keyed } from '../../core/lib/digest.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { References } from '../../core/record/references.ts';
import { offersOf } from '../../core/similarity/answers.ts';
import { matchesOf } from '../../core/similarity/batch.ts';
import { movesEffect } from '../../core/similarity/before-after.ts';
import {
  comparedColumns,
  fingerprintOf,
  groupOf,
  isOpenRecord,
  nearbyLasting,
  probesAround,
  probesLasting,
} from '../../core/similarity/fingerprint.ts';
import { type Filed, fileOf, readFingerprint } from '../../core/similarity/fingerprint-text.ts';
import { movesRepeats } from '../../core/similarity/repeats.ts';
import { tableOf, titleOf } from '../../core/tables/index.ts';
import type { Ports } from '../../ports/ports.ts';
import { CommitTooLarge } from '../../ports/transaction.ts';
import { inDesk } from '../desk/carrying.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { OneAtATime } from '../desk/one-at-a-time.ts';
import { SetAside } from '../desk/set-aside.ts';
import { type Tying, tieAwaiting } from './awaiting-rows.ts';
import { type Compared, type Comparing, escalateBatches } from './batches.ts';
import { countEffects } from './before-after.ts';
import { passFirst, portionOf } from './compare-portion.ts';
import { noticesOf, type Saved } from './following.ts';
import { heedJudgements } from './judged.ts';
import { refreshReferring } from './referring-rows.ts';
import { tellRepeats } from './repeats.ts';
import { SimilarIndex } from './similar-index.ts';
import { writeDown } from './taught.ts';

/** Records that are compared in one transaction: few, so that people's edits seldom wait for it. */
const MAX_COMPARED = 500;

/**
 * Keys of the saved records that have to be compared: anything that they are compared by is new, or moves what a
 * measure came to; or they have a name that others may wait for.
 */
export function keysToCompare(all: readonly Saved[]): string[] {
  return [...new Set(all.filter(tellsNews).map(({ accepted }) => accepted.after.key))];
}

function tellsNews({ table, before, accepted: { after, privateCells }, past }: Saved): boolean {
  const { similarity, effect } = table;
  if (namesMoved(table, before?.cells, after.cells).taken.length > 0) return true;
  if (effect && movesEffect(effect, before, after)) return true;
  // What came long ago makes no batch with what comes now.
  if (!similarity || (past && similarity.reported)) return false;
  if (movesRepeats(table, before, after)) return true;
  return (
    (similarity.reported?.contact ?? '') in privateCells ||
    comparedColumns(similarity).some(key => (before?.cells[key] ?? null) !== (after.cells[key] ?? null))
  );
}

const atOnce = new OneAtATime();

/**
 * Compares all records of a desk that were saved and not compared yet, and has what is found told. Safe to call twice
 * at a time: in one process the second leaves it to the first.
 */
export function compareSaved(ports: Ports, deskId: string): Promise<void> {
  return atOnce.run(ports, deskId, async () => {
    await ports.store.refileBuckets(deskId, text => refiled(text, ports.keys.keyed(deskId)));
    const alarmAt = await compareAll(ports, deskId);
    if (Number.isFinite(alarmAt)) await ports.alarms.plantRing(deskId, alarmAt, ports.now());
  });
}

/**
 * Compares until nothing waits; answers when something has to be said because of it. Where what follows is more than
 * one commit may hold, records go one by one; one of which it is too much by itself is passed over, or it would keep
 * all others from being compared for good.
 */
async function compareAll(ports: Ports, deskId: string): Promise<Instant> {
  let [most, alarmAt] = [MAX_COMPARED, Number.POSITIVE_INFINITY];
  for (;;) {
    try {
      const pass = await comparePass(ports, deskId, most);
      if (!pass) return alarmAt;
      alarmAt = Math.min(alarmAt, pass.alarmAt);
    } catch (cause) {
      if (!(cause instanceof CommitTooLarge)) throw cause;
      if (most === 1) {
        const key = await ports.store.transaction(deskId, passFirst);
        ports.log.error('record_not_compared', cause, { deskId, ...(key !== undefined && { key }) });
      }
      most = 1;
    }
  }
}

/** What an earlier program put in a bucket, as it is filed. */
function refiled(text: string, keyed: Keyed): { key: string; filed: Filed } {
  const fingerprint = readFingerprint(text, keyed);
  const rule = tableOf(fingerprint.table)?.similarity;
  return { key: fingerprint.key, filed: fileOf(rule ? groupOf(rule) : 'dated', fingerprint) };
}

/**
 * One transaction's part of it; answers when something has to be said because of it, or nothing where there was nothing
 * to compare.
 */
function comparePass(ports: Ports, deskId: string, most: number): Promise<{ alarmAt: Instant } | undefined> {
  return inDesk(ports, deskId, async transaction => {
    const portion = await portionOf(transaction, most);
    if (!portion) return undefined;
    const { keys, snapshot } = portion;
    const desk = deskContext(ports, snapshot.desk);
    const tied = await tiePass(keys, { transaction, snapshot, desk, ports, most });
    if (tied) return tied;
    const comparing: Comparing = {
      transaction,
      now: ports.now(),
      desk,
      current: new Map(snapshot.records),
      references: new References(titleOf),
      index: new SimilarIndex(transaction, desk),
      aside: new SetAside(ports, desk),
    };
    const filed = await fileAnew(keys, comparing);
    for (const each of filed) offer(each, comparing);
    const before = await tellRepeats(filed, snapshot.records, comparing);
    await countEffects(keys, comparing);
    const { compared, released, taught } = await heedJudgements(filed, comparing);
    const { escalated, announced } = await escalateBatches(compared, comparing);
    const learned = await writeDown(taught, snapshot, comparing);
    const changed = [...released, ...escalated, ...learned.saved];
    const followed = [...changed, ...(await refreshReferring(changed, comparing))];
    const found = foundOf(before, followed, comparing);
    const accepted = followed.map(each => each.accepted);
    transaction.write({
      compared: portion.compared,
      ...(learned.configured && { configured: learned.configured, serials: new Map(learned.serials) }),
      records: [...found.map(({ after }) => ({ after })), ...accepted],
      aside: comparing.aside.marks(accepted),
      fingerprints: comparing.index.changed,
      change: {
        at: comparing.now,
        figures: addFigures(changeOfAll(found, desk.zone), ...accepted.map(each => each.change)),
      },
      notices: [...followed.flatMap(noticesOf), ...announced],
    });
    const actions = [...found, ...accepted].flatMap(({ after }) => after.nextActionAt ?? []);
    return { alarmAt: Math.min(...(announced.length > 0 ? [comparing.now] : []), ...actions) };
  });
}

/**
 * Saves a part of the records that wait for one of these; nothing where none does. The commits go on waiting to be
 * compared, so the next pass takes the rest.
 */
async function tiePass(
  keys: readonly string[],
  { ports, ...given }: Omit<Tying, 'aside' | 'now'> & { ports: Ports },
): Promise<{ alarmAt: Instant } | undefined> {
  const { transaction, desk } = given;
  const aside = new SetAside(ports, desk);
  const now = ports.now();
  const { saved, serials } = await tieAwaiting(keys, { ...given, aside, now });
  if (saved.length === 0) return undefined;
  const accepted = saved.map(each => each.accepted);
  const notices = saved.flatMap(noticesOf);
  transaction.write({
    records: accepted,
    aside: aside.marks(accepted),
    serials,
    change: { at: now, figures: addFigures(...accepted.map(each => each.change)) },
    compare: keysToCompare(saved),
    notices,
  });
  const actions = accepted.flatMap(({ after }) => after.nextActionAt ?? []);
  return { alarmAt: Math.min(...(notices.length > 0 ? [now] : []), ...actions) };
}

/** Records that changed without an event: what was found beside them is no change that anybody made. */
function foundOf(
  before: ReadonlyMap<string, DeskRecord>,
  followed: readonly Saved[],
  { current, desk }: Comparing,
) {
  const told = new Set(followed.map(({ accepted }) => accepted.after.key));
  return [...before].flatMap(([key, was]) => {
    const after = current.get(key);
    return after && after !== was && !told.has(key)
      ? [{ table: desk.tableOf(was.table), before: was, after }]
      : [];
  });
}

/** Files what these records tell now, and looks up what is filed that may be similar. */
async function fileAnew(keys: readonly string[], comparing: Comparing): Promise<Compared[]> {
  const { current, index, now, desk } = comparing;
  const contacts = await contactsOf(keys, comparing);
  const compared = keys.flatMap((key): Compared[] => {
    const record = current.get(key);
    const rule = record && desk.tableOf(record.table)?.similarity;
    if (!record || !rule) return [];
    const fingerprint = comparing.aside.decide(record, table =>
      fingerprintOf(table, record, contacts.get(key) ?? null, desk),
    );
    if (fingerprint) return [{ rule, fingerprint }];
    index.takeOut(key);
    return [];
  });
  for (const { rule, fingerprint } of compared) index.file(groupOf(rule), fingerprint);
  const days = desk.parameter('批量天数');
  const raising = compared.filter(({ rule }) => rule.escalates);
  await index.look(
    'dated',
    probesAround(
      raising.map(({ fingerprint }) => fingerprint),
      days,
      now,
      desk,
    ),
  );
  const asking = compared.filter(({ rule }) => !rule.offers);
  await index.look(
    'lasting',
    probesLasting(
      asking.map(({ fingerprint }) => fingerprint),
      desk,
    ),
  );
  return compared;
}

/** The customers' contacts, in full as far as they are known, by row key. */
async function contactsOf(
  keys: readonly string[],
  { transaction, current, desk }: Comparing,
): Promise<Map<string, string>> {
  const shown = keys.flatMap(key => {
    const record = current.get(key);
    const column = record && desk.tableOf(record.table)?.similarity?.reported?.contact;
    const cell = column === undefined ? null : (record?.cells[column] ?? null);
    return column === undefined || cell === null ? [] : [{ key, column, cell }];
  });
  const full = await transaction.privateCells(shown.map(({ key }) => key));
  return new Map(shown.map(({ key, column, cell }) => [key, String(full.get(key)?.[column] ?? cell)]));
}

/** Tells a record which entries know an answer to what it describes. */
function offer({ rule, fingerprint }: Compared, { index, current, aside, desk }: Comparing): void {
  const record = current.get(fingerprint.key);
  if (rule.offers || !record) return;
  const findings = aside.decide(record, table => {
    if (!isOpenRecord(table, record)) return undefined;
    const offers = offersOf(
      rule,
      matchesOf(fingerprint, index.near('lasting', nearbyLasting(fingerprint, desk)), desk),
      titleOf,
    );
    const others = record.findings.filter(each => each.code !== 'solution_offered');
    return offers.length === 0 && others.length === record.findings.length
      ? undefined
      : [...others, ...offers];
  });
  if (findings) current.set(record.key, { ...record, findings });
}
