// Firestore's databases in one file: reads, commits, transactions. It must not know of the wire.
// Each step between two awaits is alone in the process, so a commit is checked and stored in one piece.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSize } from './admission.ts';
import { type Aggregation, aggregate } from './aggregate.ts';
import { FirestoreError, invalid } from './error.ts';
import { AbortedTransactions, LockQueue, Waiter } from './lock-queue.ts';
import { collectionOf, documentName, idOf } from './path.ts';
import type { Query } from './query.ts';
import { collectionPath, type SearchResult, search } from './search.ts';
import { JOURNAL_BYTES } from './sqlite.ts';
import { Store } from './store.ts';
import { type Change, Transaction } from './transaction.ts';
import type { Document, Value } from './value.ts';
import { applyWrite, type Write, type WriteResult } from './write.ts';

/** What a read sees: a transaction's view, the state at a time (microseconds), or what is committed. */
export type View = Transaction | { readTime: number } | undefined;

export interface CommitAnswer {
  /** Microseconds. */
  commitTime: number;
  results: WriteResult[];
}

export class Database {
  readonly #store: Store;
  readonly #file: string;
  readonly #temporary: string | undefined;
  readonly #now: () => number;
  readonly #transactions = new Map<string, Transaction>();
  readonly #turns = new LockQueue();
  readonly #aborted = new AbortedTransactions();
  #lastTime: number;
  /** Bytes of the write-ahead log from which on it is seen to that it does not grow further. */
  #journalBound = JOURNAL_BYTES;

  /** @param file `:memory:` keeps nothing; @param now milliseconds since the epoch */
  constructor(file: string, now: () => number) {
    // A snapshot is a second connection to the file, so what is only in memory needs a file as well.
    this.#temporary = file === ':memory:' ? mkdtempSync(join(tmpdir(), 'firestore-')) : undefined;
    this.#file = this.#temporary ? join(this.#temporary, 'database') : file;
    this.#now = now;
    this.#store = new Store(this.#file, 'write');
    this.#lastTime = this.#store.lastCommit();
  }

