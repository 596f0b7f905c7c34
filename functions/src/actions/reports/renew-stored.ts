// What is stored of people as older programs stored it, written anew in parts: full values under the desk's present
// key, and digests of customers that nobody can try numbers on. And the key itself, which is another one after some
// months.

import { FIRST_RENEWAL, type Renewal } from '../../core/desk/desk-state.ts';
import { changeOfAll } from '../../core/figures/count.ts';
import { rekeyed } from '../../core/lib/digest.ts';
import { isSound } from '../../core/record/decidable.ts';
import { personsOf } from '../../core/record/persons.ts';
import { wordsTold } from '../../core/record/told-words.ts';
import { renewedText } from '../../core/similarity/fingerprint-text.ts';
import type { DeskOverview } from '../../ports/desks.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { readFirst } from '../desk/read-first.ts';

/** Pages that one summary writes anew; the next one goes on. */
const MAX_PAGES = 20;

/** Most records whose digests one transaction renews. */
const BATCH_SIZE = 100;

/** Goes on with what is to be written anew, and begins it once more when a new key seals. */
export async function renewStored(ports: Ports, deskId: string, known?: DeskOverview): Promise<void> {
  const { store } = ports;
  const isRotated = await store.rotateKeys(deskId);
  const upkeep = known?.upkeep ?? (await store.state(deskId, 'upkeep'));
  const renewal = isRotated ? FIRST_RENEWAL : upkeep?.renewal;
  if (renewal === undefined || renewal === 'done') return;
  let at: Renewal =
    isRotated && upkeep?.renewal !== 'done' ? { ...renewal, ...textsOf(upkeep?.renewal) } : renewal;
  try {
    for (let page = 0; page < MAX_PAGES && at !== 'done'; page += 1)
      at = withTexts(at, await renewPage(ports, deskId, at));
  } finally {
    const reached = at;
    await store.transaction(deskId, async transaction =>
      transaction.write({ state: { upkeep: { renewal: reached } } }),
    );
  }
}

const textsOf = (renewal: Renewal | undefined) =>
  renewal !== undefined && renewal !== 'done' && (renewal.texts || renewal.what === 'texts')
    ? { texts: true as const }
    : {};

/** What comes next: texts after all else, where they are to be gone through. */
function withTexts(at: Exclude<Renewal, 'done'>, next: Renewal): Renewal {
  if (at.what === 'texts' || !at.texts) return next;
  return next === 'done' ? { what: 'texts', after: '' } : { ...next, texts: true };
}

async function renewPage(
  { store, keys, ...ports }: Ports,
  deskId: string,
  { what, after }: Exclude<Renewal, 'done'>,
): Promise<Renewal> {
  if (what === 'private') {
    const last = await store.renewSealed(deskId, after);
    return last === undefined ? { what: 'fingerprints', after: '' } : { what, after: last };
  }
  if (what === 'fingerprints') {
    const keyed = keys.keyed(deskId);
    const last = await store.renewFingerprints(deskId, after, text => renewedText(text, keyed));
    return last === undefined ? { what: 'records', after: '' } : { what, after: last };
  }
  if (what === 'records') {
    const plain = await store.keysWithPlainDigests(deskId, BATCH_SIZE);
    const renewed = plain.length > 0 ? await renewDigests({ store, keys, ...ports }, deskId, plain) : 0;
    // What is left is of records that are broken, and stays.
    return renewed === 0 ? { what: 'persons', after: '' } : { what, after };
  }
  const desk = deskContext({ store, keys, ...ports }, await store.desk(deskId));
  const last = await store.renewMarks(deskId, after, (record, full) => {
    const table = desk.tableOf(record.table);
    if (!table || !isSound(record)) return undefined;
    const marks = {
      ...personsOf(table, record, full, { before: undefined }, desk.keyed),
      ...wordsTold(table, record),
    };
    const isGoneThrough = what === 'texts' && table.role === 'work' && record.erasedAt === undefined;
    return isGoneThrough ? { ...marks, toHide: true } : marks;
  });
  return last === undefined ? 'done' : { what, after: last };
}

/** Answers of how many records. The figures count customers by their digests, so these change along with them. */
function renewDigests(ports: Ports, deskId: string, keys: readonly string[]): Promise<number> {
  return ports.store.transaction(deskId, async transaction => {
    const { snapshot } = await readFirst(keys, transaction);
    const desk = deskContext(ports, snapshot.desk);
    const changed = [...snapshot.records.values()].flatMap(before => {
      const { customer } = before;
      if (!customer || !isSound(before)) return [];
      const digest = rekeyed(customer.digest, desk.keyed);
      return [{ before, after: { ...before, customer: { ...customer, digest } } }];
    });
    const counted = changed.map(each => ({ ...each, table: desk.tableOf(each.before.table) }));
    transaction.write({
      records: changed.map(({ after }) => ({ after })),
      change: { at: ports.now(), figures: changeOfAll(counted, desk.zone) },
    });
    return changed.length;
  });
}
