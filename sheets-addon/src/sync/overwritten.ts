// Texts that somebody wrote over before they were sent: events tell of them, and nothing else does.
import type { WireCell, WireCells, WireTexts } from '../../../functions/src/contract/contract.ts';
import { type CellCodec, plainText, sameWire, type Wire } from '../sheet/cells.ts';
import { hintOf } from '../sheet/row-mark.ts';
import { staffColumns, type Tab } from '../sheet/tab.ts';
import { inOrder, type Typed } from './choice.ts';
import { joinedTexts } from './keys/flight-entry.ts';

export interface Overwritten {
  overwritten: WireTexts;
  /** Columns whose event was heard of too late: another text stands there already. */
  late: string[];
  /** Texts that an answer was painted over while they were typed: they are what the row holds. */
  restored: WireCells;
  /** Who wrote what stands there now, where another event of the same cell was noted as well. */
  by?: string | undefined;
}

export const NOTHING_OVERWRITTEN: Overwritten = { overwritten: {}, late: [], restored: {} };

/**
 * Texts that somebody wrote over before they were sent: what events tell of that stands there no more, and what
 * stood there before them. What nobody is known to have written is taken out of `cells`: who wrote it sends it, under
 * another name. What an answer was painted over is what counts: it is put into `cells`.
 * @param over cells that were just painted over, with a hint at what was seen there before
 * @param shows what the row shows: that what stood in it was `taken` in, that it is `waiting`, so that nobody may have
 * told of that, or neither: what was refused, and is put right, was nobody's text
 */
export function takeOverwritten(
  tab: Tab,
  typed: readonly Typed[],
  cells: WireCells,
  over: Readonly<Record<string, number>>,
  shows: 'taken' | 'waiting' | undefined,
): Overwritten {
  const found: Overwritten = { overwritten: {}, late: [], restored: {} };
  const { codec } = tab;
  for (const column of new Set(typed.map(each => each.column))) {
    const wire = staffColumns(tab).find(({ key }) => key === column)?.wire;
    const events = inOrder(typed.filter(each => each.column === column));
    if (wire === undefined || events.some(({ value }) => value?.startsWith('='))) continue;
    const typedOver = typedUnderPaint(codec, wire, events, cells[column] ?? null, over[column]);
    if (typedOver !== undefined) {
      cells[column] = typedOver;
      found.restored[column] = typedOver;
    }
    const now = cells[column] ?? null;
    const isNow = (text: WireCell): boolean =>
      sameWire(text, now, wire) || String(text ?? '').trim() === String(now ?? '').trim();
    const written = events.map(({ value }) => (value === undefined ? null : codec.fromEvent(value, wire)));
    const last = written.map(isNow).lastIndexOf(true);
    const others = written.filter(text => text !== null && !isNow(text));
    const [first] = events;
    if (last < 0 && others.length > 0) {
      delete cells[column];
      found.late.push(column);
    }
    if (last >= 0 && (events.length > 1 || typedOver !== undefined)) found.by = events[last]?.editor;
    const before = first?.oldValue === undefined ? null : codec.fromEvent(first.oldValue, wire);
    const isTold = shows !== undefined || others.length > 0 || typedOver !== undefined;
    const isBefore = before !== null && !isNow(before) && (shows === 'waiting' || others.length === 0);
    const texts = [...(isBefore ? [before] : []), ...others];
    if (isTold && texts.length > 0) Object.assign(found.overwritten, joinedTexts({}, { [column]: texts }));
  }
  return found;
}

/**
 * The text that was typed between the look at a cell and the writing of an answer into it: what it was typed over is
 * what was seen then, and neither was itself seen nor is it there. An event that names a place from which its row has
 * moved on tells of another text that was typed over.
 */
function typedUnderPaint(
  codec: CellCodec,
  wire: Wire,
  events: readonly Typed[],
  now: WireCell,
  hint: number | undefined,
): WireCell | undefined {
  const [was, typed] = [events[0]?.oldValue, events[events.length - 1]?.value];
  if (hint === undefined || was === undefined || typed === undefined) return undefined;
  const wireOf = (text: string): WireCell => codec.fromEvent(text, wire);
  const isSeen = (text: string): boolean => hintOf(plainText(wireOf(text), wire)) === hint;
  const isNow = (text: string): boolean => sameWire(wireOf(text), now, wire);
  if (!isSeen(was) || isSeen(typed) || isNow(was)) return undefined;
  return events.some(({ value }) => value !== undefined && isNow(value)) ? undefined : wireOf(typed);
}
