// What is typed after it happened (CASES B): a limit counts from what happened, and nobody hears of a time that is
// past.
import { describe, expect, it } from 'vitest';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

const CLERK = { account: 'chenjing@example.test', editor: null };
const NOON = at('2026-11-20 12:00');

/** A call that is written down whole at noon. */
function typed(calledAt: string, respondedAt: string | null): DeskRecord {
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
  return record;
}

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

  it('that nobody has answered has its limit from now on, so that somebody hears of it', () => {
    expect(typed('2026-11-20 11:30', null).clocks['hotline.respond']).toMatchObject({
      startedAt: NOON,
      stoppedAt: null,
    });
  });
});
