import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../functions/src/core/figures/count.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, CLOSING, deskOf, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';

describe.each<[string, Cells]>([
  ['open', {}],
  ['closed', CLOSING],
  ['reopened', { ...CLOSING, satisfaction: '不满意' }],
])('a record that is %s and withdrawn', (_, cells) => {
  const book = new Book(hotline, deskOf());
  const submit = (typed: Cells, time: string) => {
    const base = String(book.records.get('row')?.version ?? '');
    const { outcome, record } = book.submit({ cells: typed, base }, by('limin'), at(time));
    expect(outcome).toBe('saved');
    if (!record) throw new Error('no record');
    return record;
  };
  submit(CALL, '2026-11-20 15:00');
  const before = submit({ ...cells, remark: '客户催问' }, '2026-11-20 15:30');
  const withdrawn = submit({ withdrawn: '作废' }, '2026-11-20 15:40');
  const back = submit({ withdrawn: null }, '2026-11-20 15:50');

  it('is closed, reminds of nothing, and counts for nothing', () => {
    expect(withdrawn).toMatchObject({ state: '已作废', nextActionAt: null, dueAt: null });
    expect(withdrawn.cycle).toBe(before.cycle);
    expect(figuresOf(hotline, withdrawn, ZONE)).toEqual({});
  });

  it('is what it was once the cell is cleared', () => {
    expect(back.state).toBe(before.state);
    expect(back.nextActionAt).toBe(before.nextActionAt);
    expect(back.milestones).toEqual(before.milestones);
    expect(figuresOf(hotline, back, ZONE)).toEqual(figuresOf(hotline, before, ZONE));
  });
});

it('every table whose records live can be withdrawn from', () => {
  const living = TABLES.filter(table => table.states.length > 1).map(({ key }) => key);
  const withdrawable = TABLES.filter(table => table.withdrawal).map(({ key }) => key);
  expect(withdrawable).toEqual(living);
});
