// The index of fingerprints in one transaction: those that have been asked for, and what this transaction files. Knows
// nothing of what is compared.

import type { DeskContext } from '../../core/desk/desk.ts';
import type { Keyed } from '../../core/lib/digest.ts';
import { type Group, type Probe, probeSample } from '../../core/similarity/blocking.ts';
import { Candidates, type Nearby } from '../../core/similarity/candidates.ts';
import type { Fingerprint } from '../../core/similarity/fingerprint.ts';
import { type Filed, fileOf, readFingerprint } from '../../core/similarity/fingerprint-text.ts';
import { type Vocabulary, vocabularyOf } from '../../core/similarity/vocabulary.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';

export class SimilarIndex {
  /** What changes, by record key; `null` takes it out. */
  readonly changed = new Map<string, Filed | null>();
  /** What this transaction has filed first, and what it has looked up: neither takes the other's room. */
  readonly #filed: Record<Group, Candidates<Fingerprint>>;
  readonly #found: Record<Group, Candidates<Fingerprint>>;
  readonly #transaction: DeskTransaction;
  readonly #keyed: Keyed;
  readonly #vocabulary: Vocabulary;

  /** By the desk's key for digests, and its words for faults. */
  constructor(transaction: DeskTransaction, { keyed, faults }: Pick<DeskContext, 'keyed' | 'faults'>) {
    this.#transaction = transaction;
    this.#keyed = keyed;
    this.#vocabulary = vocabularyOf(faults);
    const none = (): Record<Group, Candidates<Fingerprint>> => ({
      dated: new Candidates('dated', this.#vocabulary),
      lasting: new Candidates('lasting', this.#vocabulary),
    });
    this.#filed = none();
    this.#found = none();
  }

  /** Looks up what is asked for. What this transaction has filed anew stays as it is. */
  async look(group: Group, probes: readonly Probe[]): Promise<void> {
    const asked = probes.filter(({ blocks }) => blocks.length > 0);
    const found = await Promise.all(asked.map(probe => this.#transaction.fingerprints(probe)));
    for (const text of found.flat()) {
      const fingerprint = readFingerprint(text, this.#keyed);
      if (!this.changed.has(fingerprint.key)) this.#found[group].put(fingerprint);
    }
  }

  /** Those of a group that one is held against, of what was looked up and what was filed. */
  near(group: Group, nearby: Nearby): Fingerprint[] {
    return [...this.#filed[group].near(nearby), ...this.#found[group].near(nearby)];
  }

  /** The latest texts of this desk, whatever they tell: by them one knows which words are usual here. */
  async sample(group: Group): Promise<Fingerprint[]> {
    const found = await this.#transaction.fingerprints(probeSample(group));
    return found.map(text => readFingerprint(text, this.#keyed));
  }

  file(group: Group, fingerprint: Fingerprint): void {
    const filed = fileOf(group, fingerprint, this.#vocabulary);
    const known = this.#found[group].has(fingerprint.key) ? this.#found : this.#filed;
    known[group].put(fingerprint, filed.blocks);
    this.changed.set(fingerprint.key, filed);
  }

  takeOut(key: string): void {
    for (const each of [this.#filed, this.#found])
      for (const known of Object.values(each)) known.takeOut(key);
    this.changed.set(key, null);
  }
}
