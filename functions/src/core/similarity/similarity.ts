// Whether two records tell of the same problem: the same fault of the same thing. What is only alike in its words is
// said to be so, and is for a person to decide. Pure; every score says why.

import { once } from '../lib/keep-latest.ts';
import {
  type Fault,
  faultsOf,
  isKin,
  isOfSameParts,
  isSameFault,
  isSamePart,
  isTellingByItself,
} from './faults.ts';
import { likenessOf, type Weigh, wordsOf } from './likeness.ts';
import { asAsked } from './questions.ts';
import { isSameThing, shortNamesOf, type Things, thingsOf, withoutThings } from './things.ts';
import { DEFAULT_VOCABULARY, type Vocabulary } from './vocabulary.ts';
import { areOfOtherSides } from './words/contrasts.ts';
import { OF_ANY_THING, OF_ANY_TRADE, SAYS_ONLY_THAT } from './words/faults.ts';
import { withoutHousePhrases } from './words/house-phrases.ts';
import { IMPLIED_THINGS } from './words/implied-things.ts';
import { rolesIn } from './words/roles.ts';
import { HOLDERS, PARTS_OF_OTHERS } from './words/things.ts';

/** What a record is compared by. */
export interface Traits {
  /** Products, named as in settings. */
  products: readonly string[];
  /** Type and tags. */
  kinds: readonly string[];
  /** What happened, in somebody's words. */
  text: string;
  /** The record's key, and what a person has said of it that the text does not: the same as another, of that thing. */
  key?: string;
  adopted?: Adopted;
}

/** What a record has from another of which a person said that it tells of the same. */
export interface Adopted {
  /** Names of the faults that the other tells of, and `sameAs` it. */
  faults: readonly string[];
  thing: string | null;
}

/** The fault that all have in common of whom a person has said that they are the same as this record. */
export const sameAs = (key: string) => `=${key}`;

/** How alike two records are, and what of each part went into it. */
export interface Similarity {
  /** 0 to 1. From `SAME` on it is the same fault of the same thing; below it the words are alike, no more. */
  score: number;
  /** Likeness of the words, 0 to 1. */
  text: number;
  /** The fault that both tell of. */
  fault: string | undefined;
  /** Whether a person has said so. */
  isSaid: boolean;
  /** The thing and the type or tag that both name. */
  product: string | undefined;
  kind: string | undefined;
}

/** What texts are read by. */
export interface Reader {
  vocabulary: Vocabulary;
  weigh: Weigh;
}

/** What a text was read as. */
export interface Reading {
  things: Things;
  faults: readonly Fault[];
  words: ReadonlySet<string>;
  /** Words beside those for the faults, read when they are first asked for. */
  beside: () => ReadonlySet<string>;
  /** The text without house phrases, and the kinds of people that it speaks of. */
  told: string;
  roles: ReadonlySet<string>;
}

/** What the same fault of the same thing scores at least. */
const SAME = 0.6;
/** What is alike in its words scores at most: a person has to say that it is the same. */
const ALIKE = 0.49;
/** What a shared fault adds where it is not known whether it is one of the same thing. */
const FAULT_COUNTS = 0.4;
/** Of two texts that name no thing, words as alike as this stand for it. */
const INSTEAD_OF_THING = 0.3;

const DIFFERENT: Similarity = {
  score: 0,
  text: 0,
  fault: undefined,
  isSaid: false,
  product: undefined,
  kind: undefined,
};
const BY_DEFAULT: Reader = { vocabulary: DEFAULT_VOCABULARY, weigh: () => 1 };

