import { beforeEach, describe, expect, it } from 'vitest';
import { addFigures } from '../../../functions/src/core/figures/figures.ts';
import type { Notice } from '../../../functions/src/core/notices/notice.ts';
import { dueItems, MAX_DUE } from '../../../functions/src/core/reports/due.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { type Answered, Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, CLOSING, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { factsOf, linesOf, pageOf, textsOf } from '../../fixtures/core/page-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 17:10');

let book: Book;
let answers: Answered[];
const submit = (key: string, cells: Cells, time: string) => {
  const base = String(book.records.get(key)?.version ?? '');
  answers.push(book.submit({ key, cells: { ...CALL, ...cells }, base }, by('limin'), at(time)));
};
/** A call that is typed as it comes in. */
const take = (key: string, cells: Cells, time: string) => submit(key, { ...cells, calledAt: time }, time);
const records = () => [...book.records.values()];

beforeEach(() => {
  book = new Book(hotline, desk);
  answers = [];
  take('late', { remark: '=1+1' }, '2026-11-20 15:00');
  take('today', { handler: '孙丽' }, '2026-11-20 16:00');
  take('tomorrow', {}, '2026-11-20 23:30');
  submit('closed', CLOSING, '2026-11-20 09:00');
});

const facts = (now = NOW, due = records()) =>
  factsOf(desk, now, { due, figures: addFigures(...answers.map(each => each.change)) });
const part = (title: string, headline: string, now?: number) =>
  textsOf(linesOf(pageOf(title, facts(now)), headline));

