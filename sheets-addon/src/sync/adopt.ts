// Columns that come to the desk while people work: what already stands under their headers is theirs and has not been
// sent.
import type { DeskDescription, TableDescription } from '../../../functions/src/contract/contract.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { type CellWrite, writeCells } from '../sheet/blocks.ts';
import { LayoutProblem } from '../sheet/header-places.ts';
import { baseAt } from '../sheet/row-mark.ts';
import { FIRST_ROW, openTab, readRows, textAt } from '../sheet/tab.ts';
import { rememberWaiting } from './memory.ts';

/**
 * Marks the rows that hold something under a column which `before` did not have: a pull would otherwise paint the
 * record's blank over it. It needs no lock, for the same reason as `markWaiting`.
 */
export function markAdopted(spreadsheet: Spreadsheet, before: DeskDescription, after: DeskDescription): void {
  for (const table of after.tables) {
    const known = before.tables.find(each => each.table === table.table)?.columns.map(({ key }) => key);
    const fresh = table.columns.filter(({ key, owner }) => owner === 'staff' && !known?.includes(key));
    if (!known || fresh.length === 0) continue;
    try {
      markFilled(
        spreadsheet,
        after,
        table,
        fresh.map(({ key }) => key),
      );
    } catch (cause) {
      // A tab whose columns cannot be found is painted over by nobody.
      if (!(cause instanceof LayoutProblem)) throw cause;
    }
  }
}

function markFilled(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  table: TableDescription,
  keys: string[],
): void {
  const tab = openTab(spreadsheet, desk, table);
  const places = tab.columns.filter(({ key }) => keys.includes(key)).map(({ at }) => at);
  if (places.length === 0) return;
  const rows: number[] = [];
  for (let row = FIRST_ROW; row <= tab.lastRow; row += 1) rows.push(row);
  const marks: CellWrite[] = [...readRows(tab, rows)]
    .filter(([, line]) => baseAt(line, tab) !== '' && places.some(at => textAt(line, at) !== ''))
    .map(([row]) => ({ row, column: tab.tie.sync, content: desk.outcomes.waiting }));
  if (marks.length === 0) return;
  writeCells(tab.sheet, marks);
  rememberWaiting(true);
}
