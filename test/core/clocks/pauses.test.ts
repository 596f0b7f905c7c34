import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMissing } from '../../../functions/src/core/calendar/calendar.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { HOUR, type Instant, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { LimitText } from '../../../functions/src/core/schema/duration.ts';
import { ClockBook, ruleOf } from '../../fixtures/core/clock-table.ts';
import { at, deskOf, PEOPLE, SETTINGS, ZONE } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 10:00');
/** Lunch, and a Saturday that is worked in the morning. */
const desk = deskOf(PEOPLE, [
  ...SETTINGS,
  ...['周一', '周二', '周三', '周四', '周五'].map((day): [string, string, { value: string }] => [
    '工作时间',
    day,
    { value: '09:00-12:00,13:30-18:00' },
  ]),
  ['工作时间', '周六', { value: '09:00-12:00' }],
]);

function begun(limit: LimitText = '4h'): ClockBook {
  const book = new ClockBook(ruleOf({ limit, pausedBy: ['waiting'] }), desk);
  book.write({ who: '李伟', from: showTime(NOW, ZONE) }, NOW);
  return book;
}

describe('a clock that pauses', () => {
  it('has no due time, says nothing, and is no breach, however long', () => {
    const book = begun();
    book.write({ waits: '是' }, at('2026-11-20 12:00'));
    expect(book.clock).toMatchObject({ dueAt: null, pausedAt: at('2026-11-20 12:00'), revision: 2 });
    expect(book.record).toMatchObject({ dueAt: null, nextActionAt: null });
    expect(book.ring(at('2026-12-20 10:00'))).toEqual([]);
  });

  it('goes on with the time that was left', () => {
    const book = begun();
    book.write({ waits: '是' }, at('2026-11-20 12:00'));
    book.write({ waits: '否' }, at('2026-11-22 12:00'));
    expect(book.clock).toMatchObject({ dueAt: at('2026-11-22 14:00'), pausedAt: null, revision: 3 });
    expect(book.record.pauses).toEqual([
      { pause: 'waiting', from: at('2026-11-20 12:00'), to: at('2026-11-22 12:00') },
    ]);
    expect(book.ring(at('2026-11-22 13:11'))).toEqual([]);
    expect(book.ring(at('2026-11-22 14:00'))).toEqual(['due → 李伟']);
  });

  it('does not repeat after a pause what was said before it', () => {
    const book = begun();
    expect(book.ringUntil(at('2026-11-20 13:30'))).toEqual(['warning → 李伟']);
    book.write({ waits: '是' }, at('2026-11-20 13:40'));
    book.write({ waits: '否' }, at('2026-11-21 13:40'));
    expect(book.ringUntil(at('2026-11-21 14:00'))).toEqual(['due → 李伟']);
  });

  it('that has passed before the pause stays passed: its ladder waits', () => {
    const book = begun();
    book.ringUntil(at('2026-11-20 14:00'));
    book.write({ waits: '是' }, at('2026-11-20 14:30'));
    expect(book.clock).toMatchObject({ dueAt: at('2026-11-20 14:00'), revision: 1 });
    expect(book.ring(at('2026-11-20 20:00'))).toEqual([]);
    book.write({ waits: '否' }, at('2026-11-21 14:30'));
    expect(book.ring(at('2026-11-21 14:59'))).toEqual([]);
    expect(book.ring(at('2026-11-21 15:00'))).toEqual(['escalation → 王芳', 'escalation → 赵强']);
  });

  it('ends with the record while it pauses', () => {
    const book = begun();
    book.write({ waits: '是' }, at('2026-11-20 12:00'));
    book.write({ done: '2026-11-20 15:00' }, at('2026-11-20 15:00'));
    const stoppedAt = at('2026-11-20 15:00');
    // Two hours were left when it began to pause.
    expect(book.clock).toMatchObject({ pausedAt: null, stoppedAt, dueAt: at('2026-11-20 17:00') });
  });

  it.each([
    ['none before', [], '2026-11-20 14:00'],
    ['another before', [['2026-11-20 12:00', '2026-11-20 13:00']], '2026-11-20 15:00'],
  ])('that begins as the limit ends holds nothing up, with %s', (_, before, due) => {
    const book = begun();
    for (const [from = '', to = ''] of before) {
      book.write({ waits: '是' }, at(from));
      book.write({ waits: '否' }, at(to));
    }
    expect(book.clock.dueAt).toBe(at(due));
    book.write({ waits: '是' }, at(due));
    expect(book.clock).toMatchObject({ dueAt: at(due), pausedAt: at(due) });
    book.write({ waits: '否' }, at('2026-11-22 12:00'));
    expect(book.clock.dueAt).toBe(at(due));
  });

  it.each<[LimitText, string, string]>([
    ['1wd', '2026-11-19 09:00', '2026-11-20 09:00'],
    ['1wd', '2026-11-19 20:00', '2026-11-21 09:00'],
    ['4h', '2026-11-19 20:00', '2026-11-20 00:00'],
  ])('that ended as the limit of %s began holds nothing up: from %s to %s', (limit, from, due) => {
    const book = new ClockBook(ruleOf({ limit, pausedBy: ['waiting'] }), desk);
    book.write({ who: '李伟', waits: '是' }, at('2026-11-18 10:00'));
    book.write({ who: '李伟', waits: '否', from }, at(from));
    expect(book.clock.dueAt).toBe(at(due));
  });

  it('lasts whatever else is written', () => {
    const book = begun();
    book.write({ waits: '是' }, at('2026-11-20 12:00'));
    book.write({ waits: '是', promised: '2026-11-24 10:00' }, at('2026-11-20 13:00'));
    expect(book.record.pauses).toEqual([{ pause: 'waiting', from: at('2026-11-20 12:00'), to: null }]);
  });

  it('pauses for nothing that its rule does not name', () => {
    const book = new ClockBook(ruleOf({ limit: '4h' }), desk);
    book.write({ who: '李伟', from: '2026-11-20 10:00', waits: '是' }, NOW);
    expect(book.clock.dueAt).toBe(at('2026-11-20 14:00'));
  });

  it('a wait that lasted no time was none', () => {
    const book = begun();
    book.write({ waits: '是' }, at('2026-11-20 12:00'));
    book.write({ waits: '否' }, at('2026-11-20 12:00'));
    expect(book.record.pauses).toEqual([]);
    expect(book.clock.dueAt).toBe(at('2026-11-20 14:00'));
  });
});

