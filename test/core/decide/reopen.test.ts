import { beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, CLOSING, deskOf, exampleDesk, hotline } from '../../fixtures/core/desk-fixture.ts';
import { Walker } from '../../fixtures/core/walker.ts';

const desk = deskOf();
const UNHAPPY: Cells = { ...CLOSING, satisfaction: '不满意', comment: '“换来的也是坏的”' };
const REOPENED = at('2023-10-06 09:00');

let book: Book;
let base: string;
const submit = (cells: Cells, token: string, now: number) =>
  book.submit(
    { cells: { ...CALL, customer: '李*', contact: '138****5678', ...cells }, base: token },
    by('limin'),
    now,
  );

beforeEach(() => {
  book = new Book(hotline, desk);
  base = book.submit({ cells: CALL }, by('limin'), at('2023-10-01 15:00')).base;
});

describe('不满意 opens the record again', () => {
  // Template 2.15
  it('in the next cycle, state 已分派， with the cells of the first one in its history', () => {
    const { outcome, record } = submit(UNHAPPY, base, REOPENED);
    expect(outcome).toBe('saved');
    expect(record).toMatchObject({ cycle: 2, state: '已分派', closedAt: null });
    expect(record?.cells).toMatchObject({
      handler: '李伟',
      assignedAt: REOPENED,
      dueAt: at('2023-10-08 09:00'),
      respondedAt: null,
      resolution: null,
      resolvedAt: null,
      satisfaction: null,
      comment: null,
      cause: null,
    });
    expect(record?.cycles).toMatchObject([
      {
        cycle: 1,
        endedAt: REOPENED,
        state: '已关闭',
        cells: {
          respondedAt: at('2023-10-01 16:10'),
          resolution: CLOSING.resolution,
          resolvedAt: at('2023-10-05 10:00'),
          satisfaction: '不满意',
          comment: '“换来的也是坏的”',
          cause: CLOSING.cause,
          acknowledgedBy: null,
        },
        standing: { handler: '李伟', type: '售后支持', urgency: '中' },
        milestones: { solved: REOPENED, rated: REOPENED },
        closedAt: null,
      },
    ]);
    // Its limits are kept as they were decided, that of the call-back by the very edit that ended it.
    const clocks = Object.entries(record?.cycles[0]?.clocks ?? {});
    expect(clocks.map(([id, { dueAt, stoppedAt }]) => [id, dueAt, stoppedAt])).toEqual([
      ['hotline.respond', at('2023-10-01 16:30'), at('2023-10-01 16:10')],
      ['hotline.resolve', at('2023-10-03 14:30'), at('2023-10-05 10:00')],
      ['hotline.callback', at('2023-10-06 10:00'), REOPENED],
    ]);
  });

  it('its clocks start anew', () => {
    submit({ respondedAt: CLOSING.respondedAt ?? null }, base, at('2023-10-01 16:20'));
    const { record } = submit(UNHAPPY, '2', REOPENED);
    expect(record?.clocks['hotline.respond']).toMatchObject({
      cycle: 2,
      startedAt: REOPENED,
      dueAt: at('2023-10-06 11:00'),
      stoppedAt: null,
      said: [],
    });
    expect(record?.clocks['hotline.callback']).toBeUndefined();
    expect(record?.nextActionAt).toBe(at('2023-10-06 10:36'));
  });

  it('the history tells what was written before it went', () => {
    submit(UNHAPPY, base, REOPENED);
    const changes = book.events.get('row-2')?.changes.filter(each => each.column === 'satisfaction');
    expect(changes).toEqual([
      { column: 'satisfaction', label: '客户满意度', before: null, after: '不满意' },
      { column: 'satisfaction', label: '客户满意度', before: '不满意', after: null },
    ]);
  });

  it('the same request again changes nothing', () => {
    const first = submit(UNHAPPY, base, REOPENED);
    const again = submit(UNHAPPY, base, REOPENED + 60_000);
    expect([again.outcome, again.record]).toEqual(['unchanged', first.record]);
    expect(again.base).toBe(first.base);
  });

  it('the second cycle runs to its end and leaves the first alone', () => {
    const first = submit(UNHAPPY, base, REOPENED);
    const second: Cells = {
      ...CLOSING,
      respondedAt: '2023-10-06 09:30',
      resolvedAt: '2023-10-07 10:00',
      satisfaction: '满意',
    };
    const closed = submit(second, first.base, at('2023-10-07 10:30'));
    expect(closed.record).toMatchObject({ cycle: 2, state: '已关闭', cycles: first.record?.cycles });
    expect(closed.record?.nextActionAt).toBeNull();
    const third = submit({ ...second, satisfaction: '不满意' }, closed.base, at('2023-10-09 09:00'));
    expect(third.record).toMatchObject({ cycle: 3, state: '已分派' });
    expect(third.record?.cycles.map(each => each.cycle)).toEqual([1, 2]);
  });

  it('not before it is solved: until then it is a note that waits', () => {
    const { record } = submit({ satisfaction: '不满意' }, base, REOPENED);
    expect(record).toMatchObject({ cycle: 1, state: '已分派', cycles: [] });
    expect(record?.cells.satisfaction).toBe('不满意');
  });

  it('a colleague who writes on into the finished cycle is told that it is over', () => {
    const known = submit({ ...CLOSING, satisfaction: null, comment: null }, base, REOPENED);
    submit(UNHAPPY, known.base, REOPENED);
    const stale: Cells = { ...CLOSING, satisfaction: null, comment: null, cause: '运输中损坏' };
    const answer = submit(stale, known.base, REOPENED + 60_000);
    expect([answer.outcome, answer.keep]).toEqual(['conflict', ['cause']]);
    expect(answer.problems).toMatchObject([
      { column: 'respondedAt', code: 'taken_over' },
      { column: 'resolution', code: 'taken_over' },
      { column: 'resolvedAt', code: 'taken_over' },
      { column: 'cause', code: 'conflict' },
    ]);
    expect(answer.record).toMatchObject({ cycle: 2, state: '已分派' });
  });
});

// Case D.11
describe('a score of five that is typed directly', () => {
  it.each([
    ['售后跟进', followUps, '已关闭', '分析中'],
    ['售后服务单', serviceOrders, '已关闭', '检测中'],
    ['投诉记录', complaints, '已归档', '已判责'],
  ] as const)('of one or two opens %s again, as a call does, and no better one', (_, table, end, again) => {
    for (const score of ['1', '2']) {
      const walker = new Walker(table, exampleDesk()).walkTo(end).type({ score });
      expect([score, walker.record.state, walker.record.cycle]).toEqual([score, again, 2]);
      expect(walker.record.cycles[0]?.cells['score']).toBe(Number(score));
    }
    for (const score of ['3', '5']) {
      const walker = new Walker(table, exampleDesk()).walkTo(end).type({ score });
      expect([score, walker.record.state, walker.record.cycle]).toEqual([score, end, 1]);
    }
  });
});
