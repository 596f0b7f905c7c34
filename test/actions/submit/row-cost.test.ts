// What a row costs in Firestore, counted on the wire: round trips, documents and bytes. Nothing here goes by the clock,
// so what creeps in is seen on any machine.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowAnswer, RowInput } from '../../../functions/src/contract/contract.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { countWire, type WireCounter } from '../../bench/wire-counter.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;
let wire: WireCounter;
let ports: Ports;
let keys = 0;
beforeAll(async () => {
  place = await ActionPlace.start('row-cost', () => NOW);
  wire = await countWire(place.firestore.address);
  ports = place.portsAt(wire.address);
  // Whoever comes first has to read the configuration.
  await commit(fresh(1));
});
afterAll(async () => {
  await wire?.close();
  await place?.close();
});

const fresh = (count: number): RowInput[] =>
  Array.from({ length: count }, () => ({
    key: `cost-row-${(keys += 1)}`,
    base: '',
    edited: [],
    cells: CALL,
  }));

async function commit(rows: RowInput[]): Promise<RowAnswer[]> {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const settled = await commitAlone(ports, DESK_ID, { account: who, table: hotline, by, now: NOW, rows });
  return settled.answers;
}

/** What work costs: calls by their names, documents read and written, and kilobytes sent and received. */
async function costOf(work: () => Promise<unknown>) {
  wire.reset();
  await work();
  const { calls, reads, writes, requestBytes, answerBytes } = wire.counts;
  const kilobytes = Math.ceil((requestBytes + answerBytes) / 1_000);
  return { calls: Object.fromEntries(calls), reads, writes, kilobytes };
}

const TWO_ROUND_TRIPS = { BatchGetDocuments: 1, Commit: 1 };

test('a new row takes two round trips, two small documents read and six written', async () => {
  // The version of the configuration and the counter of the day; record, event, full contact, counter and change, and
  // what is said to whoever has to answer.
  const cost = { calls: TWO_ROUND_TRIPS, reads: 2, writes: 6, kilobytes: 6 };
  expect(await costOf(() => commit(fresh(1)))).toEqual(cost);
});

test('a hundred new rows take as many round trips, read as little and write four documents each', async () => {
  const cost = await costOf(() => commit(fresh(100)));
  expect(cost).toMatchObject({ calls: TWO_ROUND_TRIPS, reads: 2, writes: 402 });
  expect(cost.kilobytes).toBeLessThan(560);
});

test('a row costs the same on a day with many others', async () => {
  for (let sent = 0; sent < 1_000; sent += 500) await commit(fresh(500));
  const { calls, reads, writes, kilobytes } = await costOf(() => commit(fresh(1)));
  expect([calls, reads, writes]).toEqual([TWO_ROUND_TRIPS, 2, 6]);
  expect(kilobytes).toBeLessThanOrEqual(6);
});

test('an edit takes two round trips and reads one document more', async () => {
  const [row] = fresh(1);
  const [answer] = await commit(row ? [row] : []);
  const edit = {
    key: row?.key ?? '',
    base: answer?.base ?? '',
    edited: ['remark'],
    cells: { remark: '已回电' },
  };
  const cost = await costOf(() => commit([edit]));
  expect(cost).toMatchObject({ calls: TWO_ROUND_TRIPS, reads: 2, writes: 2 });
});

test('a row that is sent again is looked up and written no more', async () => {
  const rows = fresh(1);
  await commit(rows);
  let again: RowAnswer[] = [];
  const cost = await costOf(async () => {
    again = await commit(rows);
  });
  expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged']);
  // Read, refused because what it says was said, read again and refused because it is there, and read with its record
  // and what the sheet has not seen of it.
  expect(cost.calls).toMatchObject({ BatchGetDocuments: 5 });
});
