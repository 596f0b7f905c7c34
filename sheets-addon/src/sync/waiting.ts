// Rows that could not be sent: marked, and sent again when the service may be back.
import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import { readValues, type Sheet, type Spreadsheet } from '../platform/platform.ts';
import type { ServiceFailure } from '../platform/service.ts';
import { type CellWrite, writeCells } from '../sheet/blocks.ts';
import { LayoutProblem } from '../sheet/header-places.ts';
import { openTab, type Tab } from '../sheet/tab.ts';
import { TEXTS } from '../texts.ts';
import { type Choice, untouched } from './choice.ts';
import { waitingRows } from './gather.ts';
import { rememberWaiting } from './memory.ts';
import { submit } from './submit.ts';

export interface Resent {
  sent: number;
  left: number;
  /** Whether records elsewhere changed with these rows, so that a pull brings something. */
  others: boolean;
  /** What went wrong, as sentences. */
  troubles: string[];
}

/**
 * Sends every waiting row of every tab, and with `unheard` those that were changed without a word. Columns edited while
 * the service was away are not known any more.
 */
export function sendWaiting(spreadsheet: Spreadsheet, desk: DeskDescription, unheard = true): Resent {
  // Said before the rows are looked for, so that an edit failing meanwhile can take it back.
  rememberWaiting(false);
  try {
    return sendInAllTabs(spreadsheet, desk, unheard);
  } catch (cause) {
    // Not all were looked for: whoever sends anything next does so.
    rememberWaiting(true);
    throw cause;
  }
}

function sendInAllTabs(spreadsheet: Spreadsheet, desk: DeskDescription, unheard: boolean): Resent {
  const resent: Resent = { sent: 0, left: 0, others: false, troubles: [] };
  let failure: ServiceFailure | undefined;
  for (const table of desk.tables) {
    try {
      if (failure) {
        resent.left += waitingRows(openTab(spreadsheet, desk, table), unheard).length;
        continue;
      }
      const {
        answered,
        unanswered,
        others,
        held,
        failure: failed,
      } = submit({
        spreadsheet,
        desk,
        table,
        choose: tab => untouched(waitingRows(tab, unheard)),
      });
      resent.sent += answered;
      resent.left += unanswered;
      resent.others ||= others;
      if (held > 0) resent.troubles.push(TEXTS.held(held));
      if (failed) resent.troubles.push(failed.message);
      if (failed && failed.kind !== 'rejected') failure = failed;
    } catch (cause) {
      if (!(cause instanceof LayoutProblem)) throw cause;
      resent.troubles.push(cause.message);
    }
  }
  return resent;
}

/** All rows of a tab that wait, or were changed without a word. */
export const unheardOf = (tab: Tab): Choice => untouched(waitingRows(tab, true));

/**
 * Marks edited rows that were not even read for sending. It needs no lock: it writes nothing but the mark, and a
 * mark on a row that moved meanwhile costs one needless request.
 */
export function markWaiting(sheet: Sheet, syncAt: number, first: number, last: number, word: string): void {
  if (last < first) return;
  const marks: CellWrite[] = [];
  readValues(sheet, first, 1, last - first + 1, Math.max(1, sheet.getLastColumn())).forEach((line, index) => {
    if (line.some(content => content !== ''))
      marks.push({ row: first + index, column: syncAt, content: word });
  });
  writeCells(sheet, marks);
  rememberWaiting(true);
}
