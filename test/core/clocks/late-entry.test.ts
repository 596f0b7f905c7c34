// What is typed after it happened: a limit counts from what happened, and nobody hears of a time that is
// past.
import { describe, expect, it } from 'vitest';
import { toWire } from '../../../functions/src/core/cells/cell-codec.ts';
import { redecide } from '../../../functions/src/core/decide/decide.ts';
import { ring } from '../../../functions/src/core/decide/fire.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { STEPS } from '../../../functions/src/core/schema/clock-rule.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { Book } from '../../fixtures/core/book.ts';
import {
  at,
  deskOf,
  exampleDesk,
  exampleRow,
  FEEDBACK,
  feedback,
  hotline,
  PEOPLE,
  SETTINGS,
} from '../../fixtures/core/desk-fixture.ts';

const CLERK = { account: 'chenjing@example.test', editor: null };
const NOON = at('2026-11-20 12:00');

/** A call that is written down whole at noon. */
function written(calledAt: string, respondedAt: string | null): { record: DeskRecord; book: Book } {
  const book = new Book(hotline, deskOf());
  const { record, problems } = book.submit(
    {
      cells: {
        calledAt,
        customer: '李先生',
        contact: '13812345678',
        type: '售后支持',
        description: '昨天上午客户在家里打开机器时发现漏水，停机后仍在滴水',
        request: '尽快上门',
        urgency: '中',
        respondedAt,
      },
    },
    CLERK,
    NOON,
  );
  if (!record) throw new Error(problems.map(({ code }) => code).join());
  return { record, book };
}

const typed = (...row: Parameters<typeof written>) => written(...row).record;

/** Its cells as the sheet shows and sends them. */
const shown = (record: DeskRecord) =>
  Object.fromEntries(
    staffColumns(hotline).map(column => [column.key, toWire(column, record.cells[column.key] ?? null)]),
  );

// Case B.7
describe('a call that is written down late', () => {
  it.each([
    ['answered a day after it, is late', '2026-11-19 09:00', '2026-11-20 09:20', '2026-11-19 11:00', false],
    [
      'answered within the limit, is in time',
      '2026-11-19 09:00',
      '2026-11-19 09:20',
      '2026-11-19 11:00',
      true,
    ],
    [
      'answered in the minute of the limit, is in time',
      '2026-11-20 08:00',
      '2026-11-20 10:00',
      '2026-11-20 10:00',
      true,
    ],
  ])('%s', (_, calledAt, respondedAt, due, inTime) => {
    const clock = typed(calledAt, respondedAt).clocks['hotline.respond'];
    expect(clock).toMatchObject({ startedAt: at(calledAt), dueAt: at(due), stoppedAt: at(respondedAt) });
    expect((clock?.stoppedAt ?? 0) <= (clock?.dueAt ?? 0)).toBe(inTime);
  });

  it('reminds of nothing that is past', () => {
    const record = typed('2026-11-19 09:00', '2026-11-20 09:20');
    const resolve = record.clocks['hotline.resolve'];
    expect(resolve?.stoppedAt).toBeNull();
    expect(record.nextActionAt).toBeGreaterThan(NOON);
  });

  it('that nobody has answered counts from the call all the same, and what was past is not said', () => {
    const soon = typed('2026-11-20 11:30', null).clocks['hotline.respond'];
    expect(soon).toMatchObject({ startedAt: at('2026-11-20 11:30'), dueAt: at('2026-11-20 13:30') });
    expect(soon?.steps.map(({ id }) => id)).toEqual(STEPS);
    // Due at 11:00, and the first of those above would have heard at 11:30.
    const late = typed('2026-11-20 09:00', null).clocks['hotline.respond'];
    expect(late).toMatchObject({ dueAt: at('2026-11-20 11:00'), stoppedAt: null });
    expect(late?.steps).toEqual([
      // At 12:00, while it was being typed: once it may be finished.
      { id: 'escalation3', at: at('2026-11-20 13:00') },
    ]);
    // What comes after it is said at its time, but not before the row may be finished.
    const steps = (calledAt: string) =>
      typed(calledAt, null).clocks['hotline.respond']?.steps.map(({ id, at: when }) => [id, when]);
    expect(steps('2026-11-20 09:01')).toEqual([
      ['escalation2', at('2026-11-20 12:10')],
      ['escalation3', at('2026-11-20 13:01')],
    ]);
    expect(steps('2026-11-20 09:11')).toEqual([
      ['escalation2', at('2026-11-20 12:11')],
      ['escalation3', at('2026-11-20 13:11')],
    ]);
    // Due at noon: past by then. A minute later it is not, and those above hear as much later as whoever acts.
    expect(steps('2026-11-20 10:00')?.[0]).toEqual(['escalation', at('2026-11-20 12:30')]);
    expect(steps('2026-11-20 10:01')?.slice(0, 2)).toEqual([
      ['due', at('2026-11-20 12:10')],
      ['escalation', at('2026-11-20 12:40')],
    ]);
    expect(typed('2026-11-10 09:00', null)).toMatchObject({ nextActionAt: null });
  });

  it('stays quiet when it is decided again, and rings where its limit is shortened by somebody', () => {
    const { record, book } = written('2026-11-19 09:00', null);
    const later = at('2026-11-20 12:30');
    const again = book.submit(
      { base: String(record.version), cells: { ...shown(record), remark: '客户催问' } },
      CLERK,
      later,
    ).record;
    expect(again?.clocks['hotline.respond']?.steps).toEqual([]);
    const { record: partly, book: other } = written('2026-11-20 09:00', null);
    const cells = { ...shown(partly), remark: '客户催问' };
    const kept = other.submit({ base: String(partly.version), cells }, CLERK, later).record;
    expect(kept?.clocks['hotline.respond']?.steps).toEqual([
      { id: 'escalation3', at: at('2026-11-20 13:00') },
    ]);
    const { record: fresh } = written('2026-11-20 11:30', null);
    const shorter = deskOf(PEOPLE, [...SETTINGS, ['时限', '热线响应', { value: '10m' }]]);
    const redecided = redecide(hotline, fresh, later, shorter);
    expect(redecided?.clocks['hotline.respond']?.steps[0]).toEqual({
      id: 'due',
      at: at('2026-11-20 12:40'),
    });
  });
});

