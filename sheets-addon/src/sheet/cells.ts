// Cells to wire values and back. It must not know tables: a column's `wire` is all it looks at.
import type { ColumnDescription, WireCell } from '../../../functions/src/contract/contract.ts';
import type { CellContent } from '../platform/platform.ts';

type Wire = ColumnDescription['wire'];

/** Converts for one spreadsheet time zone. */
export interface CellCodec {
  /** What the cell carries on the wire: blank is `null`, text is given as typed, a date cell as instant or day. */
  toWire(content: CellContent, wire: Wire): WireCell;
  /** What to write so that the cell reads back as `value`; a day is its midnight in the spreadsheet's zone. */
  toContent(value: WireCell, wire: Wire): CellContent;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/;
const SECOND_MS = 1000;

/** Cells keep days as fractions, so an instant comes back a fraction of a millisecond off. */
const wholeSecond = (ms: number): number => Math.round(ms / SECOND_MS) * SECOND_MS;

export function cellCodec(timeZone: string): CellCodec {
  const local = (date: Date): string => Utilities.formatDate(date, timeZone, 'yyyy-MM-dd HH:mm:ss');
  /** How far the zone is ahead of UTC at an instant, from the only calendar that Apps Script shares with the sheet. */
  const aheadMs = (instant: number): number =>
    Date.parse(`${local(new Date(instant)).replace(' ', 'T')}Z`) - instant;

  function midnight(day: string): Date {
    const utc = Date.parse(`${day}T00:00:00Z`);
    const near = utc - aheadMs(utc);
    return new Date(utc - aheadMs(near));
  }

  function dateToWire(content: Date, wire: Wire): string {
    const rounded = new Date(wholeSecond(content.getTime()));
    if (wire === 'time') return rounded.toISOString();
    const text = local(rounded);
    if (wire === 'date') return text.slice(0, 10);
    return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text.slice(0, 16);
  }

  return {
    toWire(content, wire) {
      if (content === '') return null;
      if (content instanceof Date) return dateToWire(content, wire);
      if (wire !== 'text' || typeof content === 'string') return content;
      return typeof content === 'boolean' ? String(content).toUpperCase() : String(content);
    },
    toContent(value, wire) {
      if (value === null) return '';
      if (typeof value !== 'string') return value;
      if (wire === 'time' && INSTANT.test(value)) return new Date(value);
      if (wire === 'date' && DAY.test(value)) return midnight(value);
      return value;
    },
  };
}

/** A wire value as text, the same for values that say the same. */
export function plainText(value: WireCell, wire: Wire): string {
  if (value === null) return '';
  if (wire === 'time' && typeof value === 'string' && INSTANT.test(value))
    return String(wholeSecond(Date.parse(value)));
  return String(value).replace(/\r\n?/g, '\n').trim();
}

/** Whether two wire values say the same; instants are compared to the second. */
export function sameWire(a: WireCell, b: WireCell, wire: Wire): boolean {
  if (a === b || (a ?? '') === (b ?? '')) return true;
  if (wire !== 'time' || typeof a !== 'string' || typeof b !== 'string') return false;
  return INSTANT.test(a) && INSTANT.test(b) && wholeSecond(Date.parse(a)) === wholeSecond(Date.parse(b));
}

/**
 * Text as it must be given to `setValues` to stay text: a cell of format `@` takes everything as it is; any other
 * would read `=1+1`, `007` or `1-2` as something else, unless an apostrophe leads.
 */
export function asText(content: CellContent, numberFormat: string): CellContent {
  return typeof content === 'string' && content !== '' && numberFormat !== '@' ? `'${content}` : content;
}