describe('待办提醒', () => {
  it('says how much there is and until when it was counted', () => {
    expect(textsOf(pageOf('待办提醒', facts()).grid.slice(0, 2))).toEqual([
      ['待办提醒'],
      ['截至 2026-11-20 17:10：已超时 1 项，今天到时 1 项，升级后未处理 0 项'],
    ]);
    const first = (given: Parameters<typeof pageOf>[1]) =>
      String(pageOf('待办提醒', given).grid[2]?.[0]?.text);
    expect(first(facts())).toContain('点编号到那一行处理');
    expect(first(factsOf(desk, NOW))).toContain('登记请到');
    expect(pageOf('看板', factsOf(desk, NOW)).grid[2]?.[0]?.text).toContain('登记请到');
  });

  it('lists what is overdue and what is due today, with who has to act and a link to the row', () => {
    expect(part('待办提醒', '已超时')).toEqual([
      [
        '20261120001',
        '李*',
        '购买的产品B,使用10天后无法开机,联系售后未获解决',
        '热线响应',
        '中',
        '李伟',
        at('2026-11-20 17:00'),
        '不足 1 小时',
        '热线记录 · 已分派',
      ],
    ]);
    expect(part('待办提醒', '今天到时')).toEqual([
      [
        '20261120002',
        '李*',
        '购买的产品B,使用10天后无法开机,联系售后未获解决',
        '热线响应',
        '中',
        '孙丽',
        at('2026-11-20 18:00'),
        '',
        '热线记录 · 已分派',
      ],
    ]);
    expect(linesOf(pageOf('待办提醒', facts()), '已超时')[0]?.[0]?.to).toEqual({
      table: hotline,
      key: 'late',
    });
    expect(part('待办提醒', '按责任人')).toEqual([
      ['孙丽', 0, 1, 0, '', '热线记录', '', '', ''],
      ['李伟', 1, 0, 0, '', '热线记录', '', '', ''],
      ['合计', 1, 1, 0],
    ]);
  });

  it('sorts by what hurts most: unheard above, then pressing, then the longest late', () => {
    take('later', {}, '2026-11-20 15:05');
    take('pressing', { urgency: '高' }, '2026-11-20 15:08');
    take('low', { urgency: '低' }, '2026-11-20 14:00');
    const said = book.records.get('later')?.clocks['hotline.respond']?.said;
    said?.push('due', 'escalation');
    expect(linesOf(pageOf('待办提醒', facts()), '已超时').map(line => line[0]?.to?.key)).toEqual([
      'later',
      'pressing',
      'late',
      'low',
    ]);
  });

  it('marks what presses, and nothing that has no word of it', () => {
    take('pressing', { urgency: '高' }, '2026-11-20 15:08');
    take('low', { urgency: '低' }, '2026-11-20 14:00');
    const marked = (given: Parameters<typeof pageOf>[1]) =>
      linesOf(pageOf('待办提醒', given), '已超时').map(line => [line[4]?.text, line[4]?.style]);
    expect(marked(facts())).toEqual([
      ['高', 'bad'],
      ['中', undefined],
      ['低', undefined],
    ]);
    const clocks = { 'lead.contact': clockOf({ startedAt: 0, dueAt: at('2026-11-20 12:00') }) };
    const plain = recordOf('leads', { cells: { seller: '孙丽' }, clocks });
    expect(marked(factsOf(desk, NOW, { due: [plain] }))).toEqual([['', undefined]]);
  });

  // Case E.8
  it('counts what people share for each of them, and once in the total', () => {
    const shared = recordOf('feedback', {
      cells: { department: '客服部', priority: '紧急', owner: '孙丽' },
      clocks: { 'feedback.resolve': clockOf({ startedAt: 0, dueAt: at('2026-11-20 12:00') }) },
    });
    const page = pageOf('待办提醒', factsOf(desk, NOW, { due: [shared] }));
    const who = textsOf(linesOf(page, '按责任人'));
    const people = who.filter(([name]) => name !== '合计' && !String(name).startsWith('减'));
    expect(people.length).toBeGreaterThan(1);
    expect(people.every(([name, overdue]) => !String(name).includes('、') && overdue === 1)).toBe(true);
    expect(who.slice(-2)).toEqual([
      ['减：共同负责的', 1 - people.length, 0, 0],
      ['合计', 1, 0, 0],
    ]);
  });

  it('names whoever stands in for a person who is away', () => {
    take('away', { handler: '周杰' }, '2026-11-20 15:00');
    expect(part('待办提醒', '已超时').map(line => line[5])).toEqual(['李伟', '吴昊']);
  });

  it('shows what went up and was not acted on', () => {
    const clock = book.records.get('late')?.clocks['hotline.respond'];
    expect(part('待办提醒', '升级后未处理')).toEqual([['暂无']]);
    clock?.said.push('escalation');
    expect(part('待办提醒', '升级后未处理').map(([number]) => number)).toEqual(['20261120001']);
    expect(
      part('待办提醒', '按责任人')
        .find(([who]) => who === '李伟')
        ?.slice(0, 4),
    ).toEqual(['李伟', 1, 0, 1]);
  });

  it('lists the records that came to an end nobody wished for', () => {
    const watched = [recordOf('callbacks', { state: '无法联系', cells: { caller: '李敏' } })];
    const page = pageOf('待办提醒', factsOf(desk, NOW, { watched }));
    expect(textsOf(linesOf(page, '无法联系的客户'))).toEqual([
      ['callbacks-001', '', '', '无法联系', '', '李敏', at('2026-11-20 09:00'), '8 小时', '回访跟进'],
    ]);
  });

  it('lists the notices that could not be sent, and why', () => {
    const late = book.records.get('late');
    if (!late) throw new Error('no record');
    const notice: Notice = {
      id: 'late|hotline.respond|due',
      kind: 'step',
      about: { key: late.key, table: late.table, number: late.number },
      clock: 'hotline.respond',
      step: 'due',
      told: { cycle: 1, startedAt: 0, plannedAt: null },
      to: { name: '李伟', address: 'liwei@example.com' },
      urgent: false,
      subject: '【已到时限】热线记录 20261120001：热线响应',
      text: '',
    };
    const deadLetters = [{ id: 'a', notice, at: NOW, reason: '对方服务器拒收' }];
    const page = pageOf('待办提醒', factsOf(desk, NOW, { deadLetters }));
    const [line = []] = linesOf(page, '没有送达的通知');
    expect(textsOf([line])).toEqual([
      ['20261120001', '李伟', notice.subject, '对方服务器拒收', '', '', NOW, '不足 1 小时', '热线记录'],
    ]);
    expect(line[0]?.to?.key).toBe('late');
  });

  it('has room for the times of all its lists', () => {
    const watched = [recordOf('callbacks', { state: '无法联系' })];
    const setAside = [
      { ...recordOf('hotline', {}), aside: { since: NOW, fault: 'state' as const, release: '1', by: '1' } },
    ];
    const { grid, tab } = pageOf('待办提醒', { ...facts(), watched, setAside });
    const timed = grid.flatMap(row =>
      row.flatMap(({ format }, column) => (format === 'time' ? [column] : [])),
    );
    expect(timed.length).toBeGreaterThanOrEqual(4);
    for (const column of timed) expect(tab.widths[column]).toBeGreaterThanOrEqual(120);
  });

  it('a limit counts as overdue from its very minute on, and midnight belongs to tomorrow', () => {
    const dueAt = (now: number) => dueItems(facts(now)).map(item => item.record.key);
    expect(part('待办提醒', '已超时', at('2026-11-20 17:00'))).toHaveLength(1);
    expect(part('待办提醒', '已超时', at('2026-11-20 16:59'))).toEqual([['暂无']]);
    const clock = book.records.get('today')?.clocks['hotline.respond'];
    if (!clock) throw new Error('no clock');
    clock.dueAt = at('2026-11-21 00:00');
    expect(dueAt(at('2026-11-20 23:59'))).toEqual(['late']);
    expect(dueAt(at('2026-11-21 00:00'))).toContain('today');
  });

  it('says when there is more than it counts, and never outgrows its tab', () => {
    const late = book.records.get('late');
    if (!late) throw new Error('no record');
    const page = pageOf(
      '待办提醒',
      facts(
        NOW,
        Array.from({ length: MAX_DUE + 1 }, () => late),
      ),
    );
    expect(page.grid[2]?.[0]?.text).toBe(`到时的记录很多，本页只统计最早到时的 ${MAX_DUE} 条。`);
    expect(linesOf(page, '已超时')).toHaveLength(MAX_DUE);
    expect(page.grid.length).toBeLessThanOrEqual(page.tab.rows);
  });
});

