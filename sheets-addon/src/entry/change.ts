// A change event says that the shape of the spreadsheet changed, but not where: the desk's tabs are looked through.

import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import type { ChangeEvent, Spreadsheet } from '../platform/platform.ts';
import { beginTrigger } from '../platform/quota.ts';
import { checkHeaders, missingHeaders } from '../sheet/headers.ts';
import { forgetWidths } from '../sheet/tab.ts';
import { areAbandoned } from '../sync/aside.ts';
import { noteInserted } from '../sync/keys/inserted.ts';
import { recallDesk } from '../sync/memory.ts';
import { notesLeft } from '../sync/notes.ts';
import { actsHere } from '../sync/triggers.ts';
import { TEXTS } from '../texts.ts';
import { drainLeft } from './edit.ts';
import { lookForTwins, sendHeldBack, tellRemoved } from './look.ts';

/** Kinds after which a column or a tab may be missing, or there twice. */
const STRUCTURAL = ['INSERT_COLUMN', 'REMOVE_COLUMN', 'INSERT_GRID', 'REMOVE_GRID'];

/** Kinds after which the header row may be gone, or no longer be the first. */
const ROWS = ['INSERT_ROW', 'REMOVE_ROW'];

/**
 * Installable change trigger: says at once which tab or column a person took away, or put there a second time. Whatever
 * was changed, it takes along what was left to a sidebar that has gone. An edit has a trigger of its own.
 */
export function onSheetChange({ changeType }: ChangeEvent): void {
  if (changeType === 'EDIT' || !actsHere()) return;
  beginTrigger();
  if (changeType === 'INSERT_ROW') noteInserted();
  const desk = recallDesk();
  if (!desk) return;
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  if (changeType === 'REMOVE_ROW') {
    // What was typed into them first: the pull paints rows anew where they have come to stand.
    drainLeft(spreadsheet);
    tellRemoved(spreadsheet, desk);
  }
  if (ROWS.includes(changeType)) tell(spreadsheet, missingHeaders(spreadsheet, desk));
  else if (STRUCTURAL.includes(changeType)) sayStructure(spreadsheet, desk, changeType);
  // Places have just shifted: what was typed a moment ago is sent by its own edit.
  if (STRUCTURAL.includes(changeType) || areAbandoned(notesLeft())) drainLeft(spreadsheet);
}

/** Columns or tabs came or went. */
function sayStructure(spreadsheet: Spreadsheet, desk: DeskDescription, changeType: string): void {
  forgetWidths(desk.tables);
  const said = desk.tables.flatMap(table => checkHeaders(spreadsheet, desk, table) ?? []);
  if (changeType === 'INSERT_GRID') said.push(...lookForTwins(spreadsheet, desk));
  tell(spreadsheet, said);
  if (said.length === 0) sendHeldBack(spreadsheet, desk);
}

function tell(spreadsheet: Spreadsheet, said: readonly string[]): void {
  if (said.length > 0) spreadsheet.toast(said.join('\n'), TEXTS.title, 10);
}
