// Requests about tabs and the spreadsheet as a whole.
import { z } from 'zod';
import type { Op, SheetProperties } from '../../../workbook/model.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { DEFAULT_SHEET } from '../../../workbook/workbook.ts';
import { present } from '../cell-format.ts';
import { colorFields, hexOf } from '../color.ts';
import { sheetId } from '../grid-range.ts';
import { namedFields } from '../mask.ts';
import { propertiesBodyOf } from '../sheet-resource.ts';
import { freeId, type RequestKind, request } from './request.ts';

const count = z.int().min(0);

export const sheetProperties = z.strictObject({
  sheetId: z.int().min(0).optional(),
  title: z.string().optional(),
  index: count.optional(),
  sheetType: z.literal('GRID').optional(),
  hidden: z.boolean().optional(),
  tabColor: colorFields.color.optional(),
  tabColorStyle: colorFields.style.optional(),
  gridProperties: z
    .strictObject({
      rowCount: count.optional(),
      columnCount: count.optional(),
      frozenRowCount: count.optional(),
      frozenColumnCount: count.optional(),
      hideGridlines: z.boolean().optional(),
    })
    .optional(),
});

/** The workbook's properties of those that were given. */
export function propertiesOf(body: z.infer<typeof sheetProperties>): Partial<SheetProperties> {
  return present({
    sheetId: body.sheetId,
    title: body.title,
    index: body.index,
    hidden: body.hidden,
    tabColor: hexOf(body.tabColor, body.tabColorStyle),
    ...body.gridProperties,
  });
}

const addSheet = request(
  z.strictObject({ properties: sheetProperties.default({}) }),
  ({ properties }, { data, write }) => {
    const given = propertiesOf(properties);
    const id = given.sheetId ?? freeId(data);
    const base = { ...DEFAULT_SHEET, index: data.sheets.length, title: freeTitle() };
    write({ type: 'addSheet', properties: { ...base, ...given, sheetId: id } });
    return { properties: propertiesBodyOf(sheetOf(data, id).properties) };

    function freeTitle(): string {
      const word = data.locale.startsWith('zh') ? '工作表' : 'Sheet';
      const titles = new Set(data.sheets.map(sheet => sheet.properties.title));
      for (let n = data.sheets.length + 1; ; n += 1) if (!titles.has(`${word}${n}`)) return `${word}${n}`;
    }
  },
);

const deleteSheet = request(z.strictObject({ sheetId }), (body, { write }) =>
  write({ type: 'deleteSheet', sheetId: body.sheetId }),
);

const TAB_FIELDS = {
  title: 'title',
  index: 'index',
  hidden: 'hidden',
  tabColor: 'tabColor',
  tabColorStyle: 'tabColor',
  'gridProperties.rowCount': 'rowCount',
  'gridProperties.columnCount': 'columnCount',
  'gridProperties.frozenRowCount': 'frozenRowCount',
  'gridProperties.frozenColumnCount': 'frozenColumnCount',
  'gridProperties.hideGridlines': 'hideGridlines',
} as const satisfies Record<string, keyof SheetProperties>;

const isTabField = (field: string): field is keyof typeof TAB_FIELDS => Object.hasOwn(TAB_FIELDS, field);

/** A field that the mask names and the body lacks goes back to its default; those without one stay. */
const CLEARED: Partial<SheetProperties> = {
  hidden: false,
  tabColor: '',
  frozenRowCount: 0,
  frozenColumnCount: 0,
  hideGridlines: false,
};

const updateSheetProperties = request(
  z.strictObject({ properties: sheetProperties, fields: z.string().default('') }),
  ({ properties, fields }, { write }) => {
    const given: Partial<SheetProperties> = { ...CLEARED, ...propertiesOf(properties) };
    const named = namedFields(fields, Object.keys(TAB_FIELDS).filter(isTabField));
    const keys = new Set<string>(named.map(field => TAB_FIELDS[field]));
    const { sheetId: id = 0, ...rest } = given;
    const chosen: Partial<Omit<SheetProperties, 'sheetId'>> = rest;
    for (const key in rest) if (!keys.has(key)) Reflect.deleteProperty(chosen, key);
    write({ type: 'sheet', sheetId: id, properties: chosen });
  },
);

const SPREADSHEET_FIELDS = ['title', 'locale', 'timeZone'] as const;

const updateSpreadsheetProperties = request(
  z.strictObject({
    properties: z.strictObject({
      title: z.string().min(1).optional(),
      locale: z.string().min(1).optional(),
      timeZone: z.string().min(1).optional(),
    }),
    fields: z.string().default(''),
  }),
  ({ properties, fields }, { write }) => {
    const chosen: Extract<Op, { type: 'workbook' }>['properties'] = {};
    for (const field of namedFields(fields, SPREADSHEET_FIELDS)) {
      const value = properties[field];
      if (value !== undefined) chosen[field] = value;
    }
    write({ type: 'workbook', properties: chosen });
  },
);

export const TAB_REQUESTS: Record<string, RequestKind> = {
  addSheet,
  deleteSheet,
  updateSheetProperties,
  updateSpreadsheetProperties,
};
