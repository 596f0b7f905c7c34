// Reads rows to be sent: ties them, marks them as waiting and claims them. Called under the lock.
import type {
  DeskDescription,
  Problem,
  RowInput,
  WireCell,
  WireCells,
} from '../../../functions/src/contract/contract.ts';
import type { CellContent } from '../platform/platform.ts';
import { type CellWrite, writeCells, writeColumns } from '../sheet/blocks.ts';
import { type CellCodec, sameWire } from '../sheet/cells.ts';
import { paint } from '../sheet/paint.ts';
import { baseAt, isHeld, standing } from '../sheet/row-mark.ts';
import {
  contentAt,
  FIRST_ROW,
  keyAt,
  readRows,
  rowsByKey,
  staffColumns,
  type Tab,
  textAt,
} from '../sheet/tab.ts';
import { neverSaved, tieRows } from '../sheet/tie.ts';
import { TEXTS } from '../texts.ts';
import { claim } from './in-flight.ts';

/** Which rows to send and which columns were edited in them. */
export interface Choice {
  rows: number[];
  edited: string[];
  /** Whether cells may have changed places: rows that are as they were answered stay, and the others of the tab are looked at. */
  moved?: boolean;
  /** What the event tells of the one cell that was typed into; both are missing for a paste. */
  typed?: Typed | undefined;
}

/** A typed cell: what was typed there and what stood there before, as texts of the event. */
export interface Typed {
  row: number;
  column: string;
  value?: string | undefined;
  oldValue?: string | undefined;
}

export interface OutgoingRow {
  input: RowInput;
  /** What the add-on itself has to say about the row, shown with the answer. */
  remarks: Problem[];
  /** What the row held, where that is not what is sent: the record's cells are wanted back. */
  seen?: WireCells;
}

const COPIED: Problem = { column: null, code: 'copied_row', severity: 'warning', message: TEXTS.copiedRow };

export function staffCells(tab: Tab, codec: CellCodec, line: readonly CellContent[] | undefined): WireCells {
  const cells: WireCells = {};
  for (const { key, at, wire } of staffColumns(tab)) cells[key] = codec.toWire(contentAt(line, at), wire);
  return cells;
}

const isBlank = (cells: WireCells): boolean =>
  Object.values(cells).every(cell => String(cell ?? '').trim() === '');

/**
 * The rows as requests take them. A row that is blank and was never saved is left out. Each row says 待同步 from
 * here on until its answer is painted: should this execution die, the row is found by that and sent again.
 */
export function gather(
  tab: Tab,
  codec: CellCodec,
  words: DeskDescription['outcomes'],
  choice: Choice,
  ticket: string,
  editor?: string,
): OutgoingRow[] {
  if (choice.rows.length === 0) return [];
  const holders = rowsByKey(tab);
  const { rows, witnesses, lines } = widen(tab, codec, words, choice, holders);
  const edited = new Set(choice.rows);
  const ties = tieRows(tab, rows, lines, holders);
  const outgoing: OutgoingRow[] = [];
  const emptied: number[] = [];
  const waiting: CellWrite[] = [];
  const fresh: CellWrite[] = [];
  for (const [row, tie] of ties) {
    const cells = staffCells(tab, codec, lines.get(row));
    if (neverSaved(tie.base) && isBlank(cells)) {
      if (textAt(lines.get(row), tab.tie.sync) !== '') emptied.push(row);
      continue;
    }
    const sync = textAt(lines.get(row), tab.tie.sync);
    const { typed } = choice;
    const isOf = typed?.row === row && [words.saved, words.unchanged, words.waiting].includes(sync);
    const overwritten = isOf ? takeOverwritten(tab, codec, typed, cells) : {};
    const isLate = isOf && !(typed.column in cells);
    outgoing.push({
      input: {
        key: tie.key,
        base: tie.base,
        edited: edited.has(row) && !isLate ? choice.edited : [],
        cells,
        ...numberIn(tab, lines.get(row)),
        ...(Object.keys(overwritten).length > 0 && { overwritten }),
      },
      remarks: tie.copied ? [COPIED] : [],
    });
    if (sync !== words.waiting) waiting.push({ row, column: tab.tie.sync, content: words.waiting });
    if (!tie.fresh) continue;
    fresh.push({ row, column: tab.tie.key, content: tie.key });
    fresh.push({ row, column: tab.tie.base, content: tie.base });
    for (const { owner, at } of tie.copied ? tab.columns : [])
      if (owner === 'system') fresh.push({ row, column: at, content: '' });
  }
  writeColumns(tab.sheet, waiting);
  writeCells(tab.sheet, fresh);
  const clean = emptied.map(row => ({
    row,
    cells: {},
    base: '',
    state: undefined,
    problems: [],
    marks: 'all' as const,
  }));
  paint(tab, codec, words, clean, lines);
  const claimed = claim(
    ticket,
    outgoing.map(({ input }) => input),
    editor,
  );
  const taken = outgoing.filter(({ input }) => claimed.has(input.key));
  return taken.length === 0 ? [] : [...taken, ...witnesses.map(row => witnessOf(tab, codec, lines.get(row)))];
}

interface Widened {
  rows: number[];
  /** Rows that hold something else than was answered, though nobody is known to have edited them. */
  witnesses: number[];
  lines: Map<number, CellContent[]>;
}

