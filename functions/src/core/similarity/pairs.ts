// Pairs of neighbouring signs: what texts are filed under that no class of faults has.

import { EMPTY_WORDS } from '../cells/empty-words.ts';
import { comparable, MAX_COMPARED, type Traits } from './similarity.ts';

/** Longer ones first, so that they go as a whole. */
const EMPTY = new RegExp(EMPTY_WORDS.toSorted((a, b) => b.length - a.length).join('|'), 'g');

/**
 * Pairs of neighbouring signs of the words that tell something, and whole words of other scripts. Dates, numbers and
 * products are none.
 */
export function pairsIn({ text: written, products }: Traits): ReadonlySet<string> {
  let text = comparable(written.slice(0, MAX_COMPARED));
  for (const product of products) text = text.replaceAll(comparable(product), ' ');
  // 开不了机 and 无法开机 are the same.
  text = text.replace(/不了(?=\p{Script=Han})/gu, '');
  const words = text.replace(EMPTY, ' ').match(/\p{Script=Han}+|[a-z][a-z0-9]+/gu) ?? [];
  return new Set(words.flatMap(word => (/^[a-z]/.test(word) ? [word] : pairsWithin(word))));
}

function pairsWithin(word: string): string[] {
  const signs = [...word];
  return signs.slice(1).map((sign, index) => `${signs[index] ?? ''}${sign}`);
}
