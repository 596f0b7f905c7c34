// Where a text stands in a tab, and what a cell says once it is replaced.
import { displayText } from '../../workbook/display.ts';
import type { Cell, Sheet } from '../../workbook/model.ts';

export interface Place {
  row: number;
  column: number;
}

/** Cells that show a text, whatever its case, row by row; what is hidden is not looked at. */
export function placesOf(sheet: Sheet, text: string, filteredOut: ReadonlySet<number>): Place[] {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  // Whole numbers as keys come in their order.
  return Object.entries(sheet.cells).flatMap(([row, cells]) => {
    if (sheet.rows[Number(row)]?.hidden || filteredOut.has(Number(row))) return [];
    return Object.entries(cells).flatMap(([column, cell]) =>
      !sheet.columns[Number(column)]?.hidden && displayText(cell).toLowerCase().includes(wanted)
        ? [{ row: Number(row), column: Number(column) }]
        : [],
    );
  });
}

/** What a cell shows with one text in the place of another; nothing for a formula, which is reckoned anew. */
export function replaced(cell: Cell | undefined, text: string, by: string): string | undefined {
  if (!cell || cell.formula !== undefined) return undefined;
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  return displayText(cell).replace(pattern, () => by);
}
