// What a cell shows. Knows no locale but the patterns that cells carry.
import type { Cell } from './model.ts';
import { formatNumber } from './number-pattern.ts';

/** The text shown in a cell, `''` for a blank one; the API's `formattedValue`. */
export function displayText(cell: Cell | undefined): string {
  const value = cell?.value;
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  return formatNumber(value, cell?.format?.numberFormat);
}
