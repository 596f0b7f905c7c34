// Finds places for rows at the end of a tab. People need no lock: a row may be begun there, or the end may move,
// between the look at it and what is written. Used under the document lock.
import { flushWrites, noteFlushed, noteWrite } from '../../platform/lock.ts';
import { type CellContent, readValues } from '../../platform/platform.ts';
import { insertBlankRows, keepBlankRows } from '../../sheet/blank-rows.ts';
import { writeCells } from '../../sheet/blocks.ts';
import { asText } from '../../sheet/cells.ts';
import { isPlain } from '../../sheet/paint.ts';
import { baseAt } from '../../sheet/row-mark.ts';
import { isBlank, staffCells } from '../../sheet/staff-cells.ts';
import { FIRST_ROW, keyIn, type Lines, openedBefore, rowsByKey, type Tab, textAt } from '../../sheet/tab.ts';
import { noteShifted } from '../in-flight.ts';

/**
 * So many rows get their places one by one, in a call each: Google puts such a row behind the last one at that very
 * moment. https://developers.google.com/apps-script/reference/spreadsheet/sheet#appendrowrowcontents
 */
const ONE_BY_ONE = 5;

/**
 * Where rows with these keys are to be painted: each key stands there already, by which whoever paints sees whether its
 * row has moved on meanwhile. One whose row was taken out at once has no place.
 */
export function placesFor(tab: Tab, keys: readonly string[]): ReadonlyMap<string, number> {
  if (keys.length === 0) return new Map();
  const first = Math.max(tab.lastRow + 1, FIRST_ROW);
  const last = first + keys.length - 1;
  keepBlankRows(tab.sheet, first - 1);
  makeRoom(tab, first, keys.length);
  // A UUID is no number, date or formula; of other keys the cell's format tells whether they need an apostrophe.
  const format = keys.every(isPlain) ? '' : tab.sheet.getRange(first, tab.tie.key).getNumberFormats()[0]?.[0];
  const guarded = keys.map(key => (isPlain(key) ? key : asText(key, format ?? '')));
  if (keys.length > ONE_BY_ONE) {
    if (tab.sheet.getLastRow() > last) noteShifted(tab.table.sheetId);
    writeCells(
      tab.sheet,
      guarded.map((content, index) => ({ row: first + index, column: tab.tie.key, content })),
    );
    flushWrites();
    return new Map(keys.map((key, index) => [key, first + index]));
  }
  const blank = Array.from({ length: tab.tie.key - 1 }, () => '');
  for (const content of guarded) {
    noteWrite();
    tab.sheet.appendRow([...blank, content]);
  }
  const now = openedBefore(tab);
  // What was begun there meanwhile has gone down, and its event may name the place of before.
  if (now.lastRow > last) noteShifted(tab.table.sheetId);
  const holders = rowsByKey(now);
  return new Map(keys.flatMap(key => (holders.get(key) ?? []).slice(0, 1).map(row => [key, row] as const)));
}

/** Rows as they stand at their places: with their keys, and nothing else. */
export const begunAt = (tab: Tab, places: ReadonlyMap<string, number>): Lines =>
  new Map(
    [...places].map(([key, row]) => [row, [...Array.from({ length: tab.tie.key - 1 }, () => ''), key]]),
  );

/**
 * Inserts the rows, so that nobody has a cell of them open: who has begun to type into the first blank row, and commits
 * it later, would write over the record that has come to stand there.
 */
function makeRoom({ sheet }: Tab, first: number, count: number): void {
  try {
    insertBlankRows(sheet, first, count);
    flushWrites();
  } catch (cause) {
    // Google refuses it where a range is protected from whoever runs this. Then they come over the blank rows.
    Logger.log(`Rows were not inserted: ${String(cause)}`);
    noteFlushed();
  }
}

/** Whether a row has got its place and nothing else: the execution that was to paint it has died. */
export const isUnfinished = (tab: Tab, line: readonly CellContent[] | undefined): boolean =>
  textAt(line, tab.tie.sync) === '' && baseAt(line, tab) === '' && isBlank(staffCells(tab, line));

/**
 * Keys of rows that were there before many were appended, and over which one of these may have come: rows that came in
 * above have pushed them down there. Where the row above the first of these still has its key nothing was pushed down,
 * and one cell tells it for a tab of any length.
 */
export function lostBehind(
  tab: Tab,
  places: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, readonly number[]>,
): string[] {
  if (places.size <= ONE_BY_ONE || before.size === 0) return [];
  const above = Math.min(...places.values()) - 1;
  const isAsBefore = (key: string): boolean => key !== '' && (before.get(key) ?? []).includes(above);
  if (above >= FIRST_ROW && isAsBefore(keyIn(readValues(tab.sheet, above, tab.tie.key, 1, 1)[0]?.[0])))
    return [];
  const now = rowsByKey(openedBefore(tab));
  return [...before.keys()].filter(key => !now.has(key));
}
