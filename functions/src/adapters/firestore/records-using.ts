// Records by what they name or wait for.

import type { CollectionReference, Transaction } from '@google-cloud/firestore';
import type { DeskRecord } from '../../core/record/record.ts';

/**
 * Most values of an `in`, or of an `array-contains-any`.
 * https://firebase.google.com/docs/firestore/query-data/queries#in_not-in_and_array-contains-any
 */
export const MAX_IN = 30;

type Using = Pick<DeskRecord, 'key' | 'table' | 'number'>;

/** Records among whose uses one of these entries is, each once and at most `limit` of them. */
export async function recordsUsing(
  records: CollectionReference,
  transaction: Transaction,
  entries: readonly string[],
  limit: number,
): Promise<Using[]> {
  const found = new Map<string, Using>();
  for (let start = 0; start < entries.length && found.size < limit; start += MAX_IN) {
    const some = entries.slice(start, start + MAX_IN);
    const used = records.where('uses', 'array-contains-any', some).limit(limit);
    const page = await transaction.get(used.select('key', 'table', 'number'));
    for (const each of page.docs) found.set(each.id, each.data() as Using);
  }
  return [...found.values()].slice(0, limit);
}
