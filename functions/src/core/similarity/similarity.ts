// Whether two records tell of the same problem: by product, by type or tag, and by similarity of text. Pure; every
// score says why.

import { EMPTY_WORDS, FAULT_WORDS } from './stop-words.ts';

/** What a record is compared by. */
export interface Traits {
  /** Products, named as in settings. */
  products: readonly string[];
  /** Type and tags. */
  kinds: readonly string[];
  /** What happened, in somebody's words. */
  text: string;
}

/** How alike two records are, and what of each part went into it. */
export interface Similarity {
  /** 0 to 1. */
  score: number;
  /** Share of the shorter text's pairs of characters that the other one has, too: 0 to 1. */
  text: number;
  /** The product and the type or tag that both name. */
  product: string | undefined;
  kind: string | undefined;
}

/** What a shared product, and a shared type or tag, add to the similarity of the texts. */
const PRODUCT_COUNTS = 0.2;
const KIND_COUNTS = 0.1;
/** A text with fewer pairs than this says too little for one pair to settle the matter. */
const FEWEST_PAIRS = 3;
/** A pair that names a fault says more about a problem than any other. */
const FAULT_COUNTS = 2;

const DIFFERENT: Similarity = { score: 0, text: 0, product: undefined, kind: undefined };

/**
 * How alike two records are. Those that name products, and none in common, are not, whatever they say; nor are those
 * whose words differ.
 */
export function similarityOf(a: Traits, b: Traits): Similarity {
  const product = a.products.find(each => b.products.includes(each));
  if (!product && a.products.length > 0 && b.products.length > 0) return DIFFERENT;
  const text = similarityOfTexts(pairsOf(a), pairsOf(b));
  if (text === 0) return DIFFERENT;
  const kind = a.kinds.find(each => b.kinds.includes(each));
  const score = text + (product ? PRODUCT_COUNTS : 0) + (kind ? KIND_COUNTS : 0);
  return { score: Math.min(1, score), text, product, kind };
}

/** Why two records count as alike: `产品同为“净水器”，描述相似 63%`. */
export function similarityReason({ text, product, kind }: Similarity): string {
  return [
    ...(product ? [`产品同为“${product}”`] : []),
    ...(kind ? [`同为“${kind}”`] : []),
    `描述相似 ${Math.round(text * 100)}%`,
  ].join('，');
}

/** The products of the settings that are named in these texts; of `净水器` and `净水器 X2` the longer one where it stands. */
export function productsIn(products: readonly string[], texts: readonly string[]): string[] {
  let rest = texts.map(plain).join('\n');
  return products
    .toSorted((a, b) => b.length - a.length)
    .filter(name => {
      const found = name !== '' && rest.includes(plain(name));
      if (found) rest = rest.replaceAll(plain(name), ' ');
      return found;
    });
}

/** Longer ones first, so that they go as a whole. */
const EMPTY = new RegExp(EMPTY_WORDS.toSorted((a, b) => b.length - a.length).join('|'), 'g');

/**
 * Longest text that is compared, in UTF-16 units: the problem stands at the beginning, and comparing costs by length.
 */
export const MAX_COMPARED = 150;

export type Pairs = ReadonlySet<string>;
const known = new WeakMap<Traits, Pairs>();

/**
 * Pairs of neighbouring characters of the words that tell something, and whole words of other scripts. Dates, numbers
 * and products are none.
 */
export function pairsOf(traits: Traits): Pairs {
  const found = known.get(traits);
  if (found) return found;
  let text = plain(traits.text.slice(0, MAX_COMPARED));
  for (const product of traits.products) text = text.replaceAll(plain(product), ' ');
  // 开不了机 and 无法开机 are the same.
  text = text.replace(/不了(?=\p{Script=Han})/gu, '');
  const words = text.replace(EMPTY, ' ').match(/\p{Script=Han}+|[a-z][a-z0-9]+/gu) ?? [];
  const pairs = new Set(words.flatMap(word => (/^[a-z]/.test(word) ? [word] : pairsWithin(word))));
  known.set(traits, pairs);
  return pairs;
}

function pairsWithin(word: string): string[] {
  const signs = [...word];
  return signs.slice(1).map((sign, index) => `${signs[index] ?? ''}${sign}`);
}

/** The overlap coefficient (Szymkiewicz–Simpson) of the pairs: two people tell the same in long and in short. */
function similarityOfTexts(a: Pairs, b: Pairs): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += weightOf(pair);
  return shared === 0
    ? 0
    : Math.min(1, shared / Math.max(FEWEST_PAIRS, Math.min(weightOfAll(a), weightOfAll(b))));
}

const weightOf = (pair: string) => (FAULT_WORDS.has(pair) ? FAULT_COUNTS : 1);

function weightOfAll(pairs: Pairs): number {
  let sum = 0;
  for (const pair of pairs) sum += weightOf(pair);
  return sum;
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();
