// Words by which a text is found: pairs of neighbouring Han signs, and whole words of other scripts. Numbers are none:
// a customer's is found by digests only.

import { EMPTY_WORDS } from './empty-words.ts';
import { wordSpans } from './words-of-text.ts';

/** Most words that one record is found by: each is an entry of an index with every write. */
export const MAX_WORDS = 60;
/** Signs of a text that are looked through: these have more words than are kept, as a rule. */
const MAX_SIGNS = 400;
/** Longest word of other scripts that is kept, and the shortest. */
const MAX_WORD_SIGNS = 24;
const MIN_WORD_SIGNS = 2;
/** Signs of the shortest run in which a word of several may end and another begin. */
const MIN_PARTED_SIGNS = 2 * MIN_WORD_SIGNS;
/** Things that are asked for at once. */
const MAX_TERMS = 5;
/** Words of one of them that are looked up: one that is rare among them is enough. */
const MAX_LOOKED_UP = 2;

/** Signs that make no word with another: they stand in every text. */
const EMPTY = new Set(
  '的了着是在和与及或把被给对这那个就都也很又再仍还太请你您我他她它们吗呢吧啊过到从向为以其所等',
);

/** Pairs that stand in every description, and would find all. */
const EMPTY_PAIRS = new Set(EMPTY_WORDS.filter(word => word.length === 2));

/** What is written together in one script; what hides a name or a number ends it. */
const OTHER = String.raw`(?!\p{Script=Han})[\p{L}\p{N}]`;
const RUNS = new RegExp(String.raw`\p{Script=Han}+|(?:${OTHER})+(?:[-_.](?:${OTHER})+)*`, 'gu');
const HAN = /^\p{Script=Han}/u;

/**
 * What is left of a name or a number that is hidden: it finds nobody. A mail has 64 signs before its @ at most; without
 * an end each sign of a long run would be looked ahead from.
 */
const HIDDEN = /(?:\p{Script=Han}{1,2}|[\w.+%-]{1,64})?\*+(?:@[\w.-]+|[\d-]+)?/gu;

/** A text as words are looked for in it. */
export const searchForm = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The words that a text is found by, in its order, each once. */
export function searchWords(text: string): string[] {
  const read = searchForm(text).replace(HIDDEN, ' ').slice(0, MAX_SIGNS);
  const runs = [...read.matchAll(RUNS)].map(({ 0: run, index }) => ({
    run,
    at: index,
    isHan: HAN.test(run),
  }));
  // Divided as a whole: to begin dividing takes longer than to go on.
  const borders = bordersIn(
    runs.some(({ run, isHan }) => isHan && run.length >= MIN_PARTED_SIGNS) ? read : '',
  );
  const words = runs.flatMap(({ run, at, isHan }) => (isHan ? pairsOf(run, at, borders) : wordOf(run)));
  return [...new Set(words)];
}

/** What has no letter is a number. */
const wordOf = (run: string): string[] =>
  run.length >= MIN_WORD_SIGNS && run.length <= MAX_WORD_SIGNS && /\p{L}/u.test(run) ? [run] : [];

/**
 * Pairs of neighbouring signs. Those over the border of two words of the dictionary are none: 机漏 of 洗衣机漏水. A sign
 * that stands alone there may be part of a word that the dictionary has not, so that it makes pairs both ways.
 */
function pairsOf(run: string, from: number, borders: ReadonlySet<number>): string[] {
  const pairs: string[] = [];
  for (let at = 0; at + 1 < run.length; at += 1) {
    const [one = '', other = ''] = [run[at], run[at + 1]];
    const isEmpty = EMPTY.has(one) || EMPTY.has(other) || EMPTY_PAIRS.has(one + other);
    if (!isEmpty && !borders.has(from + at + 1)) pairs.push(one + other);
  }
  return pairs;
}

/** Where a word of several signs ends and another begins. */
function bordersIn(text: string): ReadonlySet<number> {
  const borders = new Set<number>();
  let before = 0;
  for (const { at, end } of wordSpans(text)) {
    const length = end - at;
    if (before > 1 && length > 1) borders.add(at);
    before = length;
  }
  return borders;
}

/** Something that is asked for, and the words by which texts with it are looked up. */
export interface Term {
  text: string;
  words: readonly string[];
}

/**
 * What is asked for, apart by blanks. What has no word of which texts are found, as one sign or a number, is looked for
 * only in what the others find.
 */
export function termsSaid(said: string): Term[] {
  const texts = new Set(
    searchForm(said)
      .split(/[\s,，、;；。！!？?]+/u)
      .filter(text => text !== ''),
  );
  return [...texts]
    .slice(0, MAX_TERMS)
    .map(text => ({ text, words: searchWords(text).slice(0, MAX_LOOKED_UP) }));
}

/** Whether all that is asked for stands in these texts, in the form of `searchForm`. */
export const tellsAll = (texts: readonly string[], terms: readonly Term[]): boolean =>
  terms.every(({ text }) => texts.some(each => holds(each, text)));

/** Whether a text has a word, and not as part of a longer one of letters and digits. */
function holds(text: string, word: string): boolean {
  const [first, last] = [isWordSign(word[0]), isWordSign(word.at(-1))];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const isCut = (first && isWordSign(text[at - 1])) || (last && isWordSign(text[at + word.length]));
    if (!isCut) return true;
  }
  return false;
}

const isWordSign = (sign: string | undefined) =>
  sign !== undefined && /[\p{L}\p{N}*]/u.test(sign) && !HAN.test(sign);
