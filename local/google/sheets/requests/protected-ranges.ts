// Requests about protected ranges. The workbook holds whoever changes it to them (`workbook/protection.ts`).
import { z } from 'zod';
import type { ProtectedRange, WorkbookData } from '../../../workbook/model.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { invalidArgument } from '../api-error.ts';
import { gridRange, rangeBodyOf, rangeOf } from '../grid-range.ts';
import { namedFields } from '../mask.ts';
import { findKept, freeId, type RequestKind, request } from './request.ts';

const protectedRange = z.strictObject({
  protectedRangeId: z.int().min(0).optional(),
  range: gridRange.optional(),
  description: z.string().optional(),
  warningOnly: z.boolean().optional(),
  editors: z.strictObject({ users: z.array(z.string()).optional() }).optional(),
});

const addProtectedRange = request(
  z.strictObject({ protectedRange }),
  ({ protectedRange: body }, { data, write }) => {
    const id = body.protectedRangeId ?? freeId(data);
    if (!body.range) throw invalidArgument('protectedRange.range is missing');
    if (data.sheets.some(sheet => sheet.protectedRanges.some(each => each.protectedRangeId === id))) {
      throw invalidArgument(`A protected range with the id ${id} already exists`);
    }
    const range = rangeOf(data, body.range);
    const added: ProtectedRange = {
      protectedRangeId: id,
      range,
      warningOnly: body.warningOnly ?? false,
      ...(body.description && { description: body.description }),
      ...(body.editors?.users && { editors: body.editors.users }),
    };
    checkEditors(added);
    const kept = sheetOf(data, range.sheetId).protectedRanges;
    write({ type: 'rules', sheetId: range.sheetId, rules: { protectedRanges: [...kept, added] } });
    return { protectedRange: protectedRangeBodyOf(data, added) };
  },
);

const FIELDS = ['range', 'description', 'warningOnly', 'editors'] as const;

const updateProtectedRange = request(
  z.strictObject({ protectedRange, fields: z.string().default('') }),
  ({ protectedRange: body, fields }, { data, write }) => {
    const { sheet, item: before } = find(data, body.protectedRangeId ?? 0);
    const after: ProtectedRange = { ...before };
    for (const field of namedFields(fields, FIELDS)) {
      if (field === 'range') after.range = body.range ? rangeOf(data, body.range) : before.range;
      else if (field === 'warningOnly') after.warningOnly = body.warningOnly ?? false;
      else if (field === 'description') setOrDelete(after, 'description', body.description);
      else setOrDelete(after, 'editors', body.editors?.users);
    }
    if (after.range.sheetId !== sheet.properties.sheetId) {
      throw invalidArgument('protectedRange.range is on another sheet');
    }
    checkEditors(after);
    const kept = sheet.protectedRanges.map(each => (each === before ? after : each));
    write({ type: 'rules', sheetId: sheet.properties.sheetId, rules: { protectedRanges: kept } });
  },
);

const deleteProtectedRange = request(
  z.strictObject({ protectedRangeId: z.int().min(0).default(0) }),
  (body, { data, write }) => {
    const { sheet, item } = find(data, body.protectedRangeId);
    const kept = sheet.protectedRanges.filter(each => each !== item);
    write({ type: 'rules', sheetId: sheet.properties.sheetId, rules: { protectedRanges: kept } });
  },
);

const find = (data: Readonly<WorkbookData>, id: number) =>
  findKept(
    data,
    sheet => sheet.protectedRanges,
    each => each.protectedRangeId,
    id,
    'protected range',
  );

function setOrDelete<K extends 'description' | 'editors'>(
  range: ProtectedRange,
  key: K,
  value: ProtectedRange[K] | undefined,
): void {
  if (value === undefined) delete range[key];
  else Object.assign(range, { [key]: value });
}

function checkEditors({ warningOnly, editors }: ProtectedRange): void {
  if (warningOnly && editors) throw invalidArgument('editors are not supported with warningOnly protection');
}

export function protectedRangeBodyOf(data: Readonly<WorkbookData>, range: ProtectedRange): object {
  return {
    protectedRangeId: range.protectedRangeId,
    range: rangeBodyOf(data, range.range),
    ...(range.description && { description: range.description }),
    ...(range.warningOnly && { warningOnly: true }),
    requestingUserCanEdit: true,
    ...(range.editors && { editors: { users: range.editors } }),
  };
}

export const PROTECTED_RANGE_REQUESTS: Record<string, RequestKind> = {
  addProtectedRange,
  updateProtectedRange,
  deleteProtectedRange,
};
