import { describe, expect, it } from 'vitest';
import { explain } from '../../../functions/src/core/clocks/explain.ts';
import { forecastOf } from '../../../functions/src/core/decide/forecast.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { ClockBook, ruleOf } from '../../fixtures/core/clock-table.ts';
import { at, deskOf, PEOPLE, SETTINGS, type SettingRow, ZONE } from '../../fixtures/core/desk-fixture.ts';

const begun = (rule: Parameters<typeof ruleOf>[0], from: string, settings: SettingRow[] = [], now = from) => {
  const desk = deskOf(PEOPLE, [...SETTINGS, ...settings]);
  const book = new ClockBook(ruleOf(rule), desk);
  book.write({ who: '李伟', from }, at(now));
  const explained = () => {
    const [own] = book.table.clocks;
    if (!own) throw new Error('no rule');
    return explain({ table: book.table, rule: own, desk }, book.clock, book.record);
  };
  return { book, desk, explained };
};

describe('a due time explains', () => {
  it('its start and its policy, by name and value, as the default or as it was changed', () => {
    expect(begun({ limit: '4h' }, '2026-11-20 10:00').explained()).toEqual([
      '2026-11-20 10:00 起算',
      '时限 4 小时（设置中的时限“自拟”，默认值），全天计时',
    ]);
    const changed = begun({ limit: '4h' }, '2026-11-20 10:00', [['时限', '自拟', { value: '6h' }]]);
    expect(changed.explained()[1]).toBe('时限 6 小时（设置中的时限“自拟”，默认 4 小时），全天计时');
    const same = begun({ limit: '4h' }, '2026-11-20 10:00', [['时限', '自拟', { value: '4 小时' }]]);
    expect(same.explained()[1]).toBe('时限 4 小时（设置中的时限“自拟”，默认值），全天计时');
  });

  it('the windows that were counted and the days that were not, over National Day and its make-up day', () => {
    const { explained, book } = begun({ limit: '4wd' }, '2026-09-30 15:00');
    expect(book.clock.dueAt).toBe(at('2026-10-12 15:00'));
    expect(explained().slice(2)).toEqual([
      '计入 36 小时：2026-09-30 15:00–18:00、2026-10-08 至 2026-10-09 09:00–18:00、2026-10-10 09:00–18:00（调休上班）、2026-10-12 09:00–15:00',
      '跳过 2026-10-01 至 2026-10-07 国庆节、2026-10-11 休息',
    ]);
  });

  it('lunch', () => {
    const lunch = ['周四', '周五'].map(
      (day): SettingRow => ['工作时间', day, { value: '09:00-12:00,13:30-18:00' }],
    );
    expect(begun({ limit: '1wd' }, '2026-11-19 11:00', lunch).explained()[2]).toBe(
      '计入 7.5 小时：2026-11-19 11:00–12:00、13:30–18:00、2026-11-20 09:00–11:00',
    );
  });

  it('what it waited for, and that it waits', () => {
    const { book, explained } = begun({ limit: '4h', pausedBy: ['waiting'] }, '2026-11-20 10:00');
    book.write({ waits: '是' }, at('2026-11-20 11:00'));
    expect(explained().slice(2)).toEqual([
      '暂停：2026-11-20 11:00 起等客户，其间不计时、不提醒',
      '第 2 次计算',
    ]);
    book.write({ waits: '否' }, at('2026-11-20 15:00'));
    expect(explained().slice(2)).toEqual([
      '不计 2026-11-20 11:00 至 2026-11-20 15:00（等客户）',
      '第 3 次计算',
    ]);
  });

  it('its turn, what it was done and taken note of, and that it was typed in late', () => {
    const daily = begun({ limit: '24h', repeats: { every: '4h', restarts: 'told' } }, '2026-11-20 10:00');
    daily.book.ringUntil(at('2026-11-21 14:00'));
    expect(daily.explained().slice(1)).toEqual([
      '时限 4 小时（设置中的时限“自拟·以后每次”，默认值），全天计时',
      '第 2 次',
      '第 2 次计算',
    ]);
    const late = begun({ limit: '4h' }, '2026-11-15 10:00', [], '2026-11-20 10:00');
    expect(late.explained().at(-1)).toBe('2026-11-20 10:00 才录入，当时已超时');
    late.book.ringUntil(at('2026-11-20 12:00'));
    late.book.write({ acknowledgedBy: '王芳' }, at('2026-11-20 12:00'));
    expect(late.explained().at(-1)).toBe('2026-11-20 12:00 上级已知悉，不再升级');
    late.book.write({ done: '2026-11-20 13:00' }, at('2026-11-20 13:00'));
    expect(late.explained()).toContain('已于 2026-11-20 13:00 完成');
  });

  it('a promised time by its column', () => {
    const { book, explained } = begun({ limit: { until: 'promised', share: 0.5 } }, '2026-11-20 10:00');
    book.write({ promised: '2026-11-22 10:00' }, at('2026-11-20 10:01'));
    expect(explained()[1]).toBe('以“promised”为准，到其间的 50%');
  });
});

