// The records that notices are about, as they stand when these go.

import { NewerForm } from '../../contract/request-error.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Ports } from '../../ports/ports.ts';

/** Records by key, and the keys of those that a newer program wrote: what is said of them is that one's matter. */
export interface Noticed {
  records: Map<string, DeskRecord>;
  newer: Set<string>;
}

/** Reads the records of these keys; one that this program cannot read keeps nobody from hearing of the others. */
export async function noticedRecords(
  { store }: Pick<Ports, 'store'>,
  deskId: string,
  keys: readonly string[],
): Promise<Noticed> {
  try {
    return { records: await store.records(deskId, keys), newer: new Set() };
  } catch (cause) {
    if (!(cause instanceof NewerForm)) throw cause;
    if (keys.length === 1) return { records: new Map(), newer: new Set(keys) };
  }
  const each = await Promise.all(keys.map(key => noticedRecords({ store }, deskId, [key])));
  return {
    records: new Map(each.flatMap(({ records }) => [...records])),
    newer: new Set(each.flatMap(({ newer }) => [...newer])),
  };
}
