// Documents read up to a size, so that long ones do not fill the memory. Knows nothing of what is in them.

import type {
  DocumentData,
  Query,
  QueryDocumentSnapshot,
  Timestamp,
  Transaction,
} from '@google-cloud/firestore';
import type { PageSize } from '../../ports/records.ts';

/**
 * Records read at a time: few at first, for long ones are not to fill the memory before they are measured, and twice as
 * many each time, for each look at the database is waited for.
 */
const [FEWEST, MOST] = [50, 200];

export interface ReadDocument {
  id: string;
  /** Decoded once: Google's client does it anew whenever a document is asked for what it holds. */
  data: DocumentData;
  /** Where it stands, for those who go on behind it. */
  place: QueryDocumentSnapshot;
}

/**
 * Documents in their order up to a size, as they stood at a time, one at least; `full` when there may be more. In a
 * transaction, where there is one.
 */
export async function readPage(
  ordered: Query,
  most: PageSize,
  transaction?: Transaction,
): Promise<{ docs: ReadDocument[]; full: boolean; readAt: Timestamp }> {
  const docs: ReadDocument[] = [];
  let bytes = 0;
  let readAt: Timestamp | undefined;
  let atOnce = FEWEST;
  for (let rest = ordered; ; ) {
    const limit = Math.min(atOnce, most.records - docs.length);
    const page = rest.limit(limit);
    const some = await (transaction ? transaction.get(page) : page.get());
    // What comes later than the first of it was read may be missing in it.
    readAt ??= some.readTime;
    for (const each of some.docs) {
      const data = each.data();
      bytes += Buffer.byteLength(JSON.stringify(data));
      if (bytes > most.bytes && docs.length > 0) return { docs, full: true, readAt };
      docs.push({ id: each.id, data, place: each });
    }
    const last = some.docs.at(-1);
    if (!last || some.size < limit) return { docs, full: false, readAt };
    if (docs.length === most.records) return { docs, full: true, readAt };
    rest = ordered.startAfter(last);
    atOnce = Math.min(MOST, 2 * atOnce);
  }
}
