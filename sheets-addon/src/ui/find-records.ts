// Finds records by what a person types, whether their rows are in a tab or not, and goes there.
import type { Spreadsheet } from '../platform/platform.ts';
import { searchRecords } from '../platform/service.ts';
import { knownDesk } from '../sync/desk.ts';
import { bringBack } from '../sync/retire.ts';
import { FIND_TEXTS } from '../texts-of-finding.ts';

/** Numbers of other records that the sentence names: they can be looked for in turn. */
const MAX_NAMED = 5;

/**
 * Rows that have left their tabs are put back; the cursor goes to the first that was found. Answers the sentence to
 * show. Throws `ServiceFailure` and `LockBusy`.
 */
export function findRecords(spreadsheet: Spreadsheet, text: string): string {
  const desk = knownDesk(spreadsheet);
  const { rows, more = false } = searchRecords(desk.deskId, text);
  if (rows.length === 0) return FIND_TEXTS.foundNone;
  const { back, first, troubles } = bringBack(spreadsheet, desk, rows);
  first?.tab.sheet.getRange(first.row, first.tab.tie.number ?? 1).activate();
  const others = rows.slice(1, 1 + MAX_NAMED).map(({ number }) => number);
  return [FIND_TEXTS.found(rows.length, back, others, more), ...troubles].join('\n');
}
