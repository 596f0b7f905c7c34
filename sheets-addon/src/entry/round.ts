// What the add-on does by itself, each hour and when the file is opened: sends what waits, pulls what changed.

import { LockBusy } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { ServiceFailure } from '../platform/service.ts';
import { keepBlankRowsEverywhere } from '../sheet/blank-rows.ts';
import { forgetWidths } from '../sheet/tab.ts';
import { fetchDesk } from '../sync/desk.ts';
import { recallDesk } from '../sync/memory.ts';
import { pull } from '../sync/pull.ts';
import { actsHere } from '../sync/triggers.ts';
import { sendWaiting } from '../sync/waiting.ts';
import { TEXTS } from '../texts.ts';
import { drainLeft } from './edit.ts';
import { lookForTwins, tellRemoved } from './look.ts';

/** Installable open trigger. */
export function onSheetOpen(): void {
  if (!actsHere()) return;
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const desk = recallDesk();
  // Before the pull, which may bring some of them back.
  if (desk) tellRemoved(spreadsheet, desk);
  const trouble = goRound(spreadsheet);
  drainLeft(spreadsheet);
  if (trouble) spreadsheet.toast(trouble, TEXTS.title, 10);
}

/** Installable clock trigger: nobody need be looking, so troubles go to the log. */
export function onHour(): void {
  if (!actsHere()) return;
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const trouble = goRound(spreadsheet);
  drainLeft(spreadsheet);
  if (trouble) Logger.log(trouble);
}

function goRound(spreadsheet: Spreadsheet): string | undefined {
  try {
    const desk = fetchDesk(spreadsheet);
    forgetWidths(desk.tables);
    const { troubles } = sendWaiting(spreadsheet, desk);
    const pulled = pull(spreadsheet, desk);
    keepBlankRowsEverywhere(spreadsheet, desk);
    const said = [...troubles, ...pulled.troubles, ...lookForTwins(spreadsheet, desk)];
    return [...new Set(said)].join('\n') || undefined;
  } catch (cause) {
    if (cause instanceof LockBusy) return TEXTS.busy;
    if (cause instanceof ServiceFailure) return cause.message;
    throw cause;
  }
}
