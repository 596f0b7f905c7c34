import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { HOUR, type Instant } from '../../../functions/src/core/lib/time.ts';
import type { LimitText } from '../../../functions/src/core/schema/duration.ts';
import { ClockBook, ruleOf } from '../../fixtures/core/clock-table.ts';
import { at, deskOf, PEOPLE, SETTINGS, ZONE } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 10:00');
const daily = ruleOf({ limit: '24h', repeats: { restarts: 'told' } });
const quarterly = ruleOf({
  starts: 'on',
  limit: '1mo',
  repeats: { every: '3mo', skipsPast: true },
  steps: [{ id: 'due', to: [{ person: 'who' }] }],
});

const begun = (rule = daily, cells = {}) => {
  const book = new ClockBook(rule);
  book.write({ who: '李伟', from: '2026-11-20 10:00', ...cells }, NOW);
  return book;
};
const dueOf = (book: ClockBook) => book.clock.dueAt !== null && showTime(book.clock.dueAt, ZONE);

describe('a limit that repeats', () => {
  it('comes again each time it was let pass, with the ladder up to then, and as another revision', () => {
    const book = begun();
    expect(book.ringUntil(at('2026-11-22 10:00'))).toEqual([
      'warning → 李伟',
      'due → 李伟',
      'escalation → 王芳',
      'escalation → 赵强',
      'escalation2 → 孙丽',
      'due → 李伟',
    ]);
    expect(new Set(book.notices.map(({ id }) => id)).size).toBe(book.notices.length);
    expect(book.clock).toMatchObject({ turn: { number: 2 }, revision: 2, dueAt: at('2026-11-22 10:00') });
    expect(book.record.dueAt).toBe(book.clock.dueAt);
  });

  it('starts anew when the customer is told, also after several turns', () => {
    const book = begun();
    book.ringUntil(at('2026-11-22 12:00'));
    book.write({ told: '2026-11-22 13:00' }, at('2026-11-22 13:05'));
    expect(book.clock).toMatchObject({ startedAt: at('2026-11-22 13:00'), turn: { number: 1 } });
    expect(dueOf(book)).toBe('2026-11-23 13:00');
    expect(book.ring(at('2026-11-23 08:00'))).toEqual([]);
  });

  it('told before each limit, it stays silent for ever', () => {
    const book = begun();
    for (let time = 1; time < 30; time += 1) {
      const now = NOW + time * 18 * HOUR;
      expect(book.ringUntil(now)).toEqual([]);
      book.write({ told: showTime(now, ZONE) }, now);
    }
  });

  it('a length of nothing that was stored before it was refused is as if none was set', () => {
    const desk = deskOf(PEOPLE, [...SETTINGS, ['时限', '自拟', { value: '0.000001m' }]]);
    const book = new ClockBook(daily, desk);
    book.write({ who: '李伟', from: '2026-11-20 10:00' }, NOW);
    expect(dueOf(book)).toBe('2026-11-21 10:00');
    expect(book.ring(at('2027-02-20 10:00'))).toEqual(['due → 李伟']);
  });

  it('a promise for its very start comes again every minute, not without end', () => {
    const book = new ClockBook(ruleOf({ limit: { until: 'promised' }, repeats: { restarts: 'told' } }));
    book.write({ who: '李伟', from: '2026-11-20 10:00', promised: '2026-11-20 10:00' }, NOW);
    book.ring(at('2026-11-20 11:00'));
    expect(book.clock).toMatchObject({ turn: { number: 61 }, dueAt: at('2026-11-20 11:00') });
  });

  it('ends with the record', () => {
    const book = begun();
    book.write({ done: '2026-11-20 18:00' }, at('2026-11-20 18:01'));
    expect(book.record.nextActionAt).toBeNull();
    expect(book.ring(at('2027-11-20 18:00'))).toEqual([]);
  });

  it('says only the latest turn after a sleep of three months, and how many nobody heard of', () => {
    const book = begun();
    expect(book.ring(at('2027-02-20 10:00'))).toEqual(['due → 李伟']);
    expect(book.notices[0]?.text).toContain('此前还有 91 次到时没有提醒');
    expect(book.clock).toMatchObject({ turn: { number: 92 }, said: ['due'], revision: 92 });
    expect(book.ring(at('2027-02-20 10:00'))).toEqual([]);
  });

  it('counts as missed only turns that nobody heard of, also those of a start that was noted late', () => {
    const missed = (book: ClockBook) => /此前还有 (\d+) 次/.exec(book.notices.at(-1)?.text ?? '')?.[1];
    const book = begun();
    book.ring(at('2026-11-21 10:00'));
    expect(missed(book)).toBeUndefined();
    // The first was heard; the second to the fourth were not, and the fifth is told now.
    book.ring(at('2026-11-25 10:00'));
    expect([book.clock.turn?.number, missed(book)]).toEqual([5, '3']);
    // Told on the 25th at noon, which is written down days later: due since on the 26th, 27th and 28th.
    book.write({ told: '2026-11-25 12:00' }, at('2026-11-28 13:00'));
    expect(book.clock).toMatchObject({ startedAt: at('2026-11-25 12:00'), said: [] });
    book.ring(at('2026-11-28 13:30'));
    expect([book.clock.turn?.number, missed(book)]).toEqual([3, '2']);
    // The next one is heard in time: nothing is missing.
    book.ring(at('2026-11-29 12:00'));
    expect([book.clock.turn?.number, missed(book)]).toEqual([4, undefined]);
  });

  it('ends the ladder of a turn where the next one is due', () => {
    const desk = deskOf(PEOPLE, [...SETTINGS, ['参数', '二级升级比例', { value: '2' }]]);
    const book = new ClockBook(daily, desk);
    book.write({ who: '李伟', from: '2026-11-20 10:00' }, NOW);
    expect(book.clock.steps.map(step => step.id)).toEqual(['warning', 'due', 'escalation']);
  });

  it('takes a shorter length from settings without going through turns that never were', () => {
    const book = begun();
    book.ringUntil(at('2026-11-22 11:00'));
    expect(book.clock.turn?.number).toBe(2);
    const desk = deskOf(PEOPLE, [...SETTINGS, ['时限', '自拟', { value: '4h' }]]);
    const after = new ClockBook(daily, desk);
    after.write({ who: '李伟', from: '2026-11-20 10:00' }, NOW);
    expect(dueOf(after)).toBe('2026-11-20 14:00');
  });
});

