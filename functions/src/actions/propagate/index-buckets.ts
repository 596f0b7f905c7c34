// The shelves of one transaction: what stands on them, and what this transaction puts there. Knows nothing of what is compared.

import { MOST_ON_SHELF, type Sighting } from '../../core/similarity/fingerprint.ts';
import { readSighting, writeSighting } from '../../core/similarity/fingerprint-text.ts';
import type { DeskTransaction, Shelf, Snapshot } from '../../ports.ts';

export class Shelves {
  /** What changes, by shelf and key; `null` takes it off. */
  readonly changed = new Map<string, Map<string, string | null>>();
  readonly #standing = new Map<string, Map<string, Sighting>>();
  readonly #transaction: DeskTransaction;

  constructor({ shelves }: Snapshot, transaction: DeskTransaction) {
    this.#transaction = transaction;
    this.#take(shelves);
  }

  /** Reads the shelves among these that are not known yet. */
  async look(names: readonly string[]): Promise<void> {
    const unknown = [...new Set(names)].filter(name => !this.#standing.has(name));
    if (unknown.length > 0) this.#take((await this.#transaction.read([], [], { shelves: unknown })).shelves);
  }

  /** What stands on shelves that have been read. */
  *on(names: readonly string[]): Generator<Sighting> {
    for (const name of names) yield* this.#shelf(name).values();
  }

  /** Puts a sighting on a shelf that has been read; from a full one the oldest goes. */
  put(name: string, sighting: Sighting): void {
    const shelf = this.#shelf(name);
    shelf.set(sighting.key, sighting);
    this.#change(name, sighting.key, writeSighting(sighting));
    if (shelf.size <= MOST_ON_SHELF) return;
    let oldest = sighting;
    for (const each of shelf.values()) if (each.at < oldest.at) oldest = each;
    this.take(name, oldest.key);
  }

  /** Takes what a record left there off a shelf that has been read. */
  take(name: string, key: string): void {
    if (this.#shelf(name).delete(key)) this.#change(name, key, null);
  }

  #shelf(name: string): Map<string, Sighting> {
    const shelf = this.#standing.get(name);
    if (!shelf) throw new Error(`shelf ${name} has not been read`);
    return shelf;
  }

  #take(shelves: ReadonlyMap<string, Shelf>): void {
    for (const [name, texts] of shelves) {
      this.#standing.set(name, new Map([...texts].map(([key, text]) => [key, readSighting(text)])));
    }
  }

  #change(name: string, key: string, text: string | null): void {
    const changes = this.changed.get(name) ?? new Map<string, string | null>();
    this.changed.set(name, changes.set(key, text));
  }
}
