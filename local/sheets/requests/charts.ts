// Requests about charts: kept and echoed as given; the page draws what it knows of them.
import { z } from 'zod';
import type { Chart, WorkbookData } from '../../workbook/model.ts';
import { sheetOf } from '../../workbook/tabs.ts';
import { invalidArgument } from '../api-error.ts';
import { sheetId } from '../grid-range.ts';
import { findKept, freeId, type RequestKind, request } from './request.ts';

const index = z.int().min(0).default(0);
const spec = z
  .record(z.string(), z.unknown())
  .refine(given => Object.keys(given).some(key => key.endsWith('Chart')), {
    error: 'one kind of chart must be given',
  });

const position = z.strictObject({
  overlayPosition: z.strictObject({
    anchorCell: z.strictObject({ sheetId, rowIndex: index, columnIndex: index }),
    offsetXPixels: z.int().optional(),
    offsetYPixels: z.int().optional(),
    widthPixels: z.int().positive().optional(),
    heightPixels: z.int().positive().optional(),
  }),
});

const addChart = request(
  z.strictObject({ chart: z.strictObject({ chartId: z.int().min(0).optional(), spec, position }) }),
  ({ chart: body }, { data, write }) => {
    const chart: Chart = { chartId: body.chartId ?? freeId(data), spec: body.spec, position: body.position };
    if (data.sheets.some(sheet => sheet.charts.some(each => each.chartId === chart.chartId))) {
      throw invalidArgument(`An embedded object with the id ${chart.chartId} already exists`);
    }
    const id = body.position.overlayPosition.anchorCell.sheetId;
    write({ type: 'rules', sheetId: id, rules: { charts: [...sheetOf(data, id).charts, chart] } });
    return { chart };
  },
);

const updateChartSpec = request(
  z.strictObject({ chartId: z.int().min(0).default(0), spec }),
  (body, { data, write }) => {
    const { sheet, item } = find(data, body.chartId);
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
