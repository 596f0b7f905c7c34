// Reads rows to be sent: ties them, marks them as waiting and claims them. Called under the lock.
import type {
  DeskDescription,
  Problem,
  RowInput,
  WireCells,
} from '../../../functions/src/contract/contract.ts';
import type { CellContent } from '../platform/platform.ts';
import { type CellWrite, writeCells, writeColumns } from '../sheet/blocks.ts';
import type { CellCodec } from '../sheet/cells.ts';
import { paint } from '../sheet/paint.ts';
import { contentAt, FIRST_ROW, readRows, rowsByKey, staffColumns, type Tab, textAt } from '../sheet/tab.ts';
import { neverSaved, tieRows } from '../sheet/tie.ts';
import { TEXTS } from '../texts.ts';
import { claim } from './in-flight.ts';

/** Which rows to send and which columns were edited in them. */
export interface Choice {
  rows: number[];
  edited: string[];
}

export interface OutgoingRow {
  input: RowInput;
  /** What the add-on itself has to say about the row, shown with the answer. */
  remarks: Problem[];
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
  { rows, edited }: Choice,
  ticket: string,
): OutgoingRow[] {
  if (rows.length === 0) return [];
  const lines = readRows(tab, rows);
  const ties = tieRows(tab, rows, lines, rowsByKey(tab));
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
    outgoing.push({
      input: { key: tie.key, base: tie.base, edited, cells },
      remarks: tie.copied ? [COPIED] : [],
    });
    if (textAt(lines.get(row), tab.tie.sync) !== words.waiting)
      waiting.push({ row, column: tab.tie.sync, content: words.waiting });
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
  );
  return outgoing.filter(({ input }) => claimed.has(input.key));
}

/** Rows that wait for the service: those that say so, and those with content that no answer ever reached. */
export function waitingRows(tab: Tab, codec: CellCodec, words: DeskDescription['outcomes']): number[] {
  const rows: number[] = [];
  for (let row = FIRST_ROW; row <= tab.lastRow; row += 1) rows.push(row);
  return [...readRows(tab, rows)]
    .filter(([, line]) => {
      const sync = textAt(line, tab.tie.sync);
      if (sync === words.waiting) return true;
      return sync === '' && neverSaved(textAt(line, tab.tie.base)) && !isBlank(staffCells(tab, codec, line));
    })
    .map(([row]) => row);
}
