// Whose turn it is in a sweep, and for how long a desk that fails is left alone: by what it asks for and notes.
import { expect, test } from 'vitest';
import { sweep } from '../../functions/src/actions/sweep.ts';
import { HOUR, MINUTE } from '../../functions/src/core/lib/time.ts';
import type { FailingDesk } from '../../functions/src/ports/desks.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import type { DeskStore } from '../../functions/src/ports/store.ts';
import type { WriteLeases } from '../../functions/src/ports/write-leases.ts';
import { at } from '../fixtures/core/desk-fixture.ts';
import { withOnly } from '../fixtures/with-only.ts';

const BEGUN = at('2026-11-20 15:00');

interface Given {
  work?: readonly string[];
  owing?: readonly string[];
  aside?: readonly string[];
  failing?: Record<string, FailingDesk>;
  /** What happens when a desk's turn has come: nothing of it is stored. */
  turn?: (id: string) => Promise<void>;
  /** How long it took to find out whose turn it is. */
  tookMs?: number;
}

/** Sweeps these desks, and answers what was asked and noted. */
async function swept(given: Given) {
  const { work = [], owing = [], aside = [], failing = {}, turn = async () => {}, tookMs = 0 } = given;
  let now = BEGUN;
  const asked: unknown[] = [];
  const noted: [string, FailingDesk | null][] = [];
  const turns: string[] = [];
  const summed: string[] = [];
  const logged: unknown[] = [];
  const store = withOnly<DeskStore>({
    failingDesks: async () => new Map(Object.entries(failing)),
    desksWithWork: async (...args: unknown[]) => {
      asked.push(['work', ...args]);
      now += tookMs;
      return work;
    },
    desksToTryAgain: async (...args: unknown[]) => {
      asked.push(['aside', ...args]);
      return aside;
    },
    desk: async (id: string) => {
      turns.push(id);
      await turn(id);
    },
    overview: async (id: string) => void summed.push(id),
    noteFailing: async (id: string, desk: FailingDesk | null) => void noted.push([id, desk]),
  });
  const writeLeases = withOnly<WriteLeases>({
    owing: async (...args: unknown[]) => {
      asked.push(['owing', ...args]);
      return owing;
    },
  });
  const ports = withOnly<Ports>({
    store,
    writeLeases,
    now: () => now,
    release: 'this one',
    log: {
      info: () => {},
      error: (event: string, _: unknown, facts?: object) => void logged.push([event, facts]),
    },
  });
  const failure = await sweep(ports).catch((cause: unknown) => cause);
  return { asked, logged, noted, turns, summed, failure };
}

const failed = async () => Promise.reject(new Error('unreadable'));

test('each desk has one turn, whatever there is to do of it', async () => {
  const { turns, summed, noted, failure } = await swept({
    work: ['a', 'b'],
    owing: ['b', 'c'],
    aside: ['c', 'd', 'a'],
  });
  expect(turns).toEqual(['a', 'b', 'c', 'd']);
  expect(summed).toEqual(turns);
  expect([noted, failure]).toEqual([[], undefined]);
});

test('it looks for what is due by now, for tabs that were due a minute ago, and for what this release may decide', async () => {
  const { asked } = await swept({});
  const none = new Set();
  expect(asked).toEqual([
    ['work', BEGUN, 200, none],
    ['owing', BEGUN - MINUTE, 200, none],
    ['aside', 'this one', 200, none],
  ]);
});

test('a desk rests until its time has come, and no longer', async () => {
  const failing = {
    over: { failures: 1, restsUntil: BEGUN - 1 },
    ending: { failures: 1, restsUntil: BEGUN },
    resting: { failures: 1, restsUntil: BEGUN + 1 },
  };
  const { asked } = await swept({ failing });
  expect(asked.map(each => (each as unknown[]).at(-1))).toEqual([
    new Set(['resting']),
    new Set(['resting']),
    new Set(['resting']),
  ]);
});

test.each([
  [0, 10],
  [1, 20],
  [2, 40],
  [4, 160],
  [5, 320],
  [6, 360],
  [20, 360],
])(
  'one that has failed %i times in a row rests for %i minutes when it fails again',
  async (failures, minutes) => {
    const failing = failures === 0 ? {} : { bad: { failures, restsUntil: BEGUN } };
    const { logged, noted, failure } = await swept({ work: ['bad'], failing, turn: failed });
    expect(noted).toEqual([['bad', { failures: failures + 1, restsUntil: BEGUN + minutes * MINUTE }]]);
    expect(logged).toEqual([['desk_not_swept', { deskId: 'bad', failures: failures + 1 }]]);
    expect(failure).toMatchObject({ message: '1 desks were not swept' });
  },
);

test('one that is well again is as any other; of one that never failed nothing is noted', async () => {
  const failing = { well: { failures: 3, restsUntil: BEGUN - HOUR } };
  expect((await swept({ work: ['well', 'other'], failing })).noted).toEqual([['well', null]]);
});

test.each([
  [4 * MINUTE, ['a', 'b']],
  [4 * MINUTE + 1, []],
])('none is begun more than four minutes after the beginning: %i ms', async (tookMs, begun) => {
  expect((await swept({ work: ['a', 'b'], tookMs })).turns).toEqual(begun);
});

test('five are looked after at a time', async () => {
  let [inside, most] = [0, 0];
  const held: (() => void)[] = [];
  const ids = Array.from({ length: 12 }, (_, index) => `desk-${index}`);
  const turn = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise<void>(resolve => {
      held.push(resolve);
    });
    inside -= 1;
  };
  const sweeping = swept({ work: ids, turn });
  for (let ended = 0; ended < ids.length; ended += 1) {
    await expect.poll(() => held.length).toBeGreaterThan(ended);
    held[ended]?.();
  }
  expect((await sweeping).turns).toEqual(ids);
  expect(most).toBe(5);
});
