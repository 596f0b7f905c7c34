import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  floorToMinute,
  instantOf,
  isLocalDate,
  isoWeek,
  isZone,
  localDate,
  localParts,
  monthOf,
  weekday,
} from '../../../functions/src/core/lib/time.ts';

const instant = (text: string) => Date.parse(text);
const parts = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second: 0, millisecond: 0 };
};

describe('local time', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-20 09:30', '2026-11-20T01:30:00Z'],
    ['Asia/Shanghai', '2026-01-01 00:00', '2025-12-31T16:00:00Z'],
    ['America/New_York', '2026-07-01 09:30', '2026-07-01T13:30:00Z'],
    ['America/New_York', '2026-12-01 09:30', '2026-12-01T14:30:00Z'],
    ['Asia/Kathmandu', '2026-12-01 00:00', '2026-11-30T18:15:00Z'],
    ['Asia/Shanghai', '1988-07-01 12:00', '1988-07-01T03:00:00Z'],
    ['UTC', '0044-03-15 12:00', '0044-03-15T12:00:00Z'],
    // Clocks are put forward at two, and back at two.
    ['America/New_York', '2026-03-08 01:59', '2026-03-08T06:59:00Z'],
    ['America/New_York', '2026-03-08 03:00', '2026-03-08T07:00:00Z'],
    ['America/New_York', '2026-11-01 01:59', '2026-11-01T05:59:00Z'],
    ['America/New_York', '2026-11-01 02:00', '2026-11-01T07:00:00Z'],
    ['America/New_York', '2026-12-31 23:59', '2027-01-01T04:59:00Z'],
    // Clocks that are put back in January, and put forward on its first day.
    ['Pacific/Fiji', '2020-01-12 01:59', '2020-01-11T12:59:00Z'],
    ['Pacific/Fiji', '2020-01-12 03:00', '2020-01-11T15:00:00Z'],
    ['America/Danmarkshavn', '1995-12-31 23:59', '1996-01-01T02:59:00Z'],
    ['America/Danmarkshavn', '1996-01-01 03:00', '1996-01-01T03:00:00Z'],
  ])('in %s shows %s at %s', (zone, shown, at) => {
    expect(localParts(instant(at), zone)).toEqual(parts(shown));
    expect(instantOf(parts(shown), zone)).toBe(instant(at));
    expect(localDate(instant(at), zone)).toBe(shown.slice(0, 10));
  });

  it.each([
    ['the first of two', 'America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00Z'],
    ['the first of two', 'Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00Z'],
    ['the moment of the jump', 'America/New_York', '2026-03-08 02:00', '2026-03-08T07:00:00Z'],
    ['the moment of the jump', 'America/New_York', '2026-03-08 02:59', '2026-03-08T07:00:00Z'],
    ['the moment of the jump', 'Pacific/Apia', '2011-12-30 15:00', '2011-12-30T10:00:00Z'],
  ])('is %s in %s at %s', (_, zone, shown, at) => {
    expect(instantOf(parts(shown), zone)).toBe(instant(at));
  });

  it('comes back from what the clocks show, but for the second of two equal times', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'America/New_York',
      'Africa/Casablanca',
      'Pacific/Apia',
      'Asia/Gaza',
    );
    const instants = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2037, 0) });
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const back = instantOf(localParts(at, zone), zone);
        expect(back).toBeLessThanOrEqual(at);
        expect(at - back).toBeLessThanOrEqual(2 * 3_600_000);
        expect(localParts(back, zone)).toEqual(localParts(at, zone));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with Intl', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'America/New_York',
      'Africa/Casablanca',
      'Europe/Dublin',
      'Asia/Gaza',
    );
    const instants = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2037, 0) });
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const { year, month, day, hour, minute } = localParts(at, zone);
        const shown = new Intl.DateTimeFormat('en-CA', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'short',
          hourCycle: 'h23',
        }).format(at);
        const pad = (value: number) => String(value).padStart(2, '0');
        expect(`${year}-${pad(month)}-${pad(day)}, ${pad(hour)}:${pad(minute)}`).toBe(shown);
      }),
    );
  });

  it('needs a zone that exists', () => {
    expect(isZone('Asia/Urumqi')).toBe(true);
    expect(isZone('Asia/Peking')).toBe(false);
    expect(() => localParts(0, 'Asia/Peking')).toThrow(RangeError);
  });
});

describe('dates', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['1969-12-31', 1, '1970-01-01'],
    ['2026-01-01', 365, '2027-01-01'],
  ])('%s and %i days is %s', (date, days, other) => {
    expect(addDays(date, days)).toBe(other);
  });

  it.each([
    ['2026-11-15', 0, '2026-11-15'],
    ['2026-11-15', 1, '2026-12-15'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-30', -1, '2026-02-28'],
    ['2026-11-30', 27, '2029-02-28'],
    ['0099-12-31', 2, '0100-02-28'],
  ])('%s and %i months is %s', (date, months, other) => {
    expect(addMonths(date, months)).toBe(other);
  });

  it.each([
    ['2026-11-20', 5],
    ['2026-11-22', 7],
    ['1969-12-29', 1],
    ['1970-01-01', 4],
  ])('%s is weekday %i', (date, day) => {
    expect(weekday(date)).toBe(day);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '', '2026-02-30'])(
    '%s is none',
    text => {
      expect(isLocalDate(text)).toBe(false);
      expect(() => weekday(text)).toThrow(RangeError);
    },
  );
});

describe('periods', () => {
  it.each([
    ['2026-11-20T01:30:00Z', '2026-W47', '2026-11'],
    ['2025-12-31T16:00:00Z', '2026-W01', '2026-01'],
    ['2027-01-03T15:59:59Z', '2026-W53', '2027-01'],
    ['2027-01-03T16:00:00Z', '2027-W01', '2027-01'],
    ['2024-12-29T16:00:00Z', '2025-W01', '2024-12'],
    ['2026-11-30T15:59:59Z', '2026-W49', '2026-11'],
  ])('%s is in week %s and month %s in Shanghai', (at, week, month) => {
    expect(isoWeek(instant(at), 'Asia/Shanghai')).toBe(week);
    expect(monthOf(instant(at), 'Asia/Shanghai')).toBe(month);
  });

  it('begins a minute at its first millisecond', () => {
    expect(floorToMinute(instant('2026-11-20T01:30:59.999Z'))).toBe(instant('2026-11-20T01:30:00Z'));
    expect(floorToMinute(-1)).toBe(-60_000);
  });
});
