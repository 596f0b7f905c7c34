// Brings answers and failures back to the rows they belong to, wherever those are by now. Called under the lock.

import type { DeskDescription, Outcome, RowAnswer } from '../../../functions/src/contract/contract.ts';
import { keepBlankRows } from '../sheet/blank-rows.ts';
import { type CellCodec, sameWire } from '../sheet/cells.ts';
import { paint } from '../sheet/paint.ts';
import type { Picture } from '../sheet/picture.ts';
import { baseAt } from '../sheet/row-mark.ts';
import { readRows, rowsByKey, staffColumns, type Tab, textAt } from '../sheet/tab.ts';
import { neverSaved } from '../sheet/tie.ts';
import { type OutgoingRow, staffCells } from './gather.ts';
import { notePainted, release, takeNoted } from './in-flight.ts';
import { noteKnown } from './known.ts';
import { rememberWaiting } from './memory.ts';

type Words = DeskDescription['outcomes'];

/** Where the sent rows stand now; one whose key is gone was deleted meanwhile. */
function placesOf(tab: Tab, sent: readonly OutgoingRow[]): { outgoing: OutgoingRow; row: number }[] {
  const holders = rowsByKey(tab);
  return sent.flatMap(outgoing => {
    const row = holders.get(outgoing.input.key)?.[0];
    return row === undefined ? [] : [{ outgoing, row }];
  });
}

/**
 * Paints answers. A staff cell is written only if it still holds what was sent, and a row only if its base does:
 * another answer may have been painted since. Rows that changed on the way are returned, to be sent again.
 */
export function settle(
  tab: Tab,
  codec: CellCodec,
  words: Words,
  sent: readonly OutgoingRow[],
  answers: ReadonlyMap<string, RowAnswer>,
): OutgoingRow[] {
  const places = placesOf(tab, sent);
  const lines = readRows(
    tab,
    places.map(({ row }) => row),
  );
  const claimed = sent.filter(({ input }) => !input.witness);
  const noted = takeNoted(claimed.map(({ input }) => input.key));
  const pictures: Picture[] = [];
  const again: OutgoingRow[] = [];
  const held: OutgoingRow[] = [];
  for (const { outgoing, row } of places) {
    const { input, remarks, seen = input.cells } = outgoing;
    const answer = answers.get(input.key);
    if (!answer) continue;
    const base = baseAt(lines.get(row), tab);
    const now = staffCells(tab, codec, lines.get(row));
    const changed = staffColumns(tab)
      .filter(({ key, wire }) => key in seen && !sameWire(now[key] ?? null, seen[key] ?? null, wire))
      .map(({ key }) => key);
    // Left to whoever wrote over it, who has still to be heard of if it is not what the record holds.
    const left = staffColumns(tab)
      .filter(
        ({ key, wire }) => !(key in seen) && !sameWire(now[key] ?? null, answer.cells[key] ?? null, wire),
      )
      .map(({ key }) => key);
    const overtaken = base !== input.base;
    if (answer.outcome === 'held') {
      if (overtaken) continue;
      pictures.push({ row, cells: {}, state: 'held', problems: answer.problems, marks: 'row' });
      const edited = [...new Set([...changed, ...(noted.get(input.key)?.edited ?? [])])];
      (edited.length > 0 ? again : held).push({ ...outgoing, input: { ...input, edited, cells: now } });
      continue;
    }
    const shown = Object.fromEntries(
      Object.entries(answer.cells).filter(([key]) => !changed.includes(key) && !left.includes(key)),
    );
    const repeat = overtaken || changed.length > 0 || noted.has(input.key);
    if (!overtaken)
      pictures.push({
        row,
        cells: shown,
        base: answer.base,
        state: repeat || left.length > 0 ? 'waiting' : answer.outcome,
        // The service says the same with more in it, where it knows the original.
        problems: [
          ...answer.problems,
          ...remarks.filter(({ code }) => answer.problems.every(problem => problem.code !== code)),
        ],
        marks: 'all',
      });
    if (left.length > 0) rememberWaiting(true);
    if (!repeat) continue;
    const cells = { ...now };
    if (!overtaken) for (const key of Object.keys(now)) if (key in shown) cells[key] = shown[key] ?? null;
    const word = noted.get(input.key);
    const edited = [...new Set([...changed, ...(word?.edited ?? [])])];
    again.push({
      input: {
        key: input.key,
        base: overtaken ? base : answer.base,
        edited,
        cells,
        ...(word?.overwritten && { overwritten: word.overwritten }),
        // What changed on the way is somebody's whom only the word that was left can name.
        editor: word?.editor ?? '',
      },
      remarks,
    });
  }
  // Held rows are judged together.
  if (again.length > 0) again.push(...held);
  paint(tab, codec, words, pictures, lines);
  keepBlankRows(tab.sheet, tab.lastRow);
  notePainted([...answers.keys()]);
  const begun = pictures.filter(({ row, base }) => base && neverSaved(baseAt(lines.get(row), tab)));
  noteKnown(
    tab.table.table,
    begun.map(({ row }) => textAt(lines.get(row), tab.tie.key)),
  );
  const kept = new Set(again.map(({ input }) => input.key));
  release(claimed.map(({ input }) => input.key).filter(key => !kept.has(key)));
  return again;
}

/** Marks rows that got no answer; what they hold stays, and the reason stands in the sync column's note. */
export function settleUnanswered(
  tab: Tab,
  codec: CellCodec,
  words: Words,
  all: readonly OutgoingRow[],
  state: Extract<Outcome, 'refused'> | 'waiting',
  message: string,
): void {
  const sent = all.filter(({ input }) => !input.witness);
  const places = placesOf(tab, sent);
  const lines = readRows(
    tab,
    places.map(({ row }) => row),
  );
  const pictures = places.map(
    ({ row, outgoing }): Picture => ({
      row,
      cells: {},
      state,
      problems: [
        { column: null, code: 'unanswered', severity: state === 'refused' ? 'error' : 'warning', message },
        ...outgoing.remarks,
      ],
      marks: 'row',
    }),
  );
  paint(tab, codec, words, pictures, lines);
  release(sent.map(({ input }) => input.key));
}
