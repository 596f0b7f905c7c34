import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Calendar,
  isMissing,
  type Result,
  type Window,
} from '../../../functions/src/core/calendar/calendar.ts';
import { addDays, DAY, HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import {
  ALL_DAY,
  calendarOf,
  chineseCalendar,
  chineseYears,
  OFFICE,
  plainYears,
  WITH_LUNCH,
  week,
} from './specs.ts';

/** With edges inside the hours that clocks skip and repeat. */
const NIGHT: Window[] = [
  { from: '00:00', to: '01:15' },
  { from: '01:30', to: '02:30' },
  { from: '02:45', to: '06:00' },
  { from: '22:00', to: '24:00' },
];

/** Zones with an hour of summer time, with half an hour of it, with a whole date that never was, and without any. */
const CALENDARS: Record<string, Calendar> = {
  'the desk': chineseCalendar(),
  'the desk with a lunch break': chineseCalendar([], WITH_LUNCH),
  'nights in New York': calendarOf({ zone: 'America/New_York', week: week(NIGHT, NIGHT) }),
  'all day and night in Berlin': calendarOf({ zone: 'Europe/Berlin', week: week(ALL_DAY, ALL_DAY) }),
  'Lord Howe weekends': calendarOf({ zone: 'Australia/Lord_Howe', week: week(OFFICE, NIGHT) }),
  'Apia without its 30 December 2011': calendarOf({
    zone: 'Pacific/Apia',
    week: week(ALL_DAY),
    years: plainYears(2010, 2013),
  }),
  'Chinese holidays in Los Angeles': calendarOf({
    zone: 'America/Los_Angeles',
    week: week(ALL_DAY),
    years: chineseYears(2024, 2025, 2026),
  }),
};

/** Moments at which one of these zones puts its clocks forward or back. */
const JUMPS = [
  '2025-03-09T07:00Z',
  '2025-11-02T06:00Z',
  '2025-03-30T01:00Z',
  '2025-10-26T01:00Z',
  '2025-04-05T15:00Z',
  '2025-10-04T15:30Z',
].map(Date.parse);

/** Instants in the middle of the known years, so that no walk of a property leaves them. */
function instantsOf(name: string): fc.Arbitrary<number> {
  const [first, last] = name.startsWith('Apia') ? ['2011-06-01', '2012-06-01'] : ['2024-11-01', '2026-03-01'];
  const min = Date.parse(first ?? '');
  const max = Date.parse(last ?? '');
  const jumps = name.startsWith('Apia') ? [Date.parse('2011-12-30T10:00Z')] : JUMPS;
  const nearJumps = fc.tuple(fc.constantFrom(...jumps), fc.integer({ min: -36 * 60, max: 36 * 60 }));
  // Whole hours and minutes as often as any millisecond: that is where windows begin and end.
  return fc.oneof(
    fc.integer({ min, max }),
    fc.integer({ min: min / HOUR, max: max / HOUR }).map(hour => hour * HOUR),
    fc.integer({ min: min / MINUTE, max: max / MINUTE }).map(minute => minute * MINUTE),
    nearJumps.map(([jump, minutes]) => jump + minutes * MINUTE),
  );
}

const amounts = fc.oneof(
  fc.integer({ min: 0, max: 60 * 9 * HOUR }),
  fc.integer({ min: 0, max: 60 * 9 }).map(hours => hours * HOUR),
  fc.constantFrom(0, 1, MINUTE, 9 * HOUR),
);

function known<T>(result: Result<T>): T {
  if (isMissing(result)) throw new Error(`${result.missingYear} is missing`);
  return result;
}

describe.each(Object.entries(CALENDARS))('%s', (name, calendar) => {
  const instants = instantsOf(name);
  const add = (start: number, ms: number) => known(calendar.addWorking(start, ms));
  const subtract = (end: number, ms: number) => known(calendar.subtractWorking(end, ms));
  const elapsed = (from: number, to: number) => known(calendar.elapsed(from, to));
  const inWindow = (instant: number) =>
    known(calendar.isOpen(instant)) || known(calendar.isOpen(instant - 1));

  it('measures what it added and what it subtracted', () => {
    fc.assert(
      fc.property(instants, amounts, (instant, ms) => {
        expect(elapsed(instant, add(instant, ms))).toBe(ms);
        expect(elapsed(subtract(instant, ms), instant)).toBe(ms);
        expect(elapsed(subtract(instant, ms), add(instant, ms))).toBe(2 * ms);
      }),
    );
  });

  it('answers with an open moment, or with the end of one', () => {
    fc.assert(
      fc.property(instants, amounts, fc.nat(30), (instant, ms, days) => {
        for (const answer of [
          add(instant, ms),
          subtract(instant, ms),
          known(calendar.addWorkingDays(instant, days)),
          known(calendar.subtractWorkingDays(instant, days)),
        ]) {
          expect(inWindow(answer)).toBe(true);
        }
      }),
    );
  });

  it('never answers earlier for a later start or for more', () => {
    fc.assert(
      fc.property(instants, instants, amounts, amounts, fc.nat(30), (one, other, ms, more, days) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        expect(add(early, ms)).toBeLessThanOrEqual(add(late, ms));
        expect(subtract(early, ms)).toBeLessThanOrEqual(subtract(late, ms));
        expect(add(early, ms)).toBeLessThanOrEqual(add(early, ms + more));
        expect(subtract(late, ms)).toBeGreaterThanOrEqual(subtract(late, ms + more));
        expect(known(calendar.addWorkingDays(early, days))).toBeLessThanOrEqual(
          known(calendar.addWorkingDays(late, days)),
        );
        expect(known(calendar.addWorkingDays(early, days))).toBeLessThanOrEqual(
          known(calendar.addWorkingDays(early, days + 1)),
        );
        expect(known(calendar.subtractWorkingDays(early, days))).toBeLessThanOrEqual(
          known(calendar.subtractWorkingDays(late, days)),
        );
      }),
    );
  });

  it('gives the same in two steps as in one', () => {
    fc.assert(
      fc.property(instants, instants, instants, amounts, amounts, (from, via, to, a, b) => {
        expect(add(add(from, a), b)).toBe(add(from, a + b));
        expect(subtract(subtract(from, a), b)).toBe(subtract(from, a + b));
        expect(elapsed(from, via) + elapsed(via, to)).toBe(elapsed(from, to));
      }),
    );
  });

  it('counts exactly the time that is open', () => {
    fc.assert(
      fc.property(instants, fc.nat(5 * DAY), (from, length) => {
        const facts = known(calendar.explain(from, from + length));
        const counted = facts.filter(fact => fact.fact === 'counted');
        expect(counted.reduce((sum, fact) => sum + fact.ms, 0)).toBe(elapsed(from, from + length));
        for (const fact of counted) {
          expect(calendar.isOpen(fact.from)).toBe(true);
          expect(calendar.isOpen(fact.to - 1)).toBe(true);
        }
      }),
    );
  });

  it('agrees minute by minute with asking whether each is open', () => {
    fc.assert(
      fc.property(instants, fc.nat(72), (instant, hours) => {
        const from = Math.floor(instant / MINUTE) * MINUTE;
        const to = from + hours * HOUR;
        let open = 0;
        for (let minute = from; minute < to; minute += MINUTE)
          if (calendar.isOpen(minute) === true) open += MINUTE;
        expect(elapsed(from, to)).toBe(open);
      }),
      { numRuns: 30 },
    );
  });
});

