// Keys that rows have just been given. People need no lock to insert, delete or sort rows: between a look and a write
// another row may have come to stand there. It would have lost its own key, and its record the row.
import type {
  DeskDescription,
  RecordsAnswer,
  WireCells,
} from '../../../../functions/src/contract/contract.ts';
import type { CellContent } from '../../platform/platform.ts';
import { recordsOf, ServiceFailure } from '../../platform/service.ts';
import { type CellWrite, writeCells } from '../../sheet/blocks.ts';
import type { CellCodec } from '../../sheet/cells.ts';
import { holds, isBlank, staffCells } from '../../sheet/staff-cells.ts';
import { keyAt, openedBefore, readRows, type Tab, textAt } from '../../sheet/tab.ts';
import { rememberWaiting } from '../memory.ts';
import { readAll } from '../widen.ts';
import { missingKeys } from './known.ts';

/** A row that was given a key. */
export interface Given {
  /** Where it stood when it was read. */
  row: number;
  key: string;
  base: string;
  /** The key that stood there: none, or that of the row which it was copied from. */
  keyBefore: string;
  cells: WireCells;
}

type Lines = ReadonlyMap<number, CellContent[]>;

/**
 * Looks whether the keys have come to the rows that they are for, and puts right what has not: each row gets its own,
 * and whichever row stood in its place has its own again. Answers where rows stand now that were read elsewhere;
 * nothing where all stand as they did. One call where nothing has moved. Called under the lock.
 * @param read what was read of all rows before the keys were written
 */
export function putRight(
  tab: Tab,
  codec: CellCodec,
  desk: DeskDescription,
  given: readonly Given[],
  read: Lines,
): ReadonlyMap<number, number> | undefined {
  const isIn = (lines: Lines, row: number, { key, cells }: Given): boolean =>
    keyAt(lines.get(row), tab) === key && holds(tab, codec, lines.get(row), cells);
  const written = readWritten(tab, given);
  if (given.every(each => isIn(written, each.row, each))) return undefined;

  const now = openedBefore(tab);
  const lines = readAll(now);
  const ours = new Set(given.map(({ key }) => key));
  const places = new Map<number, Given>();
  for (const each of given) {
    const mayBe = [...lines.keys()].filter(row => {
      const key = keyAt(lines.get(row), tab);
      return (
        !places.has(row) &&
        (key === '' || key === each.keyBefore || ours.has(key)) &&
        holds(tab, codec, lines.get(row), each.cells)
      );
    });
    // A copy stands below what it was copied from; the first of rows that are alike is as good as any other.
    const row =
      mayBe.find(found => isIn(lines, found, each)) ?? mayBe[each.keyBefore === '' ? 0 : mayBe.length - 1];
    if (row !== undefined) places.set(row, each);
  }
  const moved = new Map([...places].map(([row, each]) => [each.row, row]));
  // Nothing has moved: somebody has typed over one of them.
  if ([...moved].every(([from, to]) => from === to)) return undefined;

  const strays = [...lines.keys()].filter(row => !places.has(row) && ours.has(keyAt(lines.get(row), tab)));
  const tieOf = (row: number, key: string, base: string, sync: string): CellWrite[] => [
    { row, column: tab.tie.key, content: key },
    { row, column: tab.tie.base, content: base },
    { row, column: tab.tie.sync, content: sync },
  ];
  const { waiting, refused } = desk.outcomes;
  const placed = [...places].flatMap(([row, { key, base }]) => tieOf(row, key, base, waiting));
  const found = strays.length === 0 ? [] : recordsMissing(tab, desk, lines);
  const returned = strays.flatMap(row => {
    const line = lines.get(row);
    if (isBlank(staffCells(tab, codec, line))) return tieOf(row, '', '', '');
    const record = found?.find(each => isOf(tab, codec, line, each));
    if (record) return tieOf(row, record.key, record.base, waiting);
    // One that had no record is new; of one that nobody can tell of now a second record must not be made.
    return tieOf(row, '', '', found ? '' : refused);
  });
  writeCells(tab.sheet, [...placed, ...returned]);
  if (strays.length > 0) rememberWaiting(true);
  return new Map([...placesByKey(tab, read, lines), ...moved]);
}

/** The rows where keys were written; nothing where the tab has become shorter than that. */
function readWritten(tab: Tab, given: readonly Given[]): Lines {
  try {
    return readRows(
      tab,
      given.map(({ row }) => row),
    );
  } catch (cause) {
    // Google refuses a range that lies outside.
    Logger.log(`Rows are no longer where they were read: ${String(cause)}`);
    return new Map();
  }
}

/** Records whose rows are not in the tab any more; nothing where the service cannot be asked. */
function recordsMissing(tab: Tab, desk: DeskDescription, lines: Lines): RecordsAnswer['rows'] | undefined {
  const present = new Set([...lines.values()].map(line => keyAt(line, tab)));
  const missing = missingKeys(tab.table.table, present);
  try {
    return missing.length === 0 ? [] : recordsOf(desk.deskId, missing.slice(-desk.maxRows)).rows;
  } catch (cause) {
    if (!(cause instanceof ServiceFailure)) throw cause;
    Logger.log(`Records of rows without a key could not be asked for: ${cause.message}`);
    return undefined;
  }
}

/** Whether a row is a record's, by its number or, where none is left in it, by all that it holds. */
function isOf(
  tab: Tab,
  codec: CellCodec,
  line: readonly CellContent[] | undefined,
  { number, cells }: RecordsAnswer['rows'][number],
): boolean {
  const shown = tab.tie.number === undefined ? '' : textAt(line, tab.tie.number);
  return shown === '' ? holds(tab, codec, line, cells) : shown === number;
}

/** Where rows that had keys when they were read stand now. */
function placesByKey(tab: Tab, read: Lines, lines: Lines): [number, number][] {
  const now = new Map([...lines].map(([row, line]) => [keyAt(line, tab), row]));
  return [...read].flatMap(([row, line]): [number, number][] => {
    const key = keyAt(line, tab);
    const place = key === '' ? undefined : now.get(key);
    return place === undefined ? [] : [[row, place]];
  });
}
