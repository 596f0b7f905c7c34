// Days as clerks write them, where a time of day says nothing.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, type TimeReading } from '../../../functions/src/core/lib/parse-time.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';

/** Saturday 28 November 2026, 15:00, at a column of things that happened. */
const READING: TimeReading = { zone: ZONE, now: at('2026-11-28 15:00'), towards: 'past' };

describe('a date', () => {
  it.each([
    ['5月29日', '2026-05-29'],
    ['5月28日', '2027-05-28'],
  ])('to come is of this year up to half a year back: %s is %s', (text, date) => {
    expect(readDate(text, { ...READING, towards: 'ahead' })).toBe(date);
  });

  it.each([
    ['2023-10-01', '2023-10-01'],
    ['2023年10月1日', '2023-10-01'],
    ['2023/10/1 下午2:30', '2023-10-01'],
    ['2023-10-01T16:00:00.000Z', '2023-10-02'],
    [45_200.6, '2023-10-01'],
    ['2024年2月29日', '2024-02-29'],
    ['2023年2月29日', undefined],
    ['2023-02-30T06:30:00Z', undefined],
    ['2023-99-99TfooZ', undefined],
    ['10月1日', '2026-10-01'],
    ['12月1日', '2025-12-01'],
    ['11-28', '2026-11-28'],
    ['28日', '2026-11-28'],
    ['29号', '2026-10-29'],
    ['2026/11/28', '2026-11-28'],
    ['昨天', '2026-11-27'],
    ['上周五', '2026-11-20'],
    ['20261128', '2026-11-28'],
    [20_261_128, '2026-11-28'],
    ['二〇二六', undefined],
    ['62781234', undefined],
    // 11月28日 and 9:30 without their signs are no days of 1903.
    ['1128', undefined],
    [930, undefined],
    [14.5, undefined],
    ['1950-03-01', '1950-03-01'],
    ['0001-01-01', undefined],
    ['去年', undefined],
    ['2023-10-01 买的', undefined],
  ])('%j is %s', (text, expected) => {
    expect(readDate(text, READING)).toBe(expected);
  });

  it('is a date of the calendar or nothing, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.string({ unit: 'binary' }), fc.integer()), value => {
        expect(readDate(value, READING) ?? '2000-01-01').toMatch(/^(19|20)\d{2}-\d{2}-\d{2}$/);
      }),
    );
  });
});
