import { describe, expect, it } from 'vitest';
import { parseCalendar } from '../../../functions/src/core/calendar/calendar.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import {
  ALL_DAY,
  at,
  calendarOf,
  chineseCalendar,
  OFFICE,
  plainYears,
  shown,
  WITH_LUNCH,
  week,
} from './specs.ts';

describe('what outdoes what', () => {
  const calendar = chineseCalendar(
    [
      { date: '2026-10-03', kind: 'open', windows: [{ from: '10:00', to: '12:00' }], reason: '国庆值班' },
      { date: '2026-10-10', kind: 'closed', reason: '团建' },
      { date: '2026-11-04', kind: 'closed' },
      { date: '2026-11-07', kind: 'open' },
      { date: '2027-03-01', kind: 'open' },
    ],
    WITH_LUNCH,
  );
  it.each([
    ['2026-10-03', 'exception', [{ from: '10:00', to: '12:00' }], '国庆值班'],
    ['2026-10-10', 'exception', [], '团建'],
    ['2026-11-04', 'exception', [], undefined],
    ['2026-11-07', 'exception', WITH_LUNCH, undefined],
    ['2026-09-20', 'makeUp', WITH_LUNCH, '国庆节'],
    ['2026-10-01', 'holiday', [], '国庆节'],
    ['2026-11-05', 'weekday', WITH_LUNCH, undefined],
    ['2026-11-08', 'rest', [], undefined],
    ['2027-03-01', 'exception', WITH_LUNCH, undefined],
  ])('%s is of kind %s', (date, kind, windows, name) => {
    expect(calendar.day(date)).toEqual({ date, kind, windows, ...(name ? { name } : {}) });
    expect(calendar.openWindows(date)).toEqual(windows);
  });

  it('gives a make-up day the first open weekday when Monday is a day of rest', () => {
    const tuesday = [{ from: '08:00', to: '16:00' }];
    const own = calendarOf({
      week: { ...week(OFFICE), 1: [], 2: tuesday },
      years: [{ year: 2026, closed: [], open: ['2026-11-08'] }],
    });
    expect(own.openWindows('2026-11-08')).toEqual(tuesday);
  });
});

describe('open or closed', () => {
  const calendar = chineseCalendar([], WITH_LUNCH);
  it.each([
    ['2026-11-05 08:59', false],
    ['2026-11-05 09:00', true],
    ['2026-11-05 11:59', true],
    ['2026-11-05 12:00', false],
    ['2026-11-05 13:30', true],
    ['2026-11-05 18:00', false],
    ['2026-10-01 10:00', false],
    ['2026-10-10 10:00', true],
  ])('%s: %s', (instant, open) => {
    expect(calendar.isOpen(at(instant))).toBe(open);
  });
});

describe('several windows a day', () => {
  // Written out of order on purpose.
  const calendar = chineseCalendar(
    [{ date: '2026-11-06', kind: 'open', windows: [{ from: '09:00', to: '12:00' }] }],
    WITH_LUNCH.toReversed(),
  );
  it('does not count the break', () => {
    expect(shown(calendar.addWorking(at('2026-11-05 11:00'), 2 * HOUR))).toBe('2026-11-05 14:30');
    expect(shown(calendar.subtractWorking(at('2026-11-05 14:30'), 2 * HOUR))).toBe('2026-11-05 11:00');
    expect(shown(calendar.addWorking(at('2026-11-05 12:15'), 0))).toBe('2026-11-05 13:30');
    expect(calendar.elapsed(at('2026-11-05 09:00'), at('2026-11-05 18:00'))).toBe(7.5 * HOUR);
  });

  it('takes the end of a window for part of it', () => {
    expect(shown(calendar.addWorkingDays(at('2026-11-04 12:00'), 1))).toBe('2026-11-05 12:00');
    expect(shown(calendar.subtractWorkingDays(at('2026-11-05 13:30'), 1))).toBe('2026-11-04 13:30');
  });

  it('has no working day where clocks skip all the open time of a date', () => {
    const zone = 'America/New_York';
    const sundays = calendarOf({ zone, week: { ...week([]), 7: [{ from: '02:10', to: '02:50' }] } });
    const start = Date.parse('2025-03-02T02:20:00-05:00');
    expect(shown(sundays.addWorkingDays(start, 1), zone)).toBe('2025-03-16 02:20');
    expect(shown(sundays.addWorking(start, HOUR), zone)).toBe('2025-03-16 02:40');
  });

  it('ends a working day with a day that closes early, and rolls out of a break', () => {
    expect(shown(calendar.addWorkingDays(at('2026-11-05 16:00'), 1))).toBe('2026-11-06 12:00');
    const short = chineseCalendar(
      [{ date: '2026-11-05', kind: 'open', windows: [{ from: '08:00', to: '20:00' }] }],
      WITH_LUNCH,
    );
    expect(shown(short.addWorkingDays(at('2026-11-05 12:30'), 1))).toBe('2026-11-06 13:30');
    expect(shown(short.addWorkingDays(at('2026-11-05 08:30'), 1))).toBe('2026-11-06 09:00');
    expect(shown(short.addWorkingDays(at('2026-11-05 19:00'), 1))).toBe('2026-11-06 18:00');
    expect(shown(short.subtractWorkingDays(at('2026-11-05 12:30'), 1))).toBe('2026-11-04 12:00');
  });
});

