// Blocks: words under which fingerprints are filed, so that those that may be similar are found without looking at all
// others. Two that share no pair of characters are not similar, so pairs are what they are filed under; which product
// is told parts them further.

import { digestOf } from '../lib/digest.ts';
import type { Instant } from '../lib/time.ts';
import { pairsOf, type Traits } from './similarity.ts';
import { FAULT_WORDS } from './stop-words.ts';

/** Most pairs that a fingerprint is filed under. */
const MAX_FILED_PAIRS = 30;

/**
 * Most blocks that are asked for at once.
 * https://firebase.google.com/docs/firestore/query-data/queries#query_limitations
 */
const MAX_PROBED_BLOCKS = 30;

/** Fingerprints that one is held against, the latest first. */
export const MAX_CANDIDATES = 60;

/** What is compared by the time of its report, and what is compared for ever. */
export type Group = 'dated' | 'lasting';

/**
 * Which fingerprints are asked for: those in one of these blocks, from a time up to before another, the latest first.
 */
export interface Probe {
  blocks: readonly string[];
  from: Instant;
  to: Instant;
  limit: number;
}

const ANY_PRODUCT = '*';
const NO_PRODUCT = '-';

/** The blocks that a fingerprint is filed under. */
export function blocksOf(group: Group, traits: Traits): string[] {
  const products = [ANY_PRODUCT, ...productsOf(traits)];
  const pairs = tellingPairs(traits).slice(0, MAX_FILED_PAIRS);
  return pairs.flatMap(pair => products.map(product => blockOf(group, product, pair)));
}

/** The blocks in which fingerprints similar to this one are filed. Those that name no product may be similar to any. */
export function blocksAround(group: Group, traits: Traits): string[] {
  const products = traits.products.length > 0 ? [...productsOf(traits), NO_PRODUCT] : [ANY_PRODUCT];
  const pairs = tellingPairs(traits).slice(0, Math.floor(MAX_PROBED_BLOCKS / products.length));
  return pairs.flatMap(pair => products.map(product => blockOf(group, product, pair)));
}

const productsOf = ({ products }: Traits): string[] =>
  products.length > 0 ? products.map(product => digestOf(product).slice(0, 6)) : [NO_PRODUCT];

const blockOf = (group: Group, product: string, pair: string) => `${group[0] ?? ''}${product}${pair}`;

/**
 * Those that name a fault first; the rest in an order that is the same in each text, so that two long texts choose the
 * same ones.
 */
function tellingPairs(traits: Traits): string[] {
  const ranked = [...pairsOf(traits)].map(pair => ({
    pair,
    rank: `${FAULT_WORDS.has(pair) ? 0 : 1}${digestOf(pair)}`,
  }));
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ pair }) => pair);
}