describe('working days of nights in New York', () => {
  const calendar = calendarOf({ zone: 'America/New_York', week: week(NIGHT, NIGHT) });

  it('never answers earlier for a later start where clocks show an hour twice', () => {
    const around = fc.integer({ min: Date.UTC(2025, 10, 2, 4), max: Date.UTC(2025, 10, 2, 8) });
    fc.assert(
      fc.property(around, around, fc.nat(5), (one, other, days) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        expect(known(calendar.addWorkingDays(early, days))).toBeLessThanOrEqual(
          known(calendar.addWorkingDays(late, days)),
        );
      }),
    );
  });
});

describe('working days at an office without holidays', () => {
  const calendar = calendarOf({ years: plainYears(2023, 2027) });
  it('come back to where they started', () => {
    fc.assert(
      fc.property(instantsOf('office'), fc.nat(60), (instant, days) => {
        const start = known(calendar.addWorking(instant, 0));
        const end = known(calendar.addWorkingDays(start, days));
        expect(known(calendar.subtractWorkingDays(end, days))).toBe(start);
        expect(known(calendar.elapsed(start, end))).toBe(days * 9 * HOUR);
      }),
    );
  });
});

describe('working days over real holidays', () => {
  const calendar = chineseCalendar();
  it('are as many as counting dates finds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.nat(60), (offset, days) => {
        let date = addDays('2024-11-01', offset);
        const start = Date.parse(`${date}T10:00:00+08:00`);
        while (known(calendar.openWindows(date)).length === 0) date = addDays(date, 1);
        const firstDay = date;
        for (let left = days; left > 0; left -= 1) {
          do date = addDays(date, 1);
          while (known(calendar.openWindows(date)).length === 0);
        }
        const time = firstDay === addDays('2024-11-01', offset) ? '10:00' : '09:00';
        expect(known(calendar.addWorkingDays(start, days))).toBe(Date.parse(`${date}T${time}:00+08:00`));
      }),
    );
  });
});
