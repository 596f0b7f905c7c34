// Several summaries of one desk at once: the saved records are compared by one of them, and the others go on.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareSaved } from '../../../functions/src/actions/propagate/compare-saved.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');

let place: ActionPlace;
let ports: Ports;
let planted: number;

beforeEach(async () => {
  place = await ActionPlace.start('compare-once', () => NOW);
  planted = 0;
  const alarms = { plantRing: async () => {}, plantSummary: async () => void (planted += 1) };
  ports = { ...place.ports, alarms };
});
afterEach(() => place.close());

/** Saves rows, which wait to be compared once their change is in the figures. */
async function save(...keys: string[]): Promise<void> {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const rows = keys.map(key => ({ key, base: '', edited: [], cells: CALL }));
  await commitRows(ports, DESK_ID, [{ account: who, table: hotline, by, now: NOW, rows }]);
  await ports.store.applyChanges(DESK_ID, 10);
}

const waiting = () => ports.store.transaction(DESK_ID, each => each.toCompare(10));

/** Compares with a store that tells how often somebody has begun to. */
async function compareAtOnce(times: number): Promise<number> {
  let begun = 0;
  const store = new Proxy(ports.store, {
    get: (whole, name) => {
      const value: unknown = Reflect.get(whole, name);
      if (typeof value !== 'function') return value;
      if (name === 'refileBuckets') begun += 1;
      return value.bind(whole);
    },
  });
  const all = Array.from({ length: times }, () => compareSaved({ ...ports, store }, DESK_ID));
  await Promise.all(all);
  return begun;
}

test('one compares, and the others ask for one more summary', async () => {
  await save('saved-row-1', 'saved-row-2');
  expect(await waiting()).toHaveLength(1);
  expect(await compareAtOnce(3)).toBe(1);
  expect(planted).toBe(2);
  expect(await waiting()).toEqual([]);
});

test('what is saved afterwards is compared by the next, also where one has failed', async () => {
  await save('saved-row-1');
  const store = new Proxy(ports.store, {
    get: (whole, name) => {
      const value: unknown = Reflect.get(whole, name);
      if (name === 'refileBuckets') return () => Promise.reject(new Error('unavailable'));
      return typeof value === 'function' ? value.bind(whole) : value;
    },
  });
  await expect(compareSaved({ ...ports, store }, DESK_ID)).rejects.toThrow('unavailable');
  await save('saved-row-2');
  expect(await waiting()).toHaveLength(2);
  expect(await compareAtOnce(1)).toBe(1);
  expect(await waiting()).toEqual([]);
});
