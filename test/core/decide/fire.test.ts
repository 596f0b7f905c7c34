import { beforeEach, describe, expect, it } from 'vitest';
import { notesOf } from '../../../functions/src/core/decide/cell-notes.ts';
import { ring } from '../../../functions/src/core/decide/fire.ts';
import type { DeskContext } from '../../../functions/src/core/desk/desk.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { STEPS } from '../../../functions/src/core/schema/clock-rule.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { Book } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  CALL,
  CALL_TODAY,
  CLOSING,
  deskOf,
  FEEDBACK,
  feedback,
  hotline,
  OWNER,
  PEOPLE,
  type PersonRow,
  SETTINGS,
} from '../../fixtures/core/desk-fixture.ts';

const ASSIGNED = at('2026-11-20 15:00');
/** Only the limit to respond is near: the one to resolve is far away. */
const plain = deskOf();

let book: Book;
let base: string;
beforeEach(() => {
  book = new Book(hotline, plain);
  ({ base } = book.submit({ cells: CALL_TODAY }, by('limin'), ASSIGNED));
});

const record = () => book.records.get('row') as DeskRecord;
const update = (cells: Cells, now: string) => {
  ({ base } = book.submit({ cells, base }, by('liwei'), at(now)));
};

/** Rings, keeps the record, and tells who hears what. */
function rung(now: string, desk: DeskContext = book.desk): string[] {
  const answer = ring(hotline, record(), at(now), desk);
  if (answer) book.records.set('row', answer.after);
  return answer?.notices.map(({ clock, step, to }) => `${clock} ${step} → ${to.name}`) ?? [];
}

describe('the limit of 2 h to respond', () => {
  it('late: a warning, the limit, and the supervisors after it, each once', () => {
    expect(rung('2026-11-20 16:35')).toEqual([]);
    expect(rung('2026-11-20 16:36')).toEqual(['hotline.respond warning → 李伟']);
    expect(rung('2026-11-20 16:36')).toEqual([]);
    expect(record().nextActionAt).toBe(at('2026-11-20 17:00'));
    expect(rung('2026-11-20 17:00')).toEqual(['hotline.respond due → 李伟']);
    expect(rung('2026-11-20 17:30')).toEqual([
      'hotline.respond escalation → 王芳',
      'hotline.respond escalation → 赵强',
    ]);
    expect(rung('2026-11-20 18:00')).toEqual(['hotline.respond escalation2 → 孙丽']);
    // Nobody has the role above her.
    expect(rung('2026-11-20 19:00')).toEqual([]);
    expect(rung('2026-11-20 23:00')).toEqual([]);
    // What is left is the limit of 48 h to resolve.
    expect(record().nextActionAt).toBe(at('2026-11-22 05:24'));
  });

  it('late: its cell says so from when it has rung until it is answered', () => {
    const marked = () => notesOf(hotline, record(), book.desk).filter(({ code }) => code === 'limit_passed');
    expect(marked()).toEqual([]);
    rung('2026-11-20 17:00');
    expect(marked()).toMatchObject([
      { column: 'state', severity: 'warning', facts: { label: '热线响应', due: '2026-11-20 17:00' } },
    ]);
    update({ respondedAt: '2026-11-20 17:10' }, '2026-11-20 17:11');
    expect(marked()).toEqual([]);
    rung('2026-11-22 15:00');
    expect(marked()).toMatchObject([{ column: 'dueAt', facts: { label: '热线解决' } }]);
  });

  it('answered in time: nothing is said and nothing pending', () => {
    update({ respondedAt: '2026-11-20 16:10' }, '2026-11-20 16:11');
    expect(rung('2026-11-20 23:00')).toEqual([]);
    expect(record().clocks['hotline.respond']?.said).toEqual([]);
  });

  it('answered after the warning: the rest is not said', () => {
    rung('2026-11-20 16:36');
    update({ respondedAt: '2026-11-20 16:50' }, '2026-11-20 16:51');
    expect(rung('2026-11-20 18:00')).toEqual([]);
  });

  it('closed: silence for ever', () => {
    update({ ...CALL, ...CLOSING }, '2026-11-20 15:30');
    expect(record().state).toBe('已关闭');
    expect(ring(hotline, record(), at('2027-11-20 15:30'), plain)).toBeUndefined();
  });

  it('a leap over all steps says only the latest to each person', () => {
    expect(rung('2026-11-20 20:00')).toEqual([
      'hotline.respond due → 李伟',
      'hotline.respond escalation → 王芳',
      'hotline.respond escalation → 赵强',
      'hotline.respond escalation2 → 孙丽',
    ]);
    expect(record().clocks['hotline.respond']?.said).toEqual(STEPS);
  });

  it('a handler who supervises as well hears of a leap once', () => {
    update({ handler: '王芳' }, '2026-11-20 15:10');
    expect(rung('2026-11-20 20:00')).toEqual([
      'hotline.respond escalation → 王芳',
      'hotline.respond escalation → 赵强',
      'hotline.respond escalation2 → 孙丽',
    ]);
  });

  it('a limit that was moved is said again, as another notice', () => {
    const first = ring(hotline, record(), at('2026-11-20 17:00'), plain);
    rung('2026-11-20 17:00');
    book.desk = deskOf(PEOPLE, [...SETTINGS, ['时限', '热线响应', { value: '4h' }]]);
    update({ remark: '时限已延长' }, '2026-11-20 17:10');
    expect(rung('2026-11-20 17:10')).toEqual([]);
    const second = ring(hotline, record(), at('2026-11-20 19:00'), book.desk);
    expect(second?.notices.map(notice => notice.step)).toEqual(['due']);
    expect(second?.notices[0]?.id).not.toBe(first?.notices[0]?.id);
  });

  it('a notice has the same id whenever, and by whatever desk, it is decided', () => {
    const idsAt = (now: string, desk: DeskContext) =>
      ring(hotline, record(), at(now), desk)?.notices.map(notice => notice.id);
    const ids = idsAt('2026-11-20 20:00', plain);
    // The store brings maps back with their keys in any order, and another process has another desk of the same rows.
    book.records.set('row', turned(record()));
    expect(idsAt('2026-11-20 20:07', deskOf())).toEqual(ids);
    expect(ids).toEqual(
      [
        ['due', 'liwei'],
        ['escalation', 'wangfang'],
        ['escalation', 'zhaoqiang'],
        ['escalation2', 'sunli'],
      ].map(([step, mail]) => expect.stringMatching(new RegExp(`${step}.*${mail}@example\\.com`))),
    );
    expect(new Set(ids).size).toBe(4);
  });
});

