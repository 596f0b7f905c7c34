// Which notices go out now, and together; which wait for the morning, and which are no longer true then.
import { beforeEach, describe, expect, it } from 'vitest';
import { ring } from '../../../functions/src/core/decide/fire.ts';
import { contextOf, type DeskContext } from '../../../functions/src/core/desk/desk.ts';
import {
  type Delivery,
  type PendingNotice,
  planDelivery,
} from '../../../functions/src/core/notices/delivery.ts';
import type { MessageLinks } from '../../../functions/src/core/notices/message.ts';
import type { Notice } from '../../../functions/src/core/notices/notice.ts';
import type { Clock, DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { Book } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  CALL_TODAY,
  deskOf,
  hotline,
  keyedHere,
  storedDesk,
} from '../../fixtures/core/desk-fixture.ts';

const LINKS: MessageLinks = {
  row: ({ about }) => `https://sheet.example/${about?.number}`,
  acknowledge: () => undefined,
  work: () => undefined,
  todo: 'https://sheet.example/todo',
};

/** The usual desk, with more cells in the rows of some people, and more settings. */
function deskWith(people: Record<string, Cells>, settings: Cells[] = []): DeskContext {
  const stored = storedDesk();
  for (const [mail, cells] of Object.entries(people))
    Object.assign(stored.rows[`person-${mail}`]?.cells ?? {}, cells);
  settings.forEach((cells, index) => {
    stored.rows[`more-${index}`] = { table: 'settings', cells };
  });
  return contextOf(stored, [], TABLES, keyedHere);
}

let book: Book;
beforeEach(() => {
  book = new Book(hotline, deskOf());
});

/** Saves calls that 李伟 has to answer within two hours, as many as asked for, rings, and answers what waits then. */
function overdue(count: number, cells: Cells = {}, now = '2026-11-20 17:00'): PendingNotice[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `row-${index}`;
    const saved = book.submit(
      { key, cells: { ...CALL_TODAY, ...cells } },
      by('limin'),
      at('2026-11-20 15:00'),
    );
    const rung = ring(hotline, saved.record as DeskRecord, at(now), book.desk);
    if (rung) book.records.set(key, rung.after);
    return rung?.notices ?? [];
  })
    .flat()
    .map(pending);
}

const pending = (notice: Notice): PendingNotice => ({
  id: `hash-of-${notice.id}`,
  notice,
  attempt: 1,
  claim: 'pass',
});
const plan = (waiting: PendingNotice[], now = '2026-11-20 17:00', desk = book.desk): Delivery =>
  planDelivery(waiting, book.records, { desk, now: at(now), links: LINKS });
const idsOf = (waiting: PendingNotice[]) => waiting.map(({ id }) => id);

