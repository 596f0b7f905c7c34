// A tab of the sheet as a clerk sees it: its columns by header, its rows, and what goes along when cells are moved.
// Knows no table.
import type { Cell, CellPatch, Op, Sheet } from '../../local/workbook/model.ts';

/** A tab as it stands: its columns by header, and its rows that hold anything, from the first below the header. */
export interface Tab {
  sheet: Sheet;
  seq: number;
  columns: ReadonlyMap<string, number>;
  /** Index of the last row that holds a value, counted from 0; 0 when there is none below the header. */
  last: number;
}

const WIDEST = 200;

/** A tab of a workbook that was read, as it stands now, whatever comes later. */
export function tabOf(sheet: Sheet, seq: number): Tab {
  const header = Object.entries(sheet.cells[0] ?? {}).map(
    ([at, cell]) => [String(cell.value ?? ''), Number(at)] as const,
  );
  const filled = Object.entries(sheet.cells).filter(([, line]) =>
    Object.values(line).some(cell => cell.value !== undefined && cell.value !== ''),
  );
  return {
    sheet: { ...sheet, cells: { ...sheet.cells } },
    seq,
    columns: new Map(header),
    last: Math.max(0, ...filled.map(([row]) => Number(row))),
  };
}

/** Its rows below the header, counted from 0. */
export const rowsOf = ({ last }: Tab): number[] => Array.from({ length: last }, (_, index) => index + 1);

export function columnAt({ columns, sheet }: Tab, label: string): number {
  const at = columns.get(label);
  if (at === undefined) throw new Error(`The tab ${sheet.properties.title} has no column ${label}`);
  return at;
}

/** What a cell of a tab shows of its value. */
export function textAt(tab: Tab, row: number, label: string): string {
  return String(tab.sheet.cells[row]?.[columnAt(tab, label)]?.value ?? '');
}

export const widthOf = ({ sheet }: Tab): number => Math.min(WIDEST, sheet.properties.columnCount);

export function lineOf({ sheet }: Tab, row: number, from: number, to: number): (Cell | undefined)[] {
  return Array.from({ length: to - from }, (_, index) => sheet.cells[row]?.[from + index]);
}

/** All of a cell that moves with it; what it may hold belongs to its place. */
export function patchOf(cell: Cell | undefined): CellPatch {
  const { value, formula, note, format } = cell ?? {};
  return { value: value ?? null, formula: formula ?? null, note: note ?? null, format: format ?? null };
}

export function cellsOp(tab: Tab, row: number, column: number, cells: CellPatch[][]): Op {
  return { type: 'cells', sheetId: tab.sheet.properties.sheetId, row, column, cells };
}
