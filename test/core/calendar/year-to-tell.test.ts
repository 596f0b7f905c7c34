// Years that nobody has announced are told of from December of the year before; what was counted, in few words.
import { describe, expect, it } from 'vitest';
import { isMissing } from '../../../functions/src/core/calendar/calendar.ts';
import { holidaysVersion, yearToTell } from '../../../functions/src/core/calendar/provisional-year.ts';
import { windowsCounted } from '../../../functions/src/core/calendar/windows-counted.ts';
import { at, calendarOf, plainYears, WITH_LUNCH, week } from './specs.ts';

const years = (...provisional: number[]) =>
  plainYears(2025, 2028).map(year => ({ ...year, provisional: provisional.includes(year.year) }));

describe('a year that has to be told of', () => {
  it.each([
    ['2026-11-30 23:59', [2027], undefined],
    ['2026-12-01 00:00', [2027], 2027],
    ['2026-12-31 23:59', [2027], 2027],
    ['2027-01-01 00:00', [2027], 2027],
    ['2027-11-30 23:59', [2027], 2027],
    ['2026-12-01 00:00', [2026, 2027], 2027],
    ['2026-12-01 00:00', [2026], 2026],
    ['2026-12-01 00:00', [2028], undefined],
    ['2026-12-01 00:00', [], undefined],
  ])('at %s, where %j are not announced, is %s', (now, provisional, year) => {
    expect(yearToTell(calendarOf({ years: years(...provisional) }), at(now))).toBe(year);
  });

  it.each([
    ['2026-12-31 23:59', '2026-12-31 23:59', []],
    ['2026-12-31 23:59', '2027-01-01 00:00', [2027]],
    ['2027-12-31 23:59', '2028-01-01 00:00', [2027, 2028]],
    ['2026-01-01 00:00', '2028-12-31 23:59', [2027, 2028]],
  ])('between %s and %s %j are not announced', (from, to, found) => {
    expect(calendarOf({ years: years(2027, 2028) }).provisionalYears(at(from), at(to))).toEqual(found);
  });

  it('holidays have a version of their own, the same for the same ones', () => {
    expect(holidaysVersion(years(2027))).toBe(holidaysVersion(years(2027)));
    expect(holidaysVersion(years(2027))).not.toBe(holidaysVersion(years()));
  });
});

describe('the windows that were counted', () => {
  const calendar = calendarOf({
    week: week(WITH_LUNCH),
    years: [{ year: 2026, closed: ['2026-11-25'], open: ['2026-11-28', '2026-11-29'] }],
  });
  it.each([
    ['2026-11-23 10:00', '2026-11-23 11:05', ['2026-11-23 10:00–11:05']],
    ['2026-11-23 09:00', '2026-11-23 18:00', ['2026-11-23 09:00–12:00、13:30–18:00']],
    ['2026-11-23 09:00', '2026-11-24 18:00', ['2026-11-23 至 2026-11-24 09:00–12:00、13:30–18:00']],
    // A day between them was closed.
    [
      '2026-11-24 09:00',
      '2026-11-26 18:00',
      ['2026-11-24 09:00–12:00、13:30–18:00', '2026-11-26 09:00–12:00、13:30–18:00'],
    ],
    [
      '2026-11-27 14:00',
      '2026-11-29 18:00',
      ['2026-11-27 14:00–18:00', '2026-11-28 至 2026-11-29 09:00–12:00、13:30–18:00（调休上班）'],
    ],
    ['2026-11-25 09:00', '2026-11-25 18:00', []],
  ])('from %s to %s are %j', (from, to, windows) => {
    const facts = calendar.explain(at(from), at(to));
    expect(isMissing(facts) || windowsCounted(facts, calendar.zone)).toEqual(windows);
  });
});
