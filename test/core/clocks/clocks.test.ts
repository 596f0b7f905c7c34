import { describe, expect, it } from 'vitest';
import { nearestDue, nextActionAt } from '../../../functions/src/core/clocks/clock-state.ts';
import { type ClockInput, deriveClocks } from '../../../functions/src/core/clocks/clocks.ts';
import { missingYearOf } from '../../../functions/src/core/clocks/recurrence.ts';
import type { DeskContext } from '../../../functions/src/core/desk/desk.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import type { Clock, DeskRecord } from '../../../functions/src/core/record/record.ts';
import {
  at,
  deskOf,
  hotline,
  PEOPLE,
  SETTINGS,
  type SettingRow,
  ZONE,
} from '../../fixtures/core/desk-fixture.ts';

const CALLED = at('2026-11-20 15:00');
const NOW = at('2026-11-20 15:10');
const withSettings = (...rows: SettingRow[]) => deskOf(PEOPLE, [...SETTINGS, ...rows]);
const plain = deskOf();

interface Given extends Partial<ClockInput> {
  before?: DeskRecord['clocks'];
  desk?: DeskContext;
}

function clocksOf({ before = {}, desk = plain, ...input }: Given = {}): DeskRecord['clocks'] {
  const cells = { calledAt: CALLED, type: '其他', ...input.cells };
  return deriveClocks(
    hotline,
    { state: '已分派', cycle: 1, cycles: [], pauses: [], now: NOW, ...input, cells },
    before,
    desk,
  );
}

function respond(given?: Given): Clock {
  const clock = clocksOf(given)['hotline.respond'];
  if (!clock) throw new Error('no clock');
  return clock;
}

const stepsOf = (clock: Clock) => clock.steps.map(step => `${step.id} ${showTime(step.at, ZONE)}`);

describe('the limit of 2 h to respond', () => {
  it('warns, reminds and goes up from the time of the call', () => {
    const clock = respond();
    expect(clock).toMatchObject({ startedAt: CALLED, dueAt: at('2026-11-20 17:00'), stoppedAt: null });
    expect(stepsOf(clock)).toEqual([
      'warning 2026-11-20 16:36',
      'due 2026-11-20 17:00',
      'escalation 2026-11-20 17:30',
      'escalation2 2026-11-20 18:00',
      'escalation3 2026-11-20 19:00',
    ]);
  });

  it('runs round the clock, over weekends and holidays', () => {
    expect(respond({ cells: { calledAt: at('2026-10-01 23:30') } }).dueAt).toBe(at('2026-10-02 01:30'));
  });

  it('does not run without the time of the call', () => {
    expect(clocksOf({ cells: { calledAt: null } })).toEqual({});
  });

  it('stops when it was answered, at the time that was written, in time or late', () => {
    const respondedAt = at('2026-11-20 16:10');
    const clocks = clocksOf({ cells: { respondedAt } });
    expect(clocks['hotline.respond']).toMatchObject({
      stoppedAt: respondedAt,
      dueAt: at('2026-11-20 17:00'),
    });
    expect(nextActionAt({ respond: clocks['hotline.respond'] as Clock })).toBeNull();
    expect(respond({ cells: { respondedAt: at('2026-11-20 18:00') } }).stoppedAt).toBe(
      at('2026-11-20 18:00'),
    );
  });

  it('runs on when the answer is taken back', () => {
    const before = clocksOf({ cells: { respondedAt: at('2026-11-20 16:10') } });
    expect(respond({ before })).toMatchObject({ stoppedAt: null, revision: 1 });
  });
});

