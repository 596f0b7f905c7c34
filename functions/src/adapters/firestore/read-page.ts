// Documents read up to a size, so that long ones do not fill the memory. Knows nothing of what is in them.

import type { Query, QueryDocumentSnapshot, Timestamp } from '@google-cloud/firestore';
import type { PageSize } from '../../ports/records.ts';

/** Records read at a time: long ones are not to fill the memory before they are measured. */
const BATCH_SIZE = 50;

/** Documents in their order up to a size, as they stood at a time; `full` when there may be more. */
export async function readPage(
  ordered: Query,
  most: PageSize,
): Promise<{ docs: QueryDocumentSnapshot[]; full: boolean; readAt: Timestamp }> {
  const docs: QueryDocumentSnapshot[] = [];
  let bytes = 0;
  let readAt: Timestamp | undefined;
  for (let rest = ordered; ; ) {
    const limit = Math.min(BATCH_SIZE, most.records - docs.length);
    const some = await rest.limit(limit).get();
    // What comes later than the first of it was read may be missing in it.
    readAt ??= some.readTime;
    for (const each of some.docs) {
      bytes += Buffer.byteLength(JSON.stringify(each.data()));
      if (bytes > most.bytes && docs.length > 0) return { docs, full: true, readAt };
      docs.push(each);
    }
    const last = some.docs.at(-1);
    if (!last || some.size < limit) return { docs, full: false, readAt };
    if (docs.length === most.records) return { docs, full: true, readAt };
    rest = ordered.startAfter(last);
  }
}
