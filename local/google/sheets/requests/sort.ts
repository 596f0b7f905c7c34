// Sorts rows of a range as Google does: numbers, texts, booleans; blanks last in either order.
import { z } from 'zod';
import type { CellPatch, CellValue, GridRange, Sheet } from '../../../workbook/model.ts';
import { wholePatch } from '../../../workbook/write-cells.ts';
import { invalidArgument } from '../api-error.ts';

export const sortSpecs = z
  .array(
    z.strictObject({
      dimensionIndex: z.int().min(0).default(0),
      sortOrder: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING'),
    }),
  )
  .min(1);

type SortSpec = z.infer<typeof sortSpecs>[number];

/** Whole cells of the range in their new order, as patches; stable. INVALID_ARGUMENT for a column outside the range. */
export function sortedRows(sheet: Sheet, range: GridRange, specs: SortSpec[]): (CellPatch | null)[][] {
  for (const { dimensionIndex: column } of specs) {
    if (column < range.startColumn || column >= range.endColumn) {
      throw invalidArgument(`sortSpecs: column ${column} is outside the range`);
    }
  }
  const rows = Array.from(
    { length: range.endRow - range.startRow },
    (_, row) => sheet.cells[range.startRow + row] ?? {},
  );
  if (rows.some(row => Object.values(row).some(cell => cell.formula !== undefined))) {
    throw invalidArgument('sorting cells with formulas is not served here');
  }
  const texts = new Intl.Collator('zh-CN', { sensitivity: 'base' });
  rows.sort((a, b) => {
    for (const { dimensionIndex, sortOrder } of specs) {
      const order = compare(a[dimensionIndex]?.value, b[dimensionIndex]?.value, sortOrder, texts);
      if (order !== 0) return order;
    }
    return 0;
  });
  return rows.map(row =>
    Array.from({ length: range.endColumn - range.startColumn }, (_, column) =>
      wholePatch(row[range.startColumn + column]),
    ),
  );
}

function compare(
  a: CellValue | undefined,
  b: CellValue | undefined,
  order: SortSpec['sortOrder'],
  texts: Intl.Collator,
): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const sign = order === 'ASCENDING' ? 1 : -1;
  const rank = (value: CellValue) => ['number', 'string', 'boolean'].indexOf(typeof value);
  if (rank(a) !== rank(b)) return sign * (rank(a) - rank(b));
  if (typeof a === 'string' && typeof b === 'string') return sign * texts.compare(a, b);
  return sign * (Number(a) - Number(b));
}