/**
 * Rows that are held go together or not at all: one of them by itself looks like a row that somebody has typed over. Where cells may
 * have moved, the rows that they came from are looked for in the whole tab; no event need tell of those.
 */
function widen(
  tab: Tab,
  codec: CellCodec,
  words: DeskDescription['outcomes'],
  { rows, moved = false }: Choice,
  holders: ReadonlyMap<string, number[]>,
): Widened {
  const near = readRows(tab, rows);
  const some = rows.some(row => isHeld(tab, words, near.get(row)));
  if (!moved && !some) return { rows, witnesses: [], lines: near };
  const lines = readAll(tab);
  for (const row of rows) if (!lines.has(row)) lines.set(row, near.get(row) ?? []);
  const isSingle = (row: number): boolean => holders.get(keyAt(lines.get(row), tab))?.length === 1;
  const isQuiet = (row: number): boolean =>
    isSingle(row) &&
    standing(tab, codec, lines.get(row)) === 'same' &&
    ![words.waiting, words.held].includes(textAt(lines.get(row), tab.tie.sync));
  const sent = new Set(moved && rows.length > 1 ? rows.filter(row => !isQuiet(row)) : rows);
  for (const [row, line] of lines) if (isHeld(tab, words, line)) sent.add(row);
  if (sent.size === 0) return { rows: [], witnesses: [], lines };
  const witnesses = [...lines.keys()].filter(
    row =>
      !sent.has(row) &&
      isSingle(row) &&
      !neverSaved(baseAt(lines.get(row), tab)) &&
      standing(tab, codec, lines.get(row)) === 'other',
  );
  return { rows: [...sent].sort((a, b) => a - b), witnesses, lines };
}

function readAll(tab: Tab): Map<number, CellContent[]> {
  const rows: number[] = [];
  for (let row = FIRST_ROW; row <= tab.lastRow; row += 1) rows.push(row);
  return readRows(tab, rows);
}

function numberIn(tab: Tab, line: readonly CellContent[] | undefined): { number?: string } {
  const number = tab.tie.number === undefined ? '' : textAt(line, tab.tie.number);
  return number === '' ? {} : { number };
}

function witnessOf(tab: Tab, codec: CellCodec, line: readonly CellContent[] | undefined): OutgoingRow {
  const [key, base] = [keyAt(line, tab), baseAt(line, tab)];
  const cells = staffCells(tab, codec, line);
  return { input: { key, base, edited: [], cells, ...numberIn(tab, line), witness: true }, remarks: [] };
}

/** Rows that are held, so that their records' cells are asked for: they are sent without any of their own. */
export function gatherHeld(
  tab: Tab,
  codec: CellCodec,
  words: DeskDescription['outcomes'],
  ticket: string,
): OutgoingRow[] {
  const outgoing = heldRows(tab, words).flatMap(([, line]): OutgoingRow[] => {
    const [key, base] = [keyAt(line, tab), baseAt(line, tab)];
    // A row that was never saved has no record to be taken from.
    if (key === '' || neverSaved(base)) return [];
    return [{ input: { key, base, edited: [], cells: {} }, remarks: [], seen: staffCells(tab, codec, line) }];
  });
  const claimed = claim(
    ticket,
    outgoing.map(({ input }) => input),
  );
  return outgoing.filter(({ input }) => claimed.has(input.key));
}

/**
 * The text that somebody wrote over before it was sent: what this event tells of, if it stands there no more, and else what stood
 * there before. The first is taken out of `cells`: who wrote what stands there now sends it, under another name.
 */
function takeOverwritten(
  tab: Tab,
  codec: CellCodec,
  { column, value, oldValue }: Typed,
  cells: WireCells,
): WireCells {
  const wire = staffColumns(tab).find(({ key }) => key === column)?.wire;
  if (wire === undefined || value?.startsWith('=')) return {};
  const now = cells[column] ?? null;
  const isNow = (text: WireCell): boolean =>
    sameWire(text, now, wire) || String(text ?? '').trim() === String(now ?? '').trim();
  const mine = value === undefined ? undefined : codec.fromEvent(value, wire);
  if (mine !== undefined && !isNow(mine)) {
    delete cells[column];
    return { [column]: mine };
  }
  const before = oldValue === undefined ? undefined : codec.fromEvent(oldValue, wire);
  return before === undefined || isNow(before) ? {} : { [column]: before };
}

/** The rows of a tab that are held, with what they hold. */
export function heldRows(tab: Tab, words: DeskDescription['outcomes']): [number, CellContent[]][] {
  return [...readAll(tab)].filter(([, line]) => isHeld(tab, words, line));
}

/**
 * Rows that wait for the service: those that say so, those that are held, and those with content that no answer ever reached. With
 * `unheard` also those that hold something else than was last answered: no event has told of it, or its execution never ran.
 */
export function waitingRows(
  tab: Tab,
  codec: CellCodec,
  words: DeskDescription['outcomes'],
  unheard: boolean,
): number[] {
  return [...readAll(tab)]
    .filter(([, line]) => {
      const sync = textAt(line, tab.tie.sync);
      if (sync === words.waiting || isHeld(tab, words, line)) return true;
      if (unheard && standing(tab, codec, line) === 'other') return true;
      return sync === '' && neverSaved(baseAt(line, tab)) && !isBlank(staffCells(tab, codec, line));
    })
    .map(([row]) => row);
}
