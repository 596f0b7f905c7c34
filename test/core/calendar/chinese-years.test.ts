import { describe, expect, it } from 'vitest';
import { chineseHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import { at, chineseCalendar, shown } from './specs.ts';

/** As the State Council announced them; checked by hand against the notices, not against the package. */
const ANNOUNCED = {
  2024: {
    closed: '01-01, 02-10..02-17, 04-04..04-06, 05-01..05-05, 06-10..06-10, 09-15..09-17, 10-01..10-07',
    open: '02-04, 02-18, 04-07, 04-28, 05-11, 09-14, 09-29, 10-12',
  },
  2025: {
    closed: '01-01, 01-28..02-04, 04-04..04-06, 05-01..05-05, 05-31..06-02, 10-01..10-08',
    open: '01-26, 02-08, 04-27, 09-28, 10-11',
  },
  2026: {
    closed:
      '01-01..01-03, 02-15..02-23, 04-04..04-06, 05-01..05-05, 06-19..06-21, 09-25..09-27, 10-01..10-07',
    open: '01-04, 02-14, 02-28, 05-09, 09-20, 10-10',
  },
};

function datesIn(year: number, ranges: string): string[] {
  return ranges.split(', ').flatMap(range => {
    const [first = '', last = first] = range.split('..').map(day => Date.parse(`${year}-${day}T00:00:00Z`));
    const days: string[] = [];
    for (let day = Number(first); day <= Number(last); day += 24 * HOUR) {
      days.push(new Date(day).toISOString().slice(0, 10));
    }
    return days;
  });
}

describe('holidays of China', () => {
  it.each(Object.entries(ANNOUNCED))('%s is as announced', (year, { closed, open }) => {
    const known = chineseHolidays(Number(year));
    expect(known.closed.toSorted()).toEqual(datesIn(Number(year), closed));
    expect(known.open.toSorted()).toEqual(datesIn(Number(year), open));
  });

  it('names each day in Chinese', () => {
    const names = chineseHolidays(2026).names;
    expect(names?.['2026-02-17']).toBe('春节');
    expect(names?.['2026-10-10']).toBe('国庆节');
    expect(Object.keys(names ?? {})).toHaveLength(39);
  });

  it.each([2003, 2027, 2028])('has nothing announced for %i, and says so', year => {
    expect(chineseHolidays(year)).toMatchObject({ year, open: [], provisional: true });
  });

  it('knows every year from 2004 to 2026', () => {
    for (let year = 2004; year <= 2026; year += 1)
      expect(chineseHolidays(year)).not.toHaveProperty('provisional');
  });
});

describe('hours over the real holidays, 09:00 to 18:00', () => {
  const calendar = chineseCalendar();
  it.each([
    // Spring Festival 2026: closed 15 to 23 February, Saturdays 14 and 28 are worked.
    ['2026-02-13 17:00', 2, '2026-02-14 10:00'],
    ['2026-02-14 17:00', 2, '2026-02-24 10:00'],
    ['2026-02-16 12:00', 1, '2026-02-24 10:00'],
    ['2026-02-27 17:00', 9, '2026-02-28 17:00'],
    ['2026-02-28 17:00', 2, '2026-03-02 10:00'],
    // National Day 2026: Sunday 20 September and Saturday 10 October are worked.
    ['2026-09-18 18:00', 4, '2026-09-20 13:00'],
    ['2026-09-30 16:00', 9, '2026-10-08 16:00'],
    ['2026-10-09 16:00', 9, '2026-10-10 16:00'],
    ['2026-10-10 16:00', 9, '2026-10-12 16:00'],
    // National Day and Mid-Autumn 2025 in one: closed until 8 October.
    ['2025-09-30 17:00', 2, '2025-10-09 10:00'],
    ['2025-01-27 17:00', 2, '2025-02-05 10:00'],
    // Spring Festival 2024: Sundays 4 and 18 February are worked.
    ['2024-02-09 17:00', 2, '2024-02-18 10:00'],
    ['2024-02-02 17:30', 1, '2024-02-04 09:30'],
    // An ordinary week.
    ['2026-11-06 17:00', 2, '2026-11-09 10:00'],
    ['2026-11-06 17:00', 1, '2026-11-06 18:00'],
    ['2026-11-06 03:00', 0, '2026-11-06 09:00'],
    ['2026-11-06 18:00', 0, '2026-11-06 18:00'],
    ['2026-11-06 18:01', 0, '2026-11-09 09:00'],
  ])('%s + %i h is %s', (start, hours, end) => {
    expect(shown(calendar.addWorking(at(start), hours * HOUR))).toBe(end);
  });

  it.each([
    ['2026-02-24 10:00', 2, '2026-02-14 17:00'],
    ['2026-02-24 10:00', 1, '2026-02-24 09:00'],
    ['2026-02-20 12:00', 0, '2026-02-14 18:00'],
    ['2026-02-24 09:00', 0, '2026-02-24 09:00'],
    ['2026-10-08 16:00', 9, '2026-09-30 16:00'],
    ['2025-01-02 10:00', 2, '2024-12-31 17:00'],
  ])('%s − %i h is %s', (end, hours, start) => {
    expect(shown(calendar.subtractWorking(at(end), hours * HOUR))).toBe(start);
  });
});

describe('working days over the real holidays', () => {
  const calendar = chineseCalendar();
  it.each([
    ['2026-09-30 16:00', 3, '2026-10-10 16:00'],
    ['2026-10-10 16:00', 3, '2026-10-14 16:00'],
    ['2026-02-13 10:30', 1, '2026-02-14 10:30'],
    ['2026-02-13 10:30', 2, '2026-02-24 10:30'],
    ['2026-02-18 10:30', 1, '2026-02-25 09:00'],
    ['2026-11-05 10:00', 1, '2026-11-06 10:00'],
    ['2026-11-07 10:00', 1, '2026-11-10 09:00'],
    ['2026-11-07 10:00', 0, '2026-11-09 09:00'],
    ['2026-11-06 18:00', 1, '2026-11-09 18:00'],
    ['2026-11-06 18:01', 1, '2026-11-10 09:00'],
    ['2026-11-06 08:59', 1, '2026-11-09 09:00'],
    ['2025-12-31 11:00', 1, '2026-01-04 11:00'],
  ])('%s + %i wd is %s', (start, days, end) => {
    expect(shown(calendar.addWorkingDays(at(start), days))).toBe(end);
  });

  it.each([
    ['2026-10-10 16:00', 3, '2026-09-30 16:00'],
    ['2026-01-04 11:00', 1, '2025-12-31 11:00'],
    ['2026-11-08 10:00', 1, '2026-11-05 18:00'],
    ['2026-11-09 09:00', 1, '2026-11-06 09:00'],
  ])('%s − %i wd is %s', (end, days, start) => {
    expect(shown(calendar.subtractWorkingDays(at(end), days))).toBe(start);
  });
});
