// How well texts of clerks are told apart that speak of the same fault of the same thing: on the part that the measure
// was built on, and on the one that it was not.

import { similarityOf, type Traits } from '../../functions/src/core/similarity/similarity.ts';
import {
  FIRST_SEEN,
  type Judged,
  judge,
  type Part,
  readTold,
  type Told,
} from '../fixtures/similarity/told.ts';
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
    ['built on', 'to-build'],
    ['measured on, looked at in the end', 'to-measure'],
    ['built on, more trades', 'wide-build'],
    ['looked at once', 'wide-check'],
    ['near misses', 'wide-near'],
    ['built on, twelve further trades', 'third-build'],
    ['built on, fifteen trades', 'seventh-build'],
    ['built on, fourteen trades', 'eighth-build'],
    ['built on, twenty trades', 'ninth-build'],
    ['built on, six usual trades', 'tenth-build'],
    ['built on, ten unseen trades', 'eleventh-build'],
    ['built on, ten usual trades', 'twelfth-build'],
    ['built on, ten named things', 'fourteenth-build'],
    ['built on, ten trades, three hands', 'fifteenth-build'],
    ['built on, ten named trades', 'sixteenth-build'],
    ['built on, ten usual things', 'seventeenth-build'],
    ['more trades, looked at in the end', 'wide-measure'],
    ['twelve trades, looked at in the end', 'fourth-measure'],
    ['five trades, looked at once', 'fifth-measure'],
    ['five trades, read in the end', 'sixth-measure'],
    ['ten trades, looked at by nobody', 'thirteenth-measure'],
  ] as const;
  printTable(
    ['part', 'pairs', 'same', 'found', 'precision', 'recall', 'in one trade', 'first seen'],
    parts.map(([name, part]) => row(name, judge(readTold(part), isTakenForSame), part)),
  );
  say(
    'What was built on, or looked at, says what was learnt; what nobody has looked at says what to expect.',
  );
  say(
    '“In one trade”: precision among texts of one trade, as a desk has them. Two that name no thing, of trades that',
  );
  say(
    'nobody names either, are told apart by nobody. “First seen”: precision and recall before a rule was changed for',
  );
  say('the set.');
  say('');
  say('The same where each record names its product in its column, by sets of one product a trade');
  printTable(
    ['part', 'same', 'found', 'precision', 'recall'],
    ONE_PRODUCT.map(([name, part]) => {
      const { same, found, precision, recall } = judge(readTold(part), isSameOfItsProduct);
      return [name, showNumber(same), showNumber(found), showNumber(precision, 3), showNumber(recall, 3)];
    }),
  );
  return Promise.resolve();
}

const ONE_PRODUCT = [
  ['built on, ten usual trades', 'twelfth-build'],
  ['built on, ten named things', 'fourteenth-build'],
  ['built on, ten usual things', 'seventeenth-build'],
  ['ten trades, looked at by nobody', 'thirteenth-measure'],
] as const;

const withProduct = new WeakMap<Told, Traits>();

/** Whether two texts are taken for the same problem whose records name their trade as their product. */
function isSameOfItsProduct(a: Told, b: Told): boolean {
  const [one, other] = [a, b].map(told => {
    const traits = withProduct.get(told) ?? { text: told.text, products: [told.trade], kinds: [] };
    withProduct.set(told, traits);
    return traits;
  });
  return one !== undefined && other !== undefined && similarityOf(one, other).score >= SURE;
}

const row = (name: string, { pairs, same, found, precision, recall, inOneTrade }: Judged, part: Part) => [
  name,
  showNumber(pairs),
  showNumber(same),
  showNumber(found),
  showNumber(precision, 3),
  showNumber(recall, 3),
  showNumber(inOneTrade, 3),
  FIRST_SEEN[part]?.map(figure => showNumber(figure, 3)).join(' / ') ?? '',
];
