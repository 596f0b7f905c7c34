// CellData of the Sheets API and cells of the workbook, both ways.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/cells#CellData
import { z } from 'zod';
import { displayText } from '../../workbook/display.ts';
import { linkLabel } from '../../workbook/link-formula.ts';
import {
  type Cell,
  type CellFormat,
  type CellPatch,
  type CellValue,
  VALIDATION_CONDITIONS,
  type Validation,
} from '../../workbook/model.ts';
import { cellFormat, FORMAT_FIELDS, formatBodyOf, formatOf, present } from './cell-format.ts';

const extendedValue = z
  .strictObject({
    stringValue: z.string().optional(),
    numberValue: z.number().optional(),
    boolValue: z.boolean().optional(),
    formulaValue: z.string().startsWith('=').optional(),
  })
  .refine(value => Object.keys(value).length <= 1, { error: 'only one kind of value may be given' });

export const dataValidation = z
  .strictObject({
    condition: z.strictObject({
      type: z.enum(VALIDATION_CONDITIONS),
      values: z.array(z.strictObject({ userEnteredValue: z.string() })).default([]),
    }),
    inputMessage: z.string().optional(),
    strict: z.boolean().default(false),
    showCustomUi: z.boolean().default(false),
  })
  .superRefine(({ condition: { type, values } }, context) => {
    const [least, most] = VALUES_OF[type];
    if (values.length < least || values.length > most) {
      context.addIssue({ code: 'custom', message: `${type} takes ${least} to ${most} values` });
    }
  });

const VALUES_OF: Record<Validation['condition'], [number, number]> = {
  ONE_OF_LIST: [1, 500],
  ONE_OF_RANGE: [1, 1],
  DATE_IS_VALID: [0, 0],
  NUMBER_BETWEEN: [2, 2],
  TEXT_IS_EMAIL: [0, 0],
  BOOLEAN: [0, 2],
};

/** What may be written; the read-only fields of CellData are refused, as they would change nothing. */
export const cellData = z.strictObject({
  userEnteredValue: extendedValue.optional(),
  userEnteredFormat: cellFormat.optional(),
  note: z.string().optional(),
  dataValidation: dataValidation.optional(),
});

export const rowData = z.strictObject({ values: z.array(cellData).default([]) });

export type CellDataBody = z.infer<typeof cellData>;

type FormatField = keyof typeof FORMAT_FIELDS;
const formatFields = Object.keys(FORMAT_FIELDS)
  .filter(isFormatField)
  .map(field => `userEnteredFormat.${field}` as const);

function isFormatField(field: string): field is FormatField {
  return Object.hasOwn(FORMAT_FIELDS, field);
}

/** The fields of CellData that a mask may name. */
export const CELL_FIELDS = ['userEnteredValue', 'note', 'dataValidation', ...formatFields] as const;
export type CellField = (typeof CELL_FIELDS)[number];

/** The change that gives a cell the named fields of `body`; a field that is named but absent is cleared. */
export function patchOf(
  body: CellDataBody,
  fields: readonly CellField[],
  before: Cell | undefined,
): CellPatch {
  const patch: CellPatch = {};
  const given = body.userEnteredFormat ? formatOf(body.userEnteredFormat) : {};
  let format: CellFormat | undefined;
  for (const field of fields) {
    if (field === 'userEnteredValue') Object.assign(patch, valuePatch(body.userEnteredValue));
    else if (field === 'note') patch.note = body.note || null;
    else if (field === 'dataValidation') {
      patch.validation = body.dataValidation ? validationOf(body.dataValidation) : null;
    } else {
      format ??= { ...before?.format };
      const name = field.slice('userEnteredFormat.'.length);
      if (isFormatField(name)) copyField(given, format, FORMAT_FIELDS[name]);
    }
  }
  if (format) patch.format = Object.keys(format).length > 0 ? format : null;
  return patch;
}

function copyField(from: CellFormat, to: CellFormat, key: keyof CellFormat): void {
  if (from[key] === undefined) delete to[key];
  else Object.assign(to, { [key]: from[key] });
}

function valuePatch(body: z.infer<typeof extendedValue> | undefined): CellPatch {
  // What a link formula shows is said in it; what others come to is worked out where they are drawn.
  if (body?.formulaValue !== undefined)
    return { value: linkLabel(body.formulaValue) ?? null, formula: body.formulaValue };
  return { value: body?.stringValue ?? body?.numberValue ?? body?.boolValue ?? null, formula: null };
}

export function validationOf(body: z.infer<typeof dataValidation>): Validation {
  return {
    condition: body.condition.type,
    values: body.condition.values.map(value => value.userEnteredValue),
    strict: body.strict,
    showCustomUi: body.showCustomUi,
    ...(body.inputMessage !== undefined && { inputMessage: body.inputMessage }),
  };
}

/** A cell as Google answers it, without `effectiveFormat`, which is not served. */
export function cellBodyOf(cell: Cell | undefined): object {
  if (!cell) return {};
  const { value, formula, note, format, validation } = cell;
  const effective = value === undefined ? undefined : valueBodyOf(value);
  return present({
    userEnteredValue: formula === undefined ? effective : { formulaValue: formula },
    effectiveValue: effective,
    formattedValue: value === undefined ? undefined : displayText(cell),
    userEnteredFormat: format && formatBodyOf(format),
    hyperlink: format?.link,
    note,
    dataValidation: validation && validationBodyOf(validation),
  });
}

function valueBodyOf(value: CellValue): object {
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'number' ? { numberValue: value } : { boolValue: value };
}

function validationBodyOf({ condition, values, strict, showCustomUi, inputMessage }: Validation): object {
  return present({
    condition: {
      type: condition,
      values: values.length > 0 ? values.map(value => ({ userEnteredValue: value })) : undefined,
    },
    inputMessage,
    strict: strict || undefined,
    showCustomUi: showCustomUi || undefined,
  });
}
