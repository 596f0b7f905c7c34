// How a due time came about, part by part.
import { describe, expect, it } from 'vitest';
import { explain } from '../../../functions/src/core/clocks/explain.ts';
import { HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { Clock, DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { ClockRule } from '../../../functions/src/core/schema/clock-rule.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { ClockBook, ruleOf } from '../../fixtures/core/clock-table.ts';
import { at, deskOf, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { clockOf } from '../../fixtures/core/record-fixture.ts';

const START = at('2026-11-20 10:00');
const desk = deskOf(PEOPLE, SETTINGS, [2026, 2027]);

function explained(
  given: Partial<ClockRule>,
  clock: Partial<Clock> = {},
  record: Partial<Pick<DeskRecord, 'cells' | 'pauses'>> = {},
): string[] {
  const rule = ruleOf(given);
  const { table } = new ClockBook(rule, desk);
  return explain({ table, rule, desk }, clockOf({ startedAt: START, knownAt: START, ...clock }), {
    cells: {},
    pauses: [],
    ...record,
  }).slice(1);
}

describe('a due time', () => {
  it.each<[Partial<ClockRule>, string[]]>([
    [{ limit: '2h' }, ['时限 2 小时（设置中的时限“自拟”，默认值），全天计时']],
    [{ limit: '3mo' }, ['时限 3 个月（设置中的时限“自拟”，默认值），按日历']],
    [{ limit: '0h' }, []],
    [{ limit: { until: 'promised' } }, ['以“promised”为准']],
    [{ limit: { until: 'promised', share: 0.75 } }, ['以“promised”为准，到其间的 75%']],
  ])('of %j is told by its policy: %j', (rule, parts) => {
    expect(explained(rule)).toEqual(parts);
  });

  it.each<[Partial<Clock>, string[]]>([
    [{ turn: { number: 1, over: 0, next: null } }, []],
    [{ turn: { number: 2, over: 0, next: null } }, ['第 2 次']],
    [{ dueAt: START + 1, knownAt: START }, []],
    [{ dueAt: START, knownAt: START }, []],
    [{ dueAt: START, knownAt: START + MINUTE }, ['2026-11-20 10:01 才录入，当时已超时']],
    [
      { dueAt: START, knownAt: START + MINUTE, revision: 2 },
      ['2026-11-20 10:01 重新计算，当时已超时', '第 2 次计算'],
    ],
    [{ stoppedAt: START + HOUR }, ['已于 2026-11-20 11:00 完成']],
    [{ acknowledgedAt: START + HOUR }, ['2026-11-20 11:00 上级已知悉，不再升级']],
    [{ revision: 1 }, []],
  ])('of a clock with %j tells of it: %j', (clock, parts) => {
    expect(explained({ limit: '0h' }, clock)).toEqual(parts);
  });

  it.each([
    ['2026-11-20 16:30', '计入 6.5 小时：2026-11-20 10:00–16:30', '到 2026-11-20 都是工作日'],
    ['2026-11-20 10:20', '计入 0.33 小时：2026-11-20 10:00–10:20', '到 2026-11-20 都是工作日'],
    [
      '2026-11-23 10:00',
      '计入 9 小时：2026-11-20 10:00–18:00、2026-11-23 09:00–10:00',
      '跳过 2026-11-21 至 2026-11-22 休息',
    ],
  ])('of working days, %s, tells what was counted and what was not', (due, counted, skipped) => {
    expect(explained({ limit: '1wd' }, { dueAt: at(due) }).slice(1)).toEqual([counted, skipped]);
  });

  it('says that a year is not announced yet that it reaches into', () => {
    const last = (due: string) => explained({ limit: '1wd' }, { dueAt: at(due) }).at(-1);
    expect(last('2027-01-04 10:00')).toBe(
      '2027 年的放假安排还没有公布，暂按每周工作时间和法定节假日计算，公布后自动重算',
    );
    expect(last('2026-12-31 10:00')).toMatch(/^跳过/);
    // Of a year of which nothing is known nothing is told.
    expect(explained({ limit: '1wd' }, { dueAt: at('2028-01-04 10:00') })).toHaveLength(1);
    expect(explained({ limit: '1wd' }, { dueAt: null })).toHaveLength(1);
  });

  it('names the pauses after its start, and the one that lasts', () => {
    const pauses = [
      { pause: 'waiting', from: START - HOUR, to: START },
      { pause: 'waiting', from: START + HOUR, to: START + 2 * HOUR },
      { pause: 'waiting', from: START + 3 * HOUR, to: null },
    ];
    const rule = { limit: '0h', pausedBy: ['waiting'] } satisfies Partial<ClockRule>;
    const over = '不计 2026-11-20 11:00 至 2026-11-20 12:00（等客户）';
    const lasting = '暂停：2026-11-20 13:00 起等客户，其间不计时、不提醒';
    expect(explained(rule, {}, { pauses })).toEqual([over]);
    expect(explained(rule, { pausedAt: START + 3 * HOUR }, { pauses })).toEqual([over, lasting]);
    expect(explained(rule, { pausedAt: START }, { pauses: pauses.slice(0, 2) })).toEqual([over]);
  });

  it.each([
    ['三个工作日内完成', '“解决方案”中承诺的 3 个工作日'],
    ['11月28日前换新', '“解决方案”中承诺的 时间'],
    ['更换电源', '“解决方案”中承诺的 时限'],
  ])('promised by %s says so', (solution, part) => {
    const rule = serviceOrders.clocks.find(({ limit }) => typeof limit === 'object' && 'promisedIn' in limit);
    const context = { table: serviceOrders, rule: rule ?? ruleOf({}), desk };
    expect(explain(context, clockOf({ startedAt: START }), { cells: { solution }, pauses: [] })).toContain(
      part,
    );
  });

  it('comes from the setting that the type of the record names', () => {
    const rule = callbacks.clocks.find(({ id }) => id === 'callback.urgent') ?? ruleOf({});
    const parts = explain({ table: callbacks, rule, desk }, clockOf({ startedAt: START }), {
      cells: { class: '需立即解决' },
      pauses: [],
    });
    expect(parts[1]).toMatch(/^时限 24 小时（设置中的时限“/);
  });
});
