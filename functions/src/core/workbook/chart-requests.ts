// Charts of summary tabs as EmbeddedChart of the Sheets API. Knows nothing of what they show.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/charts

import { digestOf } from '../lib/digest.ts';
import { ROW_HEIGHT } from '../reports/draft.ts';
import type { CellRange, ChartSeries, SummaryChart, SummaryPage, SummaryTab } from '../reports/page.ts';
import { rgb, type SheetRequest } from './sheet-request.ts';

/** Colours of a chart's series, in their order. */
const SERIES_COLOURS = ['#1a73e8', '#f9ab00', '#188038', '#d93025', '#9334e6', '#12858d'];

/** In place of a chart's mark: a person took it away, and it stays away. */
const GONE = 'gone';

/**
 * What brings a page's charts up to date, given the marks of those that were ever put there, and, where somebody has
 * looked, those that are `there` now. A chart that a person deleted is put back only to `restore` the tab.
 */
export function planCharts(
  { tab, charts }: SummaryPage,
  before: Record<string, string>,
  there: ReadonlySet<number> | undefined,
  restore: boolean,
): { requests: SheetRequest[]; marks: Record<string, string> } {
  const planned = charts.map((chart): { chart: SummaryChart; mark: string; requests: SheetRequest[] } => {
    const known = before[chart.id];
    const mark = digestOf(JSON.stringify(chartSpec(tab, chart))).slice(0, 12);
    if (there?.has(chart.id)) return { chart, mark, requests: [updateChart(tab, chart)] };
    if (there && known !== undefined && !restore) return { chart, mark: GONE, requests: [] };
    if (there || known === undefined)
      return { chart, mark, requests: [room(tab, chart), addChart(tab, chart)] };
    return known === GONE || known === mark
      ? { chart, mark: known, requests: [] }
      : { chart, mark, requests: [updateChart(tab, chart)] };
  });
  const wanted = new Set(charts.map(chart => String(chart.id)));
  const surplus = Object.keys(before).filter(
    id => !wanted.has(id) && (there ? there.has(Number(id)) : before[id] !== GONE),
  );
  return {
    requests: [
      ...surplus.map((id): SheetRequest => ({ deleteEmbeddedObject: { objectId: Number(id) } })),
      ...planned.flatMap(({ requests }) => requests),
    ],
    marks: Object.fromEntries(planned.map(each => [String(each.chart.id), each.mark])),
  };
}

/** How a chart looks; where it lies is told apart, since people may move it. */
function chartSpec({ sheetId }: SummaryTab, chart: SummaryChart): object {
  return {
    title: chart.title,
    // A person's filter hides rows of the list, not of the figures.
    hiddenDimensionStrategy: 'SHOW_ALL',
    basicChart: {
      chartType: chartType(chart),
      legendPosition: chart.series.length > 1 ? 'BOTTOM_LEGEND' : 'NO_LEGEND',
      // The first cell of each range is its heading.
      headerCount: 1,
      axis: axes(chart),
      domains: [{ domain: { sourceRange: { sources: [gridRange(sheetId, chart.domain)] } } }],
      series: chart.series.map((series, index) => ({
        series: { sourceRange: { sources: [gridRange(sheetId, series.range)] } },
        targetAxis: targetAxis(chart, index),
        ...(chartType(chart) === 'COMBO' && { type: seriesKind(chart, series, index).toUpperCase() }),
        colorStyle: { rgbColor: colour(index) },
      })),
    },
  };
}

/** Puts a chart into its tab. */
function addChart(tab: SummaryTab, chart: SummaryChart): SheetRequest {
  const { at, size } = chart;
  const position = {
    overlayPosition: {
      anchorCell: { sheetId: tab.sheetId, rowIndex: at.row, columnIndex: at.column },
      widthPixels: size.width,
      heightPixels: size.height,
    },
  };
  return { addChart: { chart: { chartId: chart.id, spec: chartSpec(tab, chart), position } } };
}

/** The rows under a chart are as high as those in which its room was measured, whatever rows are elsewhere. */
function room({ sheetId, rows }: SummaryTab, { at, size }: SummaryChart): SheetRequest {
  const endIndex = Math.min(at.row + Math.ceil(size.height / ROW_HEIGHT), rows);
  return {
    updateDimensionProperties: {
      range: { sheetId, dimension: 'ROWS', startIndex: at.row, endIndex },
      properties: { pixelSize: ROW_HEIGHT },
      fields: 'pixelSize',
    },
  };
}

/** Changes a chart where it is. */
function updateChart(tab: SummaryTab, chart: SummaryChart): SheetRequest {
  return { updateChartSpec: { chartId: chart.id, spec: chartSpec(tab, chart) } };
}

/** Google's type of each kind; what mixes columns and lines is a combination. */
const CHART_TYPES = {
  line: 'LINE',
  column: 'COLUMN',
  bar: 'BAR',
  pareto: 'COMBO',
} as const satisfies Record<SummaryChart['kind'], string>;

/** A chart with a series of another kind than its own is a combination, too. */
function chartType({ kind, series }: SummaryChart): string {
  return series.some(each => each.kind !== undefined && each.kind !== kind) ? 'COMBO' : CHART_TYPES[kind];
}

/** From nothing to all. */
const WHOLE = { viewWindowMin: 0, viewWindowMax: 1, viewWindowMode: 'EXPLICIT' };
/** Figures start at nothing, or their heights would tell tales. */
const FROM_ZERO = { viewWindowMin: 0 };

function axes(chart: SummaryChart): object[] {
  const left = { viewWindowOptions: chart.percent ? WHOLE : FROM_ZERO };
  if (chart.kind === 'bar') return [{ position: 'LEFT_AXIS' }, { position: 'BOTTOM_AXIS', ...left }];
  const right = chart.series.some((_, index) => targetAxis(chart, index) === 'RIGHT_AXIS');
  return [
    { position: 'BOTTOM_AXIS' },
    { position: 'LEFT_AXIS', ...left },
    ...(right ? [{ position: 'RIGHT_AXIS', viewWindowOptions: isPareto(chart) ? WHOLE : FROM_ZERO }] : []),
  ];
}

/** Bars lie along the bottom; there is no other axis for them. */
function targetAxis(chart: SummaryChart, index: number): string {
  if (chart.kind === 'bar') return 'BOTTOM_AXIS';
  const right = chart.series[index]?.axis === 'right' || isRunningShare(chart, index);
  return right ? 'RIGHT_AXIS' : 'LEFT_AXIS';
}

function seriesKind(chart: SummaryChart, { kind }: ChartSeries, index: number): 'line' | 'column' {
  return kind ?? (isRunningShare(chart, index) || chart.kind === 'line' ? 'line' : 'column');
}

const isPareto = ({ kind }: SummaryChart) => kind === 'pareto';

const isRunningShare = (chart: SummaryChart, index: number) =>
  isPareto(chart) && index === chart.series.length - 1;

function gridRange(sheetId: number, { startRow, endRow, startColumn, endColumn }: CellRange): object {
  return {
    sheetId,
    startRowIndex: startRow,
    endRowIndex: endRow,
    startColumnIndex: startColumn,
    endColumnIndex: endColumn,
  };
}

const colour = (index: number) => rgb(SERIES_COLOURS[index % SERIES_COLOURS.length] ?? '#1a73e8');
