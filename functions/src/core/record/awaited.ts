// Whether somebody is still to be reached about a record, or wants not to be.

import type { Cell } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import type { DeskRecord } from './record.ts';

/** Whether a record still waits in its first state for somebody to be reached. */
export function isAwaited({ attempts, states }: Table, { state }: Pick<DeskRecord, 'state'>): boolean {
  return attempts !== undefined && state === states[0]?.name;
}

/** Whether the customer of a record said that he wants no calls. */
export function hasRefused({ attempts }: Table, { cells }: Pick<DeskRecord, 'cells'>): boolean {
  return attempts !== undefined && cells[attempts.outcome] === attempts.refusal.outcome;
}

/** Whether a record ended because its customer wants no calls, as was said here or to another call. */
export function isRefused(table: Table, record: Pick<DeskRecord, 'cells'>): boolean {
  const others = table.attempts?.refusal.others;
  return hasRefused(table, record) || (others !== undefined && endOf(table, record) === others);
}

/** Why there will be no more tries, as a record says. */
export function endOf({ columns }: Table, { cells }: Pick<DeskRecord, 'cells'>): Cell {
  const column = columns.find(
    each => each.owner === 'system' && each.source.from === 'attempts' && each.source.shows === 'end',
  );
  return column ? (cells[column.key] ?? null) : null;
}