describe('other limits that start when something happened', () => {
  it('of a feedback: those that were over are quiet, turns of news as well', () => {
    const cells = { ...FEEDBACK, receivedAt: '2026-11-16 09:00', startedAt: '2026-11-16 10:00' };
    const { record } = new Book(feedback, deskOf()).submit({ cells }, CLERK, NOON);
    const { clocks } = record ?? {};
    expect(clocks?.['feedback.resolve']).toMatchObject({ dueAt: at('2026-11-19 09:00'), stoppedAt: null });
    // Half of 72 hours after it and twice as long would have been said; the last of the ladder is still to come.
    expect(clocks?.['feedback.resolve']?.steps.map(({ id, at: when }) => [id, when])).toEqual([
      ['escalation2', at('2026-11-20 21:00')],
      ['escalation3', at('2026-11-22 09:00')],
    ]);
    // News was due each morning at ten: what was missed counts, and the first that is said is that of tomorrow.
    const rung = record && ring(feedback, record, NOON, deskOf());
    expect(rung?.notices.filter(({ clock }) => clock === 'feedback.progress')).toEqual([]);
    expect(rung?.after.turns.map(({ at: due, kept }) => [due, kept])).toEqual(
      ['2026-11-17 10:00', '2026-11-18 10:00', '2026-11-19 10:00'].map(due => [at(due), false]),
    );
    const tomorrow = rung && ring(feedback, rung.after, at('2026-11-21 10:00'), deskOf());
    expect(
      tomorrow?.notices.flatMap(({ clock, step }) => (clock === 'feedback.progress' ? [step] : [])),
    ).toEqual(['due']);
  });

  it('of what a call-back brought: from the call', () => {
    const cells = {
      ...exampleRow(callbacks),
      contact: '13812345678',
      plannedAt: '2026-11-19 10:00',
      calledAt: '2026-11-19 10:20',
      reached: '已接通',
      class: '需立即解决',
      resolution: null,
      secondResult: null,
      syncedAt: null,
      settledAt: null,
    };
    const { record, problems } = new Book(callbacks, exampleDesk()).submit({ cells }, CLERK, NOON);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(record?.cells['classedAt']).toBe(at('2026-11-19 10:20'));
    expect(record?.clocks['callback.urgent']).toMatchObject({ dueAt: at('2026-11-20 10:20') });
  });

  it('has none of it where a time is a plan: what should have been done is still said', () => {
    const cells = {
      ...exampleRow(callbacks),
      contact: '13812345678',
      plannedAt: '2026-11-19 10:00',
      calledAt: null,
      reached: null,
      score: null,
      class: null,
      resolution: null,
      secondResult: null,
      syncedAt: null,
      settledAt: null,
    };
    const { record } = new Book(callbacks, exampleDesk()).submit({ cells }, CLERK, NOON);
    expect(record?.clocks['callback.call']?.steps).toEqual([{ id: 'due', at: at('2026-11-20 12:10') }]);
  });
});
