// Steps of a limit that the desk hears of late: once the row may be finished, which takes ten minutes by the settings.
import { describe, expect, it } from 'vitest';
import {
  type Course,
  occurrenceAfter,
  outOfOrder,
  scheduleOccurrence,
  withGrace,
  withoutPast,
} from '../../../functions/src/core/clocks/schedule.ts';
import { HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import { ruleOf } from '../../fixtures/core/clock-table.ts';
import { at, deskOf, PEOPLE, SETTINGS, type SettingRow } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const START = at('2026-11-20 10:00');
/** Two hours of which is warned after 96 minutes, and which goes up after 150. */
const plan = {
  plannedAt: START + 120 * MINUTE,
  dueAt: START + 120 * MINUTE,
  steps: [
    { id: 'warning', at: START + 96 * MINUTE },
    { id: 'due', at: START + 120 * MINUTE },
    { id: 'escalation', at: START + 150 * MINUTE },
  ],
} satisfies Parameters<typeof withGrace>[0];

/** Steps with the minutes after the start at which they come. */
const inMinutes = (steps: ReturnType<typeof withGrace>) =>
  steps.map(step => `${step.id} ${(step.at - START) / MINUTE}`);

describe('a limit that was heard of so many minutes after it began', () => {
  it.each([
    [0, ['warning 96', 'due 120', 'escalation 150']],
    [86, ['warning 96', 'due 120', 'escalation 150']],
    [87, ['warning 97', 'due 120', 'escalation 150']],
    [109, ['warning 119', 'due 120', 'escalation 150']],
    // The warning would come with the limit.
    [110, ['due 120', 'escalation 150']],
    [111, ['due 121', 'escalation 151']],
    [200, ['due 210', 'escalation 240']],
  ])('%i: %j', (minutes, steps) => {
    expect(inMinutes(withGrace(plan, START + minutes * MINUTE, desk))).toEqual(steps);
  });

  it('is warned of at its time where nobody knows when it is due', () => {
    expect(inMinutes(withGrace({ ...plan, dueAt: null }, START + 200 * MINUTE, desk))).toEqual([
      'warning 210',
      'due 120',
      'escalation 150',
    ]);
  });

  it.each([
    [119, ['due 129', 'escalation 159']],
    [120, ['escalation 150']],
    [139, ['escalation 150']],
    [140, ['escalation 150']],
    [141, ['escalation 151']],
    [149, ['escalation 159']],
    [150, []],
  ])('and typed late, %i: %j', (minutes, steps) => {
    expect(inMinutes(withoutPast(plan, START + minutes * MINUTE, desk))).toEqual(steps);
  });
});

describe('the occurrences of a limit', () => {
  const course: Course = {
    start: START,
    lengths: { first: { ms: HOUR }, later: { ms: 2 * HOUR } },
    pauses: [],
  };
  it.each([
    [-1, 1],
    [0, 1],
    [59, 1],
    [60, 2],
    [179, 2],
    [180, 3],
    [299, 3],
    [300, 4],
    [419, 4],
    [420, 5],
    [60 + 120 * 99, 101],
  ])('%i minutes after the start the next that is due is the one of number %i', (minutes, number) => {
    expect(occurrenceAfter(START + minutes * MINUTE, course, desk)).toBe(number);
  });

  it.each([
    [1, undefined, ['warning 48', 'due 60', 'escalation 75', 'escalation2 90', 'escalation3 120']],
    [1, {}, ['warning 48', 'due 60', 'escalation 75', 'escalation2 90', 'escalation3 120']],
    [2, {}, ['warning 156', 'due 180', 'escalation 210', 'escalation2 240']],
    [2, { restarts: 'told' }, ['due 180', 'escalation 210', 'escalation2 240']],
  ])('the ladder of number %i ends where the next is due', (number, repeats, steps) => {
    const rule = ruleOf(repeats ? { repeats } : {});
    expect(inMinutes(scheduleOccurrence(rule, number, course, desk).steps)).toEqual(steps);
  });

  it('are counted each in its own way: the first round the clock, others by work', () => {
    const mixed: Course = {
      start: START,
      lengths: { first: { ms: 24 * HOUR }, later: { workingDays: 1 } },
      pauses: [],
    };
    const [first, second] = [1, 2].map(each => scheduleOccurrence(ruleOf({}), each, mixed, desk).steps);
    expect([first?.[0]?.at, first?.[1]?.at]).toEqual(['2026-11-21 05:12', '2026-11-21 10:00'].map(at));
    expect([second?.[0]?.at, second?.[1]?.at]).toEqual(['2026-11-23 16:12', '2026-11-24 09:00'].map(at));
  });

  it('of months come back to the 31st', () => {
    const months: Course = {
      start: at('2026-10-31 09:30'),
      lengths: { first: { months: 1 }, later: { months: 3 } },
      pauses: [],
    };
    const dues = [1, 2, 3].map(each => scheduleOccurrence(ruleOf({}), each, months, desk).dueAt);
    expect(dues).toEqual(['2026-11-30 09:30', '2027-02-28 09:30', '2027-05-31 09:30'].map(at));
  });

  it('an agreed time is recalled before it begins', () => {
    const rule = ruleOf({ warnsBefore: '2h' });
    expect(inMinutes(scheduleOccurrence(rule, 1, course, desk).steps)[0]).toBe('warning -120');
  });
});

describe('the shares of a ladder', () => {
  const withShare = (name: string, value: string) =>
    deskOf(PEOPLE, [...SETTINGS, ['参数', name, { value }] satisfies SettingRow]);

  it.each([
    ['升级比例', '1.25', undefined],
    ['升级比例', '1.49', undefined],
    ['升级比例', '1.5', { below: '预警比例', above: '二级升级比例' }],
    ['二级升级比例', '1.25', { below: '升级比例', above: '三级升级比例' }],
    ['二级升级比例', '1.26', undefined],
    ['二级升级比例', '2', { below: '升级比例', above: '三级升级比例' }],
    ['三级升级比例', '1.5', { below: '二级升级比例', above: undefined }],
    ['三级升级比例', '100', undefined],
    ['预警比例', '0.01', undefined],
    ['预警比例', '1', undefined],
    ['补录宽限分钟', '10', undefined],
  ])('%s of %s lies where it belongs, or between these: %j', (name, value, bounds) => {
    expect(outOfOrder(name, withShare(name, value))).toEqual(bounds && { name, ...bounds });
  });
});
