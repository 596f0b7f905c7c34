// What a ring leaves behind: the next ring, and summaries that will be written, with the list of things to do as it is
// then.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deskContext } from '../../../functions/src/actions/desk/desk-contexts.ts';
import { writeSummaries } from '../../../functions/src/actions/reports/write-summaries.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import { OPEN } from '../../../functions/src/core/figures/figures.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, open } from '../../fixtures/actions/action-place.ts';
import { at, CALL_TODAY, hotline, storedDesk } from '../../fixtures/core/desk-fixture.ts';

let now: number;
let place: ActionPlace;
let ports: Ports;
let deskId: string;
let planted: [what: 'ring' | 'summary', deskId: string, at: number][];

beforeAll(async () => {
  place = await ActionPlace.start('ring-desk', () => now);
  ports = {
    ...place.ports,
    alarms: {
      plantRing: async (id, when) => void planted.push(['ring', id, when]),
      plantSummary: async (id, when) => void planted.push(['summary', id, when]),
    },
    messenger: { send: async () => {} },
    workbooks: {
      inspect: async () => ({ timeZone: 'Asia/Shanghai', tabs: [], names: [] }),
      apply: async () => {},
      column: async () => [],
      metadata: async () => [],
    },
  };
});
afterAll(() => place.close());
beforeEach(async () => {
  now = at('2026-11-20 15:00');
  planted = [];
  deskId = crypto.randomUUID();
  await open(ports, { ...storedDesk(), id: deskId });
});

async function call(): Promise<void> {
  const who = account('limin');
  const rows = [
    { key: 'a-call', base: '', edited: [], cells: { ...(CALL_TODAY as Record<string, string>) } },
  ];
  const by = { account: who.mail, editor: null };
  await commitRows(ports, deskId, [{ account: who, table: hotline, by, now, rows }]);
}
/** The store, of which these are others. */
const storeWith = (others: Partial<Ports['store']>): Ports['store'] =>
  new Proxy(ports.store, {
    get: (real, name) => {
      const own: unknown = Reflect.get(others, name) ?? Reflect.get(real, name);
      return typeof own === 'function' ? (own.bind(real) as unknown) : own;
    },
  });
const sumUp = async () => writeSummaries(ports, deskContext(ports, await ports.store.desk(deskId)));

test('a ring has the summaries written, and plants the next one', async () => {
  await call();
  now = at('2026-11-20 17:00');
  await ringDesk(ports, deskId);
  expect(planted.toSorted(([one], [other]) => (one < other ? -1 : 1))).toEqual([
    ['ring', deskId, at('2026-11-20 17:30')],
    ['summary', deskId, now],
  ]);
});

test('a ring that finds nothing due has them written all the same: a limit may have passed since', async () => {
  await ringDesk(ports, deskId);
  expect(planted).toEqual([['summary', deskId, now]]);
});

test('a desk that is gone rings for nothing', async () => {
  await ringDesk(ports, 'no-such-desk');
  expect(planted).toEqual([]);
});

test('a part of a ring that fails keeps no other from being done; what failed is told', async () => {
  await call();
  now = at('2026-11-20 17:00');
  const failing = async () => Promise.reject(new Error('the first'));
  await expect(ringDesk(ports, deskId, failing)).rejects.toThrow(/^the first$/);
  expect(planted).toContainEqual(['ring', deskId, at('2026-11-20 17:30')]);
  expect(planted).toContainEqual(['summary', deskId, now]);
  const delivering = async () => Promise.reject(new Error('the second'));
  const store = storeWith({ delivering });
  planted = [];
  await expect(ringDesk({ ...ports, store }, deskId, failing)).rejects.toMatchObject({
    message: '2 parts of a ring failed',
    errors: [new Error('the first'), new Error('the second')],
  });
  expect(planted).toContainEqual(['summary', deskId, now]);
});

test('once written, the summaries are written again when the day is over', async () => {
  await sumUp();
  expect(planted).toEqual([['summary', deskId, at('2026-11-21 00:00')]]);
  planted = [];
  // On the next day nobody has changed anything; the list of the day is another one.
  now = at('2026-11-21 00:00');
  await sumUp();
  expect(planted).toEqual([['summary', deskId, at('2026-11-22 00:00')]]);
});

test('all changes that wait are counted, however many they are', async () => {
  await ports.store.transaction(deskId, async transaction => {
    for (let count = 0; count < 401; count += 1)
      transaction.write({ change: { at: now, figures: { [OPEN]: { 'hotline/made': 1 } } } });
  });
  await sumUp();
  expect(await ports.store.figures(deskId, [OPEN])).toEqual({ [OPEN]: { 'hotline/made': 401 } });
});

test('a record that stays due whatever is done is told of and keeps no ring going for ever', async () => {
  await call();
  const dueKeys = async (_id: string, _now: number, limit: number) => ['a-call'].slice(0, limit);
  const store = storeWith({ dueKeys });
  const logged: unknown[] = [];
  const log = {
    info: () => {},
    error: (event: string, _: unknown, facts?: object) => logged.push([event, facts]),
  };
  await expect(ringDesk({ ...ports, store, log }, deskId)).rejects.toThrow('1 records were not handled');
  expect(logged).toEqual([['record_not_handled', { deskId, key: 'a-call' }]]);
});
