// Paints rows, and looks whether they still stood there. People need no lock to insert, delete or sort rows: another
// row may have come to stand in a row's place between the look at it and what was written. It would show another
// record's answer, and that record's row none.
import type {
  DeskDescription,
  RecordsAnswer,
  WireCell,
} from '../../../../functions/src/contract/contract.ts';
import { LockBusy, noteFlushed } from '../../platform/lock.ts';
import { type CellContent, readValues } from '../../platform/platform.ts';
import { recordsOf, ServiceFailure } from '../../platform/service.ts';
import type { CellWrite } from '../../sheet/blocks.ts';
import { plainText, sameWire } from '../../sheet/cells.ts';
import { LayoutProblem } from '../../sheet/header-places.ts';
import { paint } from '../../sheet/paint.ts';
import type { Picture } from '../../sheet/picture.ts';
import { runs } from '../../sheet/rectangles.ts';
import { baseAt, hintOf } from '../../sheet/row-mark.ts';
import {
  contentAt,
  keyAt,
  keyIn,
  type Lines,
  openedBefore,
  type PlacedColumn,
  READ_GAP,
  staffColumns,
  type Tab,
} from '../../sheet/tab.ts';
import { noteOver } from '../in-flight.ts';
import { rememberWaiting } from '../memory.ts';
import { readAll } from '../widen.ts';
import type { Over } from './flight-entry.ts';
import { leave } from './unwritable.ts';

/** Rows that keep moving while they are painted are left to whoever sends what waits. */
const TIMES = 3;

/** What was painted by row numbers, and the tab before and after. */
interface Painted {
  tab: Tab;
  pictures: readonly Picture[];
  keyOf: (picture: Picture) => string;
  /** All rows that were written to, and the keys that they had: those between pictures were written as they were. */
  expected: ReadonlyMap<number, string>;
  before: Lines;
  after: Lines;
  /** Whether a cell shows what was written there, which need not be of the row that stands there now. */
  isWritten: (row: number, column: number) => boolean;
}

/**
 * Paints, and puts right what came to another row than it was meant for. Where the sheet refuses to be written (a
 * protected range, a validation of people's own), all other rows are painted; those left are kept in mind, and said.
 * Called under the lock.
 * @param given keys that rows were given since they were read
 */
export function paintByKey(
  tab: Tab,
  pictures: readonly Picture[],
  lines: Lines,
  given: ReadonlyMap<number, string> = new Map(),
): void {
  try {
    paintAll(tab, pictures, lines, given);
  } catch (cause) {
    if ([LockBusy, ServiceFailure, LayoutProblem].some(ours => cause instanceof ours)) throw cause;
    Logger.log(`Rows were not painted: ${String(cause)}`);
    // What was kept back went with it.
    noteFlushed();
    const half = Math.ceil(pictures.length / 2);
    const [first, second] = [pictures.slice(0, half), pictures.slice(half)];
    if (second.length > 0) for (const part of [first, second]) paintByKey(tab, part, lines, given);
    else
      for (const { row, key = given.get(row) ?? keyAt(lines.get(row), tab) } of first) leave(tab, row, key);
  }
}

/**
 * Paints, and puts right what came to another row than it was meant for. One call where nothing has moved, which has
 * what was written put into the cells as well. Called under the lock.
 * @throws what the sheet says that refuses to be written
 */
export function paintAll(
  tab: Tab,
  pictures: readonly Picture[],
  lines: Lines,
  given: ReadonlyMap<number, string> = new Map(),
): void {
  const keyOf = ({ row, key }: Picture): string => key ?? given.get(row) ?? keyAt(lines.get(row), tab);
  let painted = pictures;
  let now = { tab, lines };
  let keyNow = keyOf;
  for (let time = 0; painted.length > 0; time += 1) {
    const writes = paint(now.tab, painted, now.lines, true);
    noteOverPainted(now.tab, painted, keyNow, now.lines, writes);
    if (writes.length === 0) return;
    const expected = keysOf(now, writes, painted, keyNow);
    if (areInPlace(now.tab, expected)) return;
    if (time === TIMES) break;
    const next = openedBefore(tab);
    const after = readAll(next);
    const isWritten = writtenIn(after, writes);
    const drawn = { pictures: painted, keyOf: keyNow, expected };
    const about = { tab, ...drawn, before: now.lines, after, isWritten };
    painted = [...moved(about), ...invaded(about)];
    now = { tab: next, lines: after };
    keyNow = ({ row }) => keyAt(after.get(row), tab);
  }
  if (painted.length > 0) rememberWaiting(true);
}

