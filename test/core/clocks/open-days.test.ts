import { describe, expect, it } from 'vitest';
import {
  onFreeDay,
  onOpenDay,
  plannedOnOpenDays,
  withinLimit,
} from '../../../functions/src/core/clocks/open-days.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { at, deskOf, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf(
  PEOPLE,
  [
    ...SETTINGS,
    ['节假日', '2026-11-25 至 2026-11-26', { value: '休' }],
    ['节假日', '2027-01-06', { value: '休' }],
  ],
  [2026, 2027],
);

describe('a planned call', () => {
  it.each([
    ['2026-11-24 10:00', '2026-11-24 10:00'],
    // The customer asked for the evening of a working day.
    ['2026-11-24 20:00', '2026-11-24 20:00'],
    // A Saturday, the days off of the desk's own, and such a day of a year that nobody has announced.
    ['2026-11-28 10:30', '2026-11-30 10:30'],
    ['2026-11-28 08:00', '2026-11-30 09:00'],
    ['2026-11-28 20:00', '2026-11-30 09:00'],
    ['2026-11-25 14:00', '2026-11-27 14:00'],
    ['2027-01-06 09:00', '2027-01-07 09:00'],
    ['2027-02-05 09:00', '2027-02-09 09:00'],
  ])('for %s is made %s', (planned, made) => {
    expect(onOpenDay(at(planned), desk)).toBe(at(made));
  });

  // Case B.2
  it('is moved as it is typed, with a word on it; what has passed, happened, stands or was agreed on stays', () => {
    const saturday = at('2026-11-28 10:30');
    const values = { plannedAt: saturday, rescheduledAt: saturday, calledAt: saturday };
    const monday = at('2026-11-30 10:30');
    const moved = plannedOnOpenDays(callbacks, values, { before: undefined, now: NOW }, desk);
    expect(moved.values).toEqual({ plannedAt: monday, rescheduledAt: saturday, calledAt: saturday });
    expect(moved.problems).toMatchObject([
      {
        column: 'plannedAt',
        code: 'moved_to_open_day',
        facts: { was: '2026-11-28', is: '2026-11-30 10:30' },
      },
    ]);
    for (const standing of [
      { before: undefined, now: at('2026-11-29 10:00') },
      { before: undefined, now: saturday },
      { before: { cells: values }, now: NOW },
    ])
      expect(plannedOnOpenDays(callbacks, values, standing, desk)).toEqual({ values, problems: [] });
    expect(plannedOnOpenDays(hotline, values, { before: undefined, now: NOW }, desk)).toEqual({
      values,
      problems: [],
    });
  });
});

describe('a call that waits for others', () => {
  it.each([
    ['2026-11-24 10:30', [], '2026-11-24 10:30'],
    ['2026-11-24 10:30', ['2026-11-23'], '2026-11-24 10:30'],
    ['2026-11-23 10:30', ['2026-11-23'], '2026-11-24 09:00'],
    // The 25th and the 26th are closed.
    ['2026-11-23 10:30', ['2026-11-23', '2026-11-24'], '2026-11-27 09:00'],
    // Of that year nothing is known: the beginning of the day.
    ['2028-11-23 10:30', ['2028-11-23'], '2028-11-24 00:00'],
  ])('planned for %s beside those of %j is made %s', (planned, taken, made) => {
    expect(onFreeDay(at(planned), new Set(taken), desk)).toBe(at(made));
  });
});

describe('what has to be done within a limit', () => {
  it.each([
    // Eight tenths of ten days: the morning of the day on which it warns.
    ['2026-11-10 10:00', '2026-11-20 10:00', '2026-11-10 10:00', '2026-11-18 09:00'],
    ['2026-11-10 10:00', '2026-11-20 10:00', '2026-11-18 08:59', '2026-11-18 09:00'],
    ['2026-11-10 10:00', '2026-11-20 10:00', '2026-11-18 09:00', '2026-11-18 09:00'],
    ['2026-11-10 10:00', '2026-11-20 10:00', '2026-11-18 11:30', '2026-11-18 11:30'],
    ['2026-11-10 10:00', '2026-11-20 10:00', '2026-11-18 19:30', '2026-11-19 09:00'],
    // That morning is closed; the next one comes too late, or in the very minute of the limit.
    ['2026-11-18 10:00', '2026-11-22 10:00', '2026-11-18 11:00', '2026-11-18 11:00'],
    ['2026-11-10 10:00', '2026-11-27 09:00', '2026-11-18 11:00', '2026-11-23 09:00'],
    ['2026-11-24 00:00', '2026-11-27 09:00', '2026-11-24 11:00', '2026-11-27 09:00'],
    ['2026-11-24 00:00', '2026-11-27 08:59', '2026-11-24 11:00', '2026-11-24 11:00'],
  ])('from %s to %s, asked for at %s, is called for at %s', (started, due, now, called) => {
    expect(withinLimit({ startedAt: at(started), dueAt: at(due) }, at(now), desk)).toBe(at(called));
  });

  it('at once is by the minute that begins', () => {
    const limit = { startedAt: at('2026-11-24 09:00'), dueAt: at('2026-11-24 10:00') };
    expect(withinLimit(limit, at('2026-11-24 09:10') + 1, desk)).toBe(at('2026-11-24 09:11'));
  });
});
