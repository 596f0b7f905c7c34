// Cells to wire values and back. It must not know tables: a column's `wire` is all it looks at.

import type {
  ColumnDescription,
  DeskDescription,
  WireCell,
} from '../../../functions/src/contract/contract.ts';
import { DAY_MS, SECOND_MS } from '../platform/clock.ts';
import { isLocked, onLocked } from '../platform/lock.ts';
import type { CellContent, Spreadsheet } from '../platform/platform.ts';

/** What a column's cells are on the wire. */
export type Wire = ColumnDescription['wire'];

/** Converts between a spreadsheet's time zone and a desk's. */
export interface CellCodec {
  /** What the cell carries on the wire: blank is `null`, text is given as typed, a date cell as instant or day. */
  toWire(content: CellContent, wire: Wire): WireCell;
  /** What a text of an edit event stands for: of a time or day it is the serial number. */
  fromEvent(text: string, wire: Wire): WireCell;
  /** What to write so that the cell reads back as `value`; a day is its midnight in the spreadsheet's zone. */
  toContent(value: WireCell, wire: Wire): CellContent;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/;
const SERIAL_ZERO_MS = Date.UTC(1899, 11, 30);
/** The last day that a spreadsheet knows, 31 December 9999, and farther back than any. */
const MAX_SERIAL = 2_958_465;
/** What such a cell shows in a spreadsheet. */
const NO_DATE = '########';

/** Cells keep days as fractions, so an instant comes back a fraction of a millisecond off. */
const wholeSecond = (ms: number): number => Math.round(ms / SECOND_MS) * SECOND_MS;

/**
 * The days that a spreadsheet counts from: a time of day without a date lies on the first, 24:00 at the start of the
 * second.
 */
const TIME_ALONE = '1899-12-30 ';
const END_OF_DAY = '1899-12-31 00:00:00';

/**
 * A cell means what it shows: its wall-clock time is one of the desk's zone, whatever zone the spreadsheet is set to.
 * So somebody who changes that moves no time. A wall time that the spreadsheet's zone skips once a year is shown an
 * hour later.
 */
function cellCodec(zoneOfSheet: () => string, deskZone: string): CellCodec {
  let known: string | undefined;
  // Asked for when the first time or day is met: many edits have none.
  const sheetZone = (): string => {
    known ??= zoneOfSheet();
    return known;
  };
  // Apps Script shares no other calendar with the sheet.
  const wallOf = (date: Date, zone: string): string =>
    Utilities.formatDate(date, zone, 'yyyy-MM-dd HH:mm:ss');
  const aheadMs = (instant: number, zone: string): number =>
    Date.parse(`${wallOf(new Date(instant), zone).replace(' ', 'T')}Z`) - instant;

  function instantOf(wall: string, zone: string): Date {
    const utc = Date.parse(`${wall.replace(' ', 'T')}Z`);
    const near = utc - aheadMs(utc, zone);
    return new Date(utc - aheadMs(near, zone));
  }

  function dateToWire(content: Date, wire: Wire): WireCell {
    // A number may have been typed into a cell of dates that is none: a phone number, a slip of the keys.
    if (!Number.isFinite(content.getTime())) return NO_DATE;
    const rounded = new Date(wholeSecond(content.getTime()));
    const wall = wallOf(rounded, sheetZone());
    if (wire === 'date') return wall.slice(0, 10);
    if (wire !== 'time') return wall.endsWith(' 00:00:00') ? wall.slice(0, 10) : wall.slice(0, 16);
    if (wall === END_OF_DAY) return '24:00';
    if (wall.startsWith(TIME_ALONE)) return wall.slice(TIME_ALONE.length, TIME_ALONE.length + 5);
    return (sheetZone() === deskZone ? rounded : instantOf(wall, deskZone)).toISOString();
  }

  function timeOf(value: string): Date {
    const instant = new Date(value);
    return sheetZone() === deskZone ? instant : instantOf(wallOf(instant, deskZone), sheetZone());
  }

  /** The instant of a serial number: days since 1899-12-30, by the spreadsheet's own calendar. */
  function dateOf(serial: number): Date {
    const wall = new Date(wholeSecond(SERIAL_ZERO_MS + serial * DAY_MS));
    if (!(Math.abs(serial) <= MAX_SERIAL)) return new Date(Number.NaN);
    return instantOf(wall.toISOString().slice(0, 19).replace('T', ' '), sheetZone());
  }

  return {
    fromEvent(text, wire) {
      if (wire === 'text' || text.trim() === '' || !Number.isFinite(Number(text))) return text;
      if (wire === 'number') return Number(text);
      const date = dateOf(Number(text));
      return Number.isFinite(date.getTime()) ? dateToWire(date, wire) : text;
    },
    toWire(content, wire) {
      if (content === '') return null;
      if (content instanceof Date) return dateToWire(content, wire);
      if (wire !== 'text' || typeof content === 'string') return content;
      return typeof content === 'boolean' ? String(content).toUpperCase() : String(content);
    },
    toContent(value, wire) {
      if (value === null) return '';
      if (typeof value !== 'string') return value;
      if (wire === 'time' && INSTANT.test(value)) return timeOf(value);
      if (wire === 'date' && DAY.test(value)) return instantOf(`${value} 00:00:00`, sheetZone());
      return value;
    },
  };
}

let zone: string | undefined;
const forgetZone = (): void => {
  zone = undefined;
};
onLocked({ begin: forgetZone, after: forgetZone });

/** The codec of a desk in a spreadsheet; a lock section asks for the spreadsheet's zone once. */
export const codecOf = (
  spreadsheet: Spreadsheet,
  { timeZone }: Pick<DeskDescription, 'timeZone'>,
): CellCodec =>
  cellCodec(() => {
    const asked = zone ?? spreadsheet.getSpreadsheetTimeZone();
    if (isLocked()) zone = asked;
    return asked;
  }, timeZone);

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
