// When the bell rings because of what comparing has found: now if there is something to say, else for the next limit.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { compareSaved } from '../../../functions/src/actions/propagate/compare-saved.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { CONTACTS, LEAK, NOW } from '../../fixtures/actions/batch-desk.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { FEEDBACK, feedback } from '../../fixtures/core/desk-fixture.ts';

let place: ActionPlace;
const places: ActionPlace[] = [];
beforeEach(async () => {
  place = await ActionPlace.start(`compare-rings-${places.length}`, () => NOW);
  places.push(place);
});
afterAll(() => Promise.all(places.map(each => each.close())));

/** Customers write, each of whom tells of a leak; answers when the bell is planted for once that is compared. */
async function ringsOf(...customers: number[]): Promise<unknown[]> {
  const who = account('limin');
  const rows = customers.map(index => ({
    key: keyOf(index),
    base: '',
    edited: [],
    cells: {
      ...FEEDBACK,
      receivedAt: '2026-11-20 14:50',
      content: LEAK[index] ?? '',
      contact: CONTACTS[index] ?? '',
    },
  }));
  const by = { account: who.mail, editor: null };
  await commitAlone(place.ports, DESK_ID, { account: who, table: feedback, by, now: NOW, rows });
  return compared();
}
const keyOf = (index: number) => `leak-${index}`;
async function compared(): Promise<unknown[]> {
  const rings: unknown[] = [];
  const alarms = {
    plantRing: async (...args: unknown[]) => void rings.push(args),
    plantSummary: async () => {},
  };
  while ((await place.ports.store.applyChanges(DESK_ID, 100)) > 0);
  await compareSaved({ ...place.ports, alarms }, DESK_ID);
  return rings;
}
async function recordOf(index: number): Promise<DeskRecord | undefined> {
  return (await place.ports.store.records(DESK_ID, [keyOf(index)])).get(keyOf(index));
}

test('a batch is told of at once; whoever comes to it later is raised, and rung for by his own limit', async () => {
  expect(await ringsOf(0, 1, 2)).toEqual([[DESK_ID, NOW, NOW]]);
  expect((await recordOf(0))?.cells['priority']).toBe('紧急');
  const rings = await ringsOf(3);
  const raised = await recordOf(3);
  expect(raised?.cells['priority']).toBe('紧急');
  expect(raised?.nextActionAt).toBeGreaterThan(NOW);
  expect(rings).toEqual([[DESK_ID, raised?.nextActionAt, NOW]]);
});

test('where nothing is found, or nothing waits to be compared, no bell is planted', async () => {
  expect(await ringsOf(0)).toEqual([]);
  expect(await place.ports.store.transaction(DESK_ID, each => each.toCompare(10))).toEqual([]);
  expect(await compared()).toEqual([]);
});
