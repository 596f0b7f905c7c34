// The filter of a tab reaches over all of its columns: what lies outside stays behind when its menu sorts.
import { expect, it } from 'vitest';
import { TIE, tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import type { ExistingTab, SheetRequest } from '../../../functions/src/core/workbook/sheet-request.ts';
import { deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { layoutRequests } from '../../fixtures/layout-requests.ts';

interface Filter {
  range: { sheetId: number; startRowIndex?: number };
}

const desk = deskOf();
const labels = tabColumns(hotline).map(column => column.label);
const filtersOf = (requests: SheetRequest[]) =>
  requests
    .flatMap(request =>
      'setBasicFilter' in request ? [request['setBasicFilter'] as { filter: Filter }] : [],
    )
    .map(({ filter }) => filter)
    .filter(({ range }) => TABLES.some(({ sheetId }) => sheetId === range.sheetId));

it('a new tab is filtered over all columns, hidden ones and those that people will add', () => {
  expect(filtersOf(layoutRequests(TABLES, desk, [], []))).toEqual(
    TABLES.map(({ sheetId }) => ({ range: { sheetId, startRowIndex: 0, startColumnIndex: 0 } })),
  );
});

const laidOut: ExistingTab = {
  sheetId: hotline.sheetId,
  title: hotline.title,
  rowCount: 1000,
  columnCount: labels.length,
  header: labels,
  empty: false,
  charts: [],
};

const firstHidden = labels.indexOf(TIE.key);
const open = { sheetId: hotline.sheetId, startRowIndex: 0, startColumnIndex: 0 };

it.each<[string, ExistingTab['filter'], Partial<ExistingTab>, object[]]>([
  ['that people took away', undefined, {}, []],
  ['over the whole tab', { startRow: 0, startColumn: 0, specs: [] }, {}, []],
  [
    'that ends before the hidden columns',
    { startRow: 0, startColumn: 0, endColumn: firstHidden, specs: [] },
    {},
    [{ range: open }],
  ],
  [
    'over a part, by which somebody filters',
    { startRow: 0, endRow: 90, startColumn: 2, endColumn: 5, specs: [{ columnIndex: 3 }] },
    {},
    [{ range: { ...open, endRowIndex: 90 }, filterSpecs: [{ columnIndex: 3 }] }],
  ],
  [
    'that lacks a column of the people’s own',
    { startRow: 0, startColumn: 0, endColumn: labels.length, specs: [] },
    { header: [...labels, '我的备注'], columnCount: labels.length + 1 },
    [{ range: open }],
  ],
  [
    'that lacks a column which comes now',
    { startRow: 0, startColumn: 0, endColumn: labels.length - 1, specs: [] },
    { header: labels.slice(0, -1), columnCount: labels.length - 1 },
    [{ range: open }],
  ],
])('a filter %s', (_, filter, more, wanted) => {
  const tab = { ...laidOut, ...more, ...(filter && { filter }) };
  expect(filtersOf(layoutRequests([hotline], desk, [tab], []))).toEqual(wanted);
});
