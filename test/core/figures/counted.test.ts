// What one record counts for, measure by measure: each side of what decides it.
import { describe, expect, it } from 'vitest';
import { countsIn } from '../../../functions/src/core/figures/count.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { CAME, countedOf, MONTH, sumsOf } from '../../fixtures/core/counted.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { clockOf, cycleOf, linkOf } from '../../fixtures/core/record-fixture.ts';

const DAY = '2026-11-20';

describe('a matter', () => {
  const SOLVED = { milestones: { solved: at(`${DAY} 10:00`) } };
  it.each<[string, Table, Partial<DeskRecord>, string, number | undefined]>([
    ['that came in', feedback, {}, 'created', 1],
    ['that is a problem', feedback, { cells: { type: '投诉' } }, 'raised', 1],
    ['that is none', feedback, { cells: { type: '咨询' } }, 'raised', undefined],
    ['that is solved', feedback, SOLVED, 'createdSolved', 1],
    ['that is not', feedback, {}, 'createdSolved', undefined],
    ['that is none and solved', feedback, { ...SOLVED, cells: { type: '咨询' } }, 'createdSolved', undefined],
    ['solved in its first cycle', feedback, SOLVED, 'createdAtOnce', 1],
    ['solved in its second', feedback, { ...SOLVED, cycles: [cycleOf()] }, 'createdAtOnce', undefined],
    ['that goes on with another', serviceOrders, { cells: { source: '热线记录 1' } }, 'continued', 1],
    ['that does so', serviceOrders, { cells: { source: '热线记录 1' } }, 'created', undefined],
    ['that goes on by its second column', complaints, { cells: { earlierOrder: 'SR-1' } }, 'continued', 1],
    ['that is work alone', plans, {}, 'raised', undefined],
    ['that is a complaint', feedback, { cells: { type: '投诉' } }, 'complaint', 1],
    ['that is no complaint', feedback, { cells: { type: '建议' } }, 'complaint', undefined],
    [
      'that a complaint has taken over',
      feedback,
      { cells: { type: '投诉' }, links: { complaints: [linkOf({ state: '已归档' })] } },
      'complaint',
      undefined,
    ],
    [
      'whose complaint was withdrawn',
      feedback,
      { cells: { type: '投诉' }, links: { complaints: [linkOf({ state: '已作废' })] } },
      'complaint',
      1,
    ],
    [
      'of whose complaints one was withdrawn',
      feedback,
      {
        cells: { type: '投诉' },
        links: { complaints: [linkOf({ state: '已作废' }), linkOf({ state: '已归档' })] },
      },
      'complaint',
      undefined,
    ],
    ['with a compensation', plans, { cells: { compensation: '退款 50 元' } }, 'compensated', 1],
    ['without', plans, { cells: { compensation: '无' } }, 'compensated', undefined],
  ])('%s: %#', (_, table, given, measure, count) => {
    expect(sumsOf(table, given)[measure]).toBe(count);
  });

  it('has a customer, whom work has not, and none where nobody is known', () => {
    const customer = { column: 'contact', digest: 'k1' };
    const seen = (table: Table, given: Partial<DeskRecord>) => countedOf(table, given)[`${MONTH}-seen-k`];
    expect(seen(feedback, { customer })).toEqual({ 'feedback/k1': 1, '*/k1': 1 });
    expect([seen(feedback, {}), seen(plans, { customer })]).toEqual([undefined, undefined]);
    expect(seen(serviceOrders, { customer, cells: { source: '1' } })).toBeUndefined();
  });
});

describe('what stands open', () => {
  const open = (table: Table, given: Partial<DeskRecord>) => countedOf(table, given)['open'];
  it('is what is not closed, by its state', () => {
    expect(open(feedback, {})).toMatchObject({ 'feedback/open': 1, 'feedback/open/state/待启动': 1 });
    expect(open(feedback, { state: '待回访' })).toMatchObject({ 'feedback/open': 1 });
    expect(open(feedback, { state: '已关闭', closedAt: 1 })).toBeUndefined();
    // One of a state that is declared no longer is open until it was closed.
    expect(open(feedback, { state: '旧状态' })).toMatchObject({ 'feedback/open/state/旧状态': 1 });
    expect(open(feedback, { state: '旧状态', closedAt: 1 })).toBeUndefined();
    expect(countedOf(feedback, { state: '已作废' })).toEqual({});
  });

  it('is where it can be asked for', () => {
    const named = countsIn(feedback, countedOf(feedback, { customer: { column: 'contact', digest: 'k1' } }));
    expect(named.toSorted()).toEqual(['feedback/month-2026-11', 'feedback/open', 'feedback/week-2026-W47']);
  });
});