describe('a message', () => {
  it('of one notice greets, says it, why, and leads to the row', () => {
    const { send } = plan(overdue(1));
    expect(send).toHaveLength(1);
    expect(send[0]?.message).toMatchObject({
      channel: '邮件',
      to: { name: '李伟', address: 'liwei@example.com' },
    });
    expect(send[0]?.message.subject).toMatch(
      /^【已到时限】热线记录 20261120001：热线响应，时限 2026-11-20 17:00，李\*，/,
    );
    const text = send[0]?.message.text ?? '';
    expect(text).toMatch(/^李伟，您好：\n\n热线记录 20261120001 的“热线响应”已经到时限/);
    expect(text).toContain('您收到这封提醒，是因为');
    expect(text).toMatch(/打开这一行：https:\/\/sheet\.example\/20261120001$/);
    expect(text).not.toMatch(/13812345678|李小明/);
  });

  it('of many lists the first, counts the rest, and names what is worst first', () => {
    const waiting = overdue(500, {}, '2026-11-20 17:30');
    const { send } = plan(waiting, '2026-11-20 17:30');
    // 500 for the handler, and 500 raised to each of two supervisors: three messages.
    expect(send.map(({ message, notices }) => [message.to.name, notices.length])).toEqual([
      ['李伟', 500],
      ['王芳', 500],
      ['赵强', 500],
    ]);
    expect(send[0]?.message.subject).toBe('【提醒汇总】500 条：已到时限 500 条');
    const text = send[0]?.message.text ?? '';
    // Each with its limit, whose it is and what it is about.
    expect(
      text.match(/^\d+\. 【已到时限】热线记录 \d+：热线响应，时限 2026-11-20 17:00，李\*，.*B/gm),
    ).toHaveLength(20);
    expect(text).toContain('https://sheet.example/20261120001');
    expect(text).toContain('…另有 480 条。');
    expect(text).toContain('全部待办：https://sheet.example/todo');
    expect(text).not.toMatch(/13812345678|李小明/);
    expect(idsOf(send.flatMap(({ notices }) => notices))).toHaveLength(waiting.length);
  });

  it('of several kinds says how many of each', () => {
    const warned = overdue(3, {}, '2026-11-20 16:40').slice(2);
    expect(plan([...warned, ...overdue(2)]).send[0]?.message.subject).toBe(
      '【提醒汇总】3 条：已到时限 2 条、即将到时 1 条',
    );
  });

  it('of several escalations lets each be taken note of, by mail and by whoever may', () => {
    const links: MessageLinks = {
      ...LINKS,
      acknowledge: ({ about, step }, person) =>
        step === 'escalation' && person !== '李伟'
          ? `https://note.example/${about?.number}/${person}`
          : undefined,
    };
    book.desk = deskWith({ zhaoqiang: { channel: '企业微信·客服群' } });
    const waiting = overdue(2, {}, '2026-11-20 17:30');
    const { send } = planDelivery(waiting, book.records, {
      desk: book.desk,
      now: at('2026-11-20 17:30'),
      links,
    });
    const noted = (name: string) =>
      send.flatMap(({ message }) =>
        message.to.name === name ? [message.text.match(/我已知悉，不再升级：https:\S+/g) ?? []] : [],
      );
    expect(noted('王芳')).toEqual([
      [1, 2].map(at => `我已知悉，不再升级：https://note.example/2026112000${at}/王芳`),
    ]);
    expect([noted('李伟'), noted('赵强')]).toEqual([[[]], [[]]]);
  });

  it('goes with what the same pass took, however often it is tried, and has the same id then', () => {
    const [first, second, third] = overdue(3);
    if (!first || !second || !third) throw new Error('three are due');
    const again = [first, second].map(each => ({ ...each, attempt: 2 }));
    const [old, fresh] = plan([...again, { ...third, claim: 'later' }]).send;
    expect(old?.notices.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(old?.id).toBe(plan([first, second]).send[0]?.id);
    expect(fresh?.id).not.toBe(old?.id);
  });
});

describe('the way of a message', () => {
  it('is the channel of the person, with a mention, and mail when that refuses', () => {
    book.desk = deskWith({ liwei: { channel: '企业微信·客服群', address: 'LiWei' } });
    const [one] = plan(overdue(1)).send;
    expect(one?.message).toMatchObject({
      channel: '企业微信·客服群',
      to: { name: '李伟', address: 'LiWei' },
    });
    expect(one?.byMail).toMatchObject({
      channel: '邮件',
      to: { name: '李伟', address: 'liwei@example.com' },
    });
  });

  it('is the channel of the department for whoever names none, and mentions nobody by a mail address', () => {
    const setting = { category: '部门', name: '技术支持部', head: '王芳', value: '钉钉·技术群' };
    book.desk = deskWith({ liwei: { address: 'liwei.phone@example.com' } }, [setting]);
    const [one] = plan(overdue(1)).send;
    expect(one?.message).toMatchObject({ channel: '钉钉·技术群', to: { name: '李伟', address: '' } });
  });

  it('is mail to the mailbox when the address is for a chat', () => {
    book.desk = deskWith({ liwei: { channel: '邮件', address: 'LiWei' } });
    const [one] = plan(overdue(1)).send;
    expect(one?.message).toMatchObject({ channel: '邮件', to: { address: 'liwei@example.com' } });
    expect(one?.byMail).toBeUndefined();
  });

  it('in a chat a digest is short', () => {
    book.desk = deskWith({ liwei: { channel: '企业微信·客服群' } });
    const text = plan(overdue(30)).send[0]?.message.text ?? '';
    expect(text.match(/^\d+\. /gm)).toHaveLength(10);
    expect(text).toContain('…另有 20 条。');
    expect(Buffer.byteLength(text)).toBeLessThan(2_048);
  });

  it('leads to whoever stands in, who is told for whom', () => {
    book.desk = deskWith({ liwei: { onDuty: '否', standIn: '吴昊' } });
    const [one] = plan(overdue(1, { handler: '李伟' })).send;
    expect(one?.message.to).toEqual({ name: '吴昊', address: 'wuhao@example.com' });
    expect(one?.message.text).toContain('李伟 不在岗，由您代理。');
  });

  it('leads to whoever stands in also when the person went away after it was decided', () => {
    const waiting = overdue(1);
    const [one] = plan(
      waiting,
      '2026-11-20 17:00',
      deskWith({ liwei: { onDuty: '否', standIn: '吴昊' } }),
    ).send;
    expect([one?.message.to.name, one?.message.text.includes('李伟 不在岗')]).toEqual(['吴昊', true]);
  });

  it('goes round no circle of people who stand in for each other', () => {
    book.desk = deskWith({ liwei: { onDuty: '否', standIn: '周杰' }, zhoujie: { standIn: '李伟' } });
    expect(plan(overdue(1, { handler: '李伟' })).send[0]?.message.to.name).toBe('王芳');
  });
});

describe('at night', () => {
  const NIGHT = '2026-11-20 22:00';
  const MORNING = at('2026-11-21 08:00');

  it('what is not urgent waits for the morning', () => {
    const waiting = overdue(2, {}, NIGHT);
    const { send, hold, drop } = plan(waiting, NIGHT);
    expect([send, drop]).toEqual([[], []]);
    expect(hold).toEqual([{ ids: idsOf(waiting), until: MORNING }]);
  });

  it('what is urgent goes out', () => {
    expect(plan(overdue(1, { urgency: '高' }, NIGHT), NIGHT).hold).toEqual([]);
  });

  it.each<[string, string, Cells[], boolean]>([
    ['the person has other hours', '23:00-07:00', [], false],
    ['the person has none', '不限', [], false],
    ['the desk has none', '', [{ category: '通知', name: '免打扰', value: '不限' }], false],
    ['the desk has others', '', [{ category: '通知', name: '免打扰', value: '19:00-07:00' }], true],
    [
      'the person’s are said and the desk has none',
      '21:30-06:00',
      [{ category: '通知', name: '免打扰', value: '不限' }],
      true,
    ],
  ])('%s', (_, quiet, settings, held) => {
    book.desk = deskWith({ liwei: { quiet } }, settings);
    const waiting = overdue(1, {}, NIGHT).filter(({ notice }) => notice.to.name === '李伟');
    expect(plan(waiting, NIGHT).hold.length > 0).toBe(held);
  });

  it('in the morning what was done is not said, and the rest is, in one message', () => {
    const waiting = overdue(3, {}, NIGHT).filter(({ notice }) => notice.to.name === '李伟');
    const done = book.submit(
      { key: 'row-1', base: '', cells: { respondedAt: '2026-11-20 23:00' }, edited: ['respondedAt'] },
      by('liwei'),
      at('2026-11-20 23:01'),
    );
    expect(done.outcome).toBe('saved');
    const { send, drop } = plan(waiting, '2026-11-21 08:00');
    expect(drop).toEqual([{ ids: [waiting[1]?.id], reason: 'done' }]);
    expect(send.map(({ notices }) => idsOf(notices))).toEqual([[waiting[0]?.id, waiting[2]?.id]]);
  });
});

describe('what is no longer true', () => {
  it('a limit that has moved since, and a record that is gone', () => {
    const waiting = overdue(2);
    const record = book.records.get('row-0') as DeskRecord;
    const clock = record.clocks['hotline.respond'];
    if (!clock) throw new Error('the clock runs');
    const becomes = (changed: Partial<Clock>) =>
      book.records.set('row-0', {
        ...record,
        clocks: { ...record.clocks, 'hotline.respond': { ...clock, ...changed } },
      });
    book.records.delete('row-1');
    const gone = { ids: [waiting[1]?.id], reason: 'gone' };
    const cases: [Partial<Clock>, string][] = [
      [{ plannedAt: 1 }, 'moved'],
      [{ startedAt: 1 }, 'moved'],
      [{ acknowledgedAt: 1 }, 'done'],
      [{ cycle: 2 }, 'done'],
      [{ pausedAt: 1, dueAt: null }, 'paused'],
    ];
    for (const [changed, reason] of cases) {
      becomes(changed);
      expect(plan(waiting).drop).toEqual([{ ids: [waiting[0]?.id], reason }, gone]);
    }
    // What was late before it paused is late.
    becomes({ pausedAt: 1, revision: clock.revision + 1 });
    expect(plan(waiting).drop).toEqual([gone]);
  });
});
