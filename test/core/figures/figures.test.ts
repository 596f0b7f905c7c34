import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../functions/src/core/figures/count.ts';
import { addFigures, type Figures, OPEN } from '../../../functions/src/core/figures/figures.ts';
import { seenOf, tailOf } from '../../../functions/src/core/figures/periods.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { Book } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  CALL,
  CLOSING,
  deskOf,
  FEEDBACK,
  feedback,
  hotline,
  ZONE,
} from '../../fixtures/core/desk-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const NOVEMBER = 'month-2026-11';
const WEEK = 'week-2026-W47';
const NEXT = 'week-2026-W48';

const CALLED: Cells = { ...CALL, calledAt: '2026-11-20 14:50' };
const SOLVED: Cells = {
  ...CALLED,
  ...CLOSING,
  respondedAt: '2026-11-20 15:30',
  resolvedAt: '2026-11-22 10:00',
};

const bookOf = (table: Table) => new Book(table, desk);
const whole = (figures: Figures, document: string) =>
  Object.fromEntries(Object.entries(figures[document] ?? {}).filter(([key]) => key.split('/').length === 2));
const figuresIn = (book: Book) =>
  addFigures(...[...book.records.values()].map(record => figuresOf(book.table, record, ZONE)));

describe('a record that comes in', () => {
  it('is open by state and dimension, and counts in the week and the month in which it was received', () => {
    const book = bookOf(hotline);
    const { change } = book.submit({ cells: CALLED }, by('limin'), at('2026-11-23 00:30'));
    const created = {
      'hotline/created': 1,
      'hotline/created/person/李伟': 1,
      'hotline/created/type/售后支持': 1,
      'hotline/created/priority/中': 1,
      'hotline/raised': 1,
      'hotline/raised/person/李伟': 1,
      'hotline/raised/type/售后支持': 1,
      'hotline/raised/priority/中': 1,
    };
    const digest = [...book.records.values()][0]?.customer?.digest ?? '';
    expect(digest).toMatch(/^[g-v].{12}$/);
    const seen = { [`hotline/${digest}`]: 1, [`*/${digest}`]: 1 };
    expect(change).toEqual({
      [OPEN]: {
        'hotline/open': 1,
        'hotline/open/state/已分派': 1,
        'hotline/open/person/李伟': 1,
        'hotline/open/type/售后支持': 1,
        'hotline/open/priority/中': 1,
      },
      [WEEK]: created,
      [NOVEMBER]: created,
      [seenOf(WEEK, digest)]: seen,
      [seenOf(NOVEMBER, digest)]: seen,
      [tailOf(WEEK)]: { 'hotline/problem/problem/售后支持': 1 },
      [tailOf(NOVEMBER)]: { 'hotline/problem/problem/售后支持': 1 },
    });
  });

  it('counts for nothing when it configures the desk', () => {
    const cells = { name: '钱多', mail: 'q@example.com', department: '客服部', role: '技术' };
    const { outcome, change } = bookOf(people).submit({ cells }, by('limin'), at('2026-11-20 15:00'));
    expect([outcome, change]).toEqual(['saved', {}]);
  });

  it('names each of its problems once, a long one cut short', () => {
    const tags = '质量-噪音，物流-延误；质量-噪音、' + '长'.repeat(30);
    const { change } = bookOf(feedback).submit(
      { cells: { ...FEEDBACK, tags } },
      by('limin'),
      at('2026-11-20 15:00'),
    );
    expect(change[tailOf(WEEK)]).toEqual({
      'feedback/problem/problem/质量-噪音': 1,
      'feedback/problem/problem/物流-延误': 1,
      [`feedback/problem/problem/${'长'.repeat(24)}`]: 1,
    });
  });
});

