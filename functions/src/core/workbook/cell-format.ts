// How the cells below a header look: by what their column holds, and by who fills it in.

import { wireOf } from '../cells/cell-codec.ts';
import type { Column } from '../schema/column.ts';
import type { TabColumn } from '../schema/tab-columns.ts';
import { rgb } from './sheet-request.ts';

/** Fill of the cells that the system fills in. */
export const COMPUTED_FILL = '#f8f9fa';
/** Colour of texts that the system fills in. */
export const MUTED = '#5f6368';
/** Characters: a cell that takes so many is read in several lines. */
const LONG_TEXT = 500;

/** The format of a column's cells, as the Sheets API's CellFormat; a field that is undefined is cleared. */
export function cellFormat({ column, computed }: TabColumn) {
  return {
    numberFormat: numberFormat(column),
    verticalAlignment: 'MIDDLE',
    wrapStrategy: isLong(column) ? 'WRAP' : 'CLIP',
    // A date at the right edge runs into the text beside it, and jumps there once what was typed is read.
    ...(isMoment(column) && { horizontalAlignment: 'LEFT' }),
    ...(computed && {
      backgroundColorStyle: { rgbColor: rgb(COMPUTED_FILL) },
      textFormat: { foregroundColorStyle: { rgbColor: rgb(MUTED) } },
    }),
  };
}

const isMoment = (column: Column | undefined): boolean =>
  column !== undefined && ['time', 'date'].includes(wireOf(column));

function numberFormat(column: Column | undefined): { type: string; pattern?: string } | undefined {
  // Automatic: as many decimals as were typed. Named in the mask and absent, the format is cleared.
  if (column?.owner === 'staff' && column.kind.type === 'number') return undefined;
  switch (column && wireOf(column)) {
    case 'time':
      return { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' };
    case 'date':
      return { type: 'DATE', pattern: 'yyyy-mm-dd' };
    case 'number':
      return { type: 'NUMBER', pattern: '0' };
    default:
      // Plain text: what looks like a formula or a number with leading zeros stays as typed.
      return { type: 'TEXT' };
  }
}

/** Whether a cell may hold more than its width shows. */
function isLong(column: Column | undefined): boolean {
  if (column?.owner !== 'staff') return false;
  const { kind } = column;
  return kind.type === 'long' || (kind.type === 'text' && (kind.most ?? 0) >= LONG_TEXT);
}
