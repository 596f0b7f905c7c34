// Summary tabs as requests of the Sheets API: only values, text format and background, so that people's notes and widths stay.

import { rgb, type SheetRequest } from './layout.ts';
import type { SummaryCell, SummaryTab } from './summary.ts';

const STYLES: Record<
  NonNullable<SummaryCell['style']>,
  { background?: string; foreground?: string; bold?: true; size?: number }
> = {
  title: { bold: true, size: 16 },
  heading: { background: '#e8f0fe', bold: true },
  muted: { foreground: '#5f6368' },
  overdue: { background: '#fce8e6', foreground: '#c5221f', bold: true },
  today: { background: '#fef7e0', foreground: '#b06000' },
};

/** Finds where a record stands now: the row number (from 1) in its table's tab, if it is there. */
export type RowFinder = (sheetId: number, key: string) => number | undefined;

/** Writes a grid into its tab and blanks the rest of it, in one request. Texts are written as texts, never parsed. */
export function writeGrid(tab: SummaryTab, grid: readonly SummaryCell[][], rowOf: RowFinder): SheetRequest {
  return {
    updateCells: {
      range: {
        sheetId: tab.sheetId,
        startRowIndex: 0,
        endRowIndex: tab.rows,
        startColumnIndex: 0,
        endColumnIndex: tab.widths.length,
      },
      rows: grid.slice(0, tab.rows).map(row => ({ values: row.map(cell => cellData(cell, rowOf)) })),
      fields: 'userEnteredValue,userEnteredFormat.backgroundColorStyle,userEnteredFormat.textFormat',
    },
  };
}

function cellData(cell: SummaryCell, rowOf: RowFinder): object {
  const style = STYLES[cell.style ?? 'muted'];
  const plain = cell.style === undefined ? {} : style;
  const row = cell.to && rowOf(cell.to.table.sheetId, cell.to.key);
  const link =
    cell.to && row !== undefined ? { uri: `#gid=${cell.to.table.sheetId}&range=A${row}` } : undefined;
  return {
    userEnteredValue: typeof cell.text === 'number' ? { numberValue: cell.text } : { stringValue: cell.text },
    userEnteredFormat: {
      ...(plain.background && { backgroundColorStyle: { rgbColor: rgb(plain.background) } }),
      textFormat: {
        ...(plain.bold && { bold: true }),
        ...(plain.size && { fontSize: plain.size }),
        ...(plain.foreground && { foregroundColorStyle: { rgbColor: rgb(plain.foreground) } }),
        ...(link && { link }),
      },
    },
  };
}
