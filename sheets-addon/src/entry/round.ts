// What the add-on does by itself when the file is opened, and each hour.

import { openSpreadsheet } from '../platform/platform.ts';
import { beginTrigger } from '../platform/quota.ts';
import { recallDesk } from '../sync/memory.ts';
import { tellAlive } from '../sync/sends.ts';
import { actsHere } from '../sync/triggers.ts';
import { TEXTS } from '../texts.ts';
import { drainLeft } from './edit.ts';
import { goRound } from './go-round.ts';
import { tellRemoved } from './look.ts';

/** Installable open trigger. */
export function onSheetOpen(): void {
  beginTrigger();
  if (!actsHere()) return;
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const desk = recallDesk();
  // Before the pull, which may bring some of them back.
  if (desk) tellRemoved(spreadsheet, desk);
  // Before the look for rows that nobody told of: a note knows who typed.
  drainLeft(spreadsheet);
  const trouble = goRound(spreadsheet);
  drainLeft(spreadsheet);
  if (trouble) spreadsheet.toast(trouble, TEXTS.title, 10);
}

/**
 * Installable clock trigger: nobody need be looking, so troubles go to the log. It hangs on the script: where Google
 * rings it without a spreadsheet, it is only told that it rang.
 */
export function onHour(): void {
  beginTrigger();
  const spreadsheet = openSpreadsheet();
  if (spreadsheet && actsHere()) {
    drainLeft(spreadsheet);
    const trouble = goRound(spreadsheet);
    drainLeft(spreadsheet);
    if (trouble) Logger.log(trouble);
  }
  tellAlive();
}
