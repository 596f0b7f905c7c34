// Turns of a limit that repeats, and limits that are as long as was promised: where each begins and ends.
import { describe, expect, it } from 'vitest';
import { lengthsOf } from '../../../functions/src/core/clocks/lengths.ts';
import {
  caughtUp,
  missingYearOf,
  pausesOf,
  tellsWhatHappened,
  wentOn,
} from '../../../functions/src/core/clocks/recurrence.ts';
import { HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { ClockRule } from '../../../functions/src/core/schema/clock-rule.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { ClockBook, ruleOf } from '../../fixtures/core/clock-table.ts';
import { at, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { clockOf } from '../../fixtures/core/record-fixture.ts';

const START = at('2026-11-20 10:00');
const desk = deskOf();

function contextOf(given: Partial<ClockRule>) {
  const rule = ruleOf(given);
  return { table: new ClockBook(rule, desk).table, rule, desk };
}

function begun(given: Partial<ClockRule>, cells = {}) {
  const context = contextOf(given);
  const book = new ClockBook(context.rule, desk);
  book.write({ who: '李伟', from: '2026-11-20 10:00', ...cells }, START);
  return { context, book };
}

describe('a clock that has slept', () => {
  const { context, book } = begun({ limit: '2h', repeats: { restarts: 'told' } });
  it.each([
    [0, 1, 0],
    [2 * 60 - 1, 1, 0],
    // Due, and the next is not yet.
    [2 * 60, 1, 0],
    [4 * 60 - 1, 1, 0],
    [4 * 60, 2, 1],
    [6 * 60, 3, 2],
  ])('for %i minutes is in its turn %i, and nobody heard of %i', (minutes, number, missed) => {
    const after = caughtUp(context, book.clock, book.record, START + minutes * MINUTE);
    expect([after.clock.turn?.number, after.missed]).toEqual([number, missed]);
    const heard = { ...book.clock, said: ['due' as const] };
    expect(caughtUp(context, heard, book.record, START + minutes * MINUTE).missed).toBe(
      Math.max(0, missed - 1),
    );
  });

  it.each([
    ['has stopped', { stoppedAt: START }],
    ['pauses', { pausedAt: START }],
    ['does not repeat', { turn: null }],
  ])('and %s stays as it is', (_, given) => {
    const clock = { ...book.clock, ...given };
    expect(caughtUp(context, clock, book.record, START + 9 * HOUR)).toEqual({ clock, missed: 0 });
  });

  it('takes its new turn with nothing said and nothing taken note of', () => {
    const said = { ...book.clock, said: ['due' as const], told: { due: ['李伟'] }, acknowledgedAt: START };
    const { clock } = caughtUp(context, said, book.record, START + 6 * HOUR);
    expect(clock).toMatchObject({
      said: [],
      told: {},
      acknowledgedAt: null,
      revision: 3,
      dueAt: START + 6 * HOUR,
      turn: { number: 3, over: START + 4 * HOUR, next: START + 8 * HOUR },
    });
  });
});

describe('a clock whose turns have no time of their own', () => {
  const { context, book } = begun({ limit: '2h', repeats: {} });
  const said = { ...book.clock, said: book.clock.steps.map(({ id }) => id) };
  it('goes on to the next once all is said', () => {
    expect(wentOn(context, said, book.record)).toMatchObject({
      turn: { number: 2, over: START + 2 * HOUR, next: null },
      dueAt: START + 4 * HOUR,
      revision: 2,
    });
  });

  it.each([
    ['has something to say', book.clock],
    ['knows when the next begins', { ...said, turn: { number: 1, over: START, next: START + 4 * HOUR } }],
    ['has no due time', { ...said, dueAt: null }],
    ['does not repeat', { ...said, turn: null }],
  ])('and stays where it %s', (_, clock) => {
    expect(wentOn(context, clock, book.record)).toBe(clock);
  });
});

describe('the lengths of a limit', () => {
  const lengths = (given: Partial<ClockRule>, cells = {}, startedAt = START) =>
    lengthsOf(contextOf(given), startedAt, { cells, clocks: {} });
  it.each<[string, Partial<ClockRule>, object, object | undefined]>([
    ['all the same', { limit: '2h' }, {}, { first: { ms: 2 * HOUR }, later: { ms: 2 * HOUR } }],
    [
      'others from the second on',
      { limit: '2h', repeats: { every: '4h' } },
      {},
      { first: { ms: 2 * HOUR }, later: { ms: 4 * HOUR } },
    ],
    [
      'those of the second where it was started anew',
      { limit: '2h', repeats: { every: '4h', restarts: 'told' } },
      { told: START },
      { first: { ms: 4 * HOUR }, later: { ms: 4 * HOUR } },
    ],
    [
      'those of the first where it was started anew at another time',
      { limit: '2h', repeats: { every: '4h', restarts: 'told' } },
      { told: START + 1 },
      { first: { ms: 2 * HOUR }, later: { ms: 4 * HOUR } },
    ],
    ['none where nothing is promised', { limit: { until: 'promised' } }, {}, undefined],
    [
      'what is promised',
      { limit: { until: 'promised' } },
      { promised: START + 3 * HOUR },
      { first: { ms: 3 * HOUR }, later: { ms: 3 * HOUR } },
    ],
    [
      'a share of it',
      { limit: { until: 'promised', share: 0.5 } },
      { promised: START + 3 * HOUR },
      { first: { ms: 1.5 * HOUR }, later: { ms: 1.5 * HOUR } },
    ],
    [
      'nothing where the promise lies before it',
      { limit: { until: 'promised' } },
      { promised: START - HOUR },
      { first: { ms: 0 }, later: { ms: 0 } },
    ],
    [
      'of turns a minute at least',
      { limit: { until: 'promised' }, repeats: {} },
      { promised: START + MINUTE - 1 },
      { first: { ms: MINUTE - 1 }, later: { ms: MINUTE } },
    ],
    [
      'of turns any longer time',
      { limit: { until: 'promised' }, repeats: {} },
      { promised: START + MINUTE + 1 },
      { first: { ms: MINUTE + 1 }, later: { ms: MINUTE + 1 } },
    ],
  ])('are %s', (_, rule, cells, expected) => {
    expect(lengths(rule, cells)).toEqual(expected);
  });

  // Friday 10:00 to Tuesday 10:00 are eighteen hours of work, of which 13.5 end on Monday at 14:30.
  it.each([
    ['callback.complaint', '投诉', '2026-11-24 10:00', '2026-11-23 14:30'],
    ['callback.complaint', '投诉', '2026-11-20 09:00', '2026-11-20 10:00'],
    ['callback.urgent', '需立即解决', '2026-11-24 10:00', '2026-11-23 10:00'],
  ])('of a promise by %s for %s until %s three quarters end at %s', (id, type, promised, end) => {
    const rule = callbacks.clocks.find(each => each.id === 'callback.progress') ?? ruleOf({});
    const input = { cells: { class: type }, clocks: { [id]: clockOf({ dueAt: at(promised) }) } };
    expect(lengthsOf({ table: callbacks, rule, desk }, START, input)?.first).toEqual({ ms: at(end) - START });
  });
});

describe('pauses that a rule goes by', () => {
  const pause = (from: number, to: number | null, id = 'waiting') => ({ pause: id, from, to });
  const context = contextOf({ pausedBy: ['waiting'] });
  const bounded = {
    ...context,
    table: {
      ...context.table,
      pauses: context.table.pauses?.map(each => ({ ...each, most: '2h' as const })) ?? [],
    },
  };
  it('are those that it names, in order of time', () => {
    const [early, late] = [pause(START, START + HOUR), pause(START + 2 * HOUR, null)];
    expect(pausesOf(context, [late, pause(START, null, 'other'), early])).toEqual([early, late]);
    expect(pausesOf(contextOf({}), [early])).toEqual([]);
  });

  it.each([
    [HOUR, HOUR],
    [2 * HOUR, 2 * HOUR],
    [2 * HOUR + 1, 2 * HOUR],
    [null, 2 * HOUR],
  ])('last no longer than they may: %s is %s', (lasted, counted) => {
    const to = lasted === null ? null : START + lasted;
    expect(pausesOf(bounded, [pause(START, to)])).toEqual([pause(START, START + counted)]);
  });
});

describe('a limit', () => {
  it.each<[string, Partial<ClockRule>, boolean]>([
    ['of a time that is a plan', { starts: 'from' }, false],
    ['of a date that is a plan', { starts: 'on' }, false],
    ['that opens a row', { starts: 'calledAt', opens: { table: 'leads', copies: {}, dueIn: 'at' } }, false],
    ['of a time that has happened', { starts: 'calledAt' }, true],
  ])('%s tells what happened: %s', (_, given, tells) => {
    const rule = ruleOf(given);
    const table = given.starts === 'calledAt' ? hotline : new ClockBook(rule, desk).table;
    expect(tellsWhatHappened({ table, rule, desk })).toBe(tells);
  });

  it('without a due time names the year that it would take, unless a pause keeps it from one', () => {
    const { context, book } = begun({ limit: '30wd', pausedBy: ['waiting'] });
    expect(book.clock.dueAt).toBeNull();
    expect(missingYearOf(context, book.clock, book.record)).toBe(2027);
    expect(missingYearOf(context, { ...book.clock, dueAt: START }, book.record)).toBeUndefined();
    const paused = begun({ limit: '2h', pausedBy: ['waiting'] });
    paused.book.write({ waits: '是' }, START + HOUR);
    expect(paused.book.clock.dueAt).toBeNull();
    expect(missingYearOf(paused.context, paused.book.clock, paused.book.record)).toBeUndefined();
  });

  it.each([
    ['2026-11-20 11:59', null],
    ['2026-11-20 12:00', '2026-11-20 12:00'],
    ['2026-11-20 12:30', '2026-11-20 12:30'],
  ])('that passed at noon is taken note of from its own minute on: at %s', (noted, taken) => {
    const { book } = begun({ limit: '2h' });
    book.ringUntil(at('2026-11-20 12:00'));
    book.write({ acknowledgedBy: '王芳' }, at(noted));
    expect(book.clock.acknowledgedAt).toBe(taken && at(taken));
  });
});
