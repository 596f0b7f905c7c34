// 现在 in a cell that tells when something happened: the moment at which it was typed is written down in its place, so
// that a row which waits, as a draft does, or while the service is away, keeps it.

import type { WireCell } from '../../../../functions/src/contract/contract.ts';
import { MINUTE_MS } from '../../platform/clock.ts';
import type { CellContent } from '../../platform/platform.ts';
import type { Wire } from '../../sheet/cells.ts';
import { contentAt, type PlacedColumn, staffColumns, type Tab } from '../../sheet/tab.ts';
import type { Choice, Touch, Typed } from '../choice.ts';
import { writeWhereAllowed } from '../keys/unwritable.ts';

/**
 * Writes the moments of such cells, in the sheet and in `lines`, and answers the choice with its events telling of
 * these. A word of which nobody knows when it was typed stays: the service asks for a time. Called under the lock.
 */
export function writeMoments(tab: Tab, choice: Choice, lines: Map<number, CellContent[]>): Choice {
  const { nowWords = [], timeZone } = tab.desk;
  const isNow = (text: unknown): boolean =>
    typeof text === 'string' && nowWords.indexOf(text.trim().toLowerCase()) >= 0;
  const columns = staffColumns(tab).filter(({ happened }) => happened);
  if (columns.length === 0 || nowWords.length === 0) return choice;
  const at = (ms: number, wire: Wire): WireCell =>
    wire === 'date'
      ? Utilities.formatDate(new Date(ms), timeZone, 'yyyy-MM-dd')
      : new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS).toISOString();
  const found = [...choice.touched].flatMap(([row, touch]) =>
    columns.flatMap(column => {
      const ms = isNow(contentAt(lines.get(row), column.at)) ? heardAt(touch, column, isNow) : undefined;
      if (ms === undefined) return [];
      return [{ row, column: column.at, content: tab.codec.toContent(at(ms, column.wire), column.wire) }];
    }),
  );
  const refused = found.length > 0 ? writeWhereAllowed(tab, found) : new Set<number>();
  for (const { row, column, content } of found) {
    const line = lines.get(row);
    if (line && !refused.has(row)) line[column - 1] = content;
  }
  const wires = new Map(columns.map(({ key, wire }) => [key, wire]));
  const told = (each: Typed): Typed => {
    const wire = wires.get(each.column);
    const isMoment = wire !== undefined && each.at !== undefined && isNow(each.value);
    return isMoment ? { ...each, value: String(at(each.at ?? 0, wire)) } : each;
  };
  const isOf = ({ typed }: Touch): boolean => typed.some(({ value }) => isNow(value));
  if (![...choice.touched.values()].some(isOf)) return choice;
  const touched = [...choice.touched].map(
    ([row, touch]) => [row, { ...touch, typed: touch.typed.map(told) }] as const,
  );
  return { ...choice, touched: new Map(touched) };
}

/** When the word in a cell was typed or pasted, as far as events tell, ms. */
function heardAt(
  { edited, typed, since }: Touch,
  { key }: PlacedColumn,
  isNow: (text: unknown) => boolean,
): number | undefined {
  const times = typed.filter(each => each.column === key && isNow(each.value)).map(each => each.at);
  const last = times[times.length - 1];
  if (last !== undefined) return last;
  return edited.indexOf(key) >= 0 && since ? since : undefined;
}
