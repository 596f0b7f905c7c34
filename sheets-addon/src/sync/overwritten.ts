// Texts that somebody wrote over before they were sent: events tell of them, and nothing else does.
import type { WireCell, WireCells } from '../../../functions/src/contract/contract.ts';
import { type CellCodec, sameWire } from '../sheet/cells.ts';
import { staffColumns, type Tab } from '../sheet/tab.ts';
import type { Typed } from './choice.ts';

export interface Overwritten {
  overwritten: WireCells;
  /** Columns whose event was heard of too late: another text stands there already. */
  late: string[];
  /** Who wrote what stands there now, where another event of the same cell was noted as well. */
  by?: string | undefined;
}

export const NOTHING_OVERWRITTEN: Overwritten = { overwritten: {}, late: [] };

/**
 * Texts that somebody wrote over before they were sent: what an event tells of, if it stands there no more, and else
 * what stood there before. What nobody is known to have written is taken out of `cells`: who wrote it sends it, under
 * another name.
 */
export function takeOverwritten(
  tab: Tab,
  codec: CellCodec,
  typed: readonly Typed[],
  cells: WireCells,
): Overwritten {
  const found: Overwritten = { overwritten: {}, late: [] };
  for (const column of new Set(typed.map(each => each.column))) {
    const wire = staffColumns(tab).find(({ key }) => key === column)?.wire;
    const events = typed.filter(each => each.column === column);
    if (wire === undefined || events.some(({ value }) => value?.startsWith('='))) continue;
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
    if (last >= 0 && events.length > 1) found.by = events[last]?.editor;
    const before = first?.oldValue === undefined ? null : codec.fromEvent(first.oldValue, wire);
    const text = others[others.length - 1] ?? (before !== null && !isNow(before) ? before : undefined);
    if (text !== undefined) found.overwritten[column] = text;
  }
  return found;
}
