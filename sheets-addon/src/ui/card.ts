// What the service has to show of the row or the cell that the cursor is in. It must not know what a card says.
import type { CardAnswer, CardName, DeskDescription } from '../../../functions/src/contract/contract.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { ServiceFailure, showCard, traceFigure } from '../platform/service.ts';
import { baseAt } from '../sheet/row-mark.ts';
import { FIRST_ROW, keyAt, openTab, readRows } from '../sheet/tab.ts';
import { neverSaved } from '../sheet/tie.ts';
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

/** What the service says of the cell that the cursor is in; it knows which cells hold a figure. Throws `ServiceFailure`. */
export function figureOf(spreadsheet: Spreadsheet): CardAnswer {
  const { deskId } = knownDesk(spreadsheet);
  const sheetId = spreadsheet.getActiveSheet().getSheetId();
  const cell = spreadsheet.getCurrentCell();
  return asked(() =>
    traceFigure(deskId, { sheetId, row: cell?.getRow() ?? 1, column: cell?.getColumn() ?? 1 }),
  );
}

function asked(ask: () => CardAnswer): CardAnswer {
  try {
    return ask();
  } catch (cause) {
    if (!(cause instanceof ServiceFailure) || cause.kind !== 'away') throw cause;
    // The usual sentence promises that rows are sent again; here nothing waits.
    throw new ServiceFailure('away', TEXTS.cardAway(cause.reason), cause.reason);
  }
}

function keyAtCursor(spreadsheet: Spreadsheet, desk: DeskDescription): string {
  const sheetId = spreadsheet.getActiveSheet().getSheetId();
  const table = desk.tables.find(each => each.sheetId === sheetId);
  if (!table) throw new NoRecordHere(TEXTS.noTableHere);
  const row = spreadsheet.getCurrentCell()?.getRow() ?? 0;
  const tab = openTab(spreadsheet, table);
  if (row < FIRST_ROW || row > tab.lastRow) throw new NoRecordHere(TEXTS.noRowHere);
  const line = readRows(tab, [row]).get(row);
  // A draft has a key, but nothing was ever kept under it.
  if (neverSaved(baseAt(line, tab))) throw new NoRecordHere(TEXTS.notSavedYet);
  return keyAt(line, tab);
}
