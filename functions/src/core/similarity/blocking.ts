// Blocks: words under which fingerprints are filed, so that those that may be similar are found without looking at all
// others: what is wrong with which thing, and pairs of signs for what no class of faults has. Flat in cost: a bounded
// number is filed and asked for, however much a text says.

import { digestOf } from '../lib/digest.ts';
import type { Instant } from '../lib/time.ts';
import { type Fault, fileNameOf, kinNamesOf } from './faults.ts';
import { pairsIn } from './pairs.ts';
import { type Reading, readingOf, sameAs, type Traits } from './similarity.ts';
import { DEFAULT_VOCABULARY, type Vocabulary } from './vocabulary.ts';
import { FAULT_WORDS } from './words/stop-words.ts';
import { HOLDERS, KINDS_OF_THINGS, PARTS_OF_OTHERS } from './words/things.ts';

/** Most pairs that a fingerprint is filed under. */
const MAX_FILED_PAIRS = 20;
/** Most faults that a fingerprint is filed under and looked for by. */
const MAX_FAULTS = 6;
/** Most names of kindred faults that it is looked for by. */
const MAX_KIN = 10;
/** Texts that are looked at to learn which words are usual at a desk. */
const MAX_SAMPLE = 30;

/**
 * Most blocks that are asked for at once.
 * https://firebase.google.com/docs/firestore/query-data/queries#query_limitations
 */
const MAX_PROBED_BLOCKS = 30;

/** Fingerprints that are looked up for one to be held against, the latest first. */
export const MAX_CANDIDATES = 60;
/** Fingerprints that one is held against of all that one transaction knows: more than are pasted at once, as a rule. */
export const MAX_HELD = 100;

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

const ANY_THING = '*';
const NO_THING = '-';

/** The blocks that a fingerprint is filed under. */
export function blocksOf(
  group: Group,
  traits: Traits,
  vocabulary: Vocabulary = DEFAULT_VOCABULARY,
): string[] {
  const reading = readingOf(traits, vocabulary);
  const pairs = pairsOf(traits).slice(0, MAX_FILED_PAIRS);
  const faults = filedFaults(reading);
  if (pairs.length + faults.length === 0) return [];
  const things = [ANY_THING, ...filedThings(traits, reading)];
  return [
    anyBlock(group),
    ...(traits.key === undefined ? [] : [blockOf(group, ANY_THING, `${FAULT}${sameAs(traits.key)}`)]),
    ...faults.flatMap(fault => things.map(thing => blockOf(group, thing, fault))),
    ...pairs.flatMap(pair => things.slice(0, 2).map(thing => blockOf(group, thing, pair))),
  ];
}

/** The blocks in which fingerprints similar to this one are filed. Those that name no thing may be similar to any. */
export function blocksAround(
  group: Group,
  traits: Traits,
  vocabulary: Vocabulary = DEFAULT_VOCABULARY,
): string[] {
  const things = thingsAround(traits, vocabulary);
  const pairs = pairsOf(traits).flatMap(pair => things.map(thing => blockOf(group, thing, pair)));
  return [...faultBlocks(group, traits, vocabulary), ...pairs].slice(0, MAX_PROBED_BLOCKS);
}

/** Those of them in which the same fault is filed: none where no class of faults reads the text. */
function faultBlocks(group: Group, traits: Traits, vocabulary: Vocabulary): string[] {
  const things = thingsAround(traits, vocabulary);
  const reading = readingOf(traits, vocabulary);
  return [...filedFaults(reading), ...kinOf(reading, vocabulary)].flatMap(word =>
    isOfAnyThing(word) ? [blockOf(group, ANY_THING, word)] : things.map(thing => blockOf(group, thing, word)),
  );
}

function thingsAround(traits: Traits, vocabulary: Vocabulary): string[] {
  const own = filedThings(traits, readingOf(traits, vocabulary));
  return own.includes(NO_THING) ? [ANY_THING] : [...own, NO_THING];
}

/** Probes of one transaction for the same that are asked one by one. */
const MAX_ASKED_ALONE = 20;
/** Without a class of faults texts are taken for alike that have these first blocks in common. */
const FIRST_BLOCKS = 2;

/**
 * What is asked for to find what is similar to each of these. Where many tell of the same, as when a day of one trouble
 * is pasted at once, those behind the first ask together for what all of them would be told: the answer is as bounded.
 * @param when what goes together in time, as what is asked for by its time
 */
