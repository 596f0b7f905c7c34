// The triggers of the document, and whose they are.

import type { Spreadsheet } from '../platform/platform.ts';
import { recallOwner, rememberOwner } from './memory.ts';

const HOURS = 1;

/** Handler by trigger. The names are exports of index; a test holds that. */
const HANDLERS = {
  edit: 'onSheetEdit',
  change: 'onSheetChange',
  open: 'onSheetOpen',
  hour: 'onHour',
} as const;

const myEmail = (): string => Session.getEffectiveUser().getEmail();

/**
 * Whether this execution may act. An installable trigger runs as its creator and nobody else can see or delete it,
 * so a second account's triggers would send every edit twice: only the remembered owner's act.
 */
export function actsHere(): boolean {
  const owner = recallOwner();
  return owner === '' || owner === myEmail();
}

/** The other account whose triggers act in this document, if there is one. */
export function otherOwner(): string | undefined {
  return actsHere() ? undefined : recallOwner();
}

const isClock = (trigger: ReturnType<typeof ScriptApp.getProjectTriggers>[number]): boolean =>
  trigger.getEventType() === ScriptApp.EventType.CLOCK;

/** Installs what is missing of this account's triggers, and makes it the one that acts. */
export function installTriggers(spreadsheet: Spreadsheet): void {
  // Those of this account's other spreadsheets are listed with the script; only the clock's hangs on the script.
  const all = [...ScriptApp.getUserTriggers(spreadsheet), ...ScriptApp.getProjectTriggers().filter(isClock)];
  const present = new Set(all.map(trigger => trigger.getHandlerFunction()));
  const missing = (handler: string): boolean => !present.has(handler);
  const onSpreadsheet = (handler: string) => ScriptApp.newTrigger(handler).forSpreadsheet(spreadsheet);
  if (missing(HANDLERS.edit)) onSpreadsheet(HANDLERS.edit).onEdit().create();
  if (missing(HANDLERS.change)) onSpreadsheet(HANDLERS.change).onChange().create();
  if (missing(HANDLERS.open)) onSpreadsheet(HANDLERS.open).onOpen().create();
  // An add-on's clock fires once an hour at most.
  // https://developers.google.com/workspace/add-ons/concepts/editor-triggers
  if (missing(HANDLERS.hour)) ScriptApp.newTrigger(HANDLERS.hour).timeBased().everyHours(HOURS).create();
  rememberOwner(myEmail());
}
