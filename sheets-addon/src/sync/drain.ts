// Sends what edits have touched, in one lock section: read, asked, painted. An edit that finds the lock taken leaves a
// note and goes: whoever holds the lock looks for notes when it is done, and once more after it has given the lock
// back, so that none is left behind. Nobody's edit waits for the lock, so it may be held while the service is asked for
// few rows.
import type { DeskDescription, TableDescription } from '../../../functions/src/contract/contract.ts';
import { LockBusy, withLock } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { lookAgain } from '../platform/properties.ts';
import { LayoutProblem } from '../sheet/header-places.ts';
import { FIRST_ROW, forgetWidths } from '../sheet/tab.ts';
import { areLeft, isOwn, mustWait } from './aside.ts';
import { choiceOf, covers } from './choice.ts';
import { knownDesk } from './desk.ts';
import { hasShifted } from './in-flight.ts';
import { pastedOver } from './keys/pasted-over.ts';
import { dropKept, giveBack, type Kept, keepNote, type Note, notesLeft, takeKept } from './notes.ts';
import { collect, type Gathered, type Submission, type Submitted, send } from './submit.ts';
import { actsHere } from './triggers.ts';
import { unheardOf } from './waiting.ts';

/**
 * An execution ends after six minutes. A round takes some seconds; after so many the notes are left to the next edit.
 */
const MAX_ROUNDS = 50;

/**
 * More rows than these are not asked for under the lock: that may take seconds, and people at the menu do wait for it.
 */
const FEW = 100;

/** How long an edit waits for somebody who has the lock and looks for no notes, ms. */
const PATIENCE_MS = 20_000;

/** Notes of one table, and what became of their rows. */
export interface Drained {
  table: TableDescription;
  notes: readonly Note[];
  /** What was sent; nothing when the tab's columns cannot be told. */
  submitted?: Submitted;
  problem?: LayoutProblem;
  /** Whether hidden keys were touched, so that rows may be gone. */
  overKeys: boolean;
  /** Places that may not hold what was pasted there. */
  pastedOver: readonly string[];
  /** What is to be said of texts that were typed into rows which are gone. */
  said: readonly string[];
}

/** Notes of a tab that is none of the desk's. */
export interface Elsewhere {
  notes: readonly Note[];
}

export interface Round {
  desk: DeskDescription;
  tables: Drained[];
  elsewhere: Elsewhere[];
}

interface Begun {
  own: readonly Note[];
  desk: DeskDescription;
  kept: Kept[];
  parts: Part[];
  elsewhere: Elsewhere[];
  /** Notes that others are sending. */
  taken: ReadonlySet<string>;
  /** What became of the rows, where they were sent in the section in which they were read. */
  sent?: Round;
}

interface Part {
  table: TableDescription;
  notes: Note[];
  submission: Submission;
  gathered?: Gathered;
  problem?: LayoutProblem;
  overKeys: boolean;
  pastedOver: readonly string[];
}

/** Whose notes are sent: those of whoever has this mail, under his own account; all of them where nobody is named. */
interface Sender {
  mail?: string;
}

/** Whether notes wait that this sender sends, beside some that others are sending. */
export function notesWait({ mail }: Sender = {}, taken: ReadonlySet<string> = new Set()): boolean {
  const notes = notesLeft().flatMap(({ name, note }) => (taken.has(name) ? [] : note));
  return mail === undefined ? !areLeft(notes) : notes.some(note => isOwn(mail, note));
}

/**
 * Sends the rows of a note and of all that others have left, but for what open sidebars are about to send. Calls `done`
 * with each round, when its answers are painted. Answers whether it did so: not where somebody else has the lock, and
 * sends the note with his. Throws `ServiceFailure` where no description of the desk can be had, and `LockBusy` when
 * answers could not be painted: then all is noted still.
 */
export function drain(
  spreadsheet: Spreadsheet,
  own: Note | undefined,
  done: (round: Round) => void,
  sender: Sender = {},
): boolean {
  let mine = own ? [own] : [];
  let patience = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let begun: Begun | undefined;
    try {
      const notes = mine;
      begun = withLock(() => sentAtOnce(collectAll(spreadsheet, notes, sender)), patience);
    } catch (cause) {
      if (!(cause instanceof LockBusy)) throw cause;
      // The first time a note is left. Should the lock be free by then, whoever held it may have gone without seeing
      // it.
      if (mine.length > 0) mine.forEach(keepNote);
      else if (sender.mail === undefined && patience === 0 && mustWait()) patience = PATIENCE_MS;
      else return false;
      mine = [];
      continue;
    }
    patience = 0;
    mine = [];
    if (!begun) return true;
    if (begun.parts.length > 0 || begun.elsewhere.length > 0) done(begun.sent ?? sendOrNote(begun));
    dropKept(begun.kept);
    // Read after the lock was given back: who came before that has left a note, and who comes later gets the lock.
    if (!notesWait(sender, begun.taken)) return true;
  }
  return true;
}

