// Two targets driven turn by turn with the same loads, and the ratio of each pair: what drifts, drifts for both.

import { quantile, ratiosOf, spreadOf } from '../figures.ts';
import { type Carried, drive, type Load, type Target } from '../load.ts';
import { printTable, say, showSpread } from '../report.ts';

/** Both sides are driven this long before anything counts: a process is slow until its code is compiled. */
const WARM_UP_MS = 1_500;

/** What one load has carried on either side, round by round. */
export interface Pair {
  load: Load;
  desk: Carried[];
  other: Carried[];
}

/** @param mostMs no further round is begun after this; each load gets one */
export async function measurePairs(
  desk: Target,
  other: Target,
  loads: readonly Load[],
  { rounds, mostMs }: { rounds: number; mostMs: number },
): Promise<Pair[]> {
  const pairs = loads.map((load): Pair => ({ load, desk: [], other: [] }));
  for (const target of [desk, other]) {
    for (const rowsPerRequest of [1, 100])
      await drive(target, { clients: 4, rowsPerRequest, ms: WARM_UP_MS });
  }
  const begin = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const pair of pairs) {
      // Sixteen requests of 500 rows outlast their slice by far; a slow machine gets fewer rounds, but each load one.
      if (round > 0 && performance.now() - begin > mostMs) return pairs;
      // Whoever goes first in a pair goes second in the next.
      const sides = [
        { target: desk, carried: pair.desk },
        { target: other, carried: pair.other },
      ];
      for (const { target, carried } of round % 2 === 0 ? sides : sides.toReversed())
        carried.push(await drive(target, pair.load));
    }
  }
  return pairs;
}

/** @param other what the desk is beside @param aims least ratios, by the rows of a request */
export function printPairs(pairs: readonly Pair[], other: string, aims: ReadonlyMap<number, number>): void {
  const rates = (carried: readonly Carried[]) => carried.map(each => each.rowsPerSecond);
  printTable(
    [
      'rows x clients',
      'desk min/median/max',
      `${other} min/median/max`,
      'ratio min/median/max',
      'rounds',
      'aim',
    ],
    pairs.map(pair => {
      const ratios = ratiosOf(rates(pair.desk), rates(pair.other));
      const aim = aims.get(pair.load.rowsPerRequest);
      return [
        nameOf(pair),
        showSpread(spreadOf(rates(pair.desk))),
        showSpread(spreadOf(rates(pair.other))),
        ratios.length > 0 ? showSpread(spreadOf(ratios), 2) : 'none',
        String(ratios.length),
        aim === undefined
          ? ''
          : `${aim} ${ratios.length > 0 && quantile(ratios, 0.5) >= aim ? 'met' : 'missed'}`,
      ];
    }),
  );
  for (const pair of pairs) {
    for (const [side, carried] of [
      ['desk', pair.desk],
      [other, pair.other],
    ] as const) {
      const failures = carried.flatMap(each => each.failures);
      if (failures.length === 0) continue;
      say(
        `  ${nameOf(pair)}: ${failures.length} requests to the ${side} failed, such as ${failures[0] ?? ''}`,
      );
    }
  }
}

const nameOf = ({ load }: Pair) => `${load.rowsPerRequest} x ${load.clients}`;
