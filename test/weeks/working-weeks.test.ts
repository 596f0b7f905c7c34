// A simulated staff at the whole desk: each seed is another day. `npm run torture` lives through a thousand of them, and whole quarters.
import { expect, test } from 'vitest';
import { liveADay, liveAQuarter } from './seasons.ts';

/** Whole days with starts and kills of processes, on a busy machine; no step waits for it to pass. */
const timeout = 600_000;

test.each([1, 2])('after the day of seed %d every record has its own cells', { timeout }, async seed => {
  expect(await liveADay(seed)).toBe(1);
});

test('over the end of a year nothing is lost, said twice or stuck', { timeout }, async () => {
  expect(await liveAQuarter(7, 3)).toBe(3);
});
