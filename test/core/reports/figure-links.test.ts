// Figures are links: each opens the rows that it counts, or the part of its page that tells them table by table.
import { describe, expect, it } from 'vitest';
import { tabViews } from '../../../functions/src/core/desk/tab-views.ts';
import { closePeriod } from '../../../functions/src/core/figures/closed-periods.ts';
import { figuresOf } from '../../../functions/src/core/figures/count.ts';
import { earlier, periodAt } from '../../../functions/src/core/figures/periods.ts';
import type { CountedFigure } from '../../../functions/src/core/reports/figure-ref.ts';
import type { SummaryCell } from '../../../functions/src/core/reports/page.ts';
import { monthPages } from '../../../functions/src/core/reports/reports.ts';
import { countedRecord, tablesOf } from '../../../functions/src/core/reports/rows/drill-down.ts';
import { summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
import { at, deskOf, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { filledDesk } from '../../fixtures/core/filled-desk.ts';
import { factsOf, figuresOfAll } from '../../fixtures/core/page-fixture.ts';
import { rowsInView } from '../../fixtures/core/view-rows.ts';

const desk = deskOf();

interface Linked {
  name: string;
  cell: SummaryCell;
  figure: CountedFigure;
  /** Keys of the records that it counts, and of the rows that its link shows. */
  counted: Set<string>;
  /** The same with those that have been opened anew since. */
  told: Set<string>;
  shown: Set<string>;
}

/** Every figure that opens a view, with what it counts and what is shown. */
function linkedAt(now: number): { pages: ReturnType<typeof summaryPages>; linked: Linked[] } {
  const records = filledDesk(at('2026-06-01 09:00'), now);
  const figures = figuresOfAll(records, desk);
  const pages = summaryPages(factsOf(desk, now, { figures }));
  const counts = new Map(
    records.flatMap(record => {
      const table = desk.tableOf(record.table);
      return table ? [[record.key, figuresOf(table, record, ZONE)] as const] : [];
    }),
  );
  const linked = pages.flatMap(({ tab, grid }) =>
    grid.flat().flatMap((cell): Linked[] => {
      const { figure, to } = cell;
      if (!figure || 'due' in figure || to?.view === undefined) return [];
      const view = [...tabViews(to.table, desk).values()].find(({ id }) => id === to.view);
      if (!view) throw new Error(`${figure.title} leads to no view`);
      const tables = new Set(tablesOf(figure).map(({ key }) => key));
      const told = records.filter(record => {
        const table = desk.tableOf(record.table);
        const own = counts.get(record.key);
        return table && own && tables.has(record.table) && countedRecord(table, record, own, figure);
      });
      // What a cycle that is over tells stands in the history, and no more in its row.
      const counted = told.filter(({ cycle }) => cycle === 1);
      return [
        {
          name: `${tab.title} · ${figure.title}`,
          cell,
          figure,
          counted: new Set(counted.map(({ key }) => key)),
          told: new Set(told.map(({ key }) => key)),
          shown: new Set(rowsInView(records, to.table.key, view.criteria, now).map(({ key }) => key)),
        },
      ];
    }),
  );
  return { pages, linked };
}

const MOMENTS = ['2026-11-20 17:10', '2026-11-30 09:00', '2027-01-01 12:00', '2027-02-28 23:00'].map(
  time => ({
    time,
    ...linkedAt(at(time)),
  }),
);

const isEnd = ({ figure: { counted, of } }: Linked): boolean =>
  !of && counted.by === undefined && ['closedFirst', 'reopened'].includes(counted.measures.join());

it('what was closed and what was opened anew of a table are led to', () => {
  const ends = MOMENTS.flatMap(({ linked }) => linked.filter(isEnd));
  expect(new Set(ends.map(({ figure }) => figure.counted.measures.join()))).toEqual(
    new Set(['closedFirst', 'reopened']),
  );
});

describe.each(MOMENTS)('at $time', ({ pages, linked }) => {
  it('figures of every tab with figures open rows', () => {
    const count = (title: string) => linked.filter(({ name }) => name.startsWith(title)).length;
    const titles = ['看板', '周报', '上周周报', '月报', '投诉分析'];
    expect(titles.filter(title => count(title) < 5)).toEqual([]);
    expect(linked.length).toBeGreaterThan(150);
  });

  it('a link shows every row that its figure counts', () => {
    const hidden = linked.flatMap(({ name, counted, shown }) =>
      [...counted].filter(key => !shown.has(key)).map(key => `${name}: ${key}`),
    );
    expect(hidden).toEqual([]);
  });

  it('what came in, of a table or of one of its types, shows these rows and no others', () => {
    const exact = linked.filter(({ figure: { counted, of } }) => {
      const isByType = counted.by === undefined || counted.by === 'type';
      return isByType && !of && counted.measures.join() === 'created';
    });
    expect(exact.length).toBeGreaterThan(20);
    expect(exact.filter(({ cell, shown }) => shown.size !== cell.text).map(({ name }) => name)).toEqual([]);
  });

  it('what was closed or opened anew of a table shows the rows that tell of it, and no others', () => {
    const ended = linked.filter(isEnd);
    expect(ended.length).toBeGreaterThan(0);
    // A row that was closed or opened anew twice shows the last time only.
    const wrong = ended.filter(({ shown, told }) => [...shown].some(key => !told.has(key)));
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(ended.filter(({ cell, shown }) => shown.size === cell.text).length).toBeGreaterThan(
      0.7 * ended.length,
    );
  });

  it('a figure of several tables leads to the part that tells it by table', () => {
    const led = ['周报', '月报', '投诉分析', '看板'].flatMap(title => {
      const page = pages.find(({ tab }) => tab.title === title);
      return (page?.grid.flat() ?? []).flatMap(({ to }) =>
        to?.row === undefined ? [] : [{ title, page, sheetId: to.sheetId, row: to.row }],
      );
    });
    expect(led.filter(({ title }) => title === '周报').length).toBeGreaterThan(5);
    expect(led.filter(({ title }) => title === '月报').length).toBeGreaterThan(5);
    // Single months stand beside each other there: no part tells one of them by table.
    expect(led.filter(({ title }) => title === '投诉分析')).toEqual([]);
    // Complaints have a tab of their own, and what is due is listed in 待办提醒.
    const own = led.filter(
      ({ title, sheetId }) => sheetId !== 1001 && (title === '投诉分析' || sheetId !== 1025),
    );
    expect(own.filter(({ page, sheetId }) => sheetId !== page?.tab.sheetId)).toEqual([]);
    expect(own.filter(({ page, row }) => page?.grid[row - 1]?.[0]?.style !== 'section')).toEqual([]);
  });

  it('a figure of several tables leads to where its kind is told: complaints, limits, all else', () => {
    const told = ['周报', '月报'].flatMap(title => {
      const page = pages.find(({ tab }) => tab.title === title);
      return (page?.grid.flat() ?? []).flatMap(({ to, figure }) => {
        if (to?.row === undefined || !figure || 'due' in figure) return [];
        const [measure = ''] = figure.counted.measures;
        const part = page?.grid[to.row - 1]?.[0]?.text;
        return [{ measure, part: to.sheetId === page?.tab.sheetId ? part : `${to.sheetId}/${to.row}` }];
      });
    });
    const partsOf = (of: (measure: string) => boolean) =>
      new Set(told.flatMap(({ measure, part }) => (of(measure) ? [part] : [])));
    const isLimit = (measure: string) => ['kept', 'missed'].includes(measure);
    expect(partsOf(measure => measure === 'complaint')).toEqual(new Set(['1025/1']));
    expect(partsOf(isLimit)).toEqual(new Set(['各时限']));
    expect(partsOf(measure => measure !== 'complaint' && !isLimit(measure))).toEqual(new Set(['各表']));
  });
});

it('nothing that is kept for good is a link to what there is at present', () => {
  const now = at('2026-12-03 10:00');
  const records = filledDesk(at('2026-09-01 09:00'), now);
  const figures = figuresOfAll(records, desk);
  const november = closePeriod(earlier(periodAt('month', now, ZONE), ZONE), figures, now, desk);
  const pages = monthPages(factsOf(desk, now, { figures, closedPeriods: [november] }));
  expect(pages.map(({ tab }) => tab.title)).toEqual(['月报 2026-11', '投诉分析报告 2026-11']);
  const cells = pages.flatMap(({ grid }) => grid.flat());
  expect(cells.filter(({ to, text }) => to || String(text).includes('打开所计的行'))).toEqual([]);
});

it('a figure of nothing is no link', () => {
  const pages = summaryPages(factsOf(desk, at('2026-11-20 17:10')));
  expect(pages.flatMap(({ grid }) => grid.flat().filter(({ to, figure }) => to && figure))).toEqual([]);
});

it('what is due leads to the list of 待办提醒 in which it stands, one by one', () => {
  const now = at('2026-11-20 17:10');
  const records = filledDesk(at('2026-09-01 09:00'), now);
  const due = records.filter(({ dueAt }) => dueAt !== null && dueAt < at('2026-11-21 00:00'));
  const pages = summaryPages(factsOf(desk, now, { figures: figuresOfAll(records, desk), due }));
  const todo = pages.find(({ tab }) => tab.title === '待办提醒');
  const led = pages.flatMap(({ tab, grid }) =>
    grid.flat().flatMap(({ figure, to, text }) =>
      // Those of one table open its rows.
      figure && 'due' in figure && text !== 0 && to?.table === undefined
        ? [{ title: tab.title, figure, to }]
        : [],
    ),
  );
  expect(new Set(led.map(({ title }) => title))).toEqual(new Set(['待办提醒', '看板']));
  const headlines = led.map(({ figure, to }) => [
    figure.due,
    to?.sheetId,
    String(todo?.grid[(to?.row ?? 0) - 1]?.[0]?.text).replace(/（\d+ 项）$/, ''),
  ]);
  const lists = { overdue: '已超时', today: '今天到时', escalated: '升级后未处理' };
  expect(headlines).toEqual(led.map(({ figure }) => [figure.due, 1001, lists[figure.due]]));
  expect(led.length).toBeGreaterThan(10);
});
