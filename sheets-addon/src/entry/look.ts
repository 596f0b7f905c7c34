// What is looked after beside the edits themselves: tabs that are none of the desk's, and rows that had to wait for a
// tab to be mended.
import type { DeskDescription, TableDescription } from '../../../functions/src/contract/contract.ts';
import { LockBusy } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { ServiceFailure } from '../platform/service.ts';
import { markTwin, twinOf, twinSentence } from '../sheet/headers.ts';
import { rowsWait } from '../sync/memory.ts';
import { sayRemoved } from '../sync/removed.ts';
import { sendWaiting } from '../sync/waiting.ts';
import { TEXTS } from '../texts.ts';

/** Marks every tab that is a copy of one of the desk's, and answers the sentences. */
export function lookForTwins(spreadsheet: Spreadsheet, desk: DeskDescription): string[] {
  return spreadsheet.getSheets().flatMap(sheet => {
    const twin = twinOf(desk, sheet);
    if (!twin) return [];
    const message = twinSentence(spreadsheet, twin);
    markTwin(twin, message);
    return [message];
  });
}

/** Sends what waits, since what it waited for may be mended. That it fails again is no news: the rows say so. */
export function sendHeldBack(spreadsheet: Spreadsheet, desk: DeskDescription): void {
  if (!rowsWait()) return;
  try {
    sendWaiting(spreadsheet, desk, false);
  } catch (cause) {
    if (!(cause instanceof ServiceFailure || cause instanceof LockBusy)) throw cause;
    Logger.log(`Rows that waited were not sent: ${cause.message}`);
  }
}

/** Says of rows that were removed that their records are still there. `tables` narrows the look. */
export function tellRemoved(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  tables?: readonly TableDescription[],
): void {
  try {
    const said = sayRemoved(spreadsheet, desk, tables);
    if (said) spreadsheet.toast(said, TEXTS.title, 15);
  } catch (cause) {
    if (!(cause instanceof LockBusy)) throw cause;
    // They are still known: the next look finds them.
    Logger.log(`Removed rows were not looked for: ${cause.message}`);
  }
}