describe('whatever the pauses', () => {
  const limits = fc.constantFrom<LimitText>('30m', '4h', '48h', '1wd', '3wd', '1mo');
  const changes = fc.array(fc.integer({ min: 1, max: 60 * 20 }), { maxLength: 12 });

  /** Time that counts for the limit between two instants, by a plain sum over the stretches that run. */
  const counted = (inDays: boolean, runs: readonly [Instant, Instant][]) =>
    runs.reduce((sum, [from, to]) => {
      const elapsed = inDays ? desk.calendar.elapsed(from, to) : to - from;
      if (isMissing(elapsed)) throw new Error('no calendar');
      return sum + elapsed;
    }, 0);

  it('at the due time as much has counted as the limit is long', () => {
    fc.assert(
      fc.property(limits, changes, (limit, minutes) => {
        const book = begun(limit);
        const planned = book.clock.plannedAt;
        if (planned === null) throw new Error('no plan');
        const inDays = limit.endsWith('wd');
        const length = counted(inDays, [[NOW, planned]]);
        const runs: [Instant, Instant][] = [];
        let [now, since]: [Instant, Instant | null] = [NOW, NOW];
        for (const each of minutes) {
          now += each * MINUTE;
          book.write({ waits: since === null ? '否' : '是' }, now);
          if (since === null) since = now;
          else {
            runs.push([since, now]);
            since = null;
          }
        }
        const { dueAt } = book.clock;
        const end = dueAt ?? Number.POSITIVE_INFINITY;
        if (since !== null) runs.push([since, Math.max(since, dueAt ?? since)]);
        const upToDue = runs.flatMap(([from, to]): [Instant, Instant][] =>
          from < end ? [[from, Math.min(to, end)]] : [],
        );
        const left = length - counted(inDays, upToDue);
        expect(dueAt === null ? since === null && left > 0 : left === 0).toBe(true);
      }),
    );
  });

  it('a longer wait is never an earlier limit', () => {
    const hours = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(limits, hours, hours, hours, (limit, begins, wait, more) => {
        const dueAfter = (length: number) => {
          const book = begun(limit);
          const from = NOW + begins * HOUR + MINUTE;
          book.write({ waits: '是' }, from);
          book.write({ waits: '否' }, from + length * HOUR + MINUTE);
          return book.clock.dueAt ?? Number.NaN;
        };
        expect(dueAfter(wait + more)).toBeGreaterThanOrEqual(dueAfter(wait));
      }),
    );
  });
});
