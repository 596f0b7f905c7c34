// Texts that were typed over what the row that stands at their place by now never held: it was another row's cell.
import { heldLately } from '../../platform/held-lately.ts';
import type { CellContent } from '../../platform/platform.ts';
import { ServiceFailure } from '../../platform/service.ts';
import { sameWire } from '../../sheet/cells.ts';
import { baseAt, isHeld, isMarkedMoved, paintedAt, standing } from '../../sheet/row-mark.ts';
import { isBlank, staffCells } from '../../sheet/staff-cells.ts';
import { contentAt, keyAt, type Lines, type PlacedColumn, staffColumns, type Tab } from '../../sheet/tab.ts';
import { neverSaved } from '../../sheet/tie.ts';
import { inOrder, type Touch, type Typed, withWhose } from '../choice.ts';
import { paintedOver } from '../in-flight.ts';
import { readAll } from '../widen.ts';

type Line = readonly CellContent[] | undefined;

/** Texts of one cell that were typed over each other, the first over what stood there before. */
export interface TypedOver {
  row: number;
  column: PlacedColumn;
  events: readonly Typed[];
}

/** Texts at one place, parted where one was not typed over the one before: another row stood there by then. */
function parted(events: readonly Typed[]): Typed[][] {
  const parts: Typed[][] = [];
  let before: Typed | undefined;
  for (const event of inOrder(events)) {
    if (before && before.value === event.oldValue) parts[parts.length - 1]?.push(event);
    else parts.push([event]);
    before = event;
  }
  return parts;
}

/** Whether a row shows a text of an event in a column; no text is a blank cell. */
export const says = (tab: Tab, { wire, at }: PlacedColumn, line: Line, text?: string) =>
  sameWire(
    text === undefined ? null : tab.codec.fromEvent(text, wire),
    tab.codec.toWire(contentAt(line, at), wire),
    wire,
  );

/**
 * Texts at a place whose row shows neither them nor what they were typed over. Not where that may have come there with
 * a block, or in a row that was no record before; of a hidden cell its text tells nothing.
 */
export function typedOverAt(tab: Tab, row: number, { typed, pasted }: Touch, line: Line): TypedOver[] {
  if (typed.length === 0 || pasted || isHeld(tab, line) || isMarkedMoved(line, tab)) return [];
  if (neverSaved(baseAt(line, tab)) && !isBlank(staffCells(tab, line))) return [];
  const { hints } = paintedOver(keyAt(line, tab));
  const columns = staffColumns(tab).filter(
    ({ key, wire, hidden }) => wire === 'text' && !hidden && !(key in hints),
  );
  return columns.flatMap(column => {
    const isThere = (text: string | undefined): boolean => says(tab, column, line, text);
    return parted(typed.filter(each => each.column === column.key))
      .filter(events => (events[0]?.oldValue ?? '').trim() !== '' && !isThere(events[0]?.oldValue))
      .filter(events => events.every(({ from, value }) => from === undefined && !value?.startsWith('=')))
      .filter(events => events.every(({ value }) => !isThere(value)))
      .map(events => ({ row, column, events }));
  });
}

/** A text that may be of the record with this key. */
type Claimed = TypedOver & { key: string };

/**
 * Those among them of which no row of the tab can be: no other shows what the first was typed over, and the records of
 * the row that stands there, and of those that were painted there last, have not held it for minutes. Each with the
 * place of its record's row, where that has come back and is as its record is; not where it holds something else.
 */
export function ofNoRowHere<Of extends Claimed>(tab: Tab, all: readonly Of[]): (Of & { back?: number })[] {
  if (all.length === 0) return [];
  const lines = readAll(tab);
  const alone = all.flatMap(each => {
    const { row, column, events, key } = each;
    const isShown = (line: Line): boolean => says(tab, column, line, events[0]?.oldValue);
    const own = [...lines].filter(([, line]) => keyAt(line, tab) === key);
    const others = [...lines].filter(([other, line]) => other !== row && keyAt(line, tab) !== key);
    const [[back, line] = []] = own;
    if (own.length > 1 || others.some(([, other]) => isShown(other))) return [];
    if (back === undefined) return [each];
    return standing(tab, line) === 'same' && isShown(line) ? [{ ...each, back }] : [];
  });
  const asked = alone.flatMap(({ row, column: { key: column }, events, key: own }, index) =>
    keysAt(tab, row, lines)
      .filter(key => key !== own)
      .map(key => ({ index, cell: { key, column, text: events[0]?.oldValue ?? '' } })),
  );
  const held =
    asked.length === 0
      ? []
      : heldOf(
          tab,
          asked.map(({ cell }) => cell),
        );
  const some = new Set(asked.flatMap(({ index }, at) => (held[at] === false ? [] : index)));
  return alone.filter((_, index) => !some.has(index));
}

/** Keys of the rows that may have stood at a place. */
function keysAt(tab: Tab, row: number, lines: Lines): string[] {
  const isThere = ([place, line]: readonly [number, CellContent[]]) =>
    place === row || paintedAt(line, tab)?.row === row;
  return [...lines].flatMap(each =>
    isThere(each) && !neverSaved(baseAt(each[1], tab)) ? keyAt(each[1], tab) : [],
  );
}

/** What is answered; nothing where the service cannot be asked. */
function heldOf({ desk }: Tab, cells: Parameters<typeof heldLately>[1]): readonly boolean[] {
  try {
    return heldLately(desk.deskId, cells);
  } catch (cause) {
    if (!(cause instanceof ServiceFailure)) throw cause;
    Logger.log(`What cells held could not be asked for: ${cause.message}`);
    return [];
  }
}

/** Who typed these, as far as it is one. */
export const whoseOf = (column: string, events: readonly Typed[]): Record<string, string> =>
  events.reduce<Record<string, string>>((whose, { editor = '' }) => withWhose(whose, [column], editor), {});

/** The same touch without these texts of a column. */
export function withoutTexts(touch: Touch, { key }: PlacedColumn, events: readonly Typed[]): Touch {
  const typed = touch.typed.filter(each => !events.includes(each));
  const others = typed.filter(({ column }) => column === key);
  const { [key]: _, ...whose } = touch.whose ?? {};
  return {
    ...touch,
    typed,
    edited: others.length > 0 ? touch.edited : touch.edited.filter(each => each !== key),
    whose: { ...whose, ...whoseOf(key, others) },
    editor: typed.length > 0 ? typed[typed.length - 1]?.editor : touch.editor,
  };
}
