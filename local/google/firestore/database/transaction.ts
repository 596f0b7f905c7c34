// One transaction: what it has read, and whether that still holds. It must not know how waiting is done.
import { randomBytes } from 'node:crypto';
import { FirestoreError } from './error.ts';
import { matchesAll } from './filter.ts';
import { keysOf } from './index-definition.ts';
import { Waiter } from './lock-queue.ts';
import type { Scan } from './plan.ts';
import type { Query } from './query.ts';
import { isInScope } from './search.ts';
import type { Store } from './store.ts';
import type { Document } from './value.ts';

/** https://docs.cloud.google.com/firestore/quotas#writes_and_transactions */
const IDLE_LIMIT_MS = 60_000;
const TOTAL_LIMIT_MS = 270_000;

/** One document before and after a commit. */
export interface Change {
  path: string;
  before: Document | undefined;
  after: Document | undefined;
}

export class Transaction {
  /** base64, as bytes on the wire */
  readonly id = randomBytes(16).toString('base64');
  readonly database: string;
  readonly turn = new Waiter();
  /** A read-only transaction reads this; without it the transaction reads what is committed, and may write. */
  readonly snapshot: Store | undefined;
  /** Microseconds; of a read-only transaction the time whose state it reads. */
  readonly beginTime: number;
  readonly #documents = new Set<string>();
  readonly #scans: { query: Query; scan: Scan }[] = [];
  readonly #idle: NodeJS.Timeout;
  readonly #total: NodeJS.Timeout;
  #isBroken = false;
  #hasEnded = false;

  constructor(
    database: string,
    snapshot: Store | undefined,
    beginTime: number,
    expire: (transaction: Transaction) => void,
  ) {
    this.database = database;
    this.snapshot = snapshot;
    this.beginTime = beginTime;
    this.#idle = setTimeout(() => expire(this), IDLE_LIMIT_MS).unref();
    this.#total = setTimeout(() => expire(this), TOTAL_LIMIT_MS).unref();
  }

  /** Whether another commit has changed what was read here. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** A call of its client has come. */
  wake(): void {
    this.turn.wake();
    this.#idle.refresh();
  }

  /** It waits for the client's next call. */
  rest(): void {
    if (!this.#hasEnded) this.turn.rest();
  }

  end(): void {
    this.#hasEnded = true;
    clearTimeout(this.#idle);
    clearTimeout(this.#total);
    this.snapshot?.close();
  }

  sawDocument(path: string): void {
    this.#documents.add(path);
  }

  sawScans(query: Query, scans: readonly Scan[]): void {
    for (const scan of scans) this.#scans.push({ query, scan });
  }

  /**
   * Another commit has changed documents: if one of them was read here, or would be found now, this one can not go on.
   */
  meet(database: string, changes: readonly Change[]): void {
    if (this.snapshot || this.#isBroken || database !== this.database) return;
    this.#isBroken = changes.some(
      ({ path, before, after }) =>
        this.#documents.has(path) ||
        this.#scans.some(({ query, scan }) => touches(query, scan, before) || touches(query, scan, after)),
    );
    if (this.#isBroken) this.turn.hurry();
  }

  /** @throws ABORTED when what was read has changed since, or the transaction has ended meanwhile */
  check(): void {
    if (this.#hasEnded) throw new FirestoreError('ABORTED', 'The transaction has ended.');
    if (this.#isBroken)
      throw new FirestoreError('ABORTED', 'Too much contention on these documents. Please try again.');
  }
}

function touches(query: Query, scan: Scan, document: Document | undefined): boolean {
  if (!document || !isInScope(query, document.path)) return false;
  const isWithin = keysOf(scan.definition, document).some(
    key => Buffer.compare(key, scan.from) >= 0 && (!scan.to || Buffer.compare(key, scan.to) < 0),
  );
  return isWithin && matchesAll(query.database, document, scan.filters);
}
