// A day of a simulated staff at the whole desk. `npm run torture` lives through a thousand others.
import { expect, test } from 'vitest';
import { liveADay } from './seasons.ts';
import { SHORT_DAY } from './working-day.ts';

/** A day with starts and kills of processes, on a busy machine; no step waits for it to pass. */
const timeout = 600_000;

test('after a day every record has its own cells', { timeout }, async () => {
  expect(await liveADay(1, SHORT_DAY)).toBe(1);
});