/** Sends what was read, where it is little. Called under the lock. */
function sentAtOnce(begun: Begun | undefined): Begun | undefined {
  const rows = begun?.parts.reduce((sum, { gathered }) => sum + (gathered?.queue.length ?? 0), 0) ?? 0;
  return begun && rows <= FEW ? { ...begun, sent: sendAll(begun) } : begun;
}

/** Reads the rows of all notes. Called under the lock. */
function collectAll(spreadsheet: Spreadsheet, own: readonly Note[], { mail }: Sender): Begun | undefined {
  if (mail === undefined && !actsHere()) return undefined;
  const desk = knownDesk(spreadsheet);
  const isWanted = (note: Note): boolean => mail === undefined || isOwn(mail, note);
  const left = notesLeft();
  if (mail === undefined && areLeft([...left.map(({ note }) => note), ...own])) {
    own.forEach(keepNote);
    return { own, desk, kept: [], parts: [], elsewhere: [], taken: new Set() };
  }
  const kept = takeKept(isWanted);
  const mine = new Set(kept.map(({ name }) => name));
  const taken = new Set(left.flatMap(({ name }) => (mine.has(name) ? [] : name)));
  const notes = [...kept.map(({ note }) => note), ...own];
  const parts: Part[] = [];
  const elsewhere: Elsewhere[] = [];
  for (const sheetId of new Set(notes.map(note => note.sheetId))) {
    const table = desk.tables.find(each => each.sheetId === sheetId);
    const here = notes.filter(note => note.sheetId === sheetId);
    if (table)
      parts.push(
        partOf({ spreadsheet, desk, table, ...(mail !== undefined && { asMe: true }) }, here, kept, isWanted),
      );
    else elsewhere.push({ notes: here });
  }
  return { own, desk, kept, parts, elsewhere, taken };
}

function partOf(
  about: Omit<Submission, 'choose'>,
  notes: Note[],
  kept: Kept[],
  isWanted: (note: Note) => boolean,
): Part {
  const { table } = about;
  // Columns were named: it may be one that lies beyond what was known of the tab.
  if (notes.some(({ row }) => row < FIRST_ROW)) forgetWidths([table]);
  const isCrowd = kept.length > 0;
  // Where we have just moved rows, notes may name places of before: then the tab tells what was edited.
  const chosen: typeof choiceOf = (some, tab, crowd) =>
    hasShifted(table.sheetId) ? unheardOf(tab) : choiceOf(some, tab, crowd);
  const submission: Submission = {
    ...about,
    choose: tab => {
      part.pastedOver = pastedOver(tab, notes);
      part.overKeys ||= notes.some(note => covers(note, tab.tie.key));
      return chosen(notes, tab, isCrowd);
    },
    later: rows => {
      const isLater = (note: Note): boolean => note.sheetId === table.sheetId && rows.includes(note.row);
      const ours = new Set(kept.map(({ note }) => note));
      notes.filter(note => isLater(note) && !ours.has(note)).forEach(keepNote);
      giveBack(kept.filter(({ note }) => isLater(note)));
      replace(
        kept,
        kept.filter(({ note }) => !isLater(note)),
      );
      replace(
        notes,
        notes.filter(note => !isLater(note)),
      );
    },
    ...(isCrowd && {
      more: tab => {
        // Also in the section in which notes were looked for before.
        lookAgain();
        const late = takeKept(
          note => isWanted(note) && note.sheetId === table.sheetId && note.row >= FIRST_ROW,
        );
        kept.push(...late);
        notes.push(...late.map(({ note }) => note));
        return late.length > 0
          ? chosen(
              late.map(({ note }) => note),
              tab,
              true,
            )
          : undefined;
      },
    }),
  };
  const part: Part = { table, notes, submission, overKeys: false, pastedOver: [] };
  try {
    part.gathered = collect(submission);
  } catch (cause) {
    if (!(cause instanceof LayoutProblem)) throw cause;
    part.problem = cause;
  }
  return part;
}

/** Puts these in the place of all that a list holds. */
const replace = <T>(list: T[], items: readonly T[]): void => void list.splice(0, list.length, ...items);

/** Should the answers not be painted in time, what was not noted yet is, so that the rows are sent again. */
function sendOrNote(begun: Begun): Round {
  try {
    return sendAll(begun);
  } catch (cause) {
    if (cause instanceof LockBusy) begun.own.forEach(keepNote);
    throw cause;
  }
}

function sendAll({ desk, parts, elsewhere }: Begun): Round {
  const tables = parts.map(({ submission, gathered, ...part }): Drained => {
    if (!gathered) return { ...part, said: [] };
    const { said } = gathered;
    try {
      return { ...part, said, submitted: send(submission, gathered) };
    } catch (cause) {
      if (!(cause instanceof LayoutProblem)) throw cause;
      return { ...part, said, problem: cause };
    }
  });
  return { desk, tables, elsewhere };
}
