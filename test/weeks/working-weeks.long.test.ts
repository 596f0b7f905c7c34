// More days, and some of a quarter over the end of a year, of a simulated staff at the whole desk. `npm run torture`
// lives through whole ones.
import { expect, test } from 'vitest';
import { often } from '../fixtures/endurance.ts';
import { liveADay, liveASeason, SMALL_QUARTER } from './seasons.ts';
import { SHORT_DAY } from './working-day.ts';

/** Days with starts and kills of processes, on a busy machine; no step waits for it to pass. */
const timeout = 600_000;

test.each([2, 3])('after a day every record has its own cells: seed %d', { timeout }, async seed => {
  expect(await liveADay(seed, SHORT_DAY)).toBe(1);
});

test.each(often([1], [1, 2]))(
  'over a quarter and the end of a year nothing is lost, said twice or stuck: seed %d',
  { timeout },
  async seed => {
    expect(await liveASeason(seed, SMALL_QUARTER)).toBe(SMALL_QUARTER.days);
  },
);
