// Texts that somebody wrote over before they were sent: events tell of them, and nothing else does.
import type { WireCell, WireCells } from '../../../functions/src/contract/contract.ts';
import { type CellCodec, plainText, sameWire, type Wire } from '../sheet/cells.ts';
import { hintOf } from '../sheet/row-mark.ts';
import { staffColumns, type Tab } from '../sheet/tab.ts';
import type { Typed } from './choice.ts';

export interface Overwritten {
  overwritten: WireCells;
  /** Columns whose event was heard of too late: another text stands there already. */
  late: string[];
  /** Texts that an answer was painted over while they were typed: they are what the row holds. */
  restored: WireCells;
  /** Who wrote what stands there now, where another event of the same cell was noted as well. */
  by?: string | undefined;
}

export const NOTHING_OVERWRITTEN: Overwritten = { overwritten: {}, late: [], restored: {} };

/**
 * Texts that somebody wrote over before they were sent: what an event tells of, if it stands there no more, and else
 * what stood there before. What nobody is known to have written is taken out of `cells`: who wrote it sends it, under
 * another name. What an answer was painted over is what counts: it is put into `cells`.
 * @param over cells that were just painted over, with a hint at what was seen there before
 */
export function takeOverwritten(
  tab: Tab,
  codec: CellCodec,
  typed: readonly Typed[],
  cells: WireCells,
  over: Readonly<Record<string, number>>,
): Overwritten {
  const found: Overwritten = { overwritten: {}, late: [], restored: {} };
  for (const column of new Set(typed.map(each => each.column))) {
    const wire = staffColumns(tab).find(({ key }) => key === column)?.wire;
    const events = typed.filter(each => each.column === column);
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
    const text = others[others.length - 1] ?? (before !== null && !isNow(before) ? before : undefined);
    if (text !== undefined) found.overwritten[column] = text;
  }
  return found;
}

/**
 * The text that was typed between the look at a cell and the writing of an answer into it: it is not what was seen
 * then, the cell does not show it, and neither did it show the answer before it was typed.
 */
function typedUnderPaint(
  codec: CellCodec,
  wire: Wire,
  events: readonly Typed[],
  now: WireCell,
  hint: number | undefined,
): WireCell | undefined {
  const last = events[events.length - 1]?.value;
  if (hint === undefined || last === undefined) return undefined;
  const isNow = (text: string | undefined): boolean =>
    text === undefined ? now === null : sameWire(codec.fromEvent(text, wire), now, wire);
  if (isNow(events[0]?.oldValue) || events.some(({ value }) => isNow(value))) return undefined;
  const text = codec.fromEvent(last, wire);
  return hintOf(plainText(text, wire)) === hint ? undefined : text;
}
