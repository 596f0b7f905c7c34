import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { allHolidays, chineseHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import { statutoryDays } from '../../../functions/src/adapters/statutory-days.ts';
import { DAY, HOUR, weekday } from '../../../functions/src/core/lib/time.ts';
import { at, calendarOf, shown } from './specs.ts';

/** From the almanac of the Purple Mountain Observatory and the announced years; not from the package. */
const ALMANAC: Record<number, Record<'spring' | 'qingming' | 'boat' | 'moon', string>> = {
  2004: { spring: '01-22', qingming: '04-04', boat: '06-22', moon: '09-28' },
  2006: { spring: '01-29', qingming: '04-05', boat: '05-31', moon: '10-06' },
  2009: { spring: '01-26', qingming: '04-04', boat: '05-28', moon: '10-03' },
  2012: { spring: '01-23', qingming: '04-04', boat: '06-23', moon: '09-30' },
  2014: { spring: '01-31', qingming: '04-05', boat: '06-02', moon: '09-08' },
  2017: { spring: '01-28', qingming: '04-04', boat: '05-30', moon: '10-04' },
  2020: { spring: '01-25', qingming: '04-04', boat: '06-25', moon: '10-01' },
  2023: { spring: '01-22', qingming: '04-05', boat: '06-22', moon: '09-29' },
  2025: { spring: '01-29', qingming: '04-04', boat: '05-31', moon: '10-06' },
  2026: { spring: '02-17', qingming: '04-05', boat: '06-19', moon: '09-25' },
  2027: { spring: '02-06', qingming: '04-05', boat: '06-09', moon: '09-15' },
  2028: { spring: '01-26', qingming: '04-04', boat: '05-28', moon: '10-03' },
  2029: { spring: '02-13', qingming: '04-04', boat: '06-16', moon: '09-22' },
  2030: { spring: '02-03', qingming: '04-05', boat: '06-05', moon: '09-12' },
  2033: { spring: '01-31', qingming: '04-04', boat: '06-01', moon: '09-08' },
  2034: { spring: '02-19', qingming: '04-05', boat: '06-20', moon: '09-27' },
};

const dayOf = (year: number, name: string) =>
  [...statutoryDays(year)].filter(([, holiday]) => holiday === name).map(([date]) => date);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the days that the law fixes', () => {
  it.each(Object.entries(ALMANAC))('%s', (year, { spring, qingming, boat, moon }) => {
    const holidays = statutoryDays(Number(year));
    const first = Date.parse(`${year}-${spring}T00:00:00Z`);
    const days = [-1, 0, 1, 2].map(day => new Date(first + day * DAY).toISOString().slice(0, 10));
    expect(dayOf(Number(year), '春节')).toEqual(days);
    expect(dayOf(Number(year), '清明')).toEqual([`${year}-${qingming}`]);
    expect(dayOf(Number(year), '端午')).toEqual([`${year}-${boat}`]);
    expect(holidays.has(`${year}-${moon}`)).toBe(true);
    for (const fixed of ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])
      expect(holidays.has(`${year}-${fixed}`)).toBe(true);
  });

  it.each([
    ['America/Los_Angeles', 480],
    ['Asia/Shanghai', -480],
  ])('are the same on a machine in %s', (zone, minutes) => {
    vi.stubEnv('TZ', zone);
    expect(new Date(0).getTimezoneOffset()).toBe(minutes);
    expect(dayOf(2027, '清明')).toEqual(['2027-04-05']);
    expect(dayOf(2027, '端午')).toEqual(['2027-06-09']);
  });

  it('are thirteen, or one less where Mid-Autumn is one of the first days of October', () => {
    for (let year = 2001; year <= 2100; year += 1) {
      const together = ['01', '02', '03'].some(
        day => statutoryDays(year).get(`${year}-10-${day}`) === undefined,
      );
      expect([year, together]).toEqual([year, false]);
      expect([12, 13]).toContain(statutoryDays(year).size);
    }
    expect([statutoryDays(2027).size, statutoryDays(2028).size]).toEqual([13, 12]);
  });

  it('are none past the lunar tables', () => {
    expect([statutoryDays(1900).size, statutoryDays(2101).size]).toEqual([0, 0]);
  });
});

