// Draws rows: cells, tie, status and marks, in few range calls. Called under the lock; it must not know how answers
// come.

import type { DeskDescription } from '../../../functions/src/contract/contract.ts';
import type { CellContent } from '../platform/platform.ts';
import { type CellWrite, writeCells, writeColumns } from './blocks.ts';
import { asText, type CellCodec, sameWire } from './cells.ts';
import { paintMarks, paintStateMark, readMarks, readStateMark } from './marks.ts';
import type { Picture } from './picture.ts';
import { baseText, isOfRow, paintedAt } from './row-mark.ts';
import { contentAt, type PlacedColumn, readGrid, type Tab, textAt } from './tab.ts';

/** Draws rows where they were read; answers what was written into cells. */
export function paint(
  tab: Tab,
  codec: CellCodec,
  words: DeskDescription['outcomes'],
  pictures: readonly Picture[],
  current: ReadonlyMap<number, CellContent[]>,
): CellWrite[] {
  if (pictures.length === 0) return [];
  // Columns of the system's are written for all rows or none: they are ours alone, and even blocks are few calls.
  const owned: CellWrite[] = [];
  // A staff cell is written only where it differs: beside it somebody may be typing.
  const staff: CellWrite[] = [];
  const differs = ({ row, cells }: Picture, { key, at, wire }: PlacedColumn): boolean =>
    key in cells && !sameWire(codec.toWire(contentAt(current.get(row), at), wire), cells[key] ?? null, wire);

  for (const column of tab.columns) {
    const ours = column.owner === 'system';
    const any = pictures.some(picture => differs(picture, column));
    for (const picture of pictures) {
      const value = picture.cells[column.key];
      if (!any || value === undefined) continue;
      const write = { row: picture.row, column: column.at, content: codec.toContent(value, column.wire) };
      if (ours || picture.key !== undefined) owned.push(write);
      else if (differs(picture, column)) staff.push(write);
    }
  }
  owned.push(...tieWrites(tab, codec, words, pictures, current));

  // All is read before anything is written: each read puts into the cells first what was written until then.
  const guard = textGuard(tab, [...owned, ...staff]);
  const marked = pictures.filter(picture => !isUnmarked(tab, words, picture, current.get(picture.row)));
  const [only, ...others] = marked;
  const isNarrow = only !== undefined && others.length === 0 && isAtState(tab, only, current.get(only.row));
  const marks = isNarrow ? readStateMark(tab, only) : readMarks(tab, marked);
  writeCells(tab.sheet, owned.map(guard));
  writeColumns(tab.sheet, staff.map(guard));
  if ('picture' in marks) paintStateMark(tab, marks, isColoured(tab, words, marks.picture, current));
  else paintMarks(tab, marks);
  return [...owned, ...staff];
}

/** Whether nothing but the marks at its state changes in a row: it has none elsewhere, and gets none. */
function isAtState(tab: Tab, picture: Picture, line: readonly CellContent[] | undefined): boolean {
  if (picture.marks === 'row') return true;
  const at = paintedAt(line, tab);
  if (picture.pasted || !at || at.row !== picture.row || at.notes === 'any') return false;
  return picture.problems.every(problem => isOfRow(tab, problem));
}

/** Whether the row was painted in the state that it gets: rows keep no other while they are on their way. */
function isColoured(
  tab: Tab,
  words: DeskDescription['outcomes'],
  { row, state }: Picture,
  current: ReadonlyMap<number, CellContent[]>,
): boolean {
  if (state !== 'saved' && state !== 'unchanged' && state !== 'draft') return false;
  return words[state] === textAt(current.get(row), tab.tie.sync);
}

/**
 * Whether a row has no marks and gets none, so that they need not be read: it was saved without any where it stands,
 * and is again. Pasted cells may have come with some.
 */
function isUnmarked(
  tab: Tab,
  words: DeskDescription['outcomes'],
  { row, state, problems, pasted }: Picture,
  line: readonly CellContent[] | undefined,
): boolean {
  const at = paintedAt(line, tab);
  if (pasted || !at || at.row !== row || at.notes !== 'none' || problems.length > 0) return false;
  const saved = [words.saved, words.unchanged];
  return state !== undefined && saved.includes(words[state]) && saved.includes(textAt(line, tab.tie.sync));
}

/** Key, base and sync texts, each for all rows or, where no row's differs, for none. */
function tieWrites(
  tab: Tab,
  codec: CellCodec,
  words: DeskDescription['outcomes'],
  pictures: readonly Picture[],
  current: ReadonlyMap<number, CellContent[]>,
): CellWrite[] {
  const texts: [number, (picture: Picture) => string | undefined][] = [
    [tab.tie.key, ({ key }) => key],
    [tab.tie.base, picture => baseIn(tab, codec, picture, current.get(picture.row))],
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

/** The new base, with the mark of the cells that the row holds once it is painted: not while it is to be sent again. */
function baseIn(
  tab: Tab,
  codec: CellCodec,
  picture: Picture,
  line: readonly CellContent[] | undefined,
): string | undefined {
  const { base, state, cells } = picture;
  if (base === undefined || state === undefined || state === 'waiting') return base;
  return baseText(base, tab, picture, ({ key, at, wire }) =>
    key in cells ? (cells[key] ?? null) : codec.toWire(contentAt(line, at), wire),
  );
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
