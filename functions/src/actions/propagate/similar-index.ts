// The index of fingerprints in one transaction: those that have been asked for, and what this transaction files. Knows
// nothing of what is compared.

import type { DeskContext } from '../../core/desk/desk.ts';
import type { Keyed } from '../../core/lib/digest.ts';
import { type Group, type Probe, probeSample } from '../../core/similarity/blocking.ts';
import type { Fingerprint } from '../../core/similarity/fingerprint.ts';
import { type Filed, fileOf, readFingerprint } from '../../core/similarity/fingerprint-text.ts';
import { type Vocabulary, vocabularyOf } from '../../core/similarity/vocabulary.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';

export class SimilarIndex {
  /** What changes, by record key; `null` takes it out. */
  readonly changed = new Map<string, Filed | null>();
  readonly #known: Record<Group, Map<string, Fingerprint>> = { dated: new Map(), lasting: new Map() };
  readonly #transaction: DeskTransaction;
  readonly #keyed: Keyed;
  readonly #vocabulary: Vocabulary;

  /** By the desk's key for digests, and its words for faults. */
  constructor(transaction: DeskTransaction, { keyed, faults }: Pick<DeskContext, 'keyed' | 'faults'>) {
    this.#transaction = transaction;
    this.#keyed = keyed;
    this.#vocabulary = vocabularyOf(faults);
  }

  /** Looks up what is asked for. What this transaction has filed anew stays as it is. */
  async look(group: Group, probes: readonly Probe[]): Promise<void> {
    const asked = probes.filter(({ blocks }) => blocks.length > 0);
    const found = await Promise.all(asked.map(probe => this.#transaction.fingerprints(probe)));
    for (const text of found.flat()) {
      const fingerprint = readFingerprint(text, this.#keyed);
      if (!this.changed.has(fingerprint.key)) this.#known[group].set(fingerprint.key, fingerprint);
    }
  }

  /** Those of a group that are known: what was looked up, and what was filed. */
  of(group: Group): Iterable<Fingerprint> {
    return this.#known[group].values();
  }

  /** The latest texts of this desk, whatever they tell: by them one knows which words are usual here. */
  async sample(group: Group): Promise<Fingerprint[]> {
    const found = await this.#transaction.fingerprints(probeSample(group));
    return found.map(text => readFingerprint(text, this.#keyed));
  }

  file(group: Group, fingerprint: Fingerprint): void {
    this.#known[group].set(fingerprint.key, fingerprint);
    this.changed.set(fingerprint.key, fileOf(group, fingerprint, this.#vocabulary));
  }

  takeOut(key: string): void {
    for (const known of Object.values(this.#known)) known.delete(key);
    this.changed.set(key, null);
  }
}
