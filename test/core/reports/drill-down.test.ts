import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../functions/src/core/figures/count.ts';
import { OPEN } from '../../../functions/src/core/figures/figures.ts';
import { earlier, periodAt } from '../../../functions/src/core/figures/periods.ts';
import { dueItems, itemsOf } from '../../../functions/src/core/reports/due.ts';
import type { CountedFigure } from '../../../functions/src/core/reports/figure-ref.ts';
import {
  type CountedRecord,
  countedRecord,
  definitionsOf,
  figureRows,
} from '../../../functions/src/core/reports/rows/drill-down.ts';
import { countedLines } from '../../../functions/src/core/reports/rows/drill-down-lines.ts';
import { summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
import { figureViews } from '../../../functions/src/core/workbook/figure-views.ts';
import { at, deskOf, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { filledDesk } from '../../fixtures/core/filled-desk.ts';
import { factsOf, figuresOfAll } from '../../fixtures/core/page-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 17:10');
const records = filledDesk(at('2026-09-01 09:00'), NOW);
const due = records
  .filter(({ dueAt }) => dueAt !== null && dueAt < at('2026-11-21 00:00'))
  .sort((a, b) => Number(a.dueAt) - Number(b.dueAt));
const figures = figuresOfAll(records, desk);
const facts = factsOf(desk, NOW, { figures, due: due.slice(0, 501) });

/** Every figure of every tab, with what the cell shows. */
const shown = summaryPages(facts).flatMap(({ tab, grid }) =>
  grid.flatMap((row, line) =>
    row.flatMap(({ text, format, figure }, column) =>
      figure
        ? [{ place: `${tab.title} ${line + 1}:${column + 1} ${figure.title}`, text, format, figure }]
        : [],
    ),
  ),
);
const counting = records.flatMap(record => {
  const table = desk.tableOf(record.table);
  return table ? [{ table, record, figures: figuresOf(table, record, ZONE) }] : [];
});
const known = new Map<CountedFigure, CountedRecord[]>();
const foundBy = (figure: CountedFigure): CountedRecord[] => {
  const found =
    known.get(figure) ??
    counting.flatMap(each => countedRecord(each.table, each.record, each.figures, figure) ?? []);
  known.set(figure, found);
  return found;
};
/** The filter view that a request makes. */
const viewIn = (request: unknown) =>
  (
    request as {
      addFilterView: {
        filter: {
          range: { sheetId: number };
          filterSpecs: [
            {
              columnIndex: number;
              filterCriteria: { condition: { values: [{ userEnteredValue: string }] } };
            },
          ];
        };
      };
    }
  ).addFilterView.filter;
/** The pattern of a condition's formula. */
const patternOf = (formula: string) => new RegExp(/"(.*)"/.exec(formula)?.[1] ?? '(?!)', 'u');
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('a figure of a tab', () => {
  it('is on every tab that has figures, of every kind', () => {
    const tabs = new Set(shown.map(({ place }) => place.split(' ')[0]));
    expect([...tabs]).toEqual(['待办提醒', '看板', '周报', '上周周报', '月报', '投诉分析']);
    expect(new Set(shown.map(({ format }) => format))).toEqual(new Set(['count', 'share', 'duration']));
    expect(shown.length).toBeGreaterThan(500);
  });

  it('leads to as many records as it says', () => {
    const wrong = shown.filter(({ text, format, figure }) => {
      if ('due' in figure) return itemsOf(dueItems(facts), figure).length !== text;
      const found = foundBy(figure);
      const [counted, whole] = [sum(found.map(each => each.counted)), sum(found.map(each => each.of))];
      if (format === 'duration') return counted === 0;
      return figure.of ? counted / whole !== text : counted !== text;
    });
    expect(wrong.map(({ place }) => place)).toEqual([]);
  });

  it('is found in the records that are kept as counting in its periods, and no others', () => {
    const wrong = shown.flatMap(({ place, figure }) => {
      if ('due' in figure) return [];
      const names = (key: string) => figure.documents.map(document => `${key}/${document}`);
      return foundBy(figure)
        .filter(({ record }) => !names(record.table).some(name => record.countsIn.includes(name)))
        .map(({ record }) => `${place}: ${record.number}`);
    });
    expect(wrong).toEqual([]);
    const month = periodAt('month', NOW, ZONE);
    const periods = [2, 1, 0].map(count => earlier(month, ZONE, count).document);
    const kept = new Set(records.flatMap(({ countsIn }) => countsIn.map(name => name.split('/')[1])));
    expect(new Set([...kept].filter(name => name?.startsWith('month')))).toEqual(new Set(periods));
    expect(kept).toContain(OPEN);
  });

  it('opens just these rows in their tabs, whatever they are counted by', () => {
    const tabs = desk.tables.map(({ sheetId, title, columns }) => ({
      sheetId,
      title,
      rowCount: 1_000,
      columnCount: columns.length,
      empty: false,
      charts: [],
      header: columns.map(({ label }) => label),
    }));
    const wrong = shown.flatMap(({ place, figure }) => {
      if ('due' in figure) return [];
      const rows = figureRows(foundBy(figure));
      const { views, requests } = figureViews(
        rows.map(({ record: { number }, ...row }) => ({ ...row, number })),
        tabs,
        { id: '1', name: '孙丽' },
      );
      const opened = views.flatMap(({ table, part }, at) => {
        const { range, filterSpecs } = viewIn(requests[at]);
        const [{ columnIndex, filterCriteria }, ...others] = filterSpecs;
        expect([range.sheetId, others]).toEqual([table.sheetId, []]);
        expect(table.columns[columnIndex]).toMatchObject({ source: { from: 'number' } });
        const pattern = patternOf(filterCriteria.condition.values[0].userEnteredValue);
        return records
          .filter(each => each.table === table.key && pattern.test(each.number))
          .map(({ key }) => `${part} ${key}`);
      });
      const wanted = new Set(rows.map(({ record, part }) => `${part} ${record.key}`));
      return JSON.stringify(opened.sort()) === JSON.stringify([...wanted].sort()) ? [] : [place];
    });
    expect(wrong).toEqual([]);
  });

  it('says how it is defined', () => {
    expect(shown.filter(({ figure }) => !('due' in figure) && definitionsOf(figure).length === 0)).toEqual(
      [],
    );
  });
});

describe('the card of a figure', () => {
  const share = shown.find(({ place }) => place.startsWith('月报') && place.includes('客户满意度'))?.figure;
  if (!share || 'due' in share) throw new Error('no such figure');

  it('tells a share as what it is made of, and lists both sides once', () => {
    const found = foundBy(share);
    const lines = countedLines(share, figures, found);
    const [above, below] = [
      found.filter(each => each.counted > 0),
      found.filter(each => each.of > each.counted),
    ];
    expect(lines[0]).toMatch(/^\d+ \/ \d+，即 \d+\.\d%。$/);
    expect(lines.filter(line => /^(热线记录|投诉记录|回访跟进) /.test(line))).toHaveLength(
      above.length + below.length,
    );
    for (const { record } of [...above, ...below])
      expect(lines.some(line => line.includes(`${record.number}　${record.state}`))).toBe(true);
  });

  it('says of rounds that are over that rows show their times no more', () => {
    const word = '重新打开过的记录，行里只写最近一轮的时间；这里各轮都算。';
    const toldOf = (of: string, anew: boolean) =>
      shown.flatMap(({ place, figure }) => {
        if ('due' in figure || !place.includes(of)) return [];
        const found = foundBy(figure);
        const isAnew = found.some(({ record }) => record.cycles.length > 0);
        return isAnew === anew ? [countedLines(figure, figures, found).includes(word)] : [];
      });
    expect(new Set(toldOf(' · 重开', true))).toEqual(new Set([true]));
    expect(new Set(toldOf(' · 关闭', false))).toEqual(new Set([false]));
    expect(new Set(toldOf(' · 新增', true))).toEqual(new Set([false]));
  });

  it('says how many it does not list', () => {
    const lines = countedLines(
      share,
      figures,
      foundBy(share)
        .filter(each => each.counted > 0)
        .slice(1),
    );
    expect(lines).toContain('另有 1 次未列出。');
  });
});
