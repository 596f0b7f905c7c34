// Lists of records that this process has read, brought up to date by what was written since: the same lists are asked
// for again with every change of a desk, and little of them differs.

import type {
  CollectionReference,
  Query,
  QueryDocumentSnapshot,
  QuerySnapshot,
  Timestamp,
} from '@google-cloud/firestore';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { MAX_AGE_MS, unsettledAt } from './changed-since.ts';
import { recordOf } from './documents.ts';
import { isKnown } from './forms.ts';

/** More changes than these, and a list is read anew. */
const MAX_FRESH = 50;

/** Records kept in all lists of a process; those of lists that were asked for longest ago go first. */
const MAX_KEPT = 3_000;

interface WantedList {
  /** Says what is asked for, but for the desk. */
  name: string;
  /** In its order, without its limit. */
  query: Query;
  limit: number;
  /** The same as the query asks, of one record. */
  belongs: (record: DeskRecord) => boolean;
  /** The same as the query's order: it goes by the keys in the end. */
  order: (one: DeskRecord, other: DeskRecord) => number;
}

interface List {
  records: Map<string, DeskRecord>;
  /** As of when it is known, and when it was last read whole. */
  readAt: Timestamp;
  wholeAt: Timestamp;
}

/** A question for what was written since, which lists that are asked for in the same moment share. */
interface Round {
  /** The oldest of what they know. */
  readAt: Timestamp;
  fresh: Promise<QuerySnapshot>;
}

export class KeptRecords {
  readonly #lists = new Map<string, List>();
  /** By collection; those that have not been sent yet. */
  readonly #rounds = new Map<string, Round>();

  /** What a query finds. Only lists that are complete are kept: of what is beyond a limit nothing is known. */
  async find(records: CollectionReference, wanted: WantedList): Promise<DeskRecord[]> {
    const name = `${records.path} ${wanted.name}`;
    const kept = this.#lists.get(name);
    if (kept && isRefreshed(await this.#fresh(records, kept.readAt), kept, wanted)) {
      this.#keep(name, kept);
      return [...kept.records.values()].toSorted(wanted.order);
    }
    const page = await wanted.query.limit(wanted.limit).get();
    const found = page.docs.map(keyed);
    this.#lists.delete(name);
    if (found.length < wanted.limit)
      this.#keep(name, { records: new Map(found), readAt: page.readTime, wholeAt: page.readTime });
    return found.map(([, record]) => record);
  }

  /** What was written since, and moments before. */
  #fresh(records: CollectionReference, readAt: Timestamp): Promise<QuerySnapshot> {
    const open = this.#rounds.get(records.path);
    if (open) {
      if (readAt.toMillis() < open.readAt.toMillis()) open.readAt = readAt;
      return open.fresh;
    }
    const round: Round = {
      readAt,
      fresh: Promise.resolve().then(() => {
        // Whoever comes from here on may know of commits that this does not see.
        this.#rounds.delete(records.path);
        const written = records.where('syncedAt', '>=', unsettledAt(round.readAt));
        return written.orderBy('syncedAt').limit(MAX_FRESH).get();
      }),
    };
    this.#rounds.set(records.path, round);
    return round.fresh;
  }

  #keep(name: string, list: List): void {
    this.#lists.delete(name);
    this.#lists.set(name, list);
    let all = [...this.#lists.values()].reduce((sum, { records }) => sum + 1 + records.size, 0);
    for (const [oldest, { records }] of this.#lists) {
      if (all <= MAX_KEPT) return;
      this.#lists.delete(oldest);
      all -= 1 + records.size;
    }
  }
}

const keyed = (found: QueryDocumentSnapshot): [string, DeskRecord] => [found.id, recordOf(found.data())];

/** Takes what was written since into a list; `false` when it has to be read whole. */
function isRefreshed(fresh: QuerySnapshot, list: List, { belongs, limit }: WantedList): boolean {
  const isTooOld = fresh.readTime.toMillis() - list.wholeAt.toMillis() > MAX_AGE_MS;
  if (isTooOld || fresh.size === MAX_FRESH) return false;
  // One that a newer program wrote is refused by who asks for it.
  if (fresh.docs.some(each => !isKnown('record', each.data()))) return false;
  // Another has brought it further meanwhile.
  if (fresh.readTime.toMillis() < list.readAt.toMillis()) return true;
  for (const each of fresh.docs) {
    const [key, record] = keyed(each);
    if (belongs(record)) list.records.set(key, record);
    else list.records.delete(key);
  }
  list.readAt = fresh.readTime;
  return list.records.size < limit;
}

const byKey = (one: DeskRecord, other: DeskRecord) => (one.key < other.key ? -1 : 1);

/** See `RecordStore`. */
export function dueRecords(
  lists: KeptRecords,
  records: CollectionReference,
  until: Instant,
  limit: number,
): Promise<DeskRecord[]> {
  return lists.find(records, {
    name: `due before ${until}, ${limit}`,
    query: records.where('dueAt', '<', until).orderBy('dueAt'),
    limit,
    belongs: ({ dueAt }) => typeof dueAt === 'number' && dueAt < until,
    order: (one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0) || byKey(one, other),
  });
}

/** See `RecordStore`. */
export async function recordsInStates(
  lists: KeptRecords,
  records: CollectionReference,
  states: readonly string[],
  limit: number,
): Promise<DeskRecord[]> {
  if (states.length === 0) return [];
  return lists.find(records, {
    name: `in ${states.join()}, ${limit}`,
    query: records.where('state', 'in', states).orderBy('updatedAt', 'desc'),
    limit,
    belongs: ({ state }) => states.includes(state),
    order: (one, other) => other.updatedAt - one.updatedAt || byKey(other, one),
  });
}
