// How much of what there is a page lists, and what it says of the rest; and the borders of its words.
import { describe, expect, it } from 'vitest';
import { OPEN } from '../../../functions/src/core/figures/figures.ts';
import { periodAt } from '../../../functions/src/core/figures/periods.ts';
import { DAY, HOUR } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import {
  byPain,
  type DueItem,
  dueItems,
  endOfDay,
  itemsOf,
  MAX_DUE,
} from '../../../functions/src/core/reports/due.ts';
import { dueLines } from '../../../functions/src/core/reports/rows/drill-down-lines.ts';
import { at, deskOf, feedback, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { factsOf, linesOf, pageOf, textsOf } from '../../fixtures/core/page-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 17:10');
const WEEK = periodAt('week', NOW, ZONE).document;
const MONTH = periodAt('month', NOW, ZONE).document;

/** So many values of one kind, the first of them the most frequent. */
const valued = (key: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${key}/值${index + 1}`, count - index]));
const firsts = (title: string, headline: string, document: string, entries: Record<string, number>) =>
  textsOf(linesOf(pageOf(title, factsOf(desk, NOW, { figures: { [document]: entries } })), headline)).map(
    ([first]) => String(first),
  );

describe('a breakdown lists', () => {
  it.each<[string, string, string, number, string]>([
    ['看板 · 按责任人', OPEN, 'hotline/open/person', 60, '其余 1 项'],
    ['看板 · 按部门', OPEN, 'feedback/open/department', 40, '其余 1 项'],
    ['周报 · 人员工作量', WEEK, 'hotline/created/person', 60, '其余 1 项'],
    ['周报 · 各类型', WEEK, 'hotline/created/type', 20, '热线记录 · 其余 1 项'],
    ['周报 · 高频问题', WEEK, 'hotline/problem/problem', 5, '其余 1 类'],
    ['投诉分析 · 高频问题', MONTH, 'complaints/problem/problem', 12, '其余 1 类'],
    ['投诉分析 · 根本原因', MONTH, 'complaints/judged/cause', 20, '其余 1 项'],
  ])('of %s', (part, document, key, most, rest) => {
    const [title = '', headline = ''] = part.split(' · ');
    const own = (count: number) =>
      firsts(title, headline, document, valued(key, count)).filter(first => /值|其余/.test(first));
    expect(own(most)).toHaveLength(most);
    expect(own(most).filter(first => first.includes('其余'))).toEqual([]);
    expect(own(most + 1)).toHaveLength(most + 1);
    expect(own(most + 1).at(-1)).toBe(rest);
  });

  it('more problems of a week that is over', () => {
    const last = periodAt('week', NOW - 7 * DAY, ZONE).document;
    const problems = firsts('上周周报', '高频问题', last, valued('hotline/problem/problem', 11));
    expect(problems.slice(9)).toEqual(['值10', '其余 1 类', '合计']);
  });
});

describe('投诉分析 shows', () => {
  const title = (problems: Record<string, number>) =>
    pageOf('投诉分析', factsOf(desk, NOW, { figures: { [MONTH]: problems } })).charts[0]?.title;
  it.each([
    ['no ranking of one problem', { 'complaints/problem/problem/甲': 3 }, '投诉来源（近 3 个月）'],
    [
      'one of two',
      { 'complaints/problem/problem/甲': 3, 'complaints/problem/problem/乙': 1 },
      '高频问题（近 3 个月）',
    ],
    [
      'none of calls: their type says only that they complain',
      { 'hotline/problem/problem/甲': 3, 'hotline/problem/problem/乙': 1 },
      '投诉来源（近 3 个月）',
    ],
  ])('%s', (_, problems, chart) => {
    expect(title(problems)).toBe(chart);
  });

  it('four parts of a sentence, and counts the others', () => {
    const said = (count: number) => {
      const figures = { [MONTH]: valued('complaints/judged/responsible', count) };
      const texts = textsOf(pageOf('投诉分析', factsOf(desk, NOW, { figures })).grid)
        .flat()
        .map(String);
      return texts.find(text => text.startsWith('已判责'));
    };
    expect(said(4)).toBe('已判责的投诉按责任方：值1 4 件，值2 3 件，值3 2 件，值4 1 件。');
    expect(said(6)).toBe('已判责的投诉按责任方：值1 6 件，值2 5 件，值3 4 件，值4 3 件，其余 2 项。');
  });
});

const limit = (key: string, dueAt: number, given: object = {}) =>
  recordOf('hotline', {
    key,
    number: key,
    cells: { handler: '李伟', type: '售后支持', urgency: '中' },
    clocks: { 'hotline.respond': clockOf({ startedAt: 0, dueAt, ...given }) },
  });

describe('what is due', () => {
  const itemsAt = (...due: DeskRecord[]) => dueItems(factsOf(desk, NOW, { due }));

  it('is told to be more than it counts only where it is', () => {
    const many = (count: number) =>
      ['待办提醒', '看板'].map(title => {
        const due = Array.from({ length: count }, (_, index) => limit(`r${index}`, NOW - HOUR));
        return textsOf(pageOf(title, factsOf(desk, NOW, { due })).grid.slice(0, 5))
          .flat()
          .some(text => String(text).includes('到时的记录很多'));
      });
    expect(many(MAX_DUE)).toEqual([false, false]);
    expect(many(MAX_DUE + 1)).toEqual([true, true]);
  });

  it('stands in order of time, and of number where that is one', () => {
    const items = itemsAt(limit('b', NOW), limit('c', NOW - 1), limit('a', NOW));
    expect(items.map(({ record: { key } }) => key)).toEqual(['c', 'a', 'b']);
  });

  it.each([
    ['a millisecond ago', -1, ['overdue']],
    ['now', 0, ['overdue']],
    ['in a millisecond', 1, ['today']],
    ['at the end of the day', endOfDay(NOW, ZONE) - 1 - NOW, ['today']],
    ['at midnight', endOfDay(NOW, ZONE) - NOW, []],
  ])('%s is late, or of today, or of neither', (_, ahead, kinds) => {
    const items = itemsAt(limit('a', NOW + ahead));
    expect(
      (['overdue', 'today', 'escalated'] as const).filter(
        due => itemsOf(items, { title: '', due }).length > 0,
      ),
    ).toEqual(kinds);
  });

  it.each<[string, object, boolean]>([
    ['runs', {}, true],
    ['was kept', { stoppedAt: NOW - 1 }, false],
    ['has no time', { dueAt: null }, false],
  ])('is of a limit that %s: %s', (_, given, is) => {
    expect(itemsAt(limit('a', NOW, given))).toHaveLength(Number(is));
  });

  it('is counted by table, by whoever has to act and by department', () => {
    const items = itemsAt(limit('a', NOW));
    const count = (given: object) => itemsOf(items, { title: '', due: 'overdue', ...given }).length;
    expect(
      [
        { table: hotline },
        { table: feedback },
        { who: '李伟' },
        { who: '孙丽' },
        { department: '' },
        { department: '客服部' },
      ].map(count),
    ).toEqual([1, 0, 1, 0, 1, 0]);
  });

  it('went up when the last of those above was told', () => {
    const steps = [
      { id: 'due' as const, at: 5 },
      { id: 'escalation' as const, at: 6 },
      { id: 'escalation2' as const, at: 7 },
      { id: 'escalation3' as const, at: 8 },
    ];
    const [item] = itemsAt(limit('a', NOW, { steps, said: ['due', 'escalation', 'escalation2'] }));
    expect([item?.isEscalated, item?.escalatedAt]).toEqual([true, 7]);
    const [other] = itemsAt(limit('a', NOW, { steps, said: ['due'] }));
    expect([other?.isEscalated, other?.escalatedAt]).toEqual([false, null]);
  });

  it('is as pressing as its word among the options, and in the middle without one', () => {
    const ranks = ['高', '中', '低', '别的', null].map(urgency => {
      const record = limit('a', NOW);
      return itemsAt({ ...record, cells: { ...record.cells, urgency } })[0]?.urgency;
    });
    expect(ranks).toEqual([
      { word: '高', rank: 0 },
      { word: '中', rank: 1 },
      { word: '低', rank: 2 },
      { word: '别的', rank: 1 },
      { word: '', rank: 1 },
    ]);
  });

  it('hurts most where it went up, then where it presses, then where it is late for longest', () => {
    const item = (isEscalated: boolean, rank: number, dueAt: number) =>
      ({ isEscalated, urgency: { word: '', rank }, dueAt }) as DueItem;
    const [up, pressing, late, later] = [
      item(true, 2, 9),
      item(false, 0, 9),
      item(false, 1, 1),
      item(false, 1, 2),
    ];
    expect([later, late, pressing, up].toSorted(byPain)).toEqual([up, pressing, late, later]);
  });

  it.each([
    [HOUR - 1, '不足 1 小时'],
    [HOUR, '1 小时'],
    [2 * HOUR - 1, '1 小时'],
    [2 * DAY - 1, '47 小时'],
    [2 * DAY, '2 天'],
    [3 * DAY - 1, '2 天'],
  ])('for %d ms is late for %s', (ms, word) => {
    const page = pageOf('待办提醒', factsOf(desk, NOW, { due: [limit('a', NOW - ms)] }));
    expect(textsOf(linesOf(page, '已超时'))[0]?.[7]).toBe(word);
  });

  it('is listed on a card up to three hundred, and the rest counted', () => {
    const [item] = itemsAt(limit('a', NOW));
    const lines = (count: number) =>
      item
        ? dueLines(
            Array.from({ length: count }, () => item),
            factsOf(desk, NOW),
          )
        : [];
    expect(lines(1)).toEqual(['共 1 项：', '热线记录 a　热线响应　李伟　时限 2026-11-20 17:10']);
    expect(lines(300)).toHaveLength(301);
    expect(lines(302).slice(300)).toEqual([lines(1)[1], '另有 2 次未列出。']);
  });
});
