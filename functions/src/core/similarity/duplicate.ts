// One matter that was written down twice: the second row is withdrawn, and whatever refers to it, or it refers to, goes
// on with the first. What is changed for it is remembered, so that all of it can be taken back.

import type { DeskContext } from '../desk/desk.ts';
import { showTime } from '../lib/parse-time.ts';
import type { Instant } from '../lib/time.ts';
import { isAwaited } from '../record/awaited.ts';
import type { DeskRecord, RecordEvent } from '../record/record.ts';
import { type Reference, redirectedCells, referencesOf, withReferences } from '../record/references.ts';
import type { Cell, Cells, Kind, StaffColumn } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { knownState, staffColumns, systemColumn, type Table } from '../schema/table.ts';

/** A record beside its table. */
export interface Known {
  record: DeskRecord;
  table: Table;
}

/** Cells of a record that are to be different. */
export interface Rewritten extends Known {
  cells: Cells;
}

/** What joining two records comes to. */
export interface Joining {
  gone: Rewritten;
  kept: Rewritten;
  /** Records that refer to the one that goes, and to the other one from now on. */
  moved: Rewritten[];
  /** Those that wait for the customer to be reached about the one that goes: they end with it. */
  ending: Known[];
}

/**
 * What joining comes to. `meansGone` says of a reference whether it means the record that goes.
 * @throws when the table's rows cannot be withdrawn, which whoever calls this has asked before
 */
export function joiningOf(
  table: Table,
  { gone, kept }: { gone: DeskRecord; kept: DeskRecord },
  referring: readonly Known[],
  meansGone: (reference: Reference) => boolean,
): Joining {
  const withdrawing = withdrawnCells(table);
  if (!withdrawing) throw new Error(`rows of ${table.key} cannot be withdrawn`);
  // What waits for the customer ends with the record; what the kept one was made from stays what it was made from.
  const going = referring.filter(each => !isAwaited(each.table, each.record) && each.record.key !== kept.key);
  const moved = going.flatMap((each): Rewritten[] => {
    if (knownState(each.table, each.record.state)?.void) return [];
    const cells = redirectedCells(each.table, each.record.cells, reference =>
      meansGone(reference) ? textFor(reference, { table, record: kept }) : undefined,
    );
    return Object.keys(cells).length > 0 ? [{ ...each, cells }] : [];
  });
  return {
    gone: { table, record: gone, cells: withdrawing },
    kept: { table, record: kept, cells: adoptedCells(table, gone, kept) },
    moved,
    ending: referring.filter(({ table: of, record }) => isAwaited(of, record)),
  };
}

/** The cells by which a row of this table is withdrawn, if it can be. */
export function withdrawnCells({ withdrawal }: Table): Cells | undefined {
  const [value] = Object.keys(withdrawal?.states ?? {});
  return withdrawal && value !== undefined ? { [withdrawal.is]: value } : undefined;
}

/** How a record is written where a reference means it. */
function textFor({ to, by }: Reference, { table, record }: Known): string {
  if (by !== undefined) return String(record.cells[by] ?? '');
  return to.length > 1 ? nameOf(table, record) : record.number;
}

/**
 * What the record that goes refers to and the other does not, as far as that has room for it; of what is no work but
 * kept, such as a customer's file, also what it knows and the other does not.
 */
function adoptedCells(table: Table, gone: DeskRecord, kept: DeskRecord): Cells {
  const isKept = isNoWork(table);
  return Object.fromEntries(
    staffColumns(table).flatMap((column): [string, Cell][] => {
      const { key, kind } = column;
      const [its, own] = [gone.cells[key] ?? null, kept.cells[key] ?? null];
      if (its === null) return [];
      if (isKept && own === null && isFact(column, table)) return [[key, its]];
      if (kind.type !== 'reference' && kind.type !== 'named') return [];
      const isSelf = referencesOf(table, { [key]: its }).some(({ value }) => numberIn(value) === kept.number);
      if (isSelf || (own !== null && !(kind.type === 'reference' && kind.many))) return [];
      const cell = own === null ? its : withReferences(own, its);
      return cell === own ? [] : [[key, cell]];
    }),
  );
}

const isNoWork = ({ states }: Table): boolean => states.some(({ category }) => category === 'standing');

/** Kinds of which a record holds all that there is: of others it may hide a part. */
const WHOLE: ReadonlySet<Kind['type']> = new Set(['date', 'number', 'percent', 'option', 'person']);

/** Whether a column says something of what the record is about, and says it whole. */
const isFact = ({ key, kind }: StaffColumn, { withdrawal }: Table): boolean =>
  key !== withdrawal?.is && (WHOLE.has(kind.type) || (kind.type === 'text' && kind.names === 'products'));

/** The number in a reference, however the table is named before it: `热线记录 20260601002`. */
export const numberIn = (value: string): string => value.normalize('NFKC').trim().split(/\s+/).at(-1) ?? '';

