// Cell values.get answers them.
import { z } from 'zod';
import { displayText } from '../../workbook/display.ts';
import type { Cell, CellValue, GridRange, Sheet } from '../../workbook/model.ts';
import { isDateType } from '../../workbook/number-pattern.ts';

export const renderOptions = {
  valueRenderOption: z.enum(['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA']).default('FORMATTED_VALUE'),
  dateTimeRenderOption: z.enum(['SERIAL_NUMBER', 'FORMATTED_STRING']).default('SERIAL_NUMBER'),
};

export const majorDimension = z.enum(['ROWS', 'COLUMNS']).default('ROWS');

export interface Rendering {
  majorDimension: 'ROWS' | 'COLUMNS';
  valueRenderOption: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';
  dateTimeRenderOption: 'SERIAL_NUMBER' | 'FORMATTED_STRING';
}

/** Values of a range, blanks as `''`; trailing blanks and trailing blank rows (columns) are left out. */
export function renderRange(sheet: Sheet, range: GridRange, rendering: Rendering): CellValue[][] {
  const byRow = rendering.majorDimension === 'ROWS';
  const outer = byRow ? [range.startRow, range.endRow] : [range.startColumn, range.endColumn];
  const inner = byRow ? [range.startColumn, range.endColumn] : [range.startRow, range.endRow];
  const result: CellValue[][] = [];
  for (let a = outer[0] ?? 0; a < (outer[1] ?? 0); a += 1) {
    const line: CellValue[] = [];
    for (let b = inner[0] ?? 0; b < (inner[1] ?? 0); b += 1) {
      line.push(renderCell(byRow ? sheet.cells[a]?.[b] : sheet.cells[b]?.[a], rendering));
    }
    result.push(trimmed(line, value => value === ''));
  }
  return trimmed(result, line => line.length === 0);
}

function renderCell(cell: Cell | undefined, rendering: Rendering): CellValue {
  if (!cell) return '';
  if (rendering.valueRenderOption === 'FORMATTED_VALUE') return displayText(cell);
  if (rendering.valueRenderOption === 'FORMULA' && cell.formula !== undefined) return cell.formula;
  const asText = rendering.dateTimeRenderOption === 'FORMATTED_STRING';
  if (asText && isDateType(cell.format?.numberFormat?.type)) return displayText(cell);
  return cell.value ?? '';
}

function trimmed<T>(items: T[], isBlank: (item: T) => boolean): T[] {
  const last = items.findLastIndex(item => !isBlank(item));
  return items.slice(0, last + 1);
}
