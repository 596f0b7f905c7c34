// Records as files: what the menu opens, and what its page asks.

import type { TableExportAnswer, TableExportRequest } from '../../../functions/src/contract/exchange.ts';
import * as service from '../platform/service.ts';
import type { TextPiece, TextPlace } from '../sheet/text-piece.ts';
import { writeLines } from '../sheet/text-tab.ts';
import { knownDesk } from '../sync/desk.ts';
import { TEXTS } from '../texts.ts';
import { exportPage } from '../ui/export-page.ts';
import { attempt, told } from './perform.ts';

const SIZE = { width: 560, height: 440 };

export function openExport(): void {
  attempt(spreadsheet => {
    const open = spreadsheet.getActiveSheet().getSheetId();
    const tables = knownDesk(spreadsheet).tables.map(({ table, title, sheetId }) => {
      return { table, title, isOpen: sheetId === open };
    });
    const page = exportPage({ tables, texts: TEXTS.taking });
    const html = HtmlService.createHtmlOutput(page).setWidth(SIZE.width).setHeight(SIZE.height);
    SpreadsheetApp.getUi().showModalDialog(html, TEXTS.taking.title);
  });
}

/** A page of records. Called by the page. */
export const exportTables = (request: TableExportRequest): TableExportAnswer =>
  told(() => service.exportTables(knownDesk(SpreadsheetApp.getActiveSpreadsheet()).deskId, request));

/** Writes texts into a tab of their own. Called by the page. */
export const exportToTab = (piece: TextPiece): TextPlace =>
  told(() => writeLines(SpreadsheetApp.getActiveSpreadsheet(), piece));
