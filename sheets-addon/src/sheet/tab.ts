// A desk tab as it stands now: where its columns are, which rows hold which key. Positions are good only under the
// lock.
import type {
  ColumnDescription,
  DeskDescription,
  TableDescription,
} from '../../../functions/src/contract/contract.ts';
import { nowMs } from '../platform/clock.ts';
import {
  type CellContent,
  type Range,
  readValues,
  type Sheet,
  type Spreadsheet,
} from '../platform/platform.ts';
import { keepProperties, property } from '../platform/properties.ts';
import { TEXTS } from '../texts.ts';
import { type CellCodec, codecOf } from './cells.ts';
import { LayoutProblem, labelsOf, placesOf, refuseMissing, refuseTwice } from './header-places.ts';
import { runs } from './rectangles.ts';

/** The header row is row 1; records follow. */
export const FIRST_ROW = 2;

/** Rows between two wanted ones that are read along, because one long read is cheaper than two. */
export const READ_GAP = 50;

/** A column of the description and where it stands, counted from 1. */
export interface PlacedColumn extends ColumnDescription {
  at: number;
}

export interface Tab {
  sheet: Sheet;
  /** The desk that it belongs to, with the words for the states of its rows. */
  desk: DeskDescription;
  codec: CellCodec;
  table: TableDescription;
  columns: PlacedColumn[];
  /** Where the hidden key, the hidden base and the visible sync column stand, and the number's where it is there. */
  tie: { key: number; base: number; sync: number; number: number | undefined };
  /** Last column with content. */
  width: number;
  /** When it was opened, ms: its rows are read later than that. */
  readonly openedAt: number;
  /** Last row with content; asked for once, when somebody wants to know. */
  readonly lastRow: number;
}

/** What an execution has found so far, so that it asks once. */
const widths = new Map<number, number>();

const widthName = (sheetId: number): string => `width.${sheetId}`;

/** How wide the tabs are is measured again: columns came, went or were named. */
export function forgetWidths(tables: readonly Pick<TableDescription, 'sheetId'>[]): void {
  widths.clear();
  keepProperties(Object.fromEntries(tables.map(({ sheetId }) => [widthName(sheetId), ''])));
}

/**
 * The texts of row 1, as far as the tab was wide when it was last measured; farther when a column is not among them.
 */
function headerOf(sheet: Sheet, table: TableDescription): string[] {
  const { sheetId } = table;
  const read = (width: number): string[] =>
    (readValues(sheet, 1, 1, 1, width)[0] ?? []).map(content => String(content).trim());
  const known = widths.get(sheetId) ?? Number(property(widthName(sheetId)));
  widths.set(sheetId, known);
  if (known > 0) {
    const header = read(known);
    if (labelsOf(table).every(label => header.includes(label))) return header;
  }
  const width = Math.max(1, sheet.getLastColumn());
  widths.set(sheetId, width);
  keepProperties({ [widthName(sheetId)]: String(width) });
  return read(width);
}

const met = new Map<number, Sheet>();

/** Spares the look for a tab that an event has just brought. */
export function meetSheet(sheet: Sheet): void {
  met.set(sheet.getSheetId(), sheet);
}

/**
 * Finds the tab and, by the header texts in row 1, its columns. Throws `LayoutProblem` naming what is missing, or there
 * twice.
 */
export function openTab(spreadsheet: Spreadsheet, desk: DeskDescription, table: TableDescription): Tab {
  const sheet = met.get(table.sheetId) ?? spreadsheet.getSheetById(table.sheetId);
  if (!sheet) throw new LayoutProblem(TEXTS.missingTab(table.title));
  const header = headerOf(sheet, table);
  const width = header.length;
  // A table without numbers has no column for them, though one without a header may be there.
  const place = (label: string): number =>
    label === '' ? 0 : header.indexOf(label.trim()) + 1 || (placesOf(header, table, label)[0] ?? 0);
  const syncAt = place(table.tie.sync) || undefined;
  refuseTwice(sheet, header, table, syncAt);
  // A column that was just renamed stands under its former header until the service has written the new one.
  const formerly = ({ formerLabels = [] }: ColumnDescription): number =>
    formerLabels.reduce((at, label) => place(label) || at, 0);
  const need = (label: string): number => {
    const at = place(label);
    if (at > 0) return at;
    return refuseMissing(sheet, header, table, label, syncAt);
  };
  return measured({
    sheet,
    desk,
    codec: codecOf(spreadsheet, desk),
    table,
    columns: table.columns.flatMap(column => {
      const at = place(column.label) || formerly(column);
      if (at === 0 && column.optional) return [];
      return [{ ...column, at: at || need(column.label) }];
    }),
    tie: {
      key: need(table.tie.key),
      base: need(table.tie.base),
      sync: need(table.tie.sync),
      number: place(table.tie.number ?? '') || undefined,
    },
    width,
  });
}