describe('a dry run', () => {
  const run = (until: string, now = '2026-11-20 10:00') => {
    const { book, desk } = begun({ limit: '4h' }, '2026-11-20 10:00');
    const before = structuredClone(book.record);
    const found = forecastOf(book.table, book.record, { now: at(now), until: at(until) }, desk);
    expect(book.record).toEqual(before);
    const says = found.says.map(({ at: when, step, to }) => `${showTime(when, ZONE)} ${step} → ${to.name}`);
    return { found, says, book };
  };

  it('says what the alarms would say, up to that time', () => {
    const { says, found, book } = run('2026-11-20 16:00');
    expect(says).toEqual([
      '2026-11-20 13:12 warning → 李伟',
      '2026-11-20 14:00 due → 李伟',
      '2026-11-20 15:00 escalation → 王芳',
      '2026-11-20 15:00 escalation → 赵强',
      '2026-11-20 16:00 escalation2 → 孙丽',
    ]);
    expect(found.more).toBe(false);
    expect(says.map(text => text.slice(17))).toEqual(book.ringUntil(at('2026-11-20 16:00')));
  });

  it('says now what is overdue by now', () => {
    expect(run('2026-11-20 14:30', '2026-11-20 14:30').says).toEqual(['2026-11-20 14:30 due → 李伟']);
  });

  it('shows each step with those whom it means as things are', () => {
    const { found } = run('2026-11-20 10:00');
    expect(found.says).toEqual([]);
    expect(found.clocks).toMatchObject([
      { id: 'made.up', label: '自拟', dueAt: at('2026-11-20 14:00'), stoppedAt: null, pausedAt: null },
    ]);
    expect(found.clocks[0]?.steps.map(({ step, to }) => [step, to.map(({ name }) => name)])).toEqual([
      ['warning', ['李伟']],
      ['due', ['李伟']],
      ['escalation', ['王芳', '赵强']],
      ['escalation2', ['孙丽']],
      ['escalation3', []],
    ]);
  });

  it('of a limit that repeats ends', () => {
    const { book, desk } = begun({ limit: '4h', repeats: { restarts: 'told' } }, '2026-11-20 10:00');
    const { says, more } = forecastOf(
      book.table,
      book.record,
      { now: at('2026-11-20 10:00'), until: at('2027-11-20 10:00') },
      desk,
    );
    expect([more, says.length > 100]).toEqual([true, true]);
  });

  it('of a record that is done says nothing', () => {
    const { book, desk } = begun({ limit: '4h' }, '2026-11-20 10:00');
    book.write({ done: '2026-11-20 11:00' }, at('2026-11-20 11:00'));
    const { clocks, says } = forecastOf(
      book.table,
      book.record,
      { now: at('2026-11-20 12:00'), until: at('2026-12-20 12:00') },
      desk,
    );
    expect([says, clocks[0]?.steps, clocks[0]?.stoppedAt]).toEqual([[], [], at('2026-11-20 11:00')]);
  });
});
