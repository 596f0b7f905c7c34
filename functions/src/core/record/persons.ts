// By what a record is found of whom it is about, who is named in it, or of which thing: digests under the key of the
// desk, never numbers.

import { uniqueForm } from '../cells/unique.ts';
import { contactKeysIn, normaliseContact } from '../lib/contact.ts';
import { type Keyed, keyedDigest } from '../lib/digest.ts';
import { personalPartsOf } from '../lib/personal-data.ts';
import type { Cells, StaffColumn } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { type Around, callingsOf, namesOfOthers, withNames } from './known-names.ts';
import type { DeskRecord, Marks, PrivateCells } from './record.ts';

/** How many digits callers say of a number that they do not say in full. */
const ENDING_LENGTH = 4;

/** The mark of a contact, by its key (see `contactKey`): the same as a customer has who is known by it. */
export const contactMark = (key: string, keyed: Keyed): string => keyedDigest(`contact|${key}`, keyed);

/** The mark of what a unique column holds, and of a column that names a record by it. */
const valueMark = (column: string, value: string, keyed: Keyed): string =>
  keyedDigest(`${column}|${uniqueForm(value)}`, keyed);

/** The mark of all numbers that end with these digits; no other mark begins like it. */
const endingMark = (digits: string, keyed: Keyed): string =>
  `${ENDING}${keyedDigest(`ending|${digits}`, keyed)}`;

const ENDING = 'e';

/** Whether a mark is one number's, or one thing's, and not of all that end alike. */
export const isOfOne = (mark: string): boolean => !mark.startsWith(ENDING);

/** Contacts in the full value of a cell. */
function contactsOf({ kind }: StaffColumn, full: string): string[] {
  if (kind.type === 'contact') return contactKeysIn(full);
  if (kind.type !== 'long' && kind.type !== 'text') return [];
  const of = kind.type === 'text' && kind.verbatim ? 'thing' : 'free';
  return personalPartsOf(full, of).flatMap(({ plain }) => contactKeysIn(plain));
}

/** The mark of the number of a thing, in whatever column it stands. */
const thingMark = (value: string, keyed: Keyed): string => keyedDigest(`thing|${uniqueForm(value)}`, keyed);

/** Numbers of things that one cell is found by, and the characters without which it is none. */
const MAX_THINGS = 5;
const MIN_THING_CHARACTERS = 4;

/** The numbers of things in a cell: orders, serials, machines. */
function thingNumbers({ kind }: StaffColumn, value: string): string[] {
  if (kind.type !== 'text' || !kind.verbatim) return [];
  return value.split(BETWEEN_THINGS).filter(isThing).slice(0, MAX_THINGS);
}

const BETWEEN_THINGS = /[\s,，、;；/]+/;
const isThing = (text: string) => [...text].length >= MIN_THING_CHARACTERS;

/** The marks of a cell, by its full value. */
export function marksOf(column: StaffColumn, value: string, keyed: Keyed): string[] {
  const { key, kind, unique } = column;
  if (kind.type === 'named') return [valueMark(kind.column, value, keyed)];
  if (unique) return [valueMark(key, value, keyed)];
  const contacts = contactsOf(column, value).flatMap(contact => {
    const ending =
      contact.startsWith('+') || !/\D/.test(contact.replaceAll('-', '')) ? contact.slice(-ENDING_LENGTH) : '';
    return [contactMark(contact, keyed), ...(isEnding(ending) ? [endingMark(ending, keyed)] : [])];
  });
  return [...contacts, ...thingNumbers(column, value).map(thing => thingMark(thing, keyed))];
}

/**
 * The marks that somebody may mean by what he says of a customer: a contact in full, the last digits of a number, what
 * a unique column holds, or the number of an order or another thing. Part of anything else means none.
 */
export function marksSaid(tables: readonly Table[], said: string, keyed: Keyed): string[] {
  const text = said.normalize('NFKC').trim();
  if (text === '') return [];
  const uniques = tables.flatMap(table => staffColumns(table).filter(({ unique }) => unique));
  return [
    ...(isEnding(text) ? [endingMark(text, keyed)] : []),
    ...contactKeysIn(normaliseContact(text)).map(key => contactMark(key, keyed)),
    ...new Set(uniques.map(({ key }) => valueMark(key, text, keyed))),
    ...(isThing(text) ? [thingMark(text, keyed)] : []),
  ];
}

const isEnding = (text: string) => text.length === ENDING_LENGTH && /^\d+$/.test(text);

type Marked = Pick<DeskRecord, 'cells' | 'personsIn' | 'namesIn'>;

/**
 * The marks of a record, by column and all together. `full` are the values in full of those cells that have been given
 * one; of others the marks stay as they are `before`, unless the cell is another. What others know is looked for
 * `around`.
 */
export function personsOf(
  table: Table,
  { cells, customer }: Pick<DeskRecord, 'cells' | 'customer'>,
  full: PrivateCells,
  around: Around,
  keyed: Keyed,
): Marks {
  const { before } = around;
  if (table.role !== 'work') return {};
  const byColumn = staffColumns(table).flatMap((column): [string, string[]][] => {
    const cell = cells[column.key] ?? null;
    if (typeof cell !== 'string') return [];
    const value = full[column.key] ?? undefined;
    const isKept = value === undefined && isSame(before, column.key, cells);
    const kept = isKept ? before?.personsIn?.[column.key] : undefined;
    const marks = kept ?? [...new Set(marksOf(column, value ?? cell, keyed))];
    return marks.length > 0 ? [[column.key, marks]] : [];
  });
  const all = new Set([...(customer ? [customer.digest] : []), ...byColumn.flatMap(([, marks]) => marks)]);
  return {
    ...(byColumn.length > 0 && { personsIn: Object.fromEntries(byColumn) }),
    ...(all.size > 0 && { persons: [...all] }),
    ...withNames(
      namesKnown(table, { cells, full, before }, keyed),
      namesOfOthers(table, cells, around, customer?.column),
    ),
  };
}

/** How people are called whom the columns of names hold. */
function namesKnown(
  table: Table,
  { cells, full, before }: { cells: Cells; full: PrivateCells; before: Marked | undefined },
  keyed: Keyed,
): Record<string, string[]> {
  const byColumn = staffColumns(table).flatMap(({ key, kind }): [string, string[]][] => {
    const cell = cells[key] ?? null;
    if (kind.type !== 'customer' || typeof cell !== 'string') return [];
    const value = full[key] ?? undefined;
    const kept = value === undefined && isSame(before, key, cells) ? before?.namesIn?.[key] : undefined;
    const names = kept ?? callingsOf(value ?? cell, keyed);
    return names.length > 0 ? [[key, names]] : [];
  });
  return Object.fromEntries(byColumn);
}

const isSame = (before: Marked | undefined, key: string, cells: Cells) =>
  before !== undefined && before.cells[key] === cells[key];