describe('a limit whose start was cleared by mistake and written again', () => {
  it('is said again: it is another notice than that of the old time', () => {
    const solved: Cells = {
      respondedAt: '2026-11-20 15:10',
      resolution: '已更换',
      resolvedAt: '2026-11-20 15:20',
    };
    update(solved, '2026-11-20 15:30');
    const before = ring(hotline, record(), at('2026-11-21 15:20'), plain);
    update({ resolvedAt: null }, '2026-11-21 16:00');
    update({ resolvedAt: '2026-11-21 16:00' }, '2026-11-21 16:01');
    const after = ring(hotline, record(), at('2026-11-22 16:00'), plain);
    const ids = [before, after].flatMap(
      rang =>
        rang?.notices.filter(notice => notice.clock === 'hotline.callback').map(notice => notice.id) ?? [],
    );
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('who hears of it', () => {
  it('the recorder of the call-back, at the address that was given', () => {
    const solved = { ...CLOSING, respondedAt: '2026-11-20 15:10', resolvedAt: '2026-11-20 15:20' };
    update({ ...solved, satisfaction: null }, '2026-11-20 15:30');
    const notices = ring(hotline, record(), at('2026-11-21 15:20'), plain)?.notices ?? [];
    expect(notices.filter(notice => notice.step === 'due').map(notice => notice.to)).toEqual([
      { key: 'person-limin', name: '李敏', address: 'limin.phone@example.com' },
    ]);
  });

  it.each<[string, typeof PEOPLE, string[]]>([
    ['whoever is away is represented by the head of the department', away('李伟'), ['王芳']],
    ['by a supervisor when the head is away too', away('李伟', '王芳'), ['赵强']],
    [
      'by a supervisor when the person is gone from the people tab',
      PEOPLE.filter(([name]) => name !== '李伟'),
      ['王芳'],
    ],
    ['by the owner when nobody is left', away(...PEOPLE.map(([name]) => name)), [OWNER]],
    ['by the owner when the people tab is empty', [], [OWNER]],
  ])('%s', (_, people, names) => {
    const desk = deskOf(people);
    const notices = ring(hotline, record(), at('2026-11-20 16:40'), desk)?.notices ?? [];
    expect(notices.map(notice => notice.to.name)).toEqual(names);
  });

  it('the head of the department of a feedback, at once when urgent', () => {
    const feedbacks = new Book(feedback, plain);
    const cells: Cells = { ...FEEDBACK, content: '到店咨询时店员态度冷漠，没有解答', priority: '紧急' };
    const saved = feedbacks.submit({ cells }, by('limin'), at('2026-11-20 14:40')).record as DeskRecord;
    const notices = ring(feedback, saved, at('2026-11-20 16:10'), plain)?.notices ?? [];
    expect(notices.map(({ clock, step, to }) => `${clock} ${step} → ${to.name}`)).toEqual([
      'feedback.start warning → 孙丽',
    ]);
  });
});

describe('a notice', () => {
  it('says which record, which limit and why, and no full number', () => {
    const [notice] = ring(hotline, record(), at('2026-11-20 17:00'), plain)?.notices ?? [];
    expect(notice?.subject).toMatch(
      /^【已到时限】热线记录 20261120001：热线响应，时限 2026-11-20 17:00，李\*，购买的产品B/,
    );
    expect(notice?.text).toContain('已经到时限（时限 2026-11-20 17:00）');
    expect(notice?.text).toContain('客户姓名：李*');
    expect(notice?.text).toContain('联系方式：138****5678');
    expect(notice?.text).not.toMatch(/13812345678|李小明/);
  });
});

/** The same, with the keys of all its objects the other way round. */
function turned<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const turnedRound = Object.entries(value)
    .toReversed()
    .map(([key, each]) => [key, turned(each)]);
  return Object.fromEntries(turnedRound) as T;
}

function away(...names: string[]): typeof PEOPLE {
  return PEOPLE.map((row): PersonRow => {
    const [name, mail, department, role, onDuty, address] = row;
    const duty = names.includes(name) ? '否' : onDuty;
    return address ? [name, mail, department, role, duty, address] : [name, mail, department, role, duty];
  });
}
