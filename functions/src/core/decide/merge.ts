// Two people change one row: what comes of it, cell by cell. Neither version is lost.

import { showCell, toWire } from '../cells/cell-codec.ts';
import { hidesItself, showsFull, toldCell } from '../cells/mask.ts';
import { type Checked, problemsAcross } from '../cells/validate-row.ts';
import { actorOf, UNKNOWN_EDITOR } from '../desk/find-person.ts';
import { isNow } from '../lib/parse-time.ts';
import type { Author, Cycle, DeskRecord, RecordEvent } from '../record/record.ts';
import type { Cell, Cells } from '../schema/column.ts';
import { hasErrors, type Problem, problem } from '../schema/problem.ts';
import type { ProblemCode } from '../schema/problem-sentences.ts';
import { staffColumns, type Table } from '../schema/table.ts';

/**
 * What a sheet knows of a row: the version it last showed, and the older version of cells that are in conflict since.
 */
export interface Base {
  version: number;
  behind: Record<string, number>;
}

export interface Merged {
  /** Staff cells as they are to be: mine where I changed them, theirs where I did not. */
  values: Cells;
  /** Problems that remain of checking my cells, and what the merge has to say. */
  problems: Problem[];
  /** Columns where both changed the same cell. */
  conflicts: string[];
}

/**
 * Not said again of a cell that nobody touched: an option or a colleague may be gone by now, a masked contact stays
 * masked, midnight has been told, and a column of the workspace's own may have become one of another kind.
 */
const NOT_AGAIN: ReadonlySet<ProblemCode> = new Set([
  'option_unknown',
  'person_unknown',
  'person_ambiguous',
  'person_left',
  'contact_masked',
  'placeholder',
  'name_misread',
  'time_not_precise',
  'time_midnight',
  'number_invalid',
  'date_invalid',
]);

/** The versions whose events a merge needs: those that the sheet does not know of, for one cell at least. */
export function unknownVersions(base: Base, record: DeskRecord): number[] {
  const known = Math.min(base.version, ...Object.values(base.behind));
  return Array.from({ length: Math.max(0, record.version - known) }, (_, index) => known + 1 + index);
}

/** A row as a sheet sent it. */
export interface SentRow {
  cells: Record<string, unknown>;
  base: Base;
  /** What checking its cells came to. */
  checked: Checked;
  by: Author;
}

/** The record that a row is of. */
export interface StoredRow {
  record: DeskRecord;
  /** Those after the sheet's version, oldest first: what each cell was then, and who has changed it since. */
  events: readonly RecordEvent[];
}

/** Merges a row as a sheet sent it into its record. */
export function merge(
  table: Table,
  { cells: sent, base, checked, by }: SentRow,
  { record, events }: StoredRow,
  zone: string,
): Merged {
  const values: Cells = {};
  const problems: Problem[] = [];
  const conflicts: string[] = [];
  for (const column of staffColumns(table)) {
    const { key, kind } = column;
    const theirs = record.cells[key] ?? null;
    const mine = checked.values[key] ?? null;
    const untouched = !(key in sent) || sent[key] === toWire(column, theirs);
    const said = checked.own.filter(each => each.column === key && !(untouched && NOT_AGAIN.has(each.code)));
    const wrong = hasErrors(said);
    values[key] = theirs;
    if ((untouched || mine === theirs) && !wrong) {
      problems.push(...said);
      continue;
    }
    const change = changeSince(key, base, { events, put: column.perCycle ? record.cycles : [] });
    // A request that is repeated brings 现在 again: what it was when it came first is what was meant.
    if (change && !wrong && isMomentAgain(sent[key], mine, theirs) && isBySame(change.by, by)) continue;
    if (
      change &&
      (sent[key] === toWire(column, change.was) ||
        (!wrong && change.held.some(held => showsFull(kind, mine, held))))
    ) {
      problems.push(
        problem(key, 'taken_over', { who: authorName(change.by), was: showCell(change.was, zone) }),
      );
    } else if (change) {
      conflicts.push(key);
      problems.push(
        problem(key, 'conflict', {
          who: authorName(change.by),
          theirs: showCell(theirs, zone),
          // The note is read by everybody who opens the sheet.
          mine: showCell(toldCell(kind, mine ?? plain(sent[key])), zone),
        }),
      );
    } else if (typeof theirs === 'string' && hidesItself(kind, mine)) {
      // The full value would be lost: a masked one comes from another row, or was typed over it.
      problems.push(problem(key, 'masked_elsewhere', { value: String(mine), own: theirs }));
    } else {
      values[key] = mine;
      problems.push(...said);
    }
  }
  problems.push(...problemsAcross(table, values, zone));
  return { values, problems, conflicts };
}

