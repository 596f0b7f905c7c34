// An edit event: a hint to read its range again, nothing more.
import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import { LockBusy } from '../platform/lock.ts';
import type { EditEvent, Spreadsheet } from '../platform/platform.ts';
import { lookAgain } from '../platform/properties.ts';
import { beginTrigger } from '../platform/quota.ts';
import { ServiceFailure } from '../platform/service.ts';
import type { LayoutProblem } from '../sheet/header-places.ts';
import { checkHeaders, markHeaders, markTwin, markUnread, twinOf, twinSentence } from '../sheet/headers.ts';
import { FIRST_ROW, meetSheet } from '../sheet/tab.ts';
import { sayBarred } from '../sync/aside.ts';
import { rowsOf } from '../sync/choice.ts';
import { fetchDesk } from '../sync/desk.ts';
import { type Drained, drain, type Elsewhere, notesWait, type Round } from '../sync/drain.ts';
import { takeQuotaNews } from '../sync/in-flight.ts';
import { takeUnwritable } from '../sync/keys/unwritable.ts';
import { recallDesk, rowsWait } from '../sync/memory.ts';
import { keepNote, type Note, noteOf } from '../sync/notes.ts';
import { pull } from '../sync/pull.ts';
import { actsHere } from '../sync/triggers.ts';
import { markWaiting, sendWaiting } from '../sync/waiting.ts';
import { TEXTS } from '../texts.ts';
import { goRound, isRoundDue } from './go-round.ts';
import { tellRemoved } from './look.ts';

type Say = (message: string) => void;

/** Installable edit trigger. https://developers.google.com/apps-script/guides/triggers/events#edit */
export function onSheetEdit(event: EditEvent): void {
  // Each edit fires the trigger for changes as well.
  beginTrigger(2);
  meetSheet(event.range.getSheet());
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  // All that is left to do is done by whoever sends it.
  if (!drainNotes(spreadsheet, noteOf(event))) return;
  sayQuota(spreadsheet);
  if (!actsHere() || !isRoundDue()) return;
  const desk = recallDesk();
  if (desk) tellRemoved(spreadsheet, desk);
  const trouble = goRound(spreadsheet);
  drainLeft(spreadsheet);
  if (trouble) spreadsheet.toast(trouble, TEXTS.title, 10);
}

/**
 * Sends what edits have touched, this one's and all that are noted, and says what is to be said of them. With a `mail`
 * only what its holder has typed, under his own account. Answers `false` where somebody else does.
 */
function drainNotes(spreadsheet: Spreadsheet, own?: Note, mail?: string): boolean {
  const say: Say = message => spreadsheet.toast(message, TEXTS.title, 10);
  const rounds: Round[] = [];
  const sender = mail === undefined ? {} : { mail };
  let mine = false;
  try {
    mine = drain(
      spreadsheet,
      own,
      round => {
        for (const each of round.elsewhere) sayUnwatched(spreadsheet, round.desk, each, say);
        for (const each of round.tables) sayDrained(spreadsheet, round.desk, each, say);
        rounds.push(round);
      },
      sender,
    );
    const unwritable = takeUnwritable();
    if (unwritable !== undefined) say(unwritable);
    if (unwritable !== undefined && mail !== undefined) {
      sayBarred(mail);
      for (const { tables } of rounds) for (const { notes } of tables) notes.forEach(keepNote);
      return mine;
    }
    // What other tabs get comes when nobody waits for his own row any more.
    if (follow(spreadsheet, rounds, sender) && notesWait(sender)) drainNotes(spreadsheet, undefined, mail);
    return mine;
  } catch (cause) {
    if (!(cause instanceof ServiceFailure || cause instanceof LockBusy)) throw cause;
    say(cause instanceof LockBusy ? TEXTS.busy : cause.message);
    // What follows has failed, not the sending: who found the lock taken by it has left his note for this execution.
    lookAgain();
    if (mine && notesWait(sender)) drainNotes(spreadsheet, undefined, mail);
    return true;
  }
}

/** Tells, once at each step, that the day's time for sending is nearly used up. */
function sayQuota(spreadsheet: Spreadsheet): void {
  const used = takeQuotaNews();
  if (!used) return;
  const minutes = (ms: number): number => Math.round(ms / 60_000);
  spreadsheet.toast(TEXTS.quotaLow(minutes(used.usedMs), minutes(used.limitMs)), TEXTS.title, 30);
}

