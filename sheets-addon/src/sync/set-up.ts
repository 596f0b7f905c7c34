// Ties the spreadsheet to a desk: proves access, has the tabs laid out, installs triggers, pulls what there is.

import type { OpenDeskAnswer } from '../../../functions/src/contract/contract.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { joinDesk, layOut, openDesk, ServiceFailure, takeSending } from '../platform/service.ts';
import { keepBlankRowsEverywhere } from '../sheet/blank-rows.ts';
import { TEXTS } from '../texts.ts';
import { fetchDesk } from './desk.ts';
import { forgetOriginal } from './memory.ts';
import { pull } from './pull.ts';
import { installTriggers, otherOwner } from './triggers.ts';

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
  const opened = openShared(spreadsheet, share);
  if (opened.status === 'confirm') joinDesk(opened.deskId, readNonce(spreadsheet, opened.metadataKey));
  layOut(opened.deskId);
  const desk = fetchDesk(spreadsheet);
  const owner = otherOwner();
  const said: string[] = [];
  if (owner === undefined || takeOver(owner)) said.push(...startSending(spreadsheet, desk.deskId));
  const { troubles } = pull(spreadsheet, desk);
  keepBlankRowsEverywhere(spreadsheet, desk);
  return [TEXTS.setUpDone, ...said, ...troubles].join('\n');
}

/** Triggers act only for an account that the desk knows as the one that sends. Answers what the person has to know. */
function startSending(spreadsheet: Spreadsheet, deskId: string): string[] {
  try {
    takeSending(deskId);
  } catch (cause) {
    if (!(cause instanceof ServiceFailure) || cause.kind !== 'denied') throw cause;
    return [TEXTS.notSending];
  }
  installTriggers(spreadsheet);
  return [];
}

/** A spreadsheet that nobody has shared yet is asked to be, as often as the person goes on. */
function openShared(spreadsheet: Spreadsheet, share: (sentence: string) => boolean): OpenDeskAnswer {
  for (;;) {
    try {
      return openDesk(spreadsheet.getId());
    } catch (cause) {
      if (!(cause instanceof ServiceFailure) || cause.kind !== 'unshared') throw cause;
      if (!share(cause.message)) throw cause;
    }
  }
}

/** The service wrote the nonce where only somebody with access to the spreadsheet can read it. */
function readNonce(spreadsheet: Spreadsheet, metadataKey: string): string {
  const values = spreadsheet
    .getDeveloperMetadata()
    .filter(entry => entry.getKey() === metadataKey)
    .map(entry => entry.getValue());
  const nonce = values[values.length - 1];
  if (!nonce) throw new SetUpProblem(TEXTS.noNonce);
  return nonce;
}
