// Which records the person has selected, as many of them at a time as can be looked at in a few seconds.
import type { DeskDescription, TableDescription } from '../../../../functions/src/contract/contract.ts';
import type { CellContent, Spreadsheet } from '../../platform/platform.ts';
import { baseAt, isHeld } from '../../sheet/row-mark.ts';
import { selectedRows } from '../../sheet/selection.ts';
import {
  FIRST_ROW,
  keyAt,
  type Lines,
  openTab,
  readRows,
  rowsByKey,
  type Tab,
  textAt,
} from '../../sheet/tab.ts';
import { neverSaved } from '../../sheet/tie.ts';
import { BULK_TOLD } from '../../texts-of-bulk.ts';
import type { ChosenRow, ChosenRows } from './bulk-order.ts';

/** Rows that are looked at in one go: whether a filter hides one is a call. */
const PIECE = 100;

/** Nothing can be done to many rows; `message` is the Chinese sentence. */
export class BulkProblem extends Error {
  override name = 'BulkProblem';
}

/** What is said where no rows of a table are selected. */
type Told = { [name in 'noTable' | 'onlyHeader' | 'otherTable']: string };

/** The table whose tab is open. @throws BulkProblem */
export function openTable(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  told: Pick<Told, 'noTable'> = BULK_TOLD,
): TableDescription {
  const open = spreadsheet.getActiveSheet().getSheetId();
  const table = desk.tables.find(({ sheetId }) => sheetId === open);
  if (!table) throw new BulkProblem(told.noTable);
  return table;
}

/** Numbers of the selected rows, from top to bottom, without the header. @throws BulkProblem where that is all. */
export function rowsMeant(
  spreadsheet: Spreadsheet,
  lastRow: number,
  told: Pick<Told, 'onlyHeader'> = BULK_TOLD,
): number[] {
  const rows = selectedRows(spreadsheet, lastRow);
  if (rows.length === 1 && rows[0] === 1) throw new BulkProblem(told.onlyHeader);
  return rows.filter(row => row >= FIRST_ROW);
}

/**
 * Looks at the next selected rows of a table from a row on; those that a filter hides are none.
 * @throws BulkProblem where another tab is open by now, LayoutProblem
 */
export function chosenRows(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  table: TableDescription,
  from: number,
  told: Told = BULK_TOLD,
): ChosenRows {
  if (openTable(spreadsheet, desk, told) !== table) throw new BulkProblem(told.otherTable);
  const tab = openTab(spreadsheet, desk, table);
  const selected = rowsMeant(spreadsheet, tab.lastRow, told);
  const ahead = selected.filter(row => row >= from);
  const piece = ahead.slice(0, PIECE);
  const lines = readRows(tab, piece);
  const filled = piece.filter(row => isFilled(tab, lines.get(row)));
  const shown = filled.filter(row => !tab.sheet.isRowHiddenByFilter(row));
  const found = sorted(tab, shown, lines);
  const next = ahead[PIECE];
  return { ...found, next: next ?? null, last: selected[selected.length - 1] ?? from };
}

/** Whether a person has put anything into a row. */
const isFilled = (tab: Tab, line: readonly CellContent[] | undefined): boolean =>
  keyAt(line, tab) !== '' ||
  tab.columns.some(({ owner, at }) => owner === 'staff' && textAt(line, at) !== '');

function sorted(
  tab: Tab,
  rows: readonly number[],
  lines: Lines,
): Pick<ChosenRows, 'rows' | 'drafts' | 'held' | 'twice'> {
  const found = {
    rows: [] as ChosenRow[],
    drafts: [] as number[],
    held: [] as number[],
    twice: [] as number[],
  };
  const holders = rowsByKey(tab);
  for (const row of rows) {
    const line = lines.get(row);
    const [key, base] = [keyAt(line, tab), baseAt(line, tab)];
    if (isHeld(tab, line)) found.held.push(row);
    else if (key === '' || neverSaved(base)) found.drafts.push(row);
    else if ((holders.get(key) ?? [])[0] !== row) found.twice.push(row);
    else {
      const number = tab.tie.number === undefined ? '' : textAt(line, tab.tie.number);
      found.rows.push({ row, key, base, number });
    }
  }
  return found;
}
