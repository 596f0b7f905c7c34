// Ties the spreadsheet to a desk: proves access, has the tabs laid out, installs triggers, pulls what there is.

import type { OpenDeskAnswer } from '../../../functions/src/contract/contract.ts';
import { nowMs } from '../platform/clock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { joinDesk, layOut, openDesk, ServiceFailure, takeSending } from '../platform/service.ts';
import { keepBlankRowsEverywhere } from '../sheet/blank-rows.ts';
import { TEXTS } from '../texts.ts';
import { fetchDesk } from './desk.ts';
import { forgetOriginal, recallDesk, rememberRound } from './memory.ts';
import { pull } from './pull.ts';
import { noteSends, tellAlive } from './sends.ts';
import { markStrangers } from './strangers.ts';
import {
  actHere,
  actsHere,
  type Installed,
  installTriggers,
  NoTriggerRoom,
  otherOwner,
  removeTriggers,
} from './triggers.ts';
import { sendWaiting } from './waiting.ts';

/** A step of the set-up that only the person can mend; `message` is the Chinese sentence. */
export class SetUpProblem extends Error {
  override name = 'SetUpProblem';
}

/**
 * Repeating it changes nothing. Answers the sentence to show. Throws `ServiceFailure`, `SetUpProblem` and `LockBusy`.
 */
export function setUpDesk(
  spreadsheet: Spreadsheet,
  takeOver: (owner: string) => boolean,
  share: (sentence: string) => boolean,
): string {
  forgetOriginal();
  const isFirst = recallDesk() === undefined;
  const opened = onceShared(() => openDesk(spreadsheet.getId()), share);
  if (opened.status === 'confirm') proveAccess(spreadsheet, opened);
  const { told } = onceShared(() => layOut(opened.deskId), share);
  const desk = fetchDesk(spreadsheet);
  const owner = otherOwner();
  const said = told === undefined ? [] : [told];
  if (owner === undefined || takeOver(owner)) said.push(...startSending(spreadsheet, desk.deskId, false));
  rememberRound(nowMs());
  // Before the pull, which brings rows that are the desk's.
  const strange = isFirst ? markStrangers(spreadsheet, desk) : 0;
  if (strange > 0) said.push(TEXTS.strangeRows(strange));
  const { troubles } = pull(spreadsheet, desk);
  keepBlankRowsEverywhere(spreadsheet, desk);
  return [TEXTS.setUpDone, ...said, ...troubles].join('\n');
}

/**
 * Makes this account the one whose triggers send, whoever it was before, and sends what waits. What the account before
 * is sending at this moment is left to it. Answers the sentence to show. Throws `ServiceFailure`, `SetUpProblem` and
 * `LockBusy`.
 */
export function takeOverDesk(spreadsheet: Spreadsheet): string {
  const desk = fetchDesk(spreadsheet);
  const said = startSending(spreadsheet, desk.deskId, true);
  if (!actsHere()) throw new SetUpProblem(said.join('\n'));
  const { sent, left, troubles } = sendWaiting(spreadsheet, desk);
  troubles.push(...pull(spreadsheet, desk).troubles);
  return [TEXTS.takenOver(sent, left), ...said, ...new Set(troubles)].join('\n');
}

/**
 * Triggers act only for an account that the desk knows as the one that sends. Answers what the person has to know.
 * Throws `SetUpProblem` where Google has no room for them: then nothing has changed.
 */
function startSending(spreadsheet: Spreadsheet, deskId: string, anew: boolean): string[] {
  const { made, scarce } = installOrExplain(spreadsheet, anew);
  try {
    takeSending(deskId);
  } catch (cause) {
    if (!(cause instanceof ServiceFailure) || cause.kind !== 'denied') throw cause;
    removeTriggers(made);
    return [TEXTS.notSending];
  }
  actHere();
  noteSends(deskId);
  tellAlive();
  return scarce ? [TEXTS.triggersScarce] : [];
}

function installOrExplain(spreadsheet: Spreadsheet, anew: boolean): Installed {
  try {
    return installTriggers(spreadsheet, anew);
  } catch (cause) {
    if (cause instanceof NoTriggerRoom) throw new SetUpProblem(TEXTS.triggersFull);
    throw cause;
  }
}

/**
 * A spreadsheet that nobody has shared yet, or no longer does, is asked to be, as often as the person goes on.
 */
function onceShared<T>(ask: () => T, share: (sentence: string) => boolean): T {
  for (;;) {
    try {
      return ask();
    } catch (cause) {
      if (!(cause instanceof ServiceFailure) || cause.kind !== 'unshared') throw cause;
      if (!share(cause.message)) throw cause;
    }
  }
}

/**
 * Joins the desk by writing the service's word where only somebody with access to the spreadsheet can. It is spent with
 * that, and taken out again. Throws `ServiceFailure`.
 */
function proveAccess(spreadsheet: Spreadsheet, { deskId, metadataKey, nonce = '' }: OpenDeskAnswer): void {
  const { DOCUMENT } = SpreadsheetApp.DeveloperMetadataVisibility;
  spreadsheet.addDeveloperMetadata(metadataKey, nonce, DOCUMENT);
  // The service looks for it before this execution ends.
  SpreadsheetApp.flush();
  try {
    joinDesk(deskId, nonce);
  } finally {
    const own = spreadsheet.getDeveloperMetadata().filter(entry => entry.getKey() === metadataKey);
    for (const entry of own) entry.remove();
  }
}
