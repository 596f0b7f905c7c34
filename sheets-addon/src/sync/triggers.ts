// The triggers of the document, and whose they are.

import type { Spreadsheet } from '../platform/platform.ts';
import { recallOwner, rememberOwner } from './memory.ts';

/** Between two rings of the clock. */
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

type Trigger = ReturnType<typeof ScriptApp.getProjectTriggers>[number];

const isClock = (trigger: Trigger): boolean => trigger.getEventType() === ScriptApp.EventType.CLOCK;

/** Google has no room for another trigger of this account: it may have 20 of a script, in all spreadsheets together. */
export class NoTriggerRoom extends Error {
  override name = 'NoTriggerRoom';
}

const isFull = (cause: unknown): boolean =>
  cause instanceof Error && cause.message.startsWith('This script has too many triggers');

/**
 * Which triggers of this account's other spreadsheets each may take the place of, where there is no room, the first
 * first. Without a trigger for opening a sheet is brought up to date each hour and by edits; without one for changes
 * its shape is looked at then.
 */
const YIELDING: Record<string, readonly string[]> = {
  [HANDLERS.edit]: [HANDLERS.open, HANDLERS.change],
  [HANDLERS.hour]: [HANDLERS.open, HANDLERS.change],
  [HANDLERS.change]: [HANDLERS.open],
  [HANDLERS.open]: [],
};

export interface Installed {
  made: Trigger[];
  /** Whether there was not room for all, here or elsewhere. */
  scarce: boolean;
}

/**
 * Installs what is missing of this account's triggers; `anew` all of them, as where they have stopped working. Without
 * the trigger for edits nothing is installed. Throws `NoTriggerRoom`.
 */
export function installTriggers(spreadsheet: Spreadsheet, anew: boolean): Installed {
  // Those of this account's other spreadsheets are listed with the script; only the clock's hangs on the script.
  const here = ScriptApp.getUserTriggers(spreadsheet);
  const ids = new Set(here.map(trigger => trigger.getUniqueId()));
  const others = ScriptApp.getProjectTriggers().filter(trigger => !ids.has(trigger.getUniqueId()));
  const mine = [...here, ...others.filter(isClock)];
  if (anew) for (const trigger of mine) ScriptApp.deleteTrigger(trigger);
  const present = new Set(anew ? [] : mine.map(trigger => trigger.getHandlerFunction()));
  const room = { others: others.filter(trigger => !isClock(trigger)), scarce: false };
  const made: Trigger[] = [];
  for (const [handler, make] of makers(spreadsheet)) {
    if (present.has(handler)) continue;
    const trigger = makeRoomFor(handler, make, room);
    if (trigger) made.push(trigger);
    else if (handler === HANDLERS.edit) throw new NoTriggerRoom('There is no room for a trigger.');
  }
  return { made, scarce: room.scarce };
}

/** How each trigger is made, those first that matter most. */
function makers(spreadsheet: Spreadsheet): [handler: string, make: () => Trigger][] {
  const onSpreadsheet = (handler: string) => ScriptApp.newTrigger(handler).forSpreadsheet(spreadsheet);
  return [
    [HANDLERS.edit, () => onSpreadsheet(HANDLERS.edit).onEdit().create()],
    // An add-on's clock fires once an hour at most.
    // https://developers.google.com/workspace/add-ons/concepts/editor-triggers
    [HANDLERS.hour, () => ScriptApp.newTrigger(HANDLERS.hour).timeBased().everyHours(HOURS).create()],
    [HANDLERS.change, () => onSpreadsheet(HANDLERS.change).onChange().create()],
    [HANDLERS.open, () => onSpreadsheet(HANDLERS.open).onOpen().create()],
  ];
}

/** Makes a trigger, in the place of a lesser one where there is no room; nothing when there is none to give way. */
function makeRoomFor(
  handler: string,
  make: () => Trigger,
  room: { others: Trigger[]; scarce: boolean },
): Trigger | undefined {
  for (;;) {
    try {
      return make();
    } catch (cause) {
      if (!isFull(cause)) throw cause;
      room.scarce = true;
      const [least] = (YIELDING[handler] ?? []).flatMap(name =>
        room.others.filter(trigger => trigger.getHandlerFunction() === name).slice(0, 1),
      );
      if (!least) return undefined;
      room.others = room.others.filter(trigger => trigger !== least);
      ScriptApp.deleteTrigger(least);
    }
  }
}

export function removeTriggers(triggers: readonly Trigger[]): void {
  for (const trigger of triggers) ScriptApp.deleteTrigger(trigger);
}

/** Makes this account the one whose triggers act. */
export const actHere = (): void => rememberOwner(myEmail());
