// What a declaration says of rows beside their states: those that it opens, and tries to reach somebody.

import type { Attempts, NewRow, Override } from '../../functions/src/core/row-rule.ts';
import type { Need, Table } from '../../functions/src/core/table.ts';

/** Rows that the system opens for a table's records, because they came as far or because a clock was due. */
export function newRowsOf(table: Table): NewRow[] {
  return [...(table.opens ?? []), ...table.clocks.flatMap(rule => rule.opens ?? [])];
}

/** Columns that tries are told in. */
export function attemptColumns(attempts: Attempts | undefined): string[] {
  if (!attempts) return [];
  const { at, outcome, appointed, misdirected, next } = attempts;
  return [at, outcome, appointed.at, misdirected.corrects, next];
}

/** Values that tries go by, and the column that has to hold them. */
export function outcomesOf(
  attempts: Attempts | undefined,
): { where: string; column: string; value: string }[] {
  if (!attempts) return [];
  const { outcome: column, inVain, appointed, misdirected, ends } = attempts;
  const outcomes = [inVain, appointed.outcome, misdirected.outcome, ...Object.keys(ends)];
  return outcomes.map(value => ({ where: 'attempts', column, value }));
}

/** What sets a record aside. */
export function overrideNeed({ is, states }: Override): Need {
  return { is, values: Object.keys(states) };
}

/** Everything that sets records of a table aside. */
export function overridesOf({ override, withdrawal }: Table): Override[] {
  return [override, withdrawal].filter(each => each !== undefined);
}
