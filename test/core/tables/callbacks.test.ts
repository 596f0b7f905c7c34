import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import { STEPS } from '../../../functions/src/core/schema/clock-rule.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { SCORE_OF_FIVE } from '../../../functions/src/core/tables/call-back.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { at, exampleDesk } from '../../fixtures/core/desk-fixture.ts';
import { Walker } from '../../fixtures/core/walker.ts';

const desk = exampleDesk();
// Walkers type a minute after each other from Sunday, 2026-11-22 15:00 on.
const planned = (cells: Cells = {}) =>
  new Walker(callbacks, desk).type({ plannedAt: '2026-11-23 09:00', ...cells });
const HANDLING = [
  'callback.urgent',
  'callback.suggestion',
  'callback.complaint',
  'callback.sales',
  'callback.progress',
];
const called: Cells = { calledAt: '2026-11-22 10:20', reached: '已接通', score: '9' };

describe('the call itself', () => {
  const clock = (walker: Walker) => walker.record.clocks['callback.call'];

  it('is due at the planned time, in one step and without a warning', () => {
    const walker = planned();
    expect(clock(walker)).toMatchObject({
      dueAt: at('2026-11-23 09:00'),
      steps: [{ id: 'due', at: at('2026-11-23 09:00') }],
      stoppedAt: null,
    });
    expect(walker.record.nextActionAt).toBe(at('2026-11-23 09:00'));
  });

  it('moves when the customer asks for another time, and the record waits on', () => {
    const walker = planned().type({
      calledAt: '2026-11-22 10:20',
      reached: '改约',
      rescheduledAt: '2026-11-24 15:00',
    });
    expect(walker.record).toMatchObject({ state: '待回访', nextActionAt: at('2026-11-24 15:00') });
    expect(walker.record.cells.plannedAt).toBe(at('2026-11-24 15:00'));
    expect(clock(walker)).toMatchObject({ revision: 2, stoppedAt: null });
  });

  it('is not done by an attempt that nobody answered', () => {
    const walker = planned().type({ calledAt: '2026-11-22 10:20', reached: '未接通' });
    expect([walker.record.state, clock(walker)?.stoppedAt]).toEqual(['待回访', null]);
  });

  it('ends with the call, and with a customer who refuses it', () => {
    expect(planned().type(called).record).toMatchObject({ state: '已回访', nextActionAt: null });
    expect(planned().type({ reached: '拒访' }).record).toMatchObject({
      state: '无法联系',
      nextActionAt: null,
    });
  });
});

// Template 1.1
// Case D.9
describe('a regular call', () => {
  const late = (cells: Cells) => {
    const { clocks } = planned({ type: '常规回访', ...cells }).record;
    return ['callback.window', 'callback.overdue'].map(id => clocks[id]?.dueAt ?? null);
  };

  it.each([
    ['planned for the seventh day', '2026-11-16', '2026-11-23 09:00', '2026-12-02 09:00'],
    ['put off by a holiday', '2026-09-24', '2026-10-08 09:00', '2026-10-10 09:00'],
  ])('%s is late after the fifteenth day', (_, purchasedOn, plannedAt, due) => {
    expect(late({ purchasedOn, plannedAt })).toEqual([at(due), null]);
  });

  it('without a purchase has eight days from the time that it was planned for', () => {
    const plannedAt = '2026-11-23 09:00';
    expect(late({ purchasedOn: null, plannedAt })).toEqual([null, at('2026-12-01 09:00')]);
  });

  it('is told of to its caller and to the supervisor, once, and not once it was made', () => {
    const walker = planned({ type: '常规回访', purchasedOn: '2026-11-16' });
    expect(walker.record.clocks['callback.window']?.steps).toEqual([
      { id: 'due', at: at('2026-12-02 09:00') },
    ]);
    expect(walker.type(called).record.clocks['callback.window']?.stoppedAt).not.toBeNull();
  });
});

