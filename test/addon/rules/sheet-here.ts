// A sheet in memory that takes what is written, for rules that draw rows: what a row shows, and in how many calls.
import type { CellContent } from '../../../sheets-addon/src/platform/platform.ts';
import type { Tab } from '../../../sheets-addon/src/sheet/tab.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { HEADER } from '../../fixtures/addon/case-tab.ts';
import { withOnly } from '../../fixtures/with-only.ts';
import { openedTab, refuseOutside } from './opened-tab.ts';

interface CellHere {
  value: CellContent;
  note: string;
  fill: string;
}

/** A tab that can be written, and what was done to it. */
export interface SheetHere {
  tab: Tab;
  /** What a cell shows, by row and place, both counted from 1. */
  cell: (row: number, at: number) => CellHere;
  /** Each call that wrote, as its kind and its range. */
  writes: string[];
  /** Each call that read, alike. */
  reads: string[];
}

const BLANK: CellHere = { value: '', note: '', fill: '#ffffff' };
const WHITE = '#ffffff';

/** The tab with these rows, from row 2 on. */
export function sheetHere(...lines: readonly CellContent[][]): SheetHere {
  const grid = [HEADER, ...lines].map(line => line.map((value): CellHere => ({ ...BLANK, value })));
  const writes: string[] = [];
  const reads: string[] = [];
  const cell = (row: number, at: number): CellHere => {
    while (grid.length < row) grid.push(HEADER.map(() => ({ ...BLANK })));
    return grid[row - 1]?.[at - 1] ?? { ...BLANK };
  };
  const rangeAt = (row: number, column: number, rows = 1, columns = 1) => {
    const isFilled = rows > 0 && columns > 0;
    refuseOutside(isFilled && row + rows - 1 <= lines.length + 1 && column + columns - 1 <= HEADER.length);
    const name = `${row},${column},${rows},${columns}`;
    const over = <T>(read: (each: CellHere) => T): T[][] =>
      Array.from({ length: rows }, (_, down) =>
        Array.from({ length: columns }, (_each, right) => read(cell(row + down, column + right))),
      );
    const reading = <T>(kind: string, read: (each: CellHere) => T): T[][] => {
      reads.push(`${kind} ${name}`);
      return over(read);
    };
    const writing = <T>(kind: string, values: T[][], write: (each: CellHere, value: T) => void): void => {
      writes.push(`${kind} ${name}`);
      values.forEach((line, down) =>
        line.forEach((value, right) => write(cell(row + down, column + right), value)),
      );
    };
    return {
      getValues: () => reading('values', ({ value }) => value),
      getNotes: () => reading('notes', ({ note }) => note),
      getBackgrounds: () => reading('fills', ({ fill }) => fill),
      getNumberFormats: () => reading('formats', () => ''),
      setValues: (values: CellContent[][]) =>
        writing('values', values, (each, value) => {
          // An apostrophe keeps a text one, and is not in the cell.
          each.value = typeof value === 'string' ? value.replace(/^'/, '') : value;
        }),
      getNote: () => over(({ note }) => note)[0]?.[0] ?? '',
      setNote: (note: string) =>
        writing('notes', [[note]], (each, said) => {
          each.note = said;
        }),
      setNotes: (notes: string[][]) =>
        writing('notes', notes, (each, note) => {
          each.note = note;
        }),
      setBackgrounds: (fills: (string | null)[][]) =>
        writing('fills', fills, (each, fill) => {
          each.fill = fill ?? WHITE;
        }),
    };
  };
  const lastRow = () => grid.findLastIndex(line => line.some(({ value }) => value !== '')) + 1;
  const sheet = withOnly<Tab['sheet']>({
    getSheetId: () => SHEET_ID,
    getName: () => '个案',
    getLastRow: lastRow,
    getLastColumn: () => HEADER.length,
    getMaxRows: () => Math.max(1000, grid.length),
    getMaxColumns: () => HEADER.length,
    deleteRows: (first: number, count: number) => {
      writes.push(`delete ${first},${count}`);
      grid.splice(first - 1, count);
    },
    getRange: rangeAt,
  });
  const tab = { ...openedTab(lastRow()), sheet };
  return { tab, cell, writes, reads };
}
