// Cells and rules as plain data: whole patches, and whether two say the same. Pure; knows no grid.
import type { Cell, CellPatch } from '../../../workbook/model.ts';

/** A patch that leaves nothing of what the cell was. */
export function wholePatch(cell: Cell | undefined): CellPatch {
  return {
    value: cell?.value ?? null,
    formula: cell?.formula ?? null,
    note: cell?.note ?? null,
    format: cell?.format ?? null,
    validation: cell?.validation ?? null,
  };
}

/** Equal as data, whatever the order of keys. */
export function sameJson(one: unknown, other: unknown): boolean {
  return one === other || canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    item && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
