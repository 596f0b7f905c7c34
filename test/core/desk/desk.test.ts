import { describe, expect, it } from 'vitest';
import { CalendarUnusable, contextOf, readWindows } from '../../../functions/src/core/desk/desk.ts';
import { type DeskState, withoutMembers } from '../../../functions/src/core/desk/desk-state.ts';
import { isAtWork } from '../../../functions/src/core/desk/person.ts';
import { HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import { type ClockRule, ladder } from '../../../functions/src/core/schema/clock-rule.ts';
import {
  at,
  deskOf,
  feedback,
  hotline,
  OWNER,
  PEOPLE,
  SETTINGS,
  type SettingRow,
  storedDesk,
} from '../../fixtures/core/desk-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const desk = deskOf();
const withSettings = (...rows: SettingRow[]) => deskOf(PEOPLE, [...SETTINGS, ...rows]);
const clock = (id: string) =>
  [...hotline.clocks, ...feedback.clocks].find(rule => rule.id === id) as ClockRule;

describe('who belongs to the desk', () => {
  it('the owner is a member and a supervisor, whatever the people tab says', () => {
    const alone = deskOf([]);
    expect(alone.isMember(OWNER)).toBe(true);
    expect(alone.isSupervisor(OWNER.toUpperCase())).toBe(true);
  });

  it('people are members, strangers are not', () => {
    expect(desk.isMember('LiWei@Example.com')).toBe(true);
    expect(desk.isMember('stranger@example.com')).toBe(false);
  });

  it('a person without a mail makes nobody a member', () => {
    const stored = storedDesk();
    stored.rows.odd = { table: 'people', cells: { name: '无名', role: '客服主管' } };
    const context = contextOf(stored, []);
    expect([context.isMember(''), context.isSupervisor('')]).toEqual([false, false]);
  });

  it.each([
    ['客服主管', 'wangfang', true],
    ['客服经理', 'sunli', true],
    ['技术', 'liwei', false],
    ['客服人员', 'limin', false],
  ])('%s %s supervises: %s', (_, mail, expected) => {
    expect(desk.isSupervisor(`${mail}@example.com`)).toBe(expected);
  });

  it('who left or was taken out is none of those who have joined', () => {
    const state = withOnly<DeskState>({ members: { mails: ['A@x.cn', 'b@x.cn'] } });
    expect(withoutMembers(state, ['a@x.cn']).members.mails).toEqual(['b@x.cn']);
    expect(withoutMembers(state, ['c@x.cn'])).toBe(state);
  });

  it.each([
    ['from the first day on', '2026-11-20', '', false],
    ['up to the last day', '', '2026-11-20', false],
    ['on the first and the last day', '2026-11-20', '2026-11-20', false],
    ['not before the first day', '2026-11-21', '', true],
    ['not after the last day', '', '2026-11-19', true],
  ])('leave is %s', (_, from, to, isThere) => {
    expect(isAtWork({ off: false, leave: { from, to } }, '2026-11-20')).toBe(isThere);
    expect(isAtWork({ off: false, leave: { from, to } }, undefined)).toBe(true);
    expect(isAtWork({ off: true, leave: undefined }, '2026-11-20')).toBe(false);
  });

  it('notices go to the address, and to the mail where there is none', () => {
    expect(desk.personOfMail('limin@example.com')?.address).toBe('limin.phone@example.com');
    expect(desk.personOfMail('liwei@example.com')?.address).toBe('liwei@example.com');
  });
});

describe('the order of the tabs', () => {
  it('is that of the numbers, in whatever order the rows are stored', () => {
    const stored = storedDesk();
    const shuffled = { ...stored, rows: Object.fromEntries(Object.entries(stored.rows).toReversed()) };
    const context = contextOf(shuffled, []);
    expect(context.people.map(person => person.name)).toEqual(PEOPLE.map(([name]) => name));
    expect(context.options).toEqual(desk.options);
    expect(context.routes).toEqual(desk.routes);
  });

  it('counts 10 after 9, and a row without a number last', () => {
    const stored = storedDesk([], []);
    const person = (name: string, number?: string) => ({
      table: 'people' as const,
      cells: { name, ...(number && { number }) },
    });
    stored.rows = { a: person('新'), b: person('十', 'RY-1000'), c: person('九', 'RY-999') };
    expect(contextOf(stored, []).people.map(each => each.name)).toEqual(['九', '十', '新']);
  });
});

describe('limits', () => {
  it('are those of the declaration until settings say otherwise', () => {
    expect(desk.limitOf(clock('hotline.respond'), {})).toEqual({ ms: 2 * HOUR });
    const changed = withSettings(['时限', '热线响应', { value: '30 分钟' }]);
    expect(changed.limitOf(clock('hotline.respond'), {})).toEqual({ ms: 30 * MINUTE });
  });

  it('by priority, each with a name of its own', () => {
    const changed = withSettings(['时限', '反馈启动·紧急', { value: '1h' }]);
    const limits = ['紧急', '重要', '一般'].map(priority =>
      changed.limitOf(clock('feedback.start'), { priority }),
    );
    expect(limits).toEqual([{ ms: HOUR }, { ms: 4 * HOUR }, { ms: 24 * HOUR }]);
  });

  // Template 2.9, 2.11
  it('of a problem type go before the general one, which is for types without', () => {
    const changed = withSettings(['时限', '热线解决', { value: '5wd' }]);
    const limits = ['售前咨询', '投诉建议', '没有的类型'].map(type =>
      changed.limitOf(clock('hotline.resolve'), { type }),
    );
    expect(limits).toEqual([{ ms: 24 * HOUR }, { workingDays: 5 }, { workingDays: 5 }]);
  });

  it('that nobody can read count as not said', () => {
    const changed = withSettings(['时限', '热线响应', { value: '很快' }]);
    expect(changed.limitOf(clock('hotline.respond'), {})).toEqual({ ms: 2 * HOUR });
  });

  it('by a value that has no length there is none, until settings give it one', () => {
    const rule: ClockRule = {
      id: 'x',
      label: 'x',
      starts: 'a',
      stops: 'b',
      limit: { by: 'priority', lengths: { 紧急: '2h' } },
      steps: ladder({ author: true }, { role: '客服主管' }),
    };
    expect(desk.limitOf(rule, { priority: '紧急' })).toEqual({ ms: 2 * HOUR });
    expect(desk.limitOf(rule, { priority: '一般' })).toBeUndefined();
    expect(desk.limitOf(rule, {})).toBeUndefined();
    const changed = withSettings(['时限', 'x·一般', { value: '3wd' }]);
    expect(changed.limitOf(rule, { priority: '一般' })).toEqual({ workingDays: 3 });
  });
});

describe('numbers', () => {
  it.each([
    ['0.5', 0.5],
    ['5', 0.8],
    ['0', 0.8],
    ['abc', 0.8],
  ])('预警比例 %s counts as %d', (value, share) => {
    expect(withSettings(['参数', '预警比例', { value }]).parameter('预警比例')).toBe(share);
  });

  it('an escalation never comes before the limit', () => {
    expect(desk.parameter('升级比例')).toBe(1.25);
    expect(withSettings(['参数', '升级比例', { value: '0.2' }]).parameter('升级比例')).toBe(1.25);
  });
});

describe('the calendar', () => {
  const windowsOn = (date: string, ...rows: SettingRow[]) => withSettings(...rows).calendar.openWindows(date);
  const office = [{ from: '09:00', to: '18:00' }];
  const week: SettingRow[] = ['周一', '周二', '周三', '周四', '周五'].map(day => [
    '工作时间',
    day,
    { value: '9:00-12:00,13:00-18:00' },
  ]);

  it('has office hours on the usual five days, holidays and make-up days as announced', () => {
    expect(windowsOn('2026-11-20')).toEqual(office);
    expect(windowsOn('2026-11-21')).toEqual([]);
    expect(windowsOn('2026-10-01')).toEqual([]);
    expect(windowsOn('2026-10-10')).toEqual(office);
  });

  it('follows the hours of the settings', () => {
    const windows = [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '18:00' },
    ];
    expect(windowsOn('2026-11-20', ...week)).toEqual(windows);
    expect(windowsOn('2026-11-21', ...week)).toEqual([]);
    expect(windowsOn('2026-11-21', ...week, ['工作时间', '周六', { value: '09:00-12:00' }])).toEqual([
      windows[0],
    ]);
  });

  it('follows its own exceptions', () => {
    expect(windowsOn('2026-11-20', ['节假日', '2026-11-20', { value: '休', note: '店庆' }])).toEqual([]);
    expect(windowsOn('2026-11-21', ['节假日', '2026-11-21', { value: '班' }])).toEqual(office);
    expect(windowsOn('2026-11-20', ['节假日', '不是日期', { value: '休' }])).toEqual(office);
  });

  it('a week without open time is no calendar', () => {
    expect(() => withSettings(['工作时间', '周六', { value: '休' }])).toThrow(CalendarUnusable);
  });

  it('runs in the zone of the desk', () => {
    const start = at('2026-11-20 17:30');
    expect(desk.calendar.addWorking(start, HOUR)).toBe(at('2026-11-23 09:30'));
  });
});

describe('working hours as people write them', () => {
  it.each([
    ['09:00-18:00', ['09:00-18:00']],
    ['9:00~12:00,13:00—18:00', ['09:00-12:00', '13:00-18:00']],
    ['9:00-12:00、13:00-18:00', ['09:00-12:00', '13:00-18:00']],
    ['9:00 至 12:00;13:00 到 18:00', ['09:00-12:00', '13:00-18:00']],
    ['09:00-12:00 13:00 - 18:00', ['09:00-12:00', '13:00-18:00']],
    ['09:00-12:00\n13:00-18:00', ['09:00-12:00', '13:00-18:00']],
    ['00:00-24:00', ['00:00-24:00']],
    ['休', []],
    ['休息', []],
  ])('%s', (text, windows) => {
    expect(readWindows(text)?.map(({ from, to }) => `${from}-${to}`)).toEqual(windows);
  });

  it.each([
    '',
    '全天',
    '9-18',
    '18:00-09:00',
    '09:00-09:00',
    '09:75-10:00',
    '10:00-24:01',
    '24:00-25:00',
    '13:00-18:00,09:00-12:00',
    '09:00-13:00,12:00-18:00',
  ])('%j are none', text => {
    expect(readWindows(text)).toBeUndefined();
  });
});