describe('the cycles of a record', () => {
  const SOLVED = { solved: at(`${DAY} 10:00`) };
  it.each<[string, Table, Partial<DeskRecord>, Record<string, number | undefined>]>([
    ['one that ended unsolved', feedback, { cycles: [cycleOf()] }, { returned: 1, reopened: undefined }],
    [
      'one that ended solved',
      feedback,
      { cycles: [cycleOf({ milestones: SOLVED })] },
      { returned: undefined, reopened: 1, solvedReopened: 1, solved: 1, solvedFirst: 1 },
    ],
    ['the present one, closed', feedback, { closedAt: CAME }, { closed: 1, closedFirst: 1 }],
    [
      'both closed',
      feedback,
      { closedAt: CAME, cycles: [cycleOf({ closedAt: CAME })] },
      { closed: 2, closedFirst: 1 },
    ],
    ['the second closed', feedback, { closedAt: CAME, cycles: [cycleOf()] }, { closed: 1, closedFirst: 1 }],
    [
      'both solved',
      feedback,
      { milestones: SOLVED, cycles: [cycleOf({ milestones: SOLVED })] },
      { solved: 2, solvedFirst: 1, solvedReopened: 1 },
    ],
    [
      'solved when it says so',
      hotline,
      { milestones: SOLVED, cells: { calledAt: CAME, resolvedAt: at(`${DAY} 09:30`) } },
      { solved: 1, solveMinutes: 30 },
    ],
    [
      'solved when that was seen',
      hotline,
      { milestones: SOLVED, cells: { calledAt: CAME } },
      { solveMinutes: 60 },
    ],
    [
      'solved before it came in',
      hotline,
      { milestones: SOLVED, cells: { calledAt: CAME, resolvedAt: CAME - 60_000 } },
      { solved: 1, solveMinutes: undefined },
    ],
    [
      'answered',
      hotline,
      { cells: { calledAt: CAME, respondedAt: CAME + 119_999 } },
      { responded: 1, respondMinutes: 1 },
    ],
    ['not answered', hotline, { cells: { calledAt: CAME } }, { responded: undefined }],
    [
      'answered in both, each from its beginning',
      hotline,
      {
        cells: { calledAt: CAME, respondedAt: at(`${DAY} 12:10`) },
        cycles: [cycleOf({ cells: { respondedAt: CAME + 300_000 } })],
      },
      { responded: 2, respondMinutes: 15 },
    ],
    // What lasts is answered once, whatever cycle it is told in, from when the matter came in.
    [
      'begun once',
      feedback,
      { cells: { receivedAt: CAME, startedAt: CAME + 300_000 }, cycles: [cycleOf()] },
      { responded: 1, respondMinutes: 5 },
    ],
  ])('%s', (_, table, given, is) => {
    expect(sumsOf(table, given)).toMatchObject(
      Object.fromEntries(Object.entries(is).filter(([, count]) => count !== undefined)),
    );
    const none = Object.keys(is).filter(each => is[each] === undefined);
    expect(none.filter(each => each in sumsOf(table, given))).toEqual([]);
  });
});

describe('a limit', () => {
  const DUE = at(`${DAY} 15:00`);
  const limit = (given: Parameters<typeof clockOf>[0], more: Partial<DeskRecord> = {}) => {
    const { kept, missed } = sumsOf(feedback, {
      clocks: { 'feedback.start': clockOf({ dueAt: DUE, ...given }) },
      ...more,
    });
    return [kept ?? 0, missed ?? 0];
  };
  it.each<[string, Parameters<typeof clockOf>[0], number[]]>([
    ['kept just in time', { stoppedAt: DUE }, [1, 0]],
    ['kept too late', { stoppedAt: DUE + 1 }, [0, 1]],
    ['that runs', {}, [0, 0]],
    ['that has rung', { said: ['due'] }, [0, 1]],
    ['that was warned of', { said: ['warning'] }, [0, 0]],
    ['of no time', { dueAt: null, stoppedAt: DUE }, [0, 0]],
  ])('%s', (_, clock, is) => {
    expect(limit(clock)).toEqual(is);
  });

  it('that nobody had to keep is missed, and never kept', () => {
    const moot = (stoppedAt: number, state: string) =>
      sumsOf(
        {
          ...feedback,
          states: feedback.states.map(each => ({ ...each, ...(each.name === '已关闭' && { moot: true }) })),
        },
        { state, closedAt: 1, clocks: { 'feedback.start': clockOf({ dueAt: DUE, stoppedAt }) } },
      );
    expect([
      moot(DUE, '已关闭')['kept'],
      moot(DUE + 1, '已关闭')['missed'],
      moot(DUE, '待回访')['kept'],
    ]).toEqual([undefined, 1, 1]);
  });

  it('that an earlier cycle has kept is not kept again', () => {
    const again = (stoppedAt: number, index: number) => {
      const clocks = { 'feedback.start': clockOf({ dueAt: DUE, startedAt: CAME, stoppedAt }) };
      const { kept } = sumsOf(feedback, { clocks, cycles: index > 0 ? [cycleOf()] : [] });
      return kept;
    };
    expect([again(CAME - 1, 1), again(CAME, 1), again(CAME - 1, 0)]).toEqual([undefined, 1, 1]);
  });

  it('that comes again counts by its turns alone', () => {
    const clocks = { 'feedback.progress': clockOf({ dueAt: DUE, stoppedAt: DUE }) };
    const turns = [
      { clock: 'feedback.progress', cycle: 1, at: DUE, kept: true },
      { clock: 'feedback.progress', cycle: 1, at: DUE, kept: true },
      { clock: 'feedback.progress', cycle: 2, at: DUE, kept: false },
    ];
    expect(sumsOf(feedback, { clocks })['kept']).toBeUndefined();
    expect(sumsOf(feedback, { clocks, turns })).toMatchObject({ kept: 2, missed: 1 });
    const byDepartment = countedOf(feedback, {
      turns,
      cells: { department: '甲' },
      cycles: [cycleOf({ standing: { department: '乙' } })],
    });
    expect(byDepartment[MONTH]).toMatchObject({
      'feedback/kept/department/乙': 2,
      'feedback/missed/department/甲': 1,
      'feedback/missed/clock/feedback.progress': 1,
    });
  });
});
