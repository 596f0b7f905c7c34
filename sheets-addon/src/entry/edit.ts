// An edit event: a hint to read its range again, nothing more.
import type { DeskDescription, TableDescription } from '../../../functions/src/contract/contract.ts';
import { LockBusy } from '../platform/lock.ts';
import type { EditEvent, Range, Spreadsheet } from '../platform/platform.ts';
import { ServiceFailure } from '../platform/service.ts';
import { checkHeaders, markHeaders, markTwin, twinOf, twinSentence } from '../sheet/headers.ts';
import { FIRST_ROW, LayoutProblem, openTab, type Tab } from '../sheet/tab.ts';
import { fetchDesk, knownDesk } from '../sync/desk.ts';
import type { Choice } from '../sync/gather.ts';
import { recallDesk, rowsWait } from '../sync/memory.ts';
import { pull } from '../sync/pull.ts';
import { submit } from '../sync/submit.ts';
import { actsHere } from '../sync/triggers.ts';
import { markWaiting, sendWaiting } from '../sync/waiting.ts';
import { TEXTS } from '../texts.ts';
import { tellRemoved } from './look.ts';

/** Installable edit trigger. https://developers.google.com/apps-script/guides/triggers/events#edit */
export function onSheetEdit(event: EditEvent): void {
  if (!actsHere()) return;
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const say = (message: string): void => spreadsheet.toast(message, TEXTS.title, 10);
  try {
    const desk = knownDesk(spreadsheet);
    const sheetId = event.range.getSheet().getSheetId();
    const table = desk.tables.find(each => each.sheetId === sheetId);
    if (table) sendEdit(spreadsheet, desk, table, event, say);
    else sayUnwatched(spreadsheet, desk, event.range, say);
  } catch (cause) {
    if (!(cause instanceof ServiceFailure)) throw cause;
    say(cause.message);
  }
}

/** Nothing of a copied tab is sent: whoever types there is told so at once. */
function sayUnwatched(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  range: Range,
  say: (message: string) => void,
): void {
  const twin = twinOf(desk, range.getSheet());
  if (!twin) return;
  const message = twinSentence(spreadsheet, twin);
  const first = range.getRow();
  markTwin(twin, message, first, first + range.getNumRows() - 1);
  say(message);
}

function sendEdit(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  table: TableDescription,
  { range, user, value, oldValue }: EditEvent,
  say: (message: string) => void,
): void {
  try {
    // Blank outside of the owner's domain: then nobody knows, and it is not whose trigger this is.
    const editor = user?.getEmail() ?? '';
    let overKeys = false;
    const { failure, others, held, version } = submit({
      spreadsheet,
      desk,
      table,
      editor,
      choose: tab => {
        overKeys ||= isOver(range, tab.tie.key);
        const choice = choiceOf(range, tab);
        const [column] = choice.edited;
        const isTyped = column !== undefined && (value !== undefined || oldValue !== undefined);
        return isTyped ? { ...choice, typed: { row: range.getRow(), column, value, oldValue } } : choice;
      },
    });
    if (range.getRow() < FIRST_ROW) checkHeaders(spreadsheet, table);
    // A column that has come to the desk is sent only once it is known here.
    const isKnown = version === undefined || version === recallDesk()?.version;
    const latest = isKnown ? desk : fetchDesk(spreadsheet);
    if (held > 0) say(TEXTS.held(held));
    if (failure) say(failure.message);
    const resent = !failure && rowsWait() ? sendWaiting(spreadsheet, latest, false) : undefined;
    if (others || resent?.others) pull(spreadsheet, latest);
    if (overKeys) tellRemoved(spreadsheet, latest, [table]);
  } catch (cause) {
    if (!(cause instanceof LayoutProblem || cause instanceof LockBusy)) throw cause;
    if (cause instanceof LayoutProblem) markHeaders(spreadsheet, table, cause);
    const syncAt = cause instanceof LayoutProblem ? cause.syncAt : openTab(spreadsheet, table).tie.sync;
    const { first, last } = rowsOf(range, range.getSheet().getLastRow());
    if (syncAt) markWaiting(range.getSheet(), syncAt, first, last, desk.outcomes.waiting);
    say(cause instanceof LayoutProblem ? cause.message : TEXTS.busy);
  }
}

/** The record rows of a range; a range of whole columns reaches far below the last of them. */
function rowsOf(range: Range, lastRow: number): { first: number; last: number } {
  const first = range.getRow();
  return {
    first: Math.max(first, FIRST_ROW),
    last: Math.min(first + range.getNumRows() - 1, lastRow),
  };
}

const isOver = (range: Range, column: number): boolean =>
  column >= range.getColumn() && column < range.getColumn() + range.getNumColumns();

/** Rows whose desk columns were touched. A touched system column names no edited one, but the answer restores it. */
function choiceOf(range: Range, tab: Tab): Choice {
  const touched = (at: number): boolean => isOver(range, at);
  const { key, base, sync } = tab.tie;
  const rows: number[] = [];
  if (tab.columns.some(({ at }) => touched(at)) || [key, base, sync].some(touched)) {
    const { first, last } = rowsOf(range, tab.lastRow);
    for (let row = first; row <= last; row += 1) rows.push(row);
  }
  const edited = tab.columns.filter(({ owner, at }) => owner === 'staff' && touched(at));
  return {
    rows,
    edited: edited.map(column => column.key),
    moved: range.getNumRows() > 1 || range.getNumColumns() > 1,
  };
}
