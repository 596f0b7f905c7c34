// Documents that this process has read, brought up to date by what was written since: a change touches few of the many
// figures that the summary tabs are made from. Knows nothing of what is in them but when they were written.

import type { CollectionReference, DocumentData, Timestamp } from '@google-cloud/firestore';
import { MAX_AGE_MS, unsettledAt } from './changed-since.ts';

/** More changed documents than these, and all are read anew. */
const MAX_FRESH = 60;

/** Documents kept in a process; those of collections that were asked for longest ago go first. */
const MAX_KEPT = 1_000;

interface Kept {
  /** By id; null where there is none. */
  documents: Map<string, DocumentData | null>;
  /** As of when they are known, and when they were last read whole. */
  readAt: Timestamp;
  wholeAt: Timestamp;
}

/** Only for documents that have the server's time of the write in `syncedAt`, and are never deleted. */
export class KeptDocuments {
  readonly #collections = new Map<string, Kept>();

  /** What is in these documents; those that there are not are left out. */
  async read(collection: CollectionReference, ids: readonly string[]): Promise<Map<string, DocumentData>> {
    if (ids.length === 0) return new Map();
    const name = collection.path;
    const before = this.#collections.get(name);
    const isCurrent = before !== undefined && (await isRefreshed(collection, before));
    const documents = isCurrent ? before.documents : new Map<string, DocumentData | null>();
    const missing = ids.filter(id => !documents.has(id));
    const found =
      missing.length > 0 ? await collection.firestore.getAll(...missing.map(id => collection.doc(id))) : [];
    for (const each of found) documents.set(each.id, each.data() ?? null);
    const kept = isCurrent ? before : first(documents, found[0]?.readTime);
    if (kept) this.#keep(name, kept);
    return new Map(
      ids.flatMap(id => {
        const data = documents.get(id);
        return data ? [[id, data] as const] : [];
      }),
    );
  }

  #keep(name: string, kept: Kept): void {
    this.#collections.delete(name);
    this.#collections.set(name, kept);
    let all = [...this.#collections.values()].reduce((sum, { documents }) => sum + documents.size, 0);
    for (const [oldest, { documents }] of this.#collections) {
      if (all <= MAX_KEPT) return;
      this.#collections.delete(oldest);
      all -= documents.size;
    }
  }
}

const first = (documents: Kept['documents'], readAt: Timestamp | undefined): Kept | undefined =>
  readAt && { documents, readAt, wholeAt: readAt };

/** Takes what was written since into what is kept; `false` when it has to be read anew. */
async function isRefreshed(collection: CollectionReference, kept: Kept): Promise<boolean> {
  const fresh = await collection
    .where('syncedAt', '>=', unsettledAt(kept.readAt))
    .orderBy('syncedAt')
    .limit(MAX_FRESH)
    .get();
  const isTooOld = fresh.readTime.toMillis() - kept.wholeAt.toMillis() > MAX_AGE_MS;
  if (isTooOld || fresh.size === MAX_FRESH) return false;
  // Another has brought it further meanwhile.
  if (fresh.readTime.toMillis() < kept.readAt.toMillis()) return true;
  for (const each of fresh.docs) if (kept.documents.has(each.id)) kept.documents.set(each.id, each.data());
  kept.readAt = fresh.readTime;
  return true;
}