describe('a year without holiday data', () => {
  const calendar = calendarOf({ years: plainYears(2026, 2027) });
  it('is named once the walk takes open time from it, and not before', () => {
    expect(shown(calendar.addWorking(at('2027-12-31 17:00'), HOUR))).toBe('2027-12-31 18:00');
    expect(calendar.addWorking(at('2027-12-31 17:00'), HOUR + 1)).toEqual({ missingYear: 2028 });
    expect(calendar.addWorking(at('2027-12-31 18:01'), 0)).toEqual({ missingYear: 2028 });
    expect(calendar.addWorkingDays(at('2027-12-30 17:00'), 2)).toEqual({ missingYear: 2028 });
    expect(shown(calendar.addWorkingDays(at('2027-12-30 17:00'), 1))).toBe('2027-12-31 17:00');
    expect(calendar.subtractWorking(at('2026-01-01 10:00'), 2 * HOUR)).toEqual({ missingYear: 2025 });
    expect(shown(calendar.subtractWorking(at('2026-01-01 10:00'), HOUR))).toBe('2026-01-01 09:00');
    expect(calendar.subtractWorkingDays(at('2026-01-02 10:00'), 2)).toEqual({ missingYear: 2025 });
    expect(calendar.elapsed(at('2027-12-31 17:00'), at('2028-01-01 00:00'))).toBe(HOUR);
    expect(calendar.elapsed(at('2027-12-31 17:00'), at('2028-01-01 00:01'))).toEqual({ missingYear: 2028 });
    expect(calendar.elapsed(at('2025-12-31 17:00'), at('2026-01-05 00:01'))).toEqual({ missingYear: 2025 });
    expect(calendar.isOpen(at('2028-01-03 10:00'))).toEqual({ missingYear: 2028 });
    expect(calendar.explain(at('2027-12-31 17:00'), at('2028-01-03 10:00'))).toEqual({ missingYear: 2028 });
  });

  it('is the first one that is missing, also from far away', () => {
    expect(calendar.addWorking(at('2027-01-01 09:00'), 9e9 * HOUR)).toEqual({ missingYear: 2028 });
    expect(calendar.addWorkingDays(at('2031-01-01 09:00'), 1)).toEqual({ missingYear: 2031 });
  });

  it('holds the end of a year that is open until midnight', () => {
    const open = calendarOf({ week: week(ALL_DAY, ALL_DAY), years: plainYears(2026, 2027) });
    const end = at('2028-01-01 00:00');
    expect(open.addWorking(at('2027-12-31 23:00'), HOUR)).toBe(end);
    expect(open.addWorking(end, 0)).toBe(end);
    expect(open.addWorking(end, 1)).toEqual({ missingYear: 2028 });
    expect(open.subtractWorking(end, HOUR)).toBe(at('2027-12-31 23:00'));
  });
});