describe('months', () => {
  it('are those of the calendar, from nine in the morning of a date', () => {
    const book = begun(quarterly, { on: '2026-11-30', from: null });
    const dues: unknown[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      dues.push(dueOf(book));
      book.ring(book.clock.dueAt as Instant);
    }
    expect(dues).toEqual([
      '2026-12-30 09:00',
      '2027-03-30 09:00',
      '2027-06-30 09:00',
      '2027-09-30 09:00',
      '2027-12-30 09:00',
    ]);
  });

  it('come back to the 31st after shorter ones', () => {
    const book = begun(quarterly, { on: '2026-10-31', from: null });
    expect(dueOf(book)).toBe('2026-11-30 09:00');
    book.ring(book.clock.dueAt as Instant);
    expect(dueOf(book)).toBe('2027-02-28 09:00');
    book.ring(book.clock.dueAt as Instant);
    expect(dueOf(book)).toBe('2027-05-31 09:00');
  });

  it('that were over before the desk heard of the record are passed over', () => {
    const book = begun(quarterly, { on: '2024-01-15', from: null });
    expect([dueOf(book), book.clock.turn?.number]).toEqual(['2027-02-15 09:00', 13]);
    expect(book.ring(NOW)).toEqual([]);
  });
});

it('a limit whose turns have no times of their own goes on once its ladder is said to the end', () => {
  const book = begun(ruleOf({ limit: '24h', repeats: {} }));
  expect(book.ringUntil(at('2026-11-21 10:00'))).toEqual(['warning → 李伟', 'due → 李伟']);
  expect([dueOf(book), book.clock.turn?.number]).toEqual(['2026-11-21 10:00', 1]);
  book.ringUntil(at('2026-11-22 09:59'));
  expect(book.clock.turn?.number).toBe(2);
});

describe('a promised time', () => {
  it('is a limit, and a share of the way there is one', () => {
    const promised = { promised: '2026-11-22 10:00' };
    expect(dueOf(begun(ruleOf({ limit: { until: 'promised' } }), promised))).toBe('2026-11-22 10:00');
    const halfway = ruleOf({ limit: { until: 'promised', share: 0.5 } });
    expect(dueOf(begun(halfway, promised))).toBe('2026-11-21 10:00');
    expect(begun(halfway).record.clocks).toEqual({});
  });
});

describe('however often the alarm rings', () => {
  const limits = fc.constantFrom<LimitText>('4h', '24h', '1wd', '3wd', '1mo');
  const rings = fc.array(fc.integer({ min: 1, max: 40 * 24 }), { minLength: 1, maxLength: 30 });

  it('no turn is said twice, and each is said or counted as missed', () => {
    fc.assert(
      fc.property(limits, rings, (limit, hours) => {
        const steps = [{ id: 'due' as const, to: [{ person: 'who' }] }];
        const book = new ClockBook(ruleOf({ limit, repeats: {}, steps }));
        book.write({ who: '李伟', from: '2024-01-02 10:00' }, at('2024-01-02 10:00'));
        let now = at('2024-01-02 10:00');
        for (const hour of hours) {
          now = Math.min(now + hour * HOUR, at('2026-12-01 00:00'));
          expect(book.ring(now).length).toBeLessThanOrEqual(1);
        }
        const missed = book.notices.map(({ text }) => Number(/还有 (\d+) 次/.exec(text)?.[1] ?? 0));
        const heard = missed.reduce((sum, each) => sum + each + 1, 0);
        expect(book.clock.turn?.number).toBe(heard + 1);
        expect(book.clock.dueAt).toBeGreaterThan(now);
      }),
    );
  });
});
