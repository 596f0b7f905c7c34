// docs/scale.md shows what was counted, and the model of a day keeps to the program's own limits.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MIN_INTERVAL_MS } from '../../functions/src/core/workbook/write-lease.ts';
import { SAVES } from '../../scripts/simulate/day.ts';
import { readOperations } from '../../scripts/simulate/operations.ts';
import { AT_ONCE, replay, type Scene } from '../../scripts/simulate/replay.ts';
import { scalePage } from '../../scripts/simulate/scale-page.ts';

const PAGE = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');
const OPERATIONS = readOperations();
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
const MINUTE = 60_000;
const dayOf = (scene: Partial<Scene>) =>
  replay(OPERATIONS, { desks: 3, accounts: 1, atOnce: AT_ONCE, seed: 1, ...scene });

it('has the tables that the counted operations give (npm run build writes them)', () => {
  expect(PAGE).toBe(scalePage(PAGE, OPERATIONS));
});

it('is refused where a table has no place', () => {
  expect(() => scalePage('', OPERATIONS)).toThrow('lacks <!-- table: operations -->');
});

describe('a replayed day', () => {
  const few = dayOf({});

  it('shows every save once, and is the same for the same seed', () => {
    expect([few.saved.length, few.shown.length]).toEqual([3 * SAVES, 3 * SAVES]);
    expect(dayOf({})).toEqual(few);
    expect(dayOf({ seed: 2 }).shown).not.toEqual(few.shown);
  });

  it('has the tabs of few desks fresh, and those of many older on one account than on several', () => {
    expect(most(few.shown)).toBeLessThan(3 * MIN_INTERVAL_MS);
    const [one, several] = [1, 4].map(accounts => dayOf({ desks: 150, accounts }));
    expect(most(one?.shown ?? [])).toBeGreaterThan(2 * most(several?.shown ?? []));
    // The tabs alone wait: nobody's save, and nobody's message.
    expect(most(one?.saved ?? [])).toBeLessThan(1_000);
    expect(most(one?.told ?? [])).toBeLessThan(2 * MINUTE);
  });

  it('writes no desk oftener than the program does, and no account oftener than Google allows', () => {
    const { tabs } = dayOf({ desks: 150 });
    expect(tabs).toBeLessThan(24 * 60 * 60);
    expect(few.tabs).toBeLessThanOrEqual(3 * SAVES);
  });
});
