import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, deskOf, PEOPLE, SETTINGS, type SettingRow } from '../../fixtures/core/desk-fixture.ts';

const CALL: Cells = {
  customer: '张三',
  contact: '13812345678',
  type: '常规回访',
  plannedAt: '2026-11-23 09:00',
  caller: '李敏',
};

let book: Book;
let base: string;
beforeEach(() => {
  book = new Book(callbacks, deskOf());
  ({ base } = book.submit({ cells: CALL }, by('limin'), at('2026-11-22 15:00')));
});

const record = () => book.records.get('row') as DeskRecord;
/** Types into the row as the sheet shows it. */
function type(cells: Cells, now: string, from = base) {
  const answer = book.submit({ cells, base: from }, by('limin'), at(now));
  ({ base } = answer);
  return answer;
}
const attempt = (calledAt: string, reached: string, rest: Cells = {}) =>
  type({ calledAt, reached, ...rest }, calledAt);
const log = () => String(record().cells.tryLog ?? '').split('\n');

describe('a try that nobody answered', () => {
  it('moves to the list; its cells are blank, and the next is planned at another hour', () => {
    attempt('2026-11-23 09:30', '未接通');
    expect(record()).toMatchObject({
      state: '待回访',
      cells: { calledAt: null, reached: null, tries: 1, plannedAt: at('2026-11-23 13:30') },
      proposed: { plannedAt: at('2026-11-23 13:30') },
      nextActionAt: at('2026-11-23 13:30'),
    });
    expect(log()).toEqual(['1. 2026-11-23 09:30 未接通，下次 2026-11-23 13:30']);
  });

  it('is in the history as it was typed', () => {
    type({ calledAt: '2026-11-23 09:30' }, '2026-11-23 09:30');
    expect(record().cells.tries).toBeNull();
    type({ reached: '未接通' }, '2026-11-23 09:31');
    const event = book.events.get(`row-${record().version}`);
    const told = event?.changes.map(({ column, before, after }) => [column, before, after]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['calledAt', at('2026-11-23 09:30'), null],
        ['reached', null, '未接通'],
        ['reached', '未接通', null],
        ['plannedAt', at('2026-11-23 09:00'), at('2026-11-23 13:30')],
      ]),
    );
  });

  it('waits in its cells for the time, and says so', () => {
    const { problems } = type({ reached: '未接通' }, '2026-11-23 09:30');
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'attempt_waits',
        facts: { outcome: '未接通', labels: '实际回访时间' },
      }),
    );
    expect(record().cells).toMatchObject({
      reached: '未接通',
      tries: null,
      plannedAt: at('2026-11-23 09:00'),
    });
    type({ calledAt: '2026-11-23 09:30' }, '2026-11-23 09:31');
    expect(record().cells).toMatchObject({ reached: null, calledAt: null, tries: 1 });
  });

  it.each<[string, readonly string[], string]>([
    ['in the afternoon: the next morning', ['2026-11-23 16:00'], '2026-11-24 11:00'],
    ['late in the evening: the next day at work', ['2026-11-23 20:00'], '2026-11-24 13:00'],
    ['before a weekend: after it', ['2026-11-20 17:30'], '2026-11-23 12:30'],
    ['twice: at a third hour', ['2026-11-23 09:30', '2026-11-23 13:30'], '2026-11-23 17:30'],
    // Four hours of work later it would be 12:30 again, which was tried: half an hour each until it is far enough.
    ['at every hour', ['2026-11-20 12:30', '2026-11-23 17:30'], '2026-11-24 14:30'],
  ])('%s', (_, tries, next) => {
    const desk = deskOf(PEOPLE, [...SETTINGS, ['参数', '回访尝试次数', { value: '9' }]]);
    book.desk = desk;
    for (const time of tries) attempt(time, '未接通');
    expect(record().cells.plannedAt).toBe(at(next));
  });

  it('half an hour before midnight and half an hour after it are near each other', () => {
    const days = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
    const roundTheClock = days.map((day): SettingRow => ['工作时间', day, { value: '00:00-24:00' }]);
    book.desk = deskOf(PEOPLE, [...SETTINGS, ...roundTheClock, ['参数', '回访尝试间隔', { value: '1' }]]);
    attempt('2026-11-23 23:30', '未接通');
    expect(record().cells.plannedAt).toBe(at('2026-11-24 01:30'));
  });

  it('that is noted days later is followed by the next from now on', () => {
    type({ calledAt: '2026-11-23 09:30', reached: '未接通' }, '2026-11-26 15:00');
    expect(Number(record().cells.plannedAt)).toBeGreaterThanOrEqual(at('2026-11-26 15:00'));
  });

  it('is noted once, however often its request comes', () => {
    const before = base;
    attempt('2026-11-23 09:30', '未接通');
    const again = type({ calledAt: '2026-11-23 09:30', reached: '未接通' }, '2026-11-23 09:32', before);
    expect(again.outcome).toBe('unchanged');
    expect(record().cells).toMatchObject({ tries: 1, calledAt: null });
  });

  it('beside one that another person noted meanwhile is shown as a conflict, and kept when it is typed again', () => {
    const before = base;
    attempt('2026-11-23 09:30', '未接通');
    const mine = { calledAt: '2026-11-23 11:00', reached: '未接通' };
    const answer = book.submit({ cells: mine, base: before }, by('liwei'), at('2026-11-23 11:01'));
    expect(answer).toMatchObject({ outcome: 'conflict', keep: ['calledAt'] });
    book.submit(
      { cells: mine, base: answer.base, edited: ['calledAt', 'reached'] },
      by('liwei'),
      at('2026-11-23 11:02'),
    );
    expect(log().map(line => line.slice(0, 23))).toEqual([
      '1. 2026-11-23 09:30 未接通',
      '2. 2026-11-23 11:00 未接通',
    ]);
  });
});

