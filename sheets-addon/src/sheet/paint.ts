// Draws rows: cells, tie, status and marks, in few range calls. Called under the lock; it must not know how answers
// come.

import type { CellContent } from '../platform/platform.ts';
import { type CellWrite, callsFor, writeCells } from './blocks.ts';
import { asText, sameWire } from './cells.ts';
import { paintMarks, paintStateMark, readMarks, readStateMark } from './marks.ts';
import type { Picture } from './picture.ts';
import { runs } from './rectangles.ts';
import { baseFor, isOfRow, markedBy, paintedAt } from './row-mark.ts';
import { contentAt, type Lines, type PlacedColumn, READ_GAP, readGrid, type Tab, textAt } from './tab.ts';

/** Calls that have to be spared by writing what stands between rows as well. */
const MIN_SPARED = 4;

/**
 * Draws rows where they were read; answers what was written into cells.
 * @param mayFill whether cells of the system's between the rows may be written as they were read: who says so looks
 * afterwards whether all rows that were written to are where they were
 */
export function paint(
  tab: Tab,
  pictures: readonly Picture[],
  current: Lines,
  mayFill = false,
): readonly CellWrite[] {
  if (pictures.length === 0) return [];
  // A staff cell is written only where it differs: beside it somebody may be typing.
  const needed: CellWrite[] = [];
  // Columns of the system's may be written for all rows: they are ours alone, and even blocks are fewer calls.
  const even: CellWrite[] = [];
  const differs = ({ row, cells }: Picture, { key, at, wire }: PlacedColumn): boolean =>
    key in cells &&
    !sameWire(tab.codec.toWire(contentAt(current.get(row), at), wire), cells[key] ?? null, wire);

  for (const column of tab.columns) {
    const ours = column.owner === 'system';
    const any = pictures.some(picture => differs(picture, column));
    for (const picture of pictures) {
      const value = picture.cells[column.key];
      if (!any || value === undefined) continue;
      const write = { row: picture.row, column: column.at, content: tab.codec.toContent(value, column.wire) };
      const isNeeded = differs(picture, column);
      if (isNeeded) needed.push(write);
      if (isNeeded || ours || picture.key !== undefined) even.push(write);
    }
  }
  for (const write of tieWrites(tab, pictures, current)) {
    if (write.content !== textAt(current.get(write.row), write.column)) needed.push(write);
    even.push(write);
  }

  const [fewest, evenly] = [callsFor(needed), callsFor(even)];
  const apart = fewest <= evenly ? needed : even;
  const calls = Math.min(fewest, evenly);
  const wide = mayFill && calls > MIN_SPARED && pictures.length > 1 ? filled(tab, even, current) : apart;
  const chosen = wide !== apart && callsFor(wide) + MIN_SPARED <= calls ? wide : apart;

  // All is read before anything is written: each read puts into the cells first what was written until then.
  const guard = textGuard(tab, chosen);
  const marked = pictures.filter(picture => !isUnmarked(tab, picture, current.get(picture.row)));
  const [only, ...others] = marked;
  const isNarrow = only !== undefined && others.length === 0 && isAtState(tab, only, current.get(only.row));
  const coloured = marked.filter(each => !keepsColours(tab, each, current.get(each.row)));
  const marks = isNarrow ? readStateMark(tab, only) : readMarks(tab, marked, coloured);
  const written = chosen.map(guard);
  writeCells(tab.sheet, written);
  if ('picture' in marks)
    paintStateMark(tab, marks, isColoured(tab, marks.picture, current.get(marks.picture.row)));
  else paintMarks(tab, marks);
  return written;
}

/**
 * The same writes, and between those of one column of the system's what stands there: so rows that stand apart are one
 * call for each such column. Nobody but this program writes there. Keys stay out of it.
 */
function filled(tab: Tab, writes: readonly CellWrite[], current: Lines): readonly CellWrite[] {
  const ours = tab.columns.filter(({ owner }) => owner === 'system').map(({ at }) => at);
  const between: CellWrite[] = [];
  for (const column of [...ours, tab.tie.base, tab.tie.sync]) {
    const rows = writes.filter(write => write.column === column).map(({ row }) => row);
    const are = new Set(rows);
    for (const { first, last } of runs(rows, READ_GAP))
      for (let row = first; row <= last; row += 1) {
        const line = current.get(row);
        if (!are.has(row) && line) between.push({ row, column, content: contentAt(line, column) });
      }
  }
  return [...writes, ...between];
}

