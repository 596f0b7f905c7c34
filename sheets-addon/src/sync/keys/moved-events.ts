// Events name places. Until one is heard its row may have moved on: what it tells is of that row, and not of the one
// that stands there by then.
import type { CellContent } from '../../platform/platform.ts';
import { sameWire } from '../../sheet/cells.ts';
import { baseAt, standing } from '../../sheet/row-mark.ts';
import {
  contentAt,
  keyAt,
  type Lines,
  type PlacedColumn,
  readColumns,
  readRows,
  staffColumns,
  type Tab,
} from '../../sheet/tab.ts';
import { neverSaved } from '../../sheet/tie.ts';
import { type Choice, type Touch, type Typed, UNTOUCHED, withWhose } from '../choice.ts';
import { readAll } from '../widen.ts';
import { hiddenAstray } from './hidden-cells.ts';
import { isUnnamed } from './unnamed.ts';

/** Rows as they were read, and whether these are all of the tab. */
export interface Read {
  lines: Lines;
  whole: boolean;
}

/**
 * The same choice with each typed text at its row: at the nearest other row that holds it and is not as it was last
 * answered; nothing where no event points to another row's place. Reads the tab where a text is not where its event
 * says, which is seldom.
 */
export function atTheirRows(tab: Tab, choice: Choice, { lines: near, whole }: Read): Choice | undefined {
  const columns = new Map(staffColumns(tab).map(column => [column.key, column]));
  const shows: Shows = (lines, row, column, { value }) => {
    if (value === undefined) return false;
    const now = tab.codec.toWire(contentAt(lines.get(row), column.at), column.wire);
    return sameWire(tab.codec.fromEvent(value, column.wire), now, column.wire);
  };
  const astray = [...choice.touched].flatMap(([row, { typed }]) =>
    [...new Set(typed.map(({ column }) => column))].flatMap(key => {
      const column = columns.get(key);
      const events = typed.filter(each => each.column === key);
      const last = events[events.length - 1];
      if (!column || last?.value === undefined) return [];
      return events.some(each => shows(near, row, column, each)) ? [] : [{ row, column, events, last }];
    }),
  );
  if (astray.length === 0) return undefined;
  // Of a hidden one the whole tab tells whether cells have changed places with a new row's.
  const isHidden = astray.some(({ column }) => column.hidden);
  const lines = whole ? near : isHidden ? readAll(tab) : rowsThatShow(tab, astray, shows);
  const strays = isHidden ? hiddenAstray(tab, lines) : new Set();
  const touched = new Map(choice.touched);
  for (const { row, column, events, last } of astray) {
    const isOpen = (line: readonly CellContent[] | undefined): boolean =>
      (standing(tab, line) !== 'same' || isUnnamed(keyAt(line, tab))) &&
      // The contact of a new row has come to a record without its row: nobody has typed it there.
      (!strays.has(column.key) || neverSaved(baseAt(line, tab)));
    const holders = [...lines.keys()].filter(
      other => isOpen(lines.get(other)) && shows(lines, other, column, last),
    );
    // Rows go up and down by few: of several the nearest.
    const [place] = [...holders].sort((a, b) => Math.abs(a - row) - Math.abs(b - row));
    if (place === undefined) continue;
    touched.set(place, withEvents(touched.get(place), column.key, comeFrom(row, events)));
    const left = withoutColumn(touched.get(row) ?? UNTOUCHED, column.key);
    if (left.edited.length > 0) touched.set(row, left);
    else touched.delete(row);
  }
  const isMoved = [...touched].some(([row, touch]) => choice.touched.get(row) !== touch);
  return isMoved ? { ...choice, touched } : undefined;
}

type Shows = (lines: Lines, row: number, column: PlacedColumn, typed: Typed) => boolean;

/** The rows that show one of these texts in its column. */
function rowsThatShow(
  tab: Tab,
  texts: readonly { column: PlacedColumn; last: Typed }[],
  shows: Shows,
): Map<number, CellContent[]> {
  const lines = readColumns(tab, [...new Set(texts.map(({ column }) => column.at))]);
  const isShown = (row: number): boolean => texts.some(({ column, last }) => shows(lines, row, column, last));
  return readRows(tab, [...lines.keys()].filter(isShown));
}

/** Events of a place from which their row has moved on. */
export const comeFrom = (row: number, events: readonly Typed[]): Typed[] =>
  events.map(each => ({ ...each, from: each.from ?? row }));

export const withEvents = (before: Touch | undefined, column: string, events: readonly Typed[]): Touch => ({
  ...(before ?? { ...UNTOUCHED, pasted: false }),
  edited: [...new Set([...(before?.edited ?? []), column])],
  editor: events[events.length - 1]?.editor,
  whose: events.reduce((whose, { editor = '' }) => withWhose(whose, [column], editor), before?.whose ?? {}),
  typed: [...(before?.typed ?? []), ...events],
});

export const withoutColumn = (touch: Touch, column: string): Touch => ({
  ...touch,
  edited: touch.edited.filter(key => key !== column),
  typed: touch.typed.filter(each => each.column !== column),
});
