// Cells that were pasted, or cleared, at the very moment at which an answer was painted into them. Of one typed cell
// its event tells the text; of several cells none does, so that all that can be done is to say it.
import { plainText } from '../../sheet/cells.ts';
import { hintOf } from '../../sheet/row-mark.ts';
import { contentAt, keyAt, readRows, staffColumns, type Tab } from '../../sheet/tab.ts';
import { isAnyOver, paintedOver } from '../in-flight.ts';
import type { Note } from '../notes.ts';

/** More rows of one paste than these are not looked at. */
const MAX_ROWS = 100;
/** An event is heard of within seconds, ms: one that comes later was made behind the painting. */
const SOON_MS = 15_000;

/**
 * Where these notes tell of cells that show what was painted a moment ago, over something that others are known to have
 * written: what this one wrote may be lost. Places as people read them. Called under the lock.
 */
export function pastedOver(tab: Tab, notes: readonly Note[]): string[] {
  // What covers columns of the system's as well has moved rows, as a sort does.
  const covers = ({ column, columns }: Note, at: number) => at >= column && at < column + columns;
  const { key, base, sync, number = key } = tab.tie;
  const ours = [key, base, sync, number];
  const pastes = notes.filter(
    note => note.value === undefined && note.oldValue === undefined && !ours.some(at => covers(note, at)),
  );
  if (pastes.length === 0 || !isAnyOver()) return [];
  const rows = new Set(
    pastes.flatMap(({ row, rows: count }) => spanOf(row, Math.min(row + count - 1, tab.lastRow))),
  );
  if (rows.size === 0 || rows.size > MAX_ROWS) return [];
  const places: string[] = [];
  for (const [row, line] of readRows(tab, [...rows])) {
    const { painted = {}, at: paintedAt, seenAt } = paintedOver(keyAt(line, tab));
    // What was heard of before the row was looked at was read then.
    const mayBeUnseen = ({ at = 0 }: Note): boolean => at >= seenAt && at - paintedAt < SOON_MS;
    for (const { key: column, at, label, wire } of staffColumns(tab)) {
      const isPasted = pastes.some(
        note => row >= note.row && row < note.row + note.rows && covers(note, at) && mayBeUnseen(note),
      );
      const hint = painted[column];
      if (!isPasted || hint === undefined) continue;
      if (hintOf(plainText(tab.codec.toWire(contentAt(line, at), wire), wire)) === hint)
        places.push(`第 ${row} 行${label}`);
    }
  }
  return places;
}

const spanOf = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
