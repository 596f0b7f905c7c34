// Which cells of a record its figures go by.

import type { Table } from '../schema/table.ts';

/** Columns whose cells the figures of a cycle go by: a finished cycle keeps them as they stood. */
export function measuredColumns({ measures = {}, dimensions }: Table): string[] {
  const { responded, solved, rated } = measures;
  const named = [responded, solved?.at, rated?.column, rated?.at, ...dimensions.map(each => each.column)];
  return [...new Set(named.filter(column => column !== undefined))];
}
