// Finds places for rows at the end of a tab. People need no lock: a row may be begun there, or the end may move,
// between the look at it and what is written. Used under the document lock.
import { flushWrites, noteFlushed, noteWrite } from '../../platform/lock.ts';
import { type CellContent, readValues } from '../../platform/platform.ts';
import { insertBlankRows, keepBlankRows } from '../../sheet/blank-rows.ts';
import { asText } from '../../sheet/cells.ts';
import { isPlain } from '../../sheet/paint.ts';
import { baseAt } from '../../sheet/row-mark.ts';
import { isBlank, staffCells } from '../../sheet/staff-cells.ts';
import { FIRST_ROW, keyIn, openedBefore, rowsByKey, type Tab, textAt } from '../../sheet/tab.ts';
import { noteShifted } from '../in-flight.ts';

/**
 * So many rows get their places one by one, in a call each: Google puts such a row behind the last one at that very
 * moment. https://developers.google.com/apps-script/reference/spreadsheet/sheet#appendrowrowcontents
 */
const ONE_BY_ONE = 5;

/** Where rows with these keys are to be painted; the keys of few stand there already. */
export function placesFor(tab: Tab, keys: readonly string[]): ReadonlyMap<string, number> {
  if (keys.length === 0) return new Map();
  const first = Math.max(tab.lastRow + 1, FIRST_ROW);
  const last = first + keys.length - 1;
  keepBlankRows(tab.sheet, first - 1);
  makeRoom(tab, first, keys.length);
  if (keys.length > ONE_BY_ONE) {
    if (tab.sheet.getLastRow() > last) noteShifted(tab.table.sheetId);
    return new Map(keys.map((key, index) => [key, first + index]));
  }
  const blank = Array.from({ length: tab.tie.key - 1 }, () => '');
  // A UUID is no number, date or formula; of other keys the cell's format tells whether they need an apostrophe.
  const format = keys.every(isPlain) ? '' : tab.sheet.getRange(first, tab.tie.key).getNumberFormats()[0]?.[0];
  for (const key of keys) {
    noteWrite();
    tab.sheet.appendRow([...blank, isPlain(key) ? key : asText(key, format ?? '')]);
  }
  const now = openedBefore(tab);
  // What was begun there meanwhile has gone down, and its event may name the place of before.
  if (now.lastRow > last) noteShifted(tab.table.sheetId);
  const holders = rowsByKey(now);
  return new Map(keys.map((key, index) => [key, holders.get(key)?.[0] ?? now.lastRow + 1 + index]));
}

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
