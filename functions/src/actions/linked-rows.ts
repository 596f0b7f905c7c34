// What a change of one record means for others, in the same commit: records that it refers to, and rows that the system opens for it.

import { type Checked, check } from '../core/check.ts';
import { type Accepted, decide } from '../core/decide.ts';
import type { DeskContext } from '../core/desk.ts';
import {
  knows,
  linkedTo,
  type Reference,
  type References,
  referencesOf,
  unlinkedFrom,
} from '../core/links.ts';
import { type Opened, openedCells, openingsOf } from '../core/opening.ts';
import type { DeskRecord, PrivateCells } from '../core/record.ts';
import { staffCells, type Table } from '../core/table.ts';
import { tableOf } from '../core/tables/index.ts';
import type { DeskTransaction } from '../ports.ts';
import type { Numbers } from './number-rows.ts';

/** What following a change needs. */
export interface Following {
  transaction: DeskTransaction;
  /** Records known in this transaction, by key, as they stand; what follows is put in as well. */
  current: Map<string, DeskRecord>;
  references: References;
  numbers: Numbers;
}

/** A change that is to be saved, and the record before it. */
export interface Saved {
  before: DeskRecord | undefined;
  accepted: Accepted;
  table: Table;
  desk: DeskContext;
  /** Key of the row that it follows from: its own where it was sent. */
  because: string;
}

/** Looks up the records that are referred to, or have one of these names, and are not known yet. */
export async function findReferences(
  wanted: readonly Reference[],
  references: References,
  transaction: DeskTransaction,
  also: readonly string[] = [],
): Promise<void> {
  const numbers = references.unknown(wanted);
  if (numbers.length > 0) references.add(numbers, await transaction.byNumber(numbers));
  const names = references.unknownNames(wanted, also);
  if (names.length === 0) return;
  await takeNamed(names, (await transaction.read([], [], { names })).names, references, transaction);
}

/** Reads the records that have these names, of which it is known who has them. */
export async function takeNamed(
  names: readonly string[],
  keys: ReadonlyMap<string, string>,
  references: References,
  transaction: DeskTransaction,
): Promise<void> {
  const held = [...new Set(names.flatMap(name => keys.get(name) ?? []))];
  const { records } = held.length > 0 ? await transaction.read(held, []) : { records: undefined };
  for (const name of names) references.addNamed(name, records?.get(keys.get(name) ?? ''));
}

/** Everything else that is saved because these records were: links told to the other side, and rows opened; and what follows of that. */
export async function follow(changed: readonly Saved[], following: Following): Promise<Saved[]> {
  const followed: Saved[] = [];
  for (let wave = changed; wave.length > 0; ) {
    const fresh = wave.filter(({ before }) => !before);
    following.references.addFresh(fresh.map(({ accepted }) => accepted.after));
    const referring = wave.flatMap(({ before, accepted: { after } }) => [
      ...referencesIn(after),
      ...referencesIn(before),
    ]);
    await findReferences(referring, following.references, following.transaction);
    wave = [...wave.flatMap(each => tellOthers(each, following)), ...(await openRows(wave, following))];
    followed.push(...wave);
  }
  return followed;
}

/** Tells the records that a record refers to, and those that it no longer refers to, as far as that is news. */
function tellOthers(saved: Saved, following: Following): Saved[] {
  const { current } = following;
  const child = current.get(saved.accepted.after.key) ?? saved.accepted.after;
  const now = referredBy(child, following);
  const gone = referredBy(saved.before, following).filter(old => now.every(each => each.key !== old.key));
  return [
    ...gone.flatMap(other => relink(other, unlinkedFrom(other, child), saved, following)),
    ...now.flatMap(other =>
      knows(other, child) ? [] : relink(other, linkedTo(other, child), saved, following),
    ),
  ];
}

function referencesIn(record: DeskRecord | undefined): Reference[] {
  const table = record && tableOf(record.table);
  return table ? referencesOf(table, record.cells) : [];
}

/** The records that one refers to, each once, as they stand. */
function referredBy(record: DeskRecord | undefined, { references, current }: Following): DeskRecord[] {
  const found = referencesIn(record).flatMap(reference => references.find(reference) ?? []);
  const byKey = new Map(found.map(each => [each.key, current.get(each.key) ?? each]));
  return [...byKey.values()];
}

/** A record decided again because what it knows of others has changed. */
function relink(
  before: DeskRecord,
  links: DeskRecord['links'],
  { desk, because, accepted: { event } }: Saved,
  { references, current }: Following,
): Saved[] {
  const table = desk.tableOf(before.table);
  if (!table) return [];
  const row = { values: staffCells(table, before.cells), problems: [] };
  const cause = { by: event.by, now: event.at };
  const accepted = decide({ table, key: before.key, before, row, links, references, ...cause }, desk);
  if (accepted.outcome !== 'saved') return [];
  current.set(before.key, accepted.after);
  return [{ before, accepted, table, desk, because }];
}

interface ToOpen {
  from: Saved;
  opened: Opened;
  target: Table;
}

async function openRows(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const { transaction, current, references, numbers } = following;
  const asked = wave.flatMap((from): ToOpen[] => {
    const opened = openingsOf(from.table, from.accepted.after, from.before);
    return opened.map(each => ({ from, opened: each, target: targetOf(from, each) }));
  });
  if (asked.length === 0) return [];
  const keys = asked.map(({ opened }) => opened.key);
  const there = (await transaction.read(keys, [])).records;
  const kept = await transaction.privateCells([...new Set(asked.map(({ from }) => from.accepted.after.key))]);
  const fresh = asked.filter(({ opened: { key } }) => !there.has(key) && !current.has(key));
  const rows = fresh.map(each => ({ each, ...rowOf(each, kept.get(each.from.accepted.after.key) ?? {}) }));
  await findReferences(
    rows.flatMap(({ each, values }) => referencesOf(each.target, values)),
    references,
    transaction,
  );
  const saved = rows.map(({ each, ...row }) => openRow(each, row, references));
  await numbers.give(saved);
  for (const { accepted } of saved) current.set(accepted.after.key, accepted.after);
  return saved;
}

function targetOf({ table, desk }: Saved, { opening }: Opened): Table {
  const target = desk.tableOf(opening.table);
  if (!target) throw new Error(`table ${table.key} opens rows in "${opening.table}", which is none`);
  return target;
}

/** What a row is opened with. What could not be read in it stays blank: the row is saved as it is, and says what is missing. */
function rowOf({ from, opened, target }: ToOpen, kept: PrivateCells): Pick<Checked, 'values' | 'problems'> {
  const { table, desk, accepted } = from;
  const privateCells = { ...kept, ...accepted.privateCells };
  const cells = openedCells(opened.opening, { table, record: accepted.after, privateCells }, target);
  const { values, problems } = check(target, cells, accepted.event.at, desk);
  return { values, problems: problems.filter(each => each.severity !== 'error') };
}

function openRow(
  { from, opened, target }: ToOpen,
  row: Pick<Checked, 'values' | 'problems'>,
  references: References,
): Saved {
  const { desk, because, accepted: cause } = from;
  const { table, key, number } = cause.after;
  const origin = { table, key, number };
  const incoming = { key: opened.key, before: undefined, row, references, origin };
  const accepted = decide({ table: target, ...incoming, by: cause.event.by, now: cause.event.at }, desk);
  if (accepted.outcome !== 'saved')
    throw new Error(`a row of ${target.key} that ${table} opens was ${accepted.outcome}`);
  return { before: undefined, accepted, table: target, desk, because };
}