/** Whether what says 现在 has been taken for an earlier moment. */
const isMomentAgain = (sent: unknown, mine: Cell, theirs: Cell): boolean =>
  isNow(sent) && mine !== null && theirs !== null && theirs <= mine;

const isBySame = (one: Author, other: Author): boolean => actorOf(one) === actorOf(other);

/** What happened to a record since a sheet saw it: events, oldest first, and the cycles that put a cell away. */
interface Since {
  events: readonly RecordEvent[];
  put: readonly Cycle[];
}

/**
 * What happened to a cell since the sheet last saw it: its value then, everything that it has held from then on, and
 * who changed it last. What it has held is no news: a request that is repeated brings it again. A cell that was put
 * away with a finished cycle was changed by that, blank or not: what is typed for one cycle is no answer to the next.
 */
function changeSince(
  key: string,
  base: Base,
  { events, put }: Since,
): { was: Cell; held: Cell[]; by: Author } | undefined {
  const known = base.behind[key] ?? base.version;
  const touching = events.flatMap(event => {
    const changes = event.version > known ? passedThrough(key, event, put) : [];
    return changes.map(change => ({ ...change, by: event.by }));
  });
  const [first] = touching;
  const last = touching.at(-1);
  if (!first || !last) return undefined;
  return { was: first.before, held: [first.before, ...touching.map(({ after }) => after)], by: last.by };
}

/** What a cell went through in one event: what is told of it, and what it held when a cycle was finished. */
function passedThrough(
  key: string,
  { changes, cycle, at, state }: RecordEvent,
  put: readonly Cycle[],
): Pick<RecordEvent['changes'][number], 'before' | 'after'>[] {
  const told = changes.filter(change => change.column === key);
  // What else came of it at that moment, in the cycle that had begun, put nothing away.
  const began = state.before !== state.after;
  const finished = put.find(each => began && each.cycle === cycle - 1 && each.endedAt === at);
  const held = finished?.cells[key] ?? null;
  if (!finished || told.some(({ before }) => before === held && held !== null)) return told;
  return [...told, { before: told.length > 0 ? held : null, after: held }, { before: held, after: null }];
}

/** What a cell was when the sheet last saw it. */
export function cellAt(key: string, base: Base, record: DeskRecord, events: readonly RecordEvent[]): Cell {
  const change = changeSince(key, base, { events, put: [] });
  return change ? change.was : (record.cells[key] ?? null);
}

const authorName = (author: Author) => actorOf(author) ?? UNKNOWN_EDITOR;

/** Reads the token that a sheet keeps for a row; anything unreadable counts as never answered. */
export function readBase(token: string): Base {
  const [, version, behind = ''] = /^(\d{1,9})((?:;\w+=\d{1,9})*)$/.exec(token) ?? [];
  const pairs = [...behind.matchAll(/(\w+)=(\d+)/g)].map(([, key = '', at]) => [key, Number(at)] as const);
  return { version: Number(version ?? 0), behind: Object.fromEntries(pairs) };
}

/** The token that goes back to the sheet. */
export function writeBase(base: Base): string {
  return [String(base.version), ...Object.entries(base.behind).map(([key, at]) => `${key}=${at}`)].join(';');
}

/** A base in which the conflicts of the cells just edited count as settled: typing there again means it. */
export function withoutConflictsAt(base: Base, edited: readonly string[]): Base {
  return { ...base, behind: omit(base.behind, edited) };
}

/** What the sheet knows once a row is answered: the record's version, and the old one for cells left in conflict. */
export function baseAfter(base: Base, version: number, conflicts: readonly string[]): Base {
  return {
    version,
    behind: Object.fromEntries(conflicts.map(key => [key, base.behind[key] ?? base.version])),
  };
}

/** What was typed, if it can be shown at all: as a text, since a number that no column took is no instant. */
function plain(raw: unknown): Cell {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : null;
}

function omit(versions: Record<string, number>, keys: readonly string[]): Record<string, number> {
  return Object.fromEntries(Object.entries(versions).filter(([key]) => !keys.includes(key)));
}