/** The tab; nothing where its columns cannot be told, which whoever pulls has said. */
export function readableTab(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  table: TableDescription,
): Tab | undefined {
  try {
    return openTab(spreadsheet, desk, table);
  } catch (cause) {
    if (!(cause instanceof LayoutProblem)) throw cause;
    return undefined;
  }
}

/** The tab, of which nobody has yet asked how far down it reaches. */
function measured({
  sheet,
  desk,
  codec,
  table,
  columns,
  tie,
  width,
}: Omit<Tab, 'lastRow' | 'openedAt'>): Tab {
  let lastRow: number | undefined;
  return {
    sheet,
    desk,
    codec,
    table,
    columns,
    tie,
    width,
    openedAt: nowMs(),
    get lastRow() {
      lastRow ??= sheet.getLastRow();
      return lastRow;
    },
  };
}

/** The tab as it was opened before, where its columns are known to stand as they did. Rows may have come or gone. */
export const openedBefore = (tab: Tab): Tab => measured(tab);

export const staffColumns = (tab: Tab): PlacedColumn[] =>
  tab.columns.filter(({ owner }) => owner === 'staff');

/** What rows hold, by row number; the cell of column `at` is at index `at - 1`. */
export type Lines = ReadonlyMap<number, CellContent[]>;

/** Something of each wanted row over the tab's whole width, in as few calls as the rows' places allow. */
export function readGrid<T>(
  tab: Tab,
  rows: readonly number[],
  read: (range: Range) => T[][],
): Map<number, T[]> {
  const grid = new Map<number, T[]>();
  for (const { first, last } of runs(rows, READ_GAP))
    read(tab.sheet.getRange(first, 1, last - first + 1, tab.width)).forEach((line, index) => {
      grid.set(first + index, line);
    });
  return grid;
}

/** The contents of rows by row number; the cell of column `at` is at index `at - 1`. */
export function readRows(tab: Tab, rows: readonly number[]): Map<number, CellContent[]> {
  const grid = new Map<number, CellContent[]>();
  for (const { first, last } of runs(rows, READ_GAP))
    readValues(tab.sheet, first, 1, last - first + 1, tab.width).forEach((line, index) => {
      grid.set(first + index, line);
    });
  return grid;
}

/** What all rows hold in these columns, and nothing of others; a call a column. */
export function readColumns(tab: Tab, columns: readonly number[]): Map<number, CellContent[]> {
  const grid = new Map<number, CellContent[]>();
  const count = tab.lastRow - FIRST_ROW + 1;
  for (const at of count > 0 ? columns : [])
    readValues(tab.sheet, FIRST_ROW, at, count, 1).forEach(([content = ''], index) => {
      const line = grid.get(FIRST_ROW + index) ?? [];
      line[at - 1] = content;
      grid.set(FIRST_ROW + index, line);
    });
  return grid;
}

export const contentAt = (line: readonly CellContent[] | undefined, at: number): CellContent =>
  line?.[at - 1] ?? '';

/**
 * Keys as the add-on and the service give them. What somebody typed over one is no key: it would fit neither a request
 * nor a cache.
 */
const KEY = /^[A-Za-z0-9][A-Za-z0-9-]{7,63}$/;

/** The key in a row's hidden cell; `''` where there is none. */
export const keyAt = (line: readonly CellContent[] | undefined, tab: Pick<Tab, 'tie'>): string =>
  keyIn(contentAt(line, tab.tie.key));

/** The key that a hidden cell holds; `''` where there is none. */
export function keyIn(content: CellContent | undefined): string {
  const text = String(content ?? '').trim();
  return KEY.test(text) ? text : '';
}

export const textAt = (line: readonly CellContent[] | undefined, at: number): string =>
  String(contentAt(line, at)).trim();

/** Every row that holds a key, by key, from top to bottom. */
export function rowsByKey(tab: Tab): Map<string, number[]> {
  const found = new Map<string, number[]>();
  if (tab.lastRow < FIRST_ROW) return found;
  readValues(tab.sheet, FIRST_ROW, tab.tie.key, tab.lastRow - FIRST_ROW + 1, 1).forEach(
    ([content], index) => {
      const key = keyIn(content);
      if (key === '') return;
      found.set(key, [...(found.get(key) ?? []), FIRST_ROW + index]);
    },
  );
  return found;
}