describe('a calendar that can not be used', () => {
  const good = { zone: 'Asia/Shanghai', week: week(OFFICE), years: plainYears(2026, 2026), exceptions: [] };
  const year = { year: 2026, closed: [], open: [] };
  const exception = { date: '2026-11-05', kind: 'open' };
  it.each([
    ['unknown_zone', { zone: 'Asia/Peking' }, ['zone']],
    ['no_open_time', { week: week([]) }, ['week']],
    ['empty_window', { week: week(OFFICE, [{ from: '18:00', to: '18:00' }]) }, ['week', '6', 0]],
    ['empty_window', { week: week(OFFICE, [{ from: '22:00', to: '06:00' }]) }, ['week', '6', 0]],
    ['overlapping_windows', { week: week([...OFFICE, { from: '17:59', to: '20:00' }]) }, ['week', '1', 1]],
    ['malformed', { week: week(OFFICE, [{ from: '9:00', to: '18:00' }]) }, ['week', '6', 0, 'from']],
    ['malformed', { week: week(OFFICE, [{ from: '09:00', to: '24:01' }]) }, ['week', '6', 0, 'to']],
    ['malformed', { years: undefined }, ['years']],
    ['year_twice', { years: [year, year] }, ['years', 1]],
    ['unknown_date', { years: [{ ...year, closed: ['2026-02-29'] }] }, ['years', 0, 'closed', 0]],
    ['date_outside_year', { years: [{ ...year, open: ['2027-01-01'] }] }, ['years', 0, 'open', 0]],
    [
      'date_twice',
      { years: [{ ...year, closed: ['2026-02-01'], open: ['2026-02-01'] }] },
      ['years', 0, 'open', 0],
    ],
    ['date_twice', { exceptions: [exception, exception] }, ['exceptions', 1, 'date']],
    ['unknown_date', { exceptions: [{ ...exception, date: '5.11.2026' }] }, ['exceptions', 0, 'date']],
    ['open_without_windows', { exceptions: [{ ...exception, windows: [] }] }, ['exceptions', 0]],
    [
      'closed_with_windows',
      { exceptions: [{ ...exception, kind: 'closed', windows: OFFICE }] },
      ['exceptions', 0],
    ],
  ])('is refused: %s (case %#)', (code, wrong, path) => {
    const parsed = parseCalendar({ ...good, ...wrong });
    const problems = 'problems' in parsed ? parsed.problems : [];
    expect(problems.map(problem => ({ code: problem.code, path: problem.path }))).toContainEqual({
      code,
      path,
    });
  });

  it('is told everything at once', () => {
    const parsed = parseCalendar({ ...good, zone: '', week: week([]) });
    expect('problems' in parsed && parsed.problems.map(problem => problem.code)).toEqual([
      'unknown_zone',
      'no_open_time',
    ]);
  });

  it('takes windows that touch', () => {
    const parsed = parseCalendar({ ...good, week: week([...OFFICE, { from: '18:00', to: '24:00' }]) });
    expect(parsed).toHaveProperty('calendar');
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('is not asked for %d', amount => {
    const calendar = chineseCalendar();
    expect(() => calendar.addWorking(0, amount)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays(0, amount)).toThrow(RangeError);
    expect(() => calendar.subtractWorkingDays(0, amount)).toThrow(RangeError);
  });
});

describe('an explanation', () => {
  it('lists the windows that were counted and the days that were not, with their names', () => {
    const calendar = chineseCalendar([{ date: '2026-10-09', kind: 'closed', reason: '团建' }]);
    const start = at('2026-09-30 16:00');
    const end = at('2026-10-12 10:00');
    expect(calendar.explain(start, end)).toEqual([
      {
        fact: 'counted',
        why: 'weekday',
        date: '2026-09-30',
        from: start,
        to: at('2026-09-30 18:00'),
        ms: 2 * HOUR,
      },
      { fact: 'skipped', why: 'holiday', name: '国庆节', from: '2026-10-01', to: '2026-10-07', days: 7 },
      {
        fact: 'counted',
        why: 'weekday',
        date: '2026-10-08',
        from: at('2026-10-08 09:00'),
        to: at('2026-10-08 18:00'),
        ms: 9 * HOUR,
      },
      { fact: 'skipped', why: 'exception', name: '团建', from: '2026-10-09', to: '2026-10-09', days: 1 },
      {
        fact: 'counted',
        why: 'makeUp',
        name: '国庆节',
        date: '2026-10-10',
        from: at('2026-10-10 09:00'),
        to: at('2026-10-10 18:00'),
        ms: 9 * HOUR,
      },
      { fact: 'skipped', why: 'rest', from: '2026-10-11', to: '2026-10-11', days: 1 },
      {
        fact: 'counted',
        why: 'weekday',
        date: '2026-10-12',
        from: at('2026-10-12 09:00'),
        to: end,
        ms: HOUR,
      },
    ]);
    expect(calendar.elapsed(start, end)).toBe(21 * HOUR);
  });

  it('has nothing to say about no time', () => {
    expect(chineseCalendar().explain(at('2026-10-12 10:00'), at('2026-10-12 10:00'))).toEqual([]);
  });
});
