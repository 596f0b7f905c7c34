// How well texts of clerks are told apart that speak of the same fault of the same thing: on the part that the measure
// was built on, and on the one that it was not.

import { similarityOf, type Traits } from '../../functions/src/core/similarity/similarity.ts';
import { type Judged, judge, readTold, type Told } from '../fixtures/similarity/told.ts';
import { printTable, say, showNumber } from './report.ts';

/** What a desk takes for the same problem as it begins. */
const SURE = 0.5;

/** Whether two texts are taken for the same problem, by no more than their words. */
export function isTakenForSame(a: Told, b: Told): boolean {
  return similarityOf(traitsOf(a), traitsOf(b)).score >= SURE;
}

const known = new WeakMap<Told, Traits>();

/** The same for the same text, so that it is read once for all pairs. */
function traitsOf(told: Told): Traits {
  const traits = known.get(told) ?? { text: told.text, products: [], kinds: [] };
  known.set(told, traits);
  return traits;
}

export function benchSimilarity(): Promise<void> {
  say('Pairs of clerks’ texts that tell of the same fault of the same thing');
  const parts = [
    ['built on', judge(readTold('to-build'), isTakenForSame)],
    ['measured on, looked at in the end', judge(readTold('to-measure'), isTakenForSame)],
    ['built on, more trades', judge(readTold('wide-build'), isTakenForSame)],
    ['looked at once', judge(readTold('wide-check'), isTakenForSame)],
    ['near misses', judge(readTold('wide-near'), isTakenForSame)],
    ['built on, twelve further trades', judge(readTold('third-build'), isTakenForSame)],
    ['built on, fifteen trades', judge(readTold('seventh-build'), isTakenForSame)],
    ['built on, fourteen trades', judge(readTold('eighth-build'), isTakenForSame)],
    ['built on, twenty trades', judge(readTold('ninth-build'), isTakenForSame)],
    ['built on, six usual trades', judge(readTold('tenth-build'), isTakenForSame)],
    ['built on, ten further trades', judge(readTold('eleventh-build'), isTakenForSame)],
    ['built on, ten usual trades', judge(readTold('twelfth-build'), isTakenForSame)],
    ['built on, ten things that are named', judge(readTold('fourteenth-build'), isTakenForSame)],
    ['more trades, looked at in the end', judge(readTold('wide-measure'), isTakenForSame)],
    ['twelve trades, looked at in the end', judge(readTold('fourth-measure'), isTakenForSame)],
    ['five trades, looked at once', judge(readTold('fifth-measure'), isTakenForSame)],
    ['five trades, read in the end', judge(readTold('sixth-measure'), isTakenForSame)],
  ] as const;
  printTable(
    ['part', 'pairs', 'same', 'found', 'precision', 'recall', 'in one trade'],
    parts.map(([name, judged]) => row(name, judged)),
  );
  say(
    'What was built on, or looked at, says what was learnt; what nobody has looked at says what to expect.',
  );
  say(
    '“In one trade”: precision among texts of one trade, as a desk has them. Two that name no thing, of trades that',
  );
  say('nobody names either, are told apart by nobody.');
  return Promise.resolve();
}

const row = (name: string, { pairs, same, found, precision, recall, inOneTrade }: Judged) => [
  name,
  showNumber(pairs),
  showNumber(same),
  showNumber(found),
  showNumber(precision, 3),
  showNumber(recall, 3),
  showNumber(inOneTrade, 3),
];
