// Charts as the Sheets API says them, as far as they are served. Knows nothing of how they are drawn.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/charts

/** Cells of a tab; open ends are its edges. */
export interface ChartRange {
  sheetId: number;
  startRowIndex: number;
  endRowIndex: number;
  startColumnIndex: number;
  endColumnIndex: number;
}

export interface ChartData {
  sourceRange: { sources: [ChartRange] };
}

type Axis = 'BOTTOM_AXIS' | 'LEFT_AXIS' | 'RIGHT_AXIS';

export interface ChartAxis {
  position: Axis;
  title?: string | undefined;
  viewWindowOptions?:
    | {
        viewWindowMin?: number | undefined;
        viewWindowMax?: number | undefined;
        viewWindowMode?: 'PRETTY' | 'EXPLICIT' | undefined;
      }
    | undefined;
}

export interface ChartSeries {
  series: ChartData;
  targetAxis?: Axis | undefined;
  /** In a COMBO only. */
  type?: 'LINE' | 'COLUMN' | undefined;
  colorStyle?:
    | {
        rgbColor?:
          | { red?: number | undefined; green?: number | undefined; blue?: number | undefined }
          | undefined;
      }
    | undefined;
}

export interface BasicChart {
  chartType: 'LINE' | 'COLUMN' | 'BAR' | 'COMBO';
  legendPosition?: 'BOTTOM_LEGEND' | 'NO_LEGEND' | undefined;
  headerCount?: number | undefined;
  axis: ChartAxis[];
  domains: [{ domain: ChartData }];
  series: ChartSeries[];
}

export interface ChartSpec {
  title?: string | undefined;
  hiddenDimensionStrategy?: 'SHOW_ALL' | 'SKIP_HIDDEN_ROWS_AND_COLUMNS' | undefined;
  basicChart: BasicChart;
}

export interface ChartPosition {
  overlayPosition: {
    anchorCell: { sheetId: number; rowIndex: number; columnIndex: number };
    offsetXPixels?: number | undefined;
    offsetYPixels?: number | undefined;
    widthPixels?: number | undefined;
    heightPixels?: number | undefined;
  };
}

/** What Google gives a chart that does not say. */
export const DEFAULT_CHART_SIZE = { width: 600, height: 371 };

export interface Chart {
  chartId: number;
  spec: ChartSpec;
  position: ChartPosition;
}

/** A chart whose cells went elsewhere: `move` says where, and answers undefined for cells that are gone. */
export function movedChart(chart: Chart, move: (range: ChartRange) => ChartRange | undefined): Chart {
  const data = ({ sourceRange: { sources } }: ChartData): ChartData => ({
    sourceRange: { sources: [move(sources[0]) ?? sources[0]] },
  });
  const { basicChart } = chart.spec;
  const { overlayPosition } = chart.position;
  const { sheetId, rowIndex, columnIndex } = overlayPosition.anchorCell;
  const anchor = move({
    sheetId,
    startRowIndex: rowIndex,
    endRowIndex: rowIndex + 1,
    startColumnIndex: columnIndex,
    endColumnIndex: columnIndex + 1,
  });
  return {
    ...chart,
    spec: {
      ...chart.spec,
      basicChart: {
        ...basicChart,
        domains: [{ domain: data(basicChart.domains[0].domain) }],
        series: basicChart.series.map(each => ({ ...each, series: data(each.series) })),
      },
    },
    position: {
      overlayPosition: {
        ...overlayPosition,
        ...(anchor && {
          anchorCell: { sheetId, rowIndex: anchor.startRowIndex, columnIndex: anchor.startColumnIndex },
        }),
      },
    },
  };
}
