// Full values of masked cells as one transaction reads and writes them: sealed for the record and the column that they
// are of.

import type { DocumentData, DocumentReference, Transaction } from '@google-cloud/firestore';
import type { PrivateCells } from '../../core/record/record.ts';
import type { Writes } from '../../ports/transaction.ts';
import type { FirestoreDeskKeys, KeyRing } from './desk-keys.ts';
import { fromStore, toStore } from './forms.ts';
import type { Stored } from './kinds.ts';

type Plain = Record<string, string>;

/** What changes of a record's full values; null takes one away. */
interface SealedChange {
  key: string;
  changes: PrivateCells;
  /** Whether there can be none yet, so that nobody has to look. */
  isNew: boolean;
}

export class SealedCells {
  readonly #desk: DocumentReference;
  readonly #transaction: Transaction;
  readonly #given: FirestoreDeskKeys | undefined;
  readonly #read = new Map<string, Plain>();

  constructor(desk: DocumentReference, transaction: Transaction, keys: FirestoreDeskKeys | undefined) {
    this.#desk = desk;
    this.#transaction = transaction;
    this.#given = keys;
  }

  get #keys(): FirestoreDeskKeys {
    if (!this.#given) throw new Error('full values cannot be read without the keys of desks');
    return this.#given;
  }

  /** The full values of records, by key. @throws NewerForm */
  async read(keys: readonly string[]): Promise<Map<string, Plain>> {
    if (keys.length === 0) return new Map();
    const found = await this.#transaction.getAll(...keys.map(key => this.#ref(key)));
    for (const each of found)
      this.#read.set(each.id, await unsealedCells(this.#keys, this.#desk.id, each.id, each.data()));
    return new Map(found.map(each => [each.id, this.#read.get(each.id) ?? {}]));
  }

  /** Reads what these changes are put into, and gets the keys ready: `write` comes after the last read. */
  async look(all: readonly SealedChange[]): Promise<KeyRing | undefined> {
    const unknown = all.filter(({ key, isNew }) => !isNew && !this.#read.has(key));
    await this.read([...new Set(unknown.map(({ key }) => key))]);
    return all.length > 0 ? this.#keys.ring(this.#desk.id) : undefined;
  }

  /** Writes the whole of a record's values, all of them sealed by the present key. */
  write({ key, changes, isNew }: SealedChange, ring: KeyRing): void {
    const after = { ...this.#read.get(key) };
    for (const [column, value] of Object.entries(changes)) {
      if (value === null) delete after[column];
      else after[column] = value;
    }
    this.#read.set(key, after);
    const stored = toStore('private', sealedCells(ring, this.#desk.id, key, after));
    // Nobody has looked whether there is a document: if there is one after all, the transaction fails.
    if (isNew) this.#transaction.create(this.#ref(key), stored);
    else this.#transaction.set(this.#ref(key), stored);
  }

  #ref(key: string): DocumentReference {
    return this.#desk.collection('private').doc(key);
  }
}

/** The place that a record's values are sealed for. */
const placeOf = (deskId: string, key: string) => JSON.stringify([deskId, key]);

/** The values in a record's document, if there is one; those that an older program wrote are not sealed yet. */
export async function unsealedCells(
  keys: FirestoreDeskKeys,
  deskId: string,
  key: string,
  data: DocumentData | undefined,
): Promise<Plain> {
  const { sealed, plain = {} } = data ? fromStore('private', data) : { sealed: null };
  if (sealed === null) return plain;
  const ring = await keys.ring(deskId, sealed);
  return JSON.parse(ring.open(sealed, placeOf(deskId, key))) as Plain;
}

/** Values as a document holds them. */
export function sealedCells(ring: KeyRing, deskId: string, key: string, cells: Plain): Stored['private'] {
  return { sealed: ring.seal(JSON.stringify(cells), placeOf(deskId, key)) };
}

/** Whether the values of a document are sealed by the present key. */
export function isCurrent(ring: KeyRing, { sealed, plain }: Stored['private']): boolean {
  return plain === undefined && sealed !== null && ring.isCurrent(sealed);
}

/** The full values that are written along with records. */
export function fullValues({ records = [], sealed = new Map() }: Writes): SealedChange[] {
  const apart = [...sealed].map(([key, changes]) => ({ key, changes, isNew: false }));
  const ofRecords = records.flatMap(({ after: { key, version }, privateCells: changes = {} }) =>
    Object.keys(changes).length > 0 ? [{ key, changes, isNew: version === 1 }] : [],
  );
  return [...ofRecords, ...apart];
}
