// What the clocks of a record come to: what is said next, what is near, what stands with those above.
import { describe, expect, it } from 'vitest';
import {
  clocksAhead,
  dueSteps,
  escalatedAt,
  isEscalated,
  limitsOf,
  nearestDue,
  nextActionAt,
  pendingSteps,
  soonest,
} from '../../../functions/src/core/clocks/clock-state.ts';
import type { Clock } from '../../../functions/src/core/record/record.ts';
import { hotline } from '../../fixtures/core/desk-fixture.ts';
import { clockOf } from '../../fixtures/core/record-fixture.ts';

const STEPS: Clock['steps'] = [
  { id: 'warning', at: 10 },
  { id: 'due', at: 20 },
  { id: 'escalation', at: 30 },
  { id: 'escalation2', at: 40 },
];
const clock = (given: Partial<Clock> = {}) => clockOf({ dueAt: 20, steps: STEPS, ...given });
const turn = (next: number | null) => ({ number: 1, over: 0, next });

describe('what is said next', () => {
  it.each<[string, Partial<Clock>, number | null]>([
    ['the first step', {}, 10],
    ['the first that was not said', { said: ['warning', 'escalation'] }, 20],
    ['nothing where all was said', { said: ['warning', 'due', 'escalation', 'escalation2'] }, null],
    ['nothing of a clock that has stopped', { stoppedAt: 5 }, null],
    ['nothing of one that pauses', { pausedAt: 5 }, null],
    ['nothing of one that was taken note of', { acknowledgedAt: 25 }, null],
    ['the next turn where that is sooner', { turn: turn(8) }, 8],
    ['the next turn of one that was taken note of', { acknowledgedAt: 25, turn: turn(50) }, 50],
    ['the step where the next turn is later', { turn: turn(50) }, 10],
    ['no turn of a clock that has stopped', { stoppedAt: 5, turn: turn(8) }, null],
    ['no turn of one that pauses', { pausedAt: 5, turn: turn(8) }, null],
    ['the step where no turn has a time', { turn: turn(null) }, 10],
  ])('is %s', (_, given, next) => {
    expect(nextActionAt({ one: clock(given) })).toBe(next);
  });

  it('is the earliest of all clocks', () => {
    expect(nextActionAt({ one: clock({ said: ['warning'] }), other: clock() })).toBe(10);
    expect(nextActionAt({})).toBeNull();
  });

  it.each([
    [9, []],
    [10, ['warning']],
    [30, ['warning', 'due', 'escalation']],
  ])('at %i: %j', (now, ids) => {
    expect(dueSteps(clock(), now)).toEqual(ids);
  });

  it('keeps the order of its steps', () => {
    expect(pendingSteps(clock({ said: ['due'] })).map(({ at }) => at)).toEqual([10, 30, 40]);
  });
});

describe('those above', () => {
  it.each<[string, Partial<Clock>, number | null]>([
    ['have heard nothing', { said: ['warning', 'due'] }, null],
    ['have heard of it', { said: ['warning', 'due', 'escalation'] }, 30],
    ['have heard first what was said first', { said: ['escalation', 'escalation2'] }, 30],
    ['have heard of the second step alone', { said: ['escalation2'] }, 40],
    ['have taken note', { said: ['escalation'], acknowledgedAt: 35 }, null],
    ['have heard of what is done', { said: ['escalation'], stoppedAt: 35 }, null],
  ])('%s', (_, given, since) => {
    expect([isEscalated(clock(given)), escalatedAt({ one: clock(given) })]).toEqual([since !== null, since]);
  });

  it('have heard of several, the first of them then', () => {
    const [late, early] = [clock({ said: ['escalation2'] }), clock({ said: ['escalation'] })];
    expect(escalatedAt({ late, early })).toBe(30);
    expect(escalatedAt({})).toBeNull();
  });
});

describe('the nearest limit', () => {
  const [rule, other] = limitsOf(hotline);
  it.each<[string, Partial<Clock>, Partial<Clock>, number | null]>([
    ['of two that run', { dueAt: 20 }, { dueAt: 15 }, 15],
    ['not of one that has stopped', { dueAt: 20 }, { dueAt: 15, stoppedAt: 10 }, 20],
    ['not of one that has no due time', { dueAt: 20 }, { dueAt: null }, 20],
    ['of none', { dueAt: null }, { dueAt: 15, stoppedAt: 10 }, null],
  ])('is that %s', (_, one, two, due) => {
    const clocks = {
      [rule?.id ?? '']: clock(one),
      [other?.id ?? '']: clock(two),
      unknown: clock({ dueAt: 1 }),
    };
    expect(nearestDue(hotline, clocks)).toBe(due);
  });

  it.each<[string, Partial<Clock>, boolean]>([
    ['is ahead', { dueAt: 20, knownAt: 19 }, true],
    ['had passed when the desk heard of it', { dueAt: 20, knownAt: 20 }, false],
    ['has passed, as was said', { dueAt: 20, said: ['due'] }, false],
    ['is ahead, of which was warned', { dueAt: 20, said: ['warning'] }, true],
    ['has no time', { dueAt: null, knownAt: -1 }, false],
  ])('%s', (_, given, isAhead) => {
    const clocks = { one: clock(given) };
    expect(clocksAhead(clocks)).toEqual(isAhead ? clocks : {});
  });
});

it.each([
  [1, 2, 1],
  [2, 1, 1],
  [null, 2, 2],
  [1, undefined, 1],
  [null, undefined, null],
])('the sooner of %s and %s is %s', (one, other, sooner) => {
  expect(soonest(one, other)).toBe(sooner);
});
