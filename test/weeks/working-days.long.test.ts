// Days of a simulated staff at the whole desk, each seed another one. `npm run torture` lives through a thousand.
import { expect, test } from 'vitest';
import { liveADay } from './seasons.ts';
import { SHORT_DAY } from './working-day.ts';

/** A day with starts and kills of processes, on a busy machine; no step waits for it to pass. */
const timeout = 600_000;

test.each([1, 2])('after a day every record has its own cells: seed %d', { timeout }, async seed => {
  expect(await liveADay(seed, SHORT_DAY)).toBe(1);
});
