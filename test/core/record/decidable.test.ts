// Records that nobody can decide any more, whatever is declared today: each says why, and is left as it is.
import { describe, expect, it } from 'vitest';
import { workspaceKey } from '../../../functions/src/core/desk/custom-columns.ts';
import { faultOf } from '../../../functions/src/core/record/decidable.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

const { record } = new Book(hotline, deskOf()).submit({ cells: CALL }, by('limin'), at('2026-11-20 15:00'));
const withCells = (cells: DeskRecord['cells']): Partial<DeskRecord> => ({
  cells: { ...record?.cells, ...cells },
});

describe('a record', () => {
  it.each<[string, Partial<DeskRecord>, ReturnType<typeof faultOf>]>([
    ['as it was saved can be decided', {}, undefined],
    ['with something in a column that is gone cannot', withCells({ gone: '甲' }), 'column'],
    ['with nothing in such a column can', withCells({ gone: null }), undefined],
    [
      "with something in a column of the workspace's own can",
      withCells({ [workspaceKey('row-1')]: '甲' }),
      undefined,
    ],
    ['with an option that is declared no longer cannot', withCells({ urgency: '特急' }), 'option'],
    ['with no option can', withCells({ urgency: null }), undefined],
    ['in a state that is gone cannot', { state: '搁置' }, 'state'],
    ['without what deciding relies on cannot', { version: Number.NaN }, 'broken'],
  ])('%s', (_, change, fault) => {
    if (!record) throw new Error('the row was not saved');
    expect(faultOf({ ...record, ...change }, hotline)).toBe(fault);
  });

  it('of a table that is gone cannot', () => {
    expect(record && faultOf(record, undefined)).toBe('table');
  });
});
