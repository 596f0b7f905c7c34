// As many of some records as one transaction may change.

import type { DeskRecord } from '../../core/record/record.ts';
import type { DeskTransaction, Snapshot } from '../../ports/transaction.ts';

/** Characters of the records themselves. What is made of them and others is written as well: the rest of a commit. */
const MAX_CHARACTERS = 1_000_000;
/** Records that are read before these are measured, and twice as many each time: long ones would fill the memory. */
const FEWEST = 50;

/** Reads the first of these records, as long as they are not too long together; one at least. */
export async function readFirst(
  keys: readonly string[],
  transaction: DeskTransaction,
): Promise<{ keys: string[]; snapshot: Snapshot }> {
  const taken: string[] = [];
  const records = new Map<string, DeskRecord>();
  let characters = 0;
  for (let atOnce = FEWEST; ; atOnce *= 2) {
    const some = keys.slice(taken.length, taken.length + atOnce);
    const snapshot = await transaction.read(some, []);
    for (const key of some) {
      const record = snapshot.records.get(key);
      characters += record ? JSON.stringify(record).length : 0;
      if (characters > MAX_CHARACTERS && taken.length > 0)
        return { keys: taken, snapshot: { ...snapshot, records } };
      taken.push(key);
      if (record) records.set(key, record);
    }
    if (taken.length === keys.length) return { keys: taken, snapshot: { ...snapshot, records } };
  }
}
