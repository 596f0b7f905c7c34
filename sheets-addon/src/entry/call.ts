// The page for whoever is on the phone: what the menu opens, and what the page calls.

import type { CallerAnswer } from '../../../functions/src/contract/call-form.ts';
import { nowMs } from '../platform/clock.ts';
import * as service from '../platform/service.ts';
import { knownDesk } from '../sync/desk.ts';
import { TEXTS } from '../texts.ts';
import { callPage } from '../ui/call-page.ts';
import type { CallRow, SavedCall } from '../ui/call-page-data.ts';
import { findRecords } from '../ui/find-records.ts';
import { writeCall } from '../ui/write-call.ts';
import { attempt, told } from './perform.ts';

export function openCallForm(): void {
  attempt(spreadsheet => {
    const form = service.callForm(knownDesk(spreadsheet).deskId);
    const page = callPage({ form, texts: TEXTS.call, openedAt: nowMs() });
    SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(page).setTitle(TEXTS.call.title));
  });
}

/** What is known of a caller. Called by the page. */
export const findCaller = (text: string): CallerAnswer =>
  told(() => service.findCaller(knownDesk(SpreadsheetApp.getActiveSpreadsheet()).deskId, text));

/** Writes a call into the sheet and sends it in the name of whoever has the page open. Called by the page. */
export const saveCall = (call: CallRow): SavedCall =>
  told(() => writeCall(SpreadsheetApp.getActiveSpreadsheet(), call));

/** Puts the cursor on a record's row. Answers the sentence to show. Called by the page. */
export const goToRecord = (number: string): string =>
  told(() => findRecords(SpreadsheetApp.getActiveSpreadsheet(), number));