/** What people type between the look and the writing is gone from the cell; only its event tells of it. */
function noteOverPainted(
  tab: Tab,
  pictures: readonly Picture[],
  keyOf: (picture: Picture) => string,
  lines: Lines,
  writes: readonly CellWrite[],
): void {
  const written = new Map(writes.map(({ row, column, content }) => [`${row}:${column}`, content]));
  const over = new Map<string, Over>();
  for (const picture of pictures) {
    if (picture.key !== undefined) continue;
    const hints = staffColumns(tab)
      .filter(({ at }) => written.has(`${picture.row}:${at}`))
      .map(column => {
        const was = wireAt(tab, lines, picture.row, column);
        return [column.key, hintOf(plainText(was, column.wire))] as const;
      });
    const { known = [] } = picture;
    const painted = staffColumns(tab).flatMap(({ key, at, wire }) => {
      const content = known.includes(key) ? written.get(`${picture.row}:${at}`) : undefined;
      if (content === undefined) return [];
      return [[key, hintOf(plainText(tab.codec.toWire(unguarded(content), wire), wire))] as const];
    });
    over.set(keyOf(picture), {
      hints: Object.fromEntries(hints),
      ...(painted.length > 0 && { painted: Object.fromEntries(painted) }),
    });
  }
  noteOver(over, tab.openedAt);
}

