// Charts of summary tabs as requests: when one comes, changes, stays away or goes, and how its axes and series are.
import { describe, expect, it } from 'vitest';
import type { SummaryChart } from '../../../functions/src/core/reports/page.ts';
import { planCharts } from '../../../functions/src/core/workbook/chart-requests.ts';
import { rgb } from '../../../functions/src/core/workbook/sheet-request.ts';
import { pageOf, TAB } from '../../fixtures/core/written-tab.ts';

const range = (column: number) => ({ startRow: 2, endRow: 6, startColumn: column, endColumn: column + 1 });
const chart = (rest: Partial<SummaryChart> = {}): SummaryChart => ({
  id: 7,
  title: '趋势',
  kind: 'line',
  at: { row: 3, column: 1 },
  size: { width: 480, height: 105 },
  domain: range(0),
  series: [{ range: range(1) }],
  ...rest,
});
const plan = (
  charts: readonly SummaryChart[],
  before: Record<string, string> = {},
  there?: readonly number[],
  restore = false,
) => planCharts(pageOf([], charts), before, there && new Set(there), restore);
const namesOf = ({ requests }: ReturnType<typeof plan>) => requests.flatMap(each => Object.keys(each));
const MARK = plan([chart()]).marks['7'] ?? '';
/** What somebody saw in the tab, and whether it is restored. */
interface Seen {
  there?: readonly number[];
  restore?: boolean;
}
const PUT = ['updateDimensionProperties', 'addChart'];

describe('a chart', () => {
  it.each<[string, string | undefined, Seen, string[], string]>([
    ['that never was there comes', undefined, {}, PUT, MARK],
    ['that is as it was stays', MARK, {}, [], MARK],
    ['that is another changes where it is', 'other', {}, ['updateChartSpec'], MARK],
    ['that somebody took away stays away', 'gone', {}, [], 'gone'],
    ['that is seen to be there is written', MARK, { there: [7] }, ['updateChartSpec'], MARK],
    [
      'that is seen to be there is written, though it was gone',
      'gone',
      { there: [7] },
      ['updateChartSpec'],
      MARK,
    ],
    ['that is seen to be gone stays away', MARK, { there: [] }, [], 'gone'],
    [
      'that is seen to be gone comes back where the tab is restored',
      MARK,
      { there: [], restore: true },
      PUT,
      MARK,
    ],
    ['that was gone comes back where the tab is restored', 'gone', { there: [], restore: true }, PUT, MARK],
    ['that nobody wrote comes to a tab that was looked at', undefined, { there: [] }, PUT, MARK],
  ])('%s', (_, before, { there, restore }, names, mark) => {
    const planned = plan([chart()], before === undefined ? {} : { 7: before }, there, restore);
    expect([namesOf(planned), planned.marks]).toEqual([names, { 7: mark }]);
  });

  it.each<[string, Record<string, string>, number[] | undefined, string[]]>([
    ['goes', { 7: MARK }, undefined, ['deleteEmbeddedObject']],
    ['is gone where somebody took it away', { 7: 'gone' }, undefined, []],
    ['goes where it is seen to be there', { 7: 'gone' }, [7], ['deleteEmbeddedObject']],
    ['is gone where it is seen to be', { 7: MARK }, [], []],
  ])('that the page has no more %s', (_, before, there, names) => {
    const planned = plan([], before, there);
    expect([namesOf(planned), planned.marks]).toEqual([names, {}]);
  });

  it('goes before another comes, and is told from it by its id', () => {
    const { requests } = plan([chart({ id: 8 })], { 7: MARK });
    expect(requests[0]).toEqual({ deleteEmbeddedObject: { objectId: 7 } });
    expect(requests.slice(1).flatMap(each => Object.keys(each))).toEqual(PUT);
  });

  it('is another once anything of how it looks is, wherever it lies', () => {
    const markOf = (rest: Partial<SummaryChart>) => plan([chart(rest)]).marks['7'];
    expect(markOf({ at: { row: 9, column: 9 }, size: { width: 1, height: 1 } })).toBe(MARK);
    for (const rest of [{ title: '别的' }, { percent: true as const }, { domain: range(2) }])
      expect(markOf(rest)).not.toBe(MARK);
  });

  it('lies where it is put, over rows as high as its room was measured in', () => {
    const [room, added] = plan([chart()]).requests;
    const rows = (height: number, row = 3) => {
      const [first] = plan([chart({ size: { width: 1, height }, at: { row, column: 0 } })]).requests;
      const { range: each } = (first?.['updateDimensionProperties'] ?? {}) as {
        range?: { startIndex: number; endIndex: number };
      };
      return [each?.startIndex, each?.endIndex];
    };
    expect(room?.['updateDimensionProperties']).toMatchObject({
      properties: { pixelSize: 21 },
      fields: 'pixelSize',
    });
    expect([rows(105), rows(106), rows(999)]).toEqual([
      [3, 8],
      [3, 9],
      [3, TAB.rows],
    ]);
    expect(added?.['addChart']).toMatchObject({
      chart: {
        chartId: 7,
        position: {
          overlayPosition: {
            anchorCell: { sheetId: TAB.sheetId, rowIndex: 3, columnIndex: 1 },
            widthPixels: 480,
            heightPixels: 105,
          },
        },
      },
    });
  });
});