export function probesFor<Each extends Traits>(
  group: Group,
  all: readonly Each[],
  vocabulary: Vocabulary,
  { probeOf, when }: { probeOf: (each: Each) => Probe; when: (each: Each) => number },
): Probe[] {
  const alone: Probe[] = [];
  const asked = new Map<string, number>();
  const together = new Map<string, Probe>();
  for (const each of all) {
    const probe = probeOf(each);
    const faults = faultBlocks(group, each, vocabulary);
    const about = faults.length > 0 ? faults : probe.blocks.slice(0, FIRST_BLOCKS);
    const name = [when(each), ...about].join('\n');
    const before = asked.get(name) ?? 0;
    asked.set(name, before + 1);
    if (before < MAX_ASKED_ALONE) {
      alone.push(probe);
      continue;
    }
    const { from, to, ...rest } = together.get(name) ?? { ...probe, blocks: about };
    together.set(name, { ...rest, from: Math.min(from, probe.from), to: Math.max(to, probe.to) });
  }
  return [...alone, ...together.values()];
}

/** What is asked for to learn which words are usual at a desk: its latest texts. */
export function probeSample(group: Group): Probe {
  return { blocks: [anyBlock(group)], from: 0, to: Number.MAX_SAFE_INTEGER, limit: MAX_SAMPLE };
}

/** Filed of every fingerprint. */
const anyBlock = (group: Group) => `${group[0] ?? ''}~`;

const FAULT = '#';
/** What went wrong beside a thing, and what a person has said to be the same: whatever thing is named. */
const BESIDE = '##';
const isOfAnyThing = (word: string) => word.startsWith(BESIDE) || word.startsWith(`${FAULT}${sameAs('')}`);

const filedFaults = ({ faults }: Reading): string[] =>
  headsFirst(faults)
    .slice(0, MAX_FAULTS)
    .map(fault => filed(fileNameOf(fault), fault.rank));

const filed = (name: string, rank: number) => `${rank > 0 ? BESIDE : FAULT}${name}`;

/** Faults under whose names others may have told the same, fewer than its own. */
const kinOf = ({ faults }: Reading, { ranks }: Vocabulary): string[] =>
  headsFirst(faults)
    .slice(0, MAX_FAULTS)
    .flatMap(fault => kinNamesOf(fault).map(name => filed(name, ranks.get(name) ?? 0)))
    .slice(0, MAX_KIN);

/** What a text begins with is what makes it the same as another. */
const headsFirst = (faults: readonly Fault[]) =>
  faults.toSorted((a, b) => Number(b.isHead) - Number(a.isHead));

/** Most things that a fingerprint is filed under. */
const MAX_THINGS = 3;

/** The things that are spoken of, the first one first, or else the product of settings that is named. */
function filedThings({ products: [product] }: Traits, { things: { main, named } }: Reading): string[] {
  const all = [...new Set([main, ...named].flatMap(name => name ?? []))];
  if (all.length === 0) return [product === undefined ? NO_THING : nameOfThing(product)];
  return [...new Set(all.map(nameOfThing))].slice(0, MAX_THINGS);
}

/** 割草机 and 台割草机 may be one: the end counts. 衣服 and 电池 may be of any thing: they are looked for among all. */
const nameOfThing = (thing: string) =>
  isOfMany(thing) ? NO_THING : digestOf(thing.replace(/子$/, '').slice(-2)).slice(0, 6);

const isOfMany = (thing: string) =>
  KINDS_OF_THINGS.has(thing) ||
  PARTS_OF_OTHERS.has(thing) ||
  HOLDERS.has(thing) ||
  thing.replace(/子$/, '').length === 1;

const blockOf = (group: Group, thing: string, word: string) => `${group[0] ?? ''}${thing}${word}`;

/**
 * Pairs of signs of a text. Those that name a fault first; the rest in an order that is the same in each text, so that
 * two long texts choose the same ones.
 */
function pairsOf(traits: Traits): string[] {
  const ranked = [...pairsIn(traits)].map(pair => ({
    pair,
    rank: `${FAULT_WORDS.has(pair) ? 0 : 1}${digestOf(pair)}`,
  }));
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ pair }) => pair);
}
