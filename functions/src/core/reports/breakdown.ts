// A figure broken down so that its parts add up: a line for each value, one for what has none, one for the rest of
// many, and the total.

import { breakdownOf } from '../figures/read.ts';
import type { MeasureName } from '../schema/measures.ts';
import type { Table } from '../schema/table.ts';
import type { FigureCells } from './cells.ts';
import { type Counting, isLacking } from './figure-ref.ts';

/** One line of a breakdown. */
export interface Part {
  label: string;
  /** What it counts of some measures. */
  of: (...measures: Counting['measures']) => Counting;
}

export interface Broken {
  parts: Part[];
  total: Part;
}

interface BreakingDown {
  tables: readonly Table[];
  by: NonNullable<Counting['by']>;
  /** What is asked of the values: those that have any of it are listed, ordered by all of it together. */
  measures: readonly MeasureName[];
  /** What the line is called for what has no value. */
  blank: string;
  /** Lines beside the one for the rest. */
  most?: number;
}

/**
 * Breaks down what these cells count; periods beside it may have other values, which then belong to no line of their
 * own.
 */
export function breakDown(
  cells: readonly FigureCells[],
  { tables, by, measures, blank, most = 20 }: BreakingDown,
): Broken {
  const counts = new Map<string, number>();
  const note = (value: string, count: number) => counts.set(value, (counts.get(value) ?? 0) + count);
  for (const [index, { entries }] of cells.entries())
    for (const measure of measures) {
      const withColumn = tables.filter(table => !isLacking(table, by));
      // What only the period before had comes last.
      for (const { value, count } of breakdownOf(entries, withColumn, measure, by))
        note(value, index === 0 ? count : 0);
    }
  const lacking = tables.filter(table => isLacking(table, by));
  const without = cells.map(each => each.amount({ measures, tables: lacking }));
  if (without.some(amount => amount !== 0)) note('', without[0] ?? 0);
  const named = [...counts].filter(([value]) => value !== '').sort(mostFirst);
  const [listed, rest] = [named.slice(0, most), named.slice(most).map(([value]) => value)];
  const part = (label: string, value: string | readonly string[]): Part => ({
    label,
    of: (...asked) => ({ measures: asked, tables, by, value }),
  });
  return {
    parts: [
      ...listed.map(([value]) => part(value, value)),
      ...(rest.length > 0 ? [part(`其余 ${rest.length} 项`, rest)] : []),
      ...(counts.has('') ? [part(blank, '')] : []),
    ],
    total: { label: '合计', of: (...asked) => ({ measures: asked, tables }) },
  };
}

function mostFirst([a, many]: readonly [string, number], [b, more]: readonly [string, number]): number {
  return more - many || (a < b ? -1 : 1);
}

/** One line for each table, and their total. */
export function byTables(tables: readonly Table[]): Broken {
  return {
    parts: tables.map(table => ({
      label: table.title,
      of: (...measures) => ({ measures, tables: [table] }),
    })),
    total: { label: '合计', of: (...measures) => ({ measures, tables }) },
  };
}
