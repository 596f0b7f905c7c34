// The columns of a tab as they are laid out: where each stands and reaches, and what warns before it is changed.
import { describe, expect, it } from 'vitest';
import { SUMMARY_TABS } from '../../../functions/src/core/reports/summary-tabs.ts';
import { TIE, tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import { planAnew } from '../../../functions/src/core/workbook/page-layout.ts';
import type { ExistingTab, SheetRequest } from '../../../functions/src/core/workbook/sheet-request.ts';
import { deskOf, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { pageOf, TAB } from '../../fixtures/core/written-tab.ts';
import { layoutRequests } from '../../fixtures/layout-requests.ts';

const desk = deskOf();
const COLUMNS = tabColumns(hotline);
const LABELS = COLUMNS.map(({ label }) => label);
const { sheetId } = hotline;

const named = (requests: readonly SheetRequest[], name: string) =>
  requests
    .flatMap(request => request[name] ?? [])
    .filter(each => JSON.stringify(each).includes(`"sheetId":${sheetId}`));
const tab = (header: string[], columnCount: number): ExistingTab => ({
  sheetId,
  title: hotline.title,
  rowCount: 500,
  columnCount,
  header,
  empty: false,
  charts: [],
});
const fresh = layoutRequests([hotline], desk, [], []);

describe('a new tab', () => {
  it('warns whoever changes its header or its hidden columns, and keeps nobody from it', () => {
    const firstHidden = LABELS.indexOf(TIE.key);
    expect(named(fresh, 'addProtectedRange')).toEqual([
      {
        protectedRange: {
          range: { sheetId, startRowIndex: 0, endRowIndex: 1 },
          description: '表头',
          warningOnly: true,
        },
      },
      {
        protectedRange: {
          range: { sheetId, startColumnIndex: firstHidden, endColumnIndex: LABELS.length },
          description: '行键',
          warningOnly: true,
        },
      },
    ]);
  });

  it('has a thousand rows, each column with its format below the header and its width', () => {
    const formats = named(fresh, 'repeatCell').map(each => (each as { range: object }).range);
    expect(formats).toEqual(
      LABELS.map((_, at) => ({
        sheetId,
        startRowIndex: 1,
        endRowIndex: 1000,
        startColumnIndex: at,
        endColumnIndex: at + 1,
      })),
    );
    const [height, ...widths] = named(fresh, 'updateDimensionProperties');
    expect(height).toEqual({
      range: { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 1 },
      properties: { pixelSize: 36 },
      fields: 'pixelSize',
    });
    expect(widths).toEqual(
      COLUMNS.map(({ width, hidden }, at) => ({
        range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
        properties: { pixelSize: width, hiddenByUser: hidden },
        fields: 'pixelSize,hiddenByUser',
      })),
    );
  });

  it('stands behind the pages', () => {
    const [added] = named(fresh, 'addSheet');
    expect(added).toMatchObject({
      properties: { index: SUMMARY_TABS.length, gridProperties: { rowCount: 1000 } },
    });
  });
});

describe('a tab that lacks its last two columns', () => {
  const short = LABELS.slice(0, -2);
  it.each([
    ['without room', short.length, 2],
    ['with room for one', short.length + 1, 1],
    ['with room for both', short.length + 2, undefined],
  ])(
    '%s gets as much room as it lacks, and what comes has the length of the tab',
    (_, columnCount, length) => {
      const requests = layoutRequests([hotline], desk, [tab([...short, ''], columnCount)], []);
      expect(named(requests, 'appendDimension')).toEqual(
        length === undefined ? [] : [{ sheetId, dimension: 'COLUMNS', length }],
      );
      const ranges = named(requests, 'repeatCell').map(each => (each as { range: object }).range);
      expect(ranges).toMatchObject([
        { startColumnIndex: short.length, endRowIndex: 500 },
        { startColumnIndex: short.length + 1, endRowIndex: 500 },
      ]);
    },
  );
});

describe('a blank tab that somebody has', () => {
  const blank = (id: number): ExistingTab => ({ ...tab([], 26), sheetId: id, title: '工作表1', empty: true });
  const deleted = (existing: ExistingTab[]) =>
    layoutRequests([hotline], desk, existing, []).flatMap(request => request['deleteSheet'] ?? []);
  it.each<[string, ExistingTab[], object[]]>([
    ['alone goes', [blank(7)], [{ sheetId: 7 }]],
    ['beside another stays', [blank(7), blank(8)], []],
    ['that is of the desk stays', [blank(sheetId)], []],
    ['that is a page of the desk stays', [blank(SUMMARY_TABS[0]?.sheetId ?? 0)], []],
  ])('%s', (_, existing, gone) => {
    expect(deleted(existing)).toEqual(gone);
  });
});

describe('a page that is planned anew', () => {
  const planned = (existing: ExistingTab[], isLast?: true) => {
    const page = { ...pageOf([[{ text: '看板' }]]), tab: { ...TAB, ...(isLast && { isLast }) } };
    return planAnew([page, page], {}, existing, ZONE, false).map(({ requests }) => requests[0]);
  };
  const there = (rowCount: number, columnCount: number): ExistingTab => ({
    ...tab([], columnCount),
    sheetId: TAB.sheetId,
    rowCount,
  });

  it('comes to its place, or behind all others', () => {
    const others = [tab([], 1), { ...tab([], 1), title: '别的' }, { ...tab([], 1), title: '再别的' }];
    const places = (isLast?: true) =>
      planned(others, isLast).map(
        request => ((request?.['addSheet'] ?? {}) as { properties?: { index: number } }).properties?.index,
      );
    expect([places(), places(true)]).toEqual([
      [0, 1],
      [3, 3],
    ]);
  });

  it.each([
    [12, 4, undefined],
    [13, 5, undefined],
    [11, 4, { sheetId: TAB.sheetId, dimension: 'ROWS', length: 1 }],
    [12, 2, { sheetId: TAB.sheetId, dimension: 'COLUMNS', length: 2 }],
  ])('of %d rows and %d columns gets what it lacks', (rows, columns, lacking) => {
    expect(planned([there(rows, columns)])[0]?.['appendDimension']).toEqual(lacking);
  });
});

describe('a tab whose headers people write in their own way', () => {
  it.each<[string, (header: string[]) => string[], string[]]>([
    ['other blanks', each => each.map(label => (label === '备注' ? '备 注' : label)), []],
    ['a line break', each => each.map(label => (label === '备注' ? '备\n注' : label)), []],
    ['traditional characters', each => each.map(label => (label === '联系方式' ? '聯繫方式' : label)), []],
    ['other words', each => each.map(label => (label === '备注' ? '情况说明' : label)), []],
    [
      'other words, two beside each other',
      each => each.map(label => ({ 客户姓名: '顧客', 联系方式: '聯繫方式' })[label] ?? label),
      [],
    ],
    ['nothing any more: it was taken out', each => each.filter(label => label !== '备注'), ['备注']],
    [
      'nothing, beside a column of people’s own elsewhere',
      each => [...each.filter(label => label !== '备注'), '我的备注'],
      ['备注'],
    ],
  ])('gets no second column for one that people call by %s', (_, change, added) => {
    const header = change(LABELS);
    const again = layoutRequests([hotline], desk, [tab(header, header.length)], []);
    const written = named(again, 'updateCells').flatMap(each =>
      (each as { rows: { values: { userEnteredValue: { stringValue: string } }[] }[] }).rows.flatMap(
        ({ values }) => values.map(({ userEnteredValue }) => userEnteredValue.stringValue),
      ),
    );
    expect(written).toEqual(added);
  });

  it('offers its choices where people call a column otherwise', () => {
    const header = LABELS.map(label => (label === '紧急程度' ? '緊急程度' : label));
    const again = layoutRequests([hotline], desk, [tab(header, header.length)], []);
    const offered = named(again, 'setDataValidation').map(
      each => (each as { range: { startColumnIndex: number } }).range.startColumnIndex,
    );
    expect(offered).toContain(header.indexOf('緊急程度'));
  });
});
