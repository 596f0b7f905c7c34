// What a figure counts, and what it does not: turns of limits that come again, matters that wander, work that nobody
// had to do.

import { describe, expect, it } from 'vitest';
import { ring } from '../../../functions/src/core/decide/fire.ts';
import { figuresOf } from '../../../functions/src/core/figures/count.ts';
import { addFigures, type Figures } from '../../../functions/src/core/figures/figures.ts';
import { totalsOf } from '../../../functions/src/core/figures/totals.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { knowledge } from '../../../functions/src/core/tables/knowledge.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, deskOf, FEEDBACK, feedback, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const NOVEMBER = 'month-2026-11';
const WEEK = 'week-2026-W47';
const NEXT = 'week-2026-W48';

const bookOf = (table: Table) => new Book(table, desk);
const whole = (figures: Figures, document: string) =>
  Object.fromEntries(Object.entries(figures[document] ?? {}).filter(([key]) => key.split('/').length === 2));
const figuresIn = (book: Book) =>
  addFigures(...[...book.records.values()].map(record => figuresOf(book.table, record, ZONE)));

describe('a limit that comes again', () => {
  const SYNC = { ...FEEDBACK, priority: '一般', receivedAt: '2026-11-16 09:00' };
  const stage = () => {
    const book = bookOf(feedback);
    const save = (cells: Cells, time: string) =>
      book.submit({ cells, base: String(book.records.get('row')?.version ?? '') }, by('limin'), at(time));
    const hear = (time: string) => {
      const [record] = book.records.values();
      const rung = record && ring(feedback, record, at(time), desk);
      if (rung) book.records.set('row', rung.after);
    };
    save(SYNC, '2026-11-16 09:00');
    save({ startedAt: '2026-11-16 10:00' }, '2026-11-16 10:00');
    const count = () =>
      [WEEK, NEXT].map(week =>
        ['kept', 'missed'].map(
          measure => figuresIn(book)[week]?.[`feedback/${measure}/clock/feedback.progress`] ?? 0,
        ),
      );
    return { save, hear, count };
  };

  // Case E.6
  it('counts each turn: told in time, missed when it rang, and what was typed late by when it happened', () => {
    const { save, hear, count } = stage();
    save({ syncedAt: '2026-11-17 09:00' }, '2026-11-17 09:00');
    const told = count();
    hear('2026-11-18 09:00');
    const missed = count();
    hear('2026-11-19 09:00');
    save({ syncedAt: '2026-11-18 08:30' }, '2026-11-19 09:10');
    const corrected = count();
    save({ syncedAt: '2026-11-21 09:00' }, '2026-11-21 09:00');
    const [none, late] = [
      [0, 0],
      [2, 3],
    ];
    expect([told, missed, corrected, count()]).toEqual([
      [[1, 0], none],
      [[1, 1], none],
      [[2, 0], none],
      [late, none],
    ]);
  });
});

