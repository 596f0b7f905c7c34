import { beforeEach, describe, expect, it } from 'vitest';
import { addFigures } from '../../functions/src/core/figures/figures.ts';
import type { DeskRecord } from '../../functions/src/core/record.ts';
import { boardGrid } from '../../functions/src/core/summary/board.ts';
import { dueItems } from '../../functions/src/core/summary/due.ts';
import { MOST_TODO, todoGrid } from '../../functions/src/core/summary/todo.ts';
import { TODO_TAB } from '../../functions/src/core/summary.ts';
import type { SummaryCell } from '../../functions/src/core/summary-page.ts';
import type { Cells } from '../../functions/src/core/table.ts';
import { TABLES } from '../../functions/src/core/tables/index.ts';
import { type Answered, Book } from './book.ts';
import { at, by, CALL, CLOSING, deskOf, hotline, ZONE } from './desk-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 17:10');

let book: Book;
let answers: Answered[];
const submit = (key: string, cells: Cells, time: string) => {
  const base = String(book.records.get(key)?.version ?? '');
  answers.push(book.submit({ key, cells: { ...CALL, ...cells }, base }, by('limin'), at(time)));
};
const records = () => [...book.records.values()];
const texts = (grid: SummaryCell[][]) => grid.map(row => row.map(cell => cell.text));

beforeEach(() => {
  book = new Book(hotline, desk);
  answers = [];
  submit('late', { remark: '=1+1' }, '2026-11-20 15:00');
  submit('today', { handler: '孙丽' }, '2026-11-20 16:00');
  submit('tomorrow', {}, '2026-11-20 23:30');
  submit('closed', CLOSING, '2026-11-20 09:00');
});

describe('待办提醒', () => {
  it('lists what is due today and overdue, the longest overdue first, with who has to act', () => {
    expect(texts(todoGrid(TABLES, records(), NOW, desk))).toEqual([
      ['待办提醒'],
      ['截至 2026-11-20 17:10：已超时 1 项，今天到时 1 项'],
      ['编号', '表', '提醒', '责任人', '部门', '状态', '时限', '情况'],
      ['20231001001', '热线记录', '热线响应', '李伟', '', '已分派', '2026-11-20 17:00', '已超时'],
      ['20231001002', '热线记录', '热线响应', '孙丽', '', '已分派', '2026-11-20 18:00', '今天到时'],
    ]);
  });

  it('a limit counts as overdue from its very minute on, and midnight belongs to tomorrow', () => {
    const dueAt = (now: number) => dueItems(TABLES, records(), now, ZONE).map(item => item.record.key);
    expect(texts(todoGrid(TABLES, records(), at('2026-11-20 17:00'), desk))[3]?.at(-1)).toBe('已超时');
    const clock = book.records.get('today')?.clocks['hotline.respond'];
    if (!clock) throw new Error('no clock');
    clock.dueAt = at('2026-11-21 00:00');
    expect(dueAt(at('2026-11-20 23:59'))).toEqual(['late']);
    expect(dueAt(at('2026-11-21 00:00'))).toContain('today');
  });

  it('counts what it has no room for', () => {
    const many = Array.from({ length: MOST_TODO + 7 }, () => book.records.get('late') as DeskRecord);
    const grid = todoGrid(TABLES, many, NOW, desk);
    expect(grid.at(-1)).toEqual([{ text: '还有 7 项未列出', style: 'muted' }]);
    expect(grid.length).toBeLessThanOrEqual(TODO_TAB.rows);
  });
});

describe('看板', () => {
  const board = () =>
    texts(boardGrid(TABLES, addFigures(...answers.map(each => each.change)), records(), NOW, desk));
  const section = (heading: string) => {
    const grid = board();
    const after = grid.slice(grid.findIndex(row => row[0] === heading) + 1);
    const end = after.findIndex(row => row.length === 0);
    return end < 0 ? after : after.slice(0, end);
  };

  it('counts open, due and overdue by table and person', () => {
    expect(section('按表').slice(0, 2)).toEqual([
      ['热线记录', 3, 1, 1],
      ['客户反馈', 0, 0, 0],
    ]);
    expect(section('按表').map(([title]) => title)).toEqual(
      TABLES.filter(table => table.role === 'work').map(table => table.title),
    );
    expect(section('按责任人')).toEqual([
      ['李伟', 2, 0, 1],
      ['孙丽', 1, 1, 0],
    ]);
    expect(section('按部门')).toEqual([['暂无']]);
    expect(section('按状态')).toEqual([['热线记录', '已分派', 3]]);
  });

  it('sets this week beside the last', () => {
    submit('old', { calledAt: '2026-11-13 09:50' }, '2026-11-13 10:00');
    submit('new', { calledAt: '2026-11-20 16:50' }, '2026-11-20 17:05');
    submit('late', { ...CLOSING, satisfaction: '不满意' }, '2026-11-20 17:00');
    expect(section('本周对上周').slice(0, 2)).toEqual([
      ['热线记录', 1, 1, 1, 0, 1, 0],
      ['客户反馈', 0, 0, 0, 0, 0, 0],
    ]);
  });
});
