// The rows that a figure counts as filter views of their tabs, one for each part, and everybody's own.
import { describe, expect, it } from 'vitest';
import { askedViewId, isViewOf } from '../../../functions/src/core/desk/tab-views.ts';
import { tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import { figureViews } from '../../../functions/src/core/workbook/figure-views.ts';
import { newHeader, newHeaders } from '../../../functions/src/core/workbook/renamed-headers.ts';
import type { ExistingTab } from '../../../functions/src/core/workbook/sheet-request.ts';
import { feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

const WHO = { id: '1', name: '孙丽' };
const tab = (given: Partial<ExistingTab> = {}): ExistingTab => ({
  sheetId: hotline.sheetId,
  title: hotline.title,
  rowCount: 10,
  columnCount: 3,
  header: ['记录编号', '状态'],
  empty: false,
  charts: [],
  ...given,
});
const row = (number: string, part: 'counted' | 'rest' = 'counted', table = hotline) => ({
  table,
  number,
  part,
});
const id = (part: 'counted' | 'rest' = 'counted', who = WHO.id) => askedViewId(hotline, part, who);
const formulaOf = (column: string, pattern: string) => ({
  condition: {
    type: 'CUSTOM_FORMULA',
    values: [{ userEnteredValue: `=REGEXMATCH(TO_TEXT($${column}2),"${pattern}")` }],
  },
});

describe('the rows of a figure', () => {
  it('are shown by their numbers, each once, wherever these stand', () => {
    const [moved, first] = [tab({ header: ['状态', '记录编号'] }), tab()].map(each =>
      figureViews([row('001'), row('A.2'), row('001')], [each], WHO),
    );
    expect(first).toEqual({
      views: [{ table: hotline, view: id(), part: 'counted', rows: 2 }],
      requests: [
        {
          addFilterView: {
            filter: {
              filterViewId: id(),
              title: '明细：孙丽',
              range: { sheetId: hotline.sheetId, startRowIndex: 0, startColumnIndex: 0 },
              filterSpecs: [{ columnIndex: 0, filterCriteria: formulaOf('A', '^(001|A\\.2)$') }],
            },
          },
        },
      ],
    });
    expect(moved?.requests[0]).toMatchObject({
      addFilterView: {
        filter: { filterSpecs: [{ columnIndex: 1, filterCriteria: formulaOf('B', '^(001|A\\.2)$') }] },
      },
    });
  });

  it('are views of their own by table and by part', () => {
    const { views } = figureViews(
      [row('1'), row('2', 'rest'), row('3', 'counted', feedback), row('4')],
      [tab(), tab({ sheetId: feedback.sheetId, header: tabColumns(feedback).map(({ label }) => label) })],
      WHO,
    );
    expect(views.map(({ table, part, rows }) => [table.key, part, rows])).toEqual([
      ['hotline', 'counted', 2],
      ['hotline', 'rest', 1],
      ['feedback', 'counted', 1],
    ]);
    expect(new Set(views.map(({ view }) => view)).size).toBe(3);
    expect(id('counted', '2')).not.toBe(id());
    expect([isViewOf(hotline, id()), isViewOf(feedback, id())]).toEqual([true, false]);
  });

  it.each([
    ['a tab that is not there', tab({ sheetId: 1 })],
    ['a tab without numbers', tab({ header: ['状态'] })],
  ])('are none in %s', (_, each) => {
    expect(figureViews([row('1')], [each], WHO)).toEqual({ views: [], requests: [] });
  });

  it('take the place of those that the same person asked for before, and no title of another view', () => {
    const mine = { id: id(), title: '明细：孙丽' };
    const other = { id: 99, title: '明细：孙丽' };
    const [again] = figureViews([row('1')], [tab({ views: [mine] })], WHO).requests;
    expect(again).toMatchObject({
      updateFilterView: {
        filter: { filterViewId: id(), title: '明细：孙丽' },
        fields: 'title,range,filterSpecs',
      },
    });
    const [beside] = figureViews([row('1')], [tab({ views: [other] })], WHO).requests;
    expect(beside).toMatchObject({ addFilterView: { filter: { title: '明细：孙丽（服务台）' } } });
  });
});

describe('a column that was renamed', () => {
  const [column] = tabColumns(hotline).filter(each => each.column?.owner === 'staff');
  const renamed = (header: string[], formerLabels = ['旧名', '较新'], more: object[] = []) => {
    if (column?.column?.owner !== 'staff') throw new Error('no such column');
    const wanted = { ...column, label: '新名', column: { ...column.column, formerLabels } };
    return newHeaders([wanted, ...(more as (typeof wanted)[])], header).map(({ at }) => at);
  };

  it.each<[string, string[], number[]]>([
    ['stands under its last name', ['甲', '旧名', '较新'], [2]],
    ['stands under an older one', ['旧名', '甲'], [0]],
    ['has its name', ['旧名', '新名'], []],
    ['stands nowhere', ['甲'], []],
  ])('%s', (_, header, places) => {
    expect(renamed(header)).toEqual(places);
  });

  it('leaves alone a header that another column has now', () => {
    if (!column) throw new Error('no column');
    expect(renamed(['旧名'], ['旧名'], [{ ...column, label: '旧名' }])).toEqual([]);
  });

  it('of the system’s is none', () => {
    const state = tabColumns(hotline).find(({ label }) => label === '状态');
    expect(newHeaders(state ? [{ ...state, label: '新状态' }] : [], ['状态'])).toEqual([]);
  });

  it('gets its header and its note, and nothing else', () => {
    if (!column) throw new Error('no column');
    expect(newHeader(7, { column: { ...column, label: '新名', note: '注' }, at: 3 })).toEqual({
      updateCells: {
        start: { sheetId: 7, rowIndex: 0, columnIndex: 3 },
        rows: [{ values: [{ userEnteredValue: { stringValue: '新名' }, note: '注' }] }],
        fields: 'userEnteredValue,note',
      },
    });
  });
});
