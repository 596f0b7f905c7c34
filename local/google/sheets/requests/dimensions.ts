// Requests about rows and columns.
import { z } from 'zod';
import { inheritedCells } from '../../../workbook/inherit.ts';
import type { DimensionProperties } from '../../../workbook/model.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { invalidArgument } from '../api-error.ts';
import { dimension, dimensionRange, sheetId, spanOf } from '../grid-range.ts';
import { namedFields } from '../mask.ts';
import { type RequestKind, request } from './request.ts';

const updateDimensionProperties = request(
  z.strictObject({
    range: dimensionRange,
    properties: z.strictObject({
      hiddenByUser: z.boolean().optional(),
      pixelSize: z.int().min(0).optional(),
    }),
    fields: z.string().default(''),
  }),
  ({ range, properties, fields }, { data, write }) => {
    const chosen: DimensionProperties = {};
    for (const field of namedFields(fields, ['hiddenByUser', 'pixelSize'])) {
      if (field === 'hiddenByUser') chosen.hidden = properties.hiddenByUser ?? false;
      else if (properties.pixelSize === undefined) throw invalidArgument('properties.pixelSize is missing');
      else chosen.pixelSize = properties.pixelSize;
    }
    write({ type: 'dimension', ...spanOf(data, range), properties: chosen });
  },
);

const appendDimension = request(
  z.strictObject({ sheetId, dimension, length: z.int().min(1) }),
  (body, { data, write }) => {
    const { rowCount, columnCount } = sheetOf(data, body.sheetId).properties;
    const at = body.dimension === 'ROWS' ? rowCount : columnCount;
    write({
      type: 'insert',
      sheetId: body.sheetId,
      dimension: body.dimension,
      index: at,
      count: body.length,
    });
  },
);

const insertDimension = request(
  z.strictObject({ range: dimensionRange, inheritFromBefore: z.boolean().default(false) }),
  ({ range, inheritFromBefore }, { data, write }) => {
    if (range.startIndex === undefined || range.endIndex === undefined) {
      throw invalidArgument('range.startIndex and range.endIndex must be given');
    }
    if (inheritFromBefore && range.startIndex === 0) {
      throw invalidArgument('inheritFromBefore cannot be true when inserting at the start');
    }
    const span = spanOf(data, range);
    write({ type: 'insert', ...span });
    write(...inheritedCells(sheetOf(data, span.sheetId), span, inheritFromBefore ? 'before' : 'after'));
  },
);

const deleteDimension = request(z.strictObject({ range: dimensionRange }), ({ range }, { data, write }) =>
  write({ type: 'delete', ...spanOf(data, range) }),
);

const moveDimension = request(
  z.strictObject({ source: dimensionRange, destinationIndex: z.int().min(0) }),
  ({ source, destinationIndex }, { data, write }) =>
    write({ type: 'move', ...spanOf(data, source), to: destinationIndex }),
);

export const DIMENSION_REQUESTS: Record<string, RequestKind> = {
  updateDimensionProperties,
  appendDimension,
  insertDimension,
  deleteDimension,
  moveDimension,
};