describe('a revision', () => {
  it('moves when the due time moves, and what was said is to be said again', () => {
    const before = { 'hotline.respond': { ...respond(), said: ['warning' as const] } };
    const moved = respond({ before, desk: withSettings(['时限', '热线响应', { value: '4h' }]) });
    expect(moved).toMatchObject({ revision: 2, said: [], dueAt: at('2026-11-20 19:00') });
  });

  it('stays when other things change', () => {
    const before = { 'hotline.respond': { ...respond(), said: ['warning' as const] } };
    const later = respond({ before, now: NOW + 3_600_000, state: '已响应', cells: { remark: 'x' } });
    expect(later).toMatchObject({ revision: 1, said: ['warning'] });
    const shares = respond({ before, desk: withSettings(['参数', '预警比例', { value: '0.5' }]) });
    expect(shares).toMatchObject({ revision: 1, said: ['warning'] });
    expect(stepsOf(shares)[0]).toBe('warning 2026-11-20 16:00');
  });

  it.each([
    ['已关闭', NOW, '2026-11-20 17:00'],
    ['已关闭', null, '2026-11-20 19:00'],
    ['已响应', NOW, '2026-11-20 19:00'],
  ])('of what is %s and stopped at %s keeps its limit, or takes the new one: %s', (state, stoppedAt, due) => {
    const before = { 'hotline.respond': { ...respond(), stoppedAt } };
    const desk = withSettings(['时限', '热线响应', { value: '4h' }]);
    expect(respond({ before, desk, state }).dueAt).toBe(at(due));
  });

  it('moves with the cycle, even to the same due time', () => {
    const before = { 'hotline.respond': { ...respond(), said: ['warning' as const] } };
    expect(respond({ before, cycle: 2 })).toMatchObject({ cycle: 2, revision: 2, said: [] });
  });
});

describe('limits in working days', () => {
  const inDays = withSettings(['时限', '热线响应', { value: '3wd' }], ['参数', '预警比例', { value: '0.5' }]);

  it('skip weekends, and their steps are counted in open time', () => {
    // Friday 15:00 and three working days of nine hours: half of them is Tuesday 10:30, a quarter more is Thursday
    // 12:45, and so on.
    const clock = respond({ desk: inDays });
    expect(stepsOf(clock)).toEqual([
      'warning 2026-11-24 10:30',
      'due 2026-11-25 15:00',
      'escalation 2026-11-26 12:45',
      'escalation2 2026-11-27 10:30',
      'escalation3 2026-11-30 15:00',
    ]);
  });

  it('have no due time in a year whose holidays nobody has announced, and say which year', () => {
    const cells = { calledAt: at('2026-12-30 15:00'), type: '其他' };
    const clocks = clocksOf({ desk: inDays, cells });
    const clock = clocks['hotline.respond'];
    const rule = hotline.clocks[0];
    expect(clock).toMatchObject({ dueAt: null, steps: [] });
    const context = rule && { table: hotline, rule, desk: inDays };
    expect(context && clock && missingYearOf(context, clock, { cells, clocks, pauses: [] })).toBe(2027);
    expect(nearestDue(hotline, { 'hotline.respond': clock as Clock })).toBeNull();
    expect(nextActionAt({ clock: clock as Clock })).toBeNull();
  });
});

describe('a clock that something other than a time stops', () => {
  const resolvedAt = at('2026-11-20 15:00');
  const solved = { resolvedAt, state: '待回访' };

  it('stops when the desk first sees it, and keeps that time', () => {
    const cells = { resolvedAt, satisfaction: '满意' };
    const first = clocksOf({ ...solved, cells });
    expect(first['hotline.callback']?.stoppedAt).toBe(NOW);
    const later = clocksOf({ ...solved, cells, now: NOW + 3_600_000, before: first });
    expect(later['hotline.callback']?.stoppedAt).toBe(NOW);
  });

  it('every clock stops when the record closes', () => {
    const clocks = clocksOf({ state: '已关闭', cells: { resolvedAt } });
    expect(Object.values(clocks).map(clock => clock.stoppedAt)).not.toContain(null);
    expect([nextActionAt(clocks), nearestDue(hotline, clocks)]).toEqual([null, null]);
  });
});

describe('all clocks of a record', () => {
  it('show each limit; the scan sees the nearest', () => {
    const clocks = clocksOf({ cells: { type: '售前咨询' } });
    expect(Object.keys(clocks)).toEqual(['hotline.respond', 'hotline.resolve']);
    expect(nearestDue(hotline, clocks)).toBe(at('2026-11-20 17:00'));
    expect(nextActionAt(clocks)).toBe(at('2026-11-20 16:36'));
    const answered = clocksOf({ cells: { type: '售前咨询', respondedAt: NOW } });
    expect(nearestDue(hotline, answered)).toBe(at('2026-11-21 15:00'));
  });
});
