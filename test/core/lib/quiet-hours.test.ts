import { describe, expect, it } from 'vitest';
import { quietUntil, readQuietHours } from '../../../functions/src/core/lib/quiet-hours.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';

describe('hours of quiet', () => {
  it.each([
    ['21:00-08:00', { from: 1260, to: 480 }],
    ['12:00—13:30', { from: 720, to: 810 }],
    ['21：00 至 8：00', { from: 1260, to: 480 }],
    ['21:00至次日08:00', { from: 1260, to: 480 }],
    ['21:00-24:00', { from: 1260, to: 0 }],
    ['不限', null],
    ['00:00-24:00', undefined],
    ['21:00-24:30', undefined],
    ['21:00-24:01', undefined],
    ['24:00-08:00', undefined],
    ['08:00-08:00', undefined],
    ['晚上', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(readQuietHours(text)).toEqual(expected);
  });

  const night = { from: 21 * 60, to: 8 * 60 };
  it.each<[string, string | undefined]>([
    ['2026-11-20 20:59', undefined],
    ['2026-11-20 21:00', '2026-11-21 08:00'],
    ['2026-11-20 23:59', '2026-11-21 08:00'],
    ['2026-11-21 00:00', '2026-11-21 08:00'],
    ['2026-11-21 07:59', '2026-11-21 08:00'],
    ['2026-11-21 08:00', undefined],
  ])('over midnight, at %s until %s', (now, until) => {
    expect(quietUntil(night, at(now), ZONE)).toBe(until && at(until));
  });

  it('until 24:00 are over at the midnight that comes', () => {
    const evening = { from: 21 * 60, to: 0 };
    expect(quietUntil(evening, at('2026-11-20 23:00'), ZONE)).toBe(at('2026-11-21 00:00'));
    expect(quietUntil(evening, at('2026-11-21 00:00'), ZONE)).toBeUndefined();
  });

  it.each<[string, string | undefined]>([
    ['2026-11-20 11:59', undefined],
    ['2026-11-20 12:00', '2026-11-20 13:30'],
    ['2026-11-20 13:30', undefined],
  ])('at noon, at %s until %s', (now, until) => {
    expect(quietUntil({ from: 720, to: 810 }, at(now), ZONE)).toBe(until && at(until));
  });

  it('are by the clocks of the desk, which may be put forward meanwhile', () => {
    const summer = Date.parse('2026-03-29T00:30:00+01:00');
    expect(quietUntil(night, summer, 'Europe/Berlin')).toBe(Date.parse('2026-03-29T08:00:00+02:00'));
  });

  it('are none', () => expect(quietUntil(null, at('2026-11-20 23:00'), ZONE)).toBeUndefined());
});
