// Tasks of one desk that a queue delivers all at once, as after it was held or the function was down.
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { DESK_ID, OpenDoors } from './open-doors.ts';

const TASKS = 20;
/** What each run asks the store first. */
const FIRST_ASKED = { ring: 'desk', summarise: 'overview' } as const satisfies Record<
  string,
  keyof DeskStore
>;
type Door = keyof typeof FIRST_ASKED;

interface Run {
  deskId: string;
  /** Answers what it asked first: there is no such desk, so it ends. */
  end: () => void;
  fail: () => void;
}

let doors: OpenDoors;
let token: string;
/** Runs that have begun, in order; each waits until it is ended. */
let runs: Run[];
/** Tasks whose caller has been recognised. */
let come: number;
let moved: () => void = () => undefined;

beforeAll(async () => {
  const hold = (deskId: string) =>
    new Promise<undefined>((resolve, reject) => {
      runs.push({ deskId, end: () => resolve(undefined), fail: () => reject(new Error('broken')) });
      moved();
    });
  doors = await OpenDoors.open('doors-held-tasks', at('2026-11-20 15:00'), ({ store, identity }) => ({
    store: new Proxy(store, {
      get: (whole, name) =>
        Object.values<string | symbol>(FIRST_ASKED).includes(name) ? hold : Reflect.get(whole, name),
    }),
    identity: {
      user: (...asked) => identity.user(...asked),
      machine: async (...asked) => {
        await identity.machine(...asked);
        come += 1;
        moved();
      },
    },
  }));
  token = await doors.machineToken();
});
afterAll(() => doors.close());
beforeEach(() => {
  runs = [];
  come = 0;
});

/** Sends a task and resolves with the status that it is answered by. */
async function task(door: Door, deskId = DESK_ID): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return (await doors.knock(door, '/', { method: 'POST', headers, body: JSON.stringify({ deskId }) })).status;
}

const tasks = (door: Door) => Array.from({ length: TASKS }, () => task(door));

async function until(holds: () => boolean): Promise<void> {
  while (!holds())
    await new Promise<void>(resolve => {
      moved = resolve;
    });
  // Whoever has been recognised has by then asked for his run.
  await turn();
}

describe.each(Object.keys(FIRST_ASKED) as Door[])('%s', door => {
  test('all that come while one is under way share the run after it; another desk waits for nobody', async () => {
    const first = task(door);
    await until(() => runs.length === 1);
    const later = [...tasks(door), task(door, 'desk-beside')];
    await until(() => come === TASKS + 2);
    expect(runs.map(({ deskId }) => deskId)).toEqual([DESK_ID, 'desk-beside']);
    for (const { end } of runs) end();
    expect(await first).toBe(200);
    await until(() => runs.length === 3);
    runs.at(-1)?.end();
    expect(await Promise.all(later)).toEqual(Array(TASKS + 1).fill(200));
    expect(runs).toHaveLength(3);
  });

  test('a run that fails is told to those only who asked for it, and the next is tried all the same', async () => {
    const first = task(door);
    await until(() => runs.length === 1);
    const later = tasks(door);
    await until(() => come === TASKS + 1);
    runs[0]?.fail();
    expect(await first).toBe(500);
    await until(() => runs.length === 2);
    const last = task(door);
    await until(() => come === TASKS + 2);
    runs[1]?.end();
    expect(await Promise.all(later)).toEqual(Array(TASKS).fill(200));
    await until(() => runs.length === 3);
    runs[2]?.end();
    expect(await last).toBe(200);
    expect(runs).toHaveLength(3);
  });
});
