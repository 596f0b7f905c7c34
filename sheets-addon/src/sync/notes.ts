// What edits leave behind for whoever sends them: where something was touched, by whom, and what the event told. A note
// is a property of its own, since nothing else can be added to without a lock.
import { nowMs } from '../platform/clock.ts';
import { parseAs } from '../platform/json.ts';
import type { EditEvent } from '../platform/platform.ts';
import { allProperties, dropProperty, putProperty } from '../platform/properties.ts';
import { giveNotesBack, takeNotes } from './in-flight.ts';

/** The range of an edit event, and what else it told. Rows and columns are counted from 1. */
export interface Note {
  sheetId: number;
  row: number;
  rows: number;
  column: number;
  columns: number;
  /** Mail of the person at the keyboard; `''` where the event does not tell. */
  editor: string;
  /** When the event was heard of, ms; those of earlier releases do not say. */
  at?: number;
  /** Texts of the one cell that was typed into; both are missing for a paste. */
  value?: string | undefined;
  oldValue?: string | undefined;
}

const PREFIX = 'note.';
/** A property holds 9 kB; longer texts of an event are left out, as a paste has none. */
const MAX_TEXT = 2_000;

/** What an event is remembered by. No call. */
export function noteOf({ range, user, value, oldValue }: EditEvent): Note {
  const short = (text: string | undefined): string | undefined =>
    text !== undefined && text.length > MAX_TEXT ? undefined : text;
  return {
    sheetId: range.getSheet().getSheetId(),
    row: range.getRow(),
    rows: range.getNumRows(),
    column: range.getColumn(),
    columns: range.getNumColumns(),
    editor: user?.getEmail() ?? '',
    at: nowMs(),
    value: short(value),
    oldValue: short(oldValue),
  };
}

/** Leaves a note for whoever sends next. One call. */
export function keepNote(note: Note): void {
  putProperty(PREFIX + Utilities.getUuid(), JSON.stringify(note));
}

/** A note and the name to drop it by. */
export interface Kept {
  name: string;
  note: Note;
}

/** The notes that were left, as the properties were last read. */
export function notesLeft(): Kept[] {
  return Object.entries(allProperties())
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, text]) => ({ name, note: parseAs<Note>(text, { sheetId: 'number', row: 'number' }) }));
}

/**
 * Takes the notes that nobody has taken yet, in no order. They are dropped when their rows are known to be on their
 * way. Called under the lock.
 */
export function takeKept(wanted: (note: Note) => boolean): Kept[] {
  const found = notesLeft().filter(({ note }) => wanted(note));
  if (found.length === 0) return [];
  const mine = takeNotes(found.map(({ name }) => name));
  return found.filter(({ name }) => mine.has(name));
}

/** Leaves notes that were taken to whoever looks next. Called under the lock. */
export const giveBack = (kept: readonly Kept[]): void => giveNotesBack(kept.map(({ name }) => name));

export function dropKept(kept: readonly Kept[]): void {
  for (const { name } of kept) dropProperty(name);
}
