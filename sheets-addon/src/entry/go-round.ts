// Looks through the sheet by itself, once an hour: sends what waits, pulls what changed. A clock does it, or the
// opening of the file; and where those are missing, the first edit of the hour.

import { MINUTE_MS, nowMs } from '../platform/clock.ts';
import { LockBusy } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { ServiceFailure } from '../platform/service.ts';
import { keepBlankRowsEverywhere } from '../sheet/blank-rows.ts';
import { forgetWidths } from '../sheet/tab.ts';
import { fetchDesk, isOtherRelease } from '../sync/desk.ts';
import { recallRound, rememberRound } from '../sync/memory.ts';
import { carryOnImport } from '../sync/past/import-job.ts';
import { pull } from '../sync/pull.ts';
import { retire } from '../sync/retire.ts';
import { noteSends } from '../sync/sends.ts';
import { sendWaiting } from '../sync/waiting.ts';
import { TEXTS } from '../texts.ts';
import { lookForTwins } from './look.ts';

/** A clock that rings each hour is seldom late by more. */
const EVERY_MS = 65 * MINUTE_MS;

/** Whether nobody has gone round for longer than the clock takes. */
export const isRoundDue = (): boolean => nowMs() - recallRound() > EVERY_MS;

/** Answers what is to be said, if anything. */
export function goRound(spreadsheet: Spreadsheet): string | undefined {
  // Said first, so that others who come meanwhile do not go as well.
  rememberRound(nowMs());
  try {
    const desk = fetchDesk(spreadsheet);
    forgetWidths(desk.tables);
    noteSends(desk.deskId);
    // Before the look for rows that nobody told of: an edit of this moment may name a place that has moved.
    retire(spreadsheet, desk);
    const { troubles } = sendWaiting(spreadsheet, desk);
    carryOnImport(spreadsheet, desk);
    const pulled = pull(spreadsheet, desk);
    keepBlankRowsEverywhere(spreadsheet, desk);
    const said = [
      ...(isOtherRelease(desk) ? [TEXTS.otherRelease] : []),
      ...troubles,
      ...pulled.troubles,
      ...lookForTwins(spreadsheet, desk),
    ];
    return [...new Set(said)].join('\n') || undefined;
  } catch (cause) {
    if (cause instanceof LockBusy) return TEXTS.busy;
    if (cause instanceof ServiceFailure) return cause.message;
    throw cause;
  }
}
