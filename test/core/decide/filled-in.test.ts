import { describe, expect, it } from 'vitest';
import { deriveClocks } from '../../../functions/src/core/clocks/clocks.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import { isMet, waitingProblems } from '../../../functions/src/core/record/states.ts';
import type { Need } from '../../../functions/src/core/schema/condition.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { at, deskOf, exampleDesk, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { Walker } from '../../fixtures/core/walker.ts';

const desk = exampleDesk();

describe('a need', () => {
  const link = (state: string) => ({ plans: [{ key: 'p', number: 'FA-1', state, cycle: 1 }] });
  const either: Need = { any: ['a', { is: 'b', values: ['是'] }] };
  const both: Need = { all: ['a', { is: 'b', values: ['是'] }] };

  it.each<[string, Need, Record<string, string | number | null>, boolean]>([
    ['filled in', 'a', { a: 'x' }, true],
    ['blank', 'a', { a: null }, false],
    ['a value', { is: 'b', values: ['是'] }, { b: '是' }, true],
    ['a score among values', { is: 'b', values: ['1', '2'] }, { b: 2 }, true],
    ['another value', { is: 'b', values: ['是'] }, { b: '否' }, false],
    ['one of several', either, { b: '是' }, true],
    ['none of several', either, { b: '否' }, false],
    ['all of several', both, { a: 'x', b: '是' }, true],
    ['some of several', both, { a: 'x', b: '否' }, false],
  ])('%s', (_, need, cells, met) => {
    expect(isMet(need, cells, {})).toBe(met);
  });

  it('of a linked record goes by its state', () => {
    const need: Need = { linked: 'plans', states: ['已确认', '执行完成'] };
    expect([isMet(need, {}, link('已确认')), isMet(need, {}, link('待确认')), isMet(need, {}, {})]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('that is still open is said in words', () => {
    const [first] = feedback.states.slice(1);
    if (!first) throw new Error('no state');
    const links = { plans: [{ key: 'p', number: 'FA-1', state: '执行完成', cycle: 1 }] };
    const problems = waitingProblems(feedback, {}, feedback.states[0] ?? first, links);
    expect(problems).toMatchObject([{ facts: { state: '处理中', labels: '“启动时间”' } }]);
    const surveyed = { surveys: [{ key: 's', number: 'HF-1', state: '已满意', cycle: 1 }] };
    expect(waitingProblems(feedback, { startedAt: 1 }, first, surveyed)).toMatchObject([
      { facts: { labels: '关联记录进入“已确认”或“待客户意见”或“客户已接受”或“执行完成”' } },
    ]);
  });
});

// Template 3.5
describe('保修状态', () => {
  const warranted = deskOf(
    [...PEOPLE, ['王强', 'wangqiang', '运营部', '技术', '是']],
    [...SETTINGS, ['产品', '智能音箱', { value: '12' }]],
  );
  const of = (purchasedOn: string | null, product = '智能音箱') =>
    new Walker(serviceOrders, warranted).type({ product, purchasedOn }).record.cells.warranty;

  it.each([
    ['2026-05-10', '保修期内'],
    ['2025-11-22', '保修期内'],
    ['2025-11-21', '已过保'],
    [null, '未知'],
  ])('bought on %s: %s', (purchasedOn, state) => {
    expect(of(purchasedOn)).toBe(state);
  });

  it('is unknown for a product that settings do not name', () => {
    expect(of('2026-05-10', '台灯')).toBe('未知');
  });
});

describe('升级至', () => {
  // Template 4.20
  it('goes up one role with each plan that the customer refuses', () => {
    const walker = new Walker(plans, desk);
    const escalated = () => walker.record.cells.escalatedTo;
    expect(escalated()).toBeNull();
    walker.walkTo('已确认').type({ opinion: '有异议' });
    expect([walker.record.state, escalated()]).toEqual(['待确认', null]);
    walker.walkTo('已确认').type({ opinion: '拒绝' });
    expect([walker.record.state, escalated()]).toEqual(['待确认', '客服经理']);
    walker.walkTo('已确认').type({ opinion: '拒绝' });
    expect(escalated()).toBe('分管领导');
    walker.walkTo('已确认').type({ opinion: '拒绝' });
    expect([walker.record.cycle, escalated()]).toEqual([5, '分管领导']);
  });
});

describe('what the system proposes for each cycle', () => {
  it('stands there at once when the record reopens, so that the same row again changes nothing', () => {
    const walker = new Walker(followUps, desk).walkTo('已关闭').type({ score: '1' });
    expect(walker.record).toMatchObject({
      cycle: 2,
      state: '分析中',
      cells: { closing: '处理中', score: null },
    });
    const closing = walker.accepted.event.changes.filter(change => change.column === 'closing');
    expect(closing.map(({ before, after }) => [before, after])).toEqual([['已关闭', '处理中']]);
  });
});

describe('the clocks of a later cycle', () => {
  const RECEIVED = at('2026-11-20 14:30');
  const REOPENED = at('2026-11-24 10:00');
  const cells = { receivedAt: RECEIVED, priority: '重要', startedAt: at('2026-11-20 15:00') };
  const clocksOf = (cycle: number, state = '处理中', context = desk, before = {}) =>
    deriveClocks(
      feedback,
      { cells, state, cycle, cycles: cycle > 1 ? [{ endedAt: REOPENED }] : [], pauses: [], now: REOPENED },
      before,
      context,
    );

  it('count from its beginning where the column they start from stays', () => {
    expect(clocksOf(1)['feedback.resolve']?.dueAt).toBe(RECEIVED + 48 * HOUR);
    expect(clocksOf(2)['feedback.resolve']).toMatchObject({
      startedAt: REOPENED,
      dueAt: REOPENED + 48 * HOUR,
    });
  });

  it('of a closed record stay as they were, whatever the policy becomes; of an open one they follow', () => {
    const stricter = deskOf(PEOPLE, [...SETTINGS, ['时限', '反馈处理·重要', { value: '24h' }]]);
    const closed = clocksOf(1, '已关闭');
    expect(clocksOf(1, '已关闭', stricter, closed)).toEqual(closed);
    expect(clocksOf(1, '处理中', stricter, clocksOf(1))['feedback.resolve']?.dueAt).toBe(
      RECEIVED + 24 * HOUR,
    );
  });
});
