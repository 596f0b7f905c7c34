// Many rows at once: what the menu opens, and what its page calls.

import type { BulkAnswer, HandOverAnswer } from '../../../functions/src/contract/bulk.ts';
import type { DeskDescription, TableDescription } from '../../../functions/src/contract/contract.ts';
import * as service from '../platform/rows-together.ts';
import type { ChosenRows } from '../sync/bulk/bulk-order.ts';
import { BulkProblem, chosenRows, openTable, rowsMeant } from '../sync/bulk/chosen-rows.ts';
import { forgetBulkRows, keepBulk, lastBulk } from '../sync/bulk/kept-bulk.ts';
import { knownDesk } from '../sync/desk.ts';
import { pull } from '../sync/pull.ts';
import { actionText, BULK_TEXTS, BULK_TOLD } from '../texts-of-bulk.ts';
import { bulkPage } from '../ui/bulk-page.ts';
import type { BulkOrder, UndoOrder } from '../ui/bulk-page-data.ts';
import { attempt, told } from './perform.ts';

/** As wide as what becomes of a row needs, in pixels. */
const SIZE = { width: 860, height: 500 };

const here = () => SpreadsheetApp.getActiveSpreadsheet();

export function openBulk(): void {
  attempt(spreadsheet => {
    const desk = knownDesk(spreadsheet);
    const { table, title } = openTable(spreadsheet, desk);
    const last = lastBulk();
    // What is wrong with the selection is said before anything is asked of the service.
    if (!last) rowsMeant(spreadsheet, spreadsheet.getActiveSheet().getLastRow());
    const { choices } = service.bulkForm(desk.deskId, table);
    const page = bulkPage({
      bulk: Utilities.getUuid(),
      table,
      title,
      choices: choices.map(choice => ({ ...choice, text: actionText(choice.action, choice.label) })),
      most: desk.maxRows,
      texts: BULK_TEXTS,
      ...(last && { last }),
    });
    const html = HtmlService.createHtmlOutput(page).setWidth(SIZE.width).setHeight(SIZE.height);
    SpreadsheetApp.getUi().showModalDialog(html, BULK_TEXTS.title);
  });
}

/** All that is somebody's, in all tables: whose is chosen in the page, whatever is selected. */
export function openHandOver(): void {
  attempt(spreadsheet => {
    const desk = knownDesk(spreadsheet);
    const last = lastBulk();
    const page = bulkPage({
      bulk: Utilities.getUuid(),
      table: '',
      title: '',
      choices: [],
      people: service.handOver(desk.deskId, {}).people,
      most: desk.maxRows,
      texts: BULK_TEXTS,
      ...(last && { last }),
    });
    const html = HtmlService.createHtmlOutput(page).setWidth(SIZE.width).setHeight(SIZE.height);
    SpreadsheetApp.getUi().showModalDialog(html, BULK_TEXTS.handOverTitle);
  });
}

/** The open records of somebody in all tables. Called by the page. */
export const listHandOver = ({ name }: { name: string }): HandOverAnswer =>
  told(() => service.handOver(knownDesk(here()).deskId, { name }));

/** The next records of the selection. Called by the page. */
export const chooseRows = ({ table, from }: { table: string; from: number }): ChosenRows =>
  told(() => {
    const desk = knownDesk(here());
    return chosenRows(here(), desk, tableOf(desk, table), from);
  });

/** What would become of rows. Called by the page. */
export const tryBulk = ({ table, bulk, column, value, rows }: BulkOrder): BulkAnswer =>
  told(() => service.changeRows(knownDesk(here()).deskId, table, { dry: true, bulk, column, value, rows }));

/** Changes rows, and remembers them to be put back. Called by the page. */
export const changeBulk = ({ table, bulk, what, column, value, rows }: BulkOrder): BulkAnswer =>
  told(() => {
    const desk = knownDesk(here());
    const answer = service.changeRows(desk.deskId, table, { dry: false, bulk, column, value, rows });
    const changed = answer.rows.filter(({ outcome }) => outcome === 'changed');
    keepBulk(
      { bulk, what },
      changed.map(({ key, base }) => ({ key, base, table })),
    );
    pull(here(), desk);
    return answer;
  });

/** Puts rows back. Called by the page. */
export const undoBulk = ({ table, bulk, rows }: UndoOrder): BulkAnswer =>
  told(() => {
    const desk = knownDesk(here());
    const asked = rows.map(({ key, base }) => ({ key, base }));
    const answer = service.undoRows(desk.deskId, table, { bulk, rows: asked });
    forgetBulkRows(bulk, rows);
    pull(here(), desk);
    return answer;
  });

function tableOf(desk: DeskDescription, key: string): TableDescription {
  const table = desk.tables.find(each => each.table === key);
  if (!table) throw new BulkProblem(BULK_TOLD.noTable);
  return table;
}
