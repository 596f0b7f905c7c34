// Frequent problems: ranked among those that are named in the same words, with how long one has been the first.

import type { Table } from '../schema/table.ts';
import { columnOf } from '../schema/table.ts';
import { readProduct } from './count-once.ts';
import type { Entries } from './figures.ts';
import { breakdownOf, type Share } from './read.ts';

/**
 * Tables that name their problems in the same words: of different lists a ranking would compare what cannot be
 * compared.
 */
export interface ProblemGroup {
  /** What the words are: `问题类型`. */
  label: string;
  tables: readonly Table[];
}

/** A problem in the ranking of a period. */
export interface RankedProblem {
  problem: string;
  count: number;
  /** From 1; problems that are as frequent share a rank. */
  rank: number;
  /** Whether another one has the same rank. */
  isTie: boolean;
  /** Among all problems of its vocabulary. */
  share: Share;
  /** Periods in a row, this one the last, in which it was the only first one; 0 when it is not now. */
  firstFor: number;
}

/** The vocabularies of these tables, in their order; tables that name no problems have none. */
export function problemGroups(tables: readonly Table[]): ProblemGroup[] {
  const found = new Map<string, { label: string; tables: Table[] }>();
  for (const table of tables) {
    const [first] = table.measures?.problems ?? [];
    if (!first) continue;
    const column = columnOf(table, first.column);
    const list = column.owner === 'staff' && column.kind.type === 'option' && 'from' in column.kind;
    const key = list ? `list:${column.label}` : table.key;
    const known = found.get(key) ?? { label: column.label, tables: [] };
    found.set(key, { ...known, tables: [...known.tables, table] });
  }
  return [...found.values()];
}

/** Problems of the first of these periods, which stand newest first and without gaps; the most frequent first. */
export function rankProblems(periods: readonly Entries[], tables: readonly Table[]): RankedProblem[] {
  const rankings = periods.map(entries => breakdownOf(entries, tables, 'problem', 'problem'));
  const [present = []] = rankings;
  const all = present.reduce((sum, { count }) => sum + count, 0);
  return present.map(({ value, count }) => {
    const notFirst = rankings.findIndex(
      ([top, second]) => top?.value !== value || top.count === second?.count,
    );
    return {
      problem: value,
      count,
      rank: 1 + present.filter(each => each.count > count).length,
      isTie: present.filter(each => each.count === count).length > 1,
      share: { numerator: count, denominator: all },
      firstFor: notFirst < 0 ? rankings.length : notFirst,
    };
  });
}

/** The product that a problem was with most often, and how often; a tie has none. */
export function productOf(
  entries: Entries,
  tables: readonly Table[],
  problem: string,
): { product: string; count: number } | undefined {
  const [first, second] = breakdownOf(entries, tables, 'problem', 'product')
    .map(({ value, count }) => ({ ...readProduct(value), count }))
    .filter(each => each.problem === problem);
  return first && first.count !== second?.count ? first : undefined;
}
