// Limits that start with something which the desk notes when it is typed: where the row says that it happened before,
// they start then, and nobody hears of a time that is past.
import { describe, expect, it } from 'vitest';
import { openedCells, openingsOf } from '../../../functions/src/core/decide/child-rows.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { leads } from '../../../functions/src/core/tables/leads.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { Book, shownIn } from '../../fixtures/core/book.ts';
import { at, exampleDesk, exampleRow, FEEDBACK, feedback } from '../../fixtures/core/desk-fixture.ts';

const CLERK = { account: 'chenjing@example.test', editor: null };
const NOON = at('2026-11-20 12:00');

/** A row, and what is typed into it afterwards; the last of it at noon. */
function typed(table: Table, cells: Cells, ...later: [when: string, cells: Cells][]): DeskRecord {
  const book = new Book(table, exampleDesk());
  const first = later.length > 0 ? at(later[0]?.[0] ?? '') - 60_000 : NOON;
  let answer = book.submit({ key: 'row', cells }, CLERK, first);
  for (const [when, more] of later) {
    const base = String(answer.record?.version);
    const all = { ...shownIn(table, answer.record), ...more };
    answer = book.submit({ key: 'row', base, cells: all }, CLERK, at(when));
  }
  if (!answer.record) throw new Error(JSON.stringify(answer.problems));
  expect(answer.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return answer.record;
}

const question: Cells = {
  ...FEEDBACK,
  channel: '邮件',
  type: '咨询',
  content: '11月19日来信询问净水器滤芯能否在零下十度的仓库里存放半年，希望当天答复',
  receivedAt: '2026-11-19 09:00',
};

describe('咨询协同答复', () => {
  const clock = (record: DeskRecord) => record.clocks['feedback.consult'];

  it.for([
    ['as the row says', { askedAt: '2026-11-19 10:00', startedAt: '2026-11-19 09:20' }, '2026-11-19 10:00'],
    ['when work on a row began that is typed whole', { startedAt: '2026-11-19 09:20' }, '2026-11-19 09:20'],
    ['when a row was received that is typed whole', {}, '2026-11-19 09:00'],
  ] as const)('starts %s', ([, times, start]) => {
    const record = typed(feedback, { ...question, ...times, consulted: '品控部' });
    expect(record.cells['consultedAt']).toBe(at(start));
    expect(clock(record)).toMatchObject({
      startedAt: at(start),
      dueAt: at(start) + 2 * 3_600_000,
      stoppedAt: null,
    });
    // What was over before it was typed is said to nobody.
    expect(clock(record)?.steps.filter(({ id }) => id === 'due' || id === 'warning')).toEqual([]);
  });

  it('is late where the answer came late, whenever all of it was typed', () => {
    const late = { askedAt: '2026-11-19 10:00', answeredAt: '2026-11-19 12:30', consulted: '品控部' };
    expect(clock(typed(feedback, { ...question, ...late }))).toMatchObject({
      dueAt: at('2026-11-19 12:00'),
      stoppedAt: at('2026-11-19 12:30'),
    });
  });

  it('starts with the choice of a department that comes later', () => {
    const record = typed(feedback, question, ['2026-11-20 12:00', { consulted: '品控部' }]);
    expect(clock(record)).toMatchObject({ startedAt: NOON, dueAt: at('2026-11-20 14:00') });
    expect(clock(record)?.steps.map(({ id }) => id)).toContain('due');
  });

  it('starts earlier once somebody says when it was', () => {
    const record = typed(
      feedback,
      question,
      ['2026-11-20 11:00', { consulted: '品控部' }],
      ['2026-11-20 12:00', { askedAt: '2026-11-20 09:30' }],
    );
    expect(clock(record)).toMatchObject({ startedAt: at('2026-11-20 09:30') });
  });
});

it('反馈回访 of a question starts when the customer was told, and 反馈处理 ends then', () => {
  const record = typed(feedback, {
    ...question,
    startedAt: '2026-11-19 09:20',
    answer: '可以存放，零下十度以内不影响滤芯',
    informedAt: '2026-11-19 15:00',
  });
  expect(record.state).toBe('待回访');
  expect(record.cells['executedAt']).toBe(at('2026-11-19 15:00'));
  expect(record.clocks['feedback.resolve']).toMatchObject({ stoppedAt: at('2026-11-19 15:00') });
  expect(record.clocks['feedback.callback']).toMatchObject({ dueAt: at('2026-11-24 15:00') });
});

describe('承诺完成', () => {
  const order: Cells = {
    customer: '张三',
    contact: '13812345678',
    product: '智能音箱',
    fault: '11月16日起开机无反应，指示灯不亮',
    request: '维修',
    technician: '李伟',
    inspection: '电源模块损坏',
    solution: '免费更换电源模块，预计1个工作日内完成',
  };
  const clock = (record: DeskRecord) => record.clocks['serviceOrder.promise'];

  it('starts when the customer was told, so that what is typed late is late', () => {
    const told = { ...order, planToldAt: '2026-11-17 10:00' };
    expect(clock(typed(serviceOrders, told))).toMatchObject({
      startedAt: at('2026-11-17 10:00'),
      dueAt: at('2026-11-18 10:00'),
      stoppedAt: null,
      steps: [],
    });
    const done = typed(serviceOrders, { ...told, finishedAt: '2026-11-18 16:00' });
    expect(clock(done)).toMatchObject({
      dueAt: at('2026-11-18 10:00'),
      stoppedAt: at('2026-11-18 16:00'),
    });
  });

  it('starts with the solution where nobody says when the customer was told', () => {
    expect(clock(typed(serviceOrders, order))).toMatchObject({
      startedAt: NOON,
      dueAt: at('2026-11-23 12:00'),
    });
  });
});

describe('what a call brought', () => {
  const call: Cells = {
    ...exampleRow(callbacks),
    contact: '13812345678',
    plannedAt: '2026-11-18 10:00',
    calledAt: '2026-11-18 10:20',
    reached: '已接通',
    class: '需立即解决',
    resolution: '已解决',
    secondResult: null,
    syncedAt: null,
    settledAt: null,
  };

  it.for([
    ['in time', '2026-11-19 09:00'],
    ['late', '2026-11-19 15:00'],
  ] as const)('that was solved %s is so by its own time, and 二次回访 starts then', ([, settledAt]) => {
    const { clocks, cells } = typed(callbacks, { ...call, settledAt });
    expect(cells['solvedAt']).toBe(at(settledAt));
    expect(clocks['callback.urgent']).toMatchObject({
      dueAt: at('2026-11-19 10:20'),
      stoppedAt: at(settledAt),
    });
    expect(clocks['callback.second']).toMatchObject({
      startedAt: at(settledAt),
      dueAt: at(settledAt) + 24 * 3_600_000,
    });
  });

  it('is solved when it is said to be, where nobody says more', () => {
    const { clocks } = typed(callbacks, call);
    expect(clocks['callback.urgent']).toMatchObject({ stoppedAt: NOON });
    expect(clocks['callback.second']).toMatchObject({ startedAt: NOON });
  });

  it('of an intention opens a lead whose first contact is due from the call, whenever that was typed', () => {
    const record = typed(callbacks, { ...call, intent: '有明确意向', calledAt: '2026-11-18 10:20' });
    const [opened] = openingsOf(callbacks, record, undefined, exampleDesk());
    if (opened?.opening.table !== 'leads') throw new Error('no lead is opened');
    const cells = openedCells(opened.opening, { table: callbacks, record, privateCells: {} }, leads);
    const lead = typed(leads, { ...cells, contact: '13812345678', intendedAt: '2026-11-18 10:20' });
    expect(cells['intendedAt']).toBe(new Date(at('2026-11-18 10:20')).toISOString());
    expect(lead.cells['openedAt']).toBe(at('2026-11-18 10:20'));
    expect(lead.clocks['lead.first']).toMatchObject({ dueAt: at('2026-11-20 10:20'), stoppedAt: null });
    expect(lead.clocks['lead.first']?.steps.filter(({ id }) => id === 'due')).toEqual([]);
  });
});
