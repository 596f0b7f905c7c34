// What the service has to show of the row or the cell that the cursor is in. It must not know what a card says.
import type { CustomerAnswer } from '../../../functions/src/contract/call-form.ts';
import type { CardAnswer, CardName } from '../../../functions/src/contract/cards.ts';
import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import type { PapersAnswer } from '../../../functions/src/contract/papers.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import {
  callList,
  customerRecords,
  printRecord,
  ServiceFailure,
  shiftList,
  showCard,
  traceFigure,
} from '../platform/service.ts';
import { baseAt } from '../sheet/row-mark.ts';
import { FIRST_ROW, keyAt, openTab, readRows, type Tab } from '../sheet/tab.ts';
import { neverSaved } from '../sheet/tie.ts';
import type { Choice } from '../sync/choice.ts';
import { knownDesk } from '../sync/desk.ts';
import { TEXTS } from '../texts.ts';

/** The cursor is where no record is; `message` is the Chinese sentence. */
export class NoRecordHere extends Error {
  override name = 'NoRecordHere';
}

/** Throws `NoRecordHere`, `LayoutProblem` and `ServiceFailure`. */
export function cardOf(spreadsheet: Spreadsheet, card: CardName): CardAnswer {
  const desk = knownDesk(spreadsheet);
  const key = keyAtCursor(spreadsheet, desk);
  return asked(() => showCard(desk.deskId, key, card));
}

/**
 * What the service says of the cell that the cursor is in; it knows which cells hold a figure. Throws `ServiceFailure`.
 */
export function figureOf(spreadsheet: Spreadsheet): CardAnswer {
  const { deskId } = knownDesk(spreadsheet);
  const sheetId = spreadsheet.getActiveSheet().getSheetId();
  const cell = spreadsheet.getCurrentCell();
  return asked(() =>
    traceFigure(deskId, { sheetId, row: cell?.getRow() ?? 1, column: cell?.getColumn() ?? 1 }),
  );
}

/** The paper of the row that the cursor is in. Throws as `cardOf`. */
export function paperOf(spreadsheet: Spreadsheet, full: boolean): PapersAnswer {
  const desk = knownDesk(spreadsheet);
  const key = keyAtCursor(spreadsheet, desk);
  return asked(() => printRecord(desk.deskId, key, { full }));
}

/** All records of the customer of the row that the cursor is in. Throws as `cardOf`. */
export function customerAtCursor(spreadsheet: Spreadsheet): CustomerAnswer {
  const desk = knownDesk(spreadsheet);
  const key = keyAtCursor(spreadsheet, desk);
  return asked(() => customerRecords(desk.deskId, key));
}

/** Today's calls on paper. Throws `ServiceFailure`. */
export function callsOnPaper(spreadsheet: Spreadsheet): PapersAnswer {
  const { deskId } = knownDesk(spreadsheet);
  return asked(() => callList(deskId));
}

/** Who works this week on paper. Throws `ServiceFailure`. */
export function shiftsOnPaper(spreadsheet: Spreadsheet): PapersAnswer {
  const { deskId } = knownDesk(spreadsheet);
  return asked(() => shiftList(deskId));
}

function asked<Answer>(ask: () => Answer): Answer {
  try {
    return ask();
  } catch (cause) {
    if (!(cause instanceof ServiceFailure) || cause.kind !== 'away') throw cause;
    // The usual sentence promises that rows are sent again; here nothing waits.
    throw new ServiceFailure('away', TEXTS.cardAway(cause.reason), cause.reason);
  }
}

/** The tab and the row that the cursor is in. Throws `NoRecordHere` and `LayoutProblem`. */
export function rowAtCursor(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
): { table: DeskDescription['tables'][number]; row: number } {
  const sheetId = spreadsheet.getActiveSheet().getSheetId();
  const table = desk.tables.find(each => each.sheetId === sheetId);
  if (!table) throw new NoRecordHere(TEXTS.noTableHere);
  const row = spreadsheet.getCurrentCell()?.getRow() ?? 0;
  if (row < FIRST_ROW || row > openTab(spreadsheet, desk, table).lastRow)
    throw new NoRecordHere(TEXTS.noRowHere);
  return { table, row };
}

/** A row as its person insists on it: all columns of the staff's as if just typed. */
export function choiceOfRow(tab: Tab, row: number): Choice {
  const edited = tab.columns.flatMap(({ key, owner }) => (owner === 'staff' ? [key] : []));
  return { touched: new Map([[row, { edited, editor: undefined, typed: [], pasted: true }]]) };
}

/** The key of the record in the row that the cursor is in. Throws `NoRecordHere` and `LayoutProblem`. */
export function keyAtCursor(spreadsheet: Spreadsheet, desk: DeskDescription): string {
  const { table, row } = rowAtCursor(spreadsheet, desk);
  const tab = openTab(spreadsheet, desk, table);
  const line = readRows(tab, [row]).get(row);
  // A draft has a key, but nothing was ever kept under it.
  if (neverSaved(baseAt(line, tab))) throw new NoRecordHere(TEXTS.notSavedYet);
  return keyAt(line, tab);
}
