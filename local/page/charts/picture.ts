// A chart with its figures: what its ranges hold now. Draws nothing.
import type { Chart, ChartData, ChartSeries } from '../../workbook/chart.ts';
import { displayText } from '../../workbook/display.ts';
import type { Cell, NumberFormat, WorkbookData } from '../../workbook/model.ts';
import { formatNumber } from '../../workbook/number-pattern.ts';

export interface PictureSeries {
  name: string;
  kind: 'line' | 'column' | 'bar';
  right: boolean;
  colour: string;
  /** One for each label; null where the cell holds no number. */
  values: (number | null)[];
  /** Each as its cell shows it. */
  texts: string[];
}

export interface PictureAxis {
  least: number | undefined;
  most: number | undefined;
  /** A figure of this axis in words, as short as its series allow. */
  show(value: number): string;
}

export interface Picture {
  title: string;
  legend: boolean;
  labels: string[];
  series: PictureSeries[];
  left: PictureAxis;
  right: PictureAxis | undefined;
}

const FALLBACK = '#1a73e8';

export function pictureOf(data: Readonly<WorkbookData>, chart: Chart): Picture {
  const { title = '', basicChart } = chart.spec;
  const { headerCount = 0, domains, axis } = basicChart;
  const series = basicChart.series.map((each): PictureSeries & { format: NumberFormat | undefined } => {
    const cells = cellsOf(data, each.series);
    const figures = cells.slice(headerCount);
    return {
      name: headerCount > 0 ? displayText(cells[0]) : '',
      kind: kindOf(basicChart.chartType, each),
      right: each.targetAxis === 'RIGHT_AXIS',
      colour: colourOf(each),
      values: figures.map(cell => (typeof cell?.value === 'number' ? cell.value : null)),
      texts: figures.map(displayText),
      format: figures.find(cell => cell?.format?.numberFormat)?.format?.numberFormat,
    };
  });
  const axisOf = (position: string, right: boolean): PictureAxis => {
    const window = axis.find(each => each.position === position)?.viewWindowOptions;
    const format = shortened(series.find(each => each.right === right)?.format);
    return {
      least: window?.viewWindowMin,
      most: window?.viewWindowMax,
      show: value => formatNumber(Number(value.toPrecision(6)), format),
    };
  };
  return {
    title,
    legend: basicChart.legendPosition === 'BOTTOM_LEGEND',
    labels: cellsOf(data, domains[0].domain).slice(headerCount).map(displayText),
    series,
    left: axisOf(basicChart.chartType === 'BAR' ? 'BOTTOM_AXIS' : 'LEFT_AXIS', false),
    right: series.some(each => each.right) ? axisOf('RIGHT_AXIS', true) : undefined,
  };
}

function cellsOf(data: Readonly<WorkbookData>, { sourceRange }: ChartData): (Cell | undefined)[] {
  const [{ sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }] = sourceRange.sources;
  const cells = data.sheets.find(sheet => sheet.properties.sheetId === sheetId)?.cells ?? {};
  const found: (Cell | undefined)[] = [];
  for (let row = startRowIndex; row < endRowIndex; row += 1)
    for (let column = startColumnIndex; column < endColumnIndex; column += 1)
      found.push(cells[row]?.[column]);
  return found;
}

function kindOf(type: string, series: ChartSeries): PictureSeries['kind'] {
  if (type === 'BAR') return 'bar';
  if (type === 'LINE' || (type === 'COMBO' && series.type === 'LINE')) return 'line';
  return 'column';
}

function colourOf({ colorStyle }: ChartSeries): string {
  const rgb = colorStyle?.rgbColor;
  if (!rgb) return FALLBACK;
  const parts = [rgb.red, rgb.green, rgb.blue].map(part => Math.round((part ?? 0) * 255));
  return `rgb(${parts.join(',')})`;
}

/** An axis needs no more digits than its steps have: 25% and 1.5, not 25.0% and 1.50 小时. */
function shortened(format: NumberFormat | undefined): NumberFormat {
  return format?.type === 'PERCENT'
    ? { type: 'PERCENT', pattern: '0%' }
    : { type: 'NUMBER', pattern: '#,##0.##' };
}
