import { beforeEach, describe, expect, it } from 'vitest';
import { outOfOrder } from '../../../functions/src/core/clocks/schedule.ts';
import { acknowledge } from '../../../functions/src/core/decide/acknowledge.ts';
import { STEPS, type Step } from '../../../functions/src/core/schema/clock-rule.ts';
import { ClockBook, ruleOf } from '../../fixtures/core/clock-table.ts';
import { at, by, deskOf, PEOPLE, type PersonRow, SETTINGS } from '../../fixtures/core/desk-fixture.ts';

const LEADER: PersonRow = ['钱总', 'qianzong', '运营部', '分管领导', '是'];
const withLeader = deskOf([...PEOPLE, LEADER]);
const NOW = at('2026-11-20 10:00');
const ROW = { who: '李伟', from: '2026-11-20 10:00' };

let book: ClockBook;
beforeEach(() => {
  book = new ClockBook(ruleOf({ limit: '4h' }), withLeader);
  book.write(ROW, NOW);
});

describe('the ladder of 4 h', () => {
  it('goes up from the handler step by step, each at its share of the limit', () => {
    const heard = ['13:11', '13:12', '14:00', '15:00', '16:00', '17:59', '18:00', '23:00'].map(time => [
      time,
      book.ring(at(`2026-11-20 ${time}`)),
    ]);
    expect(heard).toEqual([
      ['13:11', []],
      ['13:12', ['warning → 李伟']],
      ['14:00', ['due → 李伟']],
      ['15:00', ['escalation → 王芳', 'escalation → 赵强']],
      ['16:00', ['escalation2 → 孙丽']],
      ['17:59', []],
      ['18:00', ['escalation3 → 钱总']],
      ['23:00', []],
    ]);
  });

  it('takes the shares from settings at the time of each decision', () => {
    const slow = deskOf([...PEOPLE, LEADER], [...SETTINGS, ['参数', '三级升级比例', { value: '3' }]]);
    const later = new ClockBook(ruleOf({ limit: '4h' }), slow);
    later.write(ROW, NOW);
    expect(later.clock.steps.at(-1)).toEqual({ id: 'escalation3', at: at('2026-11-20 22:00') });
  });

  it('passes over roles that nobody has, but for the first of them', () => {
    const roles = (...kept: string[]) =>
      PEOPLE.filter(row => !row[3].startsWith('客服') || kept.includes(row[3]));
    const without = new ClockBook(ruleOf({ limit: '4h' }), deskOf([...roles('客服主管'), LEADER]));
    without.write(ROW, NOW);
    expect(without.ringUntil(at('2026-11-21 10:00')).slice(2)).toEqual([
      'escalation → 王芳',
      'escalation → 赵强',
      'escalation3 → 钱总',
    ]);
    const alone = new ClockBook(ruleOf({ limit: '4h' }), deskOf([...roles(), LEADER]));
    alone.write(ROW, NOW);
    expect(alone.ringUntil(at('2026-11-21 10:00')).slice(2)).toEqual([
      'escalation → 钱总',
      'escalation3 → 钱总',
    ]);
  });
});

describe('shares of the ladder', () => {
  const desk = (name: string, value: string) => deskOf(PEOPLE, [...SETTINGS, ['参数', name, { value }]]);
  it.each<[string, string, object | undefined]>([
    ['升级比例', '1.4', undefined],
    ['升级比例', '1.5', { below: '预警比例', above: '二级升级比例' }],
    ['二级升级比例', '1.2', { below: '升级比例', above: '三级升级比例' }],
    ['三级升级比例', '1.5', { below: '二级升级比例', above: undefined }],
    ['三级升级比例', '9', undefined],
    ['预警比例', '0.5', undefined],
    ['补录宽限分钟', '30', undefined],
  ])('%s of %s', (name, value, neighbours) => {
    expect(outOfOrder(name, desk(name, value))).toEqual(neighbours && { name, ...neighbours });
  });
});

