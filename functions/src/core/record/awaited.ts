// Whether somebody is still to be reached about a record, or wants not to be.

import type { Cell, Cells } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import { isOfOne } from './persons.ts';
import type { DeskRecord } from './record.ts';
import { isMet } from './states.ts';

/** Whether a record still waits in its first state for somebody to be reached. */
export function isAwaited({ attempts, states }: Table, { state }: Pick<DeskRecord, 'state'>): boolean {
  return attempts !== undefined && state === states[0]?.name;
}

/** Whether the customer of a record said that he wants no calls. */
function hasRefused({ attempts }: Table, { cells }: Pick<DeskRecord, 'cells'>): boolean {
  return attempts !== undefined && cells[attempts.outcome] === attempts.refusal.outcome;
}

/** Whether a record ended because its customer wants no calls, as was said here, to another call or in his file. */
export function isRefused(table: Table, record: Pick<DeskRecord, 'cells'>): boolean {
  const { others, filed } = table.attempts?.refusal ?? {};
  const end = endOf(table, record);
  return hasRefused(table, record) || (end !== null && (end === others || end === filed));
}

/**
 * What ends a record that waits for its customer to be reached, where nobody knows any more who he was; `undefined`
 * where there is nothing to end.
 */
export function endOfErased(
  table: Table,
  record: Pick<DeskRecord, 'cells' | 'state' | 'closedAt'>,
): { ended: string } | { cells: Cells } | undefined {
  const { attempts, erased } = table;
  if (record.closedAt !== null) return undefined;
  if (!attempts) return erased && { cells: erased };
  const { awaited, called } = attempts.erased;
  const ended = isAwaited(table, record) ? awaited : called;
  return endOf(table, record) === ended ? undefined : { ended };
}

/** The marks of the numbers by which a customer is not to be called, as his file says. */
export function uncalledIn({ noCalls }: Table, { cells, personsIn }: Marked): string[] {
  if (!noCalls || !isMet(noCalls.when, cells, {})) return [];
  return (personsIn?.[noCalls.contact] ?? []).filter(isOfOne);
}

type Marked = Pick<DeskRecord, 'cells' | 'personsIn'>;

/** The marks of the numbers of a customer who wants no calls from this record on. */
export function refusedBy(table: Table, record: Marked & Pick<DeskRecord, 'customer'>): string[] {
  if (table.noCalls) return uncalledIn(table, record);
  return hasRefused(table, record) && record.customer ? [record.customer.digest] : [];
}

/** Why there will be no more tries, as a record says. */
export function endOf({ columns }: Table, { cells }: Pick<DeskRecord, 'cells'>): Cell {
  const column = columns.find(
    each => each.owner === 'system' && each.source.from === 'attempts' && each.source.shows === 'end',
  );
  return column ? (cells[column.key] ?? null) : null;
}
