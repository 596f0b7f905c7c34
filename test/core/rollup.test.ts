import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeskRecord } from '../../functions/src/core/record.ts';
import {
  addFigures,
  changeOf,
  type Figures,
  figuresOf,
  OPEN,
  weekDocument,
} from '../../functions/src/core/rollup.ts';
import type { Cells } from '../../functions/src/core/table.ts';
import { people } from '../../functions/src/core/tables/people.ts';
import { isoWeek } from '../../functions/src/core/time.ts';
import { Book } from './book.ts';
import { at, by, CALL, CLOSING, deskOf, FEEDBACK, feedback, hotline, ZONE } from './desk-fixture.ts';

const desk = deskOf();
const WEEK = weekDocument('2026-W47');

describe('what a record counts for', () => {
  it('open: by state, person, type and priority, and created in its week', () => {
    const book = new Book(hotline, desk);
    const { change } = book.submit({ cells: CALL }, by('limin'), at('2026-11-20 15:00'));
    expect(change).toEqual({
      [OPEN]: {
        'hotline/open': 1,
        'hotline/open/state/已分派': 1,
        'hotline/open/person/李伟': 1,
        'hotline/open/type/售后支持': 1,
        'hotline/open/priority/中': 1,
      },
      [WEEK]: { 'hotline/created': 1 },
    });
  });

  it('closed: no longer open, closed in its week', () => {
    const book = new Book(hotline, desk);
    const { base } = book.submit({ cells: CALL }, by('limin'), at('2026-11-20 15:00'));
    const { change } = book.submit({ cells: CLOSING, base }, by('liwei'), at('2026-11-23 00:30'));
    expect(change).toEqual({
      [OPEN]: {
        'hotline/open': -1,
        'hotline/open/state/已分派': -1,
        'hotline/open/person/李伟': -1,
        'hotline/open/type/售后支持': -1,
        'hotline/open/priority/中': -1,
      },
      [weekDocument('2026-W48')]: { 'hotline/closed': 1 },
    });
  });

  it('reopened: counted in the week in which the cycle ended, and open again', () => {
    const book = new Book(hotline, desk);
    const { base } = book.submit({ cells: CALL }, by('limin'), at('2026-11-20 15:00'));
    const unhappy: Cells = { ...CLOSING, satisfaction: '不满意' };
    const { change } = book.submit({ cells: unhappy, base }, by('liwei'), at('2026-11-20 16:00'));
    expect(change).toEqual({ [WEEK]: { 'hotline/reopened': 1 } });
  });

  it('people and settings count for nothing', () => {
    const book = new Book(people, desk);
    const cells = { name: '钱多', mail: 'q@example.com', department: '客服部', role: '技术' };
    const { outcome, change } = book.submit({ cells }, by('limin'), at('2026-11-20 15:00'));
    expect([outcome, change]).toEqual(['saved', {}]);
  });
});

describe('sums', () => {
  it('drop what comes to nothing, documents too', () => {
    const one: Figures = { open: { a: 1, b: 2 }, week: { c: 1 } };
    const minus: Figures = { open: { a: -1, b: -1 }, week: { c: -1 } };
    expect(addFigures(one, minus)).toEqual({ open: { b: 1 } });
    expect(addFigures()).toEqual({});
    expect(one).toEqual({ open: { a: 1, b: 2 }, week: { c: 1 } });
  });
});

describe('figures counted up from changes', () => {
  interface Step {
    row: number;
    cells: Cells;
    hours: number;
  }
  const edits: Cells[] = [
    CALL,
    { ...CALL, urgency: '高' },
    { ...CALL, urgency: '很急' },
    { ...CALL, handler: '孙丽' },
    CLOSING,
    { ...CLOSING, satisfaction: '不满意' },
    { ...CLOSING, satisfaction: null },
    { respondedAt: null, resolvedAt: null },
    { remark: '客户催问' },
  ];
  const feedbacks: Cells[] = [
    FEEDBACK,
    { ...FEEDBACK, priority: '紧急' },
    { ...FEEDBACK, department: '品控部', startedAt: '2026-11-20 15:00' },
  ];
  const step = (cells: Cells[]): fc.Arbitrary<Step> =>
    fc.record({ row: fc.nat(3), cells: fc.constantFrom(...cells), hours: fc.nat(200) });

  it.each([
    ['热线记录', hotline, edits],
    ['客户反馈', feedback, feedbacks],
  ])('%s: come to the recount, to the last digit', (_, table, cells) => {
    fc.assert(
      fc.property(fc.array(step(cells), { maxLength: 30 }), all => {
        const book = new Book(table, desk);
        let now = at('2026-11-20 15:00');
        const changes = all.map(({ row, cells: typed, hours }) => {
          now += hours * 3_600_000;
          const key = `row-${row}`;
          const base = String(book.records.get(key)?.version ?? '');
          return book.submit({ key, cells: typed, base }, by('limin'), now).change;
        });
        const recount = [...book.records.values()].map(record => figuresOf(table, record, ZONE));
        expect(addFigures(...changes)).toEqual(addFigures(...recount));
      }),
      { numRuns: 100 },
    );
  });

  it('a change that is counted twice in both directions is none', () => {
    const book = new Book(hotline, desk);
    const first = book.submit({ cells: CALL }, by('limin'), at('2026-11-20 15:00')).record as DeskRecord;
    const second = book.submit({ cells: CLOSING, base: '1' }, by('limin'), at('2026-12-20 15:00'))
      .record as DeskRecord;
    const there = changeOf(hotline, first, second, ZONE);
    expect(addFigures(there, changeOf(hotline, second, first, ZONE))).toEqual({});
    expect(changeOf(hotline, second, second, ZONE)).toEqual({});
  });

  it('weeks are those of the desk: Monday 00:30 in Shanghai is Sunday in UTC', () => {
    expect(isoWeek(at('2026-11-23 00:30'), ZONE)).toBe('2026-W48');
    expect(isoWeek(at('2027-01-01 12:00'), ZONE)).toBe('2026-W53');
  });
});
