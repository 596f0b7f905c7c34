// Sizes, hiding, freezing, names and filters that the person changes, as operations. Sends nothing.
import type { IRange } from '@univerjs/core';
import type {
  Dimension,
  DimensionProperties,
  GridRange,
  Op,
  SheetProperties,
} from '../../../workbook/model.ts';
import type { Mirror } from './mirror.ts';
import * as mutation from './mutations.ts';
import { sameJson } from './whole-cell.ts';

type Sizes = number | Record<number, number | null | undefined>;

/** The fields of the parameters that are read here; each mutation has some of them. */
export interface SheetParams {
  ranges?: IRange[];
  range?: IRange;
  rowHeight?: Sizes;
  colWidth?: Sizes;
  rowData?: Record<number, { h?: number; hd?: number } | null>;
  columnData?: Record<number, { w?: number; hd?: number } | null>;
  xSplit?: number;
  ySplit?: number;
  name?: string;
  color?: string;
  hidden?: number;
  toOrder?: number;
}

type Reader = (sheetId: number, params: SheetParams, mirror: Mirror) => Op[];

export const SHEET_READERS: Record<string, Reader> = {
  [mutation.SET_ROW_HEIGHT]: (id, { ranges, rowHeight }, mirror) =>
    sized(id, 'ROWS', ranges, rowHeight, mirror),
  [mutation.SET_COLUMN_WIDTH]: (id, { ranges, colWidth }, mirror) =>
    sized(id, 'COLUMNS', ranges, colWidth, mirror),
  [mutation.HIDE_ROWS]: (id, { ranges }, mirror) => hidden(id, 'ROWS', ranges, true, mirror),
  [mutation.SHOW_ROWS]: (id, { ranges }, mirror) => hidden(id, 'ROWS', ranges, false, mirror),
  [mutation.HIDE_COLUMNS]: (id, { ranges }, mirror) => hidden(id, 'COLUMNS', ranges, true, mirror),
  [mutation.SHOW_COLUMNS]: (id, { ranges }, mirror) => hidden(id, 'COLUMNS', ranges, false, mirror),
  [mutation.SET_ROW_DATA]: (id, { rowData = {} }, mirror) =>
    Object.entries(rowData).flatMap(([row, data]) =>
      dimension(id, 'ROWS', Number(row), dimensionOf(data?.h, data?.hd), mirror),
    ),
  [mutation.SET_COLUMN_DATA]: (id, { columnData = {} }, mirror) =>
    Object.entries(columnData).flatMap(([column, data]) =>
      dimension(id, 'COLUMNS', Number(column), dimensionOf(data?.w, data?.hd), mirror),
    ),
  [mutation.SET_FROZEN]: (id, { xSplit = 0, ySplit = 0 }, mirror) =>
    properties(id, { frozenRowCount: ySplit, frozenColumnCount: xSplit }, mirror),
  [mutation.SET_TAB_COLOR]: (id, { color = '' }, mirror) => properties(id, { tabColor: color }, mirror),
  [mutation.SET_SHEET_NAME]: (id, { name = '' }, mirror) => properties(id, { title: name }, mirror),
  [mutation.SET_SHEET_HIDDEN]: (id, params, mirror) =>
    properties(id, { hidden: params.hidden === 1 }, mirror),
  [mutation.SET_SHEET_ORDER]: (id, { toOrder = 0 }, mirror) => properties(id, { index: toOrder }, mirror),
  [mutation.SET_FILTER_RANGE]: (id, { range }, mirror) =>
    range ? filter(id, gridRange(id, range), mirror) : [],
  [mutation.REMOVE_FILTER]: (id, _, mirror) => filter(id, null, mirror),
};

function dimensionOf(size: number | undefined, hd: number | undefined): DimensionProperties {
  return { ...(size && { pixelSize: Math.round(size) }), ...(hd !== undefined && { hidden: hd === 1 }) };
}

function sized(
  sheetId: number,
  side: Dimension,
  ranges: IRange[] = [],
  sizes: Sizes = {},
  mirror: Mirror,
): Op[] {
  return indices(side, ranges).flatMap(index => {
    const size = typeof sizes === 'number' ? sizes : sizes[index];
    return size ? dimension(sheetId, side, index, { pixelSize: Math.round(size) }, mirror) : [];
  });
}

function hidden(
  sheetId: number,
  side: Dimension,
  ranges: IRange[] = [],
  isHidden: boolean,
  mirror: Mirror,
): Op[] {
  return indices(side, ranges).flatMap(index =>
    dimension(sheetId, side, index, { hidden: isHidden }, mirror),
  );
}

function indices(side: Dimension, ranges: IRange[]): number[] {
  return ranges.flatMap(range => {
    const start = side === 'ROWS' ? range.startRow : range.startColumn;
    const end = side === 'ROWS' ? range.endRow : range.endColumn;
    return Array.from({ length: end - start + 1 }, (_, offset) => start + offset);
  });
}

function dimension(
  sheetId: number,
  side: Dimension,
  index: number,
  changed: DimensionProperties,
  mirror: Mirror,
): Op[] {
  const sheet = mirror.sheet(sheetId);
  const before = (side === 'ROWS' ? sheet?.rows : sheet?.columns)?.[index];
  const sameSize = changed.pixelSize === undefined || changed.pixelSize === before?.pixelSize;
  const sameHiding = changed.hidden === undefined || changed.hidden === Boolean(before?.hidden);
  if (sameSize && sameHiding) return [];
  return [{ type: 'dimension', sheetId, dimension: side, index, count: 1, properties: changed }];
}

function properties(sheetId: number, changed: Partial<SheetProperties>, mirror: Mirror): Op[] {
  const before = mirror.sheet(sheetId)?.properties;
  if (!before || sameJson({ ...before, ...changed }, before)) return [];
  return [{ type: 'sheet', sheetId, properties: changed }];
}

function filter(sheetId: number, basicFilter: GridRange | null, mirror: Mirror): Op[] {
  if (sameJson(mirror.sheet(sheetId)?.basicFilter ?? null, basicFilter)) return [];
  return [{ type: 'rules', sheetId, rules: { basicFilter } }];
}

function gridRange(sheetId: number, range: IRange): GridRange {
  const { startRow, startColumn } = range;
  return { sheetId, startRow, startColumn, endRow: range.endRow + 1, endColumn: range.endColumn + 1 };
}
