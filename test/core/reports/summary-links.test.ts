// Links and charts of summary tabs as requests, carried out by the local Sheets service.
import { describe, expect, it } from 'vitest';
import type { SummaryChart, SummaryPage } from '../../../functions/src/core/reports/page.ts';
import { batchUpdate } from '../../../local/google/sheets/batch-update.ts';
import { linkTarget } from '../../../local/workbook/link-formula.ts';
import { hotline } from '../../fixtures/core/desk-fixture.ts';
import { pageOf, WHOLE, Written } from '../../fixtures/core/written-tab.ts';

describe('a link to a record', () => {
  const KEY = 'row-0000-0001';
  const linked = (text: string): SummaryPage => pageOf([[{ text, to: { table: hotline, key: KEY } }]]);
  const target = (tab: Written) => linkTarget(tab.book.data, tab.sheet.cells[0]?.[0]?.formula ?? '');
  const keys = (...column: string[]) => ({
    updateCells: {
      range: { sheetId: 5, startColumnIndex: 1, endColumnIndex: 2, startRowIndex: 0, endRowIndex: 10 },
      rows: column.map(stringValue => ({ values: [{ userEnteredValue: { stringValue } }] })),
      fields: 'userEnteredValue',
    },
  });
  const withKeys = () => {
    const tab = new Written();
    const range = { sheetId: 5, startColumnIndex: 1, endColumnIndex: 2 };
    batchUpdate(tab.book, {
      requests: [
        { addSheet: { properties: { sheetId: 5, title: '热线记录' } } },
        { addNamedRange: { namedRange: { name: 'sheetdesk_hotline_rows', range } } },
        keys('行键', 'row-0000-0000', KEY),
      ],
    });
    return tab;
  };

  it('finds the row wherever it is, without being written again', () => {
    const tab = withKeys();
    tab.write(linked('20231001001'));
    expect(tab.texts()[0]?.[0]).toBe('20231001001');
    expect(target(tab)).toBe('#gid=1003&range=A3');
    batchUpdate(tab.book, { requests: [keys('行键', KEY, 'row-0000-0000')] });
    expect(target(tab)).toBe('#gid=1003&range=A2');
    batchUpdate(tab.book, {
      requests: [
        { insertDimension: { range: { sheetId: 5, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 } } },
        { insertDimension: { range: { sheetId: 5, dimension: 'ROWS', startIndex: 1, endIndex: 4 } } },
      ],
    });
    expect(target(tab)).toBe('#gid=1003&range=A5');
    expect(tab.write(linked('20231001001'))).toEqual([]);
  });

  it('leads to the tab when the row is not there', () => {
    const tab = withKeys();
    batchUpdate(tab.book, { requests: [keys('行键')] });
    tab.write(linked('20231001001'));
    expect(target(tab)).toBe('#gid=1003');
  });

  it('opens a filter view of the tab', () => {
    const tab = withKeys();
    tab.write(pageOf([[{ text: '已超时', to: { table: hotline, view: 1_003_012_345 } }]]));
    expect(tab.texts()[0]?.[0]).toBe('已超时');
    expect(target(tab)).toBe('#gid=1003&fvid=1003012345');
  });

  it('of a number is in its format: a number stays one, for charts and sums', () => {
    const tab = withKeys();
    tab.write(pageOf([[{ text: 12, format: 'count', to: { table: hotline, view: 1_003_012_345 } }]]));
    expect(tab.sheet.cells[0]?.[0]).toMatchObject({
      value: 12,
      format: { link: '#gid=1003&fvid=1003012345', underline: true },
    });
    expect(tab.sheet.cells[0]?.[0]?.formula).toBeUndefined();
    tab.write(pageOf([[{ text: 12, format: 'count', to: { sheetId: 1024, row: 30 } }]]));
    expect(tab.sheet.cells[0]?.[0]?.format?.link).toBe('#gid=1024&range=A30');
    tab.write(pageOf([[{ text: 0, format: 'count' }]]));
    expect(tab.sheet.cells[0]?.[0]?.format?.link).toBeUndefined();
  });

  it('shows any text as it is, and lets none out of its quotes', () => {
    const tab = withKeys();
    for (const text of ['"', '")&IMPORTDATA("https://example.com', '""', '=1']) {
      tab.write(linked(text));
      expect(tab.texts()[0]?.[0]).toBe(text);
      expect(target(tab)).toBe('#gid=1003&range=A3');
    }
  });
});

