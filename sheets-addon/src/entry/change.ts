// A change event says that the shape of the spreadsheet changed, but not where: the desk's tabs are looked through.

import type { ChangeEvent } from '../platform/platform.ts';
import { LayoutProblem, openTab } from '../sheet/tab.ts';
import { recallDesk } from '../sync/memory.ts';
import { actsHere } from '../sync/triggers.ts';
import { TEXTS } from '../texts.ts';

/**
 * Kinds after which a column or a tab may be missing. Inserted and removed rows need nothing: a new row is sent once
 * it is typed into, and a record does not end because its row was removed.
 */
const STRUCTURAL = ['INSERT_COLUMN', 'REMOVE_COLUMN', 'INSERT_GRID', 'REMOVE_GRID'];

/** Installable change trigger: says at once which tab or column a person took away. */
export function onSheetChange(event: ChangeEvent): void {
  if (!STRUCTURAL.includes(event.changeType) || !actsHere()) return;
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const missing: string[] = [];
  for (const table of recallDesk()?.tables ?? []) {
    try {
      openTab(spreadsheet, table);
    } catch (cause) {
      if (!(cause instanceof LayoutProblem)) throw cause;
      missing.push(cause.message);
    }
  }
  if (missing.length > 0) spreadsheet.toast(missing.join('\n'), TEXTS.title, 10);
}