/** How alike two records are. */
export function similarityOf(a: Traits, b: Traits, { vocabulary, weigh }: Reader = BY_DEFAULT): Similarity {
  const [one, other] = [readingOf(a, vocabulary), readingOf(b, vocabulary)];
  const fault = one.faults.find(each => other.faults.some(its => isSameFault(each, its)));
  const shared = sharedThing({ ...a, ...one.things }, { ...b, ...other.things }, fault?.rank ?? 0);
  const isSaid = saysSame(a, b) || saysSame(b, a) || fault?.name.startsWith(sameAs('')) === true;
  const isOneOfItsThings =
    fault && fault.rank > 0 && IMPLIED_THINGS.get(fault.name)?.includes(ANY) !== true
      ? [one, other].every(({ things }) => isImplied(fault, things.main))
      : false;
  if (shared === null && !isSaid && !isOneOfItsThings) return DIFFERENT;
  if (fault && fault.rank > 0 && shared === undefined && !isSaid && areOthers(one, other)) return DIFFERENT;
  if (!isSaid && areOfOtherSides(one.told, other.told)) return DIFFERENT;
  const thing = shared ?? openerOf(one, other);
  const text = likenessOf(one.words, other.words, weigh);
  const kind = a.kinds.find(each => b.kinds.includes(each));
  const found = { text, fault: isSaid ? undefined : fault?.name, isSaid, product: thing, kind };
  if (isSaid) return { ...found, score: 1 };
  if (fault && isHeadOfBoth(one, other) && (thing !== undefined || isEnough(fault, one, other, weigh)))
    return { ...found, score: SAME + (1 - SAME) * text };
  const kin = thing === undefined ? undefined : kinOf(one, other);
  if (!fault && kin) return { ...found, fault: kin.name, score: SAME + (1 - SAME) * text };
  if (!fault && isRead(one) && isRead(other)) return DIFFERENT;
  return { ...found, score: Math.min(ALIKE, text + (fault ? FAULT_COUNTS : 0)) };
}

/** The word with which both begin, of two that name no thing: what people speak of first is what they speak of. */
function openerOf(one: Reading, other: Reading): string | undefined {
  if (one.things.main !== undefined || other.things.main !== undefined) return undefined;
  const [[first], [its]] = [one.words, other.words];
  return first !== undefined && first === its ? first : undefined;
}

/** Whether both begin with a fault that they have in common: where one only adds it, a person has to say. */
function isHeadOfBoth(one: Reading, other: Reading): boolean {
  const isToldBy = (fault: Fault, { faults }: Reading) =>
    !SAYS_ONLY_THAT.has(fault.name) && faults.some(its => isSameFault(fault, its));
  return (
    one.faults.some(fault => fault.isHead && isToldBy(fault, other)) &&
    other.faults.some(fault => fault.isHead && isToldBy(fault, one))
  );
}

/** The fault of the one of which the other may tell in other words, where each tells of one alone. */
const kinOf = (one: Reading, other: Reading) =>
  one.faults.find(
    each =>
      each.isHead && other.faults.some(its => its.isHead && isKin(each, its) && isOfSameParts(each, its)),
  );

/** Whether a person has said of one record that it is the same as the other. */
const saysSame = ({ adopted }: Traits, { key }: Traits) =>
  key !== undefined && adopted?.faults.includes(sameAs(key)) === true;

/** Whether a text says what is wrong: what a person said of the record is not in it. */
const isRead = ({ faults }: Reading) => faults.some(({ name }) => !name.startsWith(sameAs('')));

/** Whether a fault is the same although not both say of which thing, or each of another that may stand for it. */
function isEnough(fault: Fault, one: Reading, other: Reading, weigh: Weigh): boolean {
  const its = other.faults.flatMap(({ name, parts }) => (name === fault.name ? parts : []));
  if (fault.parts.some(part => its.some(other => isSamePart(part, other)))) return true;
  if (likenessOf(one.beside(), other.beside(), weigh) >= INSTEAD_OF_THING) return true;
  const [named, another] = [one, other].flatMap(({ things: { main } }) => main ?? []);
  if (another !== undefined && fault.rank === 0) return false;
  if (OF_ANY_TRADE.has(fault.name)) return [...one.roles].some(role => other.roles.has(role));
  if (isTellingByItself(fault)) return true;
  if (!OF_ANY_THING.has(fault.name)) return named === undefined || !isOfOthers(fault, named);
  if (named === undefined) return fault.rank > 0;
  const bare = one.things.main === undefined ? one : other;
  return isImplied(fault, named) || shortNamesOf(named).some(name => bare.told.includes(name));
}

/** Whether each text speaks of people, and of others: a coach who is late is not a courier who is. */
const areOthers = ({ roles: a }: Reading, { roles: b }: Reading) =>
  a.size > 0 && b.size > 0 && [...a].every(role => !b.has(role));

const ANY = '*';

/** On which programs run: who names one may speak of a program on it. */
const CARRIERS: ReadonlySet<string> = new Set(['手机', '电脑', '平板']);

/** Whether a fault says by itself of which things it is one, and this is none of them. */
const isOfOthers = (fault: Fault, named: string) =>
  IMPLIED_THINGS.has(fault.name) && !isImplied(fault, named) && !CARRIERS.has(named);

/** Whether a fault says by itself that it is one of this thing. */
const isImplied = (fault: Fault, named: string | undefined) =>
  named !== undefined &&
  IMPLIED_THINGS.get(fault.name)?.some(thing => thing === ANY || isSameThing(thing, named)) === true;

