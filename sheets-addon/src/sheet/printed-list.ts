// Selected rows as a list to be printed: what the person sees of them, in the columns that were chosen.

import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import type { Paper } from '../../../functions/src/contract/papers.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { TEXTS } from '../texts.ts';
import { selectedColumns, selectedRows } from './selection.ts';
import { FIRST_ROW, openTab, readGrid, type Tab } from './tab.ts';

/** Columns that can still be read beside each other on A4, lying across. */
const MAX_COLUMNS = 12;

/** Rows of one list: whether a filter hides one is a call. */
const MAX_ROWS = 300;

/** Nothing can be printed of what is selected; `message` is the Chinese sentence. */
class NothingToPrint extends Error {
  override name = 'NothingToPrint';
}

/**
 * The selected rows that no filter hides, in the selected columns; where those are one, or more than fit, in the first
 * ones that hold something.
 * @throws NothingToPrint, LayoutProblem
 */
export function printedList(spreadsheet: Spreadsheet, desk: DeskDescription): Paper {
  const { print } = TEXTS;
  const open = spreadsheet.getActiveSheet().getSheetId();
  const table = desk.tables.find(({ sheetId }) => sheetId === open);
  if (!table) throw new NothingToPrint(print.noTable);
  const tab = openTab(spreadsheet, desk, table);
  const rows = selectedRows(spreadsheet, tab.lastRow).filter(row => row >= FIRST_ROW);
  if (rows.length > MAX_ROWS) throw new NothingToPrint(print.tooMany(MAX_ROWS));
  const shown = rows.filter(row => !tab.sheet.isRowHiddenByFilter(row));
  const grid = readGrid(tab, [1, ...shown], range => range.getDisplayValues());
  const lines = shown.flatMap(row => {
    const line = grid.get(row) ?? [];
    return line.some(text => text !== '') ? [line] : [];
  });
  if (lines.length === 0) throw new NothingToPrint(print.noRows);
  const columns = columnsOf(spreadsheet, tab, lines);
  const textsOf = (line: readonly string[]) => columns.map(at => line[at - 1] ?? '');
  return {
    title: table.title,
    caption: [print.rowsOf(lines.length)],
    groups: [],
    rows: [textsOf(grid.get(1) ?? []), ...lines.map(textsOf)],
    signatures: [],
  };
}

function columnsOf(spreadsheet: Spreadsheet, tab: Tab, lines: readonly (readonly string[])[]): number[] {
  const { tie } = tab;
  const selected = selectedColumns(spreadsheet).filter(at => at <= tab.width);
  const isChosen = selected.length > 1 && selected.length <= Math.min(MAX_COLUMNS, tab.width - 1);
  // What ties a row to its record is nothing for paper, and stands among columns that are dragged over.
  const helpers = [tie.key, tie.base, tie.sync];
  const all = isChosen ? selected : Array.from({ length: tab.width }, (_, index) => index + 1);
  const isFilled = (at: number) => isChosen || lines.some(line => (line[at - 1] ?? '') !== '');
  const found = all.filter(
    at => !helpers.includes(at) && isFilled(at) && !tab.sheet.isColumnHiddenByUser(at),
  );
  // A line is found again by its number.
  const number = tie.number === undefined || found.includes(tie.number) ? [] : [tie.number];
  return [...number, ...found].slice(0, MAX_COLUMNS);
}
