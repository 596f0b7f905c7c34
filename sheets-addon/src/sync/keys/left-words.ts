// What is kept of a row that waits for the service, beside what stands in it: who has edited which columns, and texts
// that were written over. No event tells of them again.
import type { RowInput, WireCells, WireTexts } from '../../../../functions/src/contract/contract.ts';
import { sameWire } from '../../sheet/cells.ts';
import { cellsMark } from '../../sheet/row-mark.ts';
import { staffColumns, type Tab } from '../../sheet/tab.ts';
import { leaveWord } from '../in-flight.ts';
import { joinedTexts, joinedWord, type Word } from './flight-entry.ts';

/** Cells as texts that were written over. */
export const textsOf = (cells: WireCells): WireTexts =>
  Object.fromEntries(Object.entries(cells).map(([column, text]) => [column, [text]]));

/** What a row tells beside its cells. */
const wordOf = ({ edited, overwritten = {}, editor = '', ofOthers = [] }: RowInput): Word => ({
  edited,
  overwritten,
  editor,
  ofOthers,
});

/**
 * Leaves word of a row that got no answer for whoever sends it next. Called under the lock.
 * @param now what stands in it; nothing where it stands nowhere any more: then what it held is written over
 * @param later what others have left word of since it was sent
 */
export function leaveUnanswered(
  tab: Tab,
  input: RowInput,
  now: WireCells | undefined,
  later: Word | undefined,
): void {
  const own = wordOf(input);
  const word = later ? joinedWord(own, later) : own;
  if (!now) {
    const sent = textsOf(Object.fromEntries(input.edited.map(key => [key, input.cells[key] ?? null])));
    const overwritten = joinedTexts(joinedTexts(own.overwritten, sent), later?.overwritten);
    leaveWord(input.key, { ...word, overwritten });
    return;
  }
  const isTold = staffColumns(tab).every(
    ({ key, wire }) =>
      later?.edited.includes(key) ||
      (key in input.cells && sameWire(now[key] ?? null, input.cells[key] ?? null, wire)),
  );
  leaveWord(input.key, { ...word, ...(isTold && { shown: cellsMark(tab, now) }) });
}

/**
 * A row as it goes, with what was left of it when it went before. Unless somebody has touched it since, it goes in the
 * name of whoever had, but only where it holds what it held: what else has come into it may be anybody's.
 */
export function withLeft(tab: Tab, input: RowInput, word: Word | undefined): RowInput {
  if (!word) return input;
  const now = wordOf(input);
  const isTouched = now.edited.length > 0 || now.editor !== '';
  const isTheirs = !isTouched && word.shown === cellsMark(tab, input.cells);
  const { editor, edited, overwritten, ofOthers } = joinedWord(word, {
    ...now,
    ...(isTheirs && { editor: word.editor }),
  });
  return {
    ...input,
    edited,
    ...(Object.keys(overwritten).length > 0 && { overwritten }),
    ...(editor !== '' && { editor }),
    ...(ofOthers.length > 0 && { ofOthers }),
  };
}