describe('taking note', () => {
  const note = (person: string, now: string) => book.write({ acknowledgedBy: person }, at(now));

  it('stops the steps that are left, and nothing waits for it any more', () => {
    book.ringUntil(at('2026-11-20 15:00'));
    expect(book.record.escalatedAt).toBe(at('2026-11-20 15:00'));
    note('王芳', '2026-11-20 15:20');
    expect(book.record).toMatchObject({ escalatedAt: null, nextActionAt: null });
    expect(book.record.cells.acknowledgedAt).toBe(at('2026-11-20 15:20'));
    expect(book.ring(at('2026-11-21 10:00'))).toEqual([]);
  });

  it('in the minute in which it was said counts', () => {
    book.ringUntil(at('2026-11-20 15:00'));
    note('王芳', '2026-11-20 15:00');
    expect(book.ringUntil(at('2026-11-21 10:00'))).toEqual([]);
  });

  it('in the minute in which it was said counts, also where the step is not at the minute', () => {
    const short = new ClockBook(ruleOf({ limit: '10m' }), withLeader);
    short.write(ROW, NOW);
    const step = short.clock.steps.find(({ id }) => id === 'escalation')?.at ?? 0;
    expect(step).toBe(at('2026-11-20 10:12') + 30_000);
    short.ringUntil(step);
    short.write({ acknowledgedBy: '王芳' }, step + 10_000);
    expect(short.record).toMatchObject({ escalatedAt: null, nextActionAt: null });
    expect(short.ringUntil(at('2026-11-21 10:00'))).toEqual([]);
  });

  it('in the minute in which the limit itself was said counts, where that was put off by some seconds', () => {
    const late = new ClockBook(ruleOf({ limit: '10m' }), withLeader);
    late.write({ who: '李伟', from: '2026-11-20 08:00' }, NOW + 30_000);
    const due = late.clock.steps.find(({ id }) => id === 'due')?.at ?? 0;
    expect(due).toBe(at('2026-11-20 10:10') + 30_000);
    late.ringUntil(due);
    late.write({ acknowledgedBy: '王芳' }, due + 10_000);
    expect(late.ringUntil(at('2026-11-21 10:00'))).toEqual([]);
  });

  it('before anything has passed stops nothing', () => {
    note('王芳', '2026-11-20 13:30');
    expect(book.ringUntil(at('2026-11-20 15:00')).at(-1)).toBe('escalation → 赵强');
  });

  it('does not stop what was planned anew since', () => {
    book.ringUntil(at('2026-11-20 15:00'));
    note('王芳', '2026-11-20 15:20');
    book.write({ from: '2026-11-20 16:00' }, at('2026-11-20 16:00'));
    expect(book.ringUntil(at('2026-11-21 10:00')).map(each => each.split(' ')[0])).toEqual([
      'warning',
      'due',
      'escalation',
      'escalation',
      'escalation2',
      'escalation3',
    ]);
  });

  it('is for those above: a handler cannot silence the ladder', () => {
    book.ringUntil(at('2026-11-20 15:00'));
    expect(() => note('李伟', '2026-11-20 15:20')).toThrow('person_not_above');
  });

  it('lets a limit that repeats come again', () => {
    const daily = new ClockBook(ruleOf({ limit: '24h', repeats: { restarts: 'told' } }), withLeader);
    daily.write(ROW, NOW);
    daily.ringUntil(at('2026-11-21 16:00'));
    daily.write({ acknowledgedBy: '王芳' }, at('2026-11-21 16:10'));
    expect(daily.ringUntil(at('2026-11-22 10:00'))).toEqual(['due → 李伟']);
    const once = new ClockBook(ruleOf({ limit: '24h', repeats: {} }), withLeader);
    once.write(ROW, NOW);
    once.ringUntil(at('2026-11-21 16:00'));
    once.write({ acknowledgedBy: '王芳' }, at('2026-11-21 16:10'));
    expect(once.record.nextActionAt).toBe(at('2026-11-22 05:12'));
  });

  it('through a link is the same cell and in the history, and again when something passed since', () => {
    book.ringUntil(at('2026-11-20 15:00'));
    const taking = (now: string) =>
      acknowledge(
        { table: book.table, before: book.record, person: '王芳', by: by('wangfang'), now: at(now) },
        withLeader,
      );
    const first = taking('2026-11-20 15:20');
    if (first?.outcome !== 'saved') throw new Error('not saved');
    expect(first.event).toMatchObject({ by: by('wangfang'), at: at('2026-11-20 15:20') });
    expect(first.event.changes.map(change => [change.column, change.after])).toEqual([
      ['acknowledgedBy', '王芳'],
      ['acknowledgedAt', at('2026-11-20 15:20')],
    ]);
    book.keep(first.after);
    expect(taking('2026-11-20 15:30')).toBeUndefined();
    // The limit was moved and passed again.
    book.keep({ ...first.after, escalatedAt: at('2026-11-20 16:00') });
    const again = taking('2026-11-20 16:05');
    expect(again?.outcome === 'saved' && again.after.cells.acknowledgedAt).toBe(at('2026-11-20 16:05'));
  });
});

