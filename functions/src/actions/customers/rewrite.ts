// One record written anew, with its full values and what it counts for.

import type { DeskContext } from '../../core/desk/desk.ts';
import { changeOfAll } from '../../core/figures/count.ts';
import type { DeskRecord, PrivateCells, RecordEvent } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';

/** A record with all that is kept with it. */
export interface Whole {
  desk: DeskContext;
  table: Table;
  record: DeskRecord;
  full: PrivateCells;
}

export function readWhole(ports: Ports, deskId: string, key: string): Promise<Whole | undefined> {
  let found: Whole | undefined;
  return rewrite(ports, deskId, key, whole => {
    found = whole;
    return undefined;
  }).then(() => found);
}

/** What becomes of a record; one that is compared with others is looked at anew, or else taken out of the index. */
interface RecordRewritten {
  after: DeskRecord;
  event: RecordEvent;
  privateCells: PrivateCells;
  isCompared: boolean;
}

/** Writes a record anew with its full values, and what it counts for; answers whether there was anything to write. */
export function rewrite(
  ports: Ports,
  deskId: string,
  key: string,
  work: (whole: Whole) => RecordRewritten | undefined,
): Promise<boolean> {
  return ports.store.transaction(deskId, async transaction => {
    const snapshot = await transaction.read([key], []);
    const desk = deskContext(ports, snapshot.desk);
    const record = snapshot.records.get(key);
    const table = record && desk.tableOf(record.table);
    if (!record || !table) return false;
    const full = (await transaction.privateCells([key])).get(key) ?? {};
    const written = work({ desk, table, record, full });
    if (!written) return false;
    const { isCompared, ...rewritten } = written;
    transaction.write({
      records: [rewritten],
      change: {
        at: ports.now(),
        figures: changeOfAll([{ table, before: record, after: rewritten.after }], desk.zone),
      },
      ...(table.similarity && {
        fingerprints: new Map([[key, null]]),
        ...(isCompared && { compare: [key] }),
      }),
    });
    return true;
  });
}