/** An apostrophe that keeps a text one is not in the cell. */
const unguarded = (content: CellContent): CellContent =>
  typeof content === 'string' ? content.replace(/^'/, '') : content;

/** The keys that stand in the rows that were written to, if nothing has moved. */
function keysOf(
  { tab, lines }: { tab: Tab; lines: Lines },
  writes: readonly CellWrite[],
  pictures: readonly Picture[],
  keyOf: (picture: Picture) => string,
): ReadonlyMap<number, string> {
  const between = writes.map(({ row }) => [row, keyAt(lines.get(row), tab)] as const);
  return new Map([...between, ...pictures.map(picture => [picture.row, keyOf(picture)] as const)]);
}

/** Whether these keys stand where they were. */
function areInPlace({ sheet, tie }: Tab, expected: ReadonlyMap<number, string>): boolean {
  const keys = new Map<number, string>();
  try {
    for (const { first, last } of runs([...expected.keys()], READ_GAP))
      readValues(sheet, first, tie.key, last - first + 1, 1).forEach(([content], index) => {
        keys.set(first + index, keyIn(content));
      });
  } catch (cause) {
    if (sheet.getMaxRows() >= Math.max(...expected.keys())) throw cause;
    // Google refuses a range that lies outside: the tab has become shorter.
    Logger.log(`Rows are no longer where they were painted: ${String(cause)}`);
    return false;
  }
  noteFlushed();
  return [...expected].every(([row, key]) => keys.get(row) === key);
}

function writtenIn(after: Lines, writes: readonly CellWrite[]): Painted['isWritten'] {
  const all = new Map(
    writes.map(({ row, column, content }) => [`${row}:${column}`, plain(unguarded(content))]),
  );
  return (row, column) => all.get(`${row}:${column}`) === plain(contentAt(after.get(row), column));
}

const plain = (content: CellContent): string =>
  content instanceof Date ? String(Math.round(content.getTime() / 1000)) : String(content);

/** The rows that were meant, where they stand now and are not as they shall look. */
function moved({ tab, pictures, keyOf, before, after, isWritten }: Painted): Picture[] {
  const places = new Map([...after].map(([row, line]) => [keyAt(line, tab), row]));
  return pictures.flatMap((picture): Picture[] => {
    const key = keyOf(picture);
    const row = key === '' ? undefined : places.get(key);
    if (row === undefined || row === picture.row) return [];
    const { key: _, ...kept } = picture;
    const cells = { ...picture.cells };
    let isTypedIn = false;
    for (const column of staffColumns(tab)) {
      const is = wireAt(tab, after, row, column);
      const was = wireAt(tab, before, picture.row, column);
      const shall = cells[column.key] ?? was;
      const isOurs = [was, shall].some(each => sameWire(is, each, column.wire)) || isWritten(row, column.at);
      if (isOurs) cells[column.key] = shall;
      else {
        delete cells[column.key];
        isTypedIn = true;
      }
    }
    if (isTypedIn) rememberWaiting(true);
    const base = picture.base ?? baseAt(before.get(picture.row), tab);
    return [{ ...kept, row, cells, base, pasted: true, ...(isTypedIn && { state: 'waiting' as const }) }];
  });
}

/** The rows that stand where others were painted, or written as they were: as their records are, or blank again. */
function invaded(about: Painted): Picture[] {
  const { tab, pictures, keyOf, expected, after } = about;
  const meant = new Set(pictures.map(keyOf));
  const drawn = new Set(pictures.map(({ row }) => row));
  const rows = [...expected].flatMap(([row, was]) => {
    const key = keyAt(after.get(row), tab);
    const isOther = (drawn.has(row) || key !== was) && (key === '' || !meant.has(key));
    return after.has(row) && isOther ? row : [];
  });
  const keys = rows.map(row => keyAt(after.get(row), tab)).filter(Boolean);
  const records = keys.length === 0 ? [] : recordsAsked(tab.desk, keys);
  return rows.flatMap(row => {
    const key = keyAt(after.get(row), tab);
    if (key === '') return emptied(about, row);
    const record = records.find(each => each.key === key);
    return record ? asRecorded(about, row, record) : toBeAsked(about, row);
  });
}

/** Records of these keys; none where the service cannot be asked. */
function recordsAsked(desk: DeskDescription, keys: readonly string[]): RecordsAnswer['rows'] {
  try {
    return recordsOf(desk.deskId, keys.slice(0, desk.maxRows)).rows;
  } catch (cause) {
    if (!(cause instanceof ServiceFailure)) throw cause;
    Logger.log(`Records of rows that others were painted over could not be asked for: ${cause.message}`);
    return [];
  }
}

/** Cells of a row that show what was meant for another one, as blank. */
const withoutWritten = ({ tab, isWritten }: Painted, row: number): Picture['cells'] =>
  Object.fromEntries(tab.columns.filter(({ at }) => isWritten(row, at)).map(({ key }) => [key, null]));

const AS_IT_WAS = { base: '', problems: [], marks: 'all', pasted: true } as const;

/** A row without a key: it shows nothing of ours, and what a person has written into it stays. */
function emptied(about: Painted, row: number): Picture[] {
  const { tab, isWritten } = about;
  if (![tab.tie.base, tab.tie.sync].some(at => isWritten(row, at))) return [];
  return [{ ...AS_IT_WAS, problems: [], row, cells: withoutWritten(about, row), state: undefined }];
}

/** A record's row: what somebody has typed into it stays, and is sent. */
function asRecorded(about: Painted, row: number, record: RecordsAnswer['rows'][number]): Picture {
  const { tab, after, isWritten } = about;
  const cells = { ...record.cells };
  let isTypedIn = false;
  for (const column of staffColumns(tab)) {
    const { key, at, wire } = column;
    if (isWritten(row, at) || sameWire(wireAt(tab, after, row, column), cells[key] ?? null, wire)) continue;
    delete cells[key];
    isTypedIn = true;
  }
  if (isTypedIn) rememberWaiting(true);
  const { base, problems, outcome } = record;
  return { row, cells, base, problems, state: isTypedIn ? 'waiting' : outcome, marks: 'all', pasted: true };
}

/**
 * A row of which nobody can tell now: it is sent as one that shows nothing yet, so that whatever it lacks is what its
 * record holds.
 */
function toBeAsked(about: Painted, row: number): Picture {
  rememberWaiting(true);
  return { ...AS_IT_WAS, problems: [], row, cells: withoutWritten(about, row), state: 'waiting' };
}

const wireAt = ({ codec }: Tab, lines: Lines, row: number, { at, wire }: PlacedColumn): WireCell =>
  codec.toWire(contentAt(lines.get(row), at), wire);
