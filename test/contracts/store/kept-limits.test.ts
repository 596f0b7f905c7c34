// How long and how much a process keeps of what it has read: against a collection that counts how often it is read.
import {
  type CollectionReference,
  type DocumentData,
  type Firestore,
  type Query,
  Timestamp,
} from '@google-cloud/firestore';
import { expect, test } from 'vitest';
import { storedRecord } from '../../../functions/src/adapters/firestore/documents.ts';
import { KeptDocuments } from '../../../functions/src/adapters/firestore/kept-documents.ts';
import { KeptRecords } from '../../../functions/src/adapters/firestore/kept-records.ts';
import { MINUTE, SECOND } from '../../../functions/src/core/lib/time.ts';
import { withOnly } from '../../fixtures/with-only.ts';
import { recordOf } from './desk-book.ts';

/** As much of a collection as is asked of it. Time stands still in it. */
class Shelf {
  now = 100 * MINUTE;
  /** How often it was read without asking what was written since. */
  wholeReads = 0;
  /** How often it was asked what was written since. */
  questions = 0;
  /** What an answer waits for; it says what stood there when it was asked. */
  held: Promise<void> = Promise.resolve();
  readonly path: string;
  private readonly rows = new Map<string, { data: DocumentData; at: number }>();

  constructor(path = 'desks/desk-1/shelf') {
    this.path = path;
  }

  put(id: string, data: DocumentData = {}, at = this.now): void {
    this.rows.set(id, { data, at });
  }

  putRecord(key: string, rest: Parameters<typeof recordOf>[1] = {}): void {
    this.put(key, storedRecord(recordOf(key, rest)));
  }

  /** What is deleted is written nowhere: only who reads anew knows of it. */
  remove(id: string): void {
    this.rows.delete(id);
  }

  get collection(): CollectionReference {
    return withOnly<CollectionReference>(this);
  }

  doc(id: string): string {
    return id;
  }

  get firestore(): Firestore {
    const getAll = async (...ids: string[]) => {
      this.wholeReads += 1;
      return ids.map(id => ({
        id,
        data: () => this.rows.get(id)?.data,
        readTime: Timestamp.fromMillis(this.now),
      }));
    };
    return withOnly<Firestore>({ getAll });
  }

  where(_field: string, _is: string, since: Timestamp): object {
    const limit = (most: number) => ({
      get: () => {
        this.questions += 1;
        return this.answer(since.toMillis(), most);
      },
    });
    return { orderBy: () => ({ limit }) };
  }

  /** All that is on it, in the order of the keys. */
  get all(): Query {
    const limit = (most: number) => ({
      get: () => {
        this.wholeReads += 1;
        return this.answer(0, most);
      },
    });
    return withOnly<Query>({ limit });
  }

  private async answer(since: number, most: number): Promise<object> {
    const found = [...this.rows].filter(([, { at }]) => at >= since).slice(0, most);
    const docs = found.map(([id, { data }]) => ({ id, data: () => data }));
    const readTime = Timestamp.fromMillis(this.now);
    await this.held;
    return { docs, size: docs.length, readTime };
  }
}

interface Kept {
  shelf: Shelf;
  put: (id: string, at?: number) => void;
  /** Ids in their order. */
  read: () => Promise<string[]>;
}

const IDS = Array.from({ length: 100 }, (_, at) => `row-${String(at).padStart(2, '0')}`);

function documents(): Kept {
  const [shelf, kept] = [new Shelf(), new KeptDocuments()];
  const read = async () => [...(await kept.read(shelf.collection, IDS)).keys()];
  return { shelf, put: (id, at) => shelf.put(id, {}, at), read };
}

function listOf(shelf: Shelf, limit = 500): Parameters<KeptRecords['find']>[1] {
  const order = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1);
  return { name: 'all', query: shelf.all, limit, belongs: ({ closedAt }) => closedAt === null, order };
}

function lists(): Kept {
  const [shelf, kept] = [new Shelf(), new KeptRecords()];
  const read = async () => (await kept.find(shelf.collection, listOf(shelf))).map(({ key }) => key);
  return { shelf, put: (id, at) => shelf.put(id, storedRecord(recordOf(id)), at), read };
}

const KINDS = [
  { kind: 'documents', open: documents, mostFresh: 60 },
  { kind: 'lists of records', open: lists, mostFresh: 50 },
];

test.each(KINDS)(
  '$kind are read anew half an hour after they were read whole, and not before',
  async ({ open }) => {
    const { shelf, put, read } = open();
    put('row-01');
    put('row-02');
    expect(await read()).toEqual(['row-01', 'row-02']);
    shelf.remove('row-01');
    for (const minutes of [20, 10]) {
      shelf.now += minutes * MINUTE;
      expect(await read()).toEqual(['row-01', 'row-02']);
    }
    shelf.now += 1;
    expect(await read()).toEqual(['row-02']);
    shelf.remove('row-02');
    shelf.now += 30 * MINUTE;
    expect(await read()).toEqual(['row-02']);
  },
);

test.each(KINDS)(
  '$kind are read anew where more was written than is worth asking for',
  async ({ open, mostFresh }) => {
    const { shelf, put, read } = open();
    put('row-00');
    await read();
    shelf.remove('row-00');
    shelf.now += MINUTE;
    for (const id of IDS.slice(1, mostFresh)) put(id);
    expect(await read()).toEqual(IDS.slice(0, mostFresh));
    const one = IDS[mostFresh] ?? '';
    put(one);
    expect(await read()).toEqual([...IDS.slice(1, mostFresh), one]);
  },
);