// Case D.12
it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('an answer of %i means the same of ten and of five', score => {
  const { cells } = planned().type({ ...called, score: String(score) }).record;
  const ofFive = 'as' in SCORE_OF_FIVE ? String(SCORE_OF_FIVE.as?.[score]) : '';
  const satisfied = [callbacks, followUps, serviceOrders, complaints].map(({ key, measures }) =>
    measures?.rated?.satisfied.includes(key === 'callbacks' ? String(score) : ofFive),
  );
  const means = cells['verdict'] === '满意';
  expect(satisfied).toEqual([means, means, means, means]);
  expect(means).toBe(score >= 8);
  expect(cells['verdict'] === '不满意').toBe(['1', '2'].includes(ofFive));
});

// Template 1.24, 1.25, 1.26, 1.27, 1.28
describe('what the call brought', () => {
  const handle = (cells: Cells) => planned().type(called).type(cells).record;

  it.each([
    // From the call: when it was typed does not matter.
    ['需立即解决', 'callback.urgent', '2026-11-23 10:20'],
    // Sunday: working days count from Monday's opening.
    ['建议', 'callback.suggestion', '2026-11-26 09:00'],
    ['投诉', 'callback.complaint', '2026-11-24 09:00'],
    ['潜在销售机会', 'callback.sales', '2026-11-25 09:00'],
  ])('of class %s runs %s to %s', (type, id, dueAt) => {
    const record = handle({ class: type });
    expect(record).toMatchObject({ state: '处理中', cells: { dueAt: at(dueAt) } });
    expect(record.clocks[id]?.steps.map(step => step.id)).toEqual(
      id === 'callback.complaint' ? STEPS.slice(0, 4) : STEPS,
    );
  });

  it('tells the customer how it stands in three quarters of the working time that was promised', () => {
    // Of 27 working hours from Monday 09:00 on, 20 hours and a quarter.
    expect(handle({ class: '建议' }).clocks['callback.progress']?.dueAt).toBe(at('2026-11-25 11:15'));
  });

  it('of class 无 has no limit and ends the record', () => {
    const record = handle({ class: '无' });
    expect(record).toMatchObject({ state: '已关闭', nextActionAt: null, cells: { dueAt: null } });
    expect(HANDLING.filter(id => id in record.clocks)).toEqual([]);
  });

  it('changes its limit with its class, and loses it with it', () => {
    const walker = planned().type(called).type({ class: '需立即解决' });
    const { classedAt } = walker.record.cells;
    expect(walker.type({ class: '建议' }).record.cells).toMatchObject({
      classedAt,
      dueAt: at('2026-11-26 09:00'),
    });
    expect(walker.type({ class: null }).record.cells).toMatchObject({ classedAt: null, dueAt: null });
  });
});

describe('the second call', () => {
  const solved = () => planned().type(called).type({ class: '需立即解决' }).type({ resolution: '处理中' });

  // Template 1.29
  it('is due a day after the matter was solved, not after work on it began', () => {
    const walker = solved();
    expect(walker.record).toMatchObject({ state: '处理中', cells: { solvedAt: null, secondAt: null } });
    walker.type({ resolution: '已解决' });
    const solvedAt = Number(walker.record.cells.solvedAt);
    expect(walker.record).toMatchObject({ state: '待二次回访', cells: { secondAt: solvedAt + 24 * HOUR } });
    expect(walker.record.clocks['callback.urgent']?.stoppedAt).not.toBeNull();
  });

  it('that finds it unsolved leads back, with a new limit from then on', () => {
    const walker = solved().type({ resolution: '已解决' });
    walker.type({ secondResult: '水压又变小了', resolution: '未解决' });
    const { cycle, state, cells, cycles, clocks } = walker.record;
    expect({ cycle, state }).toEqual({ cycle: 2, state: '处理中' });
    expect(cells).toMatchObject({ secondResult: null, resolution: null, solvedAt: null, secondAt: null });
    expect(cycles[0]?.cells).toMatchObject({ secondResult: '水压又变小了', resolution: '未解决' });
    expect(cells.dueAt).toBe(Number(cells.classedAt) + 24 * HOUR);
    expect(clocks['callback.urgent']).toMatchObject({ cycle: 2, stoppedAt: null, said: [] });
    // The call was made: its clock stays stopped.
    expect(clocks['callback.call']?.stoppedAt).not.toBeNull();
  });
});
