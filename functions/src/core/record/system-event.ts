// What the system changed of a record by itself, as an event of its history.

import type { Instant } from '../lib/time.ts';
import { type DeskRecord, type RecordEvent, SYSTEM } from './record.ts';

/**
 * The event of a change after which the record is `after`, in the state that it was in; `why` is a sentence for people.
 */
export function systemEvent(
  { key, table, number, version, cycle, state }: DeskRecord,
  changes: RecordEvent['changes'],
  at: Instant,
  why: string,
): RecordEvent {
  return {
    key,
    table,
    number,
    version,
    at,
    by: SYSTEM,
    cycle,
    state: { before: state, after: state },
    changes,
    why,
  };
}
