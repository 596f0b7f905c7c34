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

/** Equal as data, whatever the order of keys; a key without a value is no key. Asked for each cell that is drawn. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [these, those] = [valuesOf(one), valuesOf(other)];
  return these.size === those.size && [...these].every(([key, value]) => sameJson(value, those.get(key)));
}

const valuesOf = (value: object) => new Map(Object.entries(value).filter(([, each]) => each !== undefined));
