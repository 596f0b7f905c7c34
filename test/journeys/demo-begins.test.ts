// When a demo desk is left, whatever the time at which it is made, and which folders can hold one.
import { describe, expect, test } from 'vitest';
import { endOfDemo, offsetOf } from '../../local/demo/begin.ts';
import { DEMO_MS } from '../../local/demo/fill.ts';
import { at } from '../fixtures/core/desk-fixture.ts';

describe('a demo is left in the middle of a week and of a day', () => {
  test.each([
    ['on a Thursday morning, at once', '2026-11-26 10:30', '2026-11-26 10:30'],
    ['on a Wednesday afternoon, at once', '2026-11-25 16:59', '2026-11-25 16:59'],
    ['on a Wednesday before work', '2026-11-25 07:00', '2026-11-25 15:00'],
    ['on a Wednesday evening', '2026-11-25 20:00', '2026-11-26 15:00'],
    ['on a Friday night', '2026-11-27 23:30', '2026-12-02 15:00'],
    ['on a Monday morning', '2026-11-30 09:05', '2026-12-02 15:00'],
    ['on a Tuesday at noon', '2026-12-01 12:00', '2026-12-02 15:00'],
    ['after midnight', '2026-11-26 00:30', '2026-11-26 15:00'],
    ['in the holidays of October', '2026-10-02 11:00', '2026-10-10 15:00'],
    ['on a Saturday', '2026-12-05 11:00', '2026-12-09 15:00'],
    ['on New Year’s Day of a year that nobody has announced', '2027-01-01 12:00', '2027-01-06 15:00'],
    ['in Spring Festival of such a year', '2027-02-08 10:30', '2027-02-11 15:00'],
    ['at three in Spring Festival', '2027-02-06 03:00', '2027-02-11 15:00'],
    ['on the last of February of a leap year', '2028-02-29 14:00', '2028-03-01 15:00'],
    ['on its third day of work, at once', '2028-03-01 10:15', '2028-03-01 10:15'],
  ])('%s: %s', (_, made, left) => {
    expect(endOfDemo(at(made))).toBe(at(left));
  });
});

describe('a folder', () => {
  const demo = { data: '.demo', demo: true };

  test('that is new begins its demo three months before that', () => {
    expect(offsetOf(demo, undefined, undefined)).toBeGreaterThanOrEqual(-DEMO_MS);
  });

  test('with a demo that was interrupted is refused, also where its time had come past the present', () => {
    for (const kept of [-5_000, 5_000]) expect(() => offsetOf(demo, undefined, kept)).toThrow('interrupted');
  });

  test('with a demo that is done goes on where it was', () => {
    expect(offsetOf(demo, { demo: true }, 7_000)).toBe(7_000);
  });

  test('with a desk of its own holds no demo', () => {
    expect(() => offsetOf(demo, { demo: false }, 0)).toThrow('holds a desk already');
  });
});
