// What a chart has to be to be served, checked as Google checks it.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/charts#BasicChartSpec
import { z } from 'zod';
import type { ChartData, ChartPosition, ChartSpec } from '../../workbook/chart.ts';
import { colorFields } from './color.ts';
import { sheetId } from './grid-range.ts';

const index = z.int().min(0);

const source = z.strictObject({
  sheetId,
  startRowIndex: index,
  endRowIndex: index,
  startColumnIndex: index,
  endColumnIndex: index,
});

const data = z.strictObject({ sourceRange: z.strictObject({ sources: z.tuple([source]) }) });
const axisPosition = z.enum(['BOTTOM_AXIS', 'LEFT_AXIS', 'RIGHT_AXIS']);

/** The axes along which a kind of chart may count. */
const MINOR_AXES: Record<ChartSpec['basicChart']['chartType'], readonly string[]> = {
  LINE: ['LEFT_AXIS', 'RIGHT_AXIS'],
  COLUMN: ['LEFT_AXIS', 'RIGHT_AXIS'],
  COMBO: ['LEFT_AXIS', 'RIGHT_AXIS'],
  BAR: ['BOTTOM_AXIS'],
};

const basicChart = z
  .strictObject({
    chartType: z.enum(['LINE', 'COLUMN', 'BAR', 'COMBO']),
    legendPosition: z.enum(['BOTTOM_LEGEND', 'NO_LEGEND']).optional(),
    headerCount: z.int().min(0).max(1).optional(),
    axis: z
      .array(
        z.strictObject({
          position: axisPosition,
          title: z.string().optional(),
          viewWindowOptions: z
            .strictObject({
              viewWindowMin: z.number().optional(),
              viewWindowMax: z.number().optional(),
              viewWindowMode: z.enum(['PRETTY', 'EXPLICIT']).optional(),
            })
            .optional(),
        }),
      )
      .default([]),
    domains: z.tuple([z.strictObject({ domain: data })]),
    series: z
      .array(
        z.strictObject({
          series: data,
          targetAxis: axisPosition.optional(),
          type: z.enum(['LINE', 'COLUMN']).optional(),
          colorStyle: colorFields.style.optional(),
        }),
      )
      .min(1),
  })
  .superRefine((chart, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    const length = lengthOf(chart.domains[0].domain);
    for (const { series, targetAxis, type } of chart.series) {
      if (lengthOf(series) !== length)
        refuse('all series and the domain must have the same length in one dimension');
      if (targetAxis && !MINOR_AXES[chart.chartType].includes(targetAxis))
        refuse(`${targetAxis} is not a valid minor axis of a chart of type ${chart.chartType}`);
      if (type && chart.chartType !== 'COMBO')
        refuse('the type of a series is valid only in a chart of type COMBO');
    }
    if (Number.isNaN(length)) refuse('a source range must be one row or one column');
  });

/** Cells along a source; NaN when it is neither a row nor a column. */
function lengthOf({ sourceRange }: ChartData): number {
  const [{ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }] = sourceRange.sources;
  const [rows, columns] = [endRowIndex - startRowIndex, endColumnIndex - startColumnIndex];
  return rows > 0 && columns > 0 && Math.min(rows, columns) === 1 ? Math.max(rows, columns) : Number.NaN;
}

export const chartSpec: z.ZodType<ChartSpec> = z.strictObject({
  title: z.string().optional(),
  hiddenDimensionStrategy: z.enum(['SHOW_ALL', 'SKIP_HIDDEN_ROWS_AND_COLUMNS']).optional(),
  basicChart,
});

export const chartPosition: z.ZodType<ChartPosition> = z.strictObject({
  overlayPosition: z.strictObject({
    anchorCell: z.strictObject({ sheetId, rowIndex: index.default(0), columnIndex: index.default(0) }),
    offsetXPixels: z.int().optional(),
    offsetYPixels: z.int().optional(),
    widthPixels: z.int().positive().optional(),
    heightPixels: z.int().positive().optional(),
  }),
});
