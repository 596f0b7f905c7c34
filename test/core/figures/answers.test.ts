// What customers answered and what was judged: each answer counts once, wherever it stands.
import { describe, expect, it } from 'vitest';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Link } from '../../../functions/src/core/record/states.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { surveys } from '../../../functions/src/core/tables/surveys.ts';
import { CAME, countedOf, MONTH, sumsOf } from '../../fixtures/core/counted.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { cycleOf, linkOf } from '../../fixtures/core/record-fixture.ts';

const DAY = '2026-11-20';

describe('what customers answered', () => {
  const WHEN = at(`${DAY} 14:00`);
  const told = (score: number | null, given: Partial<Link> = {}) =>
    linkOf({ state: '已关闭', toldIn: 1, told: { score, calledAt: WHEN }, ...given });
  const answers = (given: Partial<DeskRecord>, table: Table = feedback) => {
    const { answered = 0, answeredWell = 0, rated = 0, satisfied = 0 } = sumsOf(table, given);
    return [answered, answeredWell, rated, satisfied];
  };

  // Calls and surveys count their own answers: what stands here of them twice is taken off.
  it.each<[string, Partial<DeskRecord>, number[]]>([
    ['nothing', {}, [0, 0, 0, 0]],
    ['in a call', { links: { callbacks: [told(9)] } }, [0, 0, 0, 0]],
    ['in a survey alone', { links: { surveys: [told(5)] } }, [0, 0, 0, 0]],
    ['in a call and a survey', { links: { callbacks: [told(9)], surveys: [told(5)] } }, [-1, -1, 0, 0]],
    ['badly in the second of them', { links: { callbacks: [told(9)], surveys: [told(3)] } }, [-1, 0, 0, 0]],
    [
      'in a call that was withdrawn',
      { links: { callbacks: [told(9, { state: '已作废' })], surveys: [told(5)] } },
      [0, 0, 0, 0],
    ],
    ['in a call without a score', { links: { callbacks: [told(null)], surveys: [told(5)] } }, [0, 0, 0, 0]],
    [
      'at no time',
      { links: { callbacks: [linkOf({ toldIn: 1, told: { score: 9 } })], surveys: [told(5)] } },
      [0, 0, 0, 0],
    ],
    [
      'in another cycle',
      { links: { callbacks: [told(9, { toldIn: 2 })], surveys: [told(5)] } },
      [0, 0, 0, 0],
    ],
    [
      'in both of the second cycle',
      {
        cycles: [cycleOf()],
        links: { callbacks: [told(9, { toldIn: 2 })], surveys: [told(5, { toldIn: 2 })] },
      },
      [-1, -1, 0, 0],
    ],
  ])('%s', (_, given, is) => {
    expect(answers(given)).toEqual(is);
  });

  it.each<[string, Partial<DeskRecord>, number[]]>([
    ['well', { cells: { score: 4, calledBackAt: WHEN } }, [1, 1, 1, 1]],
    ['badly', { cells: { score: 3, calledBackAt: WHEN } }, [1, 0, 1, 0]],
    ['when that was seen', { cells: { score: 5 }, milestones: { rated: WHEN } }, [1, 1, 1, 1]],
    ['at no time', { cells: { score: 5 } }, [0, 0, 0, 0]],
    [
      'and in a call, which counts',
      { cells: { score: 4, calledBackAt: WHEN }, links: { callbacks: [told(9)] } },
      [0, 0, 1, 1],
    ],
    [
      'in each of two cycles',
      {
        cells: { score: 4, calledBackAt: WHEN },
        cycles: [cycleOf({ cells: { score: 1, calledBackAt: WHEN } })],
      },
      [2, 1, 2, 1],
    ],
  ])('in the record itself, %s', (_, given, is) => {
    expect(answers(given, followUps)).toEqual(is);
  });

  it('once of what lasts, with the present cycle', () => {
    const given = {
      cells: { score: 4, calledAt: WHEN },
      cycles: [cycleOf({ standing: { score: 4, calledAt: WHEN } })],
    };
    expect(answers(given, surveys)).toEqual([1, 1, 1, 1]);
  });

  it.each<[string, Partial<DeskRecord['cycles'][number]>, number]>([
    ['after it was solved and before it went back', { milestones: { solved: WHEN } }, -1],
    ['just as it went back', { milestones: { solved: WHEN }, endedAt: WHEN }, -1],
    ['before it was solved', { milestones: { solved: WHEN + 1 } }, 0],
    ['after it went back', { milestones: { solved: WHEN - 2 }, endedAt: WHEN - 1 }, 0],
    ['though it was never solved', {}, 0],
  ])('while the work went on again counts for the cycle before it: %s', (_, given, is) => {
    const both = { callbacks: [told(9, { toldIn: null })], surveys: [told(5, { toldIn: null })] };
    const ended = cycleOf({ endedAt: at(`${DAY} 18:00`), ...given });
    expect(answers({ cycles: [ended], links: both })[0]).toBe(is);
    // Of the present cycle nobody can say yet.
    expect(answers({ milestones: { solved: WHEN - 1 }, links: both })[0]).toBe(0);
  });
});

describe('what a complaint was judged', () => {
  const judged = (cells: Cells, of = countedOf(complaints, { cells, milestones: { judged: CAME } })) =>
    Object.keys(of[MONTH] ?? {}).filter(key => key.includes('/judged/responsible/'));
  it('is of the department where the house is guilty, and else of whom it was judged', () => {
    expect(judged({ liability: '企业内部', department: '客服部' })).toEqual([
      'complaints/judged/responsible/客服部',
    ]);
    expect(judged({ liability: '第三方', department: '客服部' })).toEqual([
      'complaints/judged/responsible/第三方',
    ]);
    expect(judged({ liability: '企业内部' })).toEqual(['complaints/judged/responsible/']);
    expect(sumsOf(complaints, { cells: { liability: '第三方' } })['judged']).toBeUndefined();
  });

  it('has its cause in the tail, cut short', () => {
    const tail = countedOf(complaints, {
      cells: { cause: ` ${'因'.repeat(30)}` },
      milestones: { judged: CAME },
    })[`${MONTH}-tail`];
    expect(tail).toHaveProperty([`complaints/judged/cause/${'因'.repeat(24)}`], 1);
  });
});
