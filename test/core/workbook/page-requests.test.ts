// Cells of summary tabs as requests, carried out by the local Sheets service: what stands in the tab afterwards is what
// counts.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NUMBER_FORMATS, type SummaryCell } from '../../../functions/src/core/reports/page.ts';
import { newSummaryTab, planAnew } from '../../../functions/src/core/workbook/page-layout.ts';
import { batchUpdate } from '../../../local/google/sheets/batch-update.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { CHANGED, pageOf, TAB, WHOLE, Written } from '../../fixtures/core/written-tab.ts';

const cellOf = (requests: Record<string, object>[]) =>
  requests.flatMap(request => {
    const { rows = [] } = (request['updateCells'] ?? {}) as { rows?: { values: object[] }[] };
    return rows.flatMap(row => row.values);
  }).length;

const cell = fc.record(
  {
    text: fc.oneof(fc.constantFrom('', '热线', '=1+1', '007'), fc.integer({ min: 0, max: 3 })),
    style: fc.constantFrom('heading', 'muted', 'overdue'),
    note: fc.constantFrom('分子/分母'),
    align: fc.constantFrom('right'),
    wrap: fc.constant(true),
  },
  { requiredKeys: ['text'] },
) as fc.Arbitrary<SummaryCell>;
const grid = fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 14 });

