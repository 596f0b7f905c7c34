// From a figure to its rows: cells that open a table's tab in the filter view that shows them.

import type { DeskContext } from '../../desk/desk.ts';
import { ownViewKey, tabViews, type ViewKey } from '../../desk/tab-views.ts';
import type { Table } from '../../schema/table.ts';
import { isLacking } from '../figure-ref.ts';
import type { SummaryCell } from '../page.ts';

/** A cell that opens a view of a table; plain where the desk keeps no such view. */
export function viewCell(
  table: Table,
  key: ViewKey | undefined,
  desk: DeskContext,
  label?: string,
): SummaryCell {
  const view = key && tabViews(table, desk).get(key);
  if (!view) return { text: label ?? '' };
  return { text: label ?? view.title, to: { table, view: view.id } };
}

/**
 * Tables in which somebody, a department, or nobody (`''`) has open rows, each as a link to the view of these alone. In
 * a table without such a column all open rows are nobody's.
 */
export function ownViewCells(
  tables: readonly Table[],
  dimension: 'person' | 'department',
  value: string,
  desk: DeskContext,
): SummaryCell[] {
  const own = ownViewKey(dimension, value, desk);
  return tables.flatMap(table => {
    const key = value === '' && isLacking(table, dimension) ? 'open' : own;
    const cell = viewCell(table, key, desk, table.title);
    return cell.to ? [cell] : [];
  });
}
