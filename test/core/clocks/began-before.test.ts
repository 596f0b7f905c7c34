// What opens a matter anew, or holds its limits, and is typed after it happened: the next cycle and the pause begin
// when it happened, and nobody hears of a time that is past.
import { describe, expect, it } from 'vitest';
import { decide } from '../../../functions/src/core/decide/decide.ts';
import { cyclesOf } from '../../../functions/src/core/figures/cycles.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Link } from '../../../functions/src/core/record/states.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { staffCells, type Table } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { Book, shownIn } from '../../fixtures/core/book.ts';
import { at, by, exampleDesk, exampleRow, FEEDBACK, feedback } from '../../fixtures/core/desk-fixture.ts';

const desk = exampleDesk();
const NOW = at('2026-11-20 15:00');

const link = (state: string, told: Cells, cycle = 1): Link => ({
  key: state,
  number: state,
  state,
  cycle,
  told,
  toldIn: null,
});

/** A feedback as others tell of it, at a time. */
function heard(links: DeskRecord['links'], when: string, before?: DeskRecord, typed: Cells = {}): DeskRecord {
  const known = before ? staffCells(feedback, before.cells) : {};
  const fresh = { ...FEEDBACK, type: '投诉', priority: '重要', department: '品控部' };
  const values = {
    ...fresh,
    receivedAt: at('2026-11-17 09:00'),
    startedAt: at('2026-11-17 10:00'),
    ...known,
    ...typed,
  };
  const row = { values, problems: [] };
  const decided = decide(
    { table: feedback, key: 'row', before, row, links, by: by('limin'), now: at(when) },
    desk,
  );
  if (decided.outcome !== 'saved') throw new Error(JSON.stringify(decided));
  return decided.after;
}

describe('a survey that finds a matter unsolved', () => {
  const survey = (calledAt: string | null, cycle = 1) =>
    link('未满意', { calledAt: calledAt === null ? null : at(calledAt) }, cycle);
  const solved = () =>
    heard({ plans: [link('执行完成', { finishedAt: at('2026-11-18 11:00') })] }, '2026-11-18 11:10');
  const reopened = (calledAt: string | null, when = '2026-11-20 15:00') => {
    const before = solved();
    return heard({ ...before.links, surveys: [survey(calledAt)] }, when, before);
  };

  it('begins the next cycle when the customer said so, however late that is typed', () => {
    const record = reopened('2026-11-19 10:00');
    expect(record).toMatchObject({ cycle: 2, state: '处理中' });
    // What stops and starts goes by what happened; when it was typed is known as well.
    expect(record.cycles[0]).toMatchObject({ endedAt: NOW, happenedAt: at('2026-11-19 10:00') });
    expect(record.clocks['feedback.resolve']).toMatchObject({
      startedAt: at('2026-11-19 10:00'),
      dueAt: at('2026-11-21 10:00'),
      stoppedAt: null,
    });
    expect(cyclesOf(feedback, record).map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
      [at('2026-11-17 09:00'), at('2026-11-19 10:00')],
      [at('2026-11-19 10:00'), null],
    ]);
  });

  it('of which nothing is left of the limit is quiet for what is past, and counts as late', () => {
    const { clocks } = reopened('2026-11-18 12:00');
    expect(clocks['feedback.resolve']).toMatchObject({ dueAt: at('2026-11-20 12:00'), stoppedAt: null });
    const said = clocks['feedback.resolve']?.steps ?? [];
    expect(said.filter(({ at: when, id }) => id === 'due' || when <= NOW)).toEqual([]);
  });

  it.for([
    ['that says no time', null, '2026-11-20 15:00'],
    ['that is typed in the minute of the call', '2026-11-20 15:00', '2026-11-20 15:00'],
    ['of before the matter came in', '2026-11-16 10:00', '2026-11-20 15:00'],
  ] as const)('%s begins it when it is typed', ([, calledAt, began]) => {
    const record = reopened(calledAt);
    expect(record.cycles[0]).not.toHaveProperty('happenedAt');
    expect(record.clocks['feedback.resolve']?.startedAt).toBe(at(began));
  });

  it('of the cycle before says nothing of this one', () => {
    const first = reopened('2026-11-19 10:00');
    const done = heard(
      { ...first.links, plans: [link('执行完成', { finishedAt: at('2026-11-20 16:00') }, 2)] },
      '2026-11-20 16:10',
      first,
    );
    const second = heard(
      { ...done.links, surveys: [survey('2026-11-19 10:00'), survey('2026-11-19 09:00', 2)] },
      '2026-11-20 17:00',
      done,
    );
    // A call before this cycle had begun cannot have ended it.
    expect(second.cycles).toHaveLength(2);
    expect(second.cycles[1]).not.toHaveProperty('happenedAt');
  });
});

