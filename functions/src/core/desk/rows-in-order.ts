// The rows of people and settings in the order in which they count.

import type { Cells } from '../schema/column.ts';

/** The saved rows of the people and settings tabs, of whichever desk. */
interface Rows {
  rows: Readonly<Record<string, { table: string; cells: Cells }>>;
}

/**
 * Rows of a tab in the order of their numbers: who stands first matters, and a stored map keeps no order. What has none
 * yet stands last.
 */
export function rowsInOrder({ rows }: Rows, table: 'people' | 'settings'): [key: string, cells: Cells][] {
  return Object.entries(rows)
    .flatMap(([key, row]): [string, Cells][] => (row.table === table ? [[key, row.cells]] : []))
    .sort(([, a], [, b]) => byNumber.compare(numberForOrder(a), numberForOrder(b)));
}

const byNumber = new Intl.Collator('en', { numeric: true });
const numberForOrder = ({ number }: Cells) =>
  typeof number === 'string' && number !== '' ? number : '\uffff';

/** The rows of settings by category and name. */
export function settingsByCategory(desk: Rows): Map<string, Map<string, Cells>> {
  const found = new Map<string, Map<string, Cells>>();
  for (const [, cells] of rowsInOrder(desk, 'settings')) {
    const category = String(cells.category);
    const names = found.get(category) ?? new Map<string, Cells>();
    found.set(category, names.set(String(cells.name), cells));
  }
  return found;
}