describe('the axes of a chart', () => {
  const specOf = (rest: Partial<SummaryChart>) => {
    const [, added] = plan([chart(rest)]).requests;
    const { chart: made } = (added?.['addChart'] ?? {}) as {
      chart: {
        spec: { basicChart: { axis: object[]; series: object[]; legendPosition: string; chartType: string } };
      };
    };
    return made.spec.basicChart;
  };
  const ZERO = { viewWindowOptions: { viewWindowMin: 0 } };
  const WHOLE = { viewWindowOptions: { viewWindowMin: 0, viewWindowMax: 1, viewWindowMode: 'EXPLICIT' } };
  const BOTTOM = { position: 'BOTTOM_AXIS' };
  const LEFT = { position: 'LEFT_AXIS' };
  const two = [{ range: range(1) }, { range: range(2) }];

  it.each<[string, Partial<SummaryChart>, object[]]>([
    ['lines', {}, [BOTTOM, { ...LEFT, ...ZERO }]],
    ['lines in percent', { percent: true }, [BOTTOM, { ...LEFT, ...WHOLE }]],
    ['bars', { kind: 'bar' }, [LEFT, { ...BOTTOM, ...ZERO }]],
    [
      'a pareto',
      { kind: 'pareto', series: two },
      [BOTTOM, { ...LEFT, ...ZERO }, { position: 'RIGHT_AXIS', ...WHOLE }],
    ],
    [
      'two measures',
      { kind: 'column', series: [{ range: range(1) }, { range: range(2), kind: 'line', axis: 'right' }] },
      [BOTTOM, { ...LEFT, ...ZERO }, { position: 'RIGHT_AXIS', ...ZERO }],
    ],
  ])('of %s', (_, rest, axis) => {
    expect(specOf(rest).axis).toEqual(axis);
  });

  it.each<[string, Partial<SummaryChart>, string, (string | undefined)[][]]>([
    [
      'lines',
      { series: two },
      'LINE',
      [
        ['LEFT_AXIS', undefined],
        ['LEFT_AXIS', undefined],
      ],
    ],
    [
      'bars',
      { kind: 'bar', series: [{ range: range(1), axis: 'right' }] },
      'BAR',
      [['BOTTOM_AXIS', undefined]],
    ],
    [
      'a pareto',
      { kind: 'pareto', series: two },
      'COMBO',
      [
        ['LEFT_AXIS', 'COLUMN'],
        ['RIGHT_AXIS', 'LINE'],
      ],
    ],
    [
      'columns and a line',
      { kind: 'column', series: [{ range: range(1) }, { range: range(2), kind: 'line', axis: 'right' }] },
      'COMBO',
      [
        ['LEFT_AXIS', 'COLUMN'],
        ['RIGHT_AXIS', 'LINE'],
      ],
    ],
    [
      'a line and columns',
      { series: [{ range: range(1) }, { range: range(2), kind: 'column' }] },
      'COMBO',
      [
        ['LEFT_AXIS', 'LINE'],
        ['LEFT_AXIS', 'COLUMN'],
      ],
    ],
    [
      'columns that say so',
      { kind: 'column', series: [{ range: range(1), kind: 'column' }] },
      'COLUMN',
      [['LEFT_AXIS', undefined]],
    ],
  ])('and the series of %s', (_, rest, type, series) => {
    const found = specOf(rest);
    expect(found.chartType).toBe(type);
    expect(
      found.series
        .map(each => each as { targetAxis: string; type?: string })
        .map(each => [each.targetAxis, each.type]),
    ).toEqual(series);
  });

  it('has a legend where there are several, and a colour for each', () => {
    expect([specOf({}).legendPosition, specOf({ series: two }).legendPosition]).toEqual([
      'NO_LEGEND',
      'BOTTOM_LEGEND',
    ]);
    const seven = Array.from({ length: 7 }, (_, at) => ({ range: range(at) }));
    const colours = specOf({ series: seven }).series.map(each => (each as { colorStyle: object }).colorStyle);
    expect(colours[0]).toEqual({ rgbColor: rgb('#1a73e8') });
    expect(colours[1]).toEqual({ rgbColor: rgb('#f9ab00') });
    expect(colours[6]).toEqual(colours[0]);
    expect(new Set(colours.map(each => JSON.stringify(each))).size).toBe(6);
  });
});
