// Requests about named ranges. Their names are read by link formulas alone.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets#NamedRange
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { NamedRange, Sheet, WorkbookData } from '../../../workbook/model.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { invalidArgument } from '../api-error.ts';
import { gridRange, rangeBodyOf, rangeOf } from '../grid-range.ts';
import { namedFields } from '../mask.ts';
import { type RequestKind, request } from './request.ts';

const namedRange = z.strictObject({
  namedRangeId: z.string().optional(),
  name: z.string().optional(),
  range: gridRange.optional(),
});

/** Letters, digits and underscores, no digit first, and nothing that would be read as cells or as a truth value. */
const NAME = /^(?!true$|false$|[a-z]{1,3}\d+$|r\d+c\d+$)[a-z_][a-z0-9_]{0,249}$/i;

const addNamedRange = request(z.strictObject({ namedRange }), ({ namedRange: body }, { data, write }) => {
  const id = body.namedRangeId ?? randomUUID();
  if (!body.range) throw invalidArgument('namedRange.range is missing');
  if (all(data).some(({ item }) => item.namedRangeId === id)) {
    throw invalidArgument(`A named range with the id ${id} already exists`);
  }
  const added = { namedRangeId: id, name: checkName(data, body.name, id), range: rangeOf(data, body.range) };
  const kept = sheetOf(data, added.range.sheetId).namedRanges ?? [];
  write({ type: 'rules', sheetId: added.range.sheetId, rules: { namedRanges: [...kept, added] } });
  return { namedRange: namedRangeBodyOf(data, added) };
});

const updateNamedRange = request(
  z.strictObject({ namedRange, fields: z.string().default('') }),
  ({ namedRange: body, fields }, { data, write }) => {
    const { sheet, item } = find(data, body.namedRangeId);
    const after: NamedRange = { ...item };
    for (const field of namedFields(fields, ['name', 'range'])) {
      if (field === 'name') after.name = checkName(data, body.name, item.namedRangeId);
      else if (body.range) after.range = rangeOf(data, body.range);
      else throw invalidArgument('namedRange.range is missing');
    }
    const without = (sheet.namedRanges ?? []).filter(each => each !== item);
    write({ type: 'rules', sheetId: sheet.properties.sheetId, rules: { namedRanges: without } });
    const kept = sheetOf(data, after.range.sheetId).namedRanges ?? [];
    write({ type: 'rules', sheetId: after.range.sheetId, rules: { namedRanges: [...kept, after] } });
  },
);

const deleteNamedRange = request(z.strictObject({ namedRangeId: z.string() }), (body, { data, write }) => {
  const { sheet, item } = find(data, body.namedRangeId);
  const kept = (sheet.namedRanges ?? []).filter(each => each !== item);
  write({ type: 'rules', sheetId: sheet.properties.sheetId, rules: { namedRanges: kept } });
});

function checkName(data: Readonly<WorkbookData>, name: string | undefined, id: string): string {
  if (!name || !NAME.test(name)) throw invalidArgument(`Invalid name: ${name ?? ''}`);
  const taken = all(data).some(
    ({ item }) => item.name.toLowerCase() === name.toLowerCase() && item.namedRangeId !== id,
  );
  if (taken) throw invalidArgument(`A named range with the name "${name}" already exists`);
  return name;
}

const all = (data: Readonly<WorkbookData>): { sheet: Sheet; item: NamedRange }[] =>
  data.sheets.flatMap(sheet => (sheet.namedRanges ?? []).map(item => ({ sheet, item })));

function find(data: Readonly<WorkbookData>, id: string | undefined): { sheet: Sheet; item: NamedRange } {
  const found = all(data).find(({ item }) => item.namedRangeId === id);
  if (!found) throw invalidArgument(`No named range with id: ${id ?? ''}`);
  return found;
}

export function namedRangeBodyOf(
  data: Readonly<WorkbookData>,
  { namedRangeId, name, range }: NamedRange,
): object {
  return { namedRangeId, name, range: rangeBodyOf(data, range) };
}

export const NAMED_RANGE_REQUESTS: Record<string, RequestKind> = {
  addNamedRange,
  updateNamedRange,
  deleteNamedRange,
};
