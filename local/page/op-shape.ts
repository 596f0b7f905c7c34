// The operations that a page sends, by their shape: what is of another shape would be kept, and fail whoever reads it
// from then on. Whether the workbook takes one is the workbook's to say.
import { z } from 'zod';
import { NUMBER_FORMAT_TYPES, type Op, VALIDATION_CONDITIONS } from '../workbook/model.ts';

const whole = z.int().min(0);
const side = { sheetId: whole, dimension: z.enum(['ROWS', 'COLUMNS']), index: whole, count: z.int().min(1) };
const range = z.strictObject({
  sheetId: whole,
  startRow: whole,
  endRow: whole,
  startColumn: whole,
  endColumn: whole,
});

const format = z.strictObject({
  background: z.string().optional(),
  foreground: z.string().optional(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
  underline: z.boolean().optional(),
  fontSize: z.number().positive().optional(),
  horizontalAlignment: z.enum(['LEFT', 'CENTER', 'RIGHT']).optional(),
  verticalAlignment: z.enum(['TOP', 'MIDDLE', 'BOTTOM']).optional(),
  wrap: z.enum(['OVERFLOW_CELL', 'CLIP', 'WRAP']).optional(),
  numberFormat: z
    .strictObject({
      type: z.enum(NUMBER_FORMAT_TYPES),
      pattern: z.string().optional(),
    })
    .optional(),
  link: z.string().optional(),
});

const validation = z.strictObject({
  condition: z.enum(VALIDATION_CONDITIONS),
  values: z.array(z.string()),
  strict: z.boolean(),
  showCustomUi: z.boolean(),
  inputMessage: z.string().optional(),
});

/** By hand, for a tab that is read from a file has some hundred thousand. */
function isPatch(patch: unknown): boolean {
  if (patch === null) return true;
  if (typeof patch !== 'object' || Array.isArray(patch)) return false;
  return Object.entries(patch).every(([field, content]) => {
    if (content === null) return true;
    if (field === 'format') return format.safeParse(content).success;
    if (field === 'validation') return validation.safeParse(content).success;
    if (field === 'value') return ['string', 'number', 'boolean'].includes(typeof content);
    return typeof content === 'string';
  });
}

const isBlock = (cells: unknown): boolean =>
  Array.isArray(cells) && cells.every(line => Array.isArray(line) && line.every(isPatch));

const sheetProperties = z.strictObject({
  title: z.string(),
  index: whole,
  hidden: z.boolean(),
  tabColor: z.string().optional(),
  rowCount: whole,
  columnCount: whole,
  frozenRowCount: whole,
  frozenColumnCount: whole,
  hideGridlines: z.boolean().optional(),
});

const rules = z.strictObject({
  basicFilter: range.nullable().optional(),
  conditionalFormats: z
    .array(
      z.strictObject({
        ranges: z.array(range),
        condition: z.strictObject({ type: z.string(), values: z.array(z.string()) }),
        format,
      }),
    )
    .optional(),
});

const shape = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('cells'),
    sheetId: whole,
    row: whole,
    column: whole,
    cells: z.custom(isBlock, 'Not a block of cells'),
  }),
  z.strictObject({ type: z.literal('insert'), ...side }),
  z.strictObject({ type: z.literal('delete'), ...side }),
  z.strictObject({ type: z.literal('move'), ...side, to: whole }),
  z.strictObject({
    type: z.literal('dimension'),
    ...side,
    properties: z.strictObject({
      pixelSize: z.number().min(0).max(10_000).optional(),
      hidden: z.boolean().optional(),
    }),
  }),
  z.strictObject({ type: z.literal('addSheet'), properties: sheetProperties.extend({ sheetId: whole }) }),
  z.strictObject({ type: z.literal('deleteSheet'), sheetId: whole }),
  z.strictObject({ type: z.literal('sheet'), sheetId: whole, properties: sheetProperties.partial() }),
  z.strictObject({ type: z.literal('rules'), sheetId: whole, rules }),
  z.strictObject({
    type: z.literal('workbook'),
    properties: z.strictObject({ title: z.string().max(1_000) }),
  }),
]);

/** An operation as it came; what it is made of is not copied. */
export const opShape = z.custom<Op>(value => shape.safeParse(value).success, 'Not an operation of the page');
