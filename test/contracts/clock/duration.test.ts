import { expect, test } from 'vitest';
import { parseDuration } from '../../../local/clock/clock.ts';

const HOUR = 3_600_000;

test.each([
  ['PT2H', 2 * HOUR],
  ['PT24H', 24 * HOUR],
  ['P1D', 24 * HOUR],
  ['P30D', 720 * HOUR],
  ['PT2H30M', 2.5 * HOUR],
  ['P1DT1H', 25 * HOUR],
  ['PT90S', 90_000],
  ['PT0S', 0],
])('%s is %d ms', (iso, ms) => {
  expect(parseDuration(iso)).toBe(ms);
});

test.each([
  '',
  'P',
  'PT',
  'P1DT',
  'T2H',
  '2H',
  'PT-2H',
  '-PT2H',
  'PT1.5H',
  'P1M',
  'P1Y',
  'P1W',
  'PT30M2H',
  'PT2H ',
  'pt2h',
  'P9999999999999999D',
])('%j is refused', iso => {
  expect(() => parseDuration(iso)).toThrow(RangeError);
});
