// Events name places. Until one is heard its row may have moved on: what it tells is of that row, and not of the one
// that stands there by then.

import type { CellContent } from '../../platform/platform.ts';
import { sameWire } from '../../sheet/cells.ts';
import { baseAt, paintedAt, standing } from '../../sheet/row-mark.ts';
import { isBlank, staffCells } from '../../sheet/staff-cells.ts';
import { contentAt, keyAt, type Lines, type PlacedColumn, staffColumns, type Tab } from '../../sheet/tab.ts';
import { neverSaved } from '../../sheet/tie.ts';
import { type Choice, type Touch, type Typed, UNTOUCHED, withWhose } from '../choice.ts';
import { readAll } from '../widen.ts';
import { isUnnamed } from './unnamed.ts';

/**
 * The same choice with each typed text at its row: where exactly one other row holds it and is not as it was last
 * answered, or else at the row that was painted last where the event was, if that is not as it was answered and the one
 * that stands there now is. What was pasted is looked for likewise. Nothing where no event points to another row's
 * place. Reads the tab where a text is not where its event says, which is seldom.
 */
export function atTheirRows(tab: Tab, choice: Choice, near: Lines): Choice | undefined {
  const columns = new Map(staffColumns(tab).map(column => [column.key, column]));
  const shows = (lines: Lines, row: number, column: PlacedColumn, { value }: Typed): boolean => {
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
  const isQuiet = (row: number): boolean => tellsNothing(tab, near.get(row));
  // Of a block that has moved, some rows may overlap with where it was.
  const blocks = [...choice.touched].filter(([, { pasted }]) => pasted);
  const isPassed = (row: number): boolean => {
    const painted = paintedAt(near.get(row), tab);
    return painted ? painted.row !== row : isQuiet(row);
  };
  const passed = blocks.some(([row]) => isPassed(row)) ? blocks : [];
  if (astray.length + passed.length === 0) return undefined;
  const lines = readAll(tab);
  const touched = new Map(choice.touched);
  const changed = [...lines].filter(([, line]) => standing(tab, line) === 'other');
  const movedOn = new Map(changed.map(([row, line]) => [paintedAt(line, tab)?.row ?? row, row]));
  for (const [row, touch] of passed) {
    const place = movedOn.get(row);
    if (place !== undefined && !touched.has(place)) touched.set(place, touch);
  }
  for (const { row, column, events, last } of astray) {
    const holders = [...lines.keys()].filter(other => shows(lines, other, column, last));
    const onlyHolder = holders.length === 1 ? holders[0] : undefined;
    const place = onlyHolder ?? (isQuiet(row) ? movedOn.get(row) : undefined);
    if (place === undefined) continue;
    const line = lines.get(place);
    if (standing(tab, line) === 'same' && !isUnnamed(keyAt(line, tab))) continue;
    touched.set(place, withEvents(touched.get(place), column.key, events));
    const left = withoutColumn(touched.get(row) ?? UNTOUCHED, column.key);
    if (left.edited.length > 0) touched.set(row, left);
    else touched.delete(row);
  }
  const isMoved = [...touched].some(([row, touch]) => choice.touched.get(row) !== touch);
  return isMoved ? { ...choice, touched } : undefined;
}

/** Whether a row holds what was last answered, or nothing at all. */
export function tellsNothing(tab: Tab, line: readonly CellContent[] | undefined): boolean {
  if (standing(tab, line) === 'same') return true;
  return neverSaved(baseAt(line, tab)) && isBlank(staffCells(tab, line));
}

/** The same choice of rows that stand elsewhere by now. */
export const atTheirPlaces = ({ touched, ...rest }: Choice, moved: ReadonlyMap<number, number>): Choice => ({
  ...rest,
  touched: new Map([...touched].map(([row, touch]) => [moved.get(row) ?? row, touch])),
});

const withEvents = (before: Touch | undefined, column: string, events: readonly Typed[]): Touch => ({
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
