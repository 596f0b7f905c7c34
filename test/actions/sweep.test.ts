// The sweep over many desks, some of which always fail: who gets a turn, who rests, and what is said of it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sweep } from '../../functions/src/actions/sweep.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import { ActionPlace } from '../fixtures/actions/action-place.ts';
import { at, storedDesk, storedState } from '../fixtures/core/desk-fixture.ts';
import { recordOf } from '../fixtures/core/record-fixture.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = at('2026-11-20 15:00');

let place: ActionPlace;
let ports: Ports;
let now = START;
/** Desks that fail when they are rung, and what was logged of it. */
let broken: (deskId: string) => boolean;
let logged: { event: string; deskId: unknown }[];

beforeAll(async () => {
  place = await ActionPlace.start('sweep', () => now);
});
beforeEach(() => {
  logged = [];
  broken = id => id.startsWith('bad');
  ports = {
    ...place.ports,
    alarms: {
      plantRing: async () => undefined,
      plantSummary: async id => {
        if (broken(id)) throw new Error('no queue');
      },
    },
    workbooks: {
      inspect: async () => ({ timeZone: 'Asia/Shanghai', tabs: [], names: [] }),
      apply: async () => undefined,
      column: async () => [],
      metadata: async () => [],
    },
    log: {
      info: () => undefined,
      error: (event, _cause, facts) => logged.push({ event, deskId: facts?.deskId }),
    },
  };
});
afterAll(() => place.close());

/** A desk with one record that is due since then, and nothing to say about it. */
async function desk(id: string, due: number): Promise<void> {
  await place.ports.store.transaction(id, async transaction =>
    transaction.write({
      opened: { desk: { ...storedDesk(), id }, state: storedState() },
      records: [{ after: recordOf('hotline', { nextActionAt: due }) }],
    }),
  );
}
const isRung = async (id: string) => (await place.ports.store.dueKeys(id, now, 1)).length === 0;
const failuresOf = () => logged.filter(({ event }) => event === 'desk_not_swept').map(({ deskId }) => deskId);
const swept = () => sweep(ports).catch((cause: unknown) => cause);

test('one desk that fails keeps no other waiting; it is said once a desk, and the sweep itself says how many', async () => {
  for (const id of ['a', 'bad-a', 'z']) await desk(id, START - HOUR);
  expect(await swept()).toMatchObject({
    message: '1 desks were not swept',
    errors: [{ message: 'no queue' }],
  });
  expect(failuresOf()).toEqual(['bad-a']);
  expect([await isRung('a'), await isRung('z')]).toEqual([true, true]);
  // A retry of the same call finds it at rest, and nothing else to do.
  expect(await swept()).toBeUndefined();
});

test('a desk that goes on failing rests twice as long each time; once it is well it is as any other', async () => {
  await desk('bad-b', START - HOUR);
  const tries: number[] = [];
  for (const begun = now; now < begun + 3 * HOUR; now += 5 * MINUTE) {
    logged = [];
    await desk('bad-b', START - HOUR);
    await swept();
    if (failuresOf().includes('bad-b')) tries.push((now - begun) / MINUTE);
  }
  expect(tries).toEqual([0, 10, 30, 70, 150]);
  broken = () => false;
  now += 6 * HOUR;
  await desk('bad-b', START - HOUR);
  expect(await swept()).toBeUndefined();
  expect(await isRung('bad-b')).toBe(true);
  broken = id => id === 'bad-b';
  await desk('bad-b', START - HOUR);
  await swept();
  now += 10 * MINUTE;
  logged = [];
  await desk('bad-b', START - HOUR);
  await swept();
  expect(failuresOf()).toEqual(['bad-b']);
});

// Case A.9
test('205 desks that always fail leave the 206th its turn', { timeout: 120_000 }, async () => {
  const bad = Array.from({ length: 205 }, (_, index) => `bad-${String(index).padStart(3, '0')}`);
  broken = id => id.startsWith('bad-');
  for (const id of bad) {
    // The record stays due: nothing of this desk can be read.
    await place.ports.store.transaction(id, async transaction =>
      transaction.write({ records: [{ after: recordOf('hotline', { nextActionAt: now - HOUR }) }] }),
    );
  }
  const ring = ports.store.desk.bind(ports.store);
  const store = Object.create(ports.store) as Ports['store'];
  store.desk = id => (broken(id) ? Promise.reject(new Error('unreadable')) : ring(id));
  ports = { ...ports, store };
  await desk('good', now);
  await swept();
  now += 5 * MINUTE;
  await swept();
  expect(await isRung('good')).toBe(true);
});