/** Sends what edits have noted while the lock was taken by something else than an edit. */
export function drainLeft(spreadsheet: Spreadsheet): void {
  if (notesWait()) drainNotes(spreadsheet);
}

/** Sends what whoever has this mail has typed, under his own account. */
export function drainOf(spreadsheet: Spreadsheet, mail: string): void {
  if (notesWait({ mail })) drainNotes(spreadsheet, undefined, mail);
}

/** Nothing of a copied tab is sent: whoever types there is told so at once. */
function sayUnwatched(spreadsheet: Spreadsheet, desk: DeskDescription, { notes }: Elsewhere, say: Say): void {
  const [first] = notes;
  const sheet = first && spreadsheet.getSheetById(first.sheetId);
  const twin = sheet ? twinOf(desk, sheet) : undefined;
  if (!twin) return;
  const message = twinSentence(spreadsheet, twin);
  for (const { row, rows } of notes) markTwin(twin, message, row, row + rows - 1);
  say(message);
}

/** What is to be said of the rows of one table. */
function sayDrained(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  { table, notes, submitted, problem, pastedOver, said }: Drained,
  say: Say,
): void {
  if (problem) return sayProblem(spreadsheet, desk, { table, notes, problem }, say);
  const ofHeaders = notes.filter(({ row }) => row < FIRST_ROW);
  if (ofHeaders.length > 0) checkHeaders(spreadsheet, desk, table);
  const renamed = ofHeaders.flatMap(({ column, oldValue: was }) =>
    was === undefined ? [] : { column, was },
  );
  const unread = renamed.length > 0 ? markUnread(spreadsheet, desk, table, renamed) : undefined;
  if (unread !== undefined) say(unread);
  if (pastedOver.length > 0) say(TEXTS.pastedOver(pastedOver));
  if (said.length > 0) say(said.join('\n'));
  if (submitted && submitted.held > 0) say(TEXTS.held(submitted.held));
  if (submitted?.failure) say(submitted.failure.message);
}

/** The tab's columns cannot be told: its edited rows wait until they can. */
function sayProblem(
  spreadsheet: Spreadsheet,
  desk: DeskDescription,
  { table, notes, problem }: Pick<Drained, 'table' | 'notes'> & { problem: LayoutProblem },
  say: Say,
): void {
  markHeaders(spreadsheet, table, problem);
  const sheet = spreadsheet.getSheetById(table.sheetId);
  if (sheet && problem.syncAt) {
    const lastRow = sheet.getLastRow();
    for (const note of notes) {
      const { first, last } = rowsOf(note, { lastRow });
      markWaiting(sheet, problem.syncAt, first, Math.min(last, lastRow), desk.outcomes.waiting);
    }
  }
  say(problem.message);
  // They may have been put right since they were read, and whoever did so saw no row that waits.
  if (checkHeaders(spreadsheet, desk, table) === undefined) notes.forEach(keepNote);
}

/**
 * What the answers call for beside the rows themselves: records elsewhere, rows that waited, rows that were removed.
 * Answers whether there was anything.
 */
function follow(spreadsheet: Spreadsheet, rounds: readonly Round[], { mail }: { mail?: string }): boolean {
  const desk = rounds[rounds.length - 1]?.desk;
  if (!desk) return false;
  const tables = rounds.flatMap(round => round.tables);
  const sent = tables.flatMap(({ submitted }) => submitted ?? []);
  // A column that has come to the desk is sent only once it is known here.
  const isKnown = sent.every(({ version }) => version === undefined || version === desk.version);
  const latest = isKnown ? desk : fetchDesk(spreadsheet);
  const answered = sent.length > 0 && sent.every(({ failure }) => !failure);
  // What waits may be anybody's: the account of the triggers sends it.
  const resent = mail === undefined && answered && rowsWait() ? resend(spreadsheet, latest) : undefined;
  const pulls = sent.some(({ others }) => others) || resent?.others === true;
  if (pulls) pull(spreadsheet, latest);
  const overKeys = tables.filter(each => each.overKeys).map(({ table }) => table);
  if (overKeys.length > 0) tellRemoved(spreadsheet, latest, overKeys);
  return pulls || resent !== undefined || overKeys.length > 0;
}

function resend(spreadsheet: Spreadsheet, desk: DeskDescription) {
  try {
    return sendWaiting(spreadsheet, desk, false);
  } catch (cause) {
    // They wait on, and are known to.
    if (!(cause instanceof LockBusy)) throw cause;
    return undefined;
  }
}