/** Which of these days the law of the time closed. */
function closedByTheLawOf(year: number, date: string, name: string): boolean {
  if (name === '清明' || name === '端午' || name === '中秋') return year >= 2008;
  if (date === `${year}-05-02`) return year <= 2007 || year >= 2025;
  if (name !== '春节') return true;
  const place = dayOf(year, '春节').indexOf(date);
  // The eve was a holiday from 2008 to 2013 and is one again since 2025.
  return place === 0 ? (year >= 2008 && year <= 2013) || year >= 2025 : true;
}

describe('a year that was announced', () => {
  it('closes every day that the law of its time fixed', () => {
    for (let year = 2004; year <= 2026; year += 1) {
      const announced = chineseHolidays(year);
      expect([year, announced.provisional]).toEqual([year, undefined]);
      const calendar = calendarOf({ years: [announced] });
      const worked = [...statutoryDays(year)].filter(
        ([date, name]) =>
          closedByTheLawOf(year, date, name) && calendar.isOpen(at(`${date} 12:00`)) !== false,
      );
      expect([year, worked]).toEqual([year, []]);
    }
  });
});

// Case B.1
describe('a year that was not announced', () => {
  const calendar = calendarOf({ years: [...allHolidays()] });

  it.each([
    // The case of 30 December 2026: three working days from Wednesday are past new year's Friday.
    ['2026-12-30 16:00', 3, '2027-01-05 16:00'],
    ['2027-02-04 16:00', 1, '2027-02-09 16:00'],
    ['2027-04-02 10:00', 1, '2027-04-06 10:00'],
    ['2027-06-08 10:00', 1, '2027-06-10 10:00'],
    ['2027-09-14 10:00', 1, '2027-09-16 10:00'],
    ['2027-09-30 10:00', 1, '2027-10-04 10:00'],
    ['2099-12-31 10:00', 1, '2100-01-04 10:00'],
  ])('%s + %i wd is %s', (start, days, end) => {
    expect(shown(calendar.addWorkingDays(at(start), days))).toBe(end);
  });

  it('is Monday to Friday without those days, and says that it is provisional', () => {
    const years = fc.integer({ min: 2027, max: 2100 });
    fc.assert(
      fc.property(years, fc.integer({ min: 0, max: 364 }), (year, offset) => {
        const date = new Date(Date.UTC(year, 0, 1) + offset * DAY).toISOString().slice(0, 10);
        const open = weekday(date) <= 5 && !statutoryDays(year).has(date);
        const noon = Date.parse(`${date}T12:00:00+08:00`);
        expect(calendar.isOpen(noon)).toBe(open);
        expect(calendar.provisionalYears(noon, noon)).toEqual([year]);
      }),
    );
    expect(calendar.provisionalYears(at('2026-12-31 10:00'), at('2028-01-01 00:00'))).toEqual([2027, 2028]);
    expect(calendar.provisionalYears(at('2026-01-01 10:00'), at('2026-12-31 23:59'))).toEqual([]);
  });

  it('has the workspace’s own exceptions', () => {
    const own = calendarOf({
      years: [...allHolidays()],
      exceptions: [
        { date: '2027-02-08', kind: 'open' },
        { date: '2027-02-09', kind: 'closed' },
      ],
    });
    expect(shown(own.addWorkingDays(at('2027-02-04 16:00'), 1))).toBe('2027-02-08 16:00');
    expect(shown(own.addWorkingDays(at('2027-02-04 16:00'), 2))).toBe('2027-02-10 16:00');
  });

  it('ends in 2100 with an answer', () => {
    expect(calendar.addWorkingDays(at('2100-12-31 10:00'), 1)).toEqual({ missingYear: 2101 });
    expect(calendar.addWorking(at('2099-01-01 10:00'), 1e9 * HOUR)).toEqual({ missingYear: 2101 });
  });
});
