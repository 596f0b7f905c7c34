// Who may see the full values behind a record's masked cells, and which there are. The values themselves go into no
// record and no event.

import { showsFull } from '../cells/mask.ts';
import type { DeskContext } from '../desk/desk.ts';
import { actorOf, isSameMail } from '../desk/find-person.ts';
import { HOUR, type Instant } from '../lib/time.ts';
import type { DeskRecord, PrivateCells, RecordEvent } from '../record/record.ts';
import { eventIn } from '../record/system-event.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { handlerColumns, mayOn } from './may.ts';

/** A masked column and what stands behind the mask. */
export interface Revealed {
  column: string;
  label: string;
  value: string;
}

/** Who handles the record, has written it or heads its department, and who supervises; see the rights. */
export function mayReveal(table: Table, record: DeskRecord, mail: string, desk: DeskContext): boolean {
  return mayOn('reveal', mail, { table, record }, desk);
}

/** Within this time of having taken a record over from another, seeing what is hidden is told to those above. */
const TAKEN_OVER_MS = 2 * HOUR;

/** From whom and when somebody has taken a record over by himself of late, if he has; `events` are its latest. */
export function takenOver(
  table: Table,
  events: readonly RecordEvent[],
  { mail, name }: { mail: string; name: string },
  now: Instant,
): { from: string; at: Instant } | undefined {
  const columns = handlerColumns(table);
  for (const { at, by, changes } of events.toSorted((a, b) => b.at - a.at)) {
    if (at < now - TAKEN_OVER_MS) return undefined;
    const taken = changes.find(({ column, after }) => columns.includes(column) && after === name);
    if (!taken) continue;
    const actor = actorOf(by);
    const isByHimself = actor === undefined || isSameMail(actor, mail);
    const isTaken = isByHimself && taken.before !== null && taken.before !== name;
    return isTaken ? { from: String(taken.before), at } : undefined;
  }
  return undefined;
}

/**
 * The full values behind a record's masks, in the order of its columns; what everybody sees anyhow is not among them.
 */
export function revealed(table: Table, { cells }: DeskRecord, privateCells: PrivateCells): Revealed[] {
  return staffColumns(table).flatMap(({ key, label, kind }) => {
    const value = privateCells[key];
    // What a cycle that is over has held is in the history, as everybody may see it.
    const isPresent = value && value !== cells[key] && showsFull(kind, value, cells[key] ?? null);
    return isPresent ? [{ column: key, label, value }] : [];
  });
}

/** What stands in the history of whoever was shown these columns of a record in full; their values do not. */
export function revealEvent(
  record: DeskRecord,
  mail: string,
  at: Instant,
  revealed: NonNullable<RecordEvent['revealed']>,
): RecordEvent {
  return { ...eventIn(record, { account: mail, editor: null }, at), revealed };
}