describe('a row that is typed with old times', () => {
  const old = (limit: Parameters<typeof ruleOf>[0]['limit'] = '4h') => {
    const typed = new ClockBook(ruleOf(limit ? { limit } : {}), withLeader);
    typed.write({ who: '李伟', from: '2026-11-15 09:00' }, NOW);
    return typed;
  };

  it('says nothing while it is being typed, then the limit to the handler alone', () => {
    const typed = old();
    expect(typed.ring(at('2026-11-20 10:09'))).toEqual([]);
    expect(typed.clock.dueAt).toBe(at('2026-11-15 13:00'));
    expect(typed.ring(at('2026-11-20 10:10'))).toEqual(['due → 李伟']);
    expect(typed.ring(at('2026-11-20 11:09'))).toEqual([]);
  });

  it('goes up as much later as it would have otherwise', () => {
    const typed = old();
    typed.ringUntil(at('2026-11-20 10:10'));
    expect(typed.clock.steps.slice(1)).toEqual([
      { id: 'escalation', at: at('2026-11-20 11:10') },
      { id: 'escalation2', at: at('2026-11-20 12:10') },
      { id: 'escalation3', at: at('2026-11-20 14:10') },
    ]);
  });

  it('finished within the grace, nobody hears of it', () => {
    const typed = old();
    typed.write({ done: '2026-11-15 12:00' }, at('2026-11-20 10:05'));
    expect(typed.ring(at('2026-11-25 10:00'))).toEqual([]);
  });

  it('warns within the grace at its end, if the limit is still to come', () => {
    const typed = new ClockBook(ruleOf({ limit: '2h' }));
    typed.write({ who: '李伟', from: '2026-11-20 08:20' }, NOW);
    expect(typed.clock.steps.slice(0, 2)).toEqual([
      { id: 'warning', at: at('2026-11-20 10:10') },
      { id: 'due', at: at('2026-11-20 10:20') },
    ]);
  });

  it('waits as long as settings say', () => {
    const desk = deskOf(PEOPLE, [...SETTINGS, ['参数', '补录宽限分钟', { value: '60' }]]);
    const typed = new ClockBook(ruleOf({ limit: '4h' }), desk);
    typed.write({ who: '李伟', from: '2026-11-15 09:00' }, NOW);
    expect(typed.record.nextActionAt).toBe(at('2026-11-20 11:00'));
  });

  it('has a whole ladder by the time it is over, in order', () => {
    const ids = old().clock.steps.map((step): Step['id'] => step.id);
    expect(ids).toEqual(STEPS.slice(1));
  });
});
