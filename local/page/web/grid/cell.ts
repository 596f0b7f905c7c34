// One cell of the workbook as Univer's cell, and back. Knows no grid and no server.
import {
  BooleanNumber,
  CellValueType,
  HorizontalAlign,
  type ICellData,
  type IStyleData,
  type Nullable,
  VerticalAlign,
  WrapStrategy,
} from '@univerjs/core';
import { linkLabel } from '../../../workbook/link-formula.ts';
import type { Cell, CellFormat, NumberFormat } from '../../../workbook/model.ts';

const LINK_COLOR = '#1155cc';

const HORIZONTAL = {
  LEFT: HorizontalAlign.LEFT,
  CENTER: HorizontalAlign.CENTER,
  RIGHT: HorizontalAlign.RIGHT,
} as const satisfies Record<NonNullable<CellFormat['horizontalAlignment']>, HorizontalAlign>;

const VERTICAL = {
  TOP: VerticalAlign.TOP,
  MIDDLE: VerticalAlign.MIDDLE,
  BOTTOM: VerticalAlign.BOTTOM,
} as const satisfies Record<NonNullable<CellFormat['verticalAlignment']>, VerticalAlign>;

const WRAP = {
  OVERFLOW_CELL: WrapStrategy.OVERFLOW,
  CLIP: WrapStrategy.CLIP,
  WRAP: WrapStrategy.WRAP,
} as const satisfies Record<NonNullable<CellFormat['wrap']>, WrapStrategy>;

/** What Google shows for a number format that names a type and no pattern, in a Chinese workbook. */
const DEFAULT_PATTERN = {
  TEXT: '@',
  NUMBER: '#,##0.###',
  PERCENT: '0.00%',
  DATE: 'yyyy-mm-dd',
  TIME: 'hh:mm:ss',
  DATE_TIME: 'yyyy-mm-dd hh:mm:ss',
} as const satisfies Record<NumberFormat['type'], string>;

/** Google draws from the top line down unless told otherwise only in tables; its default is the bottom. */
export const DEFAULT_STYLE = { ff: 'Arial', fs: 11, vt: VerticalAlign.BOTTOM } as const satisfies IStyleData;

/** Every style key that a format can set; null takes a key out of Univer's merged style (some keys cannot be null). */
const NO_STYLE = {
  bg: null,
  cl: null,
  bl: BooleanNumber.FALSE,
  it: BooleanNumber.FALSE,
  st: { s: BooleanNumber.FALSE },
  ul: { s: BooleanNumber.FALSE },
  fs: DEFAULT_STYLE.fs,
  ht: null,
  vt: null,
  tb: null,
  n: null,
} as const;

/** Univer's style of a format; `undefined` for none. */
export function styleOf(format: CellFormat | undefined): IStyleData | undefined {
  if (!format) return undefined;
  const style: IStyleData = {};
  if (format.background) style.bg = { rgb: format.background };
  if (format.foreground) style.cl = { rgb: format.foreground };
  else if (format.link) style.cl = { rgb: LINK_COLOR };
  if (format.bold) style.bl = BooleanNumber.TRUE;
  if (format.italic) style.it = BooleanNumber.TRUE;
  if (format.strikethrough) style.st = { s: BooleanNumber.TRUE };
  if (format.link || format.underline) style.ul = { s: BooleanNumber.TRUE };
  if (format.fontSize) style.fs = format.fontSize;
  if (format.horizontalAlignment) style.ht = HORIZONTAL[format.horizontalAlignment];
  if (format.verticalAlignment) style.vt = VERTICAL[format.verticalAlignment];
  if (format.wrap) style.tb = WRAP[format.wrap];
  const { numberFormat } = format;
  if (numberFormat) style.n = { pattern: numberFormat.pattern || DEFAULT_PATTERN[numberFormat.type] };
  return style;
}

/** A style that, merged into any other, leaves exactly this format. */
export function replacingStyle(format: CellFormat | undefined): IStyleData {
  return { ...NO_STYLE, ...styleOf(format) };
}

/** The formula that Univer has to work out. What a link shows is known, and Univer would make rich text of it. */
export function gridFormula(cell: Cell | undefined): string | undefined {
  const formula = cell?.formula;
  return formula !== undefined && linkLabel(formula) === undefined ? formula : undefined;
}

