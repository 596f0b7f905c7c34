// Many days and some quarters of the simulated staff. TORTURE_DAYS, TORTURE_QUARTERS and TORTURE_SEED say how many, and
// which.
import { expect, test } from 'vitest';
import { liveADay, liveASeason, QUARTER } from '../weeks/seasons.ts';

const timeout = 3_600_000;

const numberOf = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const first = numberOf('TORTURE_SEED', 1);
const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => first + index);

test.each(seeds(numberOf('TORTURE_DAYS', 1000)))('a day of seed %d', { timeout }, async seed => {
  expect(await liveADay(seed)).toBe(1);
});

test.each(seeds(numberOf('TORTURE_QUARTERS', 3)))('a quarter of seed %d', { timeout }, async seed => {
  expect(await liveASeason(seed, QUARTER)).toBe(QUARTER.days);
});
