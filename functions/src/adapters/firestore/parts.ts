// Documents of which a transaction writes parts: only into one that stands in its present form. Knows nothing of what
// is in them.

import {
  type DocumentReference,
  type DocumentSnapshot,
  FieldValue,
  type Transaction,
} from '@google-cloud/firestore';
import { formNow, fromStore, isOlder, toStore } from './forms.ts';
import type { Stored } from './kinds.ts';

/** Kinds of documents that are written in parts. */
type Parted = 'private';

/** What is written: values by field, at any depth; null takes one away. */
export interface Changes {
  [field: string]: string | null | Changes;
}

export interface Part {
  kind: Parted;
  ref: DocumentReference;
  changes: Changes;
  /** Whether the document cannot be there yet, so that nobody has to look. */
  isNew?: boolean;
}

/** The documents that one transaction has read, and its writes of parts of them. */
export class Parts {
  readonly #transaction: Transaction;
  /** By path: those that were read; with their fields where an older program wrote them. */
  readonly #read = new Map<string, Stored[Parted] | undefined>();

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  /** What is in a document that was read. @throws NewerForm */
  take<K extends Parted>(kind: K, document: DocumentSnapshot): Stored[K] | undefined {
    const data = document.data();
    const fields = data && fromStore(kind, data);
    this.#read.set(document.ref.path, data && isOlder(kind, data) ? fields : undefined);
    return fields;
  }

  /**
   * Reads those documents that have not been read yet.
   * @throws NewerForm rather than have an older program write into one
   */
  async look(parts: readonly Part[]): Promise<void> {
    const unknown = parts.filter(({ ref, isNew }) => !isNew && !this.#read.has(ref.path));
    if (unknown.length === 0) return;
    const found = await this.#transaction.getAll(...unknown.map(({ ref }) => ref));
    unknown.forEach(({ kind }, at) => {
      const document = found[at];
      if (document) this.take(kind, document);
    });
  }

  /** Writes a part; of a document in an older form, the whole of it in its present form. */
  write({ kind, ref, changes }: Part): void {
    const whole = this.#read.get(ref.path);
    if (!whole) {
      this.#transaction.set(ref, { ...merging(changes), ...formNow(kind) }, { merge: true });
      return;
    }
    const after = withChanges(whole, changes) as Stored[Parted];
    this.#read.set(ref.path, after);
    this.#transaction.set(ref, toStore(kind, after));
  }
}

/** Changes as a write with `merge` takes them. */
function merging(changes: Changes): FirebaseFirestore.DocumentData {
  return Object.fromEntries(
    Object.entries(changes).map(([field, change]) => [
      field,
      change === null ? FieldValue.delete() : typeof change === 'string' ? change : merging(change),
    ]),
  );
}

function withChanges(
  fields: FirebaseFirestore.DocumentData,
  changes: Changes,
): FirebaseFirestore.DocumentData {
  const after = { ...fields };
  for (const [field, change] of Object.entries(changes)) {
    if (change === null) delete after[field];
    else after[field] = typeof change === 'string' ? change : withChanges(after[field] ?? {}, change);
  }
  return after;
}
