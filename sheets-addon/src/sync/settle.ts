// Brings answers and failures back to the rows they belong to, wherever those are by now. Called under the lock.

import type { Outcome, RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { nowMs } from '../platform/clock.ts';
import { isLocked } from '../platform/lock.ts';
import type { CellContent } from '../platform/platform.ts';
import { keepBlankRows } from '../sheet/blank-rows.ts';
import { sameWire } from '../sheet/cells.ts';
import type { Picture } from '../sheet/picture.ts';
import { baseAt } from '../sheet/row-mark.ts';
import { staffCells } from '../sheet/staff-cells.ts';
import {
  keyAt,
  type Lines,
  openedBefore,
  readRows,
  rowsByKey,
  staffColumns,
  type Tab,
} from '../sheet/tab.ts';
import { neverSaved } from '../sheet/tie.ts';
import { TEXTS } from '../texts.ts';
import type { OutgoingRow } from './gather.ts';
import { notePainted, release, takeNoted } from './in-flight.ts';
import { joinedTexts, type Word } from './keys/flight-entry.ts';
import { wholeUntold } from './keys/hidden-cells.ts';
import { noteKnown } from './keys/known.ts';
import { followSent } from './keys/left-behind.ts';
import { leaveUnanswered } from './keys/left-words.ts';
import { paintByKey } from './keys/paint-by-key.ts';
import { noteUnnamed } from './keys/unnamed.ts';
import { rememberWaiting } from './memory.ts';
import { whoHasTyped } from './typed/who-has-typed.ts';

/** How a row is left that got no answer. */
type Unanswered = Extract<Outcome, 'refused'> | 'waiting';

/** A tab as it was opened to read rows, and when, ms. */
export interface Opened {
  tab: Tab;
  at: number;
}

/** A tab as it is now, and what was read of rows on the way. */
interface Met {
  tab: Tab;
  lines: Map<number, CellContent[]>;
}

/**
 * For so long columns stand where they were, unless what the rows hold tells otherwise. People need no lock to move
 * columns, so a moment is never to be excluded; a request that hangs is far longer than one.
 */
const GOOD_MS = 3_000;

/**
 * The tab by what was known of it, where all these rows hold what they held; nothing where anything else stands in one
 * of them, or too long ago, or outside the lock section in which it was opened.
 */
export function metAgain({ tab, at }: Opened, sent: readonly OutgoingRow[]): Met | undefined {
  if (!isLocked() || nowMs() - at > GOOD_MS) return undefined;
  const again = openedBefore(tab);
  const lines = readWhereSent(again, sent);
  const isSame = sent.every(({ row, line = [] }) => isSameLine(line, lines.get(row) ?? []));
  return isSame ? { tab: again, lines } : undefined;
}

const isSameLine = (one: readonly CellContent[], other: readonly CellContent[]): boolean =>
  one.length === other.length && one.every((content, index) => plain(content) === plain(other[index]));

const plain = (content: CellContent | undefined): unknown =>
  content instanceof Date ? content.getTime() : content;

/** The rows where they were read before; nothing when the tab has become shorter than that. */
function readWhereSent(tab: Tab, sent: readonly OutgoingRow[]): Map<number, CellContent[]> {
  try {
    return readRows(
      tab,
      sent.map(({ row }) => row),
    );
  } catch (cause) {
    // Google refuses a range that lies outside: then the rows are looked for by their keys.
    Logger.log(`Rows are no longer where they were read: ${String(cause)}`);
    return new Map();
  }
}

interface Place {
  outgoing: OutgoingRow;
  row: number;
}

interface Placed {
  places: Place[];
  lines: Lines;
}

/** Where the sent rows stand now, and what they hold; one whose key is gone was deleted meanwhile. */
function placesOf(tab: Tab, sent: readonly OutgoingRow[], read?: Lines): Placed {
  const lines = read ?? readWhereSent(tab, sent);
  if (sent.every(({ row, input }) => keyAt(lines.get(row), tab) === input.key))
    return { places: sent.map(outgoing => ({ outgoing, row: outgoing.row })), lines };
  const holders = rowsByKey(tab);
  const places = sent.flatMap(outgoing => {
    const row = holders.get(outgoing.input.key)?.[0];
    return row === undefined ? [] : [{ outgoing, row }];
  });
  const rows = places.map(({ row }) => row);
  return { places, lines: readRows(tab, rows) };
}

/** The same, once the keys of new rows have gone where what was sent stands. */
function placesNow(tab: Tab, sent: readonly OutgoingRow[], read?: Lines): Placed {
  const placed = placesOf(tab, sent, read);
  return followSent(tab, placed.places, placed.lines) ? placesOf(tab, sent) : placed;
}

/**
 * Paints answers. A staff cell is written only if it still holds what was sent, and a row only if its base does:
 * another answer may have been painted since. Rows that changed on the way are returned, to be sent again.
 * @param read what the rows hold where they were sent from, if that was just read
 */
export function settle(
  tab: Tab,
  sent: readonly OutgoingRow[],
  answers: ReadonlyMap<string, RowAnswer>,
  read?: Lines,
): OutgoingRow[] {
  const { places, lines } = placesNow(tab, sent, read);
  const claimed = sent.filter(({ input }) => !input.witness);
  const noted = takeNoted(claimed.map(({ input }) => input.key));
  const pictures: Picture[] = [];
  const again: OutgoingRow[] = [];
  const held: OutgoingRow[] = [];
  for (const { outgoing, row } of places) {
    const { input, remarks, seen = input.cells } = outgoing;
    const answer = answers.get(input.key);
    const base = baseAt(lines.get(row), tab);
    if (!answer) {
      // A held row that was only asked about stays held.
      if (!input.witness && outgoing.seen === undefined && base === input.base)
        pictures.push(unanswered(row, outgoing, 'waiting', TEXTS.noAnswer));
      leaveUnanswered(tab, input, staffCells(tab, lines.get(row)), noted.get(input.key));
      continue;
    }
    const now = staffCells(tab, lines.get(row));
    const changed = columnsThatDiffer(tab, now, seen);
    // Left to whoever wrote over it, who has still to be heard of if it is not what the record holds.
    const left = staffColumns(tab)
      .filter(
        ({ key, wire }) => !(key in seen) && !sameWire(now[key] ?? null, answer.cells[key] ?? null, wire),
      )
      .map(({ key }) => key);
    const word = noted.get(input.key);
    // They may be another row's, which only a look at the whole tab tells.
    const strange = wholeUntold(tab, changed, now, word?.edited ?? []);
    left.push(...strange);
    const overtaken = base !== input.base;
    if (answer.outcome === 'held') {
      if (overtaken) continue;
      pictures.push({ row, cells: {}, state: 'held', problems: answer.problems, marks: 'row' });
      const edited = [...new Set([...changed, ...(word?.edited ?? [])])];
      (edited.length > 0 ? again : held).push({ ...outgoing, row, input: { ...input, edited, cells: now } });
      continue;
    }
    const shown = Object.fromEntries(
      Object.entries(answer.cells).filter(([key]) => !changed.includes(key) && !left.includes(key)),
    );
    const repeat = overtaken || changed.length > 0 || word !== undefined;
    if (!overtaken)
      pictures.push({
        row,
        cells: shown,
        base: answer.base,
        // What no event has told of may be anybody's.
        known: input.editor === '' ? [] : input.edited,
        pasted: outgoing.pasted,
        state: repeat || left.length > 0 ? 'waiting' : answer.outcome,
        // The service says the same with more in it, where it knows the original.
        problems: [
          ...answer.problems,
          ...remarks.filter(({ code }) => answer.problems.every(problem => problem.code !== code)),
        ],
        marks: 'all',
      });
    if (left.length > 0) rememberWaiting(true);
    if (!repeat || strange.length > 0) continue;
    const cells = { ...now };
    if (!overtaken) for (const key of Object.keys(now)) if (key in shown) cells[key] = shown[key] ?? null;
    const asAnswered = { key: input.key, edited: [] };
    const next = { base: overtaken ? base : answer.base, cells };
    const by = word?.editor ?? whoHasTyped(tab, row, changed);
    again.push({ row, pasted: true, input: repeatOf(asAnswered, next, changed, word, by), remarks });
  }
  // Held rows are judged together.
  if (again.length > 0) again.push(...held);
  paintByKey(tab, pictures, lines);
  notePainted([...answers.keys()]);
  noteUnnamed(tab.table.sheetId, places);
  const begun = pictures.filter(
    ({ row, base = '' }) => !neverSaved(base) && neverSaved(baseAt(lines.get(row), tab)),
  );
  // Only records that are new can bring the end of the tab nearer.
  if (begun.length > 0) keepBlankRows(tab.sheet, Math.max(...begun.map(({ row }) => row)));
  noteKnown(
    tab.table.table,
    begun.map(({ row }) => keyAt(lines.get(row), tab)),
  );
  releaseOthers(claimed, again);
  return again;
}

/** A row that changed on its way, as it is sent again: with all that was left of it unsaid. */
function repeatOf(
  unsaid: Pick<RowInput, 'key' | 'edited' | 'number' | 'overwritten'>,
  now: Pick<RowInput, 'base' | 'cells'>,
  changed: readonly string[],
  word: Word | undefined,
  editor: string,
): RowInput {
  const overwritten = joinedTexts(unsaid.overwritten, word?.overwritten);
  const untold = word ? changed.filter(key => !word.edited.includes(key)) : [];
  const ofOthers = [...(word?.ofOthers ?? []), ...untold];
  return {
    ...unsaid,
    ...now,
    edited: [...new Set([...unsaid.edited, ...changed, ...(word?.edited ?? [])])],
    ...(Object.keys(overwritten).length > 0 && { overwritten }),
    editor,
    ...(ofOthers.length > 0 && { ofOthers }),
  };
}

const columnsThatDiffer = (tab: Tab, now: WireCells, before: WireCells): string[] =>
  staffColumns(tab)
    .filter(({ key, wire }) => key in before && !sameWire(now[key] ?? null, before[key] ?? null, wire))
    .map(({ key }) => key);

/** Rows that are to be sent again stay claimed: nobody else may send them in between. */
function releaseOthers(claimed: readonly OutgoingRow[], again: readonly OutgoingRow[]): void {
  const kept = new Set(again.map(({ input }) => input.key));
  release(claimed.map(({ input }) => input.key).filter(key => !kept.has(key)));
}

const unanswered = (row: number, { remarks }: OutgoingRow, state: Unanswered, message: string): Picture => ({
  row,
  cells: {},
  state,
  problems: [
    { column: null, code: 'unanswered', severity: state === 'refused' ? 'error' : 'warning', message },
    ...remarks,
  ],
  marks: 'row',
});

/**
 * Marks rows that got no answer; what they hold stays, and the reason stands in the sync column's note. Of refused rows
 * those are returned that changed on the way, to be sent again: what was refused is not what they hold now.
 */
export function settleUnanswered(
  tab: Tab,
  all: readonly OutgoingRow[],
  state: Unanswered,
  message: string,
): OutgoingRow[] {
  const sent = all.filter(({ input }) => !input.witness);
  const { places, lines } = placesOf(tab, sent);
  const noted = takeNoted(sent.map(({ input }) => input.key));
  if (state === 'waiting') {
    const rows = new Map(places.map(({ row, outgoing }) => [outgoing, row]));
    for (const outgoing of sent) {
      const row = rows.get(outgoing);
      const now = row === undefined ? undefined : staffCells(tab, lines.get(row));
      leaveUnanswered(tab, outgoing.input, now, noted.get(outgoing.input.key));
    }
  }
  const again: OutgoingRow[] = [];
  const pictures = places.map(({ row, outgoing }) => {
    if (state === 'waiting') return unanswered(row, outgoing, state, message);
    const { input, remarks, seen = input.cells } = outgoing;
    const cells = staffCells(tab, lines.get(row));
    const changed = columnsThatDiffer(tab, cells, seen);
    const word = noted.get(input.key);
    if (changed.length === 0 && !word) return unanswered(row, outgoing, state, message);
    const now = { base: baseAt(lines.get(row), tab), cells };
    const by = word?.editor ?? whoHasTyped(tab, row, changed);
    again.push({ row, pasted: true, input: repeatOf(input, now, changed, word, by), remarks });
    return unanswered(row, outgoing, 'waiting', message);
  });
  paintByKey(tab, pictures, lines);
  releaseOthers(sent, again);
  return again;
}
