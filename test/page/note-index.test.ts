// Notes found by their place, beside Univer's own model that walks through all of them.
import { createRequire } from 'node:module';
import type { ISheetNote, SheetsNoteModel } from '@univerjs/preset-sheets-note';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexNotes } from '../../local/page/web/grid/quick/note-index.ts';

// As a module it imports what only a bundler reads.
const univer = createRequire(import.meta.url)('@univerjs/sheets-note') as {
  SheetsNoteModel: new () => SheetsNoteModel;
};

const [UNIT, SIZE] = ['book', 4];
const SHEETS = ['1', '2'];

function indexed(): SheetsNoteModel {
  const model = new univer.SheetsNoteModel();
  indexNotes(model);
  return model;
}

/** What a model says of every cell, but for ids that it drew itself. */
const shown = (model: SheetsNoteModel) =>
  SHEETS.flatMap(sheet =>
    Array.from({ length: SIZE * SIZE }, (_, at) => {
      const found = model.getNote(UNIT, sheet, { row: Math.floor(at / SIZE), col: at % SIZE });
      return found ? [found.row, found.col, found.note, found.show ?? false] : null;
    }),
  );

const noteAt = (row: number, col: number, note: string): ISheetNote => ({
  id: `${row}-${col}`,
  row,
  col,
  note,
  width: 1,
  height: 1,
});

const place = fc.record({ row: fc.nat(SIZE - 1), col: fc.nat(SIZE - 1) });
const sheetId = fc.constantFrom(...SHEETS);
/** What is done to notes; a move goes to a free place, as those of whole rows do in the end. */
const step = fc.oneof(
  fc.record({ does: fc.constant('write' as const), sheetId, place, text: fc.string({ maxLength: 3 }) }),
  fc.record({ does: fc.constantFrom('remove', 'toggle', 'forget'), sheetId, place }),
  fc.record({ does: fc.constant('move' as const), sheetId, place, to: place }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(model: SheetsNoteModel, each: Step): void {
  const { row, col } = each.place;
  if ('text' in each)
    model.updateNote(UNIT, each.sheetId, row, col, { note: each.text, width: 1, height: 1 });
  else if ('to' in each) {
    const isFree = !model.getNote(UNIT, each.sheetId, each.to);
    const to = { newRow: each.to.row, newCol: each.to.col };
    if (isFree) model.updateNotePosition(UNIT, each.sheetId, { row, col, ...to });
  } else if (each.does === 'remove') model.removeNote(UNIT, each.sheetId, { row, col });
  else if (each.does === 'toggle') model.toggleNotePopup(UNIT, each.sheetId, { row, col });
  else model.deleteUnitNotes(UNIT);
}

test('whatever is written, moved, shown and removed, each cell has the note that the plain model finds', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const [plain, ours] = [new univer.SheetsNoteModel(), indexed()];
      for (const each of steps) {
        for (const model of [plain, ours]) take(model, each);
        expect(shown(ours)).toEqual(shown(plain));
      }
    }),
  );
});

test('rows that move on by one carry their notes along, in either order', () => {
  for (const rows of [
    [0, 1, 2],
    [2, 1, 0],
  ]) {
    const model = indexed();
    for (const row of rows) model.updateNote(UNIT, '1', row, 0, noteAt(row, 0, `of ${row}`));
    for (const row of rows)
      model.updateNotePosition(UNIT, '1', { noteId: `${row}-0`, newRow: row + 1, newCol: 0 });
    const found = [0, 1, 2, 3].map(row => model.getNote(UNIT, '1', { row, col: 0 })?.note);
    expect(found).toEqual([undefined, 'of 0', 'of 1', 'of 2']);
  }
});

test('nobody walks through the notes of a tab to find, change or remove one', () => {
  const model = indexed();
  for (let row = 0; row < SIZE; row += 1) model.updateNote(UNIT, '1', row, 0, noteAt(row, 0, 'before'));
  const notes = model.getSheetNotes(UNIT, '1');
  if (!notes) throw new Error('the tab has no notes');
  const walk = () => {
    throw new Error('walked through all notes');
  };
  for (const name of ['entries', 'values', 'forEach', Symbol.iterator] as const)
    Object.defineProperty(notes, name, { value: walk });
  model.updateNote(UNIT, '1', 1, 0, { note: 'after' });
  model.removeNote(UNIT, '1', { row: 2, col: 0 });
  expect([1, 2, 3].map(row => model.getNote(UNIT, '1', { row, col: 0 })?.note)).toEqual([
    'after',
    undefined,
    'before',
  ]);
});