  close(): void {
    for (const transaction of this.#transactions.values()) this.#end(transaction);
    this.#store.close();
    if (this.#temporary) rmSync(this.#temporary, { recursive: true });
  }

  /** Microseconds, never before the last commit. */
  time(): number {
    return Math.max(Math.floor(this.#now() * 1000), this.#lastTime);
  }

  /** @param options.retryOf id of an aborted transaction that this one repeats; readTime in microseconds */
  begin(
    database: string,
    options: { isReadOnly: boolean; readTime?: number; retryOf?: string },
  ): Transaction {
    const { isReadOnly, readTime, retryOf } = options;
    if (readTime !== undefined) this.#checkCurrent(readTime);
    const snapshot = isReadOnly ? new Store(this.#file, 'snapshot') : undefined;
    const transaction = new Transaction(database, snapshot, readTime ?? this.time(), expired =>
      this.#end(expired),
    );
    this.#transactions.set(transaction.id, transaction);
    if (retryOf) transaction.turn.expects(this.#aborted.claim(retryOf));
    transaction.rest();
    return transaction;
  }

  /** @throws INVALID_ARGUMENT for one that has ended */
  transaction(database: string, id: string): Transaction {
    const transaction = this.#transactions.get(id);
    if (!transaction || transaction.database !== database)
      throw invalid('The referenced transaction has expired or is no longer valid.');
    return transaction;
  }

  /** The documents, undefined where there is none, in the order of `paths`. */
  async get(database: string, paths: readonly string[], view: View): Promise<(Document | undefined)[]> {
    return this.#read(
      view,
      paths.map(path => documentName(database, path)),
      store => {
        if (view instanceof Transaction) for (const path of paths) view.sawDocument(path);
        return paths.map(path => store.get(database, path));
      },
    );
  }

  async query(query: Query, view: View): Promise<SearchResult> {
    return this.#read(view, [scopeKey(query)], store => {
      const found = search(store, query);
      if (view instanceof Transaction) view.sawScans(query, found.seen);
      return found;
    });
  }

  async aggregate(
    query: Query,
    aggregations: readonly Aggregation[],
    view: View,
  ): Promise<Record<string, Value>> {
    return this.#read(view, [scopeKey(query)], store => {
      const { fields, seen } = aggregate(store, query, aggregations);
      if (view instanceof Transaction) view.sawScans(query, seen);
      return fields;
    });
  }

  /** Ids of the collections right below a document, '' for the root. */
  collectionIds(database: string, parent: string): string[] {
    const depth = parent === '' ? 0 : parent.split('/').length;
    const paths = this.#store.collections.below(database, parent);
    return [...new Set(paths.map(path => path.split('/')[depth] ?? ''))];
  }

  /** Paths of documents of a collection that are missing but have documents below them. */
  missing(database: string, collection: string): string[] {
    const depth = collection.split('/').length + 1;
    const below = this.#store.collections.below(database, collection);
    const paths = new Set(
      below.filter(path => path !== collection).map(path => path.split('/').slice(0, depth).join('/')),
    );
    return [...paths].filter(path => !this.#store.get(database, path));
  }

  /** All writes, or none. Ends the transaction, whatever comes of it. */
  async commit(database: string, writes: readonly Write[], transaction?: Transaction): Promise<CommitAnswer> {
    if (transaction?.snapshot && writes.length > 0)
      throw invalid('Cannot modify entities in a read-only transaction.');
    transaction?.wake();
    const turn = transaction?.turn ?? new Waiter();
    try {
      const keys = writes.map(({ path }) => documentName(database, path));
      await this.#turns.take(turn, keys, scopeKeys(database, writes));
      transaction?.check();
      return this.#apply(database, writes, transaction);
    } finally {
      if (transaction) this.#end(transaction);
      else this.#turns.leave(turn);
    }
  }

  rollback(transaction: Transaction): void {
    this.#end(transaction);
  }

  #apply(database: string, writes: readonly Write[], own: Transaction | undefined): CommitAnswer {
    const commitTime = Math.max(Math.floor(this.#now() * 1000), this.#lastTime + 1);
    const changes = new Map<string, Change>();
    const results = writes.map(write => {
      const { path } = write;
      const change = changes.get(path);
      const before = change ? change.before : this.#store.get(database, path);
      const { document, result } = applyWrite(database, change ? change.after : before, write, commitTime);
      if (document && document !== before) checkSize(database, path, document.fields);
      changes.set(path, { path, before, after: document });
      return result;
    });
    const real = [...changes.values()].filter(({ before, after }) => before !== after);
    if (real.length > 0) {
      this.#store.commit(commitTime, () => {
        for (const { path, before, after } of real) this.#store.put(database, path, before, after);
      });
      this.#lastTime = commitTime;
      this.#boundJournal();
      for (const other of this.#transactions.values()) if (other !== own) other.meet(database, real);
    }
    return { commitTime, results };
  }

  /**
   * Google's client never ends a transaction that only reads. What holds the log and has done nothing for a while is
   * taken to be over.
   */
  #boundJournal(): void {
    if (this.#store.journalBytes() < this.#journalBound) return;
    for (const transaction of this.#transactions.values())
      if (transaction.snapshot && transaction.turn.isYielding) this.#end(transaction);
    this.#store.carryOver();
    // One that is still at work holds it on: asking at each commit would not help.
    this.#journalBound = Math.max(JOURNAL_BYTES, this.#store.journalBytes() + JOURNAL_BYTES / 4);
  }

  async #read<T>(view: View, keys: string[], read: (store: Store) => T): Promise<T> {
    if (!(view instanceof Transaction)) {
      if (!view) return read(this.#store);
      const open = [...this.#transactions.values()].find(
        other => other.snapshot && other.beginTime === view.readTime,
      );
      if (!open) this.#checkCurrent(view.readTime);
      return read(open?.snapshot ?? this.#store);
    }
    view.wake();
    try {
      if (view.snapshot) return read(view.snapshot);
      view.check();
      await this.#turns.take(view.turn, keys);
      view.check();
      return read(this.#store);
    } catch (error) {
      if (view.isBroken) this.#end(view);
      throw error;
    } finally {
      view.rest();
    }
  }

  #end(transaction: Transaction): void {
    if (transaction.isBroken) this.#aborted.keep(transaction.id, transaction.turn.held);
    this.#transactions.delete(transaction.id);
    this.#turns.leave(transaction.turn);
    transaction.end();
  }

  /** Of the past nothing is kept, so a time can be read if nothing was committed after it. */
  #checkCurrent(readTime: number): void {
    if (readTime > this.time()) throw invalid('readTime lies in the future.');
    if (readTime < this.#lastTime)
      throw new FirestoreError(
        'FAILED_PRECONDITION',
        'The local Firestore keeps no past states: readTime must not lie before the last commit, unless a read-only transaction of that time is open.',
      );
  }
}

const collectionKey = (database: string, path: string): string => `${database}/collections/${path}`;
const groupKey = (database: string, id: string): string => `${database}/groups/${id}`;

/** In this queue stand the transactions that have queried here. */
const scopeKey = (query: Query): string =>
  query.allDescendants
    ? groupKey(query.database, query.collectionId)
    : collectionKey(query.database, collectionPath(query));

/** The queues of queries that a write may touch. */
function scopeKeys(database: string, writes: readonly Write[]): Set<string> {
  const collections = new Set(writes.map(({ path }) => collectionOf(path)));
  return new Set(
    [...collections].flatMap(path => [collectionKey(database, path), groupKey(database, idOf(path))]),
  );
}
