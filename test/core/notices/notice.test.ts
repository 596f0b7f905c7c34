import { expect, it } from 'vitest';
import { decide } from '../../../functions/src/core/decide/decide.ts';
import {
  announce,
  announceDesk,
  type RecordAnnouncement,
} from '../../../functions/src/core/notices/notice.ts';
import { supervisorsOf } from '../../../functions/src/core/notices/recipients.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, deskOf, hotline, PEOPLE } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const saved = () => {
  const record = new Book(hotline, desk).submit({ cells: CALL }, by('limin'), at('2026-11-20 15:00')).record;
  return record as DeskRecord;
};
const REOPENED: RecordAnnouncement = {
  kind: 'reopened',
  occasion: '2',
  title: '客户不满意，第 2 轮处理',
  what: '客户回访时表示不满意，记录重新打开。',
  why: '您收到这封通知，是因为您是客服主管。',
  to: [{ role: '客服主管' }, { person: 'handler' }],
};

it('announces a record to all whom it means, each once, with its number and nothing full', () => {
  const notices = announce(
    [REOPENED],
    { ...saved(), cells: { ...saved().cells, handler: '王芳' } },
    hotline,
    desk,
  );
  expect(notices.map(({ to }) => to.name)).toEqual(['王芳', '赵强']);
  const [notice] = notices;
  expect(notice?.subject).toMatch(
    /^【重新打开】热线记录 20231001001：客户不满意，第 2 轮处理，李\*，购买的产品B/,
  );
  expect(notice?.text).toContain('客户姓名：李*');
  expect(notice?.text).not.toMatch(/13812345678|李小明/);
  expect(notice).toMatchObject({ kind: 'reopened', clock: null, about: { number: '20231001001' } });
});

it('says whom a desk lacks to whoever hears of it instead', () => {
  const textsTo = (role: '客服主管' | '分管领导') =>
    announce([{ ...REOPENED, to: [{ role }] }], saved(), hotline, desk).map(({ text }) => text);
  expect(textsTo('分管领导')).toEqual([expect.stringContaining('没有人担任分管领导')]);
  expect(textsTo('客服主管').filter(text => text.includes('没有人担任'))).toEqual([]);
});

it('of a role that nobody has tells those of the next one below, who is told even of what he did himself', () => {
  const toldOf = (role: '客服经理' | '分管领导', people = PEOPLE) => {
    const of = deskOf(people);
    const by = { account: 'sunli@example.com', editor: null };
    return announce([{ ...REOPENED, to: [{ role }], by }], saved(), hotline, of).map(({ to }) => to.name);
  };
  expect(toldOf('分管领导')).toEqual(['孙丽']);
  // He is what is asked for, and did it himself.
  expect(toldOf('客服经理')).toEqual([]);
  const withoutManager = PEOPLE.filter(([, , , role]) => role !== '客服经理');
  expect(toldOf('分管领导', withoutManager)).toEqual(['王芳', '赵强']);
});

it('says an announcement of another occasion again, and the same one under the same id, however it is worded', () => {
  const ids = (changed: Partial<RecordAnnouncement>, record = saved()) =>
    announce([{ ...REOPENED, ...changed }], record, hotline, desk).map(({ id }) => id);
  const first = ids({});
  expect(new Set(first).size).toBe(first.length);
  const later = { ...saved(), version: 7, state: '处理中', cells: { ...saved().cells, remark: '又来电' } };
  expect(ids({ title: '第 2 轮', what: '客户不满意。', why: '您是主管。' }, later)).toEqual(first);
  const others = [
    ids({ occasion: '3' }),
    ids({ kind: 'batch' }),
    ids({}, { ...saved(), key: 'another' }),
    ids({ to: [{ role: '客服经理' }] }),
  ].flat();
  expect(others.filter(id => first.includes(id))).toEqual([]);
});

it('announces to people of the desk what is about no record', () => {
  const report = {
    kind: 'report',
    occasion: '2026-W47',
    title: '第 47 周周报',
    what: '受理 12 件。',
    why: '每周一次。',
  } as const;
  const notices = announceDesk(report, supervisorsOf(desk));
  expect(notices.map(({ to, about, subject }) => [to.name, about, subject])).toEqual([
    ['王芳', null, '【报告】第 47 周周报'],
    ['赵强', null, '【报告】第 47 周周报'],
    ['孙丽', null, '【报告】第 47 周周报'],
  ]);
});

it('a decision announces to whom a matter was given, and nothing else of its own', () => {
  const decision = decide(
    {
      table: hotline,
      key: 'row',
      before: undefined,
      row: { values: saved().cells, problems: [] },
      by: by('limin'),
      now: at('2026-11-20 15:00'),
    },
    desk,
  );
  expect(decision).toMatchObject({
    outcome: 'saved',
    announcements: [{ kind: 'assigned', to: [{ person: 'handler' }] }],
  });
});
