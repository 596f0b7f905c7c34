// A record's history as people read it: made from the events that changes leave.
import { describe, expect, test } from 'vitest';
import { historyLines } from '../../../functions/src/core/decide/history.ts';
import type { RecordEvent } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, CLOSING, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();

/** The paragraphs, each as its lines, of a call to which this happened, one after the other. */
function told(...steps: { who: string; when: string; cells: Cells }[]): string[][] {
  const book = new Book(hotline, desk);
  let base = '';
  for (const { who, when, cells } of steps) ({ base } = book.submit({ cells, base }, by(who), at(when)));
  return historyLines(hotline, [...book.events.values()].toReversed(), 100, desk).map(each =>
    each.split('\n'),
  );
}

const CALLED = { who: 'limin', when: '2026-11-20 09:30', cells: CALL };

test('a new record: who, when, each cell that was filled in, masked, and its first state', () => {
  const [created] = told(CALLED);
  expect(created?.slice(0, 2)).toEqual([
    '2026-11-20 09:30　李敏（limin@example.com）',
    '状态：新建 → 已分派',
  ]);
  expect(created).toContain('客户姓名：空白 → 李*');
  expect(created).toContain('联系方式：空白 → 138****5678');
  expect(created).toContain('日期时间：空白 → 2023-10-01 14:30');
  expect(created?.filter(line => line.startsWith('状态'))).toHaveLength(1);
});

test('changes come the newest first, each with before and after', () => {
  const paragraphs = told(
    CALLED,
    { who: 'liwei', when: '2026-11-20 10:00', cells: { respondedAt: '2023年10月1日16:10' } },
    { who: 'stranger', when: '2026-11-20 11:00', cells: { urgency: '高' } },
  );
  expect(paragraphs.map(([heading]) => heading)).toEqual([
    '2026-11-20 11:00　stranger@example.com',
    '2026-11-20 10:00　李伟（liwei@example.com）',
    '2026-11-20 09:30　李敏（limin@example.com）',
  ]);
  expect(paragraphs[0]?.slice(1)).toEqual(['紧急程度：中 → 高']);
  expect(paragraphs[1]?.slice(1)).toEqual(['状态：已分派 → 已响应', '响应时间：空白 → 2023-10-01 16:10']);
});

test('another number behind the same mask is a change that tells neither', () => {
  const [changed] = told(CALLED, {
    who: 'limin',
    when: '2026-11-20 10:00',
    cells: { contact: '13899995678' },
  });
  expect(changed?.slice(1)).toEqual(['联系方式：138****5678（隐藏的部分改了）']);
});

test('a reopening begins the next round and says what was put away', () => {
  const [reopened] = told(
    CALLED,
    { who: 'limin', when: '2026-11-20 10:00', cells: CLOSING },
    { who: 'limin', when: '2026-11-21 10:00', cells: { satisfaction: '不满意' } },
  );
  expect(reopened?.slice(1, 3)).toEqual(['开始第 2 轮处理', '状态：已关闭 → 已分派']);
  expect(reopened).toContain('客户满意度：满意 → 不满意');
  expect(reopened).toContain('客户满意度：不满意 → 空白');
});

describe('events as they are stored', () => {
  const event = (version: number, given: Partial<RecordEvent> = {}): RecordEvent => ({
    key: 'row',
    table: 'hotline',
    number: '20231001001',
    version,
    at: at('2026-11-20 09:00') + version * 60_000,
    by: by('liwei'),
    cycle: 1,
    state: { before: '已登记', after: '已登记' },
    changes: [{ column: 'remark', label: '备注', before: null, after: `第${version}次` }],
    ...given,
  });

  test('keep the labels of their time', () => {
    const old = event(1, { changes: [{ column: 'remark', label: '附注', before: '甲', after: '乙' }] });
    expect(historyLines(hotline, [old], 9, desk)[0]).toContain('附注：甲 → 乙');
  });

  test('of one moment stand in the order of their versions', () => {
    const moment = { at: at('2026-11-20 09:00') };
    const lines = historyLines(hotline, [event(9, moment), event(10, moment)], 9, desk);
    expect(lines.map(line => /第(\d+)次/.exec(line)?.[1])).toEqual(['10', '9']);
  });

  test('of a look at the full values tell which, and nothing of what they are', () => {
    const looked = event(1, { changes: [], revealed: [{ column: 'contact', label: '联系方式' }] });
    expect(historyLines(hotline, [looked], 9, desk)).toEqual([
      '2026-11-20 09:01　李伟（liwei@example.com）\n查看了完整的“联系方式”',
    ]);
  });

  test('that are more than are told are counted out', () => {
    const many = Array.from({ length: 4 }, (_, index) => event(4 - index));
    expect(historyLines(hotline, many, 3, desk).map(line => line.split('\n').at(-1))).toEqual([
      '备注：空白 → 第4次',
      '备注：空白 → 第3次',
      '备注：空白 → 第2次',
      '更早的变更没有列出，这里只有最近 3 次。',
    ]);
    expect(historyLines(hotline, many, 4, desk)).toHaveLength(4);
  });

  test('tell a long text in full, and cut a book', () => {
    const tells = (length: number) =>
      historyLines(
        hotline,
        [
          event(1, {
            changes: [{ column: 'remark', label: '备注', before: null, after: '长'.repeat(length) }],
          }),
        ],
        9,
        desk,
      ).join();
    expect(tells(2_000)).toContain('长'.repeat(2_000));
    expect(tells(50_000)).toContain(`${'长'.repeat(2_000)}…`);
    expect(tells(50_000).length).toBeLessThan(2_200);
  });
});

test('an event that cannot be told is said to be broken, and the others are told', () => {
  const book = new Book(hotline, desk);
  book.submit({ cells: CALL, base: '' }, by('limin'), at('2026-11-20 09:30'));
  const [whole] = book.events.values();
  const broken = { ...whole, version: 2, changes: null } as unknown as RecordEvent;
  const lines = historyLines(hotline, [broken, whole as RecordEvent], 100, desk);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('新建 → 已分派');
  expect(lines[1]).toContain('已损坏');
});

test('long texts end the list before the sidebar is full, and it says how many it has', () => {
  const book = new Book(hotline, desk);
  const { base } = book.submit({ cells: CALL, base: '' }, by('limin'), at('2026-11-20 09:30'));
  const [event] = book.events.values();
  const change = { column: 'remark', label: '备注', before: '甲'.repeat(3_000), after: '乙'.repeat(3_000) };
  const many = Array.from({ length: 150 }, (_, index) => ({
    ...(event as RecordEvent),
    version: Number(base) + 1 + index,
    changes: [change],
  }));
  const lines = historyLines(hotline, many, 200, desk);
  expect(lines.join('').length).toBeLessThan(210_000);
  expect(lines.at(-1)).toBe(`更早的变更没有列出，这里只有最近 ${lines.length - 1} 次。`);
  // The first is told, however long it is, and one that would fill it up after that is not.
  const long = many.slice(0, 2).map(each => ({ ...each, changes: Array.from({ length: 60 }, () => change) }));
  expect(historyLines(hotline, long, 200, desk).slice(1)).toEqual([
    '更早的变更没有列出，这里只有最近 1 次。',
  ]);
});
