// What one change in a transaction brings with it: the words that those share who follow it up.

import type { Accepted } from '../../core/decide/decide.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { announce, type Notice } from '../../core/notices/notice.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { type Reference, type References, referencesOf } from '../../core/record/references.ts';
import type { Table } from '../../core/schema/table.ts';
import { tableOf } from '../../core/tables/index.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';
import type { SetAside } from '../desk/set-aside.ts';
import type { Numbers } from './number-rows.ts';

/** What following a change needs. */
export interface Following {
  transaction: DeskTransaction;
  /** Records known in this transaction, by key, as they stand; what follows is put in as well. */
  current: Map<string, DeskRecord>;
  references: References;
  numbers: Numbers;
  /** Others that cannot be decided are left as they are. */
  aside: SetAside;
}

/** A change that is to be saved, and the record before it. */
export interface Saved {
  before: DeskRecord | undefined;
  accepted: Accepted;
  table: Table;
  desk: DeskContext;
  /** Key of the row that it follows from: its own where it was sent. */
  because: string;
  /** It tells of the past, from another book: nothing is begun for what is long over. */
  past?: true;
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

/** The references of a record as it stands. */
export function referencesIn(record: DeskRecord | undefined): Reference[] {
  const table = record && tableOf(record.table);
  return table ? referencesOf(table, record.cells) : [];
}

/** The records that one refers to, each once, as they stand. */
export function referredBy(record: DeskRecord | undefined, { references, current }: Following): DeskRecord[] {
  const found = referencesIn(record).flatMap(reference => references.find(reference) ?? []);
  const byKey = new Map(found.map(each => [each.key, current.get(each.key) ?? each]));
  return [...byKey.values()];
}

/** What is announced of a change, committed with it. */
export function noticesOf({ accepted, table, desk }: Saved): Notice[] {
  return announce(accepted.announcements, accepted.after, table, desk);
}
