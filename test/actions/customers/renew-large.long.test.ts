// Long rows of an older program, which are written anew: no transaction takes more of them than it may.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renewStored } from '../../../functions/src/actions/reports/renew-stored.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { FIRST_RENEWAL } from '../../../functions/src/core/desk/desk-state.ts';
import { digestOf } from '../../../functions/src/core/lib/digest.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { callOf } from '../../fixtures/actions/batch-desk.ts';
import { at, hotline } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';

const PROJECT = 'renew-large';
const NOW = at('2026-11-20 15:00');
/** More than a commit takes, of some 250 kB each. */
const COUNT = 48;
const AT_ONCE = 12;
const CELLS = { remark: '漏'.repeat(49_000), cause: '漏'.repeat(33_000) };

let place: ActionPlace;

beforeEach(async () => {
  place = await ActionPlace.start(PROJECT, () => NOW);
});
afterEach(() => place.close());

const keyOf = (serial: number) => `long-row-${String(serial).padStart(3, '0')}`;
const contactOf = (serial: number) => String(13_812_340_000 + serial);

/** Saves rows and stores them as the first program did. */
async function saveOlder(): Promise<void> {
  const who = account('limin');
  for (let first = 0; first < COUNT; first += AT_ONCE) {
    const rows = Array.from({ length: AT_ONCE }, (_, index) => ({
      key: keyOf(first + index),
      base: '',
      edited: [],
      cells: callOf({ text: '水箱漏水', contact: contactOf(first + index), cells: CELLS }),
    }));
    const by = { account: who.mail, editor: null };
    await commitRows(place.ports, DESK_ID, [{ account: who, table: hotline, by, now: NOW, rows }]);
  }
  const db = clientOf(PROJECT, place.firestore);
  for (let serial = 0; serial < COUNT; serial += 1) {
    const digest = digestOf(`contact|${contactOf(serial)}`);
    const record = db.doc(`desks/${DESK_ID}/records/${keyOf(serial)}`);
    await record.update({ 'customer.digest': digest, words: [], persons: [], form: 1 });
    await db.doc(`desks/${DESK_ID}/private/${keyOf(serial)}`).set({ contact: contactOf(serial), form: 1 });
  }
  await db.terminate();
  await place.ports.store.transaction(DESK_ID, async transaction =>
    transaction.write({ state: { upkeep: { renewal: FIRST_RENEWAL } } }),
  );
}

test('more long rows than one transaction may write are sealed, rekeyed and marked all the same', async () => {
  await saveOlder();
  const { store } = place.ports;
  const renewal = async () => (await store.state(DESK_ID, 'upkeep'))?.renewal;
  for (let turns = 0; turns < 10 && (await renewal()) !== 'done'; turns += 1)
    await renewStored(place.ports, DESK_ID);
  expect(await renewal()).toBe('done');
  expect(await store.keysWithPlainDigests(DESK_ID, COUNT)).toEqual([]);
  const keys = Array.from({ length: COUNT }, (_, serial) => keyOf(serial));
  for (const record of (await store.records(DESK_ID, keys)).values()) {
    expect(record.cells).toMatchObject(CELLS);
    expect(record.words?.length).toBeGreaterThan(0);
  }
  const full = await store.transaction(DESK_ID, each => each.privateCells(keys));
  expect([...full.values()].map(cells => cells['contact'])).toEqual(keys.map((_, at) => contactOf(at)));
});
