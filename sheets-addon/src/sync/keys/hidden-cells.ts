// Contacts stand hidden in part once they are saved: by that a new row's contact is known beside a record's
// key, and a record's in a new row, though neither row was ever told what the other holds.
import type { WireCells } from '../../../../functions/src/contract/contract.ts';
import type { CellContent } from '../../platform/platform.ts';
import { baseAt, standing } from '../../sheet/row-mark.ts';
import { type Lines, type PlacedColumn, readColumns, type Tab, textAt } from '../../sheet/tab.ts';
import { isUnsavedCopy, neverSaved } from '../../sheet/tie.ts';

const HIDING = '*';

const hiddenColumns = ({ columns }: Tab) => columns.filter(({ hidden }) => hidden === true);

/**
 * The hidden columns in which a saved row that is not known to be as it was answered shows something whole. An answer
 * that was painted over other cells has left no mark of its row's; and that an event tells of such a text says nothing,
 * for the new row may have stood here when it was typed.
 */
export function shownWhole(tab: Tab, line: readonly CellContent[] | undefined): string[] {
  if (neverSaved(baseAt(line, tab)) || standing(tab, line) === 'same') return [];
  return hiddenColumns(tab)
    .filter(({ at }) => textAt(line, at) !== '' && !textAt(line, at).includes(HIDING))
    .map(({ key }) => key);
}

/**
 * The hidden columns in which a row that was never saved shows what is hidden, and no saved row shows the same, while a
 * saved row shows something whole there: cells of the two have changed places. A copy that is as it was answered shows
 * what it was copied with, though the contact of its original may have been put right since.
 */
export function hiddenAstray(tab: Tab, lines: Lines): ReadonlySet<string> {
  const columns = hiddenColumns(tab).filter(column => {
    const saved = new Set(hiddenTexts(tab, lines, column, true));
    return hiddenTexts(tab, lines, column, false).some(text => !saved.has(text));
  });
  const whole = columns.length === 0 ? [] : [...lines.keys()];
  const wholeIn = new Set(whole.flatMap(row => shownWhole(tab, lines.get(row))));
  return new Set(columns.map(({ key }) => key).filter(key => wholeIn.has(key)));
}

/**
 * Whether cells of these columns may have changed places with a new row's, as far as the tokens of all rows and what
 * they show there tell: some new row shows what is hidden, and some saved one something whole. A call for each column,
 * and one more.
 */
export function mayBeAstray(tab: Tab, shown: readonly string[]): boolean {
  const columns = hiddenColumns(tab).filter(({ key }) => shown.includes(key));
  if (columns.length === 0) return false;
  const lines = [...readColumns(tab, [tab.tie.base, ...columns.map(({ at }) => at)]).values()];
  const isAny = (showing: typeof shownWhole, key: string): boolean =>
    lines.some(line => showing(tab, line).includes(key));
  return columns.some(({ key }) => isAny(shownHidden, key) && isAny(shownWhole, key));
}

/** The columns in which a row that was never saved shows what is hidden. */
export const shownHidden = (tab: Tab, line: readonly CellContent[] | undefined): string[] =>
  neverSaved(baseAt(line, tab))
    ? hiddenColumns(tab)
        .filter(({ at }) => textAt(line, at).includes(HIDING))
        .map(({ key }) => key)
    : [];

const hiddenTexts = (tab: Tab, lines: Lines, { at }: PlacedColumn, isSaved: boolean): string[] =>
  [...lines.values()]
    .filter(line => neverSaved(baseAt(line, tab)) !== isSaved)
    .filter(line => isSaved || !isUnsavedCopy(baseAt(line, tab)) || standing(tab, line) !== 'same')
    .map(line => textAt(line, at))
    .filter(text => text.includes(HIDING));

/** Of columns that have changed on the way the hidden ones that show something whole, which no event tells of yet. */
export const wholeUntold = (tab: Tab, changed: readonly string[], now: WireCells, told: readonly string[]) =>
  hiddenColumns(tab)
    .map(({ key }) => key)
    .filter(key => changed.includes(key) && !told.includes(key))
    .filter(key => now[key] !== null && !String(now[key]).includes(HIDING));
