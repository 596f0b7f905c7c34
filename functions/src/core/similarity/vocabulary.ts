// The words by which faults are read: the default list, and what a desk has added to it.

import type { FaultSetting } from '../desk/word-lists.ts';
import { literally, partsOfWay } from '../lib/pattern.ts';
import { type FaultWords, THING_FAULTS } from './words/faults.ts';
import { OTHER_MATTERS, USE_FAULTS } from './words/faults-of-use.ts';
import { MANNERS, MATTERS } from './words/matters.ts';

/** How telling a class is: what is wrong with a thing, what went wrong on the way, how somebody was treated. */
export type Rank = 0 | 1 | 2;

export interface FaultClass {
  name: string;
  rank: Rank;
  ways: RegExp;
}

export interface Vocabulary {
  classes: readonly FaultClass[];
}

/** Signs of one clause. */
const SIGNS = '[^，。；！？,;!?\\n]';

/** A way of the default list as a regular expression. */
function sourceOf(way: string): string {
  return way
    .replaceAll('…', `${SIGNS}{0,6}`)
    .replaceAll('~', `${SIGNS}{0,12}`)
    .replaceAll('@', '(?:无法|不能|没法|没办法|不可以|不让)(?:正常|再)?');
}

/** A way that a person wrote: words as they are, `…` or `*` for a few signs between them. */
function sourceOfWritten(way: string): string {
  return partsOfWay(way)
    .map(part => literally(part.trim()))
    .join(`${SIGNS}{0,6}`);
}

const RANKED: readonly (readonly [Rank, readonly FaultWords[]])[] = [
  [0, [...THING_FAULTS, ...USE_FAULTS]],
  [1, [...MATTERS, ...OTHER_MATTERS]],
  [2, MANNERS],
];

/** A vocabulary of the default list and of what was added to it. */
function makeVocabulary(added: readonly FaultSetting[]): Vocabulary {
  const more = new Map<string, string[]>();
  for (const { name, ways } of added)
    more.set(name, [...(more.get(name) ?? []), ...ways.map(sourceOfWritten)]);
  const listed = RANKED.flatMap(([rank, all]) =>
    all.map(([name, ...ways]): FaultClass => {
      const sources = [...ways.map(sourceOf), ...(more.get(name) ?? [])];
      more.delete(name);
      return { name, rank, ways: new RegExp(sources.join('|'), 'gu') };
    }),
  );
  const own = [...more].map(
    ([name, sources]): FaultClass => ({ name, rank: 0, ways: new RegExp(sources.join('|'), 'gu') }),
  );
  return { classes: [...own, ...listed] };
}

/** The default list alone. */
export const DEFAULT_VOCABULARY: Vocabulary = makeVocabulary([]);

const known = new WeakMap<readonly FaultSetting[], Vocabulary>();

/** The words by which the texts of a desk are read. Made once for each version of its settings. */
export function vocabularyOf(added: readonly FaultSetting[]): Vocabulary {
  if (added.length === 0) return DEFAULT_VOCABULARY;
  const made = known.get(added) ?? makeVocabulary(added);
  known.set(added, made);
  return made;
}