describe('a summary tab', () => {
  it('comes to the same by its changes as when it is written anew', () => {
    fc.assert(
      fc.property(fc.array(grid, { minLength: 1, maxLength: 4 }), grids => {
        const [step, anew] = [new Written(), new Written()];
        for (const each of grids) step.write(pageOf(each));
        anew.write(pageOf(grids.at(-1) ?? []));
        expect(step.sheet.cells).toEqual(anew.sheet.cells);
        expect(step.mark).toEqual(anew.mark);
        expect(step.write(pageOf(grids.at(-1) ?? []))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('asks whoever changes something in it by hand, and refuses nobody', () => {
    const protections = newSummaryTab(TAB, TAB.title, 0).flatMap(
      request => request['addProtectedRange'] ?? [],
    );
    expect(protections).toMatchObject([{ protectedRange: { warningOnly: true } }]);
  });

  it('has only those cells written that changed, and nothing when none did', () => {
    const tab = new Written();
    const rows = (count: number) => [
      [
        { text: '按表', style: 'heading' as const },
        { text: '未关闭', style: 'heading' as const },
      ],
      [{ text: '热线记录' }, { text: count }],
      [{ text: '客户反馈' }, { text: 7 }],
    ];
    tab.write(pageOf(rows(1)));
    const requests = tab.write(pageOf(rows(2)));
    expect(cellOf(requests)).toBe(1);
    expect(requests[0]).toMatchObject({ updateCells: { start: { rowIndex: 1, columnIndex: 1 } } });
    expect(tab.texts()[1]).toEqual(['热线记录', '2', '', '']);
    expect(tab.write(pageOf(rows(2)))).toEqual([]);
  });

  it('has the cells of a row begin together where one of them may have several lines', () => {
    const tab = new Written();
    tab.write(pageOf([[{ text: 1 }, { text: '怎样做', wrap: true }, { text: '' }], [{ text: '表' }]]));
    const alignments = [0, 1].map(row =>
      Object.values(tab.sheet.cells[row] ?? {}).map(({ format }) => format?.verticalAlignment),
    );
    expect(alignments).toEqual([['TOP', 'TOP'], [undefined]]);
  });

  it('blanks what a shorter page leaves behind', () => {
    const tab = new Written();
    tab.write(pageOf([[{ text: 'a' }], [{ text: 'b', style: 'overdue', note: '说明' }]]));
    tab.write(pageOf([[{ text: 'a' }]]));
    expect(Object.keys(tab.sheet.cells)).toEqual(['0']);
  });

  it("keeps people's notes, widths, filters, colours beside it and columns of their own, also when it is written whole", () => {
    const tab = new Written();
    tab.write(pageOf([[{ text: '热线记录' }, { text: 1 }]]));
    const range = { sheetId: TAB.sheetId, dimension: 'COLUMNS' };
    batchUpdate(tab.book, {
      requests: [
        { appendDimension: { ...range, length: 1 } },
        {
          updateCells: {
            start: { sheetId: TAB.sheetId, rowIndex: 0, columnIndex: 4 },
            rows: [{ values: [{ userEnteredValue: { stringValue: '我的备注' } }] }],
            fields: 'userEnteredValue',
          },
        },
        {
          updateCells: {
            start: { sheetId: TAB.sheetId, rowIndex: 0, columnIndex: 1 },
            rows: [{ values: [{ note: '问过李伟' }] }],
            fields: 'note',
          },
        },
        {
          updateDimensionProperties: {
            range: { ...range, startIndex: 0, endIndex: 1 },
            properties: { pixelSize: 321 },
            fields: 'pixelSize',
          },
        },
        { setBasicFilter: { filter: { range: { sheetId: TAB.sheetId } } } },
      ],
    });
    const kept = () => ({
      mine: tab.sheet.cells[0]?.[4],
      note: tab.sheet.cells[0]?.[1]?.note,
      width: tab.sheet.columns[0],
      filter: tab.sheet.basicFilter,
    });
    const before = kept();
    expect(before).toMatchObject({
      mine: { value: '我的备注' },
      note: '问过李伟',
      width: { pixelSize: 321 },
    });
    for (const options of [CHANGED, WHOLE]) {
      tab.write(pageOf([[{ text: '热线记录' }, { text: options.whole ? 3 : 2 }]]), options);
      expect(kept()).toEqual(before);
    }
    expect(tab.texts()[0]).toEqual(['热线记录', '3', '', '']);
  });

  it('written whole, mends what people typed over it', () => {
    const tab = new Written();
    const page = pageOf([[{ text: '热线记录' }, { text: 1, note: '未关闭的记录' }]]);
    tab.write(page);
    const right = structuredClone(tab.sheet.cells);
    tab.book.apply(
      [
        {
          type: 'cells',
          sheetId: TAB.sheetId,
          row: 0,
          column: 1,
          cells: [[{ value: 99, note: null }], [{ value: 'x' }]],
        },
      ],
      {
        by: 'script',
      },
    );
    expect(tab.write(page)).toEqual([]);
    tab.write(page, WHOLE);
    expect(tab.sheet.cells).toEqual(right);
  });

  // Case E.4
  it('shows texts, also those that look like formulas, and each number in its unit', () => {
    const tab = new Written();
    const noon = at('2026-11-20 18:00');
    const shown: [SummaryCell, string][] = [
      [{ text: '=1+1' }, '=1+1'],
      [{ text: '007' }, '007'],
      [{ text: 1_234, format: 'count' }, '1,234'],
      [{ text: 4.256, format: 'decimal' }, '4.26'],
      [{ text: 0.256, format: 'share' }, '25.6%'],
      [{ text: 5_400_000, format: 'duration' }, '1.50 小时'],
      [{ text: -3, format: 'change' }, '↓ 3'],
      [{ text: 0, format: 'change' }, '持平'],
      [{ text: 0.05, format: 'shareChange' }, '↑ 5.0 个百分点'],
      [{ text: -5_400_000, format: 'durationChange' }, '↓ 1.50 小时'],
      [{ text: noon, format: 'time' }, '2026-11-20 18:00'],
      [{ text: noon, format: 'date' }, '2026-11-20'],
    ];
    expect(new Set(shown.flatMap(([{ format }]) => format ?? []))).toEqual(
      new Set(Object.keys(NUMBER_FORMATS)),
    );
    tab.write(pageOf(shown.map(([each]) => [each])));
    expect(
      tab
        .texts()
        .slice(0, shown.length)
        .map(([text]) => text),
    ).toEqual(shown.map(([, text]) => text));
  });

  it('never reaches past its rows and columns', () => {
    const tab = new Written();
    tab.write(pageOf(Array.from({ length: 20 }, () => Array.from({ length: 9 }, () => ({ text: 'x' })))));
    expect(tab.texts().flat()).toEqual(Array.from({ length: 48 }, () => 'x'));
    expect(tab.sheet.properties).toMatchObject({ rowCount: 12, columnCount: 4 });
  });
});

describe('a workbook that people changed', () => {
  const page = pageOf([[{ text: '看板' }], ...Array.from({ length: 11 }, () => [{ text: 'x' }])]);
  const seen = (tab: Written) =>
    tab.book.data.sheets.map(({ properties, charts }) => ({
      ...properties,
      header: [],
      empty: false,
      charts: charts.map(chart => chart.chartId),
    }));
  const anew = (tab: Written) => {
    const marks = tab.mark ? { [TAB.sheetId]: tab.mark } : {};
    for (const { requests } of planAnew([page], marks, seen(tab), ZONE, false))
      batchUpdate(tab.book, { requests });
  };

  it('gets rows and columns back that were deleted', () => {
    const tab = new Written();
    tab.write(page);
    const range = { sheetId: TAB.sheetId, startIndex: 1, endIndex: 3 };
    batchUpdate(tab.book, {
      requests: ['ROWS', 'COLUMNS'].map(dimension => ({
        deleteDimension: { range: { ...range, dimension } },
      })),
    });
    anew(tab);
    expect(tab.texts().map(([text]) => text)).toEqual(['看板', ...Array.from({ length: 11 }, () => 'x')]);
    expect(tab.sheet.properties).toMatchObject({ rowCount: 12, columnCount: 4 });
  });

  it("gets a deleted tab back, under another title when somebody's own has it now", () => {
    const tab = new Written();
    tab.write(page);
    batchUpdate(tab.book, {
      requests: [
        { deleteSheet: { sheetId: TAB.sheetId } },
        { addSheet: { properties: { sheetId: 9, title: TAB.title } } },
      ],
    });
    anew(tab);
    expect(tab.sheet.properties.title).toBe('看板（服务台）');
    expect(tab.texts()[0]).toEqual(['看板', '', '', '']);
  });
});
