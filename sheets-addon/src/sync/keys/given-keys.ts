// Keys that rows have just been given. People need no lock to insert, delete or sort rows: between a look and a write
// another row may have come to stand there. It would have lost its own key, and its record the row.
import type { RecordsAnswer, WireCells } from '../../../../functions/src/contract/contract.ts';
import type { CellContent } from '../../platform/platform.ts';
import { recordsOf, ServiceFailure } from '../../platform/service.ts';
import { type CellWrite, writeCells } from '../../sheet/blocks.ts';
import { baseAt } from '../../sheet/row-mark.ts';
import { holds, isBlank, staffCells } from '../../sheet/staff-cells.ts';
import { keyAt, type Lines, openedBefore, readRows, type Tab, textAt } from '../../sheet/tab.ts';
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

/**
 * Looks whether the keys have come to the rows that they are for, and puts right what has not: each row gets its own,
 * and whichever row stood in its place has its own again. Answers where rows stand now that were read elsewhere;
 * nothing where all stand as they did. One call where nothing has moved. Called under the lock.
 */
export function putRight(
  tab: Tab,
  given: readonly Given[],
  { lines: read, holders }: Before,
): ReadonlyMap<number, number> | undefined {
  const isIn = (lines: Lines, row: number, { key, cells }: Given): boolean =>
    keyAt(lines.get(row), tab) === key && holds(tab, lines.get(row), cells);
  const copiedFrom = originalsOf(given, holders);
  const written = readWritten(tab, [...given.map(({ row }) => row), ...copiedFrom.keys()]);
  const stay = [...copiedFrom].every(([row, key]) => keyAt(written.get(row), tab) === key);
  if (stay && given.every(each => isIn(written, each.row, each))) return undefined;

  const now = openedBefore(tab);
  const lines = readAll(now);
  const ours = new Set(given.map(({ key }) => key));
  const places = new Map<number, Given>();
  const originals = new Map<number, Pick<Given, 'row' | 'key' | 'base'>>();
  for (const { row, from, key, base, copy } of familiesOf(tab, given, { lines: read, holders }, lines)) {
    if (copy) places.set(row, copy);
    else originals.set(row, { row: from, key, base });
  }
  const settled = new Set(places.values());
  for (const each of given) {
    if (settled.has(each)) continue;
    const mayBe = [...lines.keys()].filter(row => {
      const key = keyAt(lines.get(row), tab);
      return (
        !places.has(row) &&
        !originals.has(row) &&
        (key === '' || key === each.keyBefore || ours.has(key)) &&
        holds(tab, lines.get(row), each.cells)
      );
    });
    // A copy stands below what it was copied from; the first of rows that are alike is as good as any other.
    const row =
      mayBe.find(found => isIn(lines, found, each)) ?? mayBe[each.keyBefore === '' ? 0 : mayBe.length - 1];
    if (row !== undefined) places.set(row, each);
  }
  const moved = new Map([...places, ...originals].map(([row, each]) => [each.row, row]));
  // Nothing has moved: somebody has typed over one of them.
  if ([...moved].every(([from, to]) => from === to)) return undefined;

  const isStray = (row: number): boolean => !places.has(row) && ours.has(keyAt(lines.get(row), tab));
  const strays = [...lines.keys()].filter(row => !originals.has(row) && isStray(row));
  const overwritten = [...originals].filter(([row]) => isStray(row));
  const tieOf = (row: number, key: string, base: string, sync: string): CellWrite[] => [
    { row, column: tab.tie.key, content: key },
    { row, column: tab.tie.base, content: base },
    { row, column: tab.tie.sync, content: sync },
  ];
  const { waiting, refused } = tab.desk.outcomes;
  const placed = [...places, ...overwritten].flatMap(([row, { key, base }]) =>
    tieOf(row, key, base, waiting),
  );
  const found = strays.length === 0 ? [] : recordsMissing(tab, lines);
  const returned = strays.flatMap(row => {
    const line = lines.get(row);
    if (isBlank(staffCells(tab, line))) return tieOf(row, '', '', '');
    const record = found?.find(each => isOf(tab, line, each));
    if (record) return tieOf(row, record.key, record.base, waiting);
    // One that had no record is new; of one that nobody can tell of now a second record must not be made.
    return tieOf(row, '', '', found ? '' : refused);
  });
  writeCells(tab.sheet, [...placed, ...returned]);
  if (strays.length + overwritten.length > 0) rememberWaiting(true);
  return new Map([...placesByKey(tab, read, lines), ...moved]);
}