/**
 * The format that a style says. What Univer's style cannot carry (the link, the number format's type) is taken
 * from the format that the cell had.
 */
export function formatOf(
  style: Nullable<IStyleData>,
  before: CellFormat | undefined,
): CellFormat | undefined {
  const format: CellFormat = {};
  const color = style?.cl?.rgb?.toLowerCase();
  if (style?.bg?.rgb) format.background = hex(style.bg.rgb);
  if (color && !(before?.link && color === LINK_COLOR)) format.foreground = hex(color);
  if (style?.bl) format.bold = true;
  if (style?.it) format.italic = true;
  if (style?.st?.s) format.strikethrough = true;
  if (style?.ul?.s && (!before?.link || before.underline)) format.underline = true;
  if (style?.fs && (style.fs !== DEFAULT_STYLE.fs || before?.fontSize)) format.fontSize = style.fs;
  const horizontal = keyOf(HORIZONTAL, style?.ht);
  const vertical = keyOf(VERTICAL, style?.vt);
  const wrap = keyOf(WRAP, style?.tb);
  if (horizontal) format.horizontalAlignment = horizontal;
  if (vertical && (vertical !== 'BOTTOM' || before?.verticalAlignment)) format.verticalAlignment = vertical;
  if (wrap) format.wrap = wrap;
  if (before?.link) format.link = before.link;
  const numberFormat = numberFormatOf(style?.n?.pattern, before?.numberFormat);
  if (numberFormat) format.numberFormat = numberFormat;
  return Object.keys(format).length > 0 ? format : undefined;
}

function numberFormatOf(
  pattern: string | undefined,
  before: NumberFormat | undefined,
): NumberFormat | undefined {
  if (!pattern || pattern === 'General') return undefined;
  if (before && pattern === (before.pattern || DEFAULT_PATTERN[before.type])) return before;
  return { type: typeOfPattern(pattern), pattern };
}

function typeOfPattern(pattern: string): NumberFormat['type'] {
  const bare = pattern.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  if (bare === '@') return 'TEXT';
  if (bare.includes('%')) return 'PERCENT';
  const date = /[yd]/.test(bare);
  const time = /[hs]/.test(bare);
  if (date && time) return 'DATE_TIME';
  if (date) return 'DATE';
  return time ? 'TIME' : 'NUMBER';
}

function keyOf<Key extends string, Value>(
  table: Record<Key, Value>,
  value: Nullable<Value>,
): Key | undefined {
  for (const key in table) if (table[key] === value) return key;
  return undefined;
}

/** `#rrggbb` of Univer's colours, which its menus give as `rgb(r, g, b)`. */
function hex(color: string): string {
  const parts = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(color);
  if (!parts) return color.toLowerCase();
  return `#${parts
    .slice(1)
    .map(part => Number(part).toString(16).padStart(2, '0'))
    .join('')}`;
}

/** Value and formula of a cell as Univer keeps them; blanks are explicit so that they overwrite. */
export function contentOf(cell: Cell | undefined): Required<Pick<ICellData, 'v' | 't' | 'f' | 'p' | 'si'>> {
  const value = cell?.value;
  const content = { f: gridFormula(cell) ?? null, p: null, si: null };
  if (value === undefined) return { ...content, v: null, t: null };
  if (typeof value === 'boolean') return { ...content, v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  return { ...content, v: value, t: typeof value === 'number' ? CellValueType.NUMBER : CellValueType.STRING };
}

/** Value and formula that a cell of Univer holds; formatted text counts as its plain text. */
export function readContent(cell: Nullable<ICellData>): Pick<Cell, 'value' | 'formula'> {
  const content: Pick<Cell, 'value' | 'formula'> = {};
  if (!cell) return content;
  if (cell.f) content.formula = cell.f;
  const stream = cell.p?.body?.dataStream;
  const value = stream === undefined ? cell.v : plainText(stream);
  if (value === null || value === undefined || value === '') return content;
  if (cell.t === CellValueType.BOOLEAN) content.value = Boolean(Number(value)) || value === true;
  else if (cell.t === CellValueType.NUMBER && value !== true && Number.isFinite(Number(value)))
    content.value = Number(value);
  else content.value = value;
  return content;
}

/** The text of a Univer document, which ends in a paragraph of its own and parts paragraphs by CR. */
export function plainText(dataStream: string): string {
  return dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n');
}
