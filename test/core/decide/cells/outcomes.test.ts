// What a row comes to in one word: why nobody is called any more, what a call came to, and a warranty.
import { describe, expect, it } from 'vitest';
import { findingsLeft, type Incoming } from '../../../../functions/src/core/decide/incoming.ts';
import { outcomeOf } from '../../../../functions/src/core/decide/outcome.ts';
import { warrantyOf } from '../../../../functions/src/core/decide/warranty.ts';
import type { DeskRecord } from '../../../../functions/src/core/record/record.ts';
import type { Cells, Source } from '../../../../functions/src/core/schema/column.ts';
import { problem } from '../../../../functions/src/core/schema/problem.ts';
import { callbacks } from '../../../../functions/src/core/tables/callbacks.ts';
import { at, deskOf } from '../../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../../fixtures/core/record-fixture.ts';
import { cellFrom, NOW } from '../../../fixtures/core/system-cell.ts';
import { withOnly } from '../../../fixtures/with-only.ts';

const desk = deskOf();
const EARLIER = at('2026-11-20 10:00');

describe('why there will be no more tries', () => {
  const end = (kept: string | null, ended: string | null | undefined, cells: Cells = {}) =>
    cellFrom(
      { from: 'attempts', shows: 'end' },
      {
        table: callbacks,
        cells,
        before: { cells: { cell: kept } },
        incoming: ended === undefined ? {} : { ended },
      },
    );
  const ERASED = '客户资料已删除';

  it.each<[string | null, string | null | undefined, Cells, string | null]>([
    [null, undefined, {}, null],
    ['原记录已有结果', undefined, {}, '原记录已有结果'],
    ['同客户拒访', undefined, {}, '同客户拒访'],
    ['客户免回访', undefined, {}, '客户免回访'],
    ['多次未接通', undefined, {}, null],
    [ERASED, undefined, {}, ERASED],
    ['已回访，客户资料已删除', undefined, {}, '已回访，客户资料已删除'],
    // With another number there is somebody to be called again.
    [ERASED, undefined, { contact: '138****5678' }, null],
    ['客户免回访', null, {}, null],
    [null, '客户免回访', {}, '客户免回访'],
    [null, undefined, { reached: '拒访' }, '客户拒访'],
    [null, undefined, { reached: '已接通' }, null],
    ['客户免回访', undefined, { reached: '已接通' }, null],
    [ERASED, undefined, { reached: '已接通' }, ERASED],
  ])('was %s, is said to be %s, with %j: %s', (kept, ended, cells, is) => {
    expect(end(kept, ended, cells)).toBe(is);
  });

  it('is what the last try came to where no other is to come', () => {
    const last = (next: number | null) =>
      cellFrom(
        { from: 'attempts', shows: 'end' },
        { table: callbacks, attempts: [{ at: EARLIER, outcome: '未接通', next }] },
      );
    expect([last(null), last(NOW)]).toEqual(['多次未接通', null]);
    expect(
      cellFrom({ from: 'attempts', shows: 'end' }, { attempts: [{ at: 1, outcome: '', next: null }] }),
    ).toBeNull();
  });
});

describe('what a record comes to in one word', () => {
  const source: Extract<Source, { from: 'outcome' }> = {
    from: 'outcome',
    given: 'done',
    cases: [
      { when: { is: 'solved', values: ['否'] }, says: '未解决' },
      { score: 'score', atLeast: 8, says: '满意' },
      { score: 'score', atMost: '回访低分线', says: '不满意' },
    ],
  };
  const low = desk.parameter('回访低分线');

  it.each<[Cells, Cells | undefined, string | null]>([
    [{ solved: '否' }, undefined, null],
    [{ done: 1, solved: '否', score: 10 }, undefined, '未解决'],
    [{ done: 1, score: 8 }, undefined, '满意'],
    [{ done: 1, score: 7 }, undefined, null],
    [{ done: 1, score: low }, undefined, '不满意'],
    [{ done: 1, score: low + 1 }, undefined, null],
    [{ done: 1, score: '9' }, undefined, null],
    [{ done: 1 }, undefined, null],
    // What this cycle has not filled in yet is as the last one left it.
    [{ done: 1 }, { score: 9 }, '满意'],
    [{ done: 1, score: low }, { score: 9 }, '不满意'],
    [{ done: 1, score: null }, { score: 9 }, '满意'],
  ])('%j after %j: %s', (cells, last, is) => {
    expect(outcomeOf(source, cells, last ? [{ cells: { solved: '否' } }, { cells: last }] : [], desk)).toBe(
      is,
    );
  });
});

it.each<[Cells, string, string]>([
  [{ product: '净水器', purchasedOn: '2025-11-20' }, '2026-11-20 15:00', '保修期内'],
  [{ product: '净水器', purchasedOn: '2025-11-19' }, '2026-11-20 15:00', '已过保'],
  [{ product: '净水器', purchasedOn: '2025-11-21' }, '2026-11-20 15:00', '保修期内'],
  [{ product: '空调', purchasedOn: '2025-11-20' }, '2026-11-20 15:00', '未知'],
  [{ product: '净水器' }, '2026-11-20 15:00', '未知'],
  [{ model: '净水器', purchasedOn: '2025-11-20' }, '2026-11-20 15:00', '保修期内'],
  [{}, '2026-11-20 15:00', '未知'],
])('a purchase of %j is at %s under warranty: %s', (cells, when, is) => {
  const source = { from: 'warranty', product: 'product', model: 'model', purchased: 'purchasedOn' } as const;
  expect(warrantyOf(source, cells, at(when), desk)).toBe(is);
});

describe('what was found of a row before', () => {
  const left = (
    code: 'copied_row' | 'overwritten' | 'maybe_same',
    column: string | null,
    now: Cells,
    links?: DeskRecord['links'],
  ) => {
    const before = recordOf('feedback', { cells: { content: '甲' }, findings: [problem(column, code)] });
    return findingsLeft(withOnly<Incoming>({ before, links }), now).length;
  };

  it('holds while its cell is as it was; of a copy until somebody changes the row; else as long as it is found', () => {
    expect([
      left('overwritten', 'content', { content: '甲' }),
      left('overwritten', 'content', { content: '乙' }),
    ]).toEqual([1, 0]);
    expect([left('overwritten', 'channel', {}), left('overwritten', null, { content: '乙' })]).toEqual([
      1, 1,
    ]);
    expect([left('copied_row', null, {}), left('copied_row', null, {}, {})]).toEqual([0, 1]);
    expect(left('maybe_same', 'content', { content: '乙' })).toBe(1);
    expect(findingsLeft(withOnly<Incoming>({ before: undefined, links: undefined }), {})).toEqual([]);
  });
});