describe('the end of trying', () => {
  const thrice = () => {
    for (const time of ['2026-11-23 09:30', '2026-11-23 13:30', '2026-11-23 17:30']) attempt(time, '未接通');
  };

  it('comes with the third in vain', () => {
    thrice();
    expect(record()).toMatchObject({
      state: '无法联系',
      nextActionAt: null,
      closedAt: at('2026-11-23 17:30'),
    });
    expect(record().cells).toMatchObject({
      tries: 3,
      ended: '多次未接通',
      plannedAt: at('2026-11-23 17:30'),
    });
  });

  it('comes when settings say, and stays what it was when they change', () => {
    book.desk = deskOf(PEOPLE, [...SETTINGS, ['参数', '回访尝试次数', { value: '1' }]]);
    attempt('2026-11-23 09:30', '未接通');
    expect(record().state).toBe('无法联系');
    book.desk = deskOf();
    type({ wishes: '无' }, '2026-11-23 10:00');
    expect(record().state).toBe('无法联系');
  });

  it('is taken back by correcting a try: the same minute with another outcome', () => {
    thrice();
    attempt('2026-11-23 17:30', '已接通', { score: '9' });
    expect(record()).toMatchObject({
      state: '已回访',
      closedAt: null,
      cells: { tries: 3, ended: null, calledAt: at('2026-11-23 17:30') },
    });
    expect(record().attempts).toHaveLength(2);
  });

  it('does not keep a customer away who calls back', () => {
    thrice();
    attempt('2026-11-25 10:00', '已接通', { score: '9' });
    expect(record()).toMatchObject({ state: '已回访', cells: { tries: 4, ended: null } });
    expect(log().at(-1)).toBe('4. 2026-11-25 10:00 已接通');
  });

  it('counts anew once the customer was reached', () => {
    attempt('2026-11-23 09:30', '未接通');
    attempt('2026-11-23 13:30', '未接通');
    attempt('2026-11-24 11:30', '改约', { rescheduledAt: '2026-11-25 15:00' });
    attempt('2026-11-25 15:00', '未接通');
    expect(record()).toMatchObject({ state: '待回访', cells: { tries: 4, ended: null } });
  });

  // Template 1.17
  it('comes at once when the customer refuses', () => {
    attempt('2026-11-23 09:30', '拒访');
    expect(record()).toMatchObject({
      state: '无法联系',
      cells: { reached: '拒访', ended: '客户拒访', tries: 1 },
    });
  });
});

describe('another appointment', () => {
  it('is the time of the next call', () => {
    attempt('2026-11-23 09:30', '改约', { rescheduledAt: '2026-11-28 20:00' });
    expect(record()).toMatchObject({
      state: '待回访',
      nextActionAt: at('2026-11-28 20:00'),
      cells: { plannedAt: at('2026-11-28 20:00'), rescheduledAt: null, reached: null, tries: 1 },
    });
    expect(log()).toEqual(['1. 2026-11-23 09:30 改约，下次 2026-11-28 20:00']);
  });

  it('waits for its time', () => {
    const { problems } = attempt('2026-11-23 09:30', '改约');
    expect(problems).toContainEqual(
      expect.objectContaining({ facts: { outcome: '改约', labels: '改约时间' } }),
    );
    expect(record().cells).toMatchObject({ reached: '改约', plannedAt: at('2026-11-23 09:00') });
    type({ rescheduledAt: '2026-11-24 15:00' }, '2026-11-23 09:31');
    expect(record().cells).toMatchObject({ reached: null, plannedAt: at('2026-11-24 15:00') });
  });

  it('has to lie ahead', () => {
    const answer = attempt('2026-11-23 09:30', '改约', { rescheduledAt: '2026-11-23 09:00' });
    expect(answer.outcome).toBe('refused');
    expect(answer.problems).toContainEqual(
      expect.objectContaining({ column: 'rescheduledAt', code: 'time_not_ahead' }),
    );
  });

  it('may be given for a call that nobody answered', () => {
    attempt('2026-11-23 09:30', '未接通', { rescheduledAt: '2026-11-27 15:00' });
    expect(record().cells).toMatchObject({ plannedAt: at('2026-11-27 15:00'), rescheduledAt: null });
  });
});

describe('a wrong number', () => {
  it('ends the calls until the contact is corrected', () => {
    attempt('2026-11-23 09:30', '号码错误');
    expect(record()).toMatchObject({ state: '无法联系', cells: { ended: '号码错误', reached: '号码错误' } });
    type({ wishes: '无' }, '2026-11-23 10:00');
    expect(record().state).toBe('无法联系');
    type({ contact: '13912345678' }, '2026-11-24 09:00');
    expect(record()).toMatchObject({
      state: '待回访',
      closedAt: null,
      cells: { ended: null, reached: null, tries: 1, plannedAt: at('2026-11-24 09:00') },
    });
    expect(log()).toEqual(['1. 2026-11-23 09:30 号码错误，下次 2026-11-24 09:00']);
  });
});
