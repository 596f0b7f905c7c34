// What a person teaches by saying that two records tell of the same problem: one more way of saying it.

import { digestOf } from '../lib/digest.ts';
import type { Cells } from '../schema/column.ts';
import type { Fingerprint } from './fingerprint.ts';
import { type Adopted, readingOf, sameAs } from './similarity.ts';
import type { Vocabulary } from './vocabulary.ts';
import { withoutHousePhrases } from './words/house-phrases.ts';

/** What a record has from the one that a person says it is the same as. */
export function adoptedFrom(other: Fingerprint, vocabulary: Vocabulary): Adopted {
  const { faults, things } = readingOf(other, vocabulary);
  return { faults: [sameAs(other.key), ...faults.map(({ name }) => name)], thing: things.main ?? null };
}

/** A row of settings that is proposed: a class of faults and a way of saying it. */
export interface Lesson {
  /** Follows from what it says: the same is not taught twice. */
  key: string;
  cells: Cells;
}

/** Longest way of saying something that is learned from a text: a longer one would hardly be said again. */
const MAX_SIGNS = 12;
const MIN_SIGNS = 2;

/**
 * The way in which a record says what another one says: nothing where it says it in words that are known, or the other
 * one says nothing that has a class.
 */
export function lessonOf(
  mine: Fingerprint,
  other: Fingerprint,
  vocabulary: Vocabulary,
  note: string,
): Lesson | undefined {
  const [fault] = readingOf(other, vocabulary).faults.filter(({ name }) => !name.startsWith(sameAs('')));
  const { faults, things } = readingOf(
    { ...mine, key: mine.key, adopted: { faults: [], thing: null } },
    vocabulary,
  );
  if (!fault || faults.some(({ name }) => name === fault.name)) return undefined;
  const way = withoutHousePhrases(mine.text.normalize('NFKC').toLowerCase())
    .split('，')
    .map(clause => wayIn(clause, [...mine.products, things.main ?? '']))
    .find(each => [...each].length >= MIN_SIGNS);
  if (way === undefined) return undefined;
  return {
    key: `taught-${digestOf(`${fault.name}|${way}`)}`,
    cells: { category: '故障说法', name: fault.name, value: way, note },
  };
}

/** A clause without the thing and without what anybody would say around it. */
function wayIn(clause: string, things: readonly string[]): string {
  const said = things
    .filter(thing => thing !== '')
    .reduce((text, thing) => text.replaceAll(thing.toLowerCase(), ''), clause)
    .replace(/[\s、|…*]+/g, '')
    .replace(/^(?:我|家里|家|的|新买|刚买|用了?|又|一直|总是?|老是?)+/, '');
  return [...said].slice(0, MAX_SIGNS).join('');
}
