// Some days of a quarter of a simulated staff at the whole desk, over the end of a year. `npm run torture` lives
// through whole quarters.
import { expect, test } from 'vitest';
import { often } from '../fixtures/endurance.ts';
import { liveASeason, SMALL_QUARTER } from './seasons.ts';

/** Days with starts and kills of processes, on a busy machine; no step waits for it to pass. */
const timeout = 600_000;

test.each(often([1], [1, 2]))(
  'over a quarter and the end of a year nothing is lost, said twice or stuck: seed %d',
  { timeout },
  async seed => {
    expect(await liveASeason(seed, SMALL_QUARTER)).toBe(SMALL_QUARTER.days);
  },
);
