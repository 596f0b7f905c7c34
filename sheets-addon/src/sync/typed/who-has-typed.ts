// Whose the text is that came into a row while it was on its way.
import { lookAgain } from '../../platform/properties.ts';
import { staffColumns, type Tab } from '../../sheet/tab.ts';
import { notesLeft } from '../notes.ts';

/**
 * Who has typed what changed in a row on its way, as the notes of edits tell that found the lock taken; `''` where not
 * all of it is told of, or more than one has.
 */
export function whoHasTyped(tab: Tab, row: number, changed: readonly string[]): string {
  if (changed.length === 0) return '';
  // They have come since the lock was taken.
  lookAgain();
  const here = notesLeft().flatMap(({ note }) =>
    note.sheetId === tab.table.sheetId && row >= note.row && row < note.row + note.rows ? note : [],
  );
  const people = staffColumns(tab)
    .filter(({ key }) => changed.includes(key))
    .map(({ at }) => {
      const ofCell = here.filter(({ column, columns }) => at >= column && at < column + columns);
      const [first, ...others] = ofCell.map(({ editor }) => editor);
      return others.every(each => each === first) ? (first ?? '') : '';
    });
  const [first = ''] = people;
  return people.every(each => each === first) ? first : '';
}