/** The thing that both speak of, `undefined` where one of them does not say; `null` where they are different things. */
function sharedThing(a: Traits & Things, b: Traits & Things, rank: number): string | undefined | null {
  if (a.models.length > 0 && b.models.length > 0 && !a.models.some(model => b.models.includes(model)))
    return null;
  const product = a.products.find(each => b.products.includes(each));
  if (product) return product;
  if (a.products.length > 0 && b.products.length > 0) return null;
  if (a.main === undefined || b.main === undefined) return hintedByBoth(a, b);
  // Whatever came late, came late: only what is surely another thing parts such texts.
  if (rank > 0 && (!a.isListed || !b.isListed)) return undefined;
  const shared = a.named.find(thing =>
    b.named.some(its => (thing === a.main || its === b.main) && isSameThing(thing, its)),
  );
  if (shared !== undefined) return shared;
  const isOnlyPart = ({ named }: Things) => named.every(name => PARTS_OF_OTHERS.has(name));
  if (isOnlyPart(a) || isOnlyPart(b)) return hintedByBoth(a, b);
  return HOLDERS.has(a.main) || HOLDERS.has(b.main) ? undefined : null;
}

/** The thing that one names and the other hints at, or both hint at. */
function hintedByBoth(a: Things, b: Things): string | undefined {
  const [one, other] = [a.hinted ?? a.main, b.hinted ?? b.main];
  return one !== undefined && other !== undefined && isSameThing(one, other) ? one : undefined;
}

/** Why two records count as alike: `产品同为“净水器”，故障同为“漏水”，描述相似 63%`. */
export function similarityReason({ text, fault, isSaid, product, kind }: Similarity): string {
  return [
    ...(isSaid ? ['同事确认'] : []),
    ...(product ? [`产品同为“${product}”`] : []),
    ...(fault ? [`故障同为“${fault}”`] : []),
    ...(kind ? [`同为“${kind}”`] : []),
    `描述相似 ${Math.round(text * 100)}%`,
  ].join('，');
}

/** The products of the settings that are named in these texts; of `净水器` and `净水器 X2` the longer one where it stands. */
export function productsIn(products: readonly string[], texts: readonly string[]): string[] {
  let rest = texts.map(comparable).join('\n');
  return products
    .toSorted((a, b) => b.length - a.length)
    .filter(name => {
      const found = name !== '' && rest.includes(comparable(name));
      if (found) rest = rest.replaceAll(comparable(name), ' ');
      return found;
    });
}

/**
 * Longest text that is compared, in UTF-16 units: the problem stands at the beginning, and comparing costs by length.
 */
export const MAX_COMPARED = 150;

const known = new WeakMap<Vocabulary, WeakMap<Traits, Reading>>();

/** What a record's text is read as. */
export function readingOf(traits: Traits, vocabulary: Vocabulary): Reading {
  const readings = known.get(vocabulary) ?? new WeakMap<Traits, Reading>();
  known.set(vocabulary, readings);
  const found = readings.get(traits);
  if (found) return found;
  const told = withoutHousePhrases(comparable(traits.text.slice(0, MAX_COMPARED)));
  const things = thingsOf([...traits.products.map(comparable), told].join('，'));
  const given = traits.adopted?.faults ?? [];
  const asked = comparable(traits.text.slice(0, MAX_COMPARED));
  const words = wordsOf(withoutThings(told));
  const faults = asAsked(asked, faultsOf(told, vocabulary, things.named), () => wordsOf(asked));
  const reading = {
    things: { ...things, main: things.main ?? traits.adopted?.thing ?? undefined },
    faults: [
      ...given.map(name => ({ name, rank: 0 as const, parts: [], spans: [], isHead: true })),
      ...faults,
    ],
    words,
    beside: once(() => wordsOf(withoutThings(withoutSpans(told, faults)))),
    told,
    roles: rolesIn(told),
  };
  readings.set(traits, reading);
  return reading;
}

/** A text without the words that its faults were read by. */
function withoutSpans(text: string, faults: readonly Fault[]): string {
  const signs = [...Array(text.length).keys()].map(at =>
    faults.some(({ spans }) => spans.some(([from, to]) => at >= from && at < to)) ? '，' : text.charAt(at),
  );
  return signs.join('');
}

/** A text as it is compared: one form of each sign. */
export const comparable = (text: string) => text.normalize('NFKC').toLowerCase();
