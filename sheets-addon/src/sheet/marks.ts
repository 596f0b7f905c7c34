// Notes and backgrounds of painted rows. Everything in a note that is not ours, and every colour that is not ours,
// stays.

import type { Problem } from '../../../functions/src/contract/contract.ts';
import { noteWrite } from '../platform/lock.ts';
import type { Range } from '../platform/platform.ts';
import { backgroundWith, noteWith, tintWith } from './notes.ts';
import type { Picture } from './picture.ts';
import { runs } from './rectangles.ts';
import { isOfRow } from './row-mark.ts';
import { READ_GAP, readGrid, type Tab } from './tab.ts';

const STATE_COLOURS: Record<NonNullable<Picture['state']>, string> = {
  saved: '#d9ead3',
  unchanged: '#d9ead3',
  draft: '#eeeeee',
  refused: '#f4c7c3',
  conflict: '#f9cb9c',
  held: '#ea9999',
  waiting: '#fff2cc',
  sample: '#e8eaed',
};

/** A cell without fill reads as white. */
const fill = (colour: string | undefined): string | null =>
  !colour || colour.toLowerCase() === '#ffffff' ? null : colour;

/** The same fill without what marks a state or a problem: for rows that are no record yet. */
export function withoutMarks(background: string): string | null {
  const states: string[] = Object.values(STATE_COLOURS);
  return states.includes(background.toLowerCase()) ? null : backgroundWith(background, []);
}

/** Pictures, and the notes of their rows and the backgrounds of the coloured ones as they were. */
interface Marks {
  pictures: readonly Picture[];
  /** Those of them in whose rows a colour may change. */
  coloured: readonly Picture[];
  notes: ReadonlyMap<number, string[]>;
  fills: ReadonlyMap<number, (string | null)[]>;
}

/** The one picture that changes nothing but the marks at its state, and the note there as it was. */
interface StateMark {
  picture: Picture;
  note: string;
}

export const readStateMark = (tab: Tab, picture: Picture): StateMark => ({
  picture,
  note: tab.sheet.getRange(picture.row, tab.tie.sync).getNotes()[0]?.[0] ?? '',
});

/** @param isColoured whether the state has its colour already */
export function paintStateMark(tab: Tab, { picture, note }: StateMark, isColoured: boolean): void {
  const { row, problems, state } = picture;
  const cell = tab.sheet.getRange(row, tab.tie.sync);
  const after = noteWith(
    note,
    problems.filter(each => isOfRow(tab, each)),
  );
  if (after !== note) {
    noteWrite();
    cell.setNotes([[after]]);
  }
  if (isColoured) return;
  noteWrite();
  cell.setBackgrounds([[state ? STATE_COLOURS[state] : null]]);
}

const rowsOf = (pictures: readonly Picture[]): number[] => pictures.map(({ row }) => row);

/** @param coloured those of the pictures in whose rows a colour may change */
export const readMarks = (tab: Tab, pictures: readonly Picture[], coloured: readonly Picture[]): Marks => ({
  pictures,
  coloured,
  notes: readGrid(tab, rowsOf(pictures), range => range.getNotes()),
  fills: readGrid<string | null>(tab, rowsOf(coloured), range =>
    range.getBackgrounds().map(line => line.map(fill)),
  ),
});

export function paintMarks(tab: Tab, { pictures, coloured, notes, fills }: Marks): void {
  const newNotes = new Map<number, string[]>();
  const newFills = new Map<number, (string | null)[]>();
  const recoloured = new Set(coloured);
  for (const picture of pictures) {
    const note = [...(notes.get(picture.row) ?? [])];
    const background = [...(fills.get(picture.row) ?? [])];
    for (const { at, owner, problems } of markedCells(tab, picture)) {
      note[at - 1] = noteWith(note[at - 1] ?? '', problems);
      const before = background[at - 1] ?? '#ffffff';
      background[at - 1] =
        owner === 'staff'
          ? backgroundWith(before, problems)
          : tintWith(before, problems, tab.table.computedFill);
    }
    background[tab.tie.sync - 1] = picture.state ? STATE_COLOURS[picture.state] : null;
    newNotes.set(picture.row, note);
    if (recoloured.has(picture)) newFills.set(picture.row, background);
  }
  writeChanged(tab, rowsOf(pictures), notes, newNotes, (range, lines) => range.setNotes(lines));
  writeChanged(tab, rowsOf(coloured), fills, newFills, (range, lines) => range.setBackgrounds(lines));
}

interface MarkedCell {
  at: number;
  owner: 'staff' | 'system';
  problems: Problem[];
}

function markedCells(tab: Tab, { problems, marks }: Picture): MarkedCell[] {
  const ofRow = problems.filter(each => isOfRow(tab, each));
  const row: MarkedCell = { at: tab.tie.sync, owner: 'system', problems: ofRow };
  if (marks === 'row') return [row];
  return [
    row,
    ...tab.columns.map(({ key, at, owner }) => ({
      at,
      owner,
      problems: problems.filter(({ column }) => column === key),
    })),
  ];
}

/**
 * Writes, for each run of rows, the smallest block that holds all changed cells; the rest of it is what was just read.
 */
function writeChanged<T>(
  tab: Tab,
  rows: readonly number[],
  before: ReadonlyMap<number, T[]>,
  after: ReadonlyMap<number, T[]>,
  write: (range: Range, lines: T[][]) => void,
): void {
  const columnsOf = (row: number): number[] =>
    (after.get(row) ?? []).flatMap((value, index) => (value === before.get(row)?.[index] ? [] : [index + 1]));
  // Rows in between were read along and are written as they were.
  for (const run of runs(rows, READ_GAP)) {
    const changed: number[] = [];
    const columns: number[] = [];
    for (let row = run.first; row <= run.last; row += 1) {
      const found = columnsOf(row);
      if (found.length > 0) changed.push(row);
      columns.push(...found);
    }
    const [first, last] = [changed[0], changed[changed.length - 1]];
    if (first === undefined || last === undefined) continue;
    const left = columns.reduce((a, b) => Math.min(a, b));
    const right = columns.reduce((a, b) => Math.max(a, b));
    const lines: T[][] = [];
    for (let row = first; row <= last; row += 1)
      lines.push((after.get(row) ?? before.get(row) ?? []).slice(left - 1, right));
    noteWrite();
    write(tab.sheet.getRange(first, left, last - first + 1, right - left + 1), lines);
  }
}
