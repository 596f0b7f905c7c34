// Finds the note of a cell by its place. Univer's own model walks through all notes of a tab, and it is asked for each
// cell that is drawn or measured, in every frame.
import type { ISheetNote, SheetsNoteModel } from '@univerjs/preset-sheets-note';

/** More columns than a tab may have (https://support.google.com/drive/answer/37603). */
const MAX_COLUMNS = 20_000;

type Place = Pick<ISheetNote, 'row' | 'col'>;

const keyOf = ({ row, col }: Place) => row * MAX_COLUMNS + col;

/** Lets a model answer for a place from an index, which follows what the model tells of its changes. */
export function indexNotes(model: SheetsNoteModel): void {
  /** For each tab's notes as the model holds them: another workbook has others. */
  const indexes = new WeakMap<object, Map<number, ISheetNote>>();

  const indexOf = (unitId: string, sheetId: string): Map<number, ISheetNote> | undefined => {
    const notes = model.getSheetNotes(unitId, sheetId);
    if (!notes) return undefined;
    const known = indexes.get(notes);
    if (known) return known;
    // The first of a place is the one that the model would find.
    const made = new Map([...notes.values()].toReversed().map(note => [keyOf(note), note]));
    indexes.set(notes, made);
    return made;
  };

  model.change$.subscribe(({ unitId, subUnitId, oldNote, newNote }) => {
    const index = indexOf(unitId, subUnitId);
    if (!index) return;
    // Rows that move on push their notes over those of the next ones, which follow.
    if (oldNote && index.get(keyOf(oldNote))?.id === oldNote.id) index.delete(keyOf(oldNote));
    if (newNote) index.set(keyOf(newNote), newNote);
  });

  const byId = model.getNote.bind(model);
  model.getNote = (unitId, sheetId, asked) => {
    const { noteId, row, col } = asked;
    if (noteId || row === undefined || col === undefined) return byId(unitId, sheetId, asked);
    return indexOf(unitId, sheetId)?.get(keyOf({ row, col }));
  };

  const update = model.updateNote.bind(model);
  model.updateNote = (...asked) => {
    const [unitId, sheetId, row, col, note, silent] = asked;
    // Without its id the model would look for the note that is there.
    const id = note.id ?? model.getNote(unitId, sheetId, { row, col })?.id;
    update(unitId, sheetId, row, col, id === undefined ? note : { ...note, id }, silent);
  };

  const remove = model.removeNote.bind(model);
  model.removeNote = (unitId, sheetId, asked) => {
    const noteId = asked.noteId ?? model.getNote(unitId, sheetId, asked)?.id;
    if (noteId !== undefined) remove(unitId, sheetId, { ...asked, noteId });
  };
}
