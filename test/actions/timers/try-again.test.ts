// Records that were set aside are tried once more: what fails again is told at the end, and what was planned is rung
// for.
import { expect, test } from 'vitest';
import { tryAgain } from '../../../functions/src/actions/timers/decide-again.ts';
import { allHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { at, keyedHere, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const NOW = at('2026-11-20 15:00');
const BAD = new Error('the database is away');

/** Tries these records, none of which can be read, and answers what was rung for and what was thrown. */
async function tried(keys: readonly string[]) {
  const rings: number[] = [];
  const ports = withOnly<Ports>({
    store: withOnly({
      desk: async () => storedDesk(),
      keysToTryAgain: async () => keys,
      transaction: () => Promise.reject(BAD),
      nextActionAt: async () => NOW + 5,
    }),
    alarms: withOnly({ plantRing: async (_: string, ring: number) => void rings.push(ring) }),
    now: () => NOW,
    release: 'r1',
    holidays: allHolidays(),
    keys: withOnly({ keyed: () => keyedHere }),
    log: { info: () => undefined, error: () => undefined },
  });
  const failure: unknown = await tryAgain(ports, 'desk-1').catch((cause: unknown) => cause);
  return { rings, failure };
}

test('nothing is done where there are none', async () => {
  expect(await tried([])).toEqual({ rings: [], failure: undefined });
});

test.each([[['a']], [['a', 'b']]])(
  'of %j all are tried, then it is rung for, and the failure is told',
  async keys => {
    const { rings, failure } = await tried(keys);
    expect(rings).toEqual([NOW + 5]);
    expect(failure).toMatchObject({ errors: keys.map(() => BAD) });
  },
);