/** `热线记录 20260601002`. */
export const nameOf = ({ title }: Table, { number }: Pick<DeskRecord, 'number'>): string =>
  `${title} ${number}`;

/** What is done to which rows, as it is said before and after. */
export function joiningLines({ gone, kept, moved, ending }: Joining): string[] {
  const named = (all: readonly Known[]) => all.map(({ table, record }) => nameOf(table, record)).join('、');
  const stated = ({ table, record }: Known) => `${nameOf(table, record)}（${record.state}）`;
  const labels = staffColumns(kept.table).flatMap(({ key, label }) => (key in kept.cells ? [label] : []));
  const [one, other] = [gone.record.customer, kept.record.customer];
  return [
    `保留：${stated(kept)}`,
    `作废：${stated(gone)}`,
    ...(moved.length > 0 ? [`转到保留的一行：${named(moved)}`] : []),
    ...(labels.length > 0 ? [`保留的一行补上：${labels.join('、')}`] : []),
    ...(ending.length > 0 ? [`不再为作废的一行回访：${named(ending)}`] : []),
    ...(one && other && one.digest !== other.digest ? ['请核对：两行的客户不是同一个号码。'] : []),
  ];
}

/** A record as one change made it, so that the change can be found again. */
export const changePlace = ({ key, version }: Pick<RecordEvent, 'key' | 'version'>): string =>
  `${key}:${version}`;

const MERGED_INTO = 'merged_into';
const MERGED_FROM = 'merged_from';

/** What a record that was joined to another one remembers of it. */
export interface JoinedTo {
  /** `热线记录 20260601001`. */
  other: string;
  /** Key of the record that was kept. */
  kept: string;
  /** The records that were changed for it beside the one that went, and the versions that they came to by it. */
  places: { key: string; version: number }[];
}

/** What a record was joined to, as long as it is. */
export function joinedTo(table: Table, record: DeskRecord): JoinedTo | undefined {
  const facts = record.findings.find(({ code }) => code === MERGED_INTO)?.facts;
  if (!facts || !knownState(table, record.state)?.void) return undefined;
  const places = String(facts['places'] ?? '').split(' ');
  return {
    other: String(facts['other'] ?? ''),
    kept: String(facts['kept'] ?? ''),
    places: places.flatMap(place => {
      const [key = '', version = ''] = place.split(':');
      return key === '' ? [] : [{ key, version: Number(version) }];
    }),
  };
}

/** What the record that goes says from now on, at the cell by which it is withdrawn. */
export function goneFindings(
  { gone, kept }: Pick<Joining, 'gone' | 'kept'>,
  places: readonly string[],
): Problem[] {
  const facts = { other: nameOf(kept.table, kept.record), kept: kept.record.key, places: places.join(' ') };
  const [column = null] = Object.keys(gone.cells);
  return [...withoutJoined(gone.record), problem(column, MERGED_INTO, facts)];
}

/** What the record that is kept says from now on, at its number. */
export function keptFindings(
  { gone, kept }: Pick<Joining, 'gone' | 'kept'>,
  now: Instant,
  { zone }: Pick<DeskContext, 'zone'>,
): Problem[] {
  const column = systemColumn(kept.table, 'number');
  const facts = { other: nameOf(gone.table, gone.record), gone: gone.record.key, at: showTime(now, zone) };
  return [...withoutJoined(kept.record, gone.record.key), problem(column?.key ?? null, MERGED_FROM, facts)];
}

/** What a record says beside its being joined to another one, or beside another's (`gone`) being joined to it. */
export function withoutJoined({ findings }: DeskRecord, gone?: string): Problem[] {
  return findings.filter(({ code, facts }) =>
    gone === undefined ? code !== MERGED_INTO : code !== MERGED_FROM || facts['gone'] !== gone,
  );
}

/** Cells of a record as they were before a change, as far as nobody has changed them since; and those that stay. */
export function cellsBefore(
  record: DeskRecord,
  { changes }: Pick<RecordEvent, 'changes'>,
  table: Table,
): { cells: Cells; stay: string[] } {
  const columns = new Map(staffColumns(table).map(column => [column.key, column]));
  const mine = changes.filter(({ column: key, before }) => {
    const column = columns.get(key);
    if (!column) return false;
    const { type } = column.kind;
    return (
      type === 'reference' ||
      type === 'named' ||
      (before === null && isNoWork(table) && isFact(column, table))
    );
  });
  const isAsMade = ({ column, after }: RecordEvent['changes'][number]) =>
    (record.cells[column] ?? null) === after;
  return {
    cells: Object.fromEntries(mine.filter(isAsMade).map(({ column, before }) => [column, before])),
    stay: mine.filter(each => !isAsMade(each)).map(({ label }) => label),
  };
}