describe('a chart', () => {
  const range = (column: number, rows = 4) => ({
    startRow: 2,
    endRow: 2 + rows,
    startColumn: column,
    endColumn: column + 1,
  });
  const chartOf = (rest: Partial<SummaryChart> = {}): SummaryChart => ({
    id: 1_002_001,
    title: '高频问题',
    kind: 'pareto',
    at: { row: 6, column: 0 },
    size: { width: 480, height: 280 },
    domain: range(0),
    series: [{ range: range(1) }, { range: range(2) }],
    ...rest,
  });
  const charts = (tab: Written) => tab.sheet.charts.map(({ chartId, spec }) => [chartId, spec]);

  it('is put there once, changed where it stands, and taken away when the page has it no more', () => {
    const tab = new Written();
    const names = (requests: Record<string, object>[]) => requests.flatMap(each => Object.keys(each));
    expect(names(tab.write(pageOf([], [chartOf()])))).toContain('addChart');
    expect(tab.write(pageOf([], [chartOf()]))).toEqual([]);
    const [before] = charts(tab);
    expect(
      names(tab.write(pageOf([], [chartOf({ domain: range(0, 6), series: [{ range: range(1, 6) }] })]))),
    ).toEqual(['updateChartSpec']);
    expect(charts(tab)).toHaveLength(1);
    expect(charts(tab)[0]).not.toEqual(before);
    expect(names(tab.write(pageOf([])))).toEqual(['deleteEmbeddedObject']);
    expect(charts(tab)).toEqual([]);
  });

  it('has rows under it as high as its room was measured in, whatever rows are elsewhere', () => {
    const tab = new Written();
    tab.write(pageOf([], [chartOf({ size: { width: 480, height: 100 } })]));
    expect([5, 6, 10, 11].map(row => tab.sheet.rows[row]?.pixelSize)).toEqual([undefined, 21, 21, undefined]);
  });

  it.each<[SummaryChart['kind'], string, object[]]>([
    ['line', 'LINE', [{ targetAxis: 'LEFT_AXIS' }, { targetAxis: 'LEFT_AXIS' }]],
    ['column', 'COLUMN', [{ targetAxis: 'LEFT_AXIS' }, { targetAxis: 'LEFT_AXIS' }]],
    ['bar', 'BAR', [{ targetAxis: 'BOTTOM_AXIS' }, { targetAxis: 'BOTTOM_AXIS' }]],
    [
      'pareto',
      'COMBO',
      [
        { type: 'COLUMN', targetAxis: 'LEFT_AXIS' },
        { type: 'LINE', targetAxis: 'RIGHT_AXIS' },
      ],
    ],
  ])('of kind %s is a %s of the Sheets API', (kind, chartType, series) => {
    const tab = new Written();
    tab.write(pageOf([], [chartOf({ kind })]));
    expect(tab.sheet.charts[0]?.spec).toMatchObject({
      title: '高频问题',
      basicChart: { chartType, headerCount: 1, series },
    });
  });

  it('that a person deleted stays away until the tabs are laid out again', () => {
    const tab = new Written();
    const page = pageOf([], [chartOf()]);
    tab.write(page);
    batchUpdate(tab.book, { requests: [{ deleteEmbeddedObject: { objectId: chartOf().id } }] });
    tab.write(page, { ...WHOLE, charts: new Set() });
    tab.write(pageOf([], [chartOf({ title: '别的' })]));
    expect(charts(tab)).toEqual([]);
    tab.write(page, { ...WHOLE, charts: new Set(), restore: true });
    expect(charts(tab)).toHaveLength(1);
  });
});
