// What a ring costs in Firestore, counted on the wire: it must not creep up, for a morning may bring a thousand limits
// at once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { ringDue } from '../../../functions/src/actions/timers/ring-desk.ts';
import { countWire, type WireCounter } from '../../bench/wire-counter.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const RECORDS = 100;
let now = at('2026-11-20 09:00');
let place: ActionPlace;
let wire: WireCounter;
beforeAll(async () => {
  place = await ActionPlace.start('ring-cost', () => now);
  wire = await countWire(place.firestore.address);
});
afterAll(async () => {
  await wire?.close();
  await place?.close();
});

test('a ring reads each due record once, looks for none of the notices that it makes, and asks twice what is due', async () => {
  const ports = place.portsAt(wire.address);
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const cells = { ...CALL, calledAt: '2026-11-20 08:30' };
  const rows = Array.from({ length: RECORDS }, (_, index) => ({
    key: `ring-row-${index}`,
    base: '',
    edited: [],
    cells,
  }));
  await commitRows(ports, DESK_ID, [{ account: who, table: hotline, by, now, rows }]);
  now = at('2026-11-20 12:00');
  expect(await ports.store.dueKeys(DESK_ID, now, 2 * RECORDS)).toHaveLength(RECORDS);
  wire.reset();
  await ringDue(ports, DESK_ID);
  const { calls, reads, writes } = wire.counts;
  expect(Object.fromEntries(calls)).toEqual({ RunQuery: 2, BatchGetDocuments: 4, Commit: 4 });
  // The keys of what is due, the records, and the version of the configuration in each transaction.
  expect(reads).toBe(2 * RECORDS + 4);
  // Each record, what is to be said of it, and a change for the figures in each transaction.
  expect(writes).toBeGreaterThan(2 * RECORDS);
  expect(await ports.store.dueKeys(DESK_ID, now, 10)).toEqual([]);
});
