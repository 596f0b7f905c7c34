// Carries out a query's plan on the store: which documents, in which order, and what was looked at to find them.
import type { Entry } from './entry.ts';
import { matchesAll } from './filter.ts';
import { type IndexDefinition, keysOf } from './index-definition.ts';
import { planQuery, type Scan } from './plan.ts';
import { NAME, type Query } from './query.ts';
import type { Stretch } from './sqlite.ts';
import type { Store } from './store.ts';
import type { Document } from './value.ts';

/** A collection with fewer documents is read whole and sorted; from here on a query gets an index of its own. */
const SMALL_COLLECTION = 16;
/** Documents read at a time where the filters may refuse some. */
const CHUNK = 256;

export interface SearchResult {
  documents: Document[];
  /** What was looked at, each as far as it was read: a change within them may change the answer. */
  seen: Scan[];
  /** Documents passed over by the offset. */
  skipped: number;
}

/** Keys in order with their documents, wherever they come from. */
interface Source {
  read(stretch: Stretch): Entry[];
  count(stretch: Stretch): number;
}

export function search(store: Store, query: Query): SearchResult {
  const plan = planQuery(query);
  const wanted = query.limit === undefined ? -1 : query.offset + query.limit;
  const parts = plan.scans.map(scan => runScan(store, query, scan, wanted));
  const [only] = parts;
  const seen = parts.length === 1 && only ? [only.seen] : plan.scans;
  const sorted =
    parts.length === 1 && only
      ? only.documents
      : merge(
          parts.flatMap(part => part.documents),
          plan.sorting,
          plan.isBackward,
        );
  const upTo = wanted < 0 ? sorted : sorted.slice(0, wanted);
  return { documents: upTo.slice(query.offset), seen, skipped: Math.min(query.offset, upTo.length) };
}

/** How many documents a query finds; by keys alone where these tell. */
export function countFound(store: Store, query: Query): { count: number; seen: Scan[] } {
  const plan = planQuery(query);
  const [scan] = plan.scans;
  if (plan.scans.length !== 1 || !scan?.isExact) {
    const { documents, seen } = search(store, query);
    return { count: documents.length, seen };
  }
  const limit = query.limit === undefined ? -1 : query.offset + query.limit;
  const count = sourceOf(store, query, scan.definition).count({ ...scan, limit });
  return { count: Math.max(0, count - query.offset), seen: [scan] };
}

export const collectionPath = ({ parent, collectionId }: Pick<Query, 'parent' | 'collectionId'>): string =>
  parent === '' ? collectionId : `${parent}/${collectionId}`;

/** Whether a document lies where the query looks, whatever its fields. */
export function isInScope(query: Query, path: string): boolean {
  const segments = path.split('/');
  if (segments.at(-2) !== query.collectionId) return false;
  if (!query.allDescendants) return segments.slice(0, -1).join('/') === collectionPath(query);
  return query.parent === '' || path.startsWith(`${query.parent}/`);
}

function runScan(
  store: Store,
  query: Query,
  scan: Scan,
  wanted: number,
): { documents: Document[]; seen: Scan } {
  const source = sourceOf(store, query, scan.definition);
  const documents: Document[] = [];
  const rest: Stretch = { ...scan, limit: wanted < 0 ? -1 : scan.isExact ? wanted : Math.max(wanted, CHUNK) };
  while (documents.length !== wanted) {
    const entries = source.read(rest);
    for (const { key, document } of entries) {
      const next = Buffer.concat([key, Buffer.of(0)]);
      if (scan.isBackward) rest.to = key;
      else rest.from = next;
      if (!isInScope(query, document.path) || !matchesAll(query.database, document, scan.filters)) continue;
      documents.push(document);
      if (documents.length === wanted)
        return { documents, seen: scan.isBackward ? { ...scan, from: key } : { ...scan, to: next } };
    }
    if (rest.limit < 0 || entries.length < rest.limit) break;
  }
  return { documents, seen: scan };
}

function merge(documents: Document[], sorting: IndexDefinition, isBackward: boolean): Document[] {
  const byPath = new Map(documents.map(document => [document.path, document]));
  const sign = isBackward ? -1 : 1;
  return [...byPath.values()]
    .map(document => ({ document, key: keysOf(sorting, document)[0] ?? Buffer.alloc(0) }))
    .sort((a, b) => Buffer.compare(a.key, b.key) * sign)
    .map(({ document }) => document);
}

function sourceOf(store: Store, query: Query, definition: IndexDefinition): Source {
  const { database, collectionId } = query;
  const collection = query.allDescendants ? undefined : collectionPath(query);
  const [first] = definition.components;
  if (collection !== undefined && first?.field === NAME && !first.descending)
    return {
      read: stretch => store.scanNames(database, collection, stretch),
      count: stretch => store.countNames(database, collection, stretch),
    };
  const isSmall = (): boolean =>
    store.countUpTo(database, collectionId, collection, SMALL_COLLECTION) < SMALL_COLLECTION;
  let index = store.indexes.find(database, definition);
  if (!index && store.isWritable && !isSmall()) index = store.indexes.create(database, definition);
  if (!index) return sortedSource(definition, store.scanAll(database, collectionId, collection));
  const { id } = index;
  return {
    read: stretch => store.indexes.scan(database, { id, definition }, collection, stretch),
    count: stretch => store.indexes.count(database, { id, definition }, collection, stretch),
  };
}

/** An index made for this one query. */
function sortedSource(definition: IndexDefinition, documents: Document[]): Source {
  const all = documents
    .flatMap(document => keysOf(definition, document).map(key => ({ key, document })))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  const read = ({ from, to, isBackward, limit }: Stretch): Entry[] => {
    const within = all.filter(
      ({ key }) => Buffer.compare(key, from) >= 0 && (!to || Buffer.compare(key, to) < 0),
    );
    if (isBackward) within.reverse();
    return limit < 0 ? within : within.slice(0, limit);
  };
  return { read, count: stretch => read(stretch).length };
}