describe('a matter that wanders', () => {
  const NUMBER = '热线记录 20261120001';
  const count = (table: Table, cells: Cells, rest: object = {}) =>
    whole(figuresOf(table, recordOf(table.key, { cells, ...rest }), ZONE), NOVEMBER);
  const link = (state: string) => [{ key: 'c', number: 'CT', state, cycle: 1, told: {}, toldIn: null }];

  it('is one: what goes on with it counts as work, and closes nothing of its own', () => {
    const done = { milestones: { solved: at('2026-11-20 10:00') }, closedAt: at('2026-11-20 11:00') };
    expect(count(serviceOrders, { source: NUMBER, request: '维修' }, done)).toEqual({
      'serviceOrders/continued': 1,
    });
    expect(count(serviceOrders, { request: '维修' }, done)).toMatchObject({
      'serviceOrders/created': 1,
      'serviceOrders/closedFirst': 1,
    });
    // From a call, or from an order that came of the call.
    for (const cells of [{ source: NUMBER }, { earlierOrder: 'SR-2026-0001' }])
      expect(count(complaints, cells)).toEqual({
        'complaints/continued': 1,
        'complaints/complaint': 1,
      });
  });

  it('has one customer, by whatever number he is reached in the record that goes on with it', () => {
    const seen = (source: string | null, digest: string) => {
      const customer = { column: 'contact', digest };
      return figuresOf(serviceOrders, recordOf('serviceOrders', { cells: { source }, customer }), ZONE);
    };
    const call = recordOf('hotline', { customer: { column: 'contact', digest: 'a1' } });
    const customersOf = (order: Figures) =>
      totalsOf(addFigures(figuresOf(hotline, call, ZONE), order))[NOVEMBER]?.['*/customers'];
    expect(customersOf(seen(NUMBER, 'b2'))).toBe(1);
    expect(customersOf(seen(null, 'b2'))).toBe(2);
    expect(customersOf(seen(null, 'a1'))).toBe(1);
  });

  it.each([
    ['热线 of kind 投诉建议', hotline, '投诉建议', {}, 1],
    ['one whose type was renamed', hotline, '投诉与建议', {}, 1],
    ['that went on as 投诉记录', hotline, '投诉建议', { links: { complaints: link('已受理') } }, undefined],
    ['whose 投诉记录 was taken back', hotline, '投诉建议', { links: { complaints: link('已作废') } }, 1],
    ['of another kind', hotline, '售后支持', {}, undefined],
    ['反馈 of kind 投诉', feedback, '投诉', {}, 1],
    ['反馈 of kind 建议', feedback, '建议', {}, undefined],
  ])('is a complaint once: %s', (_, table, type, rest, expected) => {
    expect(count(table, { type, receivedAt: at('2026-11-20 09:00') }, rest)[`${table.key}/complaint`]).toBe(
      expected,
    );
  });

  it.each([
    [feedback, '投诉', 1],
    [feedback, '表扬', undefined],
    [feedback, '咨询', undefined],
    [hotline, '售前咨询', undefined],
    [hotline, '其他', 1],
  ])('is no problem when nothing has to be solved: %o %s', (table, type, raised) => {
    const counted = count(table, { type, receivedAt: at('2026-11-20 09:00') });
    expect([counted[`${table.key}/created`], counted[`${table.key}/raised`]]).toEqual([1, raised]);
  });

  it.each([customers, knowledge])('what is kept and lived with counts nowhere: $title', table => {
    expect(figuresOf(table, recordOf(table.key), ZONE)).toEqual({});
  });
});

describe('what nobody had to do', () => {
  const clock = clockOf({ startedAt: at('2026-11-18 09:00'), dueAt: at('2026-11-21 09:00') });
  const kept = (state: string, stoppedAt: string) => {
    const clocks = { 'callback.afterSolve': { ...clock, stoppedAt: at(stoppedAt) } };
    const figures = figuresOf(callbacks, recordOf('callbacks', { state, clocks }), ZONE)[WEEK];
    return ['kept', 'missed'].map(measure => figures?.[`callbacks/${measure}`] ?? 0);
  };

  it('is not in time, and stays missed where it had been', () => {
    expect(kept('已回访', '2026-11-20 09:00')).toEqual([1, 0]);
    expect(kept('无需回访', '2026-11-20 09:00')).toEqual([0, 0]);
    expect(kept('无需回访', '2026-11-22 09:00')).toEqual([0, 1]);
  });

  // Case E.7
  it('once is not done again in the next cycle: 启动 counts in the cycle that had one', () => {
    const started = {
      startedAt: at('2026-11-16 09:00'),
      dueAt: at('2026-11-16 13:00'),
      stoppedAt: at('2026-11-16 10:00'),
    };
    const again = { ...started, cycle: 2, startedAt: at('2026-11-18 09:00'), dueAt: at('2026-11-18 13:00') };
    const ended = {
      cycle: 1,
      endedAt: at('2026-11-18 09:00'),
      state: '待回访',
      cells: {},
      standing: {},
      clocks: { 'feedback.start': clockOf(started) },
      milestones: {},
      closedAt: null,
    };
    const record = recordOf('feedback', {
      cycle: 2,
      cycles: [ended],
      clocks: { 'feedback.start': clockOf(again) },
    });
    expect(figuresOf(feedback, record, ZONE)[WEEK]?.['feedback/kept/clock/feedback.start']).toBe(1);
  });
});
