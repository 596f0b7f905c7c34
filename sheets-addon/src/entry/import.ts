// Past records from a tab of this spreadsheet: what the menu opens, and what its page calls.

import type { Problem } from '../../../functions/src/contract/contract.ts';
import * as service from '../platform/service.ts';
import { knownDesk } from '../sync/desk.ts';
import * as job from '../sync/past/import-job.ts';
import type { ImportOrder, ImportProgress, ImportStep } from '../sync/past/import-order.ts';
import { openSource, sourceTabs, topOf } from '../sync/past/import-source.ts';
import { TEXTS } from '../texts.ts';
import { importPage } from '../ui/import-page.ts';
import type { ImportChoice, ProposedImport, TriedRows } from '../ui/import-page-data.ts';
import { attempt, told } from './perform.ts';

/** As wide as the table of columns needs, and most of a small screen's height, in pixels. */
const SIZE = { width: 860, height: 560 };
/** Rows below the titles that are shown as examples. */
const SAMPLES = 2;

const here = () => SpreadsheetApp.getActiveSpreadsheet();

export function openImport(): void {
  attempt(spreadsheet => {
    const desk = knownDesk(spreadsheet);
    const tabs = sourceTabs(spreadsheet, desk);
    const underWay = job.importUnderWay();
    const tables = desk.tables.map(({ table, title }) => ({ table, title }));
    const { past: texts } = TEXTS;
    const page = importPage({ tabs, tables, texts, ...(underWay && { underWay }) });
    const html = HtmlService.createHtmlOutput(page).setWidth(SIZE.width).setHeight(SIZE.height);
    SpreadsheetApp.getUi().showModalDialog(html, texts.title);
  });
}

/** What the columns of a tab are proposed to be. Called by the page. */
export const planImport = ({ sheetId, table }: ImportChoice): ProposedImport =>
  told(() => {
    const sheet = openSource(here(), sheetId);
    const { rows, hasFormulas } = topOf(sheet);
    const { header, columns, targets, problems } = service.planImport(knownDesk(here()).deskId, table, {
      rows,
    });
    const letters = (at: number): string =>
      sheet
        .getRange(1, at + 1)
        .getA1Notation()
        .replace(/\d+$/, '');
    return {
      header: header + 1,
      last: sheet.getLastRow(),
      columns: columns.map((column, at) => ({
        ...column,
        letters: letters(at),
        samples: rows.slice(header + 1, header + 1 + SAMPLES).map(row => row[at] ?? ''),
      })),
      targets,
      remarks: [...problems.map(({ message }) => message), ...(hasFormulas ? [TEXTS.pastTold.formulas] : [])],
      isUnfit: problems.some(isError),
    };
  });

const isError = ({ severity }: Problem): boolean => severity === 'error';

/** What would become of the next rows. Called by the page. */
export const tryImport = ({ order, first }: { order: ImportOrder; first: number }): TriedRows =>
  told(() => job.tryRows(here(), knownDesk(here()), order, first));

/** Begins to take rows in. Called by the page. */
export const beginImport = (order: ImportOrder): ImportProgress =>
  told(() => job.beginImport(here(), knownDesk(here()), order));

/** Takes the next rows in. Called by the page. */
export const importNext = (): ImportStep => told(() => job.importNext(here(), knownDesk(here())));

/** Gives the rest up. Called by the page. */
export const dropImport = (): void => told(() => job.dropImport());
