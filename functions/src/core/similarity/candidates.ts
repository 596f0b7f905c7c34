// Those of many fingerprints that one is held against: however many one transaction knows of, as when a whole day is
// pasted at once, each is compared with a bounded number of others.

import type { Instant } from '../lib/time.ts';
import { blocksOf, type Group } from './blocking.ts';
import type { Traits } from './similarity.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is held against others: a trait by which it is filed, and when. */
type Dated = Traits & { key: string; at: Instant };

/**
 * Which ones are looked for: those in one of these blocks, block by block, from a time up to before another, the latest
 * first. The blocks are asked for only where there are more than the limit.
 */
export interface Nearby {
  blocks: () => readonly string[];
  from: Instant;
  to: Instant;
  limit: number;
}

/** Keys of what is filed in a block; those of `latest` in the order in which they are looked through. */
interface InBlock<Each> {
  keys: Set<string>;
  latest: Each[] | undefined;
}

/** The block of everything, also of what no word is filed of. */
const WHOLE = '';

export class Candidates<Each extends Dated> {
  readonly #group: Group;
  readonly #vocabulary: Vocabulary;
  readonly #all = new Map<string, Each>();
  readonly #blocks = new Map<string, InBlock<Each>>();
  /** What has not been filed in its blocks yet, by key, with its blocks where they are known. */
  readonly #unfiled = new Map<string, readonly string[] | undefined>();

  constructor(group: Group, vocabulary: Vocabulary) {
    this.#group = group;
    this.#vocabulary = vocabulary;
  }

  /** @param blocks what it is filed under, if somebody has worked that out already */
  put(fingerprint: Each, blocks?: readonly string[]): void {
    this.#all.set(fingerprint.key, fingerprint);
    this.#unfiled.set(fingerprint.key, blocks);
  }

  has(key: string): boolean {
    return this.#all.has(key);
  }

  takeOut(key: string): void {
    this.#all.delete(key);
    this.#unfiled.delete(key);
  }

  /** All where they are no more than the limit; else so many, what lies in the same blocks before what does not. */
  near({ blocks, from, to, limit }: Nearby): Each[] {
    if (this.#all.size <= limit) return [...this.#all.values()];
    this.#file();
    const found = new Map<string, Each>();
    for (const block of [...blocks(), WHOLE]) {
      const latest = this.#latest(block);
      for (let at = firstBefore(latest, to); at < latest.length && found.size < limit; at += 1) {
        const each = latest[at];
        if (!each || each.at < from) break;
        const now = this.#all.get(each.key);
        if (now) found.set(now.key, now);
      }
      if (found.size >= limit) break;
    }
    return [...found.values()];
  }

  #file(): void {
    for (const [key, known] of this.#unfiled) {
      const fingerprint = this.#all.get(key);
      if (!fingerprint) continue;
      const blocks = known ?? blocksOf(this.#group, fingerprint, this.#vocabulary);
      for (const block of [WHOLE, ...blocks]) {
        const within = this.#blocks.get(block) ?? { keys: new Set(), latest: undefined };
        this.#blocks.set(block, within);
        if (within.keys.has(key)) continue;
        within.keys.add(key);
        within.latest = undefined;
      }
    }
    this.#unfiled.clear();
  }

  #latest(block: string): readonly Each[] {
    const within = this.#blocks.get(block);
    if (!within) return [];
    within.latest ??= [...within.keys].flatMap(key => this.#all.get(key) ?? []).sort((a, b) => b.at - a.at);
    return within.latest;
  }
}

/** Where those of before a time begin. */
function firstBefore(latest: readonly Dated[], to: Instant): number {
  let [low, high] = [0, latest.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((latest[middle]?.at ?? 0) >= to) low = middle + 1;
    else high = middle;
  }
  return low;
}
