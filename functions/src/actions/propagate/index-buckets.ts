// The buckets of one transaction: what stands in them, and what this transaction puts there. Knows nothing of what is compared.

import { type Fingerprint, MAX_IN_BUCKET } from '../../core/similarity/fingerprint.ts';
import { readFingerprint, writeFingerprint } from '../../core/similarity/fingerprint-text.ts';
import type { DeskTransaction, IndexBucket, Snapshot } from '../../ports/transaction.ts';

export class IndexBuckets {
  /** What changes, by bucket and key; `null` takes it off. */
  readonly changed = new Map<string, Map<string, string | null>>();
  readonly #standing = new Map<string, Map<string, Fingerprint>>();
  readonly #transaction: DeskTransaction;

  constructor({ buckets }: Snapshot, transaction: DeskTransaction) {
    this.#transaction = transaction;
    this.#take(buckets);
  }

  /** Reads the buckets among these that are not known yet. */
  async look(names: readonly string[]): Promise<void> {
    const unknown = [...new Set(names)].filter(name => !this.#standing.has(name));
    if (unknown.length > 0) this.#take((await this.#transaction.read([], [], { buckets: unknown })).buckets);
  }

  /** What stands in buckets that have been read. */
  *on(names: readonly string[]): Generator<Fingerprint> {
    for (const name of names) yield* this.#bucket(name).values();
  }

  /** Puts a fingerprint in a bucket that has been read; from a full one the oldest goes. */
  put(name: string, fingerprint: Fingerprint): void {
    const bucket = this.#bucket(name);
    bucket.set(fingerprint.key, fingerprint);
    this.#change(name, fingerprint.key, writeFingerprint(fingerprint));
    if (bucket.size <= MAX_IN_BUCKET) return;
    let oldest = fingerprint;
    for (const each of bucket.values()) if (each.at < oldest.at) oldest = each;
    this.take(name, oldest.key);
  }

  /** Takes what a record left there off a bucket that has been read. */
  take(name: string, key: string): void {
    if (this.#bucket(name).delete(key)) this.#change(name, key, null);
  }

  #bucket(name: string): Map<string, Fingerprint> {
    const bucket = this.#standing.get(name);
    if (!bucket) throw new Error(`bucket ${name} has not been read`);
    return bucket;
  }

  #take(buckets: ReadonlyMap<string, IndexBucket>): void {
    for (const [name, texts] of buckets) {
      this.#standing.set(name, new Map([...texts].map(([key, text]) => [key, readFingerprint(text)])));
    }
  }

  #change(name: string, key: string, text: string | null): void {
    const changes = this.changed.get(name) ?? new Map<string, string | null>();
    this.changed.set(name, changes.set(key, text));
  }
}
