// Which rows of a submission hold other records' cells, by what the transaction has read.

import { displacedRows } from '../../core/decide/displaced-rows.ts';
import { readBase } from '../../core/decide/merge.ts';
import type { DeskRecord, RecordEvent } from '../../core/record/record.ts';
import type { References } from '../../core/record/references.ts';
import type { Problem } from '../../core/schema/problem.ts';
import { type RowsToJudge, strayNumber } from './look-up.ts';

/** The rows that are not taken in since they hold other records' cells. */
export function displacedIn(
  { table, snapshot, rows }: RowsToJudge,
  events: ReadonlyMap<string, readonly RecordEvent[]>,
  references: References,
): Map<string, Problem> {
  const owners = new Map<string, DeskRecord>();
  const shown = rows.map(({ key, number, cells, base }) => {
    for (const stray of strayNumber({ key, number }, table, snapshot)) {
      const owner = references.find(stray);
      if (owner) owners.set(stray.value, owner);
    }
    const record = snapshot.records.get(key);
    const own = record?.table === table.key ? record : undefined;
    return { key, number, cells, record: own, base: readBase(base), events: events.get(key) ?? [] };
  });
  return displacedRows(table, shown, owners);
}
