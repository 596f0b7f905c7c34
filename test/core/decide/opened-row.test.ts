// Rows that the system opens by itself: they may lack what nobody has told yet.
import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { decide } from '../../../functions/src/core/decide/decide.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import { at, by, CALL, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const NOW = at('2023-10-01 15:00');

describe('a row that the system opened', () => {
  /** The row as it stands with these cells, written into a record that lacks its contact from the beginning. */
  const decideOn = (cells: Cells, before?: DeskRecord) =>
    decide(
      {
        table: hotline,
        key: 'row',
        before,
        row: check(hotline, { ...CALL, contact: null, ...cells }, NOW, desk),
        by: by('limin'),
        now: NOW,
        ...(!before && { origin: { table: 'complaints', key: 'other', number: 'CT-1' } }),
      },
      desk,
    );
  const opened = () => {
    const decision = decideOn({});
    if (decision.outcome !== 'saved') throw new Error('not opened');
    return decision.after;
  };

  it('takes other cells while it lacks what was never there, and says so', () => {
    const decision = decideOn({ remark: '已联系' }, opened());
    expect(decision).toMatchObject({ outcome: 'saved', after: { cells: { remark: '已联系' } } });
    expect(decision.problems.map(sentenceOf)).toContain('还缺：联系方式。填好后自动保存。');
  });

  it('is refused where somebody clears what was there', () => {
    const decision = decideOn({ order: 'ORD-2', request: '' }, opened());
    expect([decision.outcome, decision.problems.map(each => `${each.column} ${each.code}`)]).toEqual([
      'refused',
      ['request required_cleared'],
    ]);
  });
});
