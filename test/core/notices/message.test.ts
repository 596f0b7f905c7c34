// How a message reads: of one notice, and of many in the order in which they press.
import { describe, expect, it } from 'vitest';
import { type MessageLinks, messageOf } from '../../../functions/src/core/notices/message.ts';
import {
  type AnnouncementKind,
  announceDesk,
  type Notice,
  noticeOf,
} from '../../../functions/src/core/notices/notice.ts';
import type { NoticeRoute } from '../../../functions/src/core/notices/route.ts';
import type { StepId } from '../../../functions/src/core/schema/clock-rule.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const TO = { name: '李伟', address: 'liwei@example.com' };
const MAIL: NoticeRoute = { ...TO, for: undefined, channel: '邮件', mail: TO.address, quiet: null };
const CHAT: NoticeRoute = { ...MAIL, channel: '企业微信·客服群', address: 'LiWei' };
const NONE: MessageLinks = {
  row: () => undefined,
  acknowledge: () => undefined,
  work: () => undefined,
  todo: 'https://all.example',
};
const LINKS: MessageLinks = {
  row: ({ subject }) => `https://row.example/${subject.length}`,
  acknowledge: (_, person) => `https://note.example/${person}`,
  work: (_, person) => `https://work.example/${person}`,
  todo: 'https://all.example',
};

function announced(kind: AnnouncementKind, title = ''): Notice {
  const [notice] = announceDesk({ kind, occasion: '1', title, what: '事情', why: '原因' }, [TO]);
  if (!notice) throw new Error('one is told');
  return notice;
}
const rule = hotline.clocks.find(({ id }) => id === 'hotline.respond') as (typeof hotline.clocks)[number];
const stepped = (step: StepId, missed = 0, dueAt: number | null = at('2026-11-20 17:00')) =>
  noticeOf({
    table: hotline,
    record: recordOf('hotline', { number: '20261120001', cells: { customer: '李*', urgency: '中' } }),
    rule,
    clock: clockOf({ dueAt }),
    step,
    missed,
    person: TO,
    zone: ZONE,
  });
const many = (count: number): [Notice, ...Notice[]] => [
  announced('report', '第 1 份'),
  ...Array.from({ length: count - 1 }, (_, index) => announced('report', `第 ${index + 2} 份`)),
];

describe('a message of one notice', () => {
  it('greets, tells it, and leads to where it is dealt with, as far as there is such a place', () => {
    const notice = announced('report', '周报');
    expect(messageOf([notice], MAIL, NONE)).toEqual({
      channel: '邮件',
      to: TO,
      subject: '【报告】周报',
      text: '李伟，您好：\n\n事情\n\n原因',
    });
    expect(messageOf([notice], { ...MAIL, for: '王芳' }, LINKS).text.split('\n')).toEqual([
      '李伟，您好：',
      '',
      '王芳 不在岗，由您代理。',
      '',
      '事情',
      '',
      '原因',
      '',
      '打开这一行：https://row.example/6',
      '',
      '在手机上处理（只给您，七天内有效，请勿转发）：https://work.example/李伟',
      '',
      '我已知悉，不再升级：https://note.example/李伟',
    ]);
  });

  it('leads nobody to his work in a chat, which others read', () => {
    const { text, to } = messageOf([announced('report')], CHAT, LINKS);
    expect([
      text.includes('work.example'),
      text.includes('row.example'),
      text.includes('note.example'),
    ]).toEqual([false, true, true]);
    expect(to.address).toBe('LiWei');
  });
});

describe('a message of many', () => {
  it('tells what has waited longest first, and what is not late yet last', () => {
    const notices: [Notice, ...Notice[]] = [
      stepped('warning'),
      announced('report', '周报'),
      announced('assigned', '新的'),
      stepped('due'),
      stepped('escalation'),
      stepped('escalation3'),
      stepped('escalation2'),
      stepped('due'),
    ];
    const { subject, text } = messageOf(notices, MAIL, NONE);
    const counted =
      '三级升级 1 条、二级升级 1 条、超时升级 1 条、已到时限 2 条、交给您 1 条、报告 1 条、即将到时 1 条';
    expect(subject).toBe(`【提醒汇总】8 条：${counted}`);
    expect(text).toContain(`以下 8 件事同时需要您处理：${counted}。`);
    expect(text.match(/(?<=^\d\. 【)[^】]+/gm)).toEqual([
      '三级升级',
      '二级升级',
      '超时升级',
      '已到时限',
      '已到时限',
      '交给您',
      '报告',
      '即将到时',
    ]);
  });

  it('puts what it has no word for last', () => {
    const odd = { ...announced('report', '别的'), kind: 'odd' } as unknown as Notice;
    const { subject } = messageOf([odd, stepped('warning')], MAIL, NONE);
    expect(subject).toBe('【提醒汇总】2 条：即将到时 1 条、odd 1 条');
  });

  it.each([
    [MAIL, 2, 2, false],
    [MAIL, 20, 20, false],
    [MAIL, 21, 20, true],
    [CHAT, 10, 10, false],
    [CHAT, 11, 10, true],
  ])('on its way %# of %i lists %i', (route, count, listed, isMore) => {
    const { text } = messageOf(many(count), route, LINKS);
    expect(text.match(/^\d+\. /gm)).toHaveLength(listed);
    expect(text.match(/^1\. .*$/m)?.[0]).toBe('1. 【报告】第 1 份');
    expect(text.includes('…另有 1 条。')).toBe(isMore);
    expect(text).toContain('全部待办：https://all.example');
  });

  it('has the links of each in a mail, where there are any, and none in a chat', () => {
    const two = many(2);
    const linked = messageOf(two, MAIL, LINKS).text.split('\n');
    expect(linked.slice(4, 8)).toEqual([
      '1. 【报告】第 1 份',
      '   https://row.example/9',
      '   在手机上处理：https://work.example/李伟',
      '   我已知悉，不再升级：https://note.example/李伟',
    ]);
    const plain = ['1. 【报告】第 1 份', '2. 【报告】第 2 份'];
    expect(messageOf(two, MAIL, NONE).text.split('\n').slice(4, 6)).toEqual(plain);
    expect(messageOf(two, CHAT, LINKS).text.split('\n').slice(4, 6)).toEqual(plain);
  });
});

describe('a notice of a step', () => {
  it('tells the limit, how it stands, and whatever was not told of before', () => {
    expect(stepped('due').text.split('\n').slice(0, 2)).toEqual([
      '热线记录 20261120001 的“热线响应”已经到时限（时限 2026-11-20 17:00）。',
      '当前状态：已登记',
    ]);
    expect(stepped('due', 1).text.split('\n')[1]).toBe('此前还有 1 次到时没有提醒。');
    expect(stepped('escalation').text).toContain('按规则升级给您');
    expect(stepped('warning').text).toContain('由您负责');
  });

  it('has no time in its subject where none is known, and is another one for another time', () => {
    expect(stepped('due').subject).toBe(
      '【已到时限】热线记录 20261120001：热线响应，时限 2026-11-20 17:00，李*',
    );
    expect(stepped('due', 0, null).subject).toBe('【已到时限】热线记录 20261120001：热线响应，李*');
    expect(stepped('due').id).not.toBe(stepped('due', 0, at('2026-11-20 17:01')).id);
    expect(stepped('due').id).not.toBe(stepped('warning').id);
    expect(stepped('due').id).toBe(stepped('due', 3).id);
  });
});
