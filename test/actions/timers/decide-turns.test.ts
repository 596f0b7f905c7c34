// All open records decided again, turn by turn: nobody waits for a whole large desk, and none is left out.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { decideAgain } from '../../../functions/src/actions/timers/decide-again.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline, storedDesk } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const KEYS = Array.from({ length: 7 }, (_, index) => `open-row-${index}`);
const SETTING = 'setting-问题类型-售后支持';

let place: ActionPlace;
let ports: Ports;
let planted: number;

beforeEach(async () => {
  place = await ActionPlace.start('decide-turns', () => NOW);
  planted = 0;
  ports = {
    ...place.ports,
    alarms: { plantRing: async () => {}, plantSummary: async () => void (planted += 1) },
    log: { info: () => {}, error: () => {} },
  };
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const rows = KEYS.map(key => ({ key, base: '', edited: [], cells: CALL }));
  await commitRows(ports, DESK_ID, [{ account: who, table: hotline, by, now: NOW, rows }]);
  await decideAgain(ports, DESK_ID);
  await setLimit('9h');
});
afterEach(() => place.close());

function setLimit(value: string): Promise<void> {
  return ports.store.transaction(DESK_ID, async transaction => {
    const cells = { ...storedDesk().rows[SETTING]?.cells, value };
    transaction.write({ configured: { [SETTING]: { table: 'settings', cells } } });
  });
}

/** Due times of the records, in the order of their keys. */
async function dues(): Promise<unknown[]> {
  const records = await ports.store.records(DESK_ID, KEYS);
  return KEYS.map(key => records.get(key)?.cells['dueAt']);
}

const upkeep = () => ports.store.state(DESK_ID, 'upkeep');

/** The ports while one record cannot be read. */
function unreadable(key: string): Ports {
  const bound = (whole: object, name: string | symbol): unknown => {
    const value: unknown = Reflect.get(whole, name);
    return typeof value === 'function' ? value.bind(whole) : value;
  };
  const store = new Proxy(ports.store, {
    get: (whole, name) => {
      if (name !== 'transaction') return bound(whole, name);
      const transaction: typeof whole.transaction = (id, work) =>
        whole.transaction(id, each => {
          const read: typeof each.read = (keys, ...more) =>
            keys.includes(key) ? Promise.reject(new Error('unreadable')) : each.read(keys, ...more);
          return work(
            new Proxy(each, { get: (inner, what) => (what === 'read' ? read : bound(inner, what)) }),
          );
        });
      return transaction;
    },
  });
  return { ...ports, store };
}

test('takes turn after turn, asks for the next one, and ends with all of them', async () => {
  const before = await dues();
  const seen = async () => {
    const moved = (await dues()).filter((due, index) => due !== before[index]).length;
    return [moved, planted, (await upkeep())?.decided];
  };
  await decideAgain(ports, DESK_ID, 3);
  expect(await seen()).toEqual([3, 1, 1]);
  await decideAgain(ports, DESK_ID, 3);
  expect(await seen()).toEqual([6, 2, 1]);
  await decideAgain(ports, DESK_ID, 3);
  expect(await seen()).toEqual([7, 2, 2]);
  expect((await upkeep())?.deciding).toBeNull();
});

test('begins anew when the settings have changed meanwhile', async () => {
  await decideAgain(ports, DESK_ID, 3);
  await setLimit('5h');
  for (let turn = 0; turn < 3; turn += 1) await decideAgain(ports, DESK_ID, 3);
  expect(new Set(await dues()).size).toBe(1);
  expect((await upkeep())?.decided).toBe(3);
});

test('is not done while a record could not be decided in an earlier turn', async () => {
  await expect(decideAgain(unreadable('open-row-1'), DESK_ID, 3)).rejects.toThrow('records were not handled');
  for (let turn = 0; turn < 2; turn += 1) await decideAgain(ports, DESK_ID, 3);
  expect((await upkeep())?.decided).toBe(1);
  for (let turn = 0; turn < 3; turn += 1) await decideAgain(ports, DESK_ID, 3);
  expect((await upkeep())?.decided).toBe(2);
  expect(new Set(await dues()).size).toBe(1);
});

test('of several summaries at once one takes the turn, and the others ask for one more', async () => {
  const read: string[] = [];
  const store = new Proxy(ports.store, {
    get: (whole, name) => {
      const value: unknown = Reflect.get(whole, name);
      if (typeof value !== 'function') return value;
      if (name !== 'openKeys') return value.bind(whole);
      return (id: string, after: string, limit: number) => {
        read.push(after);
        return whole.openKeys(id, after, limit);
      };
    },
  });
  const known = await store.overview(DESK_ID);
  const summaries = [1, 2, 3].map(() => decideAgain({ ...ports, store }, DESK_ID, undefined, known));
  await Promise.all(summaries);
  expect(read).toEqual(['', KEYS.at(-1)]);
  expect(planted).toBe(2);
  expect((await upkeep())?.decided).toBe(2);
  // Who has looked before that turn ended has nothing left to do.
  await decideAgain({ ...ports, store }, DESK_ID, undefined, known);
  expect(read).toHaveLength(2);
});
