// Matters that were entered later than they came in, that move to another period, or whose persons and departments are
// called otherwise by now: in which period and on which line they count.
import { expect, it } from 'vitest';
import { closePeriod } from '../../../functions/src/core/figures/closed-periods.ts';
import type { Figures } from '../../../functions/src/core/figures/figures.ts';
import { earlier, periodAt } from '../../../functions/src/core/figures/periods.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { Book } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  CALL,
  deskOf,
  exampleRow,
  FEEDBACK,
  feedback,
  hotline,
  ZONE,
} from '../../fixtures/core/desk-fixture.ts';
import { factsOf, figuresOfAll, linesOf, pageOf, textsOf } from '../../fixtures/core/page-fixture.ts';

const desk = deskOf();
const [OCTOBER, NOVEMBER] = ['month-2026-10', 'month-2026-11'];
const figuresIn = (book: Book) => figuresOfAll([...book.records.values()], desk);
const amount = (figures: Figures, document: string, key: string) => figures[document]?.[key] ?? 0;

it.each([complaints, followUps])('of $title count by the time at which they were taken in', table => {
  const book = new Book(table, desk);
  const example = exampleRow(table);
  const required = staffColumns(table).flatMap(({ key, required }) =>
    required ? [[key, example[key] ?? null] as const] : [],
  );
  const save = (cells: Cells, time: string) => {
    const base = String(book.records.get('late')?.version ?? '');
    const { outcome, problems } = book.submit({ key: 'late', cells, base }, by('limin'), at(time));
    expect([outcome, problems.filter(({ severity }) => severity === 'error')]).toEqual(['saved', []]);
  };
  const created = () =>
    [OCTOBER, NOVEMBER].map(month => amount(figuresIn(book), month, `${table.key}/created`));
  const handler = 'handler' in example ? { handler: '李伟' } : {};
  const happened = { happenedAt: '2026-10-30 09:00', receivedAt: '2026-10-31 17:00' };
  save({ ...Object.fromEntries(required), ...handler, ...happened }, '2026-11-02 09:10');
  expect(created()).toEqual([1, 0]);
  save({ receivedAt: '2026-11-01 08:00' }, '2026-11-02 10:00');
  expect(created()).toEqual([0, 1]);
});

it('a customer who came late to two tables is one in 更正, and what was wrong is told there as well', () => {
  const now = at('2026-11-20 17:10');
  const october = earlier(periodAt('month', now, ZONE), ZONE);
  const closed = closePeriod(october, {}, october.until + 60_000, desk);
  const [calls, told] = [new Book(hotline, desk), new Book(feedback, desk)];
  calls.submit({ cells: { ...CALL, calledAt: '2026-10-29 10:00' } }, by('limin'), now);
  told.submit(
    {
      cells: {
        ...FEEDBACK,
        type: '投诉',
        tags: '物流延误',
        contact: CALL.contact,
        receivedAt: '2026-10-30 10:00',
      },
    },
    by('limin'),
    now,
  );
  const figures = figuresOfAll([...calls.records.values(), ...told.records.values()], desk);
  const page = pageOf('月报', factsOf(desk, now, { figures, closedPeriods: [closed] }));
  const lines = new Map(textsOf(linesOf(page, '更正')).map(([label, ...cells]) => [label, cells]));
  expect(lines.get('新增')).toEqual([0, 2, 2]);
  expect(lines.get('客户')).toEqual([0, 1, 1]);
  expect(lines.get('问题')).toEqual([0, 2, 2]);
});