test.each(KINDS)('$kind have what became visible up to five seconds late', async ({ open }) => {
  const { shelf, put, read } = open();
  put('row-00');
  await read();
  put('row-01', shelf.now - 5 * SECOND);
  put('row-02', shelf.now - 5 * SECOND - 1);
  expect(await read()).toEqual(['row-00', 'row-01']);
});

test('documents keep what another has brought further while an older answer was on its way', async () => {
  const [shelf, kept] = [new Shelf(), new KeptDocuments()];
  const read = async () => (await kept.read(shelf.collection, ['a'])).get('a');
  shelf.put('a', { said: 'first' });
  await read();
  let release: () => void = () => undefined;
  shelf.held = new Promise(resolve => {
    release = resolve;
  });
  const late = read();
  shelf.held = Promise.resolve();
  shelf.now += 1;
  shelf.put('a', { said: 'second' });
  expect(await read()).toEqual({ said: 'second' });
  release();
  expect(await late).toEqual({ said: 'second' });
  expect(shelf.wholeReads).toBe(1);
});

test('lists keep what another has brought further while an older answer was on its way', async () => {
  const [shelf, kept] = [new Shelf(), new KeptRecords()];
  const read = async () => (await kept.find(shelf.collection, listOf(shelf))).map(({ version }) => version);
  shelf.putRecord('a');
  await read();
  let release: () => void = () => undefined;
  shelf.held = new Promise(resolve => {
    release = resolve;
  });
  const late = read();
  // Its question is sent before the shelf is written to.
  await Promise.resolve();
  await Promise.resolve();
  shelf.held = Promise.resolve();
  shelf.now += 1;
  shelf.putRecord('a', { version: 2 });
  expect(await read()).toEqual([2]);
  release();
  expect(await late).toEqual([2]);
  expect(shelf.wholeReads).toBe(1);
});

test('a list as long as its limit is read whole each time, whether it was found or grew so', async () => {
  const [shelf, kept] = [new Shelf(), new KeptRecords()];
  const read = async () => (await kept.find(shelf.collection, listOf(shelf, 2))).map(({ key }) => key);
  shelf.putRecord('a');
  expect([await read(), await read(), shelf.wholeReads]).toEqual([['a'], ['a'], 1]);
  shelf.putRecord('b');
  expect([await read(), shelf.wholeReads]).toEqual([['a', 'b'], 2]);
  expect([await read(), shelf.wholeReads]).toEqual([['a', 'b'], 3]);
  // What is as long as that is not kept, so nobody asks what was written since.
  expect(shelf.questions).toBe(2);
  shelf.remove('a');
  expect([await read(), await read(), shelf.wholeReads]).toEqual([['b'], ['b'], 4]);
});

/** Whether what was read of each is still kept. */
async function areKept(
  shelves: readonly Shelf[],
  read: (shelf: Shelf) => Promise<unknown>,
): Promise<boolean[]> {
  const kept: boolean[] = [];
  for (const shelf of shelves) {
    const before = shelf.wholeReads;
    await read(shelf);
    kept.push(shelf.wholeReads === before);
  }
  return kept;
}

/** Shelves with so many rows each. */
const shelvesOf = (...sizes: number[]) =>
  sizes.map((size, at) => {
    const shelf = new Shelf(`desks/desk-${at}/shelf`);
    for (let row = 0; row < size; row += 1) shelf.putRecord(`row-${row}`);
    return shelf;
  });

test('a thousand documents are kept in all; those that were asked for the longest ago go first', async () => {
  const kept = new KeptDocuments();
  const shelves = [new Shelf('one'), new Shelf('two'), new Shelf('three')];
  const sizes = new Map(shelves.map((shelf, at) => [shelf, [600, 400, 1][at] ?? 0]));
  const read = (shelf: Shelf) => {
    // Those that there are not are kept as well: that there is none is known of them.
    const ids = Array.from({ length: sizes.get(shelf) ?? 0 }, (_, at) => `row-${at}`);
    return kept.read(shelf.collection, ids);
  };
  const [one, two, three] = shelves as [Shelf, Shelf, Shelf];
  // What was written a while ago is no news.
  for (const shelf of shelves) shelf.now += MINUTE;
  await read(one);
  await read(two);
  expect(await areKept([one, two, one], read)).toEqual([true, true, true]);
  expect(await areKept([three, one, three], read)).toEqual([false, true, true]);
  expect(await areKept([two], read)).toEqual([false]);
  expect(await areKept([three, one], read)).toEqual([true, false]);
});

test('three thousand records are kept in all, and a list counts as one; the longest unasked go first', async () => {
  const kept = new KeptRecords();
  const [one, two, three] = shelvesOf(1998, 1000, 0) as [Shelf, Shelf, Shelf];
  const read = (shelf: Shelf) => kept.find(shelf.collection, listOf(shelf, 5_000));
  for (const shelf of [one, two, three]) shelf.now += MINUTE;
  await read(one);
  await read(two);
  expect(await areKept([one, two], read)).toEqual([true, true]);
  await read(three);
  // The third has made them three thousand and one.
  expect(await areKept([two, three], read)).toEqual([true, true]);
  expect(await areKept([one], read)).toEqual([false]);
});
