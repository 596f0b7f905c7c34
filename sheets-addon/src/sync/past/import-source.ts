// The tab that past records come from: which there are, what stands in it. It must not know what its columns mean.
import type { DeskDescription, WireCell } from '../../../../functions/src/contract/contract.ts';
import { readValues, type Sheet, type Spreadsheet } from '../../platform/platform.ts';
import { codecOf } from '../../sheet/cells.ts';
import { TEXTS } from '../../texts.ts';
import type { SourceTab } from './import-order.ts';

/** As far as titles are looked for, and as far as a source is read to the right: what the service takes. */
const TITLE_ROWS = 20;
const MAX_COLUMNS = 200;
/** Longest title that is told. */
const MAX_TITLE = 200;

/** Nothing can be imported; `message` is the Chinese sentence. */
export class ImportProblem extends Error {
  override name = 'ImportProblem';
}

/** Tabs that are no table of the desk; the one that is open comes first. */
export function sourceTabs(spreadsheet: Spreadsheet, desk: DeskDescription): SourceTab[] {
  const tables = desk.tables.map(({ sheetId }) => sheetId);
  const open = spreadsheet.getActiveSheet().getSheetId();
  const tabs = spreadsheet
    .getSheets()
    .map(sheet => ({ sheetId: sheet.getSheetId(), name: sheet.getName() }))
    .filter(({ sheetId }) => !tables.includes(sheetId));
  return [
    ...tabs.filter(({ sheetId }) => sheetId === open),
    ...tabs.filter(({ sheetId }) => sheetId !== open),
  ];
}

/** @throws ImportProblem when the tab is gone. */
export function openSource(spreadsheet: Spreadsheet, sheetId: number): Sheet {
  const sheet = spreadsheet.getSheetById(sheetId);
  if (!sheet) throw new ImportProblem(TEXTS.pastTold.gone);
  return sheet;
}

/** The first rows as they look, and whether formulas are among them. @throws ImportProblem for one that is too wide. */
export function topOf(sheet: Sheet): { rows: string[][]; hasFormulas: boolean } {
  const width = sheet.getLastColumn();
  if (width > MAX_COLUMNS) throw new ImportProblem(TEXTS.pastTold.tooWide(width, MAX_COLUMNS));
  const height = Math.min(sheet.getLastRow(), TITLE_ROWS);
  // A tab without a row has no column either.
  if (height === 0) return { rows: [['']], hasFormulas: false };
  const range = sheet.getRange(1, 1, height, width);
  return {
    rows: range.getDisplayValues().map(row => row.map(text => text.slice(0, MAX_TITLE))),
    hasFormulas: range.getFormulas().some(row => row.some(formula => formula !== '')),
  };
}

/** Rows of a source that hold something, with their numbers; days and times are as the sheet shows them. */
export function sourceRows(
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  desk: DeskDescription,
  { first, last }: { first: number; last: number },
): { row: number; cells: WireCell[] }[] {
  const width = sheet.getLastColumn();
  if (last < first || width === 0) return [];
  const codec = codecOf(spreadsheet, desk);
  return readValues(sheet, first, 1, last - first + 1, Math.min(width, MAX_COLUMNS))
    .map((line, index) => ({
      row: first + index,
      cells: line.map(content => codec.toWire(content, 'number')),
    }))
    .filter(({ cells }) => cells.some(cell => String(cell ?? '').trim() !== ''));
}
