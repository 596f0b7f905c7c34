// Matters that were entered later than they came in, that move to another period, or whose persons and departments are
// called otherwise by now: in which period and on which line they count.
import { describe, expect, it } from 'vitest';
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
  CLOSING,
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

describe('what happens to a matter once its month was closed', () => {
  const NOW = at('2026-11-20 17:10');
  const october = earlier(periodAt('month', NOW, ZONE), ZONE);
  const called: Cells = { ...CALL, calledAt: '2026-10-29 10:00' };
  const solved: Cells = { ...CLOSING, respondedAt: '2026-10-29 10:20', resolvedAt: '2026-10-30 09:00' };

  /** The matter as it was when October was closed, what is told of it afterwards, and what the pages say then. */
  function told(...later: Cells[]) {
    const book = new Book(hotline, desk);
    const save = (cells: Cells, when: string) => {
      const base = String(book.records.get('call')?.version ?? '');
      const { outcome, problems } = book.submit({ key: 'call', cells, base }, by('zhaoqiang'), at(when));
      expect([outcome, problems.filter(({ severity }) => severity === 'error')]).toEqual(['saved', []]);
    };
    save(called, '2026-10-29 10:05');
    save(solved, '2026-10-30 09:10');
    const closed = closePeriod(october, figuresIn(book), october.until + 60_000, desk);
    for (const [index, cells] of later.entries()) save(cells, `2026-11-1${index} 10:00`);
    const figures = figuresIn(book);
    const page = pageOf('月报', factsOf(desk, NOW, { figures, closedPeriods: [closed] }));
    const part = (headline: string) => textsOf(linesOf(page, headline));
    const main = new Map(part('主要数据').map(([label, ...cells]) => [label, cells]));
    return { main, corrected: part('更正'), since: part('后续进展') };
  }
  const NONE = [['暂无']];

  it('untouched: what was closed stands, and nothing is corrected', () => {
    const { main, corrected, since } = told();
    expect([main.get('新增')?.[3], main.get('新增')?.[7]]).toEqual([1, '']);
    expect([corrected, since]).toEqual([NONE, NONE]);
  });

  it('a time put right over the month’s end: it stands where it stood, and the page says what moved', () => {
    const { main, corrected } = told({
      calledAt: '2026-11-01 10:00',
      respondedAt: '2026-11-01 10:20',
      resolvedAt: '2026-11-01 11:00',
    });
    expect(main.get('新增')).toEqual([1, '', '', 1, '', '', 0, -1]);
    expect(corrected).toContainEqual(['新增', 1, 0, -1]);
    expect(corrected).toContainEqual(['解决记录', 1, 0, -1]);
  });

  it('opened anew: solved as it was then, and what came of that since is told apart', () => {
    const { main, corrected, since } = told({ satisfaction: '不满意' });
    expect([main.get('解决')?.[3], main.get('解决')?.[7]]).toEqual([1, '']);
    expect(main.get('重开')?.[0]).toBe(1);
    expect(corrected.map(([label]) => label)).not.toContain('解决记录');
    expect(since).toContainEqual(['解决后重开', 0, 1, 1]);
    expect(since).toContainEqual(['新增问题中已解决', 1, 0, -1]);
  });

  it('withdrawn: it is taken back openly', () => {
    const { main, corrected } = told({ withdrawn: '作废' });
    expect(main.get('新增')).toEqual([0, '', '', 1, '', '', -1, -1]);
    expect(main.get('客户数')?.slice(3, 4)).toEqual([1]);
    expect(corrected).toContainEqual(['新增', 1, 0, -1]);
    expect(corrected).toContainEqual(['客户', 1, 0, -1]);
  });

  it('withdrawn and comes back: as if nothing had been', () => {
    const { corrected, since } = told({ withdrawn: '作废' }, { withdrawn: null });
    expect([corrected, since]).toEqual([NONE, NONE]);
  });
});

it('what belongs to a department that is there no more keeps its line, without a view', () => {
  const book = new Book(feedback, desk);
  const cells = { ...FEEDBACK, department: '运营部', receivedAt: '2026-11-20 09:00' };
  book.submit({ cells }, by('limin'), at('2026-11-20 09:10'));
  const departments = desk.options.departments.filter(name => name !== '运营部');
  const without = { ...desk, options: { ...desk.options, departments } };
  const page = pageOf('看板', factsOf(without, at('2026-11-20 10:00'), { figures: figuresIn(book) }));
  const line = linesOf(page, '按部门').find(([name]) => name?.text === '运营部');
  expect(line?.slice(0, 2).map(({ text }) => text)).toEqual(['运营部', 1]);
  expect(line?.slice(4).filter(({ to }) => to)).toEqual([]);
});