/** Whether nothing but the marks at its state changes in a row: it has none elsewhere, and gets none. */
function isAtState(tab: Tab, picture: Picture, line: readonly CellContent[] | undefined): boolean {
  if (picture.marks === 'row') return true;
  const at = paintedAt(line, tab);
  if (picture.pasted || !at || at.row !== picture.row || !['none', 'state'].includes(at.notes)) return false;
  return picture.problems.every(problem => isOfRow(tab, problem));
}

/** Whether the row was painted in the state that it gets: rows keep no other while they are on their way. */
function isColoured(tab: Tab, { state }: Picture, line: readonly CellContent[] | undefined): boolean {
  if (state !== 'saved' && state !== 'unchanged' && state !== 'draft') return false;
  return tab.desk.outcomes[state] === textAt(line, tab.tie.sync);
}

/** Whether no colour changes in a row, so that those which it has need not be read. */
function keepsColours(tab: Tab, picture: Picture, line: readonly CellContent[] | undefined): boolean {
  const at = paintedAt(line, tab);
  if (picture.pasted || !at || at.row !== picture.row || at.notes === 'any') return false;
  return markedBy(tab, picture.problems) !== 'any' && isColoured(tab, picture, line);
}

/**
 * Whether a row has no marks and gets none, so that they need not be read: it was saved without any where it stands,
 * and is again. Pasted cells may have come with some.
 */
function isUnmarked(
  tab: Tab,
  { row, state, problems, pasted }: Picture,
  line: readonly CellContent[] | undefined,
): boolean {
  const at = paintedAt(line, tab);
  if (pasted || !at || at.row !== row || at.notes !== 'none' || problems.length > 0) return false;
  const words = tab.desk.outcomes;
  const saved = [words.saved, words.unchanged];
  return state !== undefined && saved.includes(words[state]) && saved.includes(textAt(line, tab.tie.sync));
}

/** Key, base and sync texts, each for all rows or, where no row's differs, for none. */
function tieWrites(tab: Tab, pictures: readonly Picture[], current: Lines): CellWrite[] {
  const words = tab.desk.outcomes;
  const texts: [number, (picture: Picture) => string | undefined][] = [
    [tab.tie.key, ({ key }) => key],
    [tab.tie.base, picture => baseFor(tab, picture, current.get(picture.row))],
    // A description from before a word came is still remembered until it is fetched again.
    [tab.tie.sync, ({ state }) => (state ? (words[state] ?? words.refused) : '')],
  ];
  return texts.flatMap(([column, textOf]) => {
    const writes = pictures.flatMap(picture => {
      const content = textOf(picture);
      return content === undefined ? [] : [{ row: picture.row, column, content }];
    });
    return writes.some(({ row, content }) => content !== textAt(current.get(row), column)) ? writes : [];
  });
}

/** A letter, then neither digit nor sign; or a text of ours that no spreadsheet takes for anything else. */
const PLAIN = /^\p{L}[\p{L}\s，。、：；！？（）“”《》…·]*$/u;
const OURS = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[^=+\-@'\d].*~.*)$/;

/** Whether content stays as it is in a cell of any format. */
export const isPlain = (content: CellContent): boolean =>
  typeof content !== 'string' ||
  content === '' ||
  OURS.test(content) ||
  (PLAIN.test(content) && !/^(true|false)$/i.test(content));

/** Makes what is written as text stay text; asks for number formats only when there is text to write. */
function textGuard(tab: Tab, writes: readonly CellWrite[]): (write: CellWrite) => CellWrite {
  const rows = writes.filter(({ content }) => !isPlain(content)).map(({ row }) => row);
  const formats = readGrid(tab, rows, range => range.getNumberFormats());
  return write => ({
    ...write,
    content: isPlain(write.content)
      ? write.content
      : asText(write.content, formats.get(write.row)?.[write.column - 1] ?? ''),
  });
}