/** A row of a family: where it stood, and where it stands now. */
interface Kin {
  from: number;
  row: number;
  key: string;
  /** That of the original, which a copy brings with it. */
  base: string;
  /** Nothing of the original. */
  copy: Given | undefined;
}

/** Where keys stand in a tab. */
type Holders = ReadonlyMap<string, readonly number[]>;

/** What was read before the keys were written: rows, and where in the whole tab the keys stood. */
interface Before {
  lines: Lines;
  holders: Holders;
}

/** Rows from which others were copied that are given keys now, and the keys that they keep. */
function originalsOf(given: readonly Given[], holders: Holders): ReadonlyMap<number, string> {
  const copies = new Set(given.map(({ row }) => row));
  return new Map(
    given.flatMap(({ keyBefore }) =>
      (holders.get(keyBefore) ?? []).filter(row => !copies.has(row)).map(row => [row, keyBefore] as const),
    ),
  );
}

/**
 * Rows that were copied, beside what they were copied from, as they stand now. They hold the same, so that only their
 * order tells them apart: rows that are inserted or deleted above leave it as it was, and whatever somebody types into
 * one of them does as well. A family of which one cannot be found any more is left out.
 */
function familiesOf(
  tab: Tab,
  given: readonly Given[],
  { lines: read, holders }: Before,
  lines: Lines,
): readonly Kin[] {
  return [...new Set(given.map(({ keyBefore }) => keyBefore))].flatMap(key => {
    if (key === '') return [];
    const copies = new Map(given.filter(({ keyBefore }) => keyBefore === key).map(each => [each.row, each]));
    const keys = new Set([...copies.values()].map(each => each.key));
    const before = [...(holders.get(key) ?? [])].sort(byRow);
    const base = baseAt(read.get([...copies.keys()][0] ?? 0), tab);
    const still = [...lines.keys()].filter(row => keyAt(lines.get(row), tab) === key);
    // Each new key stands in a row of the family, or in one of elsewhere that came to stand in its place.
    const rekeyed = [...lines.keys()].filter(row => keys.has(keyAt(lines.get(row), tab)));
    const alike = rekeyed.filter(row =>
      [...copies.values()].some(({ cells }) => holds(tab, lines.get(row), cells)),
    );
    const missing = before.length - still.length;
    const now = [...still, ...(missing === 0 ? [] : missing === rekeyed.length ? rekeyed : alike)].sort(
      byRow,
    );
    if (now.length !== before.length) return [];
    return before.map((from, at) => ({ from, row: now[at] ?? from, key, base, copy: copies.get(from) }));
  });
}

const byRow = (one: number, other: number): number => one - other;

/** Rows as they are since keys were written; nothing where the tab has become shorter than that. */
function readWritten(tab: Tab, rows: readonly number[]): Lines {
  try {
    return readRows(tab, rows);
  } catch (cause) {
    // Google refuses a range that lies outside.
    Logger.log(`Rows are no longer where they were read: ${String(cause)}`);
    return new Map();
  }
}

/** Records whose rows are not in the tab any more; nothing where the service cannot be asked. */
function recordsMissing(tab: Tab, lines: Lines): RecordsAnswer['rows'] | undefined {
  const { desk } = tab;
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
  line: readonly CellContent[] | undefined,
  { number, cells }: RecordsAnswer['rows'][number],
): boolean {
  const shown = tab.tie.number === undefined ? '' : textAt(line, tab.tie.number);
  return shown === '' ? holds(tab, line, cells) : shown === number;
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
