// Taking note of an escalation from outside the sheet: the same cell, filled in as if the person had chosen the name
// there.

import type { DeskContext } from '../desk/desk.ts';
import { staffColumns } from '../schema/table.ts';
import { type Decision, decide } from './decide.ts';
import type { Incoming } from './incoming.ts';

/** Who takes note, of which record and when. */
export interface Acknowledging extends Pick<Incoming, 'table' | 'by' | 'now' | 'references'> {
  before: NonNullable<Incoming['before']>;
  /** Name in the people tab. */
  person: string;
}

/**
 * The record after a person took note of what has passed: no further step of these limits is said in this revision, and
 * the history tells who and when. Taking note again counts for what has passed since. Answers undefined where nothing
 * of the record waits for anybody to take note: it was done, or taken note of, or the table knows no such thing.
 */
export function acknowledge(
  { table, before, person, ...rest }: Acknowledging,
  desk: DeskContext,
): Decision | undefined {
  if (!table.acknowledging || before.escalatedAt === null) return undefined;
  const { by: column } = table.acknowledging;
  const cells = Object.fromEntries(staffColumns(table).map(({ key }) => [key, before.cells[key] ?? null]));
  const row = { values: { ...cells, [column]: person }, problems: [] };
  return decide({ table, key: before.key, before, row, touched: column, ...rest }, desk);
}
