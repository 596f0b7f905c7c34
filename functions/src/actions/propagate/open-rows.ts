// Rows that the system opens by itself in another table: because a record came as far, or because a clock was due.

import { type Checked, check } from '../../core/cells/validate-row.ts';
import { type Opened, openedCells } from '../../core/decide/child-rows.ts';
import { decide } from '../../core/decide/decide.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Author, DeskRecord, PrivateCells } from '../../core/record/record.ts';
import { referencesOf } from '../../core/record/references.ts';
import type { Table } from '../../core/schema/table.ts';
import { type Following, findReferences, type Saved } from './following.ts';

/** The record that a row is opened for, as it stands, and on whose account. */
export interface Cause {
  table: Table;
  record: DeskRecord;
  /** Full values that have not been stored yet. */
  privateCells: PrivateCells;
  desk: DeskContext;
  by: Author;
  now: Instant;
  /** Key of the row that it follows from. */
  because: string;
}

/** A row that somebody or something asks for. */
export interface Wanted {
  cause: Cause;
  opened: Opened;
}

interface ToOpen extends Wanted {
  target: Table;
}

/** Opens rows that are not there yet. One that must not stand beside another like it waits until that is closed. */
export async function openRows(wanted: readonly Wanted[], following: Following): Promise<Saved[]> {
  if (wanted.length === 0) return [];
  const { transaction, current, references, numbers, aside } = following;
  // A row that cannot be opened is the matter of the record that wants it, and of no other.
  const apart = <Item extends Wanted, Result>(items: readonly Item[], work: (item: Item) => Result) =>
    items.flatMap(item => aside.attempt(item.cause.record, () => [work(item)]) ?? []);
  const asked = apart(wanted, (each): ToOpen => ({ ...each, target: targetOf(each.cause, each.opened) }));
  const keys = asked.flatMap(each => [each.opened.key, ...openOthers(each)]);
  const there = (await transaction.read([...new Set(keys)], [])).records;
  const kept = await transaction.privateCells([...new Set(asked.map(({ cause }) => cause.record.key))]);
  const known = (key: string) => current.get(key) ?? there.get(key);
  const fresh = asked.filter(each => !known(each.opened.key) && !standsBeside(each, known));
  const rows = apart(fresh, each => ({ ...each, row: rowOf(each, kept.get(each.cause.record.key) ?? {}) }));
  await findReferences(
    rows.flatMap(({ target, row }) => referencesOf(target, row.values)),
    references,
    transaction,
  );
  const saved = apart(rows, ({ row, ...each }) => openRow(each, row, following));
  await numbers.give(saved);
  for (const { accepted } of saved) current.set(accepted.after.key, accepted.after);
  return saved;
}

function targetOf({ table, desk }: Cause, { opening }: Opened): Table {
  const target = desk.tableOf(opening.table);
  if (!target) throw new Error(`table ${table.key} opens rows in "${opening.table}", which is none`);
  return target;
}

/**
 * Keys of the open records of the target table that refer to this one, where it matters whether one of them is like the
 * new row.
 */
function openOthers({ cause, opened, target }: ToOpen): string[] {
  if (!opened.opening.unlessOpen) return [];
  const links = cause.record.links[target.key] ?? [];
  return links.filter(({ state }) => isOpenState(target, state)).map(({ key }) => key);
}

function standsBeside(asked: ToOpen, known: (key: string) => DeskRecord | undefined): boolean {
  const { unlessOpen = '', sets } = asked.opened.opening;
  return openOthers(asked).some(key => known(key)?.cells[unlessOpen] === sets?.[unlessOpen]);
}

/** A state that is declared no longer may be of one that is open: better no second row than two. */
const isOpenState = (table: Table, state: string) =>
  table.states.find(({ name }) => name === state)?.category !== 'closed';

/**
 * What a row is opened with. What could not be read in it stays blank: the row is saved as it is, and says what is
 * missing.
 */
function rowOf({ cause, opened, target }: ToOpen, kept: PrivateCells): Pick<Checked, 'values' | 'problems'> {
  const { table, record, desk, now } = cause;
  const privateCells = { ...kept, ...cause.privateCells };
  const cells = openedCells(opened.opening, { table, record, privateCells }, target);
  const { values, problems } = check(target, { ...cells, ...opened.cells }, now, desk);
  return { values, problems: problems.filter(each => each.severity !== 'error') };
}

function openRow(
  { cause, opened, target }: ToOpen,
  row: Pick<Checked, 'values' | 'problems'>,
  { references }: Following,
): Saved {
  const { desk, because, by, now } = cause;
  const { table, key, number } = cause.record;
  const origin = { table, key, number };
  const incoming = { key: opened.key, before: undefined, row, references, origin };
  const accepted = decide({ table: target, ...incoming, by, now }, desk);
  if (accepted.outcome !== 'saved')
    throw new Error(`a row of ${target.key} that ${table} opens was ${accepted.outcome}`);
  return { before: undefined, accepted, table: target, desk, because };
}
