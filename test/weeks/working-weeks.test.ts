// A simulated staff at the whole desk: each seed is another day. `npm run torture` lives through a thousand of them,
// and whole quarters.
import { expect, test } from 'vitest';
import { liveADay, liveASeason, TURN_OF_YEAR } from './seasons.ts';
import { SHORT_DAY } from './working-day.ts';

/** Days with starts and kills of processes, on a busy machine; no step waits for it to pass. */
const timeout = 600_000;

test('after a day every record has its own cells', { timeout }, async () => {
  expect(await liveADay(1, SHORT_DAY)).toBe(1);
});

test('over the end of a year nothing is lost, said twice or stuck', { timeout }, async () => {
  expect(await liveASeason(7, TURN_OF_YEAR)).toBe(TURN_OF_YEAR.weeks);
});
