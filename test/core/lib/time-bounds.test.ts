// Where the reading of times ends: the longest text, the first and the last day, nights that have not come yet.
import { describe, expect, it } from 'vitest';
import {
  isFromCell,
  isMidnight,
  isNow,
  readDate,
  readTime,
  showTime,
  type TimeReading,
} from '../../../functions/src/core/lib/parse-time.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';

/** Saturday 28 November 2026, 15:00. */
const READING: TimeReading = { zone: ZONE, now: at('2026-11-28 15:00'), towards: 'past' };

function shown(value: string | number, reading: Partial<TimeReading> = {}): string {
  const read = readTime(value, { ...READING, ...reading });
  return typeof read === 'number' ? showTime(read, ZONE) : read;
}

describe('a time', () => {
  it.each([
    [`2023-10-01 14:30:59.${'0'.repeat(40)}`, '2023-10-01 14:30'],
    [`2023-10-01 14:30:59.${'0'.repeat(41)}`, 'time_invalid'],
    [`${'「'.repeat(92)}2023-10-01 14:30${'」'.repeat(92)}`, '2023-10-01 14:30'],
    [`${'「'.repeat(93)}2023-10-01 14:30${'」'.repeat(92)}`, 'time_invalid'],
    [0, 'time_invalid'],
    [1, 'time_invalid'],
    [1 / 24, '2026-11-28 01:00'],
    [73_050, 'time_not_precise'],
    [73_050.5, '2099-12-31 12:00'],
    [73_051, 'time_invalid'],
    ['2000-06-01 10:00', '2000-06-01 10:00'],
    ['2099-12-31 23:59', '2099-12-31 23:59'],
    ['2023-10-01T06:30:45.000Z', '2023-10-01 14:30'],
    // Midnight of a spreadsheet's second day is 24:00; other times of that day are days that were typed wrongly.
    ['1899-12-30T15:54:17.000Z', '2026-11-29 00:00'],
    ['1899-12-30T16:55:17.000Z', 'time_invalid'],
    ['1899-12-31T00:54:17.000Z', 'time_invalid'],
    // Both have been: the night that begins with the day.
    ['11月26日晚上12:30', '2026-11-27 00:30'],
    // Neither has been.
    ['明天晚上12:30', '2026-11-30 00:30'],
  ])('%j is %s', (text, time) => {
    expect(shown(text)).toBe(time);
  });

  it.each([
    ['2026-11-28 00:28', '2026-11-28 00:30'],
    ['2026-11-28 00:27', '2026-11-27 00:30'],
  ])('of a night that is told at %s has come two minutes before: %s', (now, time) => {
    expect(shown('昨天晚上12:30', { now: at(now) })).toBe(time);
  });

  it.each([
    ['2026-11-28 01:30', 'time_unclear'],
    ['2026-11-28 01:31', '2026-11-29 01:30'],
  ])('of a night that is planned at %s is one still to come: %s', (now, time) => {
    expect(shown('晚上1:30', { now: at(now), towards: 'ahead' })).toBe(time);
  });
});

describe('a date', () => {
  it.each([
    ['1929-12-31', undefined],
    ['1930-01-01', '1930-01-01'],
    ['2099-12-31', '2099-12-31'],
    ['2100-01-01', undefined],
    [36_525, undefined],
    [36_526, '2000-01-01'],
    [73_050, '2099-12-31'],
    [73_051, undefined],
    [`2023-10-01 14:30:59.${'0'.repeat(40)}`, '2023-10-01'],
    [`2023-10-01 14:30:59.${'0'.repeat(41)}`, undefined],
    ['2023-10-01 25:00', undefined],
    ['2023-10-01 1430', '2023-10-01'],
    ['11/27 14.30', '2026-11-27'],
    ['2023-10-01 下午', '2023-10-01'],
  ])('%j is %s', (text, date) => {
    expect(readDate(text, READING)).toBe(date);
  });
});

it.each([
  ['现在', true],
  ['NOW', true],
  [' 刚刚 ', true],
  ['现在'.padEnd(60), true],
  ['现在'.padEnd(61), false],
  ['现在去', false],
  [5, false],
  [null, false],
])('%j says that it happens as it is written: %s', (value, is) => {
  expect(isNow(value)).toBe(is);
});

it.each([
  ['2026-11-28T06:30:00.000Z', true],
  ['2026-11-28', false],
  ['14:30', false],
  [20_261_128, false],
])('%j comes from a date cell: %s', (value, is) => {
  expect(isFromCell(value)).toBe(is);
});

it.each([
  ['2026-11-28 00:00', true],
  ['2026-11-28 00:01', false],
  ['2026-11-28 08:00', false],
])('at %s clocks show midnight: %s', (time, is) => {
  expect(isMidnight(at(time), ZONE)).toBe(is);
});
