// What was typed or pasted at a place where another row stands by then, which has come there as it was: it is not that
// row's, whose history would tell of it as written over.
import type { CellContent } from '../../platform/platform.ts';
import { baseAt, paintedAt, standing } from '../../sheet/row-mark.ts';
import { isBlank, staffCells } from '../../sheet/staff-cells.ts';
import { keyAt, type Lines, staffColumns, type Tab } from '../../sheet/tab.ts';
import { neverSaved } from '../../sheet/tie.ts';
import { type Choice, inOrder, type Touch, type Typed, UNTOUCHED } from '../choice.ts';
import { paintedOver } from '../in-flight.ts';
import { readAll, type Widened } from '../widen.ts';
import { comeFrom, withEvents, withoutColumn } from './moved-events.ts';
import { says } from './typed-over.ts';

type Line = readonly CellContent[] | undefined;

/** Whether nobody has written into a row since it was answered, or it is blank. */
function tellsNothing(tab: Tab, line: Line): boolean {
  if (standing(tab, line) === 'same') return true;
  return neverSaved(baseAt(line, tab)) && isBlank(staffCells(tab, line));
}

/**
 * What was typed at a place where another row stands by now: one that was painted elsewhere and holds nothing new, or
 * none. Where it was typed over it would be painted there since.
 */
export function typedElsewhere(tab: Tab, row: number, { typed }: Touch, line: Line): Typed[] {
  if (typed.length === 0 || !tellsNothing(tab, line) || paintedAt(line, tab)?.row === row) return [];
  const { hints } = paintedOver(keyAt(line, tab));
  // What a formula came to is not known.
  return typed.filter(
    ({ from, column, value }) => from === undefined && !(column in hints) && !value?.startsWith('='),
  );
}

/**
 * The same choice with that at the row which was painted last at the place and holds something else than was answered,
 * as far as there is one; a typed text of which nothing shows otherwise is nobody's. Nothing where all is of the rows
 * that stand where its events say.
 */
export function passedOn(tab: Tab, choice: Choice, read: Widened): Choice | undefined {
  const typed = [...choice.touched].flatMap(([row, touch]) => lostIn(tab, row, touch, read.lines));
  const pasted = [...choice.touched].flatMap(([row, touch]) => (isPassed(tab, row, touch, read) ? row : []));
  if (typed.length + pasted.length === 0) return undefined;
  const lines = read.whole ? read.lines : readAll(tab);
  const places = placesPainted(tab, lines);
  const touched = new Map(choice.touched);
  // Somebody else may just have typed into it: no event has told whose it is.
  for (const row of pasted) {
    const place = places.get(row);
    if (place !== undefined && !touched.has(place)) touched.set(place, UNTOUCHED);
  }
  for (const { row, column, events } of typed) {
    const place = places.get(row) ?? takenBackAt(tab, lines, row, column, events);
    if (place !== undefined)
      touched.set(place, withEvents(touched.get(place), column, comeFrom(row, events)));
    const left = withoutColumn(touched.get(row) ?? UNTOUCHED, column);
    if (left.edited.length > 0) touched.set(row, left);
    else touched.delete(row);
  }
  const isMoved = touched.size > choice.touched.size || typed.length > 0;
  return isMoved ? { ...choice, touched } : undefined;
}

/** By column what was typed elsewhere, where the row shows neither what it tells of nor what stood there before. */
function lostIn(tab: Tab, row: number, touch: Touch, lines: Lines) {
  const line = lines.get(row);
  const typed = typedElsewhere(tab, row, touch, line);
  return staffColumns(tab).flatMap(column => {
    const events = typed.filter(each => each.column === column.key);
    const isNow = (text: string | undefined): boolean => says(tab, column, line, text);
    const isTold =
      events.length === 0 || isNow(events[0]?.oldValue) || events.some(({ value }) => isNow(value));
    return isTold ? [] : [{ row, column: column.key, events }];
  });
}

/**
 * The row that was painted last at a place, and shows what was typed over there, or what was typed last: then what was
 * typed has been taken back since. Nothing where none does, or several do.
 */
function takenBackAt(
  tab: Tab,
  lines: Lines,
  place: number,
  column: string,
  events: readonly Typed[],
): number | undefined {
  const of = staffColumns(tab).find(({ key }) => key === column);
  const all = inOrder(events);
  const ends = [all[0]?.oldValue, all[all.length - 1]?.value];
  const texts = ends.filter(text => text !== undefined && text.trim() !== '');
  const isShown = (line: Line): boolean => of !== undefined && texts.some(text => says(tab, of, line, text));
  const found = [...lines].filter(
    ([row, line]) => row !== place && paintedAt(line, tab)?.row === place && isShown(line),
  );
  const [[row] = []] = found;
  return found.length === 1 ? row : undefined;
}

/** Whether a block was pasted at a place from which its row has gone: no sort, which takes rows along, nor a copy. */
function isPassed(
  tab: Tab,
  row: number,
  { pasted, sorted, edited }: Touch,
  { lines, holders }: Widened,
): boolean {
  if (!pasted || sorted || edited.length === 0) return false;
  const line = lines.get(row);
  if ((holders.get(keyAt(line, tab)) ?? []).length > 1) return false;
  const painted = paintedAt(line, tab);
  return painted ? painted.row !== row : tellsNothing(tab, line);
}

/** Rows that hold something else than was answered, by where they were painted; of several at one place none. */
export function placesPainted(tab: Tab, lines: Lines): ReadonlyMap<number, number> {
  const places = new Map<number, number[]>();
  for (const [row, line] of lines) {
    const painted = standing(tab, line) === 'other' ? paintedAt(line, tab)?.row : undefined;
    if (painted !== undefined && painted !== row) places.set(painted, [...(places.get(painted) ?? []), row]);
  }
  return new Map(
    [...places].flatMap(([painted, [row = 0, ...others]]) => (others.length === 0 ? [[painted, row]] : [])),
  );
}