describe('看板', () => {
  it('counts open, due and overdue by table, person, department and state', () => {
    expect(part('看板', '按表').slice(0, 2)).toEqual([
      ['热线记录', 3, 1, 1, '今日到期', '已超时', '待回访'],
      ['客户反馈', 0, 0, 0, '今日到期', '已超时', '待回访'],
    ]);
    expect(part('看板', '按表').map(([title]) => title)).toEqual([
      ...['matters', 'work'].flatMap(counts =>
        TABLES.filter(table => table.counts === counts).map(table => table.title),
      ),
      '合计',
    ]);
    expect(part('看板', '按责任人')).toEqual([
      ['李伟', 2, 0, 1, '热线记录'],
      ['孙丽', 1, 1, 0, '热线记录'],
      ['合计', 3, 1, 1],
    ]);
    expect(part('看板', '按部门')).toEqual([
      ['未填', 3, 1, 1, '热线记录'],
      ['合计', 3, 1, 1],
    ]);
    expect(part('看板', '按状态')).toEqual([
      ['热线记录', '已分派', 3],
      ['合计', '', 3],
    ]);
  });

  it('sets this week beside the last', () => {
    submit('old', { calledAt: '2026-11-13 09:50' }, '2026-11-13 10:00');
    submit('new', { calledAt: '2026-11-20 16:50' }, '2026-11-20 17:05');
    submit('late', { ...CLOSING, satisfaction: '不满意' }, '2026-11-20 17:00');
    expect(part('看板', '本周与上周').slice(0, 2)).toEqual([
      ['热线记录', 3, 1, 1, 0, 1, 0],
      ['客户反馈', 0, 0, 0, 0, 0, 0],
    ]);
  });
});
