// What happened to a record without changing its state, as an event of its history.

import type { Instant } from '../lib/time.ts';
import { type Author, type DeskRecord, type RecordEvent, SYSTEM } from './record.ts';

/**
 * The event of a change after which the record is `after`, in the state that it was in; `why` is a sentence for people.
 */
export function systemEvent(
  record: DeskRecord,
  changes: RecordEvent['changes'],
  at: Instant,
  why: string,
): RecordEvent {
  return { ...eventIn(record, SYSTEM, at), changes, why };
}

/** An event of a record that stays in its state, before it is said what has happened. */
export function eventIn(
  { key, table, number, version, cycle, state }: DeskRecord,
  by: Author,
  at: Instant,
): RecordEvent {
  return { key, table, number, version, at, by, cycle, state: { before: state, after: state }, changes: [] };
}
