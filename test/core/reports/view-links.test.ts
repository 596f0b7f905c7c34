// Figures lead to rows: each label that means a set of open rows opens the tab of its table in the view that shows
// them.
import { describe, expect, it } from 'vitest';
import { ring } from '../../../functions/src/core/decide/fire.ts';
import { type TabView, tabViews } from '../../../functions/src/core/desk/tab-views.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { dueItems, endOfDay, itemsOf } from '../../../functions/src/core/reports/due.ts';
import type { SummaryCell } from '../../../functions/src/core/reports/page.ts';
import { summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { at, deskOf, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { filledDesk } from '../../fixtures/core/filled-desk.ts';
import { factsOf, figuresOfAll, linesOf, pageOf } from '../../fixtures/core/page-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';
import { rowsInView } from '../../fixtures/core/view-rows.ts';
import { layoutRequests } from '../../fixtures/layout-requests.ts';

const desk = deskOf();
const NOW = at('2026-11-20 17:10');
const records = [
  ...filledDesk(at('2026-09-01 09:00'), NOW),
  recordOf('callbacks', { state: '待回访', cells: { caller: '李敏' } }),
];
const due = records.filter(({ dueAt }) => dueAt !== null && dueAt < at('2026-11-21 00:00'));
const facts = factsOf(desk, NOW, { figures: figuresOfAll(records, desk), due });

/** The view that a cell opens. */
function viewOf(cell: SummaryCell | undefined): TabView & { table: string } {
  const to = cell?.to;
  const view = to?.table && [...tabViews(to.table, desk).values()].find(({ id }) => id === to.view);
  if (!view) throw new Error(`${cell?.text} leads to no view`);
  return { ...view, table: to.table.key };
}

const shownIn = (view: ReturnType<typeof viewOf>) => rowsInView(records, view.table, view.criteria, NOW);

const lines = (headline: string, title = '看板') => linesOf(pageOf(title, facts), headline);
const links = (cells: readonly SummaryCell[]) => cells.filter(cell => cell.to?.view !== undefined);

describe('a label that means a set of open rows', () => {
  it('leads to a view that the layout keeps, on every tab', () => {
    const kept = layoutRequests(desk.tables, desk, [], []).flatMap(request =>
      'addFilterView' in request
        ? [(request['addFilterView'] as { filter: { filterViewId: number } }).filter.filterViewId]
        : [],
    );
    const led = summaryPages(facts).flatMap(({ grid }) => links(grid.flat()).map(({ to }) => to?.view));
    expect(led.length).toBeGreaterThan(40);
    expect(led.filter(id => id === undefined || !kept.includes(id))).toEqual([]);
  });

  it('shows as many rows of a table as the figure beside it says are open', () => {
    const open = lines('按表').flatMap(([name, count]) =>
      name?.to ? [[name.text, count?.text, shownIn(viewOf(name)).length]] : [],
    );
    // 满意度回访 knows no open rows.
    expect(open.length).toBe(9);
    expect(open.map(([name, , shown]) => [name, shown])).toEqual(open.map(([name, count]) => [name, count]));
    expect(open.some(([, count]) => Number(count) > 0)).toBe(true);
  });

  it.each(['2026-11-20 08:00', '2026-11-20 17:10', '2026-11-23 09:30', '2026-11-30 23:59'])(
    'shows what is late and due at %s: the rows whose limits the figures beside it count, whatever limit it is',
    time => {
      const now = at(time);
      const rung = records.map(each => {
        const table = desk.tableOf(each.table);
        return (table && ring(table, each, now, desk)?.after) ?? each;
      });
      const due = rung.filter(({ dueAt }) => dueAt !== null && dueAt < endOfDay(now, ZONE));
      const facts = factsOf(desk, now, { figures: figuresOfAll(rung, desk), due });
      const items = dueItems(facts);
      const keys = (all: readonly DeskRecord[]) => [...new Set(all.map(({ key }) => key))].sort();
      const shown = linesOf(pageOf('看板', facts), '按表').flatMap(
        ([name, , today, late, toToday, toLate]) => {
          if (!name?.to || !toLate?.to) return [];
          expect([toToday?.text, toLate.text]).toEqual(['今日到期', '已超时']);
          const table = viewOf(toLate).table;
          return (
            [
              ['overdue', late, toLate],
              ['today', today, toToday],
            ] as const
          ).map(([kind, figure, link]) => {
            // The figure opens the same view as the link beside it.
            expect(figure?.text === 0 ? link?.to : figure?.to).toEqual(link?.to);
            const counted = itemsOf(items, { title: '', due: kind, table: desk.tableOf(table) as Table });
            expect(counted.length).toBe(figure?.text);
            const { criteria } = viewOf(link);
            expect([table, kind, keys(rowsInView(rung, table, criteria, now))]).toEqual([
              table,
              kind,
              keys(counted.map(({ record }) => record)),
            ]);
            return counted.length;
          });
        },
      );
      expect(shown.length).toBeGreaterThanOrEqual(8);
      expect(shown.flat().reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5);
    },
  );

  it('shows whose calls wait', () => {
    const wait = lines('按表').flatMap(line => (line[6]?.to ? [viewOf(line[6])] : []));
    expect(wait.map(({ title }) => title)).toEqual(wait.map(() => '待回访'));
    const shown = new Set(wait.flatMap(view => shownIn(view).map(({ key }) => key)));
    const waiting = records.filter(({ table, state }) =>
      desk.tableOf(table)?.views?.callBack?.includes(state),
    );
    expect(shown).toEqual(new Set(waiting.map(({ key }) => key)));
    expect(waiting.length).toBeGreaterThan(0);
  });

  it('shows a person’s rows in the tables where he has most of them, and nobody’s beside', () => {
    const people = lines('按责任人').filter(([name]) => name?.text !== '合计');
    for (const line of people) {
      const own = links(line).map(viewOf);
      const value = line[0]?.text === '未分派' ? '' : line[0]?.text;
      for (const view of own.filter(each => each.title !== '未关闭')) {
        expect(view.title).toBe(value === '' ? '未分派' : `待办：${value}`);
        const handler = desk.tableOf(view.table)?.dimensions.find(each => each.name === 'person')?.column;
        expect(shownIn(view).every(({ cells }) => (cells[handler ?? ''] ?? '') === value)).toBe(true);
      }
    }
    const nobody = people.find(([name]) => name?.text === '未分派') ?? [];
    expect(links(nobody).map(({ text }) => text)).toEqual(expect.arrayContaining(['投诉记录', '客户反馈']));
    expect(links(people[0] ?? []).length).toBeGreaterThan(0);
    expect(links(lines('按责任人', '待办提醒').flat()).length).toBeGreaterThan(0);
  });

  it('shows the rows of a department', () => {
    const [first] = lines('按部门').filter(line => links(line).length > 0 && line[0]?.text !== '未填');
    const [view] = links(first ?? []).map(viewOf);
    expect(view?.title).toBe(`部门：${first?.[0]?.text}`);
  });

  it('is plain where the desk keeps no view: of people who left', () => {
    const left = { ...desk, people: desk.people.map(each => ({ ...each, left: true })) };
    const facts = factsOf(left, NOW, { figures: figuresOfAll(records, desk) });
    const people = linesOf(pageOf('看板', facts), '按责任人').filter(
      ([name]) => !['合计', '未分派'].includes(String(name?.text)),
    );
    expect(people.length).toBeGreaterThan(0);
    expect(links(people.flat())).toEqual([]);
  });
});
