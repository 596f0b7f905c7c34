// A wrong number or name of a customer put right in a record, wherever it stands as such. What was said in texts stays.

import { shownCell } from '../cells/mask.ts';
import { contactKey, contactKeysIn, withContactReplaced } from '../lib/contact.ts';
import { type Keyed, keyedDigest } from '../lib/digest.ts';
import type { Instant } from '../lib/time.ts';
import type { Cells, StaffColumn } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { withNames } from './known-names.ts';
import { contactMark, personsOf } from './persons.ts';
import type { Author, DeskRecord, PrivateCells, RecordEvent } from './record.ts';
import { systemEvent } from './system-event.ts';

/** What is wrong and what is right. The wrong ones are known by their marks only. */
export interface Correction {
  marks: ReadonlySet<string>;
  contact?: string | undefined;
  name?: { mark: string; to: string } | undefined;
  by: Author;
  now: Instant;
  why: string;
  keyed: Keyed;
}

/** The mark of a name. */
export const nameMark = (name: string, keyed: Keyed): string => keyedDigest(`name|${name}`, keyed);

/** A record with what is right, and what its full values become; `undefined` where nothing in it was wrong. */
export function correctedRecord(
  table: Table,
  record: DeskRecord,
  full: PrivateCells,
  correction: Correction,
): { after: DeskRecord; event: RecordEvent; privateCells: PrivateCells } | undefined {
  const { by, now, why, keyed } = correction;
  const changed = staffColumns(table).flatMap((column): [StaffColumn, string][] => {
    const value = full[column.key] ?? record.cells[column.key] ?? null;
    const right = typeof value === 'string' ? rightValue(column, value, correction) : undefined;
    return right === undefined || right === value ? [] : [[column, right]];
  });
  if (changed.length === 0) return undefined;
  const privateCells: PrivateCells = Object.fromEntries(changed.map(([{ key }, right]) => [key, right]));
  const shown: Cells = Object.fromEntries(
    changed.map(([{ key, kind }, right]) => [key, shownCell(kind, right)]),
  );
  const cells = { ...record.cells, ...shown };
  const { persons: _, personsIn: __, uses, ...rest } = record;
  const customer = customerAfter(record, privateCells, keyed);
  const was = record.customer?.digest;
  const { namesIn, ...marks } = personsOf(
    table,
    { cells, customer },
    { ...full, ...privateCells },
    { before: undefined },
    keyed,
  );
  // A call that waits for him is found by who he is.
  const found = uses && { uses: uses.map(each => (customer && each === was ? customer.digest : each)) };
  const after: DeskRecord = {
    ...rest,
    version: record.version + 1,
    cells,
    customer,
    ...marks,
    ...withNames(namesIn, record.namesIn),
    ...found,
  };
  const changes = changed.map(([{ key, label }]) => ({
    column: key,
    label,
    before: record.cells[key] ?? null,
    after: cells[key] ?? null,
  }));
  return { after, event: { ...systemEvent(after, changes, now, why), by }, privateCells };
}

/** What a cell should hold; `undefined` where it is about something else. */
function rightValue(
  { kind }: StaffColumn,
  value: string,
  { marks, contact, name, keyed }: Correction,
): string | undefined {
  if (kind.type === 'contact' && contact !== undefined) {
    const isWrong = (key: string) => marks.has(contactMark(key, keyed));
    return contactKeysIn(value).some(isWrong) ? withContactReplaced(value, isWrong, contact) : undefined;
  }
  return kind.type === 'customer' && name?.mark === nameMark(value, keyed) ? name.to : undefined;
}

function customerAfter(
  { customer }: DeskRecord,
  changed: PrivateCells,
  keyed: Keyed,
): DeskRecord['customer'] {
  const contact = customer ? changed[customer.column] : undefined;
  if (!customer || typeof contact !== 'string') return customer;
  return { ...customer, digest: contactMark(contactKey(contact), keyed) };
}
