// An event of the sheet is heard of some time after its edit, when another record's row may stand at its place. What
// stood in the cell before tells whether it may have been that one's. Pure.

import { saysTheSame, toldCell } from '../../cells/mask.ts';
import type { Instant } from '../../lib/time.ts';
import type { DeskRecord, RecordEvent } from '../../record/record.ts';
import type { Cell } from '../../schema/column.ts';
import { staffColumns, type Table } from '../../schema/table.ts';
import { NAMEABLE_MS } from './late-names.ts';

/** How many of a record's latest changes are looked through. */
export const LOOKED_THROUGH = 8;

/** Kinds whose texts tell records apart: not options, people and numbers, nor contacts and names that are hidden. */
const TELLING: ReadonlySet<string> = new Set(['text', 'long']);

/**
 * Whether a record may have held a text in a column within the minutes in which an event can be late; also where nobody
 * can tell. `events` are its latest changes, up to `LOOKED_THROUGH`.
 */
export function mayHaveHeld(
  table: Table,
  record: DeskRecord,
  { column, text }: { column: string; text: Cell },
  events: readonly RecordEvent[],
  now: Instant,
): boolean {
  const kind = staffColumns(table).find(({ key }) => key === column)?.kind;
  if (!kind || !TELLING.has(kind.type) || text === null || text === '') return true;
  const since = now - NAMEABLE_MS;
  // What its row held before it was a record is known to nobody.
  if (record.createdAt >= since) return true;
  const lately = events.filter(({ at }) => at >= since);
  if (lately.length >= LOOKED_THROUGH) return true;
  const isText = (held: Cell): boolean => {
    const [one, other] = [toldCell(kind, text), toldCell(kind, held)];
    return saysTheSame(one, other) || saysTheSame(other, one);
  };
  const changes = lately.flatMap(each => each.changes).filter(change => change.column === column);
  return [record.cells[column] ?? null, ...changes.flatMap(({ before, after }) => [before, after])].some(
    isText,
  );
}