it('an answer that was not understood begins the next cycle when the customer was told', () => {
  const question = { type: '咨询', answer: '可以', informedAt: at('2026-11-19 11:00') };
  const before = heard({}, '2026-11-20 14:00', undefined, question);
  const record = heard({}, '2026-11-20 15:00', before, { ...question, understood: '否' });
  expect(record.cycle).toBe(2);
  expect(record.clocks['feedback.resolve']?.startedAt).toBe(at('2026-11-19 11:00'));
});

describe('a bad score that is typed after the call', () => {
  const low = (table: Table, limit: string, cells: Cells) => {
    const book = new Book(table, desk);
    const example = {
      ...exampleRow(table),
      contact: '13812345678',
      calledBackAt: null,
      score: null,
      ...cells,
    };
    const first = book.submit({ cells: example }, by('limin'), at('2026-11-18 12:00'));
    expect(first.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const bad = { ...shownIn(table, first.record), calledBackAt: '2026-11-19 16:00', score: '1' };
    const { record } = book.submit({ base: first.base, cells: bad }, by('limin'), NOW);
    return { cycle: record?.cycle, clock: record?.clocks[limit] };
  };

  it('begins the next cycle of 售后跟进 with the call', () => {
    const cells = {
      receivedAt: '2026-11-17 09:00',
      happenedAt: '2026-11-17 08:00',
      executedAt: '2026-11-18 10:00',
      closing: null,
      priority: '重要',
    };
    expect(low(followUps, 'followUp.resolve', cells)).toMatchObject({
      cycle: 2,
      clock: { startedAt: at('2026-11-19 16:00'), dueAt: at('2026-11-19 16:00') + 48 * HOUR },
    });
  });

  it('and of 投诉记录', () => {
    const cells = {
      receivedAt: '2026-11-17 09:00',
      happenedAt: '2026-11-17 08:00',
      contactedAt: null,
      finishedAt: '2026-11-18 10:00',
      priority: '一般',
    };
    expect(low(complaints, 'complaint.resolve', cells)).toMatchObject({
      cycle: 2,
      clock: { startedAt: at('2026-11-19 16:00'), dueAt: at('2026-11-19 16:00') + 72 * HOUR },
    });
  });
});

describe('a limit that waits for the customer', () => {
  const asked = (askedAt: string | null) => ({
    plans: [link('待客户意见', { askedAt: askedAt === null ? null : at(askedAt) })],
  });
  const resolve = (record: DeskRecord) => record.clocks['feedback.resolve'];

  it('waits since the customer was asked, however late that is typed', () => {
    const record = heard(asked('2026-11-18 17:00'), '2026-11-19 09:00', heard({}, '2026-11-18 10:00'));
    expect(record.pauses).toEqual([{ pause: 'confirming', from: at('2026-11-18 17:00'), to: null }]);
    const accepted = heard({ plans: [link('客户已接受', {})] }, '2026-11-19 12:00', record);
    expect(accepted.pauses).toEqual([
      { pause: 'confirming', from: at('2026-11-18 17:00'), to: at('2026-11-19 12:00') },
    ]);
    // 48 hours from 11-17 09:00 on, and the 19 that the customer took.
    expect(resolve(accepted)?.dueAt).toBe(at('2026-11-20 04:00'));
  });

  it('waits no more than three days of it: those that went by untyped count', () => {
    const record = heard(asked('2026-11-17 12:00'), '2026-11-20 15:00', heard({}, '2026-11-17 11:00'));
    expect(resolve(record)?.dueAt).toBe(at('2026-11-22 09:00'));
  });

  it('waits from when it is typed where nobody says when, and again from the second time', () => {
    const first = heard(asked(null), '2026-11-18 09:00', heard({}, '2026-11-17 11:00'));
    expect(first.pauses).toEqual([{ pause: 'confirming', from: at('2026-11-18 09:00'), to: null }]);
    const refused = heard({ plans: [link('待确认', {})] }, '2026-11-18 12:00', first);
    // A time before the first wait was over is none for the second.
    const again = heard(asked('2026-11-18 10:00'), '2026-11-18 15:00', refused);
    expect(again.pauses.at(-1)).toEqual({ pause: 'confirming', from: at('2026-11-18 15:00'), to: null });
  });
});
