// How a menu entry is carried out: its sentence, or what went wrong, is shown to whoever chose it.

import type { CardAnswer } from '../../../functions/src/contract/cards.ts';
import { LockBusy } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { ServiceFailure } from '../platform/service.ts';
import { LayoutProblem } from '../sheet/header-places.ts';
import { beginPerson } from '../sync/aside.ts';
import { BulkProblem } from '../sync/bulk/chosen-rows.ts';
import { ImportProblem } from '../sync/past/import-source.ts';
import { SetUpProblem } from '../sync/set-up.ts';
import { TEXTS } from '../texts.ts';
import { NoRecordHere } from '../ui/card.ts';
import { pageOf } from '../ui/card-page.ts';
import { drainLeft } from './edit.ts';

/**
 * Shows texts in the sidebar; lines that begin with one of these titles of tables and a number lead to their rows, and
 * views that the card names to all of them.
 */
export function showAside({ title, lines, views }: CardAnswer, titles: readonly string[] = []): void {
  const page = pageOf(lines, titles, views);
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(page).setTitle(title));
}

/** Does what a menu entry says and shows its sentence; nothing where the person thought better of it. */
export function perform(action: (spreadsheet: Spreadsheet) => string | undefined): void {
  attempt(spreadsheet => {
    const said = action(spreadsheet);
    if (said !== undefined) spreadsheet.toast(said, TEXTS.title, 10);
  });
}

/** What went wrong is shown in a dialog that has to be closed. */
export function attempt(action: (spreadsheet: Spreadsheet) => void): void {
  beginPerson();
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  try {
    action(spreadsheet);
    drainLeft(spreadsheet);
  } catch (cause) {
    Logger.log(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    SpreadsheetApp.getUi().alert(TEXTS.title, sentenceFor(cause), SpreadsheetApp.getUi().ButtonSet.OK);
  }
}

/** The sentence for what went wrong. */
function sentenceFor(cause: unknown): string {
  if (cause instanceof LockBusy) return TEXTS.busy;
  const known = [ServiceFailure, SetUpProblem, LayoutProblem, NoRecordHere, ImportProblem, BulkProblem].some(
    kind => cause instanceof kind,
  );
  const message = cause instanceof Error ? cause.message : String(cause);
  return known ? message : TEXTS.failed(message);
}

/** What went wrong, as the sentence that a page shows. */
class Told extends Error {
  override name = 'Told';
  readonly cause: unknown;
  constructor(cause: unknown) {
    super(sentenceFor(cause));
    this.cause = cause;
  }
}

/** Does what a page asks; what goes wrong reaches it as a sentence. */
export function told<Answer>(work: () => Answer): Answer {
  beginPerson();
  try {
    return work();
  } catch (cause) {
    Logger.log(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    throw new Told(cause);
  }
}