describe('a record that is solved and closed', () => {
  const book = bookOf(hotline);
  const { base } = book.submit({ cells: CALLED }, by('limin'), at('2026-11-20 15:00'));
  book.submit({ cells: SOLVED, base }, by('liwei'), at('2026-11-23 00:30'));
  const figures = figuresIn(book);

  it('counts each thing when it happened: answered and solved when that was typed, closed when it was seen', () => {
    expect(whole(figures, WEEK)).toEqual({
      'hotline/created': 1,
      'hotline/raised': 1,
      'hotline/createdSolved': 1,
      'hotline/createdAtOnce': 1,
      'hotline/responded': 1,
      'hotline/respondMinutes': 40,
      'hotline/solved': 1,
      'hotline/solvedFirst': 1,
      'hotline/solveMinutes': 43 * 60 + 10,
      'hotline/kept': 2,
    });
    expect(whole(figures, NEXT)).toEqual({
      'hotline/closed': 1,
      'hotline/closedFirst': 1,
      'hotline/rated': 1,
      'hotline/satisfied': 1,
      'hotline/answered': 1,
      'hotline/answeredWell': 1,
      'hotline/kept': 1,
    });
    expect(figures[OPEN]).toBeUndefined();
  });

  it('keeps times in buckets, scores by value and limits by name', () => {
    expect(figures[NOVEMBER]).toMatchObject({
      'hotline/responded/minutes/40': 1,
      'hotline/solved/minutes/2560': 1,
      'hotline/rated/score/满意': 1,
      'hotline/kept/clock/hotline.respond': 1,
      'hotline/kept/clock/hotline.resolve': 1,
      'hotline/kept/clock/hotline.callback': 1,
    });
  });
});

describe('a record that is reopened', () => {
  const book = bookOf(hotline);
  const submit = (cells: Cells, time: string) =>
    book.submit({ cells, base: String(book.records.get('row')?.version ?? '') }, by('limin'), at(time));
  submit(CALLED, '2026-11-20 15:00');
  submit(SOLVED, '2026-11-22 11:00');
  const closed = figuresIn(book);
  submit({ ...SOLVED, satisfaction: '不满意' }, '2026-11-24 09:00');
  const reopened = figuresIn(book);
  submit({ handler: '孙丽' }, '2026-11-24 09:05');
  const moved = figuresIn(book);
  submit(
    { ...CLOSING, handler: '孙丽', respondedAt: '2026-11-24 10:00', resolvedAt: '2026-11-24 12:00' },
    '2026-11-24 12:30',
  );
  const again = figuresIn(book);

  it('leaves closing, solving, times and limits of its first cycle where they were', () => {
    const stays = ['closed', 'closedFirst', 'solved', 'solvedFirst', 'solveMinutes', 'responded', 'kept'];
    for (const figures of [closed, reopened, moved, again])
      expect(stays.map(measure => figures[WEEK]?.[`hotline/${measure}`])).toEqual([1, 1, 1, 1, 2590, 1, 3]);
    expect(again[WEEK]?.['hotline/solved/person/李伟']).toBe(1);
    expect(again[WEEK]?.['hotline/solved/person/孙丽']).toBeUndefined();
  });

  it('counts as reopened where it was reopened, and against the solving that did not last', () => {
    expect(reopened[NEXT]?.['hotline/reopened']).toBe(1);
    expect(reopened[WEEK]?.['hotline/solvedReopened']).toBe(1);
    expect(reopened[WEEK]?.['hotline/createdSolved']).toBeUndefined();
    expect(reopened[OPEN]?.['hotline/open']).toBe(1);
  });

  it('keeps the score of the cycle that it was given in: what was corrected is not counted twice', () => {
    expect(closed[WEEK]).toMatchObject({ 'hotline/rated': 1, 'hotline/satisfied': 1 });
    expect(reopened[WEEK]).toMatchObject({ 'hotline/rated': 1, 'hotline/rated/score/不满意': 1 });
    expect(reopened[WEEK]?.['hotline/satisfied']).toBeUndefined();
    expect(again[NEXT]).toMatchObject({ 'hotline/rated': 1, 'hotline/satisfied': 1 });
  });

  it('is credited once as a record, twice as a cycle, and not as solved at once', () => {
    expect(again[NOVEMBER]).toMatchObject({
      'hotline/created': 1,
      'hotline/createdSolved': 1,
      'hotline/solved': 2,
      'hotline/solvedFirst': 1,
      'hotline/closed': 2,
      'hotline/closedFirst': 1,
    });
    expect(again[NOVEMBER]?.['hotline/createdAtOnce']).toBeUndefined();
  });

  it('counts the time of its second cycle from where that began', () => {
    expect(again[NEXT]).toMatchObject({ 'hotline/respondMinutes': 60, 'hotline/solveMinutes': 180 });
  });
});

