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
    .sort(([, a], [, b]) => byNumber(a, b));
}

/** Which of two rows of a tab stands first. */
export const byNumber = (one: Cells, other: Cells): number =>
  collator.compare(numberForOrder(one), numberForOrder(other));

const collator = new Intl.Collator('en', { numeric: true });
const numberForOrder = ({ number }: Cells) => filledText(number) ?? '\uffff';

/** The text of a cell of such a row; nothing where it is blank. */
export const filledText = (cell: Cells[string] | undefined): string | undefined =>
  typeof cell === 'string' && cell !== '' ? cell : undefined;

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
