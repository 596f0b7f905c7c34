// What figures count of a limit that repeats and starts anew: every one that passed in silence, also those that were
// missed while it was being started anew, and what was told in time though it was written down late.
import { describe, expect, it } from 'vitest';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { ClockBook, ruleOf } from '../../fixtures/core/clock-table.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';

const daily = ruleOf({ limit: '24h', repeats: { restarts: 'told' } });

function begun(rule = daily): ClockBook {
  const book = new ClockBook(rule);
  book.write({ who: '李伟', from: '2026-11-20 10:00' }, at('2026-11-20 10:00'));
  return book;
}

/** Each occurrence that is over, and whether it was kept: `11-21 10:00 −` was missed. */
const occurrencesOf = (book: ClockBook) =>
  book.record.turns.map(each => `${showTime(each.at, ZONE).slice(5)} ${each.kept ? '+' : '−'}`);

interface Told {
  /** Until when every alarm rang; none where the desk slept. */
  rang?: string;
  told: string;
  written: string;
}

describe('occurrences of a limit that starts anew', () => {
  it.each<[string, Told, string[]]>([
    [
      'told in time: kept',
      { rang: '2026-11-21 08:00', told: '2026-11-21 09:00', written: '2026-11-21 09:05' },
      ['11-21 09:00 +'],
    ],
    [
      'told in the very minute of the limit: kept',
      { rang: '2026-11-21 10:00', told: '2026-11-21 10:00', written: '2026-11-21 10:05' },
      ['11-21 10:00 +'],
    ],
    [
      'told after one was over: that one was missed, and the next is no more',
      { rang: '2026-11-21 20:00', told: '2026-11-21 21:00', written: '2026-11-21 21:05' },
      ['11-21 10:00 −'],
    ],
    [
      'told after several: each was missed once, though alarms rang of each',
      { rang: '2026-11-23 12:00', told: '2026-11-23 13:00', written: '2026-11-23 13:05' },
      ['11-21 10:00 −', '11-22 10:00 −', '11-23 10:00 −'],
    ],
    [
      'told after several of which no alarm rang, as after an outage: the same',
      { told: '2026-11-23 13:00', written: '2026-11-23 13:05' },
      ['11-21 10:00 −', '11-22 10:00 −', '11-23 10:00 −'],
    ],
    [
      'written down days after it was told in time: what rang meanwhile is judged anew',
      { rang: '2026-11-23 12:00', told: '2026-11-21 09:00', written: '2026-11-23 13:05' },
      ['11-21 09:00 +'],
    ],
    [
      'written down days after it was told late: missed is what lay before it',
      { rang: '2026-11-24 12:00', told: '2026-11-22 09:00', written: '2026-11-24 13:05' },
      ['11-21 10:00 −'],
    ],
  ])('%s', (_, { rang, told, written }, turns) => {
    const book = begun();
    if (rang) book.ringUntil(at(rang));
    book.write({ told }, at(written));
    expect(occurrencesOf(book)).toEqual(turns);
  });

  it('that were over before an earlier start stay as they were', () => {
    const book = begun();
    book.ringUntil(at('2026-11-22 11:00'));
    book.write({ told: '2026-11-22 12:00' }, at('2026-11-22 12:05'));
    book.ringUntil(at('2026-11-24 11:00'));
    book.write({ told: '2026-11-24 11:00' }, at('2026-11-24 11:05'));
    book.write({ told: '2026-11-25 09:00' }, at('2026-11-25 09:05'));
    expect(occurrencesOf(book)).toEqual(['11-21 10:00 −', '11-22 10:00 −', '11-23 12:00 −', '11-25 09:00 +']);
  });

  it('are none of a limit that only begins, nor of one that is gone', () => {
    const book = new ClockBook(daily);
    book.write({ who: '李伟' }, at('2026-11-20 10:00'));
    book.write({ from: '2026-11-20 10:00' }, at('2026-11-20 10:05'));
    expect(occurrencesOf(book)).toEqual([]);
    book.write({ from: null }, at('2026-11-22 10:05'));
    expect([occurrencesOf(book), book.record.clocks]).toEqual([[], {}]);
  });

  it('told in time again and again, each is kept', () => {
    const book = begun();
    const days = ['21', '22', '23'];
    for (const day of days) book.write({ told: `2026-11-${day} 09:00` }, at(`2026-11-${day} 09:05`));
    expect(occurrencesOf(book)).toEqual(days.map(day => `11-${day} 09:00 +`));
  });

  it('that the new start has passed by the time it is written down are missed when they are rung for', () => {
    const book = begun();
    book.write({ told: '2026-11-20 12:00' }, at('2026-11-23 13:00'));
    expect(occurrencesOf(book)).toEqual(['11-20 12:00 +']);
    book.ring(at('2026-11-23 13:30'));
    // The third is running still: its next is due at noon of the 24th.
    expect(occurrencesOf(book)).toEqual(['11-20 12:00 +', '11-21 12:00 −', '11-22 12:00 −']);
  });

  it('are not judged by a start that is corrected to an earlier one', () => {
    const book = begun();
    book.write({ told: '2026-11-21 09:00' }, at('2026-11-21 09:05'));
    book.write({ told: '2026-11-20 18:00' }, at('2026-11-21 09:10'));
    expect(occurrencesOf(book)).toEqual(['11-21 09:00 +']);
  });

  it('are kept to a number that a record can hold', () => {
    const book = begun(ruleOf({ limit: '1h', repeats: { restarts: 'told' } }));
    book.write({ told: '2026-11-26 10:00' }, at('2026-11-26 10:05'));
    expect(book.record.turns).toHaveLength(143);
    book.write({ told: '2026-12-20 10:00' }, at('2026-12-20 10:05'));
    expect(book.record.turns).toHaveLength(200);
    expect(occurrencesOf(book)[0]).toBe('11-20 11:00 −');
  });
});