describe('limits', () => {
  const clock = clockOf({ startedAt: 0, dueAt: at('2026-11-22 09:00') });
  const limits = (changed: object) => {
    const record = recordOf('hotline', { clocks: { 'hotline.resolve': { ...clock, ...changed } } });
    const figures = figuresOf(hotline, record, ZONE);
    return [WEEK, NEXT].map(week =>
      ['kept', 'missed'].map(measure => figures[week]?.[`hotline/${measure}/clock/hotline.resolve`] ?? 0),
    );
  };

  it.each([
    [
      'that runs is not decided',
      {},
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'that has rung is missed, in the week in which it was due',
      { said: ['warning', 'due'] },
      [
        [0, 1],
        [0, 0],
      ],
    ],
    [
      'that stopped to the minute is kept',
      { stoppedAt: at('2026-11-22 09:00') },
      [
        [1, 0],
        [0, 0],
      ],
    ],
    [
      'that stopped late is missed when it was due',
      { stoppedAt: at('2026-11-25 09:00') },
      [
        [0, 1],
        [0, 0],
      ],
    ],
    [
      'that has no due time is none',
      { dueAt: null, stoppedAt: at('2026-11-25 09:00') },
      [
        [0, 0],
        [0, 0],
      ],
    ],
  ])('one %s', (_, changed, expected) => {
    expect(limits(changed)).toEqual(expected);
  });
});

describe('what lasts', () => {
  it('a call-back counts its call and its score once, though it is done again', () => {
    const cells: Cells = {
      calledAt: at('2026-11-20 10:00'),
      reached: '已接通',
      score: 9,
      intent: '有明确意向',
      caller: '李敏',
      type: '常规回访',
    };
    const ended = {
      cycle: 1,
      endedAt: at('2026-11-24 10:00'),
      state: '待二次回访',
      cells: { resolution: '未解决' },
      standing: { caller: '李敏', score: 9, calledAt: at('2026-11-20 10:00') },
      clocks: {},
      milestones: { rated: at('2026-11-20 10:00') },
      closedAt: null,
    };
    const given = { cells, cycle: 2, cycles: [ended], milestones: { rated: at('2026-11-20 10:00') } };
    const figures = figuresOf(callbacks, recordOf('callbacks', given), ZONE);
    expect(whole(figures, NOVEMBER)).toEqual({
      'callbacks/created': 1,
      'callbacks/returned': 1,
      'callbacks/rated': 1,
      'callbacks/satisfied': 1,
      'callbacks/answered': 1,
      'callbacks/answeredWell': 1,
      'callbacks/called': 1,
      'callbacks/intended': 1,
    });
  });

  it.each([
    ['企业内部', '运营部', '运营部'],
    ['客户误解', '运营部', '客户误解'],
    ['第三方', '运营部', '第三方'],
  ])('a complaint judged %s is put to the account of the guilty: %s, %s', (liability, department, guilty) => {
    const cells: Cells = { liability, department, type: '服务态度' };
    const record = recordOf('complaints', { cells, milestones: { judged: at('2026-11-20 10:00') } });
    expect(figuresOf(complaints, record, ZONE)[WEEK]).toMatchObject({
      [`complaints/judged/responsible/${guilty}`]: 1,
    });
  });
});
