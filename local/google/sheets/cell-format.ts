// CellFormat of the Sheets API and of the workbook, both ways.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/cells#CellFormat
import { z } from 'zod';
import { type CellFormat, NUMBER_FORMAT_TYPES } from '../../workbook/model.ts';
import { isServedFormat } from '../../workbook/number-pattern.ts';
import { colorFields, colorOf, hexOf } from './color.ts';

const numberFormat = z
  .strictObject({
    type: z.enum(NUMBER_FORMAT_TYPES),
    pattern: z.string().optional(),
  })
  .transform(({ type, pattern }) => ({ type, ...(pattern ? { pattern } : {}) }))
  .refine(isServedFormat, { error: 'this pattern is not served here' });

export const cellFormat = z.strictObject({
  backgroundColor: colorFields.color.optional(),
  backgroundColorStyle: colorFields.style.optional(),
  horizontalAlignment: z.enum(['LEFT', 'CENTER', 'RIGHT']).optional(),
  verticalAlignment: z.enum(['TOP', 'MIDDLE', 'BOTTOM']).optional(),
  wrapStrategy: z.enum(['OVERFLOW_CELL', 'CLIP', 'WRAP']).optional(),
  numberFormat: numberFormat.optional(),
  textFormat: z
    .strictObject({
      foregroundColor: colorFields.color.optional(),
      foregroundColorStyle: colorFields.style.optional(),
      bold: z.boolean().optional(),
      italic: z.boolean().optional(),
      strikethrough: z.boolean().optional(),
      underline: z.boolean().optional(),
      fontSize: z.int().positive().optional(),
      link: z.strictObject({ uri: z.string().min(1) }).optional(),
    })
    .optional(),
});

export type CellFormatBody = z.infer<typeof cellFormat>;

/** Each field of the API's CellFormat that is served, and the workbook's name for it. */
export const FORMAT_FIELDS = {
  backgroundColor: 'background',
  backgroundColorStyle: 'background',
  horizontalAlignment: 'horizontalAlignment',
  verticalAlignment: 'verticalAlignment',
  wrapStrategy: 'wrap',
  numberFormat: 'numberFormat',
  'textFormat.foregroundColor': 'foreground',
  'textFormat.foregroundColorStyle': 'foreground',
  'textFormat.bold': 'bold',
  'textFormat.italic': 'italic',
  'textFormat.strikethrough': 'strikethrough',
  'textFormat.underline': 'underline',
  'textFormat.fontSize': 'fontSize',
  'textFormat.link': 'link',
} as const satisfies Record<string, keyof CellFormat>;

/** The workbook's format; what says no more than the default (`bold: false`) is left out. */
export function formatOf(body: CellFormatBody): CellFormat {
  const { textFormat: text = {} } = body;
  return present({
    background: hexOf(body.backgroundColor, body.backgroundColorStyle),
    foreground: hexOf(text.foregroundColor, text.foregroundColorStyle),
    bold: text.bold || undefined,
    italic: text.italic || undefined,
    strikethrough: text.strikethrough || undefined,
    underline: text.underline || undefined,
    fontSize: text.fontSize,
    link: text.link?.uri,
    horizontalAlignment: body.horizontalAlignment,
    verticalAlignment: body.verticalAlignment,
    wrap: body.wrapStrategy,
    numberFormat: body.numberFormat,
  });
}

/** The API's format; a colour is said both ways. */
export function formatBodyOf(format: CellFormat): CellFormatBody {
  const { background, foreground, link } = format;
  const textFormat = present({
    ...(foreground && {
      foregroundColor: colorOf(foreground),
      foregroundColorStyle: { rgbColor: colorOf(foreground) },
    }),
    bold: format.bold,
    italic: format.italic,
    strikethrough: format.strikethrough,
    underline: format.underline,
    fontSize: format.fontSize,
    link: link === undefined ? undefined : { uri: link },
  });
  return present({
    ...(background && {
      backgroundColor: colorOf(background),
      backgroundColorStyle: { rgbColor: colorOf(background) },
    }),
    horizontalAlignment: format.horizontalAlignment,
    verticalAlignment: format.verticalAlignment,
    wrapStrategy: format.wrap,
    numberFormat: format.numberFormat,
    textFormat: Object.keys(textFormat).length > 0 ? textFormat : undefined,
  });
}

/** Without the fields that are undefined. */
type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

export function present<T extends object>(record: T): Present<T> {
  const result: Present<T> = { ...record };
  for (const key in result) if (result[key] === undefined) delete result[key];
  return result;
}
