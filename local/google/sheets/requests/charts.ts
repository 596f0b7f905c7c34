// Requests about charts.
import { z } from 'zod';
import type { Chart } from '../../../workbook/chart.ts';
import type { WorkbookData } from '../../../workbook/model.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { invalidArgument } from '../api-error.ts';
import { chartPosition, chartSpec } from '../chart-spec.ts';
import { rangeOf } from '../grid-range.ts';
import { findKept, freeId, type RequestKind, request } from './request.ts';

const addChart = request(
  z.strictObject({
    chart: z.strictObject({ chartId: z.int().min(0).optional(), spec: chartSpec, position: chartPosition }),
  }),
  ({ chart: body }, { data, write }) => {
    const chart: Chart = { chartId: body.chartId ?? freeId(data), spec: body.spec, position: body.position };
    if (data.sheets.some(sheet => sheet.charts.some(each => each.chartId === chart.chartId))) {
      throw invalidArgument(`An embedded object with the id ${chart.chartId} already exists`);
    }
    checkRanges(data, chart);
    const id = body.position.overlayPosition.anchorCell.sheetId;
    write({ type: 'rules', sheetId: id, rules: { charts: [...sheetOf(data, id).charts, chart] } });
    return { chart };
  },
);

const updateChartSpec = request(
  z.strictObject({ chartId: z.int().min(0).default(0), spec: chartSpec }),
  (body, { data, write }) => {
    const { sheet, item } = find(data, body.chartId);
    checkRanges(data, { ...item, spec: body.spec });
    const charts = sheet.charts.map(chart => (chart === item ? { ...chart, spec: body.spec } : chart));
    write({ type: 'rules', sheetId: sheet.properties.sheetId, rules: { charts } });
  },
);

const deleteEmbeddedObject = request(
  z.strictObject({ objectId: z.int().min(0).default(0) }),
  (body, { data, write }) => {
    const { sheet, item } = find(data, body.objectId);
    const charts = sheet.charts.filter(chart => chart !== item);
    write({ type: 'rules', sheetId: sheet.properties.sheetId, rules: { charts } });
  },
);

/** INVALID_ARGUMENT for cells that are not there. */
function checkRanges(data: Readonly<WorkbookData>, { spec, position }: Chart): void {
  const { domains, series } = spec.basicChart;
  for (const { sourceRange } of [domains[0].domain, ...series.map(each => each.series)])
    rangeOf(data, sourceRange.sources[0]);
  const { sheetId, rowIndex, columnIndex } = position.overlayPosition.anchorCell;
  rangeOf(data, {
    sheetId,
    startRowIndex: rowIndex,
    endRowIndex: rowIndex + 1,
    startColumnIndex: columnIndex,
    endColumnIndex: columnIndex + 1,
  });
}

const find = (data: Readonly<WorkbookData>, id: number) =>
  findKept(
    data,
    sheet => sheet.charts,
    chart => chart.chartId,
    id,
    'embedded object',
  );

export const CHART_REQUESTS: Record<string, RequestKind> = {
  addChart,
  updateChartSpec,
  deleteEmbeddedObject,
};
